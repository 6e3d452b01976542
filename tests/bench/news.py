"""Next pressed → the call has reached every board; beside it, a bare emit to as many readers."""

import sqlite3
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deploy.http_client import request
from tests.bench import spread
from tests.bench.audience import Audience, listening
from tests.bench.busy import BOARDS, Busy, Press, busy_site, visits_being_opened
from tests.bench.cost import Cost, cost_of
from tests.bench.figure import Figure
from tests.bench.lag import lag_figures, read_lag
from tests.bench.load import Client, run_clients
from tests.bench.plan import Plan
from tests.bench.yardsticks import ABOUT as ABOUT_MACHINE
from tests.bench.yardsticks import bare_server
from tests.site import Site

ABOUT = "News: 50 boards, 40 counters, 500 waiting, 20 visits a second"
WARMING = 8
_SETTLE = 0.5  # seconds until the last of the news has arrived


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds from each press to the answer, and to the last board."""

    answered: list[float]
    told: list[float]


def measure(plan: Plan) -> list[Figure]:
    presses, emits = plan.count(60, 20), plan.count(60, 20)
    bare_readers = [{"room": "board:bare", "auth": {}} for _ in range(BOARDS)]
    with (
        busy_site(plan.folder) as busy,
        bare_server() as port,
        listening(port, bare_readers) as bare_audience,
    ):
        with visits_being_opened(busy.site):
            press_round(busy, WARMING)
        bare_round(port, bare_audience, WARMING, 1)
        rounds, bare_rounds, costs = [], [], []
        before = read_lag(busy.site)
        for n in range(plan.count(5, 2)):
            with visits_being_opened(busy.site), cost_of(busy) as cost:
                rounds.append(press_round(busy, presses))
            costs.append(cost)
            bare_rounds.append(bare_round(port, bare_audience, emits, 1 + WARMING + n * emits))
        lags = lag_figures(ABOUT, before, read_lag(busy.site))
    return [*_bare_figures(bare_rounds), *_figures(rounds), *lags, *_costs(costs)]


def press_round(busy: Busy, presses: int) -> Round:
    """Press Next so many times and wait until all the boards have been told."""
    pressed = busy.press(presses)
    time.sleep(_SETTLE)
    reached = busy.audience.told().reached
    calls = calls_of(busy.site, pressed)
    answered = [(press.answered - press.pressed) / 1e9 for press in pressed]
    return Round(answered, seconds_to_boards(pressed, calls, reached))


def bare_round(port: int, audience: Audience, emits: int, first: int) -> list[float]:
    """Seconds from a request for an emit to its arrival at the last reader; call numbers from `first` on."""
    asked: dict[int, int] = {}

    def work(_: int, client: Client) -> None:
        for call in range(first, first + emits):
            asked[call] = time.monotonic_ns()
            client.told(request("POST", "/emit", b'{"call":%d}' % call))
            time.sleep(0.05)

    run_clients(1, work, port)
    time.sleep(_SETTLE)
    reached = audience.told().reached
    return [(reached[call] - at) / 1e9 for call, at in asked.items()]


def calls_of(site: Site, presses: Sequence[Press]) -> dict[str, int]:
    """Which call each ticket got."""
    database = sqlite3.connect(f"file:{site.data / 'kezek.db'}?mode=ro", uri=True)
    try:
        return {
            press.ticket: database.execute(
                "SELECT max(call) FROM call WHERE ticket = ?", (press.ticket,)
            ).fetchone()[0]
            for press in presses
        }
    finally:
        database.close()


def seconds_to_boards(
    presses: Sequence[Press], calls: Mapping[str, int], reached: Mapping[int, int]
) -> list[float]:
    """From each press until the last board had its call. KeyError: a call reached not all of them."""
    return [(reached[calls[press.ticket]] - press.pressed) / 1e9 for press in presses]


def _figures(rounds: Sequence[Round]) -> list[Figure]:
    told = [seconds for one in rounds for seconds in one.told]
    answered = [seconds for one in rounds for seconds in one.answered]
    middle = statistics.median(spread.at(one.told, 0.5) for one in rounds)
    return [
        Figure(ABOUT, "next pressed → snapshot at 50 boards, p50", middle * 1000, "ms"),
        Figure(ABOUT, "next pressed → snapshot at 50 boards, p99", spread.at(told, 0.99) * 1000, "ms", 25.0),
        Figure(ABOUT, "next pressed → answered, p99", spread.at(answered, 0.99) * 1000, "ms"),
    ]


def _bare_figures(rounds: Sequence[list[float]]) -> list[Figure]:
    middle = statistics.median(spread.at(one, 0.5) for one in rounds)
    all_of_them = [seconds for one in rounds for seconds in one]
    return [
        Figure(ABOUT_MACHINE, "bare emit → 50 readers, p50", middle * 1000, "ms"),
        Figure(ABOUT_MACHINE, "bare emit → 50 readers, p99", spread.at(all_of_them, 0.99) * 1000, "ms"),
    ]


def _costs(costs: Sequence[Cost]) -> list[Figure]:
    def median(part: str) -> float:
        return float(statistics.median(getattr(cost, part) for cost in costs))

    return [
        Figure(ABOUT, "processor time of the server", median("server") * 100, "% of a core"),
        Figure(ABOUT, "processor time of the readers", median("readers") * 100, "% of a core"),
        Figure(ABOUT, "processor time of those who press", median("pressers") * 100, "% of a core"),
    ]
