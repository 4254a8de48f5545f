"""Everything an edition rules, entry by entry: where it stands, which clause it cites, and what it says in sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from manyi.engine.policy.issues import Path, dotted
from manyi.engine.policy.language import Edition
from manyi.engine.wording import governing
from manyi.engine.wording import sections as say
from manyi.engine.wording.amounts import sentence
from manyi.engine.wording.cleaning import clean_words
from manyi.engine.wording.figures import figure_sentence
from manyi.engine.wording.penalties import measure_sentences, penalty_sentences
from manyi.engine.wording.rewards import award_sentences
from manyi.engine.wording.vocabulary import Language


@dataclass(frozen=True)
class Entry:
    """One entry of policy.yaml: its path, its clause (None: it holds for the whole edition), its sentences.

    `also` names the clauses that it carries out besides its own: those it serves, and those cited by what it gives.
    """

    path: Path
    clause: str | None
    sentences: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The path as people write it."""
        return dotted(self.path)


def entries(edition: Edition, lang: Language) -> list[Entry]:
    """All entries in the order of the edition's sections; nothing that rules anything is left out."""
    makers = (_ground, _collect, _clean, _figures, _score, _awards, _penalties, _govern, _apply, _improve)
    return [entry for maker in makers for entry in maker(edition, lang)]


def _entry(path: Path, clause: str | None, phrases: Iterable[str], lang: Language, also: tuple[str, ...] = ()) -> Entry:
    return Entry(path, clause, tuple(sentence(phrase, lang) for phrase in phrases), also)


def _ground(edition: Edition, lang: Language) -> Iterator[Entry]:
    if edition.clause is not None:
        yield _entry(("edition",), edition.clause, [say.in_force_words(edition, lang)], lang)
    for name, group in edition.position_groups.items():
        yield _entry(("position_groups", name), None, [say.group_words(name, group, edition, lang)], lang)
    if edition.baseline is not None:
        yield _entry(("baseline",), None, [say.baseline_words(edition.baseline, lang)], lang)
    if edition.standards is not None:
        for row in edition.standards.rows:
            yield _entry(("standards", row), edition.standards.clause, [say.standard_words(row, edition, lang)], lang)


def _collect(edition: Edition, lang: Language) -> Iterator[Entry]:
    collect = edition.collect
    for name, dimension in collect.dimensions.items():
        yield _entry(("collect", "dimensions", name), dimension.clause, [say.dimension_words(dimension, lang)], lang)
    for name, promise in collect.promises.items():
        yield _entry(
            ("collect", "promises", name), promise.clause, [say.promise_words(name, promise, edition, lang)], lang
        )
    if collect.working_time is not None:
        time = collect.working_time
        yield _entry(("collect", "working_time"), time.clause, [say.working_time_words(time, lang)], lang)
    yield _entry(("collect",), None, say.collect_words(collect, lang), lang)


def _clean(edition: Edition, lang: Language) -> Iterator[Entry]:
    for number, rule in enumerate(edition.clean):
        yield _entry(("clean", number), rule.clause, [clean_words(rule, lang)], lang)


def _figures(edition: Edition, lang: Language) -> Iterator[Entry]:
    for name, figure in edition.figures.items():
        yield Entry(("figures", name), figure.clause, (figure_sentence(name, edition, lang),), figure.serves)


def _score(edition: Edition, lang: Language) -> Iterator[Entry]:
    if edition.score is not None:
        estimate, gates = edition.score.estimate, edition.score.gates
        yield _entry(("score", "estimate"), estimate.clause, [say.estimate_words(estimate, lang)], lang)
        yield _entry(("score", "gates"), gates.clause, say.gates_words(gates, lang), lang)


def _awards(edition: Edition, lang: Language) -> Iterator[Entry]:
    for name, award in edition.decide.awards.items():
        given = tuple(gift.clause for gift in award.gives if gift.clause is not None)
        also = tuple(dict.fromkeys((*award.serves, *given)))
        yield Entry(("decide", "awards", name), award.clause, tuple(award_sentences(name, edition, lang)), also)


def _penalties(edition: Edition, lang: Language) -> Iterator[Entry]:
    for name, penalty in edition.decide.penalties.items():
        told = tuple(penalty_sentences(name, edition, lang))
        yield Entry(("decide", "penalties", name), penalty.clause, told, penalty.serves)
    for name, measure in edition.decide.measures.items():
        told = tuple(measure_sentences(name, edition, lang))
        yield Entry(("decide", "measures", name), measure.clause, told, measure.serves)


def _govern(edition: Edition, lang: Language) -> Iterator[Entry]:
    govern = edition.govern
    if govern is None:
        return
    yield _entry(("govern", "roles"), govern.roles.clause, governing.roles_words(govern.roles, lang), lang)
    yield _entry(("govern", "major"), govern.major.clause, [governing.major_words(govern.major, lang)], lang)
    yield _entry(("govern", "notice"), govern.notice.clause, [governing.notice_words(govern.notice, lang)], lang)
    yield _entry(("govern", "appeal"), govern.appeal.clause, governing.appeal_words(govern.appeal, lang), lang)
    if govern.revocation is not None:
        revocation = govern.revocation
        told = [governing.revocation_words(revocation, lang)]
        yield _entry(("govern", "revocation"), revocation.clause, told, lang, revocation.serves)


def _apply(edition: Edition, lang: Language) -> Iterator[Entry]:
    apply = edition.apply
    if apply is None:
        return
    yield _entry(("apply", "jurisdiction"), None, [governing.jurisdiction_words(apply.jurisdiction, lang)], lang)
    for name, item in apply.catalogue.items():
        yield _entry(("apply", "catalogue", name), item.clause, [governing.catalogue_words(item, lang)], lang)
    if apply.appraisal is not None:
        appraisal = apply.appraisal
        yield _entry(
            ("apply", "appraisal"), appraisal.clause, governing.appraisal_words(appraisal, edition, lang), lang
        )


def _improve(edition: Edition, lang: Language) -> Iterator[Entry]:
    for name, rule in edition.improve.items():
        yield _entry(("improve", name), rule.clause, [governing.opening_words(rule, edition, lang)], lang)
    for name, goal in edition.goals.items():
        told = [governing.goal_words(name, goal, edition, lang)]
        yield _entry(("goals", name), goal.clause, told, lang, goal.serves)
    if edition.report is not None:
        report = edition.report
        yield _entry(("report",), report.clause, governing.report_words(report, edition, lang), lang, report.serves)
