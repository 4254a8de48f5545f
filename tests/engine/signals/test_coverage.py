"""Whoever leaves customers out is shown against peers, and against the own other customers; nobody else is."""

from datetime import datetime
from itertools import count

import pytest
from scipy import stats
from signals_world import Row, rule, scene

from manyi.engine.signals.compare import Counted, against_peers
from manyi.engine.signals.coverage import coverage_skew, unhappy_skipped

SKEW = rule(signal="coverage_skew", among=["orders"], sure="0.95")
SKIPPED = rule(signal="unhappy_skipped", among=["cases"], sure="0.95")


def orders(person: str, number: int, invited: int, *, by_customer: bool = False) -> tuple[list[Row], list[Row]]:
    """`number` orders of a person in March, the first `invited` of them with an invitation."""
    made: list[Row] = [
        {
            "order": f"{person}-o{n:02}",
            "customer": f"{person}-c{n}",
            "person": person,
            "ordered_at": datetime(2026, 3, 2 + n % 20),
        }
        for n in range(number)
    ]
    sent: list[Row] = [
        {"invitation": f"{person}-i{n:02}", "survey": "S", "person": person, "sent_at": datetime(2026, 3, 25)}
        | ({"customer": f"{person}-c{n}"} if by_customer else {"order": f"{person}-o{n:02}"})
        for n in range(invited)
    ]
    return made, sent


def test_fewer_invited_than_among_peers() -> None:
    parts = [orders("p1", 40, 12), orders("p2", 40, 36, by_customer=True), orders("p3", 40, 34), orders("q1", 5, 0)]
    world = scene(
        {"p1": "sales", "p2": "sales", "p3": "sales", "q1": "repair"},
        orders=[row for made, _ in parts for row in made], invitations=[row for _, sent in parts for row in sent],
    )  # fmt: skip
    (seen,) = list(coverage_skew(world, SKEW))
    assert (seen.subject, seen.n, seen.found, seen.value, seen.peers) == ("p1", 40, 12, "30.0%", "87.5%")
    assert seen.rows == tuple(("orders", f"p1-o{n:02}") for n in range(12, 40))
    assert seen.tested is not None
    assert (seen.tested.family, seen.tested.others_found, seen.tested.others_n) == (3, 70, 80)
    assert seen.tested.p == pytest.approx(stats.fisher_exact([[12, 28], [70, 10]], "less").pvalue, rel=1e-9)
    assert seen.en == "customers of 12 of 40 services were invited (30.0%); among peers 87.5%"
    assert seen.zh == "40 次服务中 12 次的客户受邀评价（30.0%），同组其他人为 87.5%"


def test_an_invitation_before_the_order_or_to_another_customer_covers_nothing() -> None:
    made, _ = orders("p1", 30, 0)
    mine, sent = orders("p2", 30, 30)
    early: list[Row] = [
        {"invitation": f"e{n}", "survey": "S", "person": "p1", "customer": f"p1-c{n}", "sent_at": datetime(2026, 3, 1)}
        for n in range(30)
    ]
    other: list[Row] = [
        {"invitation": f"x{n}", "survey": "S", "person": "p1", "customer": "nobody", "sent_at": datetime(2026, 3, 30)}
        for n in range(30)
    ]
    world = scene({"p1": "sales", "p2": "sales"}, orders=[*made, *mine], invitations=[*sent, *early, *other])
    assert [(seen.subject, seen.found) for seen in coverage_skew(world, SKEW)] == [("p1", 0)]


def test_where_everybody_differs_differing_is_no_sign() -> None:
    alike = [Counted(f"p{n:02}", "g", 80, 100) for n in range(19)]
    far = Counted("p99", "g", 60, 100)
    calm = against_peers([*alike, far], "fewer")
    assert sorted(subject for subject, found in calm.items() if found.adjusted < 0.05) == ["p99"]
    scattered = [Counted(f"p{n:02}", "g", 50 + 5 * (n % 10), 100) for n in range(19)]
    wild = against_peers([*scattered, far], "fewer")
    assert [subject for subject, found in wild.items() if found.adjusted < 0.05] == []


def test_dissatisfied_customers_passed_over() -> None:
    number = count()

    def case(person: str, kind: str, invited: bool, satisfied: bool | None = None) -> tuple[Row, Row | None]:
        key = f"k{next(number):03}"
        made = {
            "case": key, "kind": kind, "importance": "normal", "source": "customer", "customer": f"c-{key}", "person": person,
            "received_at": datetime(2026, 3, 3), "closed_at": datetime(2026, 3, 9), "satisfied": satisfied,
        }  # fmt: skip
        sent = {
            "invitation": f"i-{key}",
            "survey": "S",
            "person": person,
            "case": key,
            "sent_at": datetime(2026, 3, 12),
        }
        return made, sent if invited else None

    made = [
        *[case("p1", "complaint", n < 2) for n in range(9)], case("p1", "enquiry", False, satisfied=False),
        *[case("p1", "enquiry", True) for _ in range(30)],
        *[case("p2", "complaint", True) for _ in range(10)], *[case("p2", "enquiry", n < 25) for n in range(30)],
    ]  # fmt: skip
    world = scene(
        {"p1": "service", "p2": "service"},
        cases=[one for one, _ in made],
        invitations=[sent for _, sent in made if sent],
    )
    (seen,) = list(unhappy_skipped(world, SKIPPED))
    assert (seen.subject, seen.n, seen.found, seen.value, seen.peers) == ("p1", 10, 2, "20.0%", "100.0%")
    assert seen.rows == tuple(("cases", f"k{n:03}") for n in range(2, 10))
    assert seen.en == "of 10 services to dissatisfied customers 2 led to an invitation (20.0%); of the others 100.0%"
    assert seen.zh == "不满意客户的 10 次服务中 2 次受邀评价（20.0%），其余客户为 100.0%"
