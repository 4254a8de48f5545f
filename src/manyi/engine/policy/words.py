"""The small written forms of an edition: numbers, names, spans of time, comparisons and conditions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_COMPARISON = re.compile(r"(<=|>=|==|!=|<|>)\s*(\S+)\Z")
_MONTHS = re.compile(r"([1-9]\d{0,3}) months?\Z", re.ASCII)

Operator = Literal["<", "<=", "==", "!=", ">=", ">"]
Step = str | int


def problem(code: str, en: str, zh: str = "", at: tuple[Step, ...] = ()) -> PydanticCustomError:
    """What is wrong and what would be right, in English and 中文; `at` leads from the value read to the faulty part."""
    return PydanticCustomError(code, "{en}", {"en": en, "zh": zh or en, "at": at})


def inside(error: PydanticCustomError, *steps: Step) -> PydanticCustomError:
    """The same error, told from the value that holds the faulty one."""
    context = error.context or {}
    return problem(error.type, context["en"], context["zh"], (*steps, *context["at"]))


def shown(value: object) -> str:
    """A value as the reader wrote it: texts in quotes, true and false in small letters, the rest shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Mapping):
        return "{" + ", ".join(str(key) for key in value) + "}"
    return "[…]" if isinstance(value, list) else str(value)


# ---- numbers and names ---------------------------------------------------------------------------------------------


def read_number(value: object) -> Decimal:
    """An exact number: a whole number, or a decimal in quotes; binary floats are refused."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, float):
        raise problem(
            "float",
            f'{value} without quotes is read as a rounded binary number; write it in quotes: "{value}"',
            f'不加引号的 {value} 会被读成近似的二进制小数；请加引号："{value}"',
        )
    if isinstance(value, str) and _NUMBER.match(value):
        return Decimal(value)
    raise problem(
        "number",
        f'{shown(value)} is not a number; write a whole number such as 30, or a decimal in quotes such as "0.25"',
        f'{shown(value)} 不是数字；请写整数（如 30），或加引号的小数（如 "0.25"）',
    )


Number = Annotated[
    Decimal,
    BeforeValidator(read_number),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}]}),
]


def read_positive(value: object) -> Decimal:
    """A number above zero."""
    number = read_number(value)
    if number <= 0:
        raise problem("sign", f"{number} must be above zero", f"{number} 必须大于零")
    return number


Positive = Annotated[
    Decimal,
    BeforeValidator(read_positive),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\d+(\.\d+)?$"}]}),
]


def read_probability(value: object) -> Decimal:
    """A number above 0 and below 1."""
    number = read_number(value)
    if not 0 < number < 1:
        raise problem(
            "probability",
            f'{number} must lie between 0 and 1, such as "0.95"',
            f'{number} 必须在 0 与 1 之间，例如 "0.95"',
        )
    return number


Probability = Annotated[
    Decimal, BeforeValidator(read_probability), WithJsonSchema({"type": "string", "pattern": r"^0\.\d+$"})
]

Whole = Annotated[int, Field(strict=True)]
Counted = Annotated[int, Field(strict=True, ge=1)]
Flag = Annotated[bool, Field(strict=True)]


def is_name(text: object) -> bool:
    """Whether a text is written as a name of the edition."""
    return isinstance(text, str) and _NAME.match(text) is not None


def read_name(value: object) -> str:
    """A name defined in the edition: small letters, digits, underscores."""
    if isinstance(value, str) and is_name(value):
        return value
    raise problem(
        "name",
        f"{shown(value)} is not a name; use small letters, digits and _, beginning with a letter",
        f"{shown(value)} 不是合格的名称；名称由小写字母、数字和 _ 组成，以字母开头",
    )


Name = Annotated[str, BeforeValidator(read_name), WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9_]*$"})]


def read_day(value: object) -> date:
    """A day, such as 2026-01-01."""
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else date.fromisoformat("")
    except ValueError:
        raise problem(
            "day",
            f"{shown(value)} is not a day of the calendar; write it as 2026-01-01",
            f"{shown(value)} 不是有效的日期；请写成 2026-01-01",
        ) from None


Day = Annotated[date, BeforeValidator(read_day)]


class Strict(BaseModel):
    """A section of the edition: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, arbitrary_types_allowed=True)


