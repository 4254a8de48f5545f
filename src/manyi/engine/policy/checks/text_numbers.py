"""The text and the file say the same numbers: one that the file does not hold is refused, a distant one pointed out."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from manyi.engine.policy.checks.collecting import unreadable_windows
from manyi.engine.policy.clause_text import CLAUSE, ClauseText, Heading
from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import beneath
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.written_numbers import Said, held_clocks, held_numbers, said_clocks, said_numbers

_SCALE = frozenset({Decimal(0), Decimal(1), Decimal(100)})  # the ends of every scale, and "one"
_MOST_SHOWN = 5

Refused = Callable[[Said], bool]


def check(context: Context) -> Iterator[Issue]:
    """Issues of numbers and times in the texts that the file holds nowhere."""
    held, clocks = context.held, held_clocks(context.document)
    readable = not list(unreadable_windows(context))
    for text in context.texts.values():
        for heading in text.headings:
            near = _near(context, heading)
            for number, said in _said(heading):
                if not said.held_by(held):
                    yield _issue(text, heading, number, said, near, "text_number")
            for number, line in heading.body if readable else ():
                for clock in said_clocks(line):
                    if clock.zfill(5) not in clocks:
                        yield Issue(
                            text.file,
                            number,
                            heading.clause,
                            "text_clock",
                            f"the text says {clock}, but no working time of the file begins or ends then",
                            f"正文写的是 {clock}，但文件中的工作时间没有这个时刻",
                        )


def warn(context: Context) -> Iterator[Issue]:
    """Warnings about numbers that the file holds, but in no rule near the clause that says them."""
    for text in context.texts.values():
        for heading in text.headings:
            near = _near(context, heading)
            for number, said in _said(heading) if heading.clause not in context.edition.not_computed else ():
                if said.held_by(context.held) and not said.held_by(near | _SCALE):
                    yield _issue(text, heading, number, said, near, "text_number_elsewhere")


def _said(heading: Heading) -> Iterator[tuple[int, Said]]:
    for number, line in heading.body:
        for said in dict.fromkeys(said_numbers(line)):
            if not said.held_by(_SCALE) or said.percent:
                yield number, said


def _issue(text: ClauseText, heading: Heading, line: int, said: Said, near: frozenset[Decimal], code: str) -> Issue:
    closest = sorted(near, key=lambda number: (abs(number - said.value), number))
    numbers = [f"{number:f}" for number in closest[:_MOST_SHOWN]]
    en, zh = (
        ("; elsewhere the file holds it", "；文件的其他地方有这个数") if code == "text_number_elsewhere" else ("", "")
    )
    return Issue(
        text.file,
        line,
        heading.clause,
        code,
        f"the text says {said.written}, which the rules citing {heading.clause} do not hold; nearest there: "
        f"{', '.join(numbers) or 'none'}{en}",
        f"正文写的是 {said.written}，引用 {heading.clause} 的规则中没有这个数；最接近的是 {'、'.join(numbers) or '（无）'}{zh}",
    )


# ---- which part of the file belongs to a clause --------------------------------------------------------------------


def _near(context: Context, heading: Heading) -> frozenset[Decimal]:
    """The numbers of the rules citing the clause, its parts, or a clause its text points to, and of what they name."""
    mentioned = {found for _, line in heading.body for found in CLAUSE.findall(line)} | {heading.clause}
    cited = [(path[:-1], clause) for path, clause in context.citations if len(path) > 1]
    served = [(path[:-2], clause) for path, clause in context.served]
    holders = {
        path
        for path, clause in (*cited, *served)
        if any(clause == one or clause.startswith(f"{one}.") for one in mentioned)
    }
    for holder in list(holders):
        holders.update(_named(context, holder))
    return context.held_without_clause.union(*(held_numbers(context.document, holder) for holder in holders))


def _named(context: Context, holder: Path) -> Iterator[Path]:
    """What a rule names: figures with all they are made of, measures, things to give, dimensions weighed."""
    words = {value for _, value in context.document.leaves(holder) if isinstance(value, str)}
    words |= {step for path, _ in context.document.leaves(holder) for step in path if isinstance(step, str)}
    for name in context.edition.figures:
        if name in words:
            yield from (("figures", word) for word in beneath(context.edition, name))
    for name in context.edition.decide.measures:
        if name in words:
            yield "decide", "measures", name
    for name in context.edition.apply.catalogue if context.edition.apply else ():
        if name in words:
            yield "apply", "catalogue", name
    if "weight" in words:
        yield "collect", "dimensions"
