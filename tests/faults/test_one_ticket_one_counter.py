"""T1: one ticket, one counter. Many clerks press Next at once; afterwards the history of calls is read."""

import json
import sqlite3
import threading
from pathlib import Path

from deploy.http_client import Connection, request
from tests.operators import seat_operators, sign_in_operator
from tests.site import Site, running_site

SERVICE = "tb-certificate"
ROLE = "operator"


def test_no_ticket_is_called_twice_none_is_skipped_and_the_order_is_the_rule(
    tmp_path: Path, full: bool
) -> None:
    clerks, tickets = (20, 5000) if full else (8, 240)
    with running_site(tmp_path) as site:
        site.stop()
        seat_operators(site, clerks)
        site.start()
        _open_visits(site, tickets)
        called = _call_all(site, clerks)
        site.stop()
        history = _history(site)
    assert sorted(called) == sorted(history), "what the clerks were told is what the ledger tells"
    assert len(set(history)) == len(history) == tickets, "none doubled, none skipped"
    assert history == _by_the_rule(site)
    print(f"T1: {clerks} clerks, {tickets} tickets: 0 doubled, 0 skipped, in order")


def _open_visits(site: Site, tickets: int) -> None:
    """Half of them with a benefit category, so that the order is not that of arrival."""
    token = site.token("kiosk-1")
    connection = Connection("127.0.0.1", site.port)
    for n in range(tickets):
        category = "benefit" if n % 2 else None
        body = json.dumps({"service": SERVICE, "category": category}).encode()
        answered = connection.ask(
            request(
                "POST",
                "/api/visits",
                body,
                Authorization=f"Bearer {token}",
                Idempotency_Key=f"one-ticket-one-counter-{n}",
            )
        )
        assert answered.status == 201, answered
    connection.close()


def _call_all(site: Site, clerks: int) -> list[str]:
    """Every clerk presses Next and sends the person away again, until nobody waits."""
    called: list[str] = []
    threads = [threading.Thread(target=_work, args=(site, n, called)) for n in range(clerks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return called


def _work(site: Site, n: int, called: list[str]) -> None:
    headers = sign_in_operator(site, n)
    connection = Connection("127.0.0.1", site.port)
    turn = 0
    while True:
        turn += 1
        key = f"clerk-{n}-turn-{turn}-next-0000"
        answered = connection.ask(
            request("POST", f"/api/counters/operator-{n}/calls", b"{}", Idempotency_Key=key, **headers)
        )
        ticket = json.loads(answered.body)["ticket"]
        if ticket is None:
            connection.close()
            return
        called.append(ticket["id"])
        key = f"clerk-{n}-turn-{turn}-gone-0000"
        gone = request(
            "POST",
            f"/api/tickets/{ticket['id']}/moves",
            b'{"move":"withdraw"}',
            Idempotency_Key=key,
            **headers,
        )
        assert connection.ask(gone).status == 200


def _history(site: Site) -> list[str]:
    with sqlite3.connect(site.data / "kezek.db") as database:
        rows = database.execute(
            "SELECT facts FROM ledger WHERE kind = 'ticket_called' ORDER BY seq"
        ).fetchall()
    database.close()
    return [json.loads(facts)["ticket"] for (facts,) in rows]


def _by_the_rule(site: Site) -> list[str]:
    with sqlite3.connect(site.data / "kezek.db") as database:
        rows = database.execute(
            "SELECT id FROM ticket WHERE role = ? ORDER BY due, entered_at, id", (ROLE,)
        ).fetchall()
    database.close()
    return [ticket for (ticket,) in rows]
