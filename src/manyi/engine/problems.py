"""What can be wrong with evidence: the reasons, their sentences in English and 中文, and the error that stops a run."""

from dataclasses import dataclass

REASONS: dict[str, tuple[str, str]] = {
    "empty_required": ("{column} is empty, but it is required", "{column} 为必填，但没有填写"),
    "not_an_integer": ("{column}: {value!r} is not a whole number", "{column}：{value!r} 不是整数"),
    "not_a_number": ("{column}: {value!r} is not a number", "{column}：{value!r} 不是数字"),
    "too_many_places": (
        "{column}: {value!r} has more than {detail} decimal places",
        "{column}：{value!r} 的小数超过 {detail} 位",
    ),
    "not_a_date": (
        "{column}: {value!r} is not a date; write 2026-03-31",
        "{column}：{value!r} 不是日期，应写成 2026-03-31",
    ),
    "not_a_time": (
        "{column}: {value!r} is not a time; write 2026-03-31 14:05",
        "{column}：{value!r} 不是时间，应写成 2026-03-31 14:05",
    ),
    "no_such_time": (
        "{column}: {value!r} never was on the clock in {detail} (summer time began)",
        "{column}：{value!r} 在 {detail} 的钟表上不存在（夏令时开始）",
    ),
    "not_a_flag": ("{column}: {value!r} is neither true nor false", "{column}：{value!r} 既不是“是”也不是“否”"),
    "not_a_choice": ("{column}: {value!r} is not one of {detail}", "{column}：{value!r} 不在可选值之内：{detail}"),
    "out_of_range": ("{column}: {value} is not within {detail}", "{column}：{value} 不在 {detail} 之内"),
    "too_late": (
        "{column}: {value} lies after the last day of the evidence ({detail})",
        "{column}：{value} 晚于数据的最后一天（{detail}）",
    ),
    "duplicate_key": (
        "{column} {value!r} is used by several rows that differ; all of them are excluded",
        "{column} {value!r} 被内容不同的多行使用，这些行全部剔除",
    ),
    "repeated_row": ("this row repeats row {detail}; one is kept", "本行与第 {detail} 行重复，只保留一行"),
    "unknown_link": ("{column}: {value!r} is not in {detail}", "{column}：{value!r} 不在 {detail} 表中"),
    "empty_span": ("{column}: {value} is not before {detail}", "{column}：{value} 不早于 {detail}"),
    "wrong_order": ("{column}: {value} is earlier than {detail}", "{column}：{value} 早于 {detail}"),
    "overlap": (
        "{value!r} has another assignment at the same time, from {detail}",
        "{value!r} 在同一时间另有任职，自 {detail} 起",
    ),
    "before_hiring": (
        "{column}: {value} is before the person was hired ({detail})",
        "{column}：{value} 早于入职日 {detail}",
    ),
    "after_leaving": (
        "{column}: {value} is after the person had left ({detail})",
        "{column}：{value} 在离职（{detail}）之后",
    ),
    "parent_cycle": ("unit {value!r} is above itself", "单位 {value!r} 的上级链绕回自身"),
    "no_scale": (
        "question {value!r} needs low and high, with low below high",
        "题目 {value!r} 需要最低分和最高分，且最低分小于最高分",
    ),
    "contradiction": (
        "{column}: the value here ({value}) differs from the other place ({detail})",
        "{column}：此处的值（{value}）与另一处（{detail}）不同",
    ),
    "unknown_target": ("there is no {detail} to correct", "没有可更正的 {detail}"),
    "key_column": ("{detail} is part of the key, which a correction cannot change", "{detail} 属于主键，不能更正"),
    "rival_corrections": (
        "{detail} is corrected to different values at the same time",
        "{detail} 在同一时间被更正为不同的值",
    ),
}
"""Reason code → sentence in English and in Chinese."""


@dataclass(frozen=True)
class Problem:
    """Why one row was excluded: where it stands, the value, a reason code and a sentence.

    `row` counts data rows from 1; `detail` is what the sentence compares the value with.
    """

    file: str
    row: int
    column: str
    value: str
    code: str
    message: str
    table: str = ""
    detail: str = ""

    @property
    def zh(self) -> str:
        """The sentence in Chinese."""
        return sentence(self.code, self.column, self.value, self.detail)[1]


def sentence(code: str, column: str, value: str, detail: str) -> tuple[str, str]:
    """The sentence for reason `code`, in English and in Chinese."""
    english, chinese = REASONS[code]
    places = {"column": column, "value": value, "detail": detail}
    return english.format(**places), chinese.format(**places)


@dataclass(frozen=True)
class Remark:
    """Something worth knowing that excluded nothing, in English and in Chinese."""

    en: str
    zh: str

    def __str__(self) -> str:
        return self.en


class EvidenceError(Exception):
    """What stops a run: `str()` says it in English, `zh` in Chinese."""

    def __init__(self, message: str, zh: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.zh = zh or message
