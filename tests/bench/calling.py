"""Call next: eight clerks press without a pause, a kiosk opens visits; the line is never shorter than 500.

What the process is like after all that is told, too: its memory, and how soon it serves again on that database.
"""

import json
import os
import statistics
import time

from tests.bench.busy import WAITING, fill_line, visits_being_opened
from tests.bench.commands import call_next, fresh_keys, move
from tests.bench.figure import Figure
from tests.bench.load import Client, Load, run_clients
from tests.bench.plan import Plan
from tests.bench.processes import resident_mb
from tests.operators import seat_operators, sign_in_operator
from tests.site import Site, running_site

ABOUT = "Calling the next"
ABOUT_PROCESS = "The server's process"
CLERKS = 8


def measure(plan: Plan) -> list[Figure]:
    each = plan.count(100, 20)
    with running_site(plan.folder) as site:
        site.stop()
        seat_operators(site, CLERKS)
        site.start()
        fill_line(site, WAITING + CLERKS * each + 200)
        called: list[str] = []
        with visits_being_opened(site):
            load = press_without_pause(site, CLERKS, each, called)
        memory = resident_mb(site.process.pid)
        return [
            Figure(ABOUT, "call next, 8 clerks, 500 waiting, p50", load.at(0.5), "ms"),
            Figure(ABOUT, "call next, 8 clerks, 500 waiting, p99", load.at(0.99), "ms", 25.0),
            Figure(ABOUT, "tickets called twice", float(len(called) - len(set(called))), "", 0.0),
            Figure(ABOUT_PROCESS, "server memory after the load of calling", memory, "MB", 120.0),
            *_starting(site),
        ]


def press_without_pause(site: Site, clerks: int, each: int, called: list[str]) -> Load:
    """Every clerk calls so many, and lets each go; `called` takes their tickets."""

    def work(n: int, client: Client) -> None:
        headers, keys = sign_in_operator(site, n), fresh_keys()
        for _ in range(each):
            answered = client.timed(call_next(n, headers, next(keys)))
            ticket = json.loads(answered.body)["ticket"]["id"]
            called.append(ticket)
            client.told(move(ticket, "withdraw", headers, next(keys)))

    return run_clients(clerks, work, site.port)


def _starting(site: Site) -> list[Figure]:
    size = os.path.getsize(site.data / "kezek.db") / 1e6
    return [
        Figure(ABOUT_PROCESS, "size of the database at the start", size, "MB"),
        Figure(ABOUT_PROCESS, "start → first 200 on /readyz", start_seconds(site), "s", 2.0),
    ]


def start_seconds(site: Site, times: int = 3) -> float:
    """The median of so many starts."""
    seconds = []
    for _ in range(times):
        site.stop()
        began = time.perf_counter()
        site.start()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)
