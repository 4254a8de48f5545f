"""Answers: hidden quality of each visit plus the customer's mood, cut into the points of each scale."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from manyi.demo.draws import Draws, Ints
from manyi.demo.ev_group.customers import LINES, Customers
from manyi.demo.ev_group.effects import StoreEffects
from manyi.demo.ev_group.invitations import KINDS, MODES, NOWHERE, PARTIAL, Invitations
from manyi.demo.ev_group.questions import SCORED, asked_at
from manyi.demo.ev_group.staffing import NOBODY, Staffing
from manyi.demo.ev_group.surveys import INTERNAL
from manyi.demo.ev_group.units import store_of
from manyi.demo.ev_group.visits import TOUCHPOINTS
from manyi.demo.months import Months
from manyi.demo.quality import CUTS, ITEM, LEFT_OUT, MOOD, RECOMMEND_CUTS

SKIPPED = -1
TOUCHPOINT_EFFECT: Mapping[str, int] = {"delivery": 180, "repair": -80, "complaint": -100}
MODE_EFFECT: Mapping[str, int] = {"telephone": 120, "onsite": 80}
LINE_EFFECT: Mapping[str, int] = {"city": -60, "suv": 50}
DIMENSION_EFFECT: Mapping[str, int] = {"product_quality": 40, "price": -200, "brand_image": 60}


@dataclass
class Responses:
    """One entry per response by time of answering; `answers` has a column per scored question.

    `invitation` is the position of the invitation it answers. Bad answers are written over good ones later.
    """

    invitation: Ints
    answered: Ints
    seconds: Ints
    answers: Ints
    device: list[str | None]
    staff_device: list[bool]

    def key(self, position: int) -> str:
        """The response's identifier."""
        return f"A{position + 1:06}"


def draw_responses(
    invitations: Invitations,
    customers: Customers,
    staffing: Staffing,
    people: Ints,
    stores: StoreEffects,
    months: Months,
    seed: int,
) -> Responses:
    """Responses to the invitations that were answered; `people` and `stores` are the true effects by month."""
    draws = Draws(seed, "answers")
    chosen = np.flatnonzero(invitations.answered >= 0)
    chosen = chosen[np.argsort(invitations.answered[chosen], kind="stable")]
    quality = _quality(chosen, invitations, customers, staffing, people, stores, months)
    asked = _asked(chosen, invitations, draws)
    answers = _answers(quality, asked, draws)
    return Responses(
        invitation=chosen,
        answered=invitations.answered[chosen],
        seconds=asked.sum(axis=1) * draws.wholes(5, 20, len(chosen)),
        answers=answers,
        device=[_device(customers.keys[invitations.customer[n]], MODES[invitations.mode[n]]) for n in chosen],
        staff_device=[False] * len(chosen),
    )


def _device(customer: str, mode: str) -> str | None:
    return f"D{customer}" if mode == "online" else None


def _table(names: tuple[str, ...], effects: Mapping[str, int]) -> Ints:
    return np.array([*(effects.get(name, 0) for name in names), 0], dtype=np.int64)  # the last is that of nowhere


def _quality(
    chosen: Ints,
    invitations: Invitations,
    customers: Customers,
    staffing: Staffing,
    people: Ints,
    stores: StoreEffects,
    months: Months,
) -> Ints:
    month = np.array([months.month_of(int(minute)) for minute in invitations.served[chosen]], dtype=np.int64)
    person, unit = invitations.person[chosen], invitations.unit[chosen]
    of_owners = np.isin(invitations.touchpoint[chosen], (TOUCHPOINTS.index("ownership"), NOWHERE))
    on_visits, on_ownership = (_by_unit(effects, staffing, months) for effects in (stores.visits, stores.ownership))
    external = invitations.kind[chosen] != KINDS.index(INTERNAL)
    return np.asarray(
        np.where(person == NOBODY, 0, people[person, month])
        + np.where(of_owners, on_ownership[unit, month], on_visits[unit, month])
        + _table(TOUCHPOINTS, TOUCHPOINT_EFFECT)[invitations.touchpoint[chosen]]
        + _table(MODES, MODE_EFFECT)[invitations.mode[chosen]]
        + np.where(external, _table(LINES, LINE_EFFECT)[customers.line[invitations.customer[chosen]]], 0),
        dtype=np.int64,
    )


