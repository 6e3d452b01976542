"""How one of the invented people speaks to the site: a command has one key, and is asked until it is answered."""

import itertools
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson

from deploy.http_client import Answered, Connection, request
from deploy.visitors.clock import Clock
from deploy.visitors.place import Address
from deploy.visitors.tally import Press, Tally

PATIENCE_SECONDS = 10.0
PAUSE_SECONDS = 0.2  # before a server that is gone is asked again
NOT_NOW = frozenset({429, 502, 503, 504})  # nothing was done, or nobody knows: the same key settles it
GIVEN_UP = "given_up"  # by a kiosk that sends its person to the desk: nothing comes of this key any more
# What a rule of the house may answer to people who act at the same time as others do.
REFUSALS = frozenset(
    {
        "counter_busy",
        "counter_unsuitable",
        GIVEN_UP,
        "move_refused",
        "not_seated",
        "paid_already",
        "seat_taken",
        "seated_elsewhere",
        "shift_not_open",
        "shift_open",
        "shift_over",
        "task_done",
        "ticket_elsewhere",
        "unpaid",
        "visit_closed",
    }
)


class Refused(Exception):
    """A rule of the house said no, a kiosk gave up, or somebody else is at this counter (`left_alone`): `code`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unexpected(Exception):
    """An answer that the contract does not promise; it has been reported."""


LEFT_ALONE = "left_alone"


class SignedOut(Exception):
    """The session is over: 401."""


def fresh_keys() -> Iterator[str]:
    """Idempotency keys that no other run has used."""
    run = f"visitors-{os.getpid()}-{time.monotonic_ns()}"
    return (f"{run}-{n}" for n in itertools.count())


class Reply(NamedTuple):
    status: int
    body: Any


@dataclass(slots=True)
class Link:
    """A connection of one actor, on one thread; `headers` say who he is.

    `is_left_alone`: whether he must not act now, since somebody of flesh and blood does so in his place.
    """

    address: Address
    clock: Clock
    tally: Tally
    headers: Mapping[str, str] = field(default_factory=dict)
    is_left_alone: Callable[[], bool] = lambda: False
    _keys: Iterator[str] = field(default_factory=fresh_keys)
    _connection: Connection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = Connection(self.address.host, self.address.port, PATIENCE_SECONDS)

    def close(self) -> None:
        self._connection.close()

    def command(self, deed: str, path: str, body: Mapping[str, Any], method: str = "POST") -> Reply:
        """What the site answers. Raises Refused, Unexpected, SignedOut, Ended."""
        if self.is_left_alone():
            raise Refused(LEFT_ALONE)
        sent = request(
            method, path, orjson.dumps(body), **self._host, **self.headers, Idempotency_Key=next(self._keys)
        )
        answered = self._asked(deed, sent)
        return Reply(answered.status, self._read(f"{method} {path}", answered))

    def read(self, path: str) -> Any:
        """Raises Unexpected, SignedOut, Ended."""
        sent = request("GET", path, b"", **self._host, **self.headers)
        return self._read(f"GET {path}", self._asked("", sent))

    def sign_in(self, name: str, password: str) -> None:
        """Raises Unexpected, Ended."""
        self.headers = {}
        body = orjson.dumps({"name": name, "password": password})
        answered = self._asked("", request("POST", "/api/sign-in", body, **self._host))
        csrf = self._read("POST /api/sign-in", answered)["csrf"]
        cookie = (answered.header("Set-Cookie") or "").partition(";")[0]
        self.headers = {"Cookie": cookie, "X_CSRF_Token": csrf}

    @property
    def _host(self) -> dict[str, str]:
        return {"Host": f"{self.address.host}:{self.address.port}"}

    def _asked(self, deed: str, sent: bytes) -> Answered:
        """Ask until there is an answer, with the same bytes and so with the same key."""
        while True:
            began = time.perf_counter()
            try:
                answered = self._connection.ask(sent)
            except OSError:
                self._connection.close()
                self._again(PAUSE_SECONDS)
                continue
            if answered.status in NOT_NOW and _code_of(answered) != GIVEN_UP:
                self._again(float(answered.header("Retry-After") or 1))
                continue
            if _is_broken_off(answered):
                self._connection.close()
                self._again(PAUSE_SECONDS)
                continue
            if deed:
                body = orjson.loads(answered.body) if answered.body else None
                self.tally.press(Press(deed, began, time.perf_counter(), answered.status, body))
            return answered

    def _again(self, seconds: float) -> None:
        self.tally.tried_again()
        self.clock.pause(seconds)

    def _read(self, what: str, answered: Answered) -> Any:
        if 200 <= answered.status < 300:
            return orjson.loads(answered.body) if answered.body else None
        if answered.status == 401 and "Cookie" in self.headers:
            raise SignedOut
        code = _code_of(answered)
        if code in REFUSALS:
            self.tally.refused(code)
            raise Refused(code)
        raise self._reported(what, answered)

    def _reported(self, what: str, answered: Answered) -> Unexpected:
        said = f"{what} → {answered.status} {answered.body[:300].decode(errors='replace')}"
        self.tally.unexpected(said)
        return Unexpected(said)


def _code_of(answered: Answered) -> str:
    try:
        return str(orjson.loads(answered.body)["code"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return ""


def _is_broken_off(answered: Answered) -> bool:
    """The site ended meanwhile: what it says itself, also of its own faults, is JSON."""
    return answered.status == 500 and "json" not in (answered.header("Content-Type") or "")
