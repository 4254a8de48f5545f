"""Turn a file's plain values into an `Edition`, or say in plain sentences what does not fit its shape."""

import re
from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from manyi.engine.policy.chinese import quoted
from manyi.engine.policy.document import Document
from manyi.engine.policy.issues import Issue, Path, nearest, suggestion
from manyi.engine.policy.language import Edition
from manyi.engine.policy.verbs import VERBS, Figure
from manyi.engine.policy.words import shown

Sentences = tuple[str, str]
Shape = TypeVar("Shape", bound=BaseModel)


def read_structure(document: Document) -> tuple[Edition | None, list[Issue]]:
    """The edition without any check of meaning, or the issues that prevent one."""
    return read_shape(document, Edition)


def read_shape(document: Document, shape: type[Shape]) -> tuple[Shape | None, list[Issue]]:
    """A file's value in the shape of a model, or the issues that prevent one."""
    try:
        return shape.model_validate(document.value, by_alias=True, by_name=False), []
    except ValidationError as error:
        found = {_issue(document, detail, shape) for detail in error.errors(include_url=False)}
        return None, sorted(_without_echoes(found), key=lambda issue: (issue.line, issue.path))


def _without_echoes(issues: set[Issue]) -> Iterator[Issue]:
    """A misspelt key is one mistake: the same key reported as missing beside it is left out."""
    misspelt = {}
    for issue in issues:
        if issue.code == "unknown_key":
            holder, _, key = issue.path.rpartition(".")
            misspelt[holder] = key
    for issue in issues:
        holder, _, key = issue.path.rpartition(".")
        if issue.code != "missing" or holder not in misspelt or nearest(misspelt[holder], [key]) is None:
            yield issue


def _issue(document: Document, detail: ErrorDetails, shape: type[BaseModel]) -> Issue:
    path = _place(document, detail)
    if detail["type"] == "verb":
        code, (en, zh) = "verb", _verb(document.at(path))
    elif detail["type"] == "extra_forbidden":
        code, (en, zh) = "unknown_key", _unknown_key(document, path, shape)
    elif "zh" in detail.get("ctx", {}):
        code, en, zh = detail["type"], detail["ctx"]["en"], detail["ctx"]["zh"]
    else:
        code, (en, zh) = _sentence(detail)
    return document.issue(path, code, en, zh)


def _place(document: Document, detail: ErrorDetails) -> Path:
    """The error's path as the file is written: tags and keys that only the models know are left out."""
    steps = [step for step in detail["loc"] if not (isinstance(step, str) and re.match(r"<\w+>\Z|\[key\]\Z", step))]
    last = len(steps) - 1
    path: Path = ()
    for place, step in enumerate(steps):
        holder = document.at(path)
        known = step in holder if isinstance(holder, dict) else isinstance(holder, list) and isinstance(step, int)
        if known or (place == last and detail["type"] == "missing"):
            path = (*path, step)
    return (*path, *detail.get("ctx", {}).get("at", ()))


# ---- sentences ------------------------------------------------------------------------------------------------------


def _sentence(detail: ErrorDetails) -> tuple[str, Sentences]:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind == "missing":
        key = detail["loc"][-1]
        return "missing", (f"`{key}` is missing; it is required here", f"缺少 `{key}`；此处必须填写")
    if kind in ("literal_error", "enum"):
        return "value", _not_allowed(value, re.findall(r"'([^']*)'", str(context["expected"])))
    if kind in _TYPES:
        en, zh = _TYPES[kind]
        return "type", (f"{shown(value)} stands where {en} belongs", f"此处应写{zh}，现在写的是 {shown(value)}")
    if kind in _BOUNDS:
        en, zh = _BOUNDS[kind]
        bound = next(iter(context[key] for key in ("ge", "le", "min_length", "pattern") if key in context))
        return "bounds", (en.format(value=shown(value), bound=bound), zh.format(value=shown(value), bound=bound))
    return "shape", (
        f"{shown(value)} does not fit here: {detail['msg']}",
        f"{shown(value)} 不符合要求：{detail['msg']}",
    )


