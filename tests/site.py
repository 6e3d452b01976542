"""A real site for tests: the server as a process of its own in try-out mode, and the people around it.

with running_site(tmp_path) as site:
    taken = site.kiosk.take("tb-certificate")
    called = site.staff("registrar").next()
"""

import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import urllib3

from deploy.ports import is_free

REPOSITORY = Path(__file__).parent.parent
START_SECONDS = 60.0
STOP_SECONDS = 30.0
PORTS_IN_A_ROW = 10  # the server's and those of the try-out's other parts, which count on from it
_rows_of_ports = iter(range(20_000, 32_000, PORTS_IN_A_ROW))
_kept_ports: list[socket.socket] = []
_keys = itertools.count(1)


class Reply(NamedTuple):
    status: int
    body: Any


class Site:
    """One server with its data folder; it can be killed and started again on the same data and port.

    `settings`: more of the environment, over what the try-out is started with; from the next start on.
    `module`: what is run instead of the server, such as one with a slow disk.
    """

    def __init__(
        self, data: Path, port: int, settings: dict[str, str] | None = None, module: str = "server"
    ) -> None:
        self.data = data
        self.module = module
        self.port = port
        self.settings = dict(settings or {})
        self.url = f"http://127.0.0.1:{port}"
        self.http = urllib3.PoolManager(retries=False, timeout=30.0, maxsize=32)
        self._process: subprocess.Popen[bytes] | None = None
        self._described: dict[str, Any] | None = None

    def start(self) -> None:
        """Returns when the server is ready. Raises TimeoutError with its log."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("KEZEK_")}
        environment |= {
            "KEZEK_TRY_OUT": "yes",
            "KEZEK_DATA": str(self.data),
            "KEZEK_PORT": str(self.port),
            "PYTHONPATH": str(REPOSITORY),
            **self.settings,
        }
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self.module, "serve"], env=environment, cwd=REPOSITORY, stderr=log
            )
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(urllib3.exceptions.HTTPError):
                if self.http.request("GET", f"{self.url}/readyz").status == 200:
                    return
            time.sleep(0.05)
        raise TimeoutError(f"the server does not serve:\n{self.log.read_text()[-4000:]}")

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "the site was not started"
        return self._process

    @property
    def log(self) -> Path:
        return self.data.parent / f"{self.data.name}.log"

    def kill(self) -> None:
        """kill -9, as a power cut does it."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as a service manager does; nothing if it has ended already."""
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        self.process.send_signal(number)
        self.process.wait(STOP_SECONDS)

    def restart(self) -> None:
        """Start again after `kill` or `stop`; a server that still runs is stopped first."""
        if self.process.poll() is None:
            self.stop()
        self.start()

    def try_out(self) -> dict[str, Any]:
        """What GET /api/try-out answered first: nothing of it changes but which counters are open."""
        if self._described is None:
            self._described = self.request("GET", "/api/try-out").body
        return self._described

    def token(self, device: str) -> str:
        return next(str(known["token"]) for known in self.try_out()["devices"] if known["id"] == device)

    @property
    def board_url(self) -> str:
        return str(self.try_out()["board_url"])

    @property
    def kiosk(self) -> "Kiosk":
        return Kiosk(self, self.token("kiosk-1"))

    def staff(self, name: str) -> "Clerk":
        """Signed in, with the counter that the try-out seats them at."""
        known = next(staff for staff in self.try_out()["staff"] if staff["name"] == name)
        return Clerk(self, name, known["password"], known["counter"])

    def request(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None, key: str = ""
    ) -> Reply:
        """One request as it is; a command is given a fresh key unless it brings one."""
        sent = {"Accept-Language": "en"} | (headers or {})
        if method != "GET":
            sent |= {"Content-Type": "application/json", "Idempotency-Key": key or fresh_key()}
        data = None if method == "GET" else json.dumps(body or {}).encode()
        response = self.http.request(method, f"{self.url}{path}", body=data, headers=sent)
        return Reply(response.status, json.loads(response.data) if response.data else None)


