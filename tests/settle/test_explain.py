"""What a person reads about a period: every rule tried, the values met, and what would have had to be different."""

import pytest
from settle_world import COMPLAINED, GOOD, PRAISED, WEAK, company, settle, write

from manyi.engine.explain import Explanation, Section, UnknownPerson, explain
from manyi.engine.settle import Settlement


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Explanation]:
    found: dict[tuple[str, str], Explanation] = {}

    def ask(settlement: Settlement) -> None:
        found.update(
            {(person, "zh"): explain(settlement, person, "zh") for person in (GOOD, WEAK, COMPLAINED, PRAISED)}
        )
        found.update(
            {(person, "en"): explain(settlement, person, "en") for person in (GOOD, WEAK, COMPLAINED, PRAISED)}
        )
        with pytest.raises(UnknownPerson) as error:
            explain(settlement, "nobody", "en")
        assert str(error.value) == (
            "Nobody with id 'nobody' is judged in 2026-03; check the id, the period and the assignments."
        )

    settle(write(company(), tmp_path_factory.mktemp("explain") / "evidence"), then=ask)
    return found


def section(told: dict[tuple[str, str], Explanation], person: str, language: str, clause: str) -> Section:
    return next(part for part in told[person, language].sections if part.clause == clause)


def test_a_warning_says_what_was_asked_and_met_in_both_languages(told: dict[tuple[str, str], Explanation]) -> None:
    chinese = section(told, WEAK, "zh", "E5.10")
    assert (chinese.title, chinese.outcome) == ("服务警告", "提议：批评教育。")
    assert chinese.lines == (
        "✓ 满意度低于 70（确信度 0.95，已对全体被评者校正）: 27.52 (n = 43), p = 0.0000 (同时检验 12 人)",
        "  超出界线 42.48。",
        "✗ 属实投诉件数 3 以上（含）: 0",
        "  距离界线 3。",
        "例外不适用: 新员工 (E5.10)",
        "例外不适用: 当月休假 (E5.10)",
        "若带 ✓ 的各项都不成立，就不会有此提议。",
    )
    english = section(told, WEAK, "en", "E5.10")
    assert (english.title, english.outcome) == ("service warning", "Proposed: criticism.")
    assert english.lines[-1] == "Had no line marked ✓ held, nothing would be proposed."


def test_a_ladder_names_the_earlier_steps(told: dict[tuple[str, str], Explanation]) -> None:
    assert section(told, COMPLAINED, "zh", "E5.10").outcome == "提议：口头警告（回溯期内已有 1 次）。"


def test_an_honour_below_the_gate_says_why_there_is_no_money(told: dict[tuple[str, str], Explanation]) -> None:
    star = section(told, PRAISED, "zh", "E5.4")
    assert star.outcome == "提议授予：荣誉证书、全公司通报表扬。"
    assert star.lines[:2] == (
        "? 满意度 80 以上（含）: 73.09 (n = 14)",
        "  本组人员之间没有显示出差异，因此不单独评定任何人。",
    )


def test_who_missed_an_award_reads_how_far_it_was(told: dict[tuple[str, str], Explanation]) -> None:
    star = section(told, WEAK, "en", "E5.4")
    assert star.outcome == "The condition is not met."
    assert star.lines == (
        "✗ satisfaction is 80 or more: 27.52 (n = 43)",
        "  It is 52.48 away from the line.",
        "✓ complaints upheld is 0: 0",
        "✓ proven breaches of truthfulness is 0: 0",
        "satisfaction is 59.12 below the last person chosen in the group.",
        "With every line not marked ✓ met, the award would be within reach.",
    )


def test_every_rule_about_the_person_is_told_in_the_order_of_the_edition(
    told: dict[tuple[str, str], Explanation],
) -> None:
    clauses = ["E5.4", "E4.4", "E5.10", "E5.11", "E5.11", "E5.13", "E5.14"]
    assert [part.clause for part in told[GOOD, "zh"].sections] == clauses
    assert told[GOOD, "zh"].heading == "员工p01 (p01) · 南店 · 销售 · 2026-03"


def test_a_score_carries_its_interval_n_and_reliability(told: dict[tuple[str, str], Explanation]) -> None:
    assert told[WEAK, "en"].scores[1] == "satisfaction: 27.52 (95 % interval 23.3–31.7, n = 43, reliability 0.99)"
