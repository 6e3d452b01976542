"""T2: what was acknowledged is kept. The server is killed at moments that it cannot choose, under load."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from deploy.http_client import Connection, request
from tests.site import REPOSITORY, Site, running_site

CLIENTS = 8
READY_SECONDS = 3.0


@dataclass(slots=True)
class Acknowledged:
    """What the clients were told, over all lives of the server."""

    visits: dict[str, str] = field(default_factory=dict)  # id → number
    jobs: set[str] = field(default_factory=set)
    kept: list[tuple[bytes, bytes]] = field(default_factory=list)  # a command, and the answer it was given


def test_nothing_that_was_acknowledged_is_lost_by_kill_9(tmp_path: Path, full: bool) -> None:
    kills, least = (500, 50_000) if full else (4, 100)
    told, slowest = Acknowledged(), 0.0
    chance = random.Random(20261123)
    with running_site(tmp_path) as site:
        for life in range(kills):
            _live(site, life, told, chance.uniform(0.05, 0.35))
            began = time.monotonic()
            site.start()
            slowest = max(slowest, time.monotonic() - began)
            _check_one_is_answered_alike(site, told)
        site.stop()
        _check_all(site, told)
    assert len(told.visits) >= least
    print(
        f"T2: {kills} kills, {len(told.visits)} acknowledged, 0 lost, integrity ok, ledger whole,"
        f" ready in {slowest:.2f} s at the slowest (limit {READY_SECONDS} s)"
    )


def _live(site: Site, life: int, told: Acknowledged, seconds: float) -> None:
    """Load from several clients until the server is killed under them, after `seconds` and some answers."""
    token, enough = site.token("kiosk-1"), threading.Event()
    before = len(told.visits)
    threads = [
        threading.Thread(target=_load, args=(site.port, token, f"{life}-{n}", told, enough))
        for n in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    while len(told.visits) - before < 100:
        assert any(thread.is_alive() for thread in threads), site.log.read_text()[-4000:]
        time.sleep(0.01)
    site.kill()
    enough.set()
    for thread in threads:
        thread.join()


def _load(port: int, token: str, name: str, told: Acknowledged, enough: threading.Event) -> None:
    connection, n = Connection("127.0.0.1", port), 0
    while not enough.is_set():
        n += 1
        command = request(
            "POST",
            "/api/visits",
            b'{"service":"narcological-certificate","language":"ru"}',
            Authorization=f"Bearer {token}",
            Idempotency_Key=f"a-life-{name}-visit-{n:06}",
        )
        try:
            answered = connection.ask(command)
        except OSError:
            break  # killed: this one was not acknowledged
        if answered.status == 201:
            opened = json.loads(answered.body)
            told.visits[opened["visit"]["id"]] = opened["visit"]["number"]
            told.jobs.add(opened["job"]["id"])
            told.kept.append((command, answered.body))
    connection.close()


def _check_one_is_answered_alike(site: Site, told: Acknowledged) -> None:
    command, body = told.kept[-1]
    connection = Connection("127.0.0.1", site.port)
    assert connection.ask(command).body == body
    connection.close()


def _check_all(site: Site, told: Acknowledged) -> None:
    database = sqlite3.connect(site.data / "kezek.db")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchone() is None
    kept = dict(database.execute("SELECT id, number FROM visit WHERE number IS NOT NULL"))
    jobs = {
        job for (job,) in database.execute("SELECT id FROM job WHERE state IN ('queued', 'sent', 'printed')")
    }
    with_ticket = {visit for (visit,) in database.execute("SELECT DISTINCT visit FROM ticket")}
    database.close()
    assert {visit: kept.get(visit) for visit in told.visits} == told.visits
    assert told.jobs <= jobs
    assert with_ticket == set(kept), "no visit is half there"
    assert len(set(kept.values())) == len(kept), "no number was given twice"
    environment = {**os.environ, "KEZEK_DATA": str(site.data)}
    command = [sys.executable, "-m", "server", "ledger", "verify"]
    verified = subprocess.run(
        command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr
