"""Chapter 5, first half: what was read of every table, what was left out and why, and which values were corrected."""

from dataclasses import dataclass

from manyi.engine.problems import Problem, sentence
from manyi.engine.tables import TABLES
from manyi.engine.wording.evidence_words import column_words, table_words
from manyi.report.settlement.groups import FIRST
from manyi.report.settlement.reading import Reading


@dataclass(frozen=True)
class TableCount:
    """One table: read = kept + excluded; the share excluded in percent, for its bar."""

    id: str
    title: str
    read: int
    kept: int
    excluded: int
    share: str
    units: str


@dataclass(frozen=True)
class BadRow:
    """One cell that excluded its row."""

    file: str
    row: int
    column_id: str
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Reasons:
    """How many rows of a table were excluded for one reason (a row may have several)."""

    table: str
    reason: str
    rows: int


@dataclass(frozen=True)
class Corrected:
    """One correction that was applied."""

    id: str
    table: str
    row: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Intake:
    """What came in: tables that lost rows, tables kept whole, and the names of those that brought nothing."""

    read: int
    kept: int
    excluded: int
    touched: tuple[TableCount, ...]
    whole: tuple[TableCount, ...]
    empty: tuple[str, ...]
    reasons: tuple[Reasons, ...]
    first: tuple[BadRow, ...]
    rest: tuple[BadRow, ...]
    unlisted: int
    corrections: tuple[Corrected, ...]
    remarks: tuple[str, ...]


_REASONS = {
    "empty_required": ("必填项为空", "a required cell is empty"),
    "not_an_integer": ("不是整数", "not a whole number"),
    "not_a_number": ("不是数字", "not a number"),
    "too_many_places": ("小数位过多", "too many decimal places"),
    "not_a_date": ("不是日期", "not a date"),
    "not_a_time": ("不是时间", "not a time"),
    "no_such_time": ("钟表上不存在的时间", "a time that never was"),
    "not_a_flag": ("既不是“是”也不是“否”", "neither true nor false"),
    "not_a_choice": ("不在可选值之内", "not one of the choices"),
    "out_of_range": ("超出取值范围", "out of range"),
    "too_late": ("晚于数据的最后一天", "after the last day of the evidence"),
    "duplicate_key": ("主键重复且内容不同", "a key used by rows that differ"),
    "repeated_row": ("整行重复", "a repeated row"),
    "unknown_link": ("引用了不存在的记录", "names a record that does not exist"),
    "empty_span": ("起止日期颠倒", "ends before it begins"),
    "wrong_order": ("时间先后颠倒", "moments in the wrong order"),
    "overlap": ("任职时间重叠", "overlapping assignments"),
    "before_hiring": ("早于入职", "before the person was hired"),
    "after_leaving": ("晚于离职", "after the person had left"),
    "parent_cycle": ("上级链绕回自身", "a unit above itself"),
    "no_scale": ("题目缺少分值范围", "a question without a scale"),
    "contradiction": ("两处记录不一致", "two places that contradict"),
    "unknown_target": ("没有可更正的对象", "nothing there to correct"),
    "key_column": ("主键不能更正", "a key cannot be corrected"),
    "rival_corrections": ("互相矛盾的更正", "corrections that contradict"),
}


def intake(reading: Reading) -> Intake:
    """What was read, kept and excluded, table by table."""
    evidence = reading.settlement.evidence
    counts = {name: count for name, count in evidence.counts.items() if count.read}
    bad = [_bad_row(reading, problem) for problem in evidence.problems]
    return Intake(
        read=sum(count.read for count in counts.values()),
        kept=sum(count.kept for count in counts.values()),
        excluded=sum(count.excluded for count in counts.values()),
        touched=tuple(_table(reading, name) for name, count in counts.items() if count.excluded),
        whole=tuple(_table(reading, name) for name, count in counts.items() if not count.excluded),
        empty=tuple(table_words(name, reading.lang) for name in TABLES if name not in counts),
        reasons=tuple(
            Reasons(table_words(table, reading.lang), reading.t(*_REASONS[code]), rows)
            for (table, code), rows in evidence.problem_counts.items()
        ),
        first=tuple(bad[:FIRST]), rest=tuple(bad[FIRST:]),
        unlisted=max(0, sum(evidence.problem_counts.values()) - len(bad)),
        corrections=tuple(
            Corrected(one.correction, table_words(one.table, reading.lang), one.row, _column(reading, one.table, one.column), one.old, one.new)
            for one in evidence.corrections
        ),
        remarks=tuple(reading.t(remark.zh, remark.en) for remark in evidence.remarks),
    )  # fmt: skip


def _table(reading: Reading, name: str) -> TableCount:
    count = reading.settlement.evidence.counts[name]
    units = ""
    if count.filled or count.open:
        units = reading.t(
            f"按任职补全单位 {count.filled:,} 行，仍不明 {count.open:,} 行",
            f"units filled from assignments in {count.filled:,} rows, still open in {count.open:,}",
        )
    return TableCount(
        name,
        table_words(name, reading.lang),
        count.read,
        count.kept,
        count.excluded,
        f"{100 * count.excluded / count.read:.2f}",
        units,
    )


def _column(reading: Reading, table: str, column: str) -> str:
    """What a column is called; columns of answers say so."""
    if column.startswith("answer_"):
        return reading.t("作答", "answer")
    words = [column_words(part, TABLES[table].column(part), reading.lang) for part in column.split(" | ")]
    return reading.t("、", ", ").join(words)


def _bad_row(reading: Reading, problem: Problem) -> BadRow:
    title = _column(reading, problem.table, problem.column)
    detail = (
        table_words(problem.detail, reading.lang)
        if problem.code == "unknown_link" and problem.detail in TABLES
        else problem.detail
    )
    english, chinese = sentence(problem.code, title, problem.value, detail)
    return BadRow(problem.file, problem.row, problem.column, title, problem.value, reading.t(chinese, english))
