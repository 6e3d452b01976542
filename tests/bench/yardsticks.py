"""What this machine can do at all: a bare view, a bare emit, one durable commit."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.http_client import request
from tests.bench import spread
from tests.bench.figure import Figure
from tests.bench.load import Client, Load, run_clients
from tests.bench.plan import Plan
from tests.site import REPOSITORY, free_port

ABOUT = "Yardsticks of this machine"
_START_SECONDS = 10


@contextmanager
def bare_server() -> Iterator[int]:
    """The port of a bare server that listens."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.bare", str(port)], cwd=REPOSITORY)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError("the yardstick does not listen")


def echo(port: int, clients: int, each: int) -> Load:
    """So many requests of each of so many clients to the bare view, with a body and headers like a kiosk's."""
    body = json.dumps({"service": "tb-certificate", "language": "kk"}).encode()
    asked = request(
        "POST", "/bare", body, Authorization="Bearer " + "x" * 40, Idempotency_Key="bench-bare-0000000"
    )

    def work(_: int, client: Client) -> None:
        for _ in range(each):
            client.timed(asked)

    return run_clients(clients, work, port)


def commit_seconds(folder: Path, commits: int) -> list[float]:
    """One row a commit into a file of its own, as durable as the site's: WAL, `synchronous=FULL`."""
    path = folder / "commit.db"
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE IF NOT EXISTS row (at REAL)")
    seconds = []
    for _ in range(commits):
        began = time.perf_counter()
        database.execute("INSERT INTO row VALUES (?)", (began,))
        seconds.append(time.perf_counter() - began)
    database.close()
    return seconds


def sync_seconds(folder: Path, times: int) -> list[float]:
    """One block written over, and on the disk: what no durable commit can be faster than."""
    seconds = []
    with (folder / "sync.block").open("w+b", buffering=0) as file:
        for _ in range(times + 1):
            began = time.perf_counter()
            os.pwrite(file.fileno(), os.urandom(4096), 0)
            os.fsync(file.fileno())
            seconds.append(time.perf_counter() - began)
    return seconds[1:]


def measure(plan: Plan) -> list[Figure]:
    commits = commit_seconds(plan.folder, plan.count(400, 50))
    return [
        Figure(ABOUT, "one durable commit of one row, p50", spread.at(commits, 0.5) * 1000, "ms"),
        Figure(ABOUT, "one durable commit of one row, p99", spread.at(commits, 0.99) * 1000, "ms"),
    ]
