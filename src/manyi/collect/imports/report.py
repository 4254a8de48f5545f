"""What an import did, row by row accounted for: kept + excluded = read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Example:
    """One cell: file, data row (from 1) and what stood there."""

    file: str
    row: int
    value: str


_SENTENCES = {
    "no_match": ("does not match the pattern", "与模式不符"),
    "not_in_map": ("is not among the values of the map", "不在对照表之内"),
    "not_a_time": ("is not a time in any of the formats", "不是所列格式的时间"),
    "not_a_date": ("is not a date in any of the formats", "不是所列格式的日期"),
    "several_found": ("the other file has several values where one is meant", "另一文件中应只有一个值，却有多个"),
    "repeated_heading": ("the heading stands here again; it is no row", "此处重复出现表头，不是数据行"),
    "several_marked": ("several columns are marked where one is meant", "应只标记一列，却标记了多列"),
    "no_such_time": ("never was on the clock (summer time began)", "该时刻在钟表上不存在（夏令时开始）"),
}


@dataclass(frozen=True)
class Reason:
    """Why values of one cell were refused, or taken as unknown: how many, and the first few."""

    cell: str
    reason: str
    rows: int
    examples: tuple[Example, ...]

    @property
    def en(self) -> str:
        """The reason in words; a trap's reason is the mapping's own."""
        return _SENTENCES.get(self.reason, (self.reason, self.reason))[0]

    @property
    def zh(self) -> str:
        """The reason in Chinese."""
        return _SENTENCES.get(self.reason, (self.reason, self.reason))[1]


@dataclass(frozen=True)
class TableReport:
    """Rows of one evidence table: `made` = `written` + `merged` (equal rows) + `without_key`."""

    made: int
    written: int
    merged: int
    without_key: int


@dataclass(frozen=True)
class ImportReport:
    """The whole import. A foreign row with any refused value is excluded from every table.

    `files` has the rows of each file, `encodings` what its text was read as ("" where the format says so itself).
    """

    mapping: str
    files: Mapping[str, int]
    encodings: Mapping[str, str]
    read: int
    kept: int
    excluded: int
    refused: tuple[Reason, ...]
    unknown: tuple[Reason, ...]
    tables: Mapping[str, TableReport]
    unused_columns: tuple[str, ...]

    def write(self, path: Path) -> None:
        """Write the report as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
