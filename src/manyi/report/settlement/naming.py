"""Who and what a report speaks of: names people know, with the id beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.settle import Settlement
from manyi.engine.subjects import Subjects
from manyi.engine.wording.evidence_words import value_words
from manyi.engine.wording.names import name_words
from manyi.engine.wording.vocabulary import ONE_SUBJECT, SUBJECTS, UNIT_KINDS, Language, pick, word_of


@dataclass(frozen=True)
class Who:
    """One subject: its id, what it is called, and where it belongs."""

    id: str
    name: str
    place: str


@dataclass(frozen=True)
class Names:
    """The subjects of a settlement by kind."""

    subjects: Mapping[SubjectKind, Subjects]
    edition: Edition
    lang: Language

    @classmethod
    def of(cls, settlement: Settlement, lang: Language) -> "Names":
        """The names known to one settlement."""
        return cls(settlement.book.subjects, settlement.edition, lang)

    def who(self, kind: SubjectKind, subject: str) -> Who:
        """A subject; one the period does not know keeps its id as its name."""
        known = self.subjects[kind]
        if subject not in known.index:
            return Who(subject, subject, "")
        place = known.index[subject]
        if kind == "person":
            return self._person(known, place)
        if kind == "unit":
            return self._unit(known, place)
        return self._case(known, place) if kind == "case" else self._titled(kind, known, place)

    def unit_title(self, unit: object) -> str:
        """What a unit is called; an unknown one keeps its id."""
        known = self.subjects["unit"]
        place = known.index.get(str(unit)) if unit is not None else None
        return str(unit or "") if place is None else str(known.value("name", place))

    def _person(self, known: Subjects, place: int) -> Who:
        group = name_words(known.group(place), self.edition, self.lang)
        return Who(
            known.ids[place],
            str(known.value("name", place)),
            _joined(self.unit_title(known.value("unit", place)), group),
        )

    def _unit(self, known: Subjects, place: int) -> Who:
        what = word_of(UNIT_KINDS, str(known.value("kind", place)), self.lang)
        above = known.value("parent", place)
        return Who(
            known.ids[place], str(known.value("name", place)), _joined(what, self.unit_title(above) if above else "")
        )

    def _case(self, known: Subjects, place: int) -> Who:
        what = value_words(str(known.value("kind", place)), "cases", self.lang)
        title = pick(self.lang, f"{what}工单", f"case: {what}")
        return Who(
            known.ids[place],
            title,
            _joined(str(known.value("topic", place) or ""), self.unit_title(known.value("unit", place))),
        )

    def _titled(self, kind: SubjectKind, known: Subjects, place: int) -> Who:
        title = known.value("title", place) or word_of(ONE_SUBJECT, kind, self.lang)
        return Who(known.ids[place], str(title), self.unit_title(known.value("unit", place)))


_MEASURES: dict[SubjectKind, str] = {"person": "名", "case": "件", "idea": "项"}


def measure_word(kind: SubjectKind) -> str:
    """The Chinese measure word for subjects of a kind."""
    return _MEASURES.get(kind, "个")


def counted(number: int, kind: SubjectKind, lang: Language) -> str:
    """So many subjects of a kind: 24 名员工 · 24 people."""
    words = ONE_SUBJECT if number == 1 else SUBJECTS
    return pick(
        lang,
        f"{number:,} {measure_word(kind)}{word_of(SUBJECTS, kind, lang)}",
        f"{number:,} {word_of(words, kind, lang)}",
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
