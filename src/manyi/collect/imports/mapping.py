"""A mapping file: in few, closed words, how the rows of a foreign table become evidence."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

ANY = "*"  # in `map`: every value not named
SOURCES = ("column", "constant", "first", "join", "marked", "key", "number")


def _text(value: object) -> object:
    """Numbers, flags and days are written without quotes in a mapping and mean their text."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _several(value: object) -> object:
    return value if isinstance(value, list) else [value]


Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_several)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Test(_Part):
    """What a value may be like; of several words all must hold. `of` names another value or column."""

    of: Text | None = None
    equals: Texts | None = None
    matches: Text | None = None
    below: Text | None = None
    above: Text | None = None
    clock: Text | None = None
    before: Text | None = None
    after: Text | None = None
    filled: bool | None = None


class Trap(Test):
    """When a value does not mean what it says: it becomes unknown, and the report counts it under `reason`."""

    reason: Text


class Cell(_Part):
    """One value of a foreign row: where it comes from (one of SOURCES), then what is done to it, in this order.

    empty → extract → map → time or date → prefix → unknown_when. `otherwise` says what happens to a value that does not
    match `extract`, `map`, `time` or `date`: refuse the row, make the value empty, or (map only) keep it. In `map`, "*"
    stands for every value not named.
    """

    column: Text | None = None
    constant: Text | None = None
    first: Texts | None = None
    join: Texts | None = None
    marked: dict[str, Text] | None = None
    key: Texts | None = None
    number: Texts | None = None

    separator: Text = Field(" ", alias="with")
    marks: Texts = ("1", "true", "yes", "是", "x", "√")
    empty: Texts = ()
    extract: Text | None = None
    map: dict[str, Text] | None = None
    time: Texts | None = None
    date: Texts | None = None
    prefix: Text = ""
    otherwise: Literal["refuse", "empty", "keep"] = "refuse"
    unknown_when: tuple[Trap, ...] = ()
    take: Literal["smallest", "largest"] | None = None

    @property
    def source(self) -> str:
        """Which of SOURCES it has."""
        return next(word for word in SOURCES if getattr(self, word) is not None)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The columns and values it is made of, its traps' included."""
        own = getattr(self, self.source)
        names: tuple[str, ...] = () if self.source == "constant" else (own,) if self.source == "column" else tuple(own)
        return names + tuple(name for trap in self.unknown_when for name in named(trap))


def named(test: Test) -> tuple[str, ...]:
    """The columns and values a test speaks of, its own subject apart."""
    return tuple(name for name in (test.of, test.before, test.after) if name is not None)


def _cell(value: object) -> object:
    if not isinstance(value, dict):
        return {"column": value}
    found = [word for word in SOURCES if word in value]
    if len(found) != 1:
        words, had = ", ".join(SOURCES), " and ".join(found) or "none"
        raise PydanticCustomError(
            "source",
            "a value comes from exactly one of {words}; this one has {had}",
            {"words": words, "had": had, "zh": f"每个值只能有一个来源（{words}）；这里有 {'、'.join(found) or '零个'}"},
        )
    return value


AnyCell = Annotated[Cell, BeforeValidator(_cell)]


class Rows(_Part):
    """Rows of one evidence table: made of each foreign row that passes `only_if`, or written out as `rows`."""

    table: Text
    only_if: tuple[Test, ...] = ()
    columns: dict[str, AnyCell] = {}
    rows: tuple[dict[str, Text], ...] = ()


class Mapping(_Part):
    """A whole mapping file. Without `time_zone`, times are local times of the edition that reads the evidence."""

    mapping: Text
    time_zone: Text | None = None
    values: dict[str, AnyCell] = {}
    tables: tuple[Rows, ...]
