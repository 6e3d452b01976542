"""What is measured, and against which limit."""

import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.bench.http import request
from tests.bench.load import Client, Load, fresh_keys, run_clients
from tests.operators import counter_of_operator, seat_operators, sign_in_operator
from tests.site import REPOSITORY, Site, free_port, running_site

ROUNDS = 5
CLIENTS = 16
CLERKS = 8
WAITING = 500
SERVICES = (
    "tb-certificate",
    "house-call",
    "appointment",
    "attachment",
    "psychoneurological-certificate",
    "narcological-certificate",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """`limit` None: a figure to compare with. `at_least`: the limit is a floor, else a ceiling."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def row(self) -> tuple[str, str, str, str]:
        if self.limit is None:
            return self.what, f"{self.value:.2f} {self.unit}", "", ""
        sign = "≥" if self.at_least else "≤"
        return (
            self.what,
            f"{self.value:.2f} {self.unit}",
            f"{sign} {self.limit:g} {self.unit}",
            "" if self.met else "MISSED",
        )

    def as_data(self) -> dict[str, Any]:
        return {**asdict(self), "met": self.met}


def measure_all(folder: Path) -> list[Figure]:
    with _bare() as bare:
        opening = _opening(folder, bare)
    calling = folder / "calling"
    calling.mkdir()
    with running_site(calling) as site:
        site.stop()
        seat_operators(site, CLERKS)
        site.start()
        return [*opening, *_calling(site), _memory(site), *_starting(site)]


@contextmanager
def _bare() -> Iterator[int]:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.bare", str(port)], cwd=REPOSITORY)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError("the yardstick does not listen")


def _opening(folder: Path, bare: int) -> list[Figure]:
    """Rounds of both, one after the other, each of the site's on a fresh database; the first pair warms up."""
    rounds = [_round(folder / f"round-{n}", bare) for n in range(ROUNDS + 1)][1:]
    ratio = statistics.median(r.many.a_second / r.bare_many.a_second for r in rounds)
    slower = statistics.median(r.one.at(0.5) / r.bare_one.at(0.5) for r in rounds)
    return [
        Figure("bare view, 16 clients", statistics.median(r.bare_many.a_second for r in rounds), "a second"),
        Figure("open a visit, 16 clients", statistics.median(r.many.a_second for r in rounds), "a second"),
        Figure("open a visit, 16 clients, against the bare view", ratio, "×", 0.40, at_least=True),
        Figure("bare view, 1 client, p50", statistics.median(r.bare_one.at(0.5) for r in rounds), "ms"),
        Figure("open a visit, 1 client, p50", statistics.median(r.one.at(0.5) for r in rounds), "ms"),
        Figure("open a visit, 1 client, p50 against the bare view", slower, "×", 4.0),
    ]


@dataclass(frozen=True, slots=True)
class _Round:
    many: Load
    bare_many: Load
    one: Load
    bare_one: Load


def _round(folder: Path, bare: int) -> _Round:
    folder.mkdir()
    with running_site(folder) as site:
        _open(site, CLIENTS, 5)
        return _Round(
            _open(site, CLIENTS, 60), _echo(bare, CLIENTS, 200), _open(site, 1, 200), _echo(bare, 1, 600)
        )


def _open(site: Site, clients: int, each: int) -> Load:
    token, keys = site.token("kiosk-1"), fresh_keys()

    def work(_: int, client: Client) -> None:
        for _ in range(each):
            client.timed(_visit(token, next(keys)))

    return run_clients(clients, work, site.port)


def _visit(token: str, key: int) -> bytes:
    body = json.dumps({"service": SERVICES[key % len(SERVICES)], "language": "kk"}).encode()
    return request(
        "POST", "/api/visits", body, Authorization=f"Bearer {token}", Idempotency_Key=f"bench-visit-{key:012}"
    )


def _echo(port: int, clients: int, each: int) -> Load:
    body = json.dumps({"service": SERVICES[0], "language": "kk"}).encode()
    echo = request(
        "POST", "/bare", body, Authorization="Bearer " + "x" * 40, Idempotency_Key="bench-bare-0000000"
    )

    def work(_: int, client: Client) -> None:
        for _ in range(each):
            client.timed(echo)

    return run_clients(clients, work, port)


def _calling(site: Site) -> list[Figure]:
    """Eight clerks press Next without a pause, a kiosk opens visits; the line is never shorter than 500."""
    _fill_line(site, WAITING + 1000)
    ended = threading.Event()
    kiosk = threading.Thread(target=_keep_opening, args=(site, ended))
    kiosk.start()
    called: list[str] = []
    load = run_clients(CLERKS, lambda n, client: _press_next(site, n, client, called), site.port)
    ended.set()
    kiosk.join()
    return [
        Figure("call next, 8 clerks, 500 waiting, p50", load.at(0.5), "ms"),
        Figure("call next, 8 clerks, 500 waiting, p99", load.at(0.99), "ms", 25.0),
        Figure("tickets called twice", float(len(called) - len(set(called))), "", 0.0),
    ]


def _fill_line(site: Site, tickets: int) -> None:
    token, keys = site.token("kiosk-1"), fresh_keys()

    def work(_: int, client: Client) -> None:
        for _ in range(tickets // CLIENTS + 1):
            key = next(keys)
            client.timed(
                request(
                    "POST",
                    "/api/visits",
                    b'{"service":"tb-certificate"}',
                    Authorization=f"Bearer {token}",
                    Idempotency_Key=f"bench-fill-{key:012}",
                )
            )

    run_clients(CLIENTS, work, site.port)


def _keep_opening(site: Site, ended: threading.Event) -> None:
    """Twenty visits a second: more than a large polyclinic in a minute."""
    token, keys = site.token("kiosk-1"), fresh_keys()

    def work(_: int, client: Client) -> None:
        while not ended.wait(0.05):
            client.timed(_visit(token, next(keys)))

    run_clients(1, work, site.port)


def _press_next(site: Site, n: int, client: Client, called: list[str]) -> None:
    headers, keys, counter = sign_in_operator(site, n), fresh_keys(), counter_of_operator(n)
    for _ in range(100):
        call = request(
            "POST",
            f"/api/counters/{counter}/calls",
            b"{}",
            Idempotency_Key=f"bench-call-{next(keys):012}",
            **headers,
        )
        ticket = json.loads(client.timed(call).body)["ticket"]["id"]
        called.append(ticket)
        gone = request(
            "POST",
            f"/api/tickets/{ticket}/moves",
            b'{"move":"withdraw"}',
            Idempotency_Key=f"bench-gone-{next(keys):012}",
            **headers,
        )
        assert client.connection.ask(gone).status == 200


def _memory(site: Site) -> Figure:
    status = Path(f"/proc/{site.process.pid}/status").read_text()
    resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
    return Figure("server memory after the load", resident / 1024, "MB", 120.0)


def _starting(site: Site) -> list[Figure]:
    seconds = []
    for _ in range(3):
        site.stop()
        began = time.perf_counter()
        site.start()
        seconds.append(time.perf_counter() - began)
    visits = os.path.getsize(site.data / "kezek.db") / 1e6
    return [
        Figure("size of the database at the start", visits, "MB"),
        Figure("start → first 200 on /readyz", statistics.median(seconds), "s", 2.0),
    ]
