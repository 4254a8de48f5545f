"""The report in a real browser: quiet, alone, readable at every width, by keyboard, in the dark and on paper."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report_world import company, settled

from manyi.engine.wording.vocabulary import Language
from manyi.report.settlement import render_report

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright for Python is not installed; pip install -e '.[dev]' brings it"
)
pytestmark = pytest.mark.browser

NAMES = {0: "欧阳" * 30, 1: "Wolfeschlegelsteinhausenbergerdorff" * 3, 2: "<b>p2</b>"}
LANGUAGES: tuple[Language, ...] = ("zh", "en")
LAUNCH = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The machine's own Chromium, without a window."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine; install the package chromium to look at the report in it")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=LAUNCH)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report of a company with long and hostile names, in both languages."""
    folder = tmp_path_factory.mktemp("report")
    evidence = company(folder / "evidence", people=56, bad=3, name=lambda number: NAMES.get(number, f"Worker {number}"))
    with settled(evidence, "2026-03", "2026-02") as (march, february):
        for language in LANGUAGES:
            (folder / f"{language}.html").write_text(render_report(march, language, february), encoding="utf-8")
    return {language: folder / f"{language}.html" for language in LANGUAGES}


class Visit:
    """One page opened, with everything it said and asked for."""

    def __init__(self, browser: Any, file: Path, width: int = 1280, scheme: str = "light") -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self.context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def run(self, script: str) -> Any:
        return self.page.evaluate(script)


OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 360, 800, 1000, 1130, 1280])
def test_nothing_is_cut_off_or_scrolls_sideways(
    chromium: Any, files: dict[str, Path], language: str, width: int
) -> None:
    with Visit(chromium, files[language], width) as visit:
        closed = visit.run(WIDE)
        visit.run(OPEN_ALL)
        assert (closed, visit.run(WIDE)) == (0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_console_stays_quiet_and_nothing_is_fetched(chromium: Any, files: dict[str, Path], language: str) -> None:
    with Visit(chromium, files[language]) as visit:
        visit.run(OPEN_ALL)
        assert (visit.said, visit.asked) == ([], [files[language].as_uri()])


NAMELESS = """() => {
  const name = one => (one.getAttribute('aria-label') || one.textContent || '').trim();
  const faults = [];
  if (!document.documentElement.lang) faults.push('no language');
  for (const one of document.querySelectorAll('a[href], summary, [role=region], nav, [role=img]')) if (!name(one)) faults.push(one.outerHTML);
  for (const one of document.querySelectorAll('input')) if (!one.labels.length) faults.push(one.outerHTML);
  for (const one of document.querySelectorAll('svg')) if (!one.matches('[aria-hidden=true], [role=img][aria-label]')) faults.push(one.outerHTML);
  for (const one of document.querySelectorAll('section[aria-labelledby]'))
    if (!document.getElementById(one.getAttribute('aria-labelledby'))) faults.push(one.id);
  return faults;
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_one_can_act_on_or_look_at_has_a_name(chromium: Any, files: dict[str, Path], language: str) -> None:
    with Visit(chromium, files[language]) as visit:
        assert visit.run(NAMELESS) == []


CONTRAST = """() => {
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; })
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = one => { for (; one; one = one.parentElement) {
    const [r, g, b, a = 1] = parse(getComputedStyle(one).backgroundColor); if (a > 0) return [r, g, b]; } return [255, 255, 255]; };
  const faults = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || one.closest('script, style, title, .out, .skip')) continue;
    const style = getComputedStyle(one);
    const [x, y] = [light(parse(one instanceof SVGElement ? style.fill : style.color)), light(ground(one))].sort((p, q) => q - p);
    if ((x + 0.05) / (y + 0.05) < 4.5) faults.add(`${one.tagName}.${one.getAttribute('class')} ${((x + 0.05) / (y + 0.05)).toFixed(2)}`);
  }
  return [...faults];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(chromium: Any, files: dict[str, Path], scheme: str) -> None:
    with Visit(chromium, files["zh"], scheme=scheme) as visit:
        visit.run(OPEN_ALL)
        assert visit.run(CONTRAST) == []


def test_the_keyboard_reaches_the_report_and_opens_what_is_folded(chromium: Any, files: dict[str, Path]) -> None:
    with Visit(chromium, files["zh"]) as visit:
        visit.page.keyboard.press("Tab")
        assert visit.run("document.activeElement.textContent") == "跳到正文"
        visit.page.keyboard.press("Enter")
        assert visit.run("location.hash") == "#summary"
        visit.page.locator("#proposals details summary").first.focus()
        visit.page.keyboard.press("Enter")
        assert visit.run("document.querySelector('#proposals details').open") is True


def test_a_name_can_be_found_and_folded_lists_open_for_it(chromium: Any, files: dict[str, Path]) -> None:
    with Visit(chromium, files["en"]) as visit:
        everybody = visit.run("[...document.querySelectorAll('[data-who]')].filter(one => !one.hidden).length")
        visit.page.get_by_label("Find a name, unit or id").fill("Worker 41")
        found = visit.run(
            "[...document.querySelectorAll('[data-who]')].filter(one => !one.hidden).map(one => one.dataset.who)"
        )
        assert {who.split(" p41 ")[0] for who in found} == {"Worker 41"}
        assert 0 < len(found) < everybody
        assert visit.page.locator(".find output").text_content() == f"{len(found)} places"


def test_paper_shows_the_grounds_and_hides_what_only_a_screen_needs(chromium: Any, files: dict[str, Path]) -> None:
    with Visit(chromium, files["zh"]) as visit:
        visit.page.emulate_media(media="print")
        seen = "selector => [...document.querySelectorAll(selector)].map(one => one.checkVisibility({contentVisibilityAuto: true}))"
        visit.page.wait_for_function(f"!({seen})('.card .trace li').includes(false)")  # a slow machine lays out later
        assert set(visit.page.evaluate(seen, ".card .trace li")) == {True}
        assert set(visit.page.evaluate(seen, ".contents, .skip")) == {False}
        assert visit.page.pdf(format="A4")[:5] == b"%PDF-"


def test_without_script_everything_is_still_there(chromium: Any, files: dict[str, Path]) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(files["zh"].as_uri())
    assert page.locator("main > section").count() == 9
    assert page.locator(".find").count() == 0
    context.close()
