"""What every test may ask for."""

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says the machine, not the house.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="the large counts: minutes instead of seconds")


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """Whether the large counts are asked for."""
    return bool(request.config.getoption("--full"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a passed test prints is a figure: shown at the end, where a reader looks."""
    passed = terminalreporter.stats.get("passed", [])
    figures = [line for report in passed for line in report.capstdout.splitlines() if line.strip()]
    if figures:
        terminalreporter.section("figures")
        for line in figures:
            terminalreporter.write_line(line.lstrip("."))


SLOW = ("faults", "journeys", "deploy", "web", "printing")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Rooms of long files come first, so that none is left alone at the end; what is marked `full` waits for --full."""
    if not config.getoption("--full"):
        items[:] = [item for item in items if item.get_closest_marker("full") is None]
    place = {room: at for at, room in enumerate(SLOW)}
    items.sort(key=lambda item: place.get(item.path.parent.name, len(SLOW)))
