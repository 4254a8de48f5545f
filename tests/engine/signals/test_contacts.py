"""Contacts changed before the invitation, devices and numbers shared, reports of begging; and all of it as one list."""

from datetime import datetime, timedelta

from signals_world import MARCH, Row, rule, scene

from manyi.engine.signals.begging import begging
from manyi.engine.signals.contacts import contact_changed, shared_device
from manyi.engine.signals.signal import signal_of

CHANGED = rule(signal="contact_changed", **{"from": "3 invitations"}, within="7 days", sure="0.95")
SHARED = rule(signal="shared_device", **{"from": "3 customers"})
BEGGING = rule(signal="begging", **{"from": "2 reports"})
SENT = datetime(2026, 3, 20, 8)


def invitation(name: str, person: str, changed: datetime | None = None, **cells: object) -> Row:
    return {"invitation": name, "survey": "S", "person": person, "sent_at": SENT, "contact_changed_at": changed} | cells


def test_contacts_changed_soon_before_more_often_than_among_peers() -> None:
    week = timedelta(days=7)
    mine = [invitation(f"a{n:02}", "p1", SENT - week if n < 6 else None) for n in range(20)]
    early = [invitation(f"b{n:02}", "p2", SENT - week - timedelta(seconds=1)) for n in range(20)]
    after = [invitation(f"c{n:02}", "p3", SENT + timedelta(hours=1)) for n in range(20)]
    few = [invitation(f"d{n:02}", "p4", SENT if n < 2 else None) for n in range(4)]
    people = dict.fromkeys(("p1", "p2", "p3", "p4"), "g")
    (seen,) = list(contact_changed(scene(people, invitations=[*mine, *early, *after, *few]), CHANGED))
    assert (seen.subject, seen.n, seen.found, seen.value, seen.peers) == ("p1", 20, 6, "30.0%", "4.5%")
    assert seen.rows == tuple(("invitations", f"a{n:02}") for n in range(6))
    assert seen.en == "the contact was changed at most 7 days before 6 of 20 invitations (30.0%); among peers 4.5%"
    assert seen.zh == "20 次邀请中 6 次在发出前 7 天内改动过联系方式（30.0%），同组其他人为 4.5%"


def response(name: str, person: str, device: str | None, customer: str | None) -> Row:
    return {
        "response": name,
        "survey": "S",
        "person": person,
        "device": device,
        "customer": customer,
        "answered_at": SENT,
    }


def test_one_device_for_several_customers_or_of_staff() -> None:
    rows = [
        *[response(f"a{n}", "p1", "tablet", f"c{n}") for n in range(3)], response("a9", "p1", "own phone", "c9"),
        *[response(f"b{n}", "p2", "family", f"c{n % 2}") for n in range(4)],
        *[response(f"d{n}", "p3", f"phone {n}", None) for n in range(4)], response("d9", "p3", "boss", "c1"),
    ]  # fmt: skip
    sent = [invitation("i1", "p4", contact="138", customer="c1"), invitation("i2", "p4", contact="139", customer="c2")]
    staff: list[Row] = [
        {"person": "p8", "name": "p8", "hired": MARCH.start, "worker_kind": "own", "device": "boss", "contact": "139"}
    ]
    world = scene(dict.fromkeys(("p1", "p2", "p3", "p4"), "g"), people=staff, responses=rows, invitations=sent)
    seen = {one.subject: one for one in shared_device(world, SHARED)}
    assert {subject: (one.n, one.found, one.value, one.peers) for subject, one in seen.items()} == {
        "p1": (4, 3, "75.0%", "18.2%"), "p3": (5, 1, "20.0%", "40.0%"), "p4": (2, 1, "50.0%", "30.8%"),
    }  # fmt: skip
    assert seen["p1"].rows == (("responses", "a0"), ("responses", "a1"), ("responses", "a2"))
    assert seen["p4"].rows == (("invitations", "i2"),)
    assert seen["p3"].en == (
        "1 devices or numbers stand for up to 1 customers, 1 of them are a staff member's own: 1 of 5 rows (20.0%); among peers 40.0%"
    )
    assert seen["p3"].zh == (
        "1 个设备或号码最多对应 1 位客户，其中 1 个是员工本人的；涉及 5 行中的 1 行（20.0%），同组其他人为 40.0%"
    )


def breach(name: str, person: str, kind: str = "begging", finding: str = "pending", day: int = 9) -> Row:
    return {"breach": name, "person": person, "kind": kind, "finding": finding, "at": datetime(2026, 3, day)}


def test_reports_of_begging_unless_nothing_was_found() -> None:
    rows = [
        breach("b1", "p1"), breach("b2", "p1", finding="proven"), breach("b3", "p1", finding="not_proven"),
        breach("b4", "p2"), breach("b5", "p2", kind="refusal"), breach("b6", "p3", day=1),
    ]  # fmt: skip
    world = scene(dict.fromkeys(("p1", "p2", "p3"), "g"), duty_breaches=rows)
    (seen,) = list(begging(world, BEGGING))
    found = signal_of(BEGGING, "person", "g", seen)
    assert (found.signal, found.clause, found.kind, found.subject, found.group) == (
        "begging",
        "E1",
        "person",
        "p1",
        "g",
    )
    assert (found.n, found.found, found.value, found.peers, found.p, found.family) == (2, 2, "2", "1.00", None, None)
    assert found.rows == (("duty_breaches", "b1"), ("duty_breaches", "b2"))
    assert found.en == "reported 2 times for begging for scores; among peers 1.00 on average"
    assert found.zh == "被举报索要好评 2 次，同组其他人平均 1.00 次"