class Kiosk:
    """The kiosk's device, without its agent: what it asks of the server."""

    def __init__(self, site: Site, token: str) -> None:
        self.site = site
        self.headers = {"Authorization": f"Bearer {token}"}

    def take(self, service: str, language: str = "kk", **more: Any) -> Any:
        """Open a visit: the answer of POST /api/visits."""
        body = {"service": service, "language": language, **more}
        return _body_of(self.site.request("POST", "/api/visits", body, self.headers), 201)

    def services(self) -> Any:
        return _body_of(self.site.request("GET", "/api/services", headers=self.headers), 200)


class Clerk:
    """A member of staff, signed in at the counter the try-out gave them (None: has none)."""

    def __init__(self, site: Site, name: str, password: str, counter: str | None) -> None:
        self.site = site
        self.name = name
        self.counter = counter
        body = json.dumps({"name": name, "password": password}).encode()
        response = site.http.request(
            "POST", f"{site.url}/api/sign-in", body=body, headers={"Content-Type": "application/json"}
        )
        assert response.status == 200, response.data
        cookie = response.headers["Set-Cookie"].partition(";")[0]
        self.headers = {"Cookie": cookie, "X-CSRF-Token": json.loads(response.data)["csrf"]}

    def ask(self, method: str, path: str, body: Any = None, key: str = "") -> Reply:
        return self.site.request(method, path, body, self.headers, key)

    def next(self, ticket: str | None = None) -> Any:
        """Call the next, or the named ticket; None when nobody waits."""
        body = {} if ticket is None else {"ticket": ticket}
        return _body_of(self.ask("POST", f"/api/counters/{self.counter}/calls", body), 200, 201)["ticket"]

    def see(self) -> Any:
        """The counter: its open ticket, its line."""
        return _body_of(self.ask("GET", f"/api/counters/{self.counter}"), 200)

    def ticket(self, ticket: str) -> Any:
        """The ticket with its clocks and tasks."""
        return _body_of(self.ask("GET", f"/api/tickets/{ticket}"), 200)

    def move(self, ticket: str, move: str, **more: Any) -> Any:
        return _body_of(self.ask("POST", f"/api/tickets/{ticket}/moves", {"move": move, **more}), 200)

    def do(self, ticket: str, task: str, answers: dict[str, Any]) -> Any:
        return _body_of(self.ask("POST", f"/api/tickets/{ticket}/tasks/{task}", answers), 200, 201)


def fresh_key() -> str:
    return f"test-{os.getpid()}-{time.monotonic_ns()}-{next(_keys)}"


def _body_of(reply: Reply, *expected: int) -> Any:
    assert reply.status in expected, reply
    return reply.body


def free_port() -> int:
    """The first of ten ports in a row that nobody listens on, and that are given to no other test while this one runs.

    Whoever is given them listens there a good while later, and tests run beside each other. They lie below those that
    the system gives to whoever asks for any.
    """
    for first in _rows_of_ports:
        if _is_ours(first) and all(is_free(port) for port in range(first, first + PORTS_IN_A_ROW)):
            return first
    raise OSError("there are no ten free ports in a row")


def _is_ours(first: int) -> bool:
    """By a name of which the system has one, and which goes with the process that has it."""
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0kezek-test-ports-{first}")
    except OSError:
        name.close()
        return False
    _kept_ports.append(name)
    return True


@contextmanager
def running_site(
    tmp_path: Path, settings: dict[str, str] | None = None, module: str = "server"
) -> Iterator[Site]:
    """A site that serves, on data of its own below `tmp_path`; ended and gone at the end."""
    site = Site(tmp_path / "site", free_port(), settings, module)
    try:
        site.start()
        yield site
    finally:
        if site._process is not None:
            site.stop()
        site.http.clear()
