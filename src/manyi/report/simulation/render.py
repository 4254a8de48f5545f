"""Puts the chapters together and prints one page that needs nothing from anywhere and runs no script."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from manyi.engine.simulate.outcome import Simulation
from manyi.engine.wording.vocabulary import Language
from manyi.report.settlement.render import TEMPLATES as SHARED
from manyi.report.settlement.render import source_of
from manyi.report.simulation.cost import cost
from manyi.report.simulation.luck import finding, luck
from manyi.report.simulation.method import method
from manyi.report.simulation.people import differences, people
from manyi.report.simulation.reading import Reading
from manyi.report.simulation.steady import near_line, steady

TEMPLATES = Path(__file__).parents[1] / "templates" / "simulation"


def render_simulation(simulation: Simulation, lang: Language) -> str:
    """The page of a simulation in one language; the same simulation gives the same bytes."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["opening"] = lambda text: text[:1].upper() + text[1:]
    style = Markup(
        "\n".join((folder / "style.css").read_text(encoding="utf-8").strip() for folder in (SHARED, TEMPLATES))
    )
    policy = f"default-src 'none'; style-src '{source_of(style)}'; base-uri 'none'; form-action 'none'"
    return environment.get_template("report.html").render(
        style=style, policy=policy, **_chapters(Reading(simulation, lang))
    )


def _chapters(reading: Reading) -> dict[str, Any]:
    simulation = reading.simulation
    checks = [found for run in simulation.runs if (found := luck(reading, run)) is not None]
    return {
        "lang": reading.lang, "t": reading.t, "reading": reading, "simulation": simulation, "span": reading.span(),
        "findings": [finding(reading, run) for run in simulation.runs], "checks": checks, "cost": cost(reading),
        "steady": [steady(reading, run) for run in simulation.runs], "near": [near_line(reading, run) for run in simulation.runs],
        "people": people(reading), "differences": [differences(reading, one) for one in simulation.versus],
        "method": method(reading),
    }  # fmt: skip
