"""Writing names, values and paths into SQL text safely."""

from pathlib import Path


def name(identifier: str) -> str:
    """`identifier` as a quoted SQL name."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """`value` as an SQL string."""
    return "'" + value.replace("'", "''") + "'"


def path(place: Path) -> str:
    """The path of one file to read, as an SQL string. DuckDB would take *, ? and [ for patterns of several files."""
    return text("".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(place)))


def names(identifiers: "list[str] | tuple[str, ...]") -> str:
    """Several quoted names, separated by commas."""
    return ", ".join(name(identifier) for identifier in identifiers)
