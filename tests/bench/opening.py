"""Opening a visit, against the bare view."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.commands import fresh_keys, open_visit
from tests.bench.figure import Figure
from tests.bench.load import Client, Load, run_clients
from tests.bench.plan import Plan
from tests.bench.yardsticks import bare_server, echo
from tests.site import Site, running_site

ABOUT = "Opening a visit"
CLIENTS = 16


def measure(plan: Plan) -> list[Figure]:
    """Rounds of both, one after the other, each of the site's on a fresh database; the first pair warms up."""
    with bare_server() as bare:
        rounds = [_round(plan.folder / f"round-{n}", bare) for n in range(plan.count(5, 2) + 1)][1:]
    return _figures(rounds)


def open_visits(site: Site, clients: int, each: int) -> Load:
    """So many visits by each of so many kiosks, without a pause."""
    token, keys = site.token("kiosk-1"), fresh_keys()

    def work(_: int, client: Client) -> None:
        for _ in range(each):
            client.timed(open_visit(token, next(keys)))

    return run_clients(clients, work, site.port)


@dataclass(frozen=True, slots=True)
class _Round:
    many: Load
    bare_many: Load
    one: Load
    bare_one: Load


def _round(folder: Path, bare: int) -> _Round:
    folder.mkdir()
    with running_site(folder) as site:
        open_visits(site, CLIENTS, 5)
        return _Round(
            open_visits(site, CLIENTS, 60),
            echo(bare, CLIENTS, 200),
            open_visits(site, 1, 200),
            echo(bare, 1, 600),
        )


def _figures(rounds: Sequence[_Round]) -> list[Figure]:
    ratio = statistics.median(r.many.a_second / r.bare_many.a_second for r in rounds)
    slower = statistics.median(r.one.at(0.5) / r.bare_one.at(0.5) for r in rounds)
    return [
        Figure(
            ABOUT,
            "bare view, 16 clients",
            statistics.median(r.bare_many.a_second for r in rounds),
            "a second",
        ),
        Figure(
            ABOUT, "open a visit, 16 clients", statistics.median(r.many.a_second for r in rounds), "a second"
        ),
        Figure(ABOUT, "open a visit, 16 clients, against the bare view", ratio, "×", 0.40, at_least=True),
        Figure(
            ABOUT, "bare view, 1 client, p50", statistics.median(r.bare_one.at(0.5) for r in rounds), "ms"
        ),
        Figure(ABOUT, "open a visit, 1 client, p50", statistics.median(r.one.at(0.5) for r in rounds), "ms"),
        Figure(ABOUT, "open a visit, 1 client, p50 against the bare view", slower, "×", 4.0),
    ]