def _by_unit(effects: Mapping[str, Ints], staffing: Staffing, months: Months) -> Ints:
    none = np.zeros(months.count, dtype=np.int64)
    return np.array([effects.get(store_of(unit) or "", none) for unit in staffing.units], dtype=np.int64)


def _asked(chosen: Ints, invitations: Invitations, draws: Draws) -> Ints:
    """Which question (column) was answered in which response (row)."""
    places: list[str | None] = [*TOUCHPOINTS, None]
    table = np.array([
        [[asked_at(question, place, internal=internal) for question in SCORED] for place in places]
        for internal in (False, True)
    ])  # fmt: skip
    internal = (invitations.kind[chosen] == KINDS.index(INTERNAL)).astype(np.int64)
    asked = table[internal, invitations.touchpoint[chosen]]
    asked &= draws.wholes(0, 999, asked.size).reshape(asked.shape) >= LEFT_OUT
    broken_off = invitations.disposition[chosen] == PARTIAL
    first = np.cumsum(asked, axis=1) == 1
    asked = np.where(broken_off[:, None], asked & first, asked)
    return np.asarray(asked, dtype=np.int64)


def _answers(quality: Ints, asked: Ints, draws: Draws) -> Ints:
    mood = draws.bell(len(quality), MOOD)
    answers = np.full(asked.shape, SKIPPED, dtype=np.int64)
    for column, question in enumerate(SCORED):
        hidden = quality + mood + DIMENSION_EFFECT.get(question.dimension or "", 0) + draws.bell(len(quality), ITEM)
        cuts = RECOMMEND_CUTS if question.kind == "recommend" else CUTS
        low = question.scale[0] or 0
        value = low + np.searchsorted(np.array(cuts), hidden, side="left")
        answers[:, column] = np.where(asked[:, column] == 1, value, SKIPPED)
    return answers


def response_rows(
    responses: Responses,
    invitations: Invitations,
    customers: Customers,
    people: list[str],
    staffing: Staffing,
    cases: Mapping[tuple[int, int], tuple[str, int]],
    months: Months,
) -> list[dict[str, object]]:
    """Rows of the table `responses`; `cases` maps (customer, minute of service) to case and its closing."""
    rows = []
    for n, asked in enumerate(int(position) for position in responses.invitation):
        person, where = invitations.person[asked], invitations.touchpoint[asked]
        customer, served = int(invitations.customer[asked]), int(invitations.served[asked])
        case, closed = cases.get((customer, served), (None, 0))
        row: dict[str, object] = {
            "response": responses.key(n), "survey": invitations.survey(asked, months),
            "invitation": invitations.key(asked), "customer": customers.keys[customer],
            "person": None if person == NOBODY else people[person], "unit": staffing.units[invitations.unit[asked]],
            "case": case if closed <= int(responses.answered[n]) else None,
            "touchpoint": None if where == NOWHERE else TOUCHPOINTS[where], "mode": MODES[invitations.mode[asked]],
            "product_line": None if customers.kinds[customer] == "internal" else LINES[customers.line[customer]],
            "served_at": None if person == NOBODY else months.text(served),
            "answered_at": months.text(int(responses.answered[n])), "seconds": int(responses.seconds[n]),
            "device": responses.device[n], "staff_device": responses.staff_device[n],
        }  # fmt: skip
        for column, question in enumerate(SCORED):
            value = int(responses.answers[n, column])
            row[f"answer_{question.key}"] = None if value == SKIPPED else value
        rows.append(row)
    return rows
