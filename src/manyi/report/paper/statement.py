"""One person's statement of a period: own figures, what is proposed and why, money, and how to appeal; nobody else's data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from manyi.engine.decide.decisions import Decision, Given
from manyi.engine.decide.inspect import Inspector
from manyi.engine.explain import Section as Story
from manyi.engine.explain import inspector, rules_about
from manyi.engine.settle import Settlement
from manyi.engine.wording.names import title_words
from manyi.engine.wording.vocabulary import Language
from manyi.report.paper.appeal import appeal_blocks
from manyi.report.paper.blocks import Block, Cell, Chapter, Fact, Facts, Listed, Para, Section, Signature, Table, head
from manyi.report.paper.own_figures import OwnFigures
from manyi.report.paper.own_money import own_money
from manyi.report.paper.period_report import digest, facts, numbered, seal
from manyi.report.paper.typeset import Paper
from manyi.report.settlement.naming import Who
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standings


@dataclass(frozen=True)
class Statements:
    """The statements of one settled period in one language; what is the same for everybody is worked out once.

    `delivered` is the day on which the statements are handed over, from which appeals are counted, where it is known.
    """

    settlement: Settlement
    lang: Language
    delivered: date | None = None

    @cached_property
    def figures(self) -> Standings:
        """Everybody's standing."""
        return Standings(Reading(self.settlement, self.lang))

    @cached_property
    def own(self) -> OwnFigures:
        """What a person's figures are shown by."""
        return OwnFigures(self.figures)

    @cached_property
    def inspector(self) -> Inspector:
        """Every rule, asked once."""
        return inspector(self.settlement)

    @cached_property
    def gifts(self) -> dict[str, list[tuple[Decision, Given]]]:
        """Receiver → everything given, with the decision that gives it."""
        found: dict[str, list[tuple[Decision, Given]]] = {}
        for decision in self.settlement.proposals.decisions:
            for given in decision.gives:
                found.setdefault(given.to, []).append((decision, given))
        return found

    @cached_property
    def taken(self) -> dict[str, list[Decision]]:
        """Person → the penalties proposed."""
        found: dict[str, list[Decision]] = {}
        for decision in self.settlement.proposals.decisions:
            if decision.kind == "penalty" and decision.subject_kind == "person":
                found.setdefault(decision.subject, []).append(decision)
        return found

    @cached_property
    def appeal(self) -> tuple[Block, ...]:
        """How to appeal, and until when."""
        return tuple(appeal_blocks(self.figures.reading, self.delivered))

    @property
    def people(self) -> Sequence[str]:
        """Everybody judged in the period, in id order."""
        return list(self.settlement.book.subjects["person"].ids)

    def paper(self, person: str) -> Paper:
        """The statement of one of `people`."""
        reading = self.figures.reading
        t, period = reading.t, reading.period_title()
        who = reading.names.who("person", person)
        return Paper(
            lang=self.lang, policy=title_words(self.settlement.edition.title, self.lang),
            title=t("个人评定告知书", "Personal statement"), facts=facts(reading), seal=seal(reading), running=f"{who.name} · {period}",
            foot=digest(reading), page=t("第 # 页，共 @ 页", "page # of @"), day=self.settlement.period.end - timedelta(days=1),
            blocks=tuple(numbered(reading, self._blocks(who))),
        )  # fmt: skip

    def _blocks(self, who: Who) -> Iterator[Block]:
        reading = self.figures.reading
        stories = rules_about(self.settlement, self.inspector, who.id, self.lang, private=True)
        yield from _addressed(reading, who)
        yield Chapter(reading.t("结论", "In short"))
        yield Listed(tuple(_finding(reading, stories)))
        yield from self.own.blocks(who.id)
        yield from _told(reading, stories)
        yield from own_money(reading, self.gifts.get(who.id, []), self.taken.get(who.id, []))
        yield from self.appeal
        yield from _checked(reading)


def _addressed(reading: Reading, who: Who) -> Iterator[Block]:
    t = reading.t
    yield Facts([
        Fact(t("姓名", "name"), who.name), Fact(t("编号", "id"), who.id), Fact(t("单位与岗位组", "unit and position group"), who.place),
        Fact(t("考核期", "period"), f"{reading.period_title()}{t('，', ', ')}{reading.days()}"),
    ])  # fmt: skip
    yield Para(
        t("本告知书由程序按办法算出，只写与您本人有关的内容。其中的奖励和处罚都是提议，由指定的人决定；在决定、公示和申诉结束之前不产生效力。",
          "A program worked out this statement by the rules of the policy. It speaks of you alone. Awards and penalties in it are proposals; named people "
          "decide, and nothing takes effect before the decision, the public notice and any appeal."),
        "quiet",
    )  # fmt: skip


def _finding(reading: Reading, stories: Sequence[Story]) -> Iterator[str]:
    t = reading.t
    names = (
        ("award", ("提议对您奖励：", "Proposed for you: "), ("没有对您的奖励提议。", "No award is proposed for you.")),
        ("penalty", ("提议对您采取措施：", "A measure is proposed about you: "), ("没有对您的处罚提议。", "No penalty is proposed about you.")),
    )  # fmt: skip
    for kind, some, none in names:
        told = [story for story in stories if story.kind == kind and story.state in ("proposed", "shared")]
        listed = t("、", ", ").join(f"{story.title} ({story.clause})" for story in told)
        yield t(*some) + listed + t("。", ".") if told else t(*none)
    close = [story.title for story in stories if story.state == "held_back"]
    if close:
        yield t("接近而未达成：", "Close, but not reached: ") + t("、", ", ").join(close) + t("。", ".")


def _told(reading: Reading, stories: Sequence[Story]) -> Iterator[Block]:
    """What is proposed and what was close in full, awards not reached too; the other rules in a line each."""
    t = reading.t
    full = [story for story in stories if story.state != "none" or story.kind == "award"]
    rest = [story for story in stories if story not in full]
    yield Chapter(t("逐条说明", "Rule by rule"))
    for story in sorted(full, key=lambda one: one.state == "none"):
        yield Section(story.title, story.clause)
        yield Para(story.outcome, "lead" if story.state in ("proposed", "shared") else "plain")
        if story.lines:
            yield Listed(tuple(line.strip() for line in story.lines))
    if rest:
        yield Section(t("其他规则", "The other rules"))
        columns = [head(t("规则", "rule"), "left", 2), head(t("条款", "clause")), head(t("结果", "outcome"), "left", 3)]
        yield Table(columns, [[Cell(one.title), Cell(one.clause), Cell(one.outcome)] for one in rest])


def _checked(reading: Reading) -> Iterator[Block]:
    t, settlement = reading.t, reading.settlement
    yield Signature([t("本人签收", "received by"), t("送达日期", "delivered on"), t("送达人", "delivered by")])
    yield Section(t("核对", "To check"))
    yield Facts([
        Fact(t("输入摘要值", "input digest"), settlement.input_digest, code=True),
        Fact(t("结果摘要值", "result digest"), settlement.result_digest, code=True),
    ])  # fmt: skip
