"""Invitations and answers: hidden quality of each service plus the customer's mood, cut into the points of each scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from manyi.demo.draws import THOUSAND, Draws, Ints
from manyi.demo.kit.asks import Ask, survey_key
from manyi.demo.kit.spec import Company
from manyi.demo.kit.staff import Staff
from manyi.demo.kit.story import OnOneTablet
from manyi.demo.kit.visits import level
from manyi.demo.months import DAY, Months
from manyi.demo.quality import ITEM, LEFT_OUT, MOOD, RECOMMEND_CUTS, points
from manyi.engine.policy.questionnaire import SCALED, Question, Questionnaire

_MODES, _MODE_WEIGHTS = ("online", "telephone", "onsite"), (65, 25, 10)
_MODE_EFFECT: Mapping[str, int] = {"telephone": 120, "onsite": 80}
_SILENT, _SILENT_WEIGHTS = ("non_contact", "refused", "partial", "not_eligible"), (88, 8, 2, 2)
_COLLEAGUES_ANSWERING = 800  # of 1000
TABLET = "D-TABLET-07"
_FAST, _TWICE = 3, 8  # of 1000 answers too fast; answers given twice


@dataclass
class Answer:
    """One invitation that was sent and what came of it; `values` are answers by question, None when nobody answered."""

    ask: Ask
    sent: int
    mode: str
    disposition: str
    answered: int
    seconds: int = 0
    values: dict[str, int] = field(default_factory=dict)
    device: str | None = None
    staff_device: bool = False
    key: str = ""


def draw_answers(
    company: Company, questionnaire: Questionnaire, staff: Staff, asks: Sequence[Ask], months: Months, seed: int
) -> list[Answer]:
    """One entry per invitation by time of sending; those that were answered have values."""
    draws = Draws(seed, "answers")
    sent = [answer for answer in _sent(company, asks, draws) if answer.sent < months.days * DAY]
    sent.sort(key=lambda answer: (answer.sent, answer.ask.customer, answer.ask.person or 0))
    told = [answer for answer in sent if answer.disposition == "complete"]
    for answer in told:
        if answer.answered >= months.days * DAY:
            answer.disposition = "non_contact"
    told = [answer for answer in told if answer.disposition == "complete"]
    _fill(company, questionnaire, staff, told, months, draws)
    told.sort(key=lambda answer: (answer.answered, answer.sent, answer.ask.customer))
    for n, answer in enumerate(told, start=1):
        answer.key = f"A{n:06}"
    _use_tablets(company, staff, told, months)
    return sent


def _sent(company: Company, asks: Sequence[Ask], draws: Draws) -> list[Answer]:
    size = len(asks)
    modes, silent = draws.weighted(_MODE_WEIGHTS, size).tolist(), draws.weighted(_SILENT_WEIGHTS, size).tolist()
    lots, delay = draws.wholes(0, THOUSAND - 1, size).tolist(), draws.wholes(20, 1700, size).tolist()
    later = draws.wholes(3, 2400, size).tolist()
    answers = []
    for n, ask in enumerate(asks):
        within = ask.kind == "internal"
        mode = "online" if within else _MODES[modes[n]]
        sent = ask.minute + (delay[n] if mode != "onsite" else 5)
        says = lots[n] < (_COLLEAGUES_ANSWERING if within else company.answering)
        answers.append(
            Answer(
                ask,
                sent,
                mode,
                "complete" if says else _SILENT[silent[n]],
                sent + (later[n] if mode == "online" else 4),
            )
        )
    return answers


def _fill(
    company: Company, questionnaire: Questionnaire, staff: Staff, told: list[Answer], months: Months, draws: Draws
) -> None:
    by_touchpoint: dict[tuple[str | None, bool], tuple[Question, ...]] = {}
    units = staff.unit_effects()
    mood = draws.bell(len(told), MOOD).tolist()
    pace = draws.wholes(5, 20, len(told)).tolist()
    for n, answer in enumerate(told):
        ask = answer.ask
        place = (ask.touchpoint, ask.kind == "internal")
        asked = by_touchpoint.setdefault(place, asked_at(questionnaire, *place))
        quality = true_quality(company, staff, units, ask, months) + _MODE_EFFECT.get(answer.mode, 0) + mood[n]
        noise = draws.bell(len(asked), ITEM).tolist()
        left_out = draws.wholes(0, THOUSAND - 1, len(asked)).tolist()
        for question, own, lot in zip(asked, noise, left_out, strict=True):
            if lot >= LEFT_OUT or question is asked[0]:
                answer.values[question.id] = _value(question, quality + own)
        fast = draws.chance(_FAST) and ask.kind == "event"
        answer.seconds = len(answer.values) if fast else len(answer.values) * pace[n]
        answer.device = f"D{ask.customer}" if answer.mode == "online" else None


def _value(question: Question, hidden: int) -> int:
    low, high = question.scale or (0, 10)
    if question.kind == "recommend":
        return sum(cut < hidden for cut in RECOMMEND_CUTS)
    return low + points(hidden, high - low)


def true_quality(company: Company, staff: Staff, units: Mapping[str, Ints], ask: Ask, months: Months) -> int:
    """Hidden quality of what is asked about: the company's level, the person's, the unit's and the touchpoint's."""
    month = months.month_of(ask.minute)
    person = 0 if ask.person is None else int(staff.effects[ask.person, month])
    unit = int(units[ask.unit][month]) if ask.unit in units else 0
    project = int(units[ask.project][month]) if ask.project is not None and ask.project in units else 0
    return (
        level(company, months, month).quality
        + person
        + unit
        + project
        + company.touchpoints.get(ask.touchpoint or "", 0)
    )


def asked_at(questionnaire: Questionnaire, touchpoint: str | None, within: bool) -> tuple[Question, ...]:
    """The questions with a scale that an audience is asked at a touchpoint."""
    asked = questionnaire.asked("internal_customers" if within else "customers")
    return tuple(q for q in asked if q.kind in SCALED and (not q.touchpoints or touchpoint in q.touchpoints))


def _use_tablets(company: Company, staff: Staff, told: list[Answer], months: Months) -> None:
    facts = [*company.facts, *(fact for story in company.stories for fact in story.facts)]
    for fact in facts:
        if not isinstance(fact, OnOneTablet):
            continue
        month = months.month_of(months.moment(fact.day))
        about = [a for a in told if a.ask.person == staff.place[fact.seat] and months.month_of(a.answered) == month]
        for answer in about[: fact.answers]:
            answer.values = {
                key: 5 if value <= 5 and key != "recommend" else 10 for key, value in answer.values.items()
            }
            answer.device, answer.staff_device, answer.seconds = TABLET, True, len(answer.values) * 3


def invitation_rows(
    answers: Sequence[Answer], staff: Staff, customers: Sequence[str], months: Months
) -> list[dict[str, object]]:
    """Rows of the table `invitations`."""
    return [
        {
            "invitation": f"I{n:06}", "survey": survey_key(answer.ask.kind, months, months.month_of(answer.sent)),
            "customer": customers[answer.ask.customer],
            "person": None if answer.ask.person is None else staff.people[answer.ask.person].key,
            "unit": answer.ask.unit, "touchpoint": answer.ask.touchpoint, "mode": answer.mode,
            "sent_at": months.text(answer.sent), "disposition": answer.disposition,
        }
        for n, answer in enumerate(answers, start=1)
    ]  # fmt: skip


def response_rows(
    answers: Sequence[Answer], staff: Staff, customers: Sequence[str], months: Months, seed: int
) -> list[dict[str, object]]:
    """Rows of the table `responses` by time of answering; a few are given a second time six minutes later."""
    keyed = [(f"I{n:06}", answer) for n, answer in enumerate(answers, start=1) if answer.key]
    keyed.sort(key=lambda pair: pair[1].key)
    rows = [_response(invitation, answer, staff, customers, months) for invitation, answer in keyed]
    places = np.array([n for n, (_, answer) in enumerate(keyed) if answer.ask.kind == "event"], dtype=np.int64)
    twice = sorted(Draws(seed, "twice").some(places[: -len(places) // 20], _TWICE).tolist())
    return [
        *rows,
        *(
            {**rows[n], "response": f"{rows[n]['response']}-2", "answered_at": months.text(keyed[n][1].answered + 6)}
            for n in twice
        ),
    ]


def _response(
    invitation: str, answer: Answer, staff: Staff, customers: Sequence[str], months: Months
) -> dict[str, object]:
    ask = answer.ask
    return {
        "response": answer.key, "survey": survey_key(ask.kind, months, months.month_of(answer.sent)),
        "invitation": invitation, "customer": customers[ask.customer],
        "person": None if ask.person is None else staff.people[ask.person].key, "unit": ask.unit,
        "case": None if ask.case is None else ask.case.key, "project": ask.project, "touchpoint": ask.touchpoint,
        "mode": answer.mode, "product_line": ask.line,
        "served_at": None if ask.person is None else months.text(ask.minute),
        "answered_at": months.text(answer.answered), "seconds": answer.seconds, "device": answer.device,
        "staff_device": answer.staff_device, **{f"answer_{key}": value for key, value in answer.values.items()},
    }  # fmt: skip


def question_rows(questionnaire: Questionnaire) -> list[dict[str, object]]:
    """Rows of the table `questions`, as the pack asks them."""
    return [
        {
            "question": question.id, "dimension": question.dimension, "kind": question.kind,
            "low": question.scale[0] if question.scale else None, "high": question.scale[1] if question.scale else None,
            "reversed": question.reversed, "text": question.text.zh,
        }
        for question in questionnaire.questions
    ]  # fmt: skip
