"""Conditions as SQL over evidence rows, where an unknown value makes a comparison unknown, not false."""

from decimal import Decimal

from manyi.engine.policy.words import Compare, Condition

_SQL_OPERATORS = {"==": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def quoted(name: str) -> str:
    """An identifier for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(word: str) -> str:
    """A text for SQL."""
    return "'" + word.replace("'", "''") + "'"


def _comparison(compare: Compare) -> str:
    name, operand = quoted(compare.name), compare.operand
    if isinstance(operand, bool):
        return f"({name} = {str(operand).lower()})"
    if isinstance(operand, tuple):
        return f"({name} in ({', '.join(literal(word) for word in operand)}))"
    if isinstance(operand, Decimal):
        return f"({name} {_SQL_OPERATORS[compare.operator]} {operand})"
    return f"({name} {_SQL_OPERATORS[compare.operator]} {literal(operand)})"


def as_sql(condition: Condition | None) -> str:
    """The condition as a boolean SQL expression over the row's columns; no condition is true."""
    if condition is None:
        return "true"
    if isinstance(condition, Compare):
        return _comparison(condition)
    parts = [as_sql(part) for part in condition.parts]
    if condition.kind == "all":
        return "(" + " and ".join(parts) + ")"
    joined = "(" + " or ".join(parts) + ")"
    return joined if condition.kind == "any" else f"(not {joined})"
