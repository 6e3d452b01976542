"""The site's server as a kiosk asks it: shortly, with its device token, and with the same key when it asks again.

Somebody stands before the screen: whatever happens, it knows within three seconds what to say.
"""

import json
import logging
import time
from dataclasses import dataclass
from typing import Any

import urllib3

log = logging.getLogger("kezek.kiosk")

LONGEST_SECONDS = 2.8  # that one question of the page may take, all attempts together
_ATTEMPT_SECONDS = 1.3
_PAUSE_SECONDS = 0.15  # between two attempts
_AGAIN = frozenset({408, 425, 502, 503, 504})  # nothing was done, or nobody knows: the same key settles it


class Unreachable(Exception):
    """The server gave no usable answer in time."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server said: its status and its JSON, refusals too."""

    status: int
    body: Any

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300


class Link:
    """The server at `url`. May be shared by threads. `reachable`: whether its latest answer came."""

    def __init__(self, url: str, token: str) -> None:
        self.reachable = False
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._pool = urllib3.PoolManager(maxsize=4, retries=False)

    def close(self) -> None:
        self._pool.clear()

    def services(self, language: str) -> Reply:
        """The services on offer. Raises Unreachable."""
        return self._asked("GET", "/api/services", {"Accept-Language": language}, None)

    def open_visit(self, body: dict[str, Any], key: str, language: str) -> Reply:
        """Open a visit, or take one up; a lost reply is asked for again with the same key. Raises Unreachable."""
        headers = {
            "Accept-Language": language,
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        return self._asked("POST", "/api/visits", headers, json.dumps(body).encode())

    def give_up(self, key: str) -> bool:
        """Whether it is settled for good what becomes of the visit asked under `key`. Raises Unreachable.

        If not, it is to be asked anew: each time under a fresh key, since the same would get the same answer.
        """
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": f"give-up-{time.monotonic_ns():020}",
        }
        return self._asked("DELETE", "/api/visits", headers, json.dumps({"key": key}).encode()).accepted

    def _asked(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Reply:
        ends = time.monotonic() + LONGEST_SECONDS
        while True:
            try:
                reply = self._attempt(method, path, headers, body, ends - time.monotonic())
                self.reachable = True
                return reply
            except Unreachable as error:
                self.reachable = False
                log.warning("%s %s: %s", method, path, error)
                if time.monotonic() + _PAUSE_SECONDS >= ends:
                    raise
                time.sleep(_PAUSE_SECONDS)

    def _attempt(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None, left: float
    ) -> Reply:
        try:
            reply = self._pool.request(
                method,
                self._url + path,
                body=body,
                headers=self._headers | headers,
                timeout=urllib3.Timeout(total=max(min(left, _ATTEMPT_SECONDS), 0.05)),
                redirect=False,
            )
            if reply.status in _AGAIN:
                raise Unreachable(f"status {reply.status}")
            return Reply(reply.status, reply.json() if reply.data else None)
        except urllib3.exceptions.HTTPError as error:
            raise Unreachable(type(error).__name__) from error
        except ValueError as error:
            raise Unreachable("an answer that is not JSON") from error
