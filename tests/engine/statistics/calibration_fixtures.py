"""What calibration tests measured is what the documents say."""

import re
from pathlib import Path

import pytest
from calibration_world import Measured

DOCUMENTS = [Path(__file__).parents[3] / "docs" / name for name in ("fairness.md", "fairness.zh-CN.md")]


@pytest.fixture
def measured(rounds: int) -> Measured:
    """Compare a measured share with its row in both documents, to a tenth of a percent; with more rounds it may differ."""

    def compare(name: str, value: float) -> None:
        if rounds == 1:
            shown = [_row(document, name) for document in DOCUMENTS]
            assert shown == [f"{100 * value:.1f} %"] * len(DOCUMENTS), f"{name} is {value!r}"

    return compare


def _row(document: Path, name: str) -> str:
    found = re.search(rf"^\| `{name}` \|.*\| ([^|]+) \|$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else "no row"
