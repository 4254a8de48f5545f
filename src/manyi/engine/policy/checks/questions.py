"""The questionnaire asks for what the edition measures: its dimensions, its groups' judges, its single questions."""

from collections.abc import Iterator

from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue
from manyi.engine.policy.questionnaire import QUESTIONNAIRE_FILE, mismatches


def check(context: Context) -> Iterator[Issue]:
    """Issues between questionnaire.yaml and the edition."""
    if context.questionnaire is not None:
        for en, zh in mismatches(context.questionnaire, context.edition):
            yield Issue(QUESTIONNAIRE_FILE, 1, "", "questionnaire", en, zh)
