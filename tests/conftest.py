"""Where tests find real data, and how many rounds drawn companies get."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the repository; a test that needs it is skipped where there is none."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real data of ../shared/data is not on this machine")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option of our own."""
    parser.addoption(
        "--rounds", type=int, default=1, help="times as many drawn companies in tests marked `calibration`"
    )


@pytest.fixture(scope="session")
def rounds(request: pytest.FixtureRequest) -> int:
    """How many times as many companies are drawn as in an ordinary run."""
    found = request.config.getoption("--rounds")
    assert isinstance(found, int)
    return found
