"""The evidence of a settlement, as files to check or sealed before, and the engine that cleans and tallies it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from manyi.commands.voice import Both, Refusal

if TYPE_CHECKING:
    from manyi.engine.backend import Backend
    from manyi.engine.evidence import Evidence

ENGINES = ("duckdb", "spark")


@dataclass(frozen=True)
class Source:
    """`digests` of the tables where they were sealed before; `backend` where it is not the evidence's own."""

    evidence: "Evidence"
    digests: Mapping[str, str] | None = None
    backend: "Backend | None" = None


def tomorrow(zone: str) -> date:
    """The command is where the clock is read; what it calls is given the day."""
    return datetime.now(ZoneInfo(zone)).date() + timedelta(days=1)


@contextmanager
def opened(
    folder: Path, zone: str, taken: date | None, tell: Callable[[str], None], memory: str, master: str | None
) -> Iterator[Source]:
    """The evidence of `folder` and, where `master` says where Spark runs, Spark reading the same files; closed at the end."""
    from manyi.engine.evidence import read_evidence
    from manyi.engine.seal import MANIFEST, read_sealed

    sealed = (folder / MANIFEST).is_file()
    if master is not None and not sealed:
        raise _not_by_day(folder)
    with ExitStack() as closing:
        if not sealed:
            until = taken or tomorrow(zone)
            evidence = read_evidence(folder, time_zone=zone, until=until, progress=tell, memory=memory)
            closing.callback(evidence.close)
            yield Source(evidence)
            return
        digests = _sealed_digests(folder, zone, taken)
        backend = None if master is None else _spark(folder, master, tell, closing)
        tell("checking sealed evidence")
        evidence = read_sealed(folder, memory=memory)
        closing.callback(evidence.close)
        yield Source(evidence, digests, backend)


def _spark(folder: Path, master: str, tell: Callable[[str], None], closing: ExitStack) -> "Backend":
    from manyi.engine.backend_spark import Spark
    from manyi.engine.seal import table_files

    files = table_files(folder.resolve())
    tell("starting Spark")
    return closing.enter_context(Spark.open(files, master=master))


def _sealed_digests(folder: Path, zone: str, taken: date | None) -> dict[str, str]:
    from manyi.engine.seal import read_manifest

    manifest = read_manifest(folder)
    if taken is not None:
        raise Refusal(
            Both("--taken does not fit sealed evidence", "封存数据不能再用 --taken"),
            where=str(folder),
            why=Both("which rows are too late was decided when it was sealed", "哪些行过晚，已在封存时确定"),
            next_=Both("leave out --taken, or seal again with it", "请去掉 --taken，或用它重新封存"),
        )
    if manifest.time_zone != zone:
        raise Refusal(
            Both("the evidence was sealed for another time zone", "数据按另一时区封存"),
            where=str(folder),
            why=Both(
                f"it says {manifest.time_zone}, the edition {zone}", f"数据为 {manifest.time_zone}，版次为 {zone}"
            ),
            next_=Both(f"seal it again with --time-zone {zone}", f"请用 --time-zone {zone} 重新封存"),
        )
    return {name: str(entry["digest"]) for name, entry in manifest.tables.items()}


def _not_by_day(folder: Path) -> Refusal:
    return Refusal(
        Both("Spark reads evidence sealed by day", "Spark 读取按日封存的数据"),
        where=str(folder),
        why=Both("the folder holds no manifest.json", "文件夹中没有 manifest.json"),
        next_=Both(
            f"run `manyi evidence partition --evidence {folder} --out FOLDER`, then settle FOLDER",
            f"先运行 manyi evidence partition --evidence {folder} --out 新文件夹，再评定新文件夹",
        ),
    )
