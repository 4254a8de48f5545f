"""The readable policy that people sign: the authored text, clause by clause, with the rules of the file in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from manyi.engine.policy.clause_text import ClauseText, read_clause_text
from manyi.engine.policy.language import Edition
from manyi.engine.policy.reading import read_edition
from manyi.engine.wording import Entry, Language, day_words, entries, figure_words, name_words, pick, title_words
from manyi.engine.wording.amounts import quoted
from manyi.engine.wording.keys import key_words

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Passage:
    """A piece of authored text, as lines, the entries that stand under it, and the names of those that stand elsewhere."""

    lines: tuple[str, ...]
    rules: tuple[Entry, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True)
class PolicyText:
    """What the template prints: authored passages in order, then rules that no heading announces."""

    title: str
    edition: str
    day: str
    passages: tuple[Passage, ...]
    general: tuple[Entry, ...]
    not_computed: tuple[str, ...]


def render(folder: Path, language: Language) -> str:
    """The edition in `folder` as Markdown. Raises PolicyError when the edition does not pass its check."""
    return render_edition(read_edition(folder), _authored(folder, language), language)


def render_edition(edition: Edition, text: ClauseText, language: Language) -> str:
    """A checked edition with its authored text as Markdown."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(f"policy_text.{language}.md").render(policy=_laid_out(edition, text, language))


def read_policy_text(folder: Path, language: Language) -> PolicyText:
    """The edition in `folder`, laid out for a document. Raises PolicyError when the edition does not pass its check."""
    return _laid_out(read_edition(folder), _authored(folder, language), language)


def _authored(folder: Path, language: Language) -> ClauseText:
    file = f"text.{language}.md"
    return read_clause_text((folder / file).read_text(encoding="utf-8"), file)


def _laid_out(edition: Edition, text: ClauseText, language: Language) -> PolicyText:
    said = entries(edition, language)
    title = title_words(edition.title, language)
    named = [(entry, _named(entry, edition, language)) for entry in said]
    passages = _passages(text, named, title)
    return PolicyText(
        title=title,
        edition=edition.edition.isoformat(),
        day=day_words(edition.edition, language),
        passages=tuple(passages),
        general=tuple(entry for entry in said if entry.clause not in text.clauses),
        not_computed=tuple(_headed(clause, text) for clause in edition.not_computed),
    )


def _named(entry: Entry, edition: Edition, language: Language) -> str:
    """What an entry is called, with the clause under which it stands."""
    name = str(entry.path[-1])
    if entry.path[0] == "figures":
        called = figure_words(name, edition, language)
    else:
        called = name_words(name, edition, language) if entry.path[0] == "decide" else key_words(name, language)
    place = pick(language, f"（{entry.clause}）", f" ({entry.clause})") if entry.clause is not None else ""
    return quoted(called) + place


def _headed(clause: str, text: ClauseText) -> str:
    """A clause id with its heading's title."""
    titles = [heading.title for heading in text.headings if heading.clause == clause and heading.title]
    return f"{clause} {titles[0]}" if titles else clause


def _passages(text: ClauseText, said: Sequence[tuple[Entry, str]], title: str) -> list[Passage]:
    """The authored lines cut after each clause, so that rules stand below their clause; a repeated title is left out."""
    starts = [heading.line - 1 for heading in text.headings]
    ends = [heading.line + len(heading.body) for heading in text.headings]
    passages = []
    done = 0
    for heading, start, end in zip(text.headings, starts, ends, strict=True):
        if _trimmed(text.lines[done:start], title):
            passages.append(Passage(_trimmed(text.lines[done:start], title)))
        rules = tuple(entry for entry, _ in said if entry.clause == heading.clause)
        elsewhere = tuple(name for entry, name in said if heading.clause in entry.also and entry not in rules)
        passages.append(Passage(_trimmed(text.lines[start:end], title), rules, elsewhere))
        done = end
    rest = _trimmed(text.lines[done:], title)
    return [*passages, Passage(rest)] if rest else passages


def _trimmed(lines: Sequence[str], title: str) -> tuple[str, ...]:
    """Lines without blank ones at both ends and without the policy's own title, which is printed first."""
    kept = [line.rstrip() for line in lines if line.strip() != f"# {title}"]
    filled = [place for place, line in enumerate(kept) if line]
    return tuple(kept[filled[0] : filled[-1] + 1]) if filled else ()