class Rounding(Strict):
    """`half_up` rounds a half towards plus infinity."""

    places: Annotated[int, Field(strict=True, ge=0, le=6)]
    mode: Literal["half_up", "down", "up"] = "half_up"


# ---- spans of time -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Span:
    """A stretch of time relative to the period: `kind` with a number of months where it needs one."""

    kind: Literal["period", "months", "previous", "last_year", "baseline"]
    months: int = 0

    def __str__(self) -> str:
        return f"{self.months} months" if self.kind == "months" else self.kind


def _months_in(value: object) -> int | None:
    found = _MONTHS.match(value) if isinstance(value, str) else None
    return int(found[1]) if found else None


def read_span(value: object) -> Span:
    """`period`, `previous`, `last_year`, `baseline`, or `<n> months` up to the period's end."""
    if isinstance(value, Span):
        return value
    if value in ("period", "previous", "last_year", "baseline"):
        return Span(value)
    months = _months_in(value)
    if months is not None:
        return Span("months", months)
    raise problem(
        "span",
        f'{shown(value)} is not a span of time; write period, previous, last_year, baseline or "3 months"',
        f'{shown(value)} 不是时间范围；请写 period、previous、last_year、baseline 或 "3 months"',
    )


Over = Annotated[
    Span,
    PlainValidator(read_span),
    WithJsonSchema({"type": "string", "pattern": r"^(period|previous|last_year|baseline|[1-9]\d* months?)$"}),
]


def read_months(value: object) -> int:
    """A number of whole months, such as `12 months`."""
    months = _months_in(value)
    if months is not None:
        return months
    raise problem(
        "months",
        f'{shown(value)} is not a number of months; write it as "12 months"',
        f'{shown(value)} 不是月数；请写成 "12 months"',
    )


Months = Annotated[
    int, PlainValidator(read_months), WithJsonSchema({"type": "string", "pattern": r"^[1-9]\d* months?$"})
]

# ---- a top share ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Top:
    """How many are chosen: a count, or a share in percent."""

    number: Decimal
    share: bool

    def __str__(self) -> str:
        return f"{self.number}%" if self.share else f"{self.number}"


def read_top(value: object) -> Top:
    """A whole number of places, or a percentage such as `10%`."""
    if isinstance(value, Top):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return Top(Decimal(value), share=False)
    if isinstance(value, str) and value.endswith("%") and _NUMBER.match(value[:-1]):
        number = Decimal(value[:-1])
        if 0 < number <= 100:
            return Top(number, share=True)
    raise problem(
        "top",
        f"{shown(value)} is not a number of places; write a whole number such as 3, or a share such as 10%",
        f"{shown(value)} 不是名额；请写整数（如 3），或比例（如 10%）",
    )


TopShare = Annotated[
    Top,
    PlainValidator(read_top),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": r"^\d+(\.\d+)?%$"}]}),
]

# ---- comparisons and conditions ------------------------------------------------------------------------------------

Operand = Decimal | str | bool | tuple[str, ...]


@dataclass(frozen=True)
class Compare:
    """One figure or column against a number, a name (a standard or another figure), a word or several words."""

    name: str
    operator: Operator
    operand: Operand
    sure: Decimal | None = None

    def __str__(self) -> str:
        words = "|".join(self.operand) if isinstance(self.operand, tuple) else self.operand
        sure = f" (sure {self.sure})" if self.sure is not None else ""
        return f"{self.name} {self.operator} {words}{sure}"


@dataclass(frozen=True)
class Group:
    """Several conditions: `all` of them, `any` one of them, or `none` of them."""

    kind: Literal["all", "any", "none"]
    parts: tuple["Compare | Group", ...]

    def __str__(self) -> str:
        return f"{self.kind}({', '.join(str(part) for part in self.parts)})"


Condition = Compare | Group


def _read_operand(text: str) -> Decimal | str:
    if _NUMBER.match(text):
        return Decimal(text)
    if is_name(text):
        return text
    raise problem("operand", f'"{text}" is neither a number nor a name', f'"{text}" 既不是数字也不是名称')


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value != "" and value[0] not in "<>=!" and not _NUMBER.match(value)


