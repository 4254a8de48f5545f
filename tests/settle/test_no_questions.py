"""A company judged by facts alone, or with no answer at all, is settled like any other."""

from pathlib import Path

import pytest
from settle_world import company, settle, write


@pytest.mark.parametrize("left_out", [("questions", "corrections", "responses"), ("responses", "corrections")])
def test_without_rating_questions_or_answers_the_rest_is_settled(left_out: tuple[str, ...], tmp_path: Path) -> None:
    tables = {name: rows for name, rows in company().items() if name not in left_out}
    found = settle(write(tables, tmp_path / "evidence")).settlement
    assert found.cleaned.counts.read == 0
    assert [(d.rule, d.subject) for d in found.proposals.decisions if d.kind == "penalty"] == [
        ("service_warning", "p03")
    ]


def test_responses_without_any_scored_question_are_kept_and_score_nothing(tmp_path: Path) -> None:
    tables = {name: rows for name, rows in company().items() if name not in ("questions", "corrections")}
    for row in tables["responses"]:
        for column in [name for name in row if name.startswith("answer_")]:
            del row[column]
    found = settle(write(tables, tmp_path / "evidence")).settlement
    assert found.cleaned.counts.read == 501
    assert [row for row in found.scores if row.figure == "satisfaction"] == []
