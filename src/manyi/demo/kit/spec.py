"""What describes a demo company: its units and seats, how customers meet them, and the levels before and after the scheme."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from manyi.demo.kit.story import Fact, Story
from manyi.demo.people import Away, Post

PerThousand = int


@dataclass(frozen=True)
class Unit:
    """One unit of the tree; `kind` and `group` are those of the table `units`."""

    key: str
    title: str
    parent: str | None = None
    kind: str = "team"
    group: str | None = None


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One seat and whoever sits there; `load` is its share of the visits its team receives.

    Without `hired` the person was there long before the data begin.
    """

    name: str
    unit: str
    position: str
    group: str
    load: int = 4
    leader: bool = False
    hired: date | None = None
    left: date | None = None
    worker_kind: str = "own"
    later: tuple[Post, ...] = ()
    away: tuple[Away, ...] = ()


def team(unit: str, group: str, leader: str, positions: tuple[str, ...], loads: tuple[int, ...]) -> tuple[Seat, ...]:
    """The seats `unit`/1 (its leader, who serves few customers) to `unit`/n of one team."""
    named = zip((leader, *positions), (1, *loads), strict=True)
    return tuple(
        Seat(name=f"{unit}/{n}", unit=unit, position=position, group=group, load=load, leader=n == 1)
        for n, (position, load) in enumerate(named, start=1)
    )


@dataclass(frozen=True, kw_only=True)
class Level:
    """How the whole company works: one level before the scheme, one from its first day on.

    `quality` is added to the hidden quality of every service; `visits` scales the number of customers who come.
    """

    quality: int
    visits: PerThousand
    returning: PerThousand  # of buyers have bought in that unit of late
    returned: PerThousand  # of orders are taken back
    complaints: PerThousand  # of visits lead to a complaint
    late: PerThousand  # of cases are answered or solved late
    inspected: int  # mean mark of an internal inspection
    staff: int  # mean satisfaction of staff, 0 to 100


@dataclass(frozen=True, kw_only=True)
class Service:
    """One way in which customers meet the people of a position group; a buyer's order comes from a visit."""

    touchpoint: str
    group: str
    visits: int  # a month in each unit that has the group
    asked: PerThousand = 1000  # of visits are followed by an invitation
    buys: PerThousand = 0  # of visits end in an order


@dataclass(frozen=True, kw_only=True)
class Handling:
    """How feedback is taken: by which group, how much a month per unit, and how its customers are asked afterwards."""

    groups: tuple[str, ...]
    monthly: int
    kinds: Mapping[str, int]  # weight of each kind that reaches a handler
    topics: Mapping[str, tuple[str, ...]]
    importance: Mapping[str, int]  # weight of each of the pack's promises
    touchpoint: str  # of the follow-up after closing
    about_handler: bool = False  # a complaint is entered for whoever handles it, not for whoever served
    spread_out: bool = True  # chance gives nobody two upheld complaints a month or three a quarter
    followed: PerThousand = 900  # of closed cases are followed up
    reviewed: PerThousand = 110  # of closed cases are reviewed by colleagues of another unit
    reviewers: tuple[str, ...] = ()
    channels: tuple[str, ...] = ("hotline", "wechat", "web", "email")


@dataclass(frozen=True, kw_only=True)
class Studio:
    """Work in projects: who makes them, how many begin a month, and how many contacts a customer has."""

    lead: str  # the group whose member leads and whose unit answers for the project
    makers: tuple[str, ...]  # one member of each of these groups
    monthly: int
    contacts: int
    customers: int
    titles: tuple[str, ...]
    milestones: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A figure measured elsewhere for each of some units: mean before and after the scheme, and how far it strays."""

    measure: str
    units: tuple[str, ...]
    months: int
    before: int
    after: int
    spread: int
    n: int | None = None


@dataclass(frozen=True, kw_only=True)
class Company:
    """Everything that makes a demo company; months are those from `start` until `end`, a first of month no longer covered."""

    id: str
    zh: str
    en: str
    pack: str
    edition: date
    start: date
    end: date
    scheme: date
    before: Level
    after: Level
    units: tuple[Unit, ...]
    seats: tuple[Seat, ...]
    services: tuple[Service, ...]
    handling: Handling
    stories: tuple[Story, ...]
    colleagues: str | None = None  # the group judged by internal customers
    regular: int = 0  # customers asked each month about a unit as a whole, per unit
    surveyed: tuple[str, ...] = ()  # the units of the regular survey
    studio: Studio | None = None
    goods: tuple[tuple[str, int, int], ...] = ()  # line, lowest and highest price
    courses: Mapping[str, str] = field(default_factory=dict)  # by position group
    measured: tuple[Measured, ...] = ()
    facts: tuple[Fact, ...] = ()  # what happened besides the stories
    touchpoints: Mapping[str, int] = field(default_factory=dict)  # true effect of being asked there
    answering: PerThousand = 450  # of those invited
    settle: str = "2026-05"  # a period worth settling first
