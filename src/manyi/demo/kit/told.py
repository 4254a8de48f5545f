"""What stories and other facts tell of people: praise, breaches, findings, rectifications, earlier decisions, ideas, votes."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from manyi.demo.case import Case
from manyi.demo.draws import Draws
from manyi.demo.kit.staff import Staff
from manyi.demo.kit.story import (
    Breach,
    Earlier,
    Fact,
    Found,
    Nominated,
    Praised,
    Proposed,
    PutForward,
    Rectified,
    ToldCase,
)
from manyi.demo.kit.visits import Trade
from manyi.demo.months import DAY, Months, month_after

Rows = list[dict[str, object]]
Kind = TypeVar("Kind")
_PRAISED = 2  # of 1000 visits
_PRAISE, _PRAISE_WEIGHTS = ("call", "online", "letter", "banner"), (35, 40, 17, 8)


class Told:
    """The facts of a company as rows of tables."""

    def __init__(self, facts: Iterable[Fact], staff: Staff, months: Months, cases: list[Case]) -> None:
        self._facts, self._staff, self._months = list(facts), staff, months
        self.cases = {case.story: case.key for case in cases if case.story is not None}
        self.ideas = {idea.name: f"Y{n:03}" for n, idea in enumerate(self._all(Proposed), start=1)}

    def _all(self, kind: type[Kind]) -> list[Kind]:
        return [fact for fact in self._facts if isinstance(fact, kind)]

    def praise(self, trade: Trade, customers: list[str], seed: int) -> Rows:
        """Rows of the table `praise`: as told, and now and then of somebody else, a day after a visit."""
        draws, months, staff = Draws(seed, "praise"), self._months, self._staff
        told = self._all(Praised)
        rows: Rows = [
            {
                "person": staff.key(one.seat), "unit": staff.unit(one.seat, one.day), "customer": customers[0],
                "kind": one.kind, "verified": one.verified, "at": months.text(months.moment(one.day, 11)),
            }
            for one in told
        ]  # fmt: skip
        named = {staff.key(one.seat) for one in told}
        for visit in trade.visits:
            person = staff.people[visit.person]
            if not draws.chance(_PRAISED) or person.key in named or visit.minute + DAY >= months.days * DAY:
                continue
            rows.append(
                {
                    "person": person.key, "unit": visit.unit, "customer": customers[visit.customer],
                    "kind": _PRAISE[draws.weighted(_PRAISE_WEIGHTS, 1)[0]], "verified": draws.chance(600),
                    "at": months.text(visit.minute + DAY),
                }
            )  # fmt: skip
        rows.sort(key=lambda row: str(row["at"]))
        return [{"praise": f"L{n:04}", **row} for n, row in enumerate(rows, start=1)]

    def breaches(self) -> Rows:
        """Rows of the table `duty_breaches`."""
        return [
            {
                "breach": f"B{n:03}", "person": self._staff.key(one.seat), "unit": self._staff.unit(one.seat, one.day),
                "kind": one.kind, "finding": one.finding, "severity": one.severity if one.finding == "proven" else None,
                "at": self._months.text(self._months.moment(one.day, 14, 30)),
            }
            for n, one in enumerate(self._all(Breach), start=1)
        ]  # fmt: skip

    def findings(self) -> Rows:
        """Rows of the table `findings`."""
        return [
            {
                "finding": f"F{n:03}", "person": self._staff.key(one.seat), "unit": self._staff.unit(one.seat, one.day),
                "case": None if one.case is None else self.cases[one.case], "fault": one.fault,
                "severity": one.severity, "loss": one.loss, "at": self._months.text(self._months.moment(one.day, 15)),
            }
            for n, one in enumerate(self._all(Found), start=1)
        ]  # fmt: skip

    def rectifications(self) -> Rows:
        """Rows of the table `rectifications`."""
        return [
            {
                "rectification": f"T{n:03}", **self._subject(one.who, one.opened), "rule": one.rule,
                "opened": one.opened, "due": one.due, "closed": one.closed, "outcome": one.outcome,
            }
            for n, one in enumerate(sorted(self._all(Rectified), key=lambda one: (one.opened, one.who)), start=1)
        ]  # fmt: skip

    def decisions(self) -> Rows:
        """Rows of the table `decisions`, by date."""
        return [
            {
                "decision": f"D{n:03}", "rule": one.rule, "kind": one.kind, **self._subject(one.who, one.effective),
                "measure": one.measure, "state": one.state, "effective": one.effective,
                "expires": None if one.lasts is None
                else month_after(one.effective, one.lasts).replace(day=one.effective.day),
                "amount": one.amount,
            }
            for n, one in enumerate(sorted(self._all(Earlier), key=lambda one: (one.effective, one.who)), start=1)
        ]  # fmt: skip

    def _subject(self, who: str, day: date) -> dict[str, object]:
        if who not in self._staff.place:
            return {"person": None, "unit": who}
        return {"person": self._staff.key(who), "unit": self._staff.unit(who, day)}

    def proposals(self) -> tuple[Rows, Rows]:
        """Rows of the tables `ideas` and `idea_members`."""
        ideas: Rows = []
        members: Rows = []
        for one in self._all(Proposed):
            key = self.ideas[one.name]
            ideas.append(
                {
                    "idea": key, "person": self._staff.key(one.seat), "unit": self._staff.unit(one.seat, one.day),
                    "title": one.title, "state": one.state, "effect": one.effect, "effect_size": one.size,
                    "at": self._months.text(self._months.moment(one.day, 16)),
                }
            )  # fmt: skip
            for seat, share in one.parts or ((one.seat, "1"),):
                members.append({"idea": key, "person": self._staff.key(seat), "share": share})
        return ideas, members

    def votes(self) -> tuple[Rows, Rows]:
        """Rows of the tables `nominations` and `votes`: a case is put forward two weeks after it came in."""
        plans: list[tuple[Nominated, date, dict[str, object]]] = [
            (one.nominated, one.day + timedelta(days=14), {"case": self.cases[one.name]})
            for one in self._all(ToldCase) if one.nominated is not None
        ]  # fmt: skip
        plans += [
            (one.nominated, one.day + timedelta(days=3), {"idea": self.ideas[one.name]})
            for one in self._all(Proposed) if one.nominated is not None
        ]  # fmt: skip
        plans += [(one.vote, one.day, self._put(one)) for one in self._all(PutForward)]
        nominations: Rows = []
        votes: Rows = []
        for n, (vote, day, subject) in enumerate(plans, start=1):
            key, at = f"N{n:03}", self._months.moment(day, 9)
            nominations.append(
                {
                    "nomination": key,
                    "award": vote.award,
                    **subject,
                    "by": self._staff.key(vote.by),
                    "at": self._months.text(at),
                }
            )
            votes += [
                {"nomination": key, "voter": self._staff.key(seat), "approve": approve, "at": self._months.text(at + DAY)}
                for approve, seats in ((True, vote.approve), (False, vote.against)) for seat in seats
            ]  # fmt: skip
        return nominations, votes

    def _put(self, one: PutForward) -> dict[str, object]:
        person = one.who in self._staff.place
        return {"person": self._staff.key(one.who)} if person else {"unit": one.who}
