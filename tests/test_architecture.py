"""The house stands as docs/architecture.md says: what a linter of imports cannot see."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "manyi"
MODULES = sorted(SOURCE.rglob("*.py"))
ENGINE = sorted((SOURCE / "engine").rglob("*.py"))
PYTHON = sorted(path for folder in ("src", "tests", "tools", "bench") for path in (ROOT / folder).rglob("*.py"))

FOREIGN = (
    "django",
    "click",
    "jinja2",
    "pandas",
    "pyarrow",
    "pyspark",
    "playwright",
    "pytest",
    "manyi.cli",
    "manyi.report",
)

IMPURE_MODULES = {"random", "secrets", "socket", "ssl", "http", "urllib", "requests", "locale", "getpass"}
IMPURE_NAMES = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns", "time.localtime",
    "os.environ", "os.getenv", "os.urandom", "uuid.uuid1", "uuid.uuid4", "np.random", "numpy.random", "platform.node",
}  # fmt: skip

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "base", "core", "lib", "stuff"}

LINES = {"src": 400, "tools": 400, "bench": 400, "tests": 600}  # a test file is a list of cases
LONGER = {
    "src/manyi/engine/tables.py": "the evidence contract: one row of data for each column",
    "src/manyi/engine/policy/words.py": "the written forms of an edition, each beside its refusals in two languages",
}


def name_of(path: Path) -> str:
    """A file as its path below the repository, the same on every system."""
    return path.relative_to(ROOT).as_posix()


def test_engine_loads_alone() -> None:
    """Every module of the engine, in a fresh process, brings in nothing of the house around it."""
    code = (
        "import importlib, pkgutil, sys, manyi.engine as engine\n"
        "for module in pkgutil.walk_packages(engine.__path__, 'manyi.engine.'):\n"
        "    importlib.import_module(module.name)\n"
        f"print(sorted(set({FOREIGN!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def impurities(source: str) -> list[str]:
    """What a module would take from the world outside its arguments: clock, chance, network, environment."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        found |= {name for name in _imported(node) if name.split(".")[0] in IMPURE_MODULES or name in IMPURE_NAMES}
        if isinstance(node, ast.Attribute):
            dotted = _dotted(node)
            found |= {name for name in IMPURE_NAMES if dotted == name or dotted.endswith("." + name)}
    return sorted(found)


def test_the_engine_takes_nothing_from_clock_chance_network_or_environment() -> None:
    assert {name_of(path): impurities(path.read_text(encoding="utf-8")) for path in ENGINE} == {
        name_of(path): [] for path in ENGINE
    }


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from datetime import datetime\ndatetime.now()", ["datetime.now"]),
        ("import datetime\ndatetime.datetime.now()", ["datetime.now"]),
        ("import datetime as dt\ndt.date.today()", ["date.today"]),
        ("from random import choice", ["random", "random.choice"]),
        ("from os import environ", ["os.environ"]),
        ("import numpy as np\nnp.random.default_rng(1)", ["np.random"]),
        ("from urllib.request import urlopen", ["urllib.request", "urllib.request.urlopen"]),
        ("from datetime import date\ndate(2026, 3, 1)", []),
    ],
)
def test_the_search_for_impurities_finds_them(source: str, found: list[str]) -> None:
    assert impurities(source) == found


def test_statistics_know_nothing_of_the_rest_of_the_engine() -> None:
    graph = grimp.build_graph("manyi")
    room = "manyi.engine.statistics"
    inside = {room, *graph.find_descendants(room)}
    outward = {(module, used) for module in inside for used in graph.find_modules_directly_imported_by(module)}
    assert sorted(pair for pair in outward if pair[1] not in inside) == []


def test_no_module_imports_itself_in_a_circle() -> None:
    """Packages aside, every import chain ends: no two modules need each other."""
    graph = grimp.build_graph("manyi")
    pairs = [(module, used) for module in graph.modules for used in graph.find_modules_directly_imported_by(module)]
    assert sorted(pair for pair in pairs if graph.find_shortest_chain(importer=pair[1], imported=pair[0])) == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_in_one_sentence_what_it_is(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    sentence = text.split("\n\n")[0].splitlines()[0] if text else ""
    assert re.fullmatch(r"((?!\. [A-Z]).)+\.", sentence), f"{sentence!r} is not one sentence on one line"


def test_no_drawers() -> None:
    """A module's name says its subject; drawers for everything else grow without end."""
    named = [name_of(path) for path in PYTHON if DRAWERS & {path.stem, *path.relative_to(ROOT).parts[:-1]}]
    assert named == []


def test_files_are_small() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}
    long = {name for name, length in lengths.items() if length > LINES[name.split("/")[0]]}
    assert sorted(long - set(LONGER)) == []
    assert sorted(set(LONGER) - long) == [], "short again: take it off the list"


def _kept() -> list[Path]:
    """Every text file that is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("This is no git checkout, so what would be committed is not known.")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


# Put together here, so that this file does not hold what it looks for.
_HOSTS = ("pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian.org")
_PLACES = ("/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/", "/Us" + "ers/")


def test_nothing_committed_names_a_machine_or_a_registry() -> None:
    found = []
    for path in _kept():
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [(name_of(path), word) for word in (*_HOSTS, *_PLACES) if word in text]
    assert found == []
