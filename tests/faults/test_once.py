"""T3: a command happens once, however often it is sent."""

import json
import sqlite3
import threading
from pathlib import Path

import pytest

from deploy.http_client import Answered, Connection, request
from tests.site import Site, running_site

TIMES = 5


@pytest.mark.parametrize("service", ["tb-certificate", "hiv-test"])
def test_a_visit_that_is_asked_for_five_times_at_once_is_opened_once(
    tmp_path: Path, full: bool, service: str
) -> None:
    commands = 200 if full else 20
    with running_site(tmp_path) as site:
        before = _visits(site)
        answers = [_send_at_once(site, _open(site, service, n)) for n in range(commands)]
        assert all(len({answer.body for answer in five}) == 1 for five in answers)
        assert all({answer.status for answer in five} == {201} for five in answers)
        site.kill()
        site.start()
        again = [_send(site, _open(site, service, n)) for n in range(commands)]
        assert [answer.body for answer in again] == [five[0].body for five in answers]
        assert _visits(site) == before + commands
    print(
        f"T3: {commands} commands of {service}, each sent {TIMES} times at once and again after a kill: 1 effect"
    )


def test_the_same_key_with_another_body_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        assert _send(site, _open(site, "tb-certificate", 1)).status == 201
        before = _visits(site)
        other = _send(site, _open(site, "tb-certificate", 1, language="ru"))
        assert (other.status, json.loads(other.body)["code"]) == (409, "key_reused")
        assert _visits(site) == before


def test_a_call_that_is_sent_five_times_at_once_calls_one_person(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        for n in range(3):
            assert _send(site, _open(site, "tb-certificate", n)).status == 201
        clerk = site.staff("operator")
        headers = {name.replace("-", "_"): value for name, value in clerk.headers.items()}
        call = request(
            "POST",
            f"/api/counters/{clerk.counter}/calls",
            b"{}",
            Idempotency_Key="the-same-call-five-times",
            **headers,
        )
        answers = _send_at_once(site, call)
        assert len({answer.body for answer in answers}) == 1
        assert clerk.see()["waiting"] == 2


def _open(site: Site, service: str, n: int, language: str = "kk") -> bytes:
    kind = {"kind": "voluntary-anonymous"} if service == "hiv-test" else {}
    body = json.dumps({"service": service, "language": language, **kind}).encode()
    token = site.token("kiosk-1")
    return request(
        "POST",
        "/api/visits",
        body,
        Authorization=f"Bearer {token}",
        Idempotency_Key=f"a-command-that-happens-once-{n}",
    )


def _send(site: Site, command: bytes) -> Answered:
    connection = Connection("127.0.0.1", site.port)
    answered = connection.ask(command)
    connection.close()
    return answered


def _send_at_once(site: Site, command: bytes) -> list[Answered]:
    answers: list[Answered] = []
    threads = [threading.Thread(target=lambda: answers.append(_send(site, command))) for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _visits(site: Site) -> int:
    database = sqlite3.connect(site.data / "kezek.db")
    (count,) = database.execute("SELECT count(*) FROM visit").fetchone()
    database.close()
    return int(count)