_TYPES = {
    "string_type": ("text (numbers and dates in quotes)", "文字（数字和日期要加引号）"),
    "int_type": ("a whole number without quotes", "不加引号的整数"),
    "bool_type": ("true or false without quotes", "不加引号的 true 或 false"),
    "list_type": ("a list such as [a, b]", "列表（如 [a, b]）"),
    "tuple_type": ('a pair of numbers such as [60, "0.6"]', '一对数字（如 [60, "0.6"]）'),
    "dict_type": ("keys with values such as {a: b}", "键和值（如 {a: b}）"),
    "mapping_type": ("keys with values such as {a: b}", "键和值（如 {a: b}）"),
    "model_type": ("keys with values such as {a: b}", "键和值（如 {a: b}）"),
}

_BOUNDS = {
    "greater_than_equal": ("{value} is too small; write {bound} or more", "{value} 太小；至少为 {bound}"),
    "less_than_equal": ("{value} is too large; write {bound} or less", "{value} 太大；至多为 {bound}"),
    "too_short": ("too few entries; at least {bound} belong here", "条目太少；此处至少 {bound} 项"),
    "string_pattern_mismatch": (
        "{value} is not a policy id; use small letters, digits and -, beginning with a letter",
        "{value} 不是合格的办法代号；由小写字母、数字和 - 组成，以字母开头",
    ),
}


def _not_allowed(value: object, allowed: list[str]) -> Sentences:
    en, zh = suggestion(str(value), allowed)
    return f"{shown(value)} is not a value known here; {en}", f"{shown(value)} 不是此处可用的值；{zh}"


def _verb(value: object) -> Sentences:
    if not isinstance(value, Mapping):
        return (
            f"{shown(value)} is not a figure; write {{verb: ..., clause: ...}}",
            f"{shown(value)} 不是指标；请写 {{动词: ..., clause: ...}}",
        )
    found = [verb for verb in VERBS if verb in value]
    if found:
        names, zh_names = ", ".join(f"`{verb}`" for verb in found), quoted(found)
        return (
            f"the figure has {len(found)} verbs: {names}; keep one and make the other a figure of its own",
            f"该指标有 {len(found)} 个动词：{zh_names}；请只留一个，另一个单独写成指标",
        )
    en, zh = suggestion(str(next(iter(value), "")), VERBS)
    return f"the figure has no verb; {en}", f"该指标没有动词；{zh}"


# ---- the keys allowed at a place -----------------------------------------------------------------------------------


def _unknown_key(document: Document, path: Path, shape: type[BaseModel]) -> Sentences:
    key = str(path[-1])
    allowed = sorted(_allowed_keys(document, path[:-1], shape))
    en, zh = suggestion(key, allowed)
    return f"`{key}` is not a key known here; {en}", f"`{key}` 不是此处可用的键；{zh}"


def _allowed_keys(document: Document, path: Path, shape: type[BaseModel]) -> set[str]:
    annotation: Any = shape
    for step in path:
        annotation = _inner(annotation, step)
    keys = {key for model in _models(annotation, document.at(path)) for key in _fields(model)}
    return keys - {"rows"}


def _inner(annotation: Any, step: str | int) -> Any:
    """The annotation of what stands below `step`."""
    for part in _unwrapped(annotation):
        origin = get_origin(part)
        if origin in (list, dict, tuple) or (isinstance(origin, type) and issubclass(origin, Mapping)):
            return get_args(part)[-1]
        if isinstance(part, type) and issubclass(part, BaseModel) and step in _fields(part):
            return _fields(part)[str(step)]
    return None


def _models(annotation: Any, value: Any) -> Iterator[type[BaseModel]]:
    models = [part for part in _unwrapped(annotation) if isinstance(part, type) and issubclass(part, BaseModel)]
    figures = [
        model for model in models if issubclass(model, Figure) and isinstance(value, Mapping) and model.verb in value
    ]
    yield from figures or models


def _unwrapped(annotation: Any) -> Iterator[Any]:
    """The alternatives of an annotation, without `Annotated` and None."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _unwrapped(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _unwrapped(part)
    elif annotation is not NoneType:
        yield annotation


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {info.alias or name: info.annotation for name, info in model.model_fields.items()}
