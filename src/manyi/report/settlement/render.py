"""Puts the chapters together and prints one page that needs nothing from anywhere."""

import base64
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.settle import Settlement
from manyi.engine.wording.names import title_words
from manyi.engine.wording.vocabulary import Language
from manyi.report.settlement.analysis import analysis
from manyi.report.settlement.budgets import budgets
from manyi.report.settlement.changes import changes
from manyi.report.settlement.cleaning import cleaning
from manyi.report.settlement.dimensions import matrices
from manyi.report.settlement.dots import strips
from manyi.report.settlement.effect import effects
from manyi.report.settlement.facts import fact_lists
from manyi.report.settlement.goals import goals
from manyi.report.settlement.groups import chart
from manyi.report.settlement.headline import estimates
from manyi.report.settlement.intake import intake
from manyi.report.settlement.measures import measures
from manyi.report.settlement.method import method
from manyi.report.settlement.near import near_misses
from manyi.report.settlement.path import path
from manyi.report.settlement.proposals import proposed
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.signals import signals
from manyi.report.settlement.standing import Standings
from manyi.report.settlement.summary import summary

TEMPLATES = Path(__file__).parents[1] / "templates" / "settlement"


def render_report(settlement: Settlement, lang: Language, previous: Settlement | None = None) -> str:
    """The readable report of a settled period as one HTML page; `previous` adds what changed since then.

    The same settlement gives the same bytes; both evidence connections must still be open.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["opening"] = _opening
    style, script = (_asset(name) for name in ("style.css", "script.html"))
    page = _chapters(
        Standings(Reading(settlement, lang)), None if previous is None else Standings(Reading(previous, lang))
    )
    return environment.get_template("report.html").render(
        style=style, script=script, policy=_policy(style, script), **page
    )


def _opening(text: str) -> str:
    """A text as it stands at the beginning: with a capital, where its script has any."""
    return text[:1].upper() + text[1:]


def _asset(name: str) -> Markup:
    """Text of ours that is printed as it is."""
    return Markup((TEMPLATES / name).read_text(encoding="utf-8").strip())


def _policy(style: str, script: str) -> str:
    """What the page may do: its own style and script, by their digests, and nothing else."""
    return f"default-src 'none'; style-src '{source_of(style)}'; script-src '{source_of(script)}'; base-uri 'none'; form-action 'none'"


def source_of(text: str) -> str:
    """A style or script as a page's security policy names it: by its digest."""
    return "sha256-" + base64.b64encode(hashlib.sha256(str(text).encode()).digest()).decode()


def _chapters(figures: Standings, before: Standings | None) -> dict[str, Any]:
    reading = figures.reading
    came, cleaned = intake(reading), cleaning(reading)
    return {
        "lang": reading.lang, "t": reading.t, "period": reading.period_title(), "days": reading.days(),
        "title": title_words(reading.edition.title, reading.lang), "edition": reading.edition,
        "settlement": reading.settlement, "path": path(reading), "summary": summary(figures, came, cleaned),
        "proposed": proposed(figures), "near": near_misses(figures), "scores": [_scores(figures, "person"), _scores(figures, "unit")],
        "analysis": analysis(figures),
        "intake": came, "cleaning": cleaned, "signals": signals(reading), "effects": effects(figures), "budgets": budgets(reading), "goals": goals(figures), "measures": measures(figures),
        "changes": None if before is None else changes(figures, before), "method": method(reading),
    }  # fmt: skip


def _scores(figures: Standings, kind: SubjectKind) -> dict[str, Any]:
    """Chapter 4 for one kind of subject."""
    charts = [chart(figures, name, kind) for name in estimates(figures, kind)]
    return {
        "kind": kind, "charts": [(one, strips(one)) for one in charts], "matrices": matrices(figures, kind),
        "facts": fact_lists(figures, kind),
    }  # fmt: skip
