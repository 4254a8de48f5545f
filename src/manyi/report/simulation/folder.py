"""The folder a simulation leaves: the page in both languages and its tables; it appears whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from manyi.engine.simulate.outcome import Simulation
from manyi.engine.wording.vocabulary import Language
from manyi.report.run_folder import write_whole
from manyi.report.simulation.render import render_simulation
from manyi.report.simulation.tables import null_csv, people_csv, simulation_json

LANGUAGES: tuple[Language, ...] = ("zh", "en")
_TABLES: dict[str, Callable[[Simulation], str]] = {
    "simulation.json": simulation_json, "people.csv": people_csv, "null.csv": null_csv,
}  # fmt: skip


def write_simulation(simulation: Simulation, out: Path) -> None:
    """Write the folder: built beside `out` under a temporary name, renamed when complete. `out` must not exist."""
    write_whole(out, lambda folder: _fill(simulation, folder))


def _fill(simulation: Simulation, folder: Path) -> None:
    for name, make in _TABLES.items():
        (folder / name).write_text(make(simulation), encoding="utf-8", newline="")
    for language in LANGUAGES:
        (folder / f"report.{language}.html").write_text(render_simulation(simulation, language), encoding="utf-8")
