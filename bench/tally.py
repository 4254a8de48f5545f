"""How fast and how small the big reduction is: `python -m bench.tally --answers 10000000 100000000`."""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import tally_postgres
from bench.responses import QUESTIONS, write_responses
from bench.tally_contenders import CONTENDERS, Prepared, Totals, find

_SLOW = ("pandas", "sqlite", "postgres")
_SLOW_UP_TO = 20_000_000
_MEGABYTE = 1024


@dataclass
class Measured:
    """Wall and processor seconds of each run, the process's peak memory in MB, and what was counted."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: float = 0.0
    totals: Totals = (0, 0)


def child(name: str, path: Path, address: str) -> None:
    """One process, one contender: a warm-up, then one measured run, told as a line of JSON."""
    if name == "find":
        started, burnt = time.perf_counter(), time.process_time()
        totals = find(path)
    else:
        run = _prepared(name, path, address)
        run()
        started, burnt = time.perf_counter(), time.process_time()
        totals = run()
    wall, cpu = time.perf_counter() - started, time.process_time() - burnt
    memory = _peak_kilobytes() / _MEGABYTE
    print(json.dumps({"wall": wall, "cpu": cpu, "memory": memory, "totals": totals}))


def _peak_kilobytes() -> int:
    """This program's own high-water mark; what getrusage says may be inherited from the parent."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")))


def _prepared(name: str, path: Path, address: str) -> Prepared:
    return tally_postgres.prepare(path, address) if name == "postgres" else CONTENDERS[name][1](path)


def measure(names: list[str], path: Path, *, rounds: int, address: str = "") -> dict[str, Measured]:
    """All contenders in turn, round after round, so that a busy machine slows them alike."""
    measured = {name: Measured() for name in names}
    for _ in range(rounds):
        for name in names:
            command = [sys.executable, "-m", "bench.tally", "--child", name, "--file", str(path), "--address", address]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            result = json.loads(said.strip().splitlines()[-1])
            measured[name].wall.append(result["wall"])
            measured[name].cpu.append(result["cpu"])
            measured[name].memory = max(measured[name].memory, result["memory"])
            measured[name].totals = (result["totals"][0], result["totals"][1])
    return measured


def table(measured: dict[str, Measured], answers: int, title: str) -> Iterator[str]:
    """The figures of one file as lines of Markdown; ratios are medians of the ratios within each round."""
    yield f"\n### {title}\n"
    yield "| way | wall s, median (least) | processor s, median | wall ÷ bare | processor ÷ bare | peak MB | M answers/s |"
    yield "|---|---|---|---|---|---|---|"
    bare = measured["bare"]
    for name, seen in measured.items():
        wall, cpu = statistics.median(seen.wall), statistics.median(seen.cpu)
        cells = [
            _label(name),
            f"{wall:.2f} ({min(seen.wall):.2f})",
            f"{cpu:.2f}",
            f"{_ratio(seen.wall, bare.wall):.2f}",
            f"{_ratio(seen.cpu, bare.cpu):.2f}",
            f"{seen.memory:.0f}",
            f"{answers / wall / 1e6:.0f}",
        ]
        if name == "postgres":  # its work is done by another process
            cells[2] = cells[4] = cells[5] = "–"
        yield f"| {' | '.join(cells)} |"


def _label(name: str) -> str:
    special = {"find": "manyi, findings", "postgres": "PostgreSQL, sums"}
    return special[name] if name in special else CONTENDERS[name][0]


def _ratio(one: list[float], other: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(one, other, strict=False))


def check(measured: dict[str, Measured]) -> None:
    """Everybody counted the same responses; those who exclude nothing, the same points."""
    counted = {name: seen.totals[0] for name, seen in measured.items()}
    points = {name: seen.totals[1] for name, seen in measured.items() if name not in ("find", "ours", "ours_settle")}
    if len(set(counted.values())) != 1 or len(set(points.values())) != 1:
        raise SystemExit(f"bench.tally: results differ: responses {counted}, points {points}")


def compare(folder: Path, answers: int, *, missing: float, by_person: bool, rounds: int) -> None:
    """Make one file, measure everybody on it, print the table."""
    path = folder / f"responses-{answers}-{missing}-{by_person}.parquet"
    write_responses(path, responses=answers // len(QUESTIONS), missing=missing, by_person=by_person)
    found = measure(["find"], path, rounds=1)
    usual = [name for name in CONTENDERS if name not in _SLOW]
    measured = measure(usual, path, rounds=rounds) | found
    note = ""
    if answers <= _SLOW_UP_TO and not missing and not by_person:
        measured |= measure(["pandas", "sqlite"], path, rounds=min(rounds, 3))
        try:
            with tally_postgres.server(folder) as address:
                measured |= measure(["postgres"], path, rounds=1, address=address)
        except (FileNotFoundError, KeyError, subprocess.CalledProcessError) as problem:
            note = f"\nPostgreSQL was not measured: {problem}"
    check(measured)
    layout = "sorted by person" if by_person else "in order of arrival"
    print(
        "\n".join(table(measured, answers, f"{answers:,} answers, {missing:.0%} skipped, {layout}")) + note, flush=True
    )
    for file in folder.glob(f"{path.stem}*"):
        file.unlink()


def main() -> None:
    """Read the arguments; a child measures one contender, the parent compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, nargs="+", default=[10_000_000, 100_000_000])
    parser.add_argument("--missing", type=float, default=0.0, help="share of answers skipped")
    parser.add_argument("--by-person", action="store_true", help="sort the file by person first")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--address", default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child(given.child, given.file, given.address)
        return
    with TemporaryDirectory(prefix="manyi-bench-") as name:
        Path(name).chmod(0o755)  # a PostgreSQL server under another account reads below it
        for answers in given.answers:
            compare(Path(name), answers, missing=given.missing, by_person=given.by_person, rounds=given.rounds)


if __name__ == "__main__":
    main()
