"""What each jurisdiction says, from which day on, and how a profile written wrongly is refused."""

from datetime import date
from pathlib import Path

import pytest

from manyi.engine.jurisdiction.kinds import seen_by_law
from manyi.engine.jurisdiction.law import BeyondProfile, law_on, profile_of, read_profile
from manyi.engine.jurisdiction.profile import KINDS, Jurisdiction
from manyi.engine.policy.issues import PolicyError
from manyi.engine.policy.reading import read_rules
from manyi.engine.policy.sections.deciding import Measure

DAY = date(2026, 1, 1)
PLACES: tuple[Jurisdiction, ...] = ("CN", "CN-GD", "CN-SZ")
SHOP = Path(__file__).parents[1] / "policy" / "base" / "corner-shop" / "2026-01-01" / "policy.yaml"
GUANGDONG = Path(__file__).parents[3] / "src" / "manyi" / "engine" / "jurisdiction" / "CN-GD.yaml"


@pytest.mark.parametrize(("place", "fine"), [("CN", "blocked"), ("CN-GD", "blocked"), ("CN-SZ", "capped")])
def test_the_verdict_on_every_kind_of_measure(place: Jurisdiction, fine: str) -> None:
    law = law_on(place, DAY)
    assert {kind: law.limit(kind).verdict for kind in KINDS} == {
        "support": "allowed", "criticism": "allowed", "warning": "allowed", "points": "allowed",
        "performance_pay": "capped", "recovery": "capped", "fine": fine, "pay_cut": "capped", "demotion": "allowed",
        "dismissal": "allowed",
    }  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_recovery_is_capped_alike_everywhere(place: Jurisdiction) -> None:
    limit = law_on(place, DAY).limit("recovery")
    assert (str(limit.share_of_wage), limit.keeps_minimum_wage, limit.rest, limit.needs) == (
        "20", True, "carried", ["contract_clause"],
    )  # fmt: skip


def test_only_the_fine_of_the_zone_is_marked_for_counsel_above_all() -> None:
    marked = [(place, one.measure) for place in PLACES for one in profile_of(place).limits if one.confirm]
    assert marked == [("CN-SZ", "fine")]


