"""Which file of an evidence folder holds which table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from manyi.engine.evidence.files import ENDINGS
from manyi.engine.evidence.workbook import sheet_names
from manyi.engine.problems import EvidenceError, Remark
from manyi.engine.tables import TABLES

WORKBOOK = "evidence.xlsx"
_COMPANIONS = ("import-report.json",)  # written beside evidence by `manyi import`


@dataclass(frozen=True)
class Part:
    """One file, or one sheet of a workbook."""

    path: Path
    sheet: str | None = None


@dataclass(frozen=True)
class Layout:
    """The parts of every table that has any, in order, and what else lay in the folder."""

    parts: Mapping[str, tuple[Part, ...]]
    remarks: tuple[Remark, ...]


@dataclass
class _Found:
    parts: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def add(self, table: str, parts: tuple[Part, ...]) -> None:
        if table in self.parts:
            first, second = self.parts[table][0].path.name, parts[0].path.name
            raise EvidenceError(
                f"{table} is given twice: {first} and {second}. Keep one of them.",
                f"{table} 给了两次：{first} 和 {second}。请只保留一个。",
            )
        self.parts[table] = parts

    def unknown(self, what: str) -> None:
        stem = what.rpartition("[")[2].rstrip("]/").partition(".")[0]
        near = get_close_matches(stem.lower(), TABLES, n=1, cutoff=0.6)
        hint, zh = (f"; did you mean {near[0]}?", f"；是否应为 {near[0]}？") if near else ("", "")
        self.remarks.append(
            Remark(f"{what} was not read: no table has that name{hint}", f"未读取 {what}：没有这个名称的表{zh}")
        )


def lay_out(folder: Path) -> Layout:
    """The evidence in `folder`: `<table>.csv|.csv.gz|.parquet|.xlsx`, `<table>/` with part files, or evidence.xlsx."""
    if not folder.is_dir():
        raise EvidenceError(f"{folder.name}: there is no such folder.", f"{folder.name}：没有这个文件夹。")
    found = _Found()
    for path in sorted(folder.iterdir()):
        table, ending = _split(path.name)
        if path.name in _COMPANIONS:
            continue
        if path.is_dir() and path.name in TABLES:
            _add_parts(found, path)
        elif path.name == WORKBOOK:
            _add_sheets(found, path)
        elif path.is_file() and table in TABLES and ending in ENDINGS:
            found.add(table, (Part(path),))
            _remark_sheets(found, path)
        else:
            found.unknown(path.name + ("/" if path.is_dir() else ""))
    return Layout(found.parts, tuple(found.remarks))


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.partition(".")
    return stem, dot + ending


def _add_parts(found: _Found, folder: Path) -> None:
    parts = []
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith(".") and path.name.endswith(ENDINGS):
            parts.append(Part(path))
            _remark_sheets(found, path)
        else:
            found.remarks.append(
                Remark(
                    f"{folder.name}/{path.name} was not read: not a table",
                    f"未读取 {folder.name}/{path.name}：不是表格",
                )
            )
    if parts:
        found.add(folder.name, tuple(parts))


def _remark_sheets(found: _Found, path: Path) -> None:
    """Of a workbook named after one table only the first sheet is read; the others are not passed over in silence."""
    for sheet in sheet_names(path)[1:] if path.name.endswith(".xlsx") else ():
        found.remarks.append(
            Remark(
                f"{path.name}[{sheet}] was not read: only the first sheet is",
                f"未读取 {path.name}[{sheet}]：只读取第一个工作表",
            )
        )


def _add_sheets(found: _Found, path: Path) -> None:
    for sheet in sheet_names(path):
        if sheet in TABLES:
            found.add(sheet, (Part(path, sheet),))
        else:
            found.unknown(f"{path.name}[{sheet}]")
