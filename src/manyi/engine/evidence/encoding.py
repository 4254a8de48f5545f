"""Which encoding a text file is in, decided strictly, and its copy in UTF-8."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from manyi.engine.problems import EvidenceError

_CHUNK = 8 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = (
    (b"PK\x03\x04", "an Excel workbook (.xlsx)", "Excel 工作簿（.xlsx）"),
    (b"PAR1", "a Parquet file (.parquet)", "Parquet 文件（.parquet）"),
)


def detect(path: Path) -> str:
    """The encoding of the text in `path` (gzip or plain): utf-8, utf-16 or gb18030.

    Raises EvidenceError when it is none of them or not text. Text that decodes as GB18030 must consist mostly of the
    common characters (GB2312): otherwise Western text would turn into rare Chinese characters unnoticed.
    """
    with open_bytes(path) as stream:
        start = _read(stream, 4, path)
    for magic, kind, zh in _OTHERS:
        if start.startswith(magic):
            raise EvidenceError(
                f"{path.name} is not a text table but {kind}. Give it the right ending.",
                f"{path.name} 不是文本表格，而是{zh}，请改用正确的扩展名。",
            )
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            _check(path, encoding)
            return encoding
    if b"\x00" in start:
        raise _unreadable(
            path, "it holds zero bytes, as UTF-16 without its mark does", "含有零字节（如无标记的 UTF-16）"
        )
    return "utf-8" if _fault(path, "utf-8") is None else _chinese(path)


def to_utf8(path: Path, encoding: str, copy: Path) -> None:
    """Write the text of `path` to `copy` in UTF-8, a chunk at a time."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with copy.open("wb") as target:
        target.writelines(decoder.decode(chunk, last).encode("utf-8") for chunk, last in _chunks(path))


def open_bytes(path: Path) -> IO[bytes]:
    """The bytes of `path`, unpacked when its name ends in .gz."""
    return cast(IO[bytes], gzip.open(path, "rb")) if path.name.endswith(".gz") else path.open("rb")


def _read(stream: IO[bytes], size: int, path: Path) -> bytes:
    try:
        return stream.read(size)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise EvidenceError(
            f"{path.name} is damaged or cut off (gzip: {error}). Fetch it again from its source.",
            f"{path.name} 已损坏或不完整（gzip：{error}），请重新获取。",
        ) from None


def _chunks(path: Path) -> Iterator[tuple[bytes, bool]]:
    with open_bytes(path) as stream:
        while chunk := _read(stream, _CHUNK, path):
            yield chunk, False
    yield b"", True


def _fault(path: Path, encoding: str) -> int | None:
    """The number of the line that cannot be decoded, or None."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    lines = 1
    for chunk, last in _chunks(path):
        try:
            decoder.decode(chunk, last)
        except UnicodeDecodeError as error:
            return lines + bytes(error.object[: error.start]).count(b"\n")
        lines += chunk.count(b"\n")
    return None


def _check(path: Path, encoding: str) -> None:
    line = _fault(path, encoding)
    if line is not None:
        raise _unreadable(
            path, f"line {line} breaks the {encoding} its mark promises", f"第 {line} 行不符合其标记的 {encoding}"
        )


def _chinese(path: Path) -> str:
    line = _fault(path, "gb18030")
    if line is not None:
        raise _unreadable(path, f"line {line} is neither UTF-8 nor GB18030", f"第 {line} 行既不是 UTF-8 也不是 GB18030")
    decoder = codecs.getincrementaldecoder("gb18030")("strict")
    foreign = common = 0
    for chunk, last in _chunks(path):
        characters = decoder.decode(chunk, last)
        plain = len(characters.encode("ascii", "ignore"))
        foreign += len(characters) - plain
        common += (len(characters.encode("gb2312", "ignore")) - plain) // 2
    if 2 * common < foreign:
        raise _unreadable(path, "it is neither UTF-8 nor plausible GB18030", "既不是 UTF-8，也不像 GB18030")
    return "gb18030"


def _unreadable(path: Path, why: str, zh: str) -> EvidenceError:
    return EvidenceError(
        f"{path.name} cannot be read as text: {why}. Save it as UTF-8.",
        f"{path.name} 无法按文本读取：{zh}。请另存为 UTF-8。",
    )
