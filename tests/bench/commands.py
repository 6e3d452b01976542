"""The commands that the load consists of, as bytes of requests."""

import itertools
import json
from typing import Any

from deploy.http_client import request
from tests.operators import counter_of_operator

SERVICES = (
    "tb-certificate",
    "house-call",
    "appointment",
    "attachment",
    "psychoneurological-certificate",
    "narcological-certificate",
)
OPERATORS_SERVICE = "tb-certificate"  # its first step is the operators'
_runs = itertools.count(1)


def fresh_keys() -> "itertools.count[int]":
    """Numbers for idempotency keys that no earlier load of this process has used."""
    return itertools.count(next(_runs) * 1_000_000)


def open_visit(token: str, key: int, service: str = "") -> bytes:
    """`service`: each in its turn unless it is named."""
    wanted = {"service": service or SERVICES[key % len(SERVICES)], "language": "kk"}
    body = json.dumps(wanted, separators=(",", ":")).encode()  # as the kiosk's browser writes it
    return request(
        "POST", "/api/visits", body, Authorization=f"Bearer {token}", Idempotency_Key=f"bench-visit-{key:012}"
    )


def call_next(n: int, headers: dict[str, str], key: int) -> bytes:
    """What operator `n` sends when he presses Next."""
    path = f"/api/counters/{counter_of_operator(n)}/calls"
    return request("POST", path, b"{}", Idempotency_Key=f"bench-call-{key:012}", **headers)


def do_task(ticket: str, task: str, answers: dict[str, Any], headers: dict[str, str], key: int) -> bytes:
    path, body = f"/api/tickets/{ticket}/tasks/{task}", json.dumps(answers).encode()
    return request("POST", path, body, Idempotency_Key=f"bench-task-{key:012}", **headers)


def move(ticket: str, wanted: str, headers: dict[str, str], key: int) -> bytes:
    body = json.dumps({"move": wanted}).encode()
    return request(
        "POST", f"/api/tickets/{ticket}/moves", body, Idempotency_Key=f"bench-move-{key:012}", **headers
    )
