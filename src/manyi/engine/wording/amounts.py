"""Numbers, money, spans of time, shares and bounds in words; numbers stay exactly as the edition writes them."""

import re
from datetime import date
from decimal import Decimal

from manyi.engine.durations import Duration
from manyi.engine.policy.words import Operator, Rounding, Span, Top
from manyi.engine.wording.vocabulary import CURRENCIES, Language, pick, word_of

_BOUNDS: dict[Operator, tuple[str, str]] = {
    ">=": (" {} 以上（含）", "{} or more"),
    ">": ("超过 {}", "above {}"),
    "<": ("低于 {}", "below {}"),
    "<=": (" {} 以下（含）", "{} or less"),
    "==": ("为 {}", "{}"),
    "!=": ("不为 {}", "not {}"),
}
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff])(?=-?[0-9])|(?<=[0-9%])(?=[\u4e00-\u9fff])")
_NO_SPACE = re.compile(r"(?<=[\u4e00-\u9fff，；：、（]) (?=[\u4e00-\u9fff“，；：、）])")
_MODES = {"half_up": ("四舍五入", "half up"), "down": ("只舍不入", "down"), "up": ("只入不舍", "up")}


def money_words(amount: Decimal, lang: Language, currency: str = "CNY") -> str:
    """An amount with its currency: 500.00 元 · 500.00 yuan."""
    return f"{amount} {word_of(CURRENCIES, currency, lang)}"


def bound_words(operator: Operator, operand: str, lang: Language) -> str:
    """A bound: 80 以上（含） · 80 or more; the Chinese begins with a space where the name before it needs one."""
    return pick(lang, *_BOUNDS[operator]).format(operand)


def plural(number: int | Decimal, noun: str) -> str:
    """An English count: 1 month, 2 months."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def months_words(months: int, lang: Language) -> str:
    """A number of months."""
    return pick(lang, f"{months} 个月", plural(months, "month"))


def duration_words(duration: Duration, lang: Language) -> str:
    """A stretch of working time: minutes, hours, or working days."""
    if duration.unit == "days":
        return pick(lang, f"{duration.amount} 个工作日", plural(duration.amount, "working day"))
    if duration.amount % 3600 == 0:
        return pick(lang, f"{duration.amount // 3600} 小时", plural(duration.amount // 3600, "hour"))
    return pick(lang, f"{duration.amount // 60} 分钟", plural(duration.amount // 60, "minute"))


def span_words(span: Span, lang: Language) -> str:
    """A stretch of time relative to the period, as it stands before or after what is counted in it."""
    if span.kind == "months":
        return pick(
            lang,
            f"截至考核期末的 {span.months} 个月内",
            f"in the {plural(span.months, 'month')} up to the end of the period",
        )
    words = {
        "period": ("考核期内", "in the period"),
        "previous": ("上一考核期内", "in the previous period"),
        "last_year": ("上年同期", "in the same period of last year"),
        "baseline": ("基准期内", "in the baseline"),
    }
    return pick(lang, *words[span.kind])


def rounding_words(rounding: Rounding, lang: Language) -> str:
    """How a value is rounded."""
    zh, en = _MODES[rounding.mode]
    if rounding.places == 0:
        return pick(lang, f"{zh}到整数", f"rounded {en} to a whole number")
    return pick(
        lang, f"{zh}，保留 {rounding.places} 位小数", f"rounded {en} to {plural(rounding.places, 'decimal place')}"
    )


def top_words(top: Top, lang: Language) -> str:
    """How many are chosen: 前 10% · the top 10%; 前 3 名 · the top 3."""
    return pick(lang, f"前 {top}" if top.share else f"前 {top} 名", f"the top {top}")


def day_words(day: date, lang: Language) -> str:
    """A day of the calendar."""
    return pick(lang, f"{day.year} 年 {day.month} 月 {day.day} 日", day.isoformat())


def listed(parts: list[str], lang: Language) -> str:
    """Things one after the other: A、B · A, B."""
    return pick(lang, "、", ", ").join(parts)


def either(parts: list[str], lang: Language) -> str:
    """One of several: A、B 或 C · A, B or C."""
    if len(parts) < 2:
        return "".join(parts)
    return pick(lang, "、", ", ").join(parts[:-1]) + pick(lang, "或", " or ") + parts[-1]


def spaced(text: str, lang: Language) -> str:
    """Chinese with one space between a character and a number, and none between two characters."""
    return pick(lang, _NO_SPACE.sub("", _SPACE.sub(" ", text)), text)


def sentence(text: str, lang: Language) -> str:
    """A text with its full stop, in English with a capital."""
    return pick(lang, f"{spaced(text, lang)}。", f"{text[:1].upper()}{text[1:]}.")


def quoted(text: str) -> str:
    """A name in quotation marks."""
    return f"“{text}”"
