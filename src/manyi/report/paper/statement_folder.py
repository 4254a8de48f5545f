"""Statements as files, one a person, and an index of whose each is; the folder appears whole or not at all."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from manyi.report.paper.statement import Statements
from manyi.report.paper.typeset import Press, Printed
from manyi.report.run_folder import write_whole
from manyi.report.tables import csv_text

INDEX = "index.csv"
_TOLD = 100
_LONGEST = 80
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Written:
    """Person → file; and person → characters no font has, for those with such a character."""

    files: Mapping[str, str]
    absent: Mapping[str, tuple[str, ...]]


def write_statements(
    statements: Statements, people: Sequence[str], out: Path, press: Press, progress: Progress
) -> Written:
    """One PDF a person and the index, in a folder that appears whole or not at all; `out` must not exist."""
    made: list[Written] = []
    write_whole(out, lambda folder: made.append(_fill(statements, people, folder, press, progress)))
    return made[0]


def _fill(statements: Statements, people: Sequence[str], folder: Path, press: Press, progress: Progress) -> Written:
    files, absent = {}, {}
    for number, (person, printed) in enumerate(_printed(statements, people, press), start=1):
        files[person] = f"{file_stem(person)}.{statements.lang}.pdf"
        with (folder / files[person]).open("xb") as file:
            file.write(printed.pdf)
        if printed.absent:
            absent[person] = printed.absent
        if number % _TOLD == 0:
            progress(f"{number} / {len(people)}")
    names = statements.figures.reading.names
    rows = [(person, who.name, who.place, files[person]) for person in people for who in [names.who("person", person)]]
    (folder / INDEX).write_text(csv_text(("person", "name", "place", "file"), rows), encoding="utf-8", newline="")
    return Written(files, absent)


def _printed(statements: Statements, people: Sequence[str], press: Press) -> Iterator[tuple[str, Printed]]:
    """Statement after statement: contents are made one by one, sheets are set by as many workers as there are processors."""
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        for start in range(0, len(people), _TOLD):
            some = people[start : start + _TOLD]
            ready = [press.prepared(statements.paper(person)) for person in some]
            yield from zip(some, pool.map(press.set_sheets, ready), strict=True)


def file_stem(person: str) -> str:
    """A file name that says the id and is one on every system: other signs are written %XX, long ones end in a digest."""
    stem = "".join(sign if sign.isalnum() or sign in "-_" else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in person)  # fmt: skip
    if len(stem.encode()) <= _LONGEST:
        return stem
    return f"{stem[: _LONGEST // 4]}-{hashlib.sha256(person.encode()).hexdigest()[:16]}"
