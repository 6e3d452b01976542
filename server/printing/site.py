"""The site's HTTP API as a printer's driver speaks it: waiting jobs, their outcomes, heartbeats.

The wall clock of a box in a lobby may be wrong, so the age of a job is told by the server's own clock: the
Date of its latest answer, carried on by the monotonic clock.
"""

import hashlib
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import urllib3

from server.printing.status import Fault, PrinterState

_ANSWER = urllib3.Timeout(connect=2.0, read=5.0)
_LONGEST_WAIT = 20  # seconds the server lets a poll wait
_POLL_SLACK = 5.0  # seconds a poll may be late before the link counts as dead


class Unanswered(Exception):
    """The server did not answer, or not as it should: ask again later."""


@dataclass(frozen=True, slots=True)
class Job:
    """A paper that waits to be printed, as the server tells it. `paper` is `domain.paper.to_data`'s."""

    id: str
    kind: str
    paper: dict[str, Any]
    queued_at: datetime | None
    state: str = "queued"

    @classmethod
    def read(cls, data: dict[str, Any]) -> "Job":
        """Raises KeyError, TypeError or ValueError if it is none."""
        return cls(
            str(data["id"]),
            str(data["kind"]),
            data["paper"],
            _moment(data.get("queued_at")),
            str(data.get("state", "queued")),
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server made of an outcome. `replayed`: it had been told before, under the same key."""

    status: int
    replayed: bool

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300


class Site:
    """The server at `url`, spoken to with a device's token. May be shared by threads."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._pool = urllib3.PoolManager(maxsize=4, retries=False, timeout=_ANSWER)
        self._ahead: timedelta | None = None  # the server's clock minus our monotonic one

    def close(self) -> None:
        self._pool.clear()

    def now(self) -> datetime | None:
        """The time at the server; None before its first answer."""
        return None if self._ahead is None else _monotonic() + self._ahead

    def waiting(self, printer: str, wait: int = _LONGEST_WAIT) -> list[Job]:
        """The jobs that wait, at the latest after `wait` seconds. Raises Unanswered."""
        patience = urllib3.Timeout(connect=2.0, read=wait + _POLL_SLACK)
        return self._jobs(f"/api/printers/{quote(printer, '')}/jobs?wait={wait}", patience)

    def in_doubt(self, printer: str) -> list[Job]:
        """The jobs that were claimed and have no outcome yet. Raises Unanswered."""
        jobs = self._jobs(f"/api/printers/{quote(printer, '')}/jobs?state=sent", _ANSWER)
        return [job for job in jobs if job.state == "sent"]

    def _jobs(self, path: str, patience: urllib3.Timeout) -> list[Job]:
        reply = self._ask("GET", path, timeout=patience)
        if reply.status != 200:
            raise Unanswered(f"jobs: {reply.status}")
        try:
            return [Job.read(job) for job in reply.json()["jobs"]]
        except (KeyError, TypeError, ValueError) as error:
            raise Unanswered("jobs: not what was agreed") from error

    def tell_outcome(self, printer: str, job: str, state: str, fault: Fault | None) -> Answer:
        """Say what became of a job. Raises Unanswered; a refusal is an answer."""
        reply = self._ask(
            "POST",
            f"/api/printers/{quote(printer, '')}/jobs/{quote(job, '')}/outcomes",
            {"state": state, "fault": fault},
            {"Idempotency-Key": outcome_key(job, state)},
        )
        return Answer(reply.status, reply.headers.get("Idempotent-Replay", "").lower() == "true")

    def tell_state(self, device: str, state: PrinterState) -> None:
        """A heartbeat. Raises Unanswered."""
        path = f"/api/devices/{quote(device, '')}/heartbeats"
        reply = self._ask("POST", path, {"state": state.health, "fault": state.fault})
        if not 200 <= reply.status < 300:
            raise Unanswered(f"heartbeat: {reply.status}")

    def _ask(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        timeout: urllib3.Timeout = _ANSWER,
    ) -> urllib3.BaseHTTPResponse:
        sent = self._headers | (headers or {})
        if body is not None:
            sent["Content-Type"] = "application/json"
        try:
            reply = self._pool.request(
                method,
                self._url + path,
                body=None if body is None else json.dumps(body).encode(),
                headers=sent,
                timeout=timeout,
                redirect=False,
            )
        except urllib3.exceptions.HTTPError as error:
            raise Unanswered(type(error).__name__) from error
        if reply.status >= 500 or reply.status in (408, 425, 429):
            raise Unanswered(f"{reply.status}")
        self._set_clock(reply.headers.get("Date", ""))
        return reply

    def _set_clock(self, date: str) -> None:
        try:
            self._ahead = parsedate_to_datetime(date) - _monotonic()
        except (TypeError, ValueError):
            return  # a server that tells no time: the last that is known goes on


def outcome_key(job: str, state: str) -> str:
    """The same key whenever the same is said of the same job, 16 to 64 characters."""
    key = f"outcome-{job}-{state}"
    return key if key.isascii() and 16 <= len(key) <= 64 else hashlib.sha256(key.encode()).hexdigest()


def _moment(text: str | None) -> datetime | None:
    moment = datetime.fromisoformat(text) if text else None
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _monotonic() -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=time.monotonic())
