"""Stories: what is true of a few people, what happened to them, and which rule of the pack should answer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A true effect: hidden quality added (in thousandths of an answer's spread) to what a seat or unit does."""

    who: str
    quality: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Nominated:
    """Put forward for an award: by whom, and who voted for and against."""

    award: str
    by: str
    approve: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ToldCase:
    """One case that a story needs; `parts` are seats with their shares, `reviews` marks for quality and innovation."""

    name: str
    seat: str
    day: date
    kind: str = "complaint"
    topic: str = "承诺未兑现"
    importance: str = "normal"
    touchpoint: str | None = None
    source: str = "customer"
    outside_body: str | None = None
    finding: str | None = "upheld"
    satisfied: bool | None = False
    prompt: bool = False
    departments: int = 1
    parts: tuple[tuple[str, str], ...] = ()
    reviews: tuple[tuple[int, int], ...] = ()
    nominated: Nominated | None = None


@dataclass(frozen=True, kw_only=True)
class Praised:
    """Customers' praise of a person."""

    seat: str
    day: date
    kind: str = "letter"
    verified: bool = True


@dataclass(frozen=True, kw_only=True)
class Breach:
    """A breach of duty and what the investigation found."""

    seat: str
    day: date
    kind: str
    finding: str = "proven"
    severity: str | None = "minor"


@dataclass(frozen=True, kw_only=True)
class Found:
    """A finding of fault; `case` is the name of a told case."""

    seat: str
    day: date
    fault: str
    severity: str
    loss: str | None = None
    case: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rectified:
    """A personal or a unit's rectification."""

    who: str
    rule: str
    opened: date
    due: date
    closed: date | None = None
    outcome: str = "open"


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A decision from before: an opening balance, or one taken since."""

    who: str
    rule: str
    kind: str
    measure: str
    effective: date
    state: str = "effective"
    lasts: int | None = None  # months
    amount: str | None = None


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A proposal for doing better; `parts` are seats with their shares."""

    name: str
    seat: str
    day: date
    title: str
    state: str = "adopted"
    effect: str = "proven"
    size: str | None = None
    parts: tuple[tuple[str, str], ...] = ()
    nominated: Nominated | None = None


@dataclass(frozen=True, kw_only=True)
class PutForward:
    """A person or unit put forward for an award."""

    who: str
    day: date
    vote: Nominated


@dataclass(frozen=True, kw_only=True)
class Missed:
    """A training somebody did not attend or pass."""

    seat: str
    day: date
    course: str
    result: str = "absent"


@dataclass(frozen=True, kw_only=True)
class OnOneTablet:
    """Answers about a person given on a colleague's device in the month of `day`."""

    seat: str
    day: date
    answers: int = 9


Fact = Shift | ToldCase | Praised | Breach | Found | Rectified | Earlier | Proposed | PutForward | Missed | OnOneTablet


@dataclass(frozen=True, kw_only=True)
class Story:
    """One known story: `facts` cause it, and `rule` should answer so in `periods` about each of `who`.

    `who` holds seats, units, or names of told cases, proposals and projects. `answer` is `award`, a measure,
    `held back: <reason>` or `none`.
    """

    id: str
    who: tuple[str, ...]
    rule: str
    periods: tuple[str, ...]
    answer: str
    en: str
    zh: str
    facts: tuple[Fact, ...] = ()
