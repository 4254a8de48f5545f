"""The made-up group, written once for all tests of the demo."""

from pathlib import Path

import pytest

from manyi.demo.ev_group import write_demo
from manyi.demo.ev_group.truth import Truth


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Truth]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, write_demo(folder, seed=7)


@pytest.fixture(scope="session")
def folder(written: tuple[Path, Truth]) -> Path:
    return written[0]


@pytest.fixture(scope="session")
def truth(written: tuple[Path, Truth]) -> Truth:
    return written[1]
