"""A mapping file: in few, closed words, how the rows of a foreign table become evidence."""

from collections.abc import Mapping as Dict
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

ANY = "*"  # in `map`: every value not named
SOURCES = ("column", "constant", "first", "join", "marked", "key", "number", "lookup", "choose")


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


class Choice(Test):
    """A value, and when it is the one: the test must hold."""

    is_: Text = Field(alias="is")


class Lookup(_Part):
    """A value from the rows of another file: of those rows of `in` whose `by` equals the value `same_as` here.

    A `same_as` that holds several values is looked up for each. `several` says what more than one found value means:
    they do not fit (`one`), the smallest or largest text of them is taken, or all are kept for a further lookup.
    """

    column: Text
    in_: Text = Field(alias="in")
    by: Text
    same_as: Text | None = None
    several: Literal["one", "smallest", "largest", "all"] = "one"

    @property
    def key(self) -> str:
        """The column or value here that is looked for."""
        return self.same_as if self.same_as is not None else self.by


class Cell(_Part):
    """One value of a foreign row: where it comes from (one of SOURCES), then what is done to it, in this order.

    empty → holds → extract → map → time or date → prefix → unknown_when. `otherwise` says what happens to a value that
    does not match `extract`, `map`, `time` or `date`: refuse the row, make the value empty, or (map only) keep it. In
    `map`, "*" stands for every value not named.
    """

    column: Text | None = None
    constant: Text | None = None
    first: Texts | None = None
    join: Texts | None = None
    marked: dict[str, Text] | None = None
    key: Texts | None = None
    number: Texts | None = None
    lookup: Lookup | None = None
    choose: tuple[Choice, ...] | None = None

    separator: Text = Field(" ", alias="with")
    marks: Texts = ("1", "true", "yes", "是", "x", "√")
    empty: Texts = ()
    split: Text | None = None
    holds: Text | None = None
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
    def plain(self) -> bool:
        """Whether a copied time stays a time."""
        return self.extract is None and self.map is None and self.holds is None and not self.prefix

    @property
    def keeps_several(self) -> bool:
        """Whether several found values may stand together."""
        return self.lookup is not None and self.lookup.several == "all"

    @property
    def inputs(self) -> tuple[str, ...]:
        """The columns and values it is made of, its traps' included."""
        return self._own_inputs() + tuple(name for trap in self.unknown_when for name in named(trap))

    def _own_inputs(self) -> tuple[str, ...]:
        own = getattr(self, self.source)
        match self.source:
            case "constant":
                return ()
            case "column":
                return (own,)
            case "lookup":
                return (own.key,)
            case "choose":
                return tuple(name for choice in own for name in named(choice))
            case _:
                return tuple(own)


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
    """Rows of one evidence table: made of each foreign row that passes `only_if`, or written out as `rows`.

    With `each`, a pattern, they are made once for every heading of the file it matches. In names and constants {heading}
    stands for the heading, {1}, {2} … for its parts in brackets, {nth} for its place among those with the same {1}.
    """

    table: Text
    each: Text | None = None
    only_if: tuple[Test, ...] = ()
    columns: dict[str, AnyCell] = {}
    rows: tuple[dict[str, Text], ...] = ()


class Content(_Part):
    """What is made of the rows of files. Columns of `optional` may be absent."""

    optional: Texts = ()
    values: dict[str, AnyCell] = {}
    tables: tuple[Rows, ...] = ()


class FilePart(Content):
    """What is made of one kind of file: those whose names are like `named`, such as orders*."""

    named: Texts


class Mapping(Content):
    """A whole mapping file, for files of one kind or, in `files`, of several that belong together.

    Without `time_zone`, times are local times of the edition that reads the evidence.
    """

    mapping: Text
    time_zone: Text | None = None
    files: dict[str, FilePart] = {}

    @property
    def parts(self) -> Dict[str, Content]:
        """What is made of each kind of file, by its name; a mapping for one kind has one, without a name."""
        return self.files or {"": self}
