"""An Excel workbook as CSV files, read in a child process that may use only so much memory and time."""

import csv
import json
import resource
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from manyi.engine.problems import EvidenceError

UNPACKED_LIMIT = 512 * 1024 * 1024
MEMORY_LIMIT = 3 * 1024 * 1024 * 1024
SECONDS = 180
_ENTRIES_LIMIT = 10_000
_CELL_DIGITS = 15  # Excel itself keeps no more; 0.1 + 0.2 is 0.3 there


def sheet_names(path: Path) -> list[str]:
    """The names of the workbook's sheets, in order."""
    answer = _child(path, ["names"])
    return [str(name) for name in json.loads(answer)]


def sheet_to_csv(path: Path, sheet: str | None, target: Path) -> None:
    """Write one sheet (the first when `sheet` is None) as UTF-8 CSV; rows with no value at all are left out."""
    _child(path, ["sheet", str(target), *([sheet] if sheet is not None else [])])


def check_size(path: Path, limit: int = UNPACKED_LIMIT) -> None:
    """Refuse a workbook that is no zip file or would be larger than `limit` bytes when unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        raise EvidenceError(
            f"{path.name} is not a readable Excel workbook: it is damaged or cut off. Save it again as .xlsx.",
            f"{path.name} 不是可读的 Excel 工作簿：已损坏或不完整。请重新另存为 .xlsx。",
        ) from None
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limit or len(entries) > _ENTRIES_LIMIT:
        raise EvidenceError(
            f"{path.name} is too big: unpacked it has {unpacked // 2**20} MB in {len(entries)} parts, "
            f"allowed are {limit // 2**20} MB in {_ENTRIES_LIMIT}. Give the table as CSV or Parquet.",
            f"{path.name} 太大：解压后 {unpacked // 2**20} MB、{len(entries)} 个部分，"
            f"上限为 {limit // 2**20} MB、{_ENTRIES_LIMIT} 个。请改用 CSV 或 Parquet。",
        )


def _child(path: Path, arguments: list[str]) -> str:
    check_size(path)
    command = [sys.executable, "-I", "-m", "manyi.engine.evidence.workbook", str(path), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, encoding="utf-8")
    except subprocess.TimeoutExpired:
        raise _refused(path, f"reading it took more than {SECONDS} s", f"读取超过 {SECONDS} 秒") from None
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise _refused(path, f"reading it took more than {SECONDS} s", f"读取超过 {SECONDS} 秒")
    if done.returncode < 0 or "MemoryError" in done.stderr:
        limit = MEMORY_LIMIT // 2**20
        raise _refused(path, f"reading it needs more than {limit} MB of memory", f"读取需要超过 {limit} MB 内存")
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["the reader stopped"])[-1]
        raise _refused(path, reason, reason)
    return done.stdout


def _refused(path: Path, why: str, zh: str) -> EvidenceError:
    return EvidenceError(
        f"{path.name} cannot be read: {why}. Give the table as CSV or Parquet.",
        f"{path.name} 无法读取：{zh}。请改用 CSV 或 Parquet。",
    )


def _cell(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return format(Decimal(f"{value:.{_CELL_DIGITS}g}"), "f")
        case datetime():
            return value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(int(value.total_seconds()))
        case _:
            return str(value)


def _filled(rows: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    for row in rows:
        cells = [_cell(value) for value in row]
        if any(cells):
            yield cells


def _trimmed(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows without the empty columns right of the last heading."""
    for header in islice(rows, 1):
        width = max(place for place, cell in enumerate(header, start=1) if cell)
        yield header[:width]
        for row in rows:
            yield row[:width] if not any(row[width:]) else row


def _main(path: str, action: str, target: str = "", sheet: str | None = None) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        book = CalamineWorkbook.from_path(path)
        if action == "names":
            sys.stdout.write(json.dumps(book.sheet_names))
            return 0
        page = book.get_sheet_by_index(0) if sheet is None else book.get_sheet_by_name(sheet)
        with Path(target).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerows(_trimmed(_filled(page.iter_rows())))
    except CalamineError as error:
        sys.stderr.write(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
