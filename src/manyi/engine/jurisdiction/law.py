"""The law in force in a place on a day: its limits and workers' rules, own ones before those of the wider place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from manyi.engine.jurisdiction.profile import Jurisdiction, Limit, MeasureKind, Profile, WorkerRule
from manyi.engine.policy.document import read_document
from manyi.engine.policy.issues import PolicyError
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.deciding import Worker
from manyi.engine.policy.structure import read_shape

_FOLDER = Path(__file__).parent


class BeyondProfile(ValueError):
    """A day before the first that a jurisdiction's profile answers for; `zh` holds the same sentence in Chinese."""

    def __init__(self, profile: Profile, day: date) -> None:
        super().__init__(
            f"jurisdiction {profile.jurisdiction} is described from {profile.from_} on; nothing is known about {day}"
        )
        self.zh = f"法域 {profile.jurisdiction} 的资料自 {profile.from_} 起；{day} 的情形未知"


@dataclass(frozen=True)
class Law:
    """What holds in a jurisdiction on one day."""

    jurisdiction: Jurisdiction
    limits: Mapping[MeasureKind, Limit]
    workers: Mapping[Worker, WorkerRule]

    def limit(self, measure: MeasureKind) -> Limit:
        """The limit of one kind of measure; every kind has one."""
        return self.limits[measure]

    def rule_for(self, worker: str) -> WorkerRule | None:
        """What holds for a kind of worker; None where every kind of measure may reach it."""
        return next((rule for name, rule in self.workers.items() if name == worker), None)

    def spares(self, measure: MeasureKind, worker: str) -> WorkerRule | None:
        """The rule that keeps a kind of measure away from a kind of worker, if there is one."""
        rule = self.rule_for(worker)
        return rule if rule is not None and measure in rule.blocks else None


def law_on(jurisdiction: Jurisdiction, day: date) -> Law:
    """The law in force on a day: of each limit the latest that has begun. Raises BeyondProfile before the first day."""
    own = profile_of(jurisdiction)
    if day < own.from_:
        raise BeyondProfile(own, day)
    wider = law_on(own.within, day) if own.within is not None else Law(jurisdiction, {}, {})
    limits = {one.measure: one for one in sorted(own.limits, key=lambda one: one.from_) if one.from_ <= day}
    workers = {one.worker: one for one in sorted(own.workers, key=lambda one: one.from_) if one.from_ <= day}
    return Law(jurisdiction, {**wider.limits, **limits}, {**wider.workers, **workers})


def law_of(edition: Edition, day: date) -> Law | None:
    """The law that an edition names, as in force on a day; None for an edition without `apply`. Raises BeyondProfile."""
    return None if edition.apply is None else law_on(edition.apply.jurisdiction, day)


@cache
def profile_of(jurisdiction: Jurisdiction) -> Profile:
    """The profile as the program brings it."""
    name = f"{jurisdiction}.yaml"
    return read_profile((_FOLDER / name).read_text(encoding="utf-8"), name)


def read_profile(text: str, file: str) -> Profile:
    """A profile from its text. Raises PolicyError with file, line, what is wrong and what would be right."""
    document = read_document(text, file)
    if document.issues:
        raise PolicyError(document.issues)
    profile, issues = read_shape(document, Profile)
    if profile is None:
        raise PolicyError(issues)
    if f"{profile.jurisdiction}.yaml" != file:
        raise PolicyError([
            document.issue(
                ("jurisdiction",), "file_name", f"{profile.jurisdiction} stands in {profile.jurisdiction}.yaml, not in {file}",
                f"{profile.jurisdiction} 应写在 {profile.jurisdiction}.yaml，不是 {file}",
            )
        ])  # fmt: skip
    return profile
