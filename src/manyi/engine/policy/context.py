"""What every check of an edition looks at: the edition, the file it was read from, and the files beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from manyi.engine.policy.clause_text import ClauseText
from manyi.engine.policy.document import Document
from manyi.engine.policy.issues import Issue, Path, suggestion
from manyi.engine.policy.language import Edition
from manyi.engine.policy.questionnaire import Questionnaire
from manyi.engine.policy.units import Natures, infer_natures
from manyi.engine.policy.verbs import AnyFigure
from manyi.engine.policy.written_numbers import held_numbers


@dataclass(frozen=True)
class Context:
    """An edition that has the right shape; `folder` names the policy's and the edition's folder.

    `questionnaire` is None when none that can be read lies beside it.
    """

    edition: Edition
    document: Document
    folder: tuple[str, str] | None = None
    texts: Mapping[str, ClauseText] = field(default_factory=dict)
    questionnaire: Questionnaire | None = None

    @property
    def figures(self) -> Mapping[str, AnyFigure]:
        """The figures by name."""
        return self.edition.figures

    @cached_property
    def natures(self) -> Natures:
        """Unit, shape and range of the figures; ask only when all names are known."""
        return infer_natures(self.edition)

    @cached_property
    def held(self) -> frozenset[Decimal]:
        """Every number that policy.yaml and the questionnaire hold."""
        scales = [one.scale for one in self.questionnaire.questions if one.scale] if self.questionnaire else []
        return frozenset(held_numbers(self.document)) | {Decimal(end) for scale in scales for end in scale}

    @cached_property
    def held_without_clause(self) -> frozenset[Decimal]:
        """The numbers written where no clause can be cited, such as collect.answer_minimum."""
        cited = {path[:-1] for path, _ in self.citations if len(path) > 1}
        leaves = [path for path, _ in self.document.leaves()]
        free = [path for path in leaves if not any(path[:depth] in cited for depth in range(len(path)))]
        return frozenset(number for path in free for number in held_numbers(self.document, path))

    @cached_property
    def citations(self) -> tuple[tuple[Path, str], ...]:
        """Every `clause` written in policy.yaml, with its path."""
        leaves = self.document.leaves()
        return tuple(
            (path, value) for path, value in leaves if path and path[-1] == "clause" and isinstance(value, str)
        )

    @cached_property
    def served(self) -> tuple[tuple[Path, str], ...]:
        """Every requirement named in a `serves`, with its path; some are clauses of the text, others of other documents."""
        leaves = self.document.leaves()
        return tuple((path, value) for path, value in leaves if path[-2:-1] == ("serves",) and isinstance(value, str))

    def issue(self, path: Path, code: str, en: str, zh: str) -> Issue:
        """An issue at a path of policy.yaml."""
        return self.document.issue(path, code, en, zh)

    def unknown(self, path: Path, code: str, word: str, what: tuple[str, str], allowed: Iterable[str]) -> Issue:
        """An issue about a word nobody defines; `what` says in both languages what it should have been."""
        en, zh = suggestion(word, allowed, all_of_them=False)
        return self.issue(path, code, f"`{word}` is not {what[0]}; {en}", f"`{word}` 不是{what[1]}；{zh}")
