"""Chapter 5, what a reviewer should look into: signals about people and units, each with what it was held against."""

from dataclasses import dataclass

from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.signals.signal import Signal
from manyi.engine.wording.amounts import sentence
from manyi.engine.wording.cleaning import clean_words
from manyi.engine.wording.evidence_words import table_words
from manyi.report.settlement.naming import Who
from manyi.report.settlement.reading import Reading

_TITLES = {
    "coverage_skew": ("受邀占比偏低", "fewer invited than among peers"),
    "unhappy_skipped": ("漏邀不满意客户", "dissatisfied customers passed over"),
    "burst": ("短时间集中作答", "answers in a burst"),
    "jump": ("得分突升", "a sudden jump"),
    "contact_changed": ("邀请前改动联系方式", "contact changed before the invitation"),
    "shared_device": ("共用设备或号码", "a shared device or number"),
    "begging": ("被举报索要好评", "reported for begging for scores"),
}
_ROWS_SHOWN = 20


@dataclass(frozen=True)
class Shown:
    """One signal: about whom, what was seen, the tests behind it, and the first rows of the evidence."""

    who: Who
    words: str
    test: str
    rows: str


@dataclass(frozen=True)
class Asked:
    """One rule of the edition about the way of getting answers, and those it shows."""

    title: str
    words: str
    clause: str
    shown: tuple[Shown, ...]


def signals(reading: Reading) -> list[Asked]:
    """Every signal the edition asks for, those without a finding too."""
    found = reading.settlement.signals
    return [
        Asked(
            reading.t(*_TITLES[rule.signal]), sentence(clean_words(rule, reading.lang), reading.lang), rule.clause or "",
            tuple(_shown(reading, one) for one in found if one.signal == rule.signal),
        )
        for rule in reading.edition.clean if rule.signal is not None
    ]  # fmt: skip


def _shown(reading: Reading, one: Signal) -> Shown:
    kind: SubjectKind = one.kind
    return Shown(reading.names.who(kind, one.subject), sentence(reading.t(one.zh, one.en), reading.lang), _test(reading, one), _rows(reading, one))  # fmt: skip


def _test(reading: Reading, one: Signal) -> str:
    if one.p is None or one.adjusted is None:
        return ""
    return reading.t(
        f"p = {one.p:.4f}，校正后 {one.adjusted:.4f}（共检验 {one.family}）",
        f"p = {one.p:.4f}, corrected {one.adjusted:.4f} ({one.family} tested together)",
    )


def _rows(reading: Reading, one: Signal) -> str:
    """The rows behind a signal by table; all of them are in signals.json."""
    tables: dict[str, list[str]] = {}
    for table, key in one.rows:
        tables.setdefault(table, []).append(key)
    parts = []
    for table, keys in tables.items():
        more = (
            reading.t(f" 等 {len(keys)} 行", f" and {len(keys) - _ROWS_SHOWN} more") if len(keys) > _ROWS_SHOWN else ""
        )
        parts.append(f"{table_words(table, reading.lang)} {reading.t('、', ', ').join(keys[:_ROWS_SHOWN])}{more}")
    return reading.t("；", "; ").join(parts)
