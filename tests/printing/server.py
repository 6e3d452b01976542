"""A site's server of eighty lines: it hands out jobs and writes down what it is told."""

import json
import threading
from collections import defaultdict
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from server.domain.paper import Paper, to_data


class FakeSite:
    """What it was told is in `told`: the bodies by job, in order, repeats under the same key left out."""

    def __init__(self) -> None:
        self.told: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.beats: list[dict[str, Any]] = []
        self.tokens: set[str | None] = set()
        self.deaf = 0  # so many of the next requests are not answered but with 503
        self.changed = threading.Condition()
        self._queued: dict[str, dict[str, Any]] = {}
        self._others: set[str] = set()
        self._keys: dict[str, int] = {}
        self._http = _Server(("127.0.0.1", 0), _Api)
        self._http.site = self
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> "FakeSite":
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def job(
        self, name: str, paper: Paper, queued_at: datetime | None = None, state: str = "queued"
    ) -> dict[str, Any]:
        moment = (queued_at or datetime.now(UTC)).isoformat().replace("+00:00", "Z")
        return {
            "id": name,
            "kind": paper.kind.value,
            "paper": to_data(paper),
            "queued_at": moment,
            "state": state,
        }

    def queue(
        self,
        name: str,
        paper: Paper,
        queued_at: datetime | None = None,
        *,
        held: bool = False,
        state: str = "queued",
    ) -> dict[str, Any]:
        """A job for the printer; `held`: another device has claimed it, and the list does not know yet."""
        job = self.job(name, paper, queued_at, state)
        with self.changed:
            self._queued[name] = job
            if held:
                self._others.add(name)
            self.changed.notify_all()
        return job

    def states(self, job: str) -> list[str]:
        return [body["state"] for body in self.told[job]]

    def wait_for(self, job: str, state: str, seconds: float = 60.0) -> dict[str, Any]:
        with self.changed:
            if not self.changed.wait_for(lambda: state in self.states(job), seconds):
                raise TimeoutError(f"{job} was never told {state}: {self.told[job]}")
            return next(body for body in self.told[job] if body["state"] == state)

    def wait_for_beat(self, seconds: float = 60.0, **said: Any) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: said in self.beats, seconds), self.beats

    def waiting(self, state: str, wait: float) -> list[dict[str, Any]]:
        def listed() -> list[dict[str, Any]]:
            return [job for job in self._queued.values() if job["state"] == state]

        with self.changed:
            self.changed.wait_for(listed, wait)
            return listed()

    def outcome(self, job: str, key: str, body: dict[str, Any]) -> tuple[int, bool]:
        with self.changed:
            if key in self._keys:
                return self._keys[key], True
            status = 409 if job in self._others else 200
            if status == 200:
                self.told[job].append(body)
                self._queued.pop(job, None)
            self._keys[key] = status
            self.changed.notify_all()
            return status, False


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: FakeSite


class _Api(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        asked = dict(pair.split("=") for pair in query.split("&") if pair)
        if self._heard() and path.endswith("/jobs"):
            wait = min(float(asked.get("wait", 0)), 20)
            self._answer(200, {"jobs": self.server.site.waiting(asked.get("state", "queued"), wait)})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        site = self.server.site
        if not self._heard():
            return
        if self.path.endswith("/heartbeats"):
            with site.changed:
                site.beats.append(body)
                site.changed.notify_all()
            self._answer(200, {})
        else:
            key = self.headers["Idempotency-Key"]
            assert 16 <= len(key) <= 64
            status, replayed = site.outcome(self.path.split("/")[-2], key, body)
            self._answer(status, {}, replayed)

    def _heard(self) -> bool:
        self.server.site.tokens.add(self.headers["Authorization"])
        if self.server.site.deaf > 0:
            self.server.site.deaf -= 1
            self._answer(503, {})
            return False
        return True

    def _answer(self, status: int, body: dict[str, Any], replayed: bool = False) -> None:
        said = json.dumps(body).encode()
        self.send_response(status)
        if replayed:
            self.send_header("Idempotent-Replay", "true")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: Any) -> None:
        """Tests are silent."""