@pytest.mark.parametrize("place", PLACES)
def test_kinds_of_worker(place: Jurisdiction) -> None:
    law = law_on(place, DAY)
    spared = {
        worker: [kind for kind in KINDS if law.spares(kind, worker) is not None]
        for worker in ("own", "probation", "dispatched", "outsourced")
    }
    assert spared == {
        "own": [], "probation": [], "dispatched": ["recovery", "fine", "pay_cut", "demotion", "dismissal"],
        "outsourced": [kind for kind in KINDS if kind != "support"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("place", "first"), [("CN", date(2008, 1, 15)), ("CN-GD", date(2013, 5, 1)), ("CN-SZ", date(2008, 11, 1))]
)
def test_a_profile_answers_from_its_first_day(place: Jurisdiction, first: date) -> None:
    assert law_on(place, first).jurisdiction == place
    before = date.fromordinal(first.toordinal() - 1)
    with pytest.raises(BeyondProfile) as refused:
        law_on(place, before)
    assert str(refused.value) == f"jurisdiction {place} is described from {first} on; nothing is known about {before}"
    assert refused.value.zh == f"法域 {place} 的资料自 {first} 起；{before} 的情形未知"


def test_an_edition_older_than_its_law_is_refused() -> None:
    """Such an edition can be read only where nothing compares it with its folder."""
    with pytest.raises(PolicyError) as refused:
        read_rules(SHOP.read_text(encoding="utf-8").replace("edition: 2026-01-01", "edition: 2008-01-14"))
    told = [(str(issue), issue.zh) for issue in refused.value.issues if issue.code == "law_unknown"]
    assert told == [(
        "policy.yaml:2 edition: jurisdiction CN is described from 2008-01-15 on; nothing is known about 2008-01-14; write an "
        "edition that begins later, or add what held then to the profile",
        "policy.yaml:2 edition：法域 CN 的资料自 2008-01-15 起；2008-01-14 的情形未知；请改用之后的施行日，或在资料中补充当时的规定",
    )]  # fmt: skip


def test_a_change_of_the_law_holds_from_its_day() -> None:
    text = GUANGDONG.read_text(encoding="utf-8")
    later = text + text[text.index("  - measure: fine"):].replace("2013-05-01", "2030-01-01").replace(
        "verdict: blocked", 'verdict: capped\n    share_of_wage: "10"\n    rest: forgone'
    )  # fmt: skip
    limits = read_profile(later, "CN-GD.yaml").limits
    assert [(str(one.from_), one.verdict) for one in limits] == [("2013-05-01", "blocked"), ("2030-01-01", "capped")]


BLOCKED = "    verdict: blocked\n"


@pytest.mark.parametrize(
    ("old", "new", "en", "zh"),
    [
        ("measure: fine", "measure: fines",
         'CN-GD.yaml:8 limits[0].measure: "fines" is not a value known here; did you mean `fine`? allowed: criticism, demotion, '
         "dismissal, fine, pay_cut, performance_pay, points, recovery, support, warning",
         'CN-GD.yaml:8 limits[0].measure："fines" 不是此处可用的值；是否想写 `fine`？可用：criticism、demotion、dismissal、fine、'
         "pay_cut、performance_pay、points、recovery、support、warning"),
        (BLOCKED, BLOCKED + "    ceiling: 3\n",
         "CN-GD.yaml:11 limits[0].ceiling: `ceiling` is not a key known here; allowed: basis, confirm, from, keeps_minimum_wage, "
         "measure, needs, needs_without_grave_fault, reason, rest, share_of_wage, verdict",
         "CN-GD.yaml:11 limits[0].ceiling：`ceiling` 不是此处可用的键；可用：basis、confirm、from、keeps_minimum_wage、measure、"
         "needs、needs_without_grave_fault、reason、rest、share_of_wage、verdict"),
        (BLOCKED, "    verdict: capped\n",
         "CN-GD.yaml:8 limits[0]: a capped measure needs `share_of_wage` or `keeps_minimum_wage: true`; a capped measure needs "
         "`rest`: carried or forgone",
         "CN-GD.yaml:8 limits[0]：capped 的措施要写 `share_of_wage` 或 `keeps_minimum_wage: true`；capped 的措施要写 `rest`："
         "carried 或 forgone"),
        (BLOCKED, BLOCKED + '    share_of_wage: "20"\n',
         "CN-GD.yaml:8 limits[0]: a measure that is blocked has no cap; leave `share_of_wage`, `keeps_minimum_wage` and `rest` "
         "out",
         "CN-GD.yaml:8 limits[0]：blocked 的措施没有限额；请删除 `share_of_wage`、`keeps_minimum_wage` 和 `rest`"),
        (BLOCKED, BLOCKED + "    needs: [hearing]\n",
         "CN-GD.yaml:8 limits[0]: what is blocked needs nothing; leave `needs` out",
         "CN-GD.yaml:8 limits[0]：blocked 的措施不需要条件；请删除 `needs`"),
        (BLOCKED, '    verdict: capped\n    rest: forgone\n    share_of_wage: "120"\n',
         "CN-GD.yaml:8 limits[0]: `share_of_wage` is a percentage; write at most 100",
         "CN-GD.yaml:8 limits[0]：`share_of_wage` 是百分数；至多写 100"),
        ("    from: 2013-05-01\n", "    from: 2013-04-30\n",
         "CN-GD.yaml:9 limits[0].from: fine is dated 2013-04-30, but the profile begins on 2013-05-01",
         "CN-GD.yaml:9 limits[0].from：fine 的起始日 2013-04-30 早于本文件的首日 2013-05-01"),
        ("within: CN\n", "",
         "CN-GD.yaml:6 limits: nothing is said from 2013-05-01 on about: support, criticism, warning, points, performance_pay, "
         "recovery, pay_cut, demotion, dismissal; a profile that lies within no other says something about every kind of measure "
         "from its first day",
         "CN-GD.yaml:6 limits：自 2013-05-01 起没有写明：support、criticism、warning、points、performance_pay、recovery、pay_cut、"
         "demotion、dismissal；不从属于其他法域的文件，须自首日起写明每一类措施"),
        ("jurisdiction: CN-GD", "jurisdiction: CN-SZ",
         "CN-GD.yaml:2 jurisdiction: CN-SZ stands in CN-SZ.yaml, not in CN-GD.yaml",
         "CN-GD.yaml:2 jurisdiction：CN-SZ 应写在 CN-SZ.yaml，不是 CN-GD.yaml"),
        ("within: CN\n", "within: CN\nwithin: CN\n",
         "CN-GD.yaml:6 within: `within` is written twice; it already stands in line 5",
         "CN-GD.yaml:6 within：`within` 重复出现；第 5 行已有"),
    ],
)  # fmt: skip
def test_a_profile_written_wrongly(old: str, new: str, en: str, zh: str) -> None:
    text = GUANGDONG.read_text(encoding="utf-8")
    assert text.count(old) == 1
    with pytest.raises(PolicyError) as refused:
        read_profile(text.replace(old, new), "CN-GD.yaml")
    assert (str(refused.value), refused.value.zh) == (en, zh)


def test_the_same_limit_twice() -> None:
    text = GUANGDONG.read_text(encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        read_profile(text + text[text.index("  - measure: fine"):], "CN-GD.yaml")  # fmt: skip
    assert str(refused.value) == "CN-GD.yaml:13 limits[1]: fine is written twice from 2013-05-01 on; keep one"
    assert refused.value.zh == "CN-GD.yaml:13 limits[1]：fine 自 2013-05-01 起写了两次；请只留一个"


@pytest.mark.parametrize(
    ("kind", "title", "needs", "seen"),
    [
        ("position", "降职", ["signed_amendment"], "demotion"),
        ("position", "解除劳动合同", ["signed_amendment"], "dismissal"),
        ("position", "处理", ["union_notice", "legal_review"], "dismissal"),
        ("position", "处理", ["union_notice", "legal_review", "signed_amendment"], "demotion"),
        ("pay", "绩效扣减", [], "performance_pay"),
        ("pay", "降薪一级", [], "pay_cut"),
        ("fine", "经济处分", [], "fine"),
    ],
)
def test_which_kind_the_law_sees(kind: str, title: str, needs: list[str], seen: str) -> None:
    measure = Measure.model_validate(
        {"kind": kind, "title": {"zh": title, "en": "step"}, "clause": "A1", "needs": needs}
    )
    assert seen_by_law(measure) == seen
