"""A kiosk's box for tests: the agent as a process of its own, its printer beside it, and a way to the site."""

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import urllib3

from deploy.virtual_printer import VirtualPrinter
from tests.site import REPOSITORY, Site, free_port, fresh_key

PACKAGES = REPOSITORY / "deploy/packages/node_modules"
START_SECONDS = 60.0


class Answer(NamedTuple):
    status: int
    body: Any


class Box:
    """The agent, once it serves. `server` is the URL it is told."""

    def __init__(self, folder: Path, server: str, token: str, printer: VirtualPrinter) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = folder / "data"
        self.log = folder / "agent.log"
        self.printer = printer
        self.http = urllib3.PoolManager(retries=False, timeout=30.0, maxsize=8)
        token_file = folder / "token"
        token_file.touch(0o600)
        token_file.write_text(token)
        self.command = [
            *(sys.executable, "-m", "kiosk", "--server", server, "--port", str(self.port)),
            *("--printer", f"printer-lobby,127.0.0.1:{printer.port},576,notes"),
            *("--fonts", str(PACKAGES / "dejavu-fonts-ttf/ttf"), "--packages", str(PACKAGES)),
            *("--shared", str(REPOSITORY / "server/pages/shared")),
            *("--data", str(self.data), "--token", str(token_file)),
        ]

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, cwd=REPOSITORY, stderr=log)
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(urllib3.exceptions.HTTPError):
                if self.http.request("GET", f"{self.url}/api/kiosk").status == 200:
                    return
            time.sleep(0.05)
        raise TimeoutError(f"the agent does not serve:\n{self.log.read_text()[-4000:]}")

    def stop(self) -> int:
        """As a service manager ends it; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
        key: str = "",
    ) -> Answer:
        sent = {"Accept-Language": "en"} | (headers or {})
        if method != "GET":
            sent |= {"Content-Type": "application/json", "Idempotency-Key": key or fresh_key()}
        data = json.dumps(body).encode() if body is not None else None
        reply = self.http.request(method, self.url + path, body=data, headers=sent)
        return Answer(reply.status, json.loads(reply.data) if reply.data else None)

    def take(self, service: str = "appointment", key: str = "", **more: Any) -> Answer:
        return self.ask("POST", "/api/visits", {"service": service, "language": "ru", **more}, key=key)

    def slip(self, job: str, seconds: float = 30.0) -> Any:
        """How the printing of that slip ended."""
        until = time.monotonic() + seconds
        while (state := self.ask("GET", f"/api/jobs/{job}").body)["state"] == "queued":
            assert time.monotonic() < until, "the slip is printed for too long"
            time.sleep(0.05)
        return state


@contextmanager
def running_box(folder: Path, server: str, token: str) -> Iterator[Box]:
    folder.mkdir(parents=True, exist_ok=True)
    with VirtualPrinter(folder / "papers") as printer:
        box = Box(folder, server, token, printer)
        try:
            box.start()
            yield box
        finally:
            if box.process.poll() is None:
                box.stop()
            box.http.clear()


class Cable:
    """What lies between the box and the site: it can lose replies, and it can be cut."""

    def __init__(self, site: Site) -> None:
        self.lose: Callable[[bytes], bool] = lambda request: False
        self.cut = False
        self._site = ("127.0.0.1", site.port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._open = True
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._open = False
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(30)

    def _listen(self) -> None:
        while self._open:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def _serve(self, link: socket.socket) -> None:
        """Carry bytes both ways until one end hangs up, the cable is cut, or a reply is to be lost."""
        with link, suppress(OSError), socket.create_connection(self._site, 30) as site:
            lost = threading.Event()
            replies = threading.Thread(target=self._carry_replies, args=(site, link, lost), daemon=True)
            replies.start()
            while (request := _whole_request(link)) and not self.cut:
                if self.lose(request):
                    lost.set()
                site.sendall(request)
            site.shutdown(socket.SHUT_RDWR)
            replies.join(30)

    def _carry_replies(self, site: socket.socket, link: socket.socket, lost: threading.Event) -> None:
        with suppress(OSError):
            while (reply := site.recv(65_536)) and not self.cut and not lost.is_set():
                link.sendall(reply)
        with suppress(OSError):  # it may have hung up already
            link.shutdown(socket.SHUT_RDWR)


def _whole_request(link: socket.socket) -> bytes:
    """Head and body often come one after the other: a cable that breaks between them would deliver neither."""
    request = b""
    while not _is_whole(request) and (more := link.recv(65_536)):
        request += more
    return request


def _is_whole(request: bytes) -> bool:
    head, end_of_head, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    return bool(end_of_head) and len(body) >= (int(length[1]) if length else 0)
