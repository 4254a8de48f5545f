"""Every rule cites a clause of the text, every clause is cited or listed, and both languages have the same clauses."""

from collections.abc import Iterator

from manyi.engine.policy.clause_text import ClauseText
from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue, suggestion


def check(context: Context) -> Iterator[Issue]:
    """Issues between the rules and the headings of the texts."""
    bare = [text for text in context.texts.values() if not text.headings]
    if bare or not context.texts:
        yield from (_without_headings(text) for text in bare)
        return
    for text in context.texts.values():
        yield from _repeated(text)
    yield from _languages(context)
    known = frozenset.union(*(text.clauses for text in context.texts.values()))
    cited = {clause for _, clause in (*context.citations, *context.served)}
    for path, clause in context.citations:
        if clause not in known:
            en, zh = suggestion(clause, known)
            yield context.issue(
                path,
                "clause_unknown",
                f"the clause {clause} is no heading of the text; {en}",
                f"条款 {clause} 不是正文的标题；{zh}",
            )
    yield from _listed(context, known, cited)
    reported: set[str] = set()
    for text in context.texts.values():
        yield from _uncited(context, text, cited | reported)
        reported |= text.clauses


def _without_headings(text: ClauseText) -> Issue:
    return Issue(
        text.file,
        1,
        "",
        "headings_missing",
        "no heading begins with a clause id, so no rule can cite this text; write headings such as `## A1 Purpose`",
        "没有以条款编号开头的标题，规则无从引用正文；请写成如 `## A1 目的` 的标题",
    )


def _repeated(text: ClauseText) -> Iterator[Issue]:
    seen: dict[str, int] = {}
    for heading in text.headings:
        if heading.clause in seen:
            first = seen[heading.clause]
            yield Issue(
                text.file,
                heading.line,
                heading.clause,
                "heading_repeated",
                f"the heading {heading.clause} is written twice; it already stands in line {first}",
                f"标题 {heading.clause} 重复出现；第 {first} 行已有",
            )
        seen.setdefault(heading.clause, heading.line)


def _languages(context: Context) -> Iterator[Issue]:
    for text in context.texts.values():
        for other in context.texts.values():
            for heading in text.headings:
                if heading.clause not in other.clauses:
                    yield Issue(
                        text.file,
                        heading.line,
                        heading.clause,
                        "heading_untranslated",
                        f"the heading {heading.clause} is missing in {other.file}",
                        f"{other.file} 中没有标题 {heading.clause}",
                    )


def _listed(context: Context, known: frozenset[str], cited: set[str]) -> Iterator[Issue]:
    for place, clause in enumerate(context.edition.not_computed):
        path = ("not_computed", place)
        if clause not in known:
            en, zh = suggestion(clause, known)
            yield context.issue(
                path,
                "clause_unknown",
                f"the clause {clause} is no heading of the text; {en}",
                f"条款 {clause} 不是正文的标题；{zh}",
            )
        elif clause in cited:
            yield context.issue(
                path,
                "clause_computed",
                f"the clause {clause} is cited by a rule, so it is computed; remove it here",
                f"条款 {clause} 已有规则引用，属于自动计算的条款；请从此处删除",
            )


def _uncited(context: Context, text: ClauseText, cited: set[str]) -> Iterator[Issue]:
    for heading in text.headings:
        if not heading.empty and heading.clause not in cited and heading.clause not in context.edition.not_computed:
            yield Issue(
                text.file,
                heading.line,
                heading.clause,
                "clause_uncited",
                f"no rule cites the clause {heading.clause}; cite it, or list it under `not_computed`",
                f"没有规则引用条款 {heading.clause}；请引用，或列入 `not_computed`",
            )
