"""Writing names and values into SQL text safely."""


def name(identifier: str) -> str:
    """`identifier` as a quoted SQL name."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """`value` as an SQL string."""
    return "'" + value.replace("'", "''") + "'"


def names(identifiers: "list[str] | tuple[str, ...]") -> str:
    """Several quoted names, separated by commas."""
    return ", ".join(name(identifier) for identifier in identifiers)
