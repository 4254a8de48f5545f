"""The registry of made-up companies: the same names everywhere, packs that exist, the same bytes from the same seed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from manyi.commands.demo_data import COMPANIES
from manyi.demo.companies import DEMOS, DESCRIBED
from manyi.demo.kit.spec import Company
from manyi.demo.kit.story import Shift
from manyi.demo.kit.writing import write_company
from manyi.demo.retail_chain import RETAIL_CHAIN
from manyi.engine.policy.reading import read_edition

ROOT = Path(__file__).parents[2]


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_command_knows_every_company() -> None:
    assert tuple(DEMOS) == COMPANIES
    assert [name for name, demo in DEMOS.items() if not (ROOT / demo.policy / "policy.yaml").is_file()] == []


def test_the_same_seed_writes_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from manyi.demo.companies import DEMOS; "
    code += "DEMOS['retail-chain'].write(Path(sys.argv[1]), 5)"
    there, here = tmp_path / "there", tmp_path / "here"
    subprocess.run([sys.executable, "-c", code, str(there)], check=True, env=os.environ | {"PYTHONHASHSEED": "99"})
    write_company(RETAIL_CHAIN, here, seed=5)
    assert digests(there) == digests(here)


@pytest.mark.parametrize("company", DESCRIBED, ids=lambda company: company.id)
def test_seats_hold_positions_of_the_pack(company: Company) -> None:
    edition = read_edition(ROOT / "policies" / company.pack / company.edition.isoformat())
    allowed = {(name, position) for name, group in edition.position_groups.items() for position in group.positions}
    assert [seat.name for seat in company.seats if (seat.group, seat.position) not in allowed] == []
    assert {seat.group for seat in company.seats} <= set(company.courses)


@pytest.mark.parametrize("company", DESCRIBED, ids=lambda company: company.id)
def test_stories_name_rules_of_the_pack_and_effects_name_seats_units_or_projects(company: Company) -> None:
    edition = read_edition(ROOT / "policies" / company.pack / company.edition.isoformat())
    assert {story.rule for story in company.stories} == {*edition.decide.awards, *edition.decide.penalties}
    known = {seat.name for seat in company.seats} | {unit.key for unit in company.units}
    shifts = [fact.who for story in company.stories for fact in story.facts if isinstance(fact, Shift)]
    assert [who for who in shifts if who not in known and not who.startswith("J")] == []
    ids = [story.id for story in company.stories]
    assert len(ids) == len(set(ids))
