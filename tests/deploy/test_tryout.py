"""The try-out as a user starts it: one command, one line, and nothing left behind."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import urllib3

from tests.site import REPOSITORY, Clerk, Site, free_port, fresh_key

START_SECONDS = 60.0
END_SECONDS = 12.0
PRINTED_SECONDS = 60.0
RESTART_SECONDS = 60.0


class Running:
    """A `deploy/run` that said it was ready."""

    def __init__(self, data: Path, port: int, *more: str) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.errors = data.parent / f"{data.name}.errors"
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [REPOSITORY / "deploy/run", "--port", str(port), "--data", str(data), *more],
                cwd="/",
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        assert self.process.stdout is not None
        self.first_line = self.process.stdout.readline().decode()

    def get(self, path: str) -> Any:
        return urllib3.request("GET", self.url + path, timeout=30.0).json()

    def ready(self) -> bool:
        try:
            return urllib3.request("GET", f"{self.url}/readyz", timeout=2.0, retries=False).status == 200
        except urllib3.exceptions.HTTPError:
            return False

    def papers(self, printer: str) -> list[dict[str, Any]]:
        printers = self.get("/api/try-out")["printers"]
        url = next(known["papers_url"] for known in printers if known["id"] == printer)
        papers: list[dict[str, Any]] = urllib3.request("GET", url, timeout=30.0).json()
        return papers

    def board(self) -> Any:
        """What the hall's board shows."""
        described = self.get("/api/try-out")
        token = next(device["token"] for device in described["devices"] if device["kind"] == "board")
        headers = {"Authorization": f"Bearer {token}"}
        hall = described["halls"][0]["id"]
        return urllib3.request("GET", f"{self.url}/api/boards/{hall}", headers=headers, timeout=30.0).json()

    def take(self, service: str) -> Any:
        """A visit through the kiosk's own door, as its page asks for it."""
        kiosk = self.get("/api/try-out")["kiosk_url"]
        response = urllib3.request(
            "POST",
            f"{kiosk}api/visits",
            body=json.dumps({"service": service, "language": "kk"}),
            headers={"Content-Type": "application/json", "Idempotency-Key": fresh_key()},
            timeout=30.0,
        )
        assert response.status == 201, response.data
        return response.json()

    def children(self) -> dict[int, str]:
        """What runs because of us: command line by process."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return {int(pid): Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in listed}

    def server(self) -> int:
        return next(pid for pid, line in self.children().items() if "server serve" in line)

    def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, bytes]:
        """Exit code, and what it still said on standard output."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self) -> tuple[int, bytes]:
        """The same, when it ends by itself."""
        rest, _ = self.process.communicate(timeout=START_SECONDS)
        return self.process.returncode, rest


@contextmanager
def deploy_run(data: Path, port: int, *more: str) -> Iterator[Running]:
    running = Running(data, port, *more)
    try:
        assert running.first_line == f"ready {running.url}/\n", running.errors.read_text()
        yield running
    finally:
        if running.process.poll() is None:
            running.end()


def wait_for(what: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, f"not within {seconds} s"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "data"


@pytest.fixture(scope="module")
def house(kept: Path) -> Iterator[Running]:
    """One for whoever does it no harm; on the data `kept`."""
    with deploy_run(kept, free_port()) as running:
        yield running


def test_says_ready_once_and_leaves_no_process(data: Path) -> None:
    with deploy_run(data, free_port()) as running:
        children = running.children()
        assert len(children) == 7
        began = time.monotonic()
        assert running.end() == (0, b"")
        print(f"the try-out ended in {time.monotonic() - began:.1f} s (limit {END_SECONDS:.0f} s)")
    assert [line for pid, line in children.items() if is_alive(pid)] == []


def test_a_visit_is_taken_at_the_kiosk_and_its_slip_printed(house: Running) -> None:
    printed = len(house.papers("printer-lobby"))
    house.take("tb-certificate")
    wait_for(lambda: len(house.papers("printer-lobby")) == printed + 1, PRINTED_SECONDS)
    assert {paper["kind"] for paper in house.papers("printer-lobby")} == {"slip"}


def test_its_register_is_asked_over_http_and_knows_invented_people(house: Running, kept: Path) -> None:
    house.take("tb-certificate")
    clerk = Clerk(Site(kept, house.port), "operator", "kezek-operator", "window-2")
    ticket = clerk.next()
    clerk.move(ticket["id"], "start")
    for iin, finding in (("950315590903", "present"), ("890101199900", "absent"), ("880229690203", None)):
        said = clerk.ask("POST", f"/api/tickets/{ticket['id']}/look-ups", {"iin": iin}).body
        assert (said["finding"], said["source"]["en"]) == (finding, "National register of TB patients")


def test_goes_on_where_it_was_with_the_same_data(data: Path) -> None:
    port = free_port()
    with deploy_run(data, port) as running:
        described = running.get("/api/try-out")
        running.take("tb-certificate")
    with deploy_run(data, port) as again:
        assert again.get("/api/try-out") == described
        assert again.take("tb-certificate")["visit"]["number"] == "A002"


def test_starts_a_killed_server_again(data: Path) -> None:
    with deploy_run(data, free_port()) as running:
        killed = running.server()
        os.kill(killed, signal.SIGKILL)
        wait_for(lambda: running.ready() and running.server() != killed, RESTART_SECONDS)
        assert "server ended (SIGKILL); starting it again" in running.errors.read_text()
        assert running.take("tb-certificate")["visit"]["number"] == "A001"


def test_nothing_outlives_a_killed_house_and_the_next_one_starts(data: Path) -> None:
    port = free_port()
    with deploy_run(data, port) as running:
        children = running.children()
        running.end(signal.SIGKILL)
        wait_for(lambda: not any(map(is_alive, children)), 30.0)
    with deploy_run(data, port) as again:
        assert again.ready()


def test_a_taken_port_is_named(house: Running, data: Path) -> None:
    other = Running(data, house.port)
    assert other.ended() == (1, b"")
    assert f"port {house.port} (server)" in other.errors.read_text()
    assert other.first_line == ""


def test_a_house_that_cannot_start_says_which_part_and_why(house: Running, kept: Path) -> None:
    other = Running(kept, free_port())
    assert other.ended() == (1, b"")
    said = other.errors.read_text()
    assert "server ended (exit code 78)" in said
    assert "another server works on" in said
    assert house.ready()
