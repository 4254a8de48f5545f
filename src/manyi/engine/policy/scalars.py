"""What a bare word of YAML means: a whole number, true, false, a day or text; never a rounded binary number."""

import re
from datetime import date

from pydantic_core import PydanticCustomError

from manyi.engine.policy.words import problem, read_day

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_ZEROS = re.compile(r"-?0[0-9]+\Z")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?\Z"
    r"|[-+]?[0-9]+[eE][-+]?[0-9]+\Z"
    r"|[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_EMPTY = ("", "~", "null", "Null", "NULL")


def read_scalar(text: str) -> str | int | bool | date:
    """The value of a word written without quotes; raises the error the reader of the file will see."""
    if text in ("true", "false"):
        return text == "true"
    if _WHOLE.match(text):
        return int(text)
    if _DAY.match(text):
        return read_day(text)
    refusal = _refusal(text)
    if refusal is not None:
        raise refusal
    return text


def _refusal(text: str) -> PydanticCustomError | None:
    if text in _EMPTY:
        return problem(
            "empty", "nothing is written here; give a value or remove the key", "此处没有内容；请填写，或删除该键"
        )
    if _FLOAT.match(text):
        return problem(
            "float",
            f'{text} without quotes is read as a rounded binary number; write it in quotes: "{text}"',
            f'不加引号的 {text} 会被读成近似的二进制小数；请加引号："{text}"',
        )
    if _ZEROS.match(text):
        return problem(
            "zeros",
            f'{text} begins with a zero; write the number without it, or put it in quotes: "{text}"',
            f'{text} 以零开头；请去掉开头的零，或加引号："{text}"',
        )
    return None
