"""A million past visits in the database: what takes how much longer than on an empty one.

Two sites, one with the past and one without, with the same readers; they are measured in turn, round by round, and
the ratio of the medians is told.
"""

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.bench import spread
from tests.bench.busy import Busy, busy_site, fill_line, visits_being_opened
from tests.bench.calling import CLERKS, press_without_pause, start_seconds
from tests.bench.figure import Figure
from tests.bench.news import press_round
from tests.bench.opening import CLIENTS, open_visits
from tests.bench.past_visits import add_past
from tests.bench.plan import Plan
from tests.site import Site

LIMIT = 1.3


@dataclass(frozen=True, slots=True)
class _Round:
    """Milliseconds each."""

    opening_many: float
    opening_one: float
    calling_p50: float
    calling_p99: float
    telling: float


_TITLES = {
    "opening_many": "open a visit, 16 clients, time for one",
    "opening_one": "open a visit, 1 client, p50",
    "calling_p50": "call next, 8 clerks, 500 waiting, p50",
    "calling_p99": "call next, 8 clerks, 500 waiting, p99",
    "telling": "next pressed → snapshot at 50 boards, p50",
}


def measure(plan: Plan) -> list[Figure]:
    visits, rounds = plan.count(1_000_000, 50_000), plan.count(5, 2)
    about = f"{visits:,} past visits in the database, against none"
    took: list[float] = []

    def prepare(site: Site) -> None:
        took.append(timed(lambda: add_past(site, visits)))

    with (
        busy_site(plan.inside("full").folder, prepare=prepare) as full,
        busy_site(plan.inside("empty").folder) as empty,
    ):
        for busy in (full, empty):
            _round(busy, plan)
        pairs = [_pair(full, empty, plan, n) for n in range(rounds)]
        for busy in (full, empty):
            busy.audience.leave()
        size = os.path.getsize(full.site.data / "kezek.db") / 1e9
        starts = start_seconds(full.site) / start_seconds(empty.site)
    return [
        Figure(about, "size of the database", size, "GB"),
        Figure(about, "time to fill it", took[0], "s"),
        *(Figure(about, title, _ratio(pairs, name), "×", LIMIT) for name, title in _TITLES.items()),
        Figure(about, "start → first 200 on /readyz", starts, "×", LIMIT),
    ]


def _ratio(pairs: Sequence[tuple[_Round, _Round]], name: str) -> float:
    """Of the median with the past to the median without."""
    full, empty = (
        statistics.median(getattr(side, name) for side in sides) for sides in zip(*pairs, strict=True)
    )
    return float(full / empty)


def timed(work: Callable[[], None]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def _pair(full: Busy, empty: Busy, plan: Plan, n: int) -> tuple[_Round, _Round]:
    """Each in its turn begins: what the first one does to the disk, the second one feels."""
    if n % 2:
        second, first = _round(empty, plan), _round(full, plan)
        return first, second
    return _round(full, plan), _round(empty, plan)


def _round(busy: Busy, plan: Plan) -> _Round:
    each = plan.count(25, 10)
    fill_line(busy.site, CLERKS * each)  # those who are called away
    many = open_visits(busy.site, CLIENTS, plan.count(30, 10))
    one = open_visits(busy.site, 1, plan.count(100, 30))
    with visits_being_opened(busy.site):
        calling = press_without_pause(busy.site, CLERKS, each, [])
        told = press_round(busy, plan.count(30, 10)).told
    return _Round(
        1000 / many.a_second, one.at(0.5), calling.at(0.5), calling.at(0.99), spread.at(told, 0.5) * 1000
    )
