"""How long a month of the ev-sales edition takes, stage by stage: `python -m bench.decide --people 10000 200000`."""

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from cProfile import Profile
from dataclasses import dataclass, field
from pathlib import Path
from pstats import SortKey, Stats

from bench.company import company
from manyi.engine.cleaning import clean_answers
from manyi.engine.decide.evidence import with_evidence
from manyi.engine.decide.propose import propose
from manyi.engine.digest import table_digests
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.case_times import measure_cases
from manyi.engine.figures.reach import answer_months, kinds_of
from manyi.engine.periods import instant_bounds, read_period
from manyi.engine.policy.questionnaire import read_questionnaire
from manyi.engine.policy.reading import read_edition
from manyi.engine.results import SCORED, canonical_lines, result_digest, scores
from manyi.engine.settle import open_book
from manyi.engine.subjects import close_units

PACK = Path(__file__).parents[1] / "policies" / "ev-sales" / "2026-01-01"
TARGET_SECONDS, TARGET_PEOPLE = 10.0, 200_000
DECIDING = "deciding, with traces"
_PER = 10_000


@dataclass
class Clock:
    """Wall and processor seconds of each stage; `profiled` stages also print where their time goes."""

    profiled: str = ""
    stages: dict[str, tuple[float, float]] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        profile = Profile() if self.profiled and name.startswith(self.profiled) else None
        wall, cpu = time.perf_counter(), time.process_time()
        if profile is not None:
            profile.enable()
        yield
        if profile is not None:
            profile.disable()
        self.stages[name] = time.perf_counter() - wall, time.process_time() - cpu
        if profile is not None:
            Stats(profile, stream=sys.stdout).sort_stats(SortKey.TIME).print_stats(25)


def measure(people: int, profiled: str) -> tuple[Clock, int]:
    """Settle one month of a company of that size, as `settle_period` does; stages in order, and how many were decided about."""
    edition, questionnaire, period = read_edition(PACK), read_questionnaire(PACK), read_period("2026-03")
    evidence, clock = company(people, questionnaire), Clock(profiled)
    connection = evidence.connection
    try:
        with clock.stage("digest of the evidence"):
            table_digests(connection)
        with clock.stage("working time of cases"):
            close_units(connection)
            measure_cases(connection, edition, instant_bounds(period.days, edition.time_zone)[1])
        with clock.stage("cleaning"):
            cleaned = clean_answers(edition, connection, answer_months(edition, period))
        with clock.stage("tallying answers"):
            book = open_book(edition, questionnaire, period, connection, cleaned)
        with clock.stage("figures"):
            _make_figures(book)
        with clock.stage(DECIDING):
            proposals = propose(book)
        with clock.stage("evidence of decisions"):
            proposals = with_evidence(proposals, book)
        with clock.stage("scores and result digest"):
            result_digest(canonical_lines(proposals, scores(book)))
    finally:
        evidence.close()
    return clock, len(proposals.decisions)


def _make_figures(book: FigureBook) -> None:
    """All that scores show; rules then find them made."""
    for kind in SCORED:
        for name in book.edition.figures:
            if kind in kinds_of(book.edition, name, book.period):
                book.figure(name, kind)


def report(people: int, clock: Clock, decisions: int) -> bool:
    """Print the figures; whether deciding keeps its target (asked of the full size only)."""
    print(f"\n{people:,} people, {decisions:,} decisions")
    print(f"{'':26}{'wall s':>9}{'cpu s':>9}{'wall s per 10,000 people':>27}")
    for name, (wall, cpu) in clock.stages.items():
        print(f"{name:26}{wall:9.2f}{cpu:9.2f}{wall * _PER / people:27.2f}")
    rest = sum(wall for name, (wall, _) in clock.stages.items() if name != DECIDING)
    print(f"{'all but deciding':26}{rest:9.2f}{'':9}{rest * _PER / people:27.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    return people < TARGET_PEOPLE or clock.stages[DECIDING][0] <= TARGET_SECONDS


def main() -> None:
    """Measure each size in turn; exit code 1 when deciding misses its target."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, nargs="+", default=[10_000, TARGET_PEOPLE])
    options.add_argument(
        "--profile", default="", metavar="STAGE", help="print the profile of the stage whose name begins so"
    )
    chosen = options.parse_args()
    kept = [report(people, *measure(people, chosen.profile)) for people in chosen.people]
    if not all(kept):
        sys.exit(f"Deciding {TARGET_PEOPLE:,} people took more than {TARGET_SECONDS:.0f} s.")


if __name__ == "__main__":
    main()
