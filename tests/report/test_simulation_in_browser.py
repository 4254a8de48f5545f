"""The page of a simulation in a real browser: quiet, alone, readable at every width and in the dark."""

from pathlib import Path
from typing import Any

import pytest
import test_report_in_browser as browser
from simulate_world import company, gated, raw, simulated

from manyi.report.simulation import render_simulation

pytestmark = pytest.mark.browser
chromium = browser.chromium


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two editions over fifteen people of whom three are bad, in both languages."""
    folder = tmp_path_factory.mktemp("simulation")
    evidence = company(
        folder / "evidence", people=15, months=2, answers=30, chance=lambda number, _: 0.4 if number < 3 else 0.9
    )
    found = simulated(evidence, "2025-01..2025-02", 1, gated(), raw())
    for language in browser.LANGUAGES:
        (folder / f"{language}.html").write_text(render_simulation(found, language), encoding="utf-8")
    return {language: folder / f"{language}.html" for language in browser.LANGUAGES}


@pytest.mark.parametrize("language", browser.LANGUAGES)
@pytest.mark.parametrize("width", [320, 360, 800, 1130, 1280])
def test_nothing_is_cut_off_or_scrolls_sideways(
    chromium: Any, files: dict[str, Path], language: str, width: int
) -> None:
    with browser.Visit(chromium, files[language], width) as visit:
        closed = visit.run(browser.WIDE)
        visit.run(browser.OPEN_ALL)
        assert (closed, visit.run(browser.WIDE)) == (0, 0)


@pytest.mark.parametrize("language", browser.LANGUAGES)
def test_the_console_stays_quiet_nothing_is_fetched_and_everything_has_a_name(
    chromium: Any, files: dict[str, Path], language: str
) -> None:
    with browser.Visit(chromium, files[language]) as visit:
        visit.run(browser.OPEN_ALL)
        assert (visit.said, visit.asked) == ([], [files[language].as_uri()])
        assert visit.run(browser.NAMELESS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(chromium: Any, files: dict[str, Path], scheme: str) -> None:
    with browser.Visit(chromium, files["zh"], scheme=scheme) as visit:
        visit.run(browser.OPEN_ALL)
        assert visit.run(browser.CONTRAST) == []


def test_the_finding_is_the_largest_text_below_the_title(chromium: Any, files: dict[str, Path]) -> None:
    sizes = """[...document.querySelectorAll('main *')].map(one => parseFloat(getComputedStyle(one).fontSize))"""
    with browser.Visit(chromium, files["zh"]) as visit:
        assert visit.run(f"Math.max(...{sizes})") == visit.run(
            "parseFloat(getComputedStyle(document.querySelector('.big')).fontSize)"
        )
