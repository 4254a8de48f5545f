"""What changes from one edition to the next, as Markdown for those who are consulted."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from manyi.engine.policy.compare import Change, compare
from manyi.engine.policy.language import Edition
from manyi.engine.policy.reading import read_edition
from manyi.engine.wording import Language, title_words

TEMPLATES = Path(__file__).parent / "templates"


def render_changes(old: Path, new: Path, language: Language) -> str:
    """The changes between the editions in two folders. Raises PolicyError when one does not pass its check."""
    return render_comparison(read_edition(old), read_edition(new), language)


def render_comparison(old: Edition, new: Edition, language: Language) -> str:
    """The changes between two checked editions: first those that can change results, then the others."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    changes = compare(old, new)
    return environment.get_template(f"policy_changes.{language}.md").render(
        title=title_words(new.title, language),
        old=f"{old.policy} {old.edition}",
        new=f"{new.policy} {new.edition}",
        deciding=[_line(change, language) for change in changes if change.results],
        saying=[_line(change, language) for change in changes if not change.results],
    )


def _line(change: Change, language: Language) -> str:
    """A change as a list item with the clause it belongs to."""
    text = change.zh if language == "zh" else change.en
    return f"**{change.clause}** {text}" if change.clause is not None else text
