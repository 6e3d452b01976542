"""Finish with all that it takes: the register's finding, a journal row, a certificate on paper, a signature.

Eight registrars serve people without a pause, while a kiosk opens visits. Every task and every Finish is timed: what
the clerk waits for is each of them.
"""

import json
import time
from typing import Any

from tests.bench import spread
from tests.bench.busy import visits_being_opened
from tests.bench.commands import call_next, do_task, fresh_keys, move, open_visit
from tests.bench.figure import Figure
from tests.bench.load import Client, Load, run_clients
from tests.bench.plan import Plan
from tests.operators import seat_operators, sign_in_operator
from tests.site import Site, running_site

ABOUT = "Finish with its tasks, papers and journal row"
CLERKS = 8
SERVICE = "narcological-certificate"
ENTRY = {
    "full_name": "Аманов Арман",
    "birth_date": "1890-02-01",
    "iin": "890101199900",
    "address": "Атырау қ., Сынақ көш., 1",
    "purpose": "Жұмысқа орналасу",
}
CHECK: dict[str, dict[str, Any]] = {
    "documents": {"complete": True},
    "register-check": {"finding": "absent", "source": "Тізім", "why_otherwise": "Өлшем"},
}
DRAFT: dict[str, dict[str, Any]] = {
    "journal-entry": ENTRY,
    "certificate": {},
    "registrar-signature": {"signed": True},
}


def measure(plan: Plan) -> list[Figure]:
    each = plan.count(25, 4)
    with running_site(plan.folder) as site:
        site.stop()
        seat_operators(site, CLERKS, "registrar", "printer-office")
        site.start()
        _fill(site, CLERKS * each + 50)
        finishes: list[float] = []
        with visits_being_opened(site):
            load = serve_without_pause(site, each, finishes)
    return [
        Figure(ABOUT, "each task and each Finish, 8 clerks, p50", load.at(0.5), "ms"),
        Figure(ABOUT, "each task and each Finish, 8 clerks, p99", load.at(0.99), "ms", 25.0),
        Figure(ABOUT, "Finish alone, 8 clerks, p99", spread.at(finishes, 0.99) * 1000, "ms", 25.0),
    ]


def _fill(site: Site, tickets: int) -> None:
    token, keys = site.token("kiosk-1"), fresh_keys()

    def work(_: int, client: Client) -> None:
        for _ in range(-(-tickets // CLERKS)):
            client.told(open_visit(token, next(keys), SERVICE))

    run_clients(CLERKS, work, site.port)


def serve_without_pause(site: Site, each: int, finishes: list[float]) -> Load:
    """Each clerk serves so many from the call to the draft that goes to the cashier and the doctor."""

    def work(n: int, client: Client) -> None:
        headers, keys = sign_in_operator(site, n), fresh_keys()
        for _ in range(each):
            called = json.loads(client.told(call_next(n, headers, next(keys))).body)["ticket"]["id"]
            client.told(move(called, "start", headers, next(keys)))
            ticket = called
            for tasks in (CHECK, DRAFT):
                for task, answers in tasks.items():
                    client.timed(do_task(ticket, task, answers, headers, next(keys)))
                began = time.perf_counter()
                moved = client.timed(move(ticket, "finish", headers, next(keys)))
                finishes.append(time.perf_counter() - began)
                ticket = next(
                    (one["id"] for one in json.loads(moved.body)["opened"] if one["state"] == "serving"), ""
                )

    return run_clients(CLERKS, work, site.port)
