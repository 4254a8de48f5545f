"""A person of the demo: employment and the dated posts held."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Post:
    """A unit and position held from `first` until the day before `until` (None = still)."""

    unit: str
    position: str
    group: str
    first: date
    until: date | None = None
    leader: bool = False


@dataclass(frozen=True, kw_only=True)
class Away:
    """Days away: the first, and the first day back."""

    kind: str
    first: date
    back: date


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person; `seat` names the place in the cast, `load` is the share of the team's visits taken."""

    key: str
    seat: str
    name: str
    hired: date
    left: date | None
    worker_kind: str
    load: int
    posts: tuple[Post, ...]
    away: tuple[Away, ...] = field(default=())

    def post_on(self, day: date) -> Post | None:
        """The post held on a day, or None."""
        return next(
            (post for post in self.posts if post.first <= day and (post.until is None or day < post.until)), None
        )

    def present_on(self, day: date) -> bool:
        """Whether the person holds a post on that day and is not on leave."""
        return self.post_on(day) is not None and not any(leave.first <= day < leave.back for leave in self.away)
