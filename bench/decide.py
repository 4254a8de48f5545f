"""How long a period of the ev-sales edition takes, stage by stage: `python -m bench.decide --people 10000 200000`."""

import argparse
import resource
import time
from collections.abc import Callable
from contextlib import contextmanager
from cProfile import Profile
from dataclasses import dataclass, field
from pathlib import Path
from pstats import Stats
from typing import Any

from bench.company import company, sizes
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
