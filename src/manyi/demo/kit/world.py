"""A company that has happened: each part is drawn when first asked for, from its own stream of draws."""

from dataclasses import dataclass
from functools import cached_property

from manyi.demo.case import Case
from manyi.demo.draws import Draws, whole_numbers
from manyi.demo.handling import Desk
from manyi.demo.kit.answers import Answer, draw_answers
from manyi.demo.kit.asks import Ask, colleagues_of, draw_asks
from manyi.demo.kit.cases import CaseBook, told_cases
from manyi.demo.kit.projects import Project, draw_projects
from manyi.demo.kit.spec import Company
from manyi.demo.kit.staff import Staff
from manyi.demo.kit.story import Fact
from manyi.demo.kit.told import Told
from manyi.demo.kit.visits import Trade, draw_trade
from manyi.demo.months import Months
from manyi.demo.opening import calendar
from manyi.engine.calendar_rows import MONDAY
from manyi.engine.policy.language import Edition
from manyi.engine.policy.new import PACKS
from manyi.engine.policy.questionnaire import Questionnaire, read_questionnaire
from manyi.engine.policy.reading import read_edition

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class World:
    """Everything that happened, before it is written as tables."""

    company: Company
    seed: int

    @cached_property
    def months(self) -> Months:
        """The months covered."""
        start, end = self.company.start, self.company.end
        return Months(end, (end.year - start.year) * 12 + end.month - start.month)

    @cached_property
    def edition(self) -> Edition:
        """The pack the company works under."""
        return read_edition(PACKS / self.company.pack / self.company.edition.isoformat())

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The pack's questions."""
        return read_questionnaire(PACKS / self.company.pack / self.company.edition.isoformat())

    @cached_property
    def facts(self) -> list[Fact]:
        """What happened besides the stories, and what the stories tell."""
        return [*self.company.facts, *(fact for story in self.company.stories for fact in story.facts)]

    @cached_property
    def staff(self) -> Staff:
        """The people."""
        return Staff(self.company, self.months, self.seed)

    @cached_property
    def trade(self) -> Trade:
        """Visits and orders; a studio's customers are the contacts of its projects."""
        trade = draw_trade(self.company, self.staff, self.months, self.seed)
        studio = self.company.studio
        trade.customers = max(trade.customers, studio.customers * studio.contacts if studio else 0)
        return trade

    @cached_property
    def customers(self) -> list[str]:
        """Keys of customers by position; colleagues at the end, so that -1 is the first of them."""
        size, colleagues = self.trade.customers, len(colleagues_of(self.company, self.staff))
        numbers = Draws(self.seed, "customers").some(whole_numbers(range(size)), size).tolist()
        return [f"C{number:05}" for number in numbers] + [f"N{n:03}" for n in range(colleagues, 0, -1)]

    @cached_property
    def projects(self) -> list[Project]:
        """Work for single customers."""
        return draw_projects(self.company, self.staff, self.months, self.seed)

    @cached_property
    def cases(self) -> list[Case]:
        """Every case by arrival."""
        collect = self.edition.collect
        working = collect.working_time
        windows = " ".join(working.windows) if working else "09:00-18:00"
        free = tuple(n for n, day in enumerate(_WEEK, start=MONDAY) if working and day not in working.days)
        promises = {name: (promise.first_reply, promise.solution) for name, promise in collect.promises.items()}
        desk = Desk(self.months, Draws(self.seed, "desk"), promises, calendar(windows, free))
        book = CaseBook(self.company, self.staff, self.trade, desk, self.months, self.seed)
        return book.draw(told_cases(self.facts))

    @cached_property
    def asks(self) -> list[Ask]:
        """Everybody asked."""
        return draw_asks(self.company, self.staff, self.trade, self.cases, self.projects, self.months, self.seed)

    @cached_property
    def answers(self) -> list[Answer]:
        """Every invitation and what came of it."""
        return draw_answers(self.company, self.questionnaire, self.staff, self.asks, self.months, self.seed)

    @cached_property
    def told(self) -> Told:
        """The facts as rows."""
        return Told(self.facts, self.staff, self.months, self.cases)