def read_comparison(value: object) -> tuple[Operator, Operand]:
    """`">= 80"`, `"< threshold"`; a bare word, list of words or true/false means equality with it."""
    if isinstance(value, bool):
        return "==", value
    if isinstance(value, list) and value and all(_is_word(item) for item in value):
        return "==", tuple(value)
    if isinstance(value, str):
        found = _COMPARISON.match(value.strip())
        if found:
            return found[1], _read_operand(found[2])  # type: ignore[return-value]  # the pattern admits operators only
        if _is_word(value):
            return "==", (value,)
    raise problem(
        "comparison",
        f'{shown(value)} is not a comparison; write an operator and a number in quotes, such as ">= 80" (80 included) '
        'or "> 80"',
        f'{shown(value)} 不是比较式；请写加引号的运算符和数字，例如 ">= 80"（含 80）或 "> 80"',
    )


def _read_entry(name: object, value: object) -> Condition:
    if name not in ("any", "all", "none"):
        operator, operand = read_comparison(value)
        return Compare(read_name(name), operator, operand)
    if not isinstance(value, list) or not value:
        raise problem("condition", f"`{name}` takes a list of conditions", f"`{name}` 后面应是条件的列表")
    parts = []
    for place, item in enumerate(value):
        try:
            parts.append(read_condition(item))
        except PydanticCustomError as error:
            raise inside(error, place) from None
    return Group(name, tuple(parts))


def _read_entries(value: Mapping[object, object]) -> list[Condition]:
    parts = []
    for name, item in value.items():
        try:
            if name != "sure":
                parts.append(_read_entry(name, item))
        except PydanticCustomError as error:
            raise inside(error, str(name)) from None
    return parts


def read_condition(value: object) -> Condition:
    """A mapping of names to comparisons, all of which must hold; `any`, `all`, `none` nest; `sure` goes with one name."""
    if isinstance(value, Compare | Group):
        return value
    if not isinstance(value, Mapping) or not value:
        raise problem(
            "condition",
            f'{shown(value)} is not a condition; write names with comparisons, such as {{complaints: ">= 3"}}',
            f'{shown(value)} 不是条件；请写名称和比较式，例如 {{complaints: ">= 3"}}',
        )
    parts = _read_entries(value)
    if "sure" in value:
        return _with_sure(parts, value["sure"])
    return parts[0] if len(parts) == 1 else Group("all", tuple(parts))


def _with_sure(parts: list[Condition], value: object) -> Compare:
    only = parts[0] if len(parts) == 1 else None
    if not isinstance(only, Compare):
        raise problem(
            "sure",
            "`sure` belongs to exactly one comparison; put that comparison and `sure` in braces of their own",
            "`sure` 只能属于一个比较式；请把该比较式和 `sure` 单独放在一对花括号里",
            ("sure",),
        )
    try:
        return Compare(only.name, only.operator, only.operand, read_probability(value))
    except PydanticCustomError as error:
        raise inside(error, "sure") from None


When = Annotated[
    Condition,
    PlainValidator(read_condition),
    WithJsonSchema(
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
            "description": "names with comparisons, such as {complaints: '>= 3'}; any, all, none nest; sure goes with one name",
        }
    ),
]

COMPARISON_SCHEMA = {"type": "string", "pattern": r"^(<=|>=|==|!=|<|>) ?\S+$"}


def read_bound(value: object) -> tuple[Operator, Operand]:
    """A comparison with a number or a name, such as `> 2000.00` or `< threshold`."""
    found: tuple[Operator, Operand] = value if isinstance(value, tuple) else read_comparison(value)
    if isinstance(found[1], Decimal | str):
        return found
    raise problem(
        "comparison",
        f'{shown(value)} is not a comparison; write an operator and a number in quotes, such as ">= 80" (80 included) '
        'or "> 80"',
        f'{shown(value)} 不是比较式；请写加引号的运算符和数字，例如 ">= 80"（含 80）或 "> 80"',
    )


Bound = Annotated[tuple[Operator, Operand], PlainValidator(read_bound), WithJsonSchema(COMPARISON_SCHEMA)]


def _read_bound_text(value: object) -> Any:
    read_bound(value)
    return value


BoundText = Annotated[str, BeforeValidator(_read_bound_text), WithJsonSchema(COMPARISON_SCHEMA)]


def comparisons(condition: Condition | None) -> Iterator[Compare]:
    """Every comparison inside a condition, in the order written."""
    if isinstance(condition, Compare):
        yield condition
    elif condition is not None:
        for part in condition.parts:
            yield from comparisons(part)
