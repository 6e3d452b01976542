"""A request that is answered too late: whoever was sent to the desk is not called, and no slip comes out behind him."""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from kiosk.given_up import GivenUp, SiteBehind
from kiosk.keys import KeyBook
from kiosk.link import Link, Unreachable
from server.printing.jobs import SLIP_LIFETIME
from server.printing.site import Job, Unanswered
from server.printing.site import Site as PrintersSite
from server.store.store import DATABASE
from tests.kiosk.box import Answer, Box, Cable, running_box
from tests.site import Site, fresh_key, running_site
from tests.web.people import return_code

SERVICE = "narcological-certificate"
LATER = 60.0  # seconds, more than a link that is back needs


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One without another box, whose printer would take the slips of ours."""
    with running_site(tmp_path_factory.mktemp("given-up")) as running:
        yield running


@pytest.fixture
def cable(site: Site) -> Iterator[Cable]:
    laid = Cable(site)
    yield laid
    laid.close()


@pytest.fixture
def far_box(site: Site, cable: Cable, tmp_path: Path) -> Iterator[Box]:
    with running_box(tmp_path, cable.url, site.token("kiosk-1")) as box:
        yield box


def ahead(site: Site) -> int:
    offered = {service["service"]: service for service in site.kiosk.services()}
    return int(offered[SERVICE]["ahead"])


def latest(site: Site) -> tuple[Any, ...]:
    """The visit that was opened last: its id, state and ground."""
    with sqlite3.connect(site.data / DATABASE) as connection:
        row: tuple[Any, ...] = connection.execute(
            "SELECT id, state, ground FROM visit ORDER BY opened_at DESC LIMIT 1"
        ).fetchone()
    connection.close()
    return row


def kinds(site: Site, visit: str) -> list[tuple[str, str]]:
    """What the ledger says of that visit, and who did it."""
    with sqlite3.connect(site.data / DATABASE) as connection:
        rows = connection.execute("SELECT kind, actor, facts FROM ledger ORDER BY seq").fetchall()
    connection.close()
    return [(kind, actor) for kind, actor, facts in rows if visit in str(facts)]


def cut_behind_the_request(cable: Cable) -> Callable[[bytes], bool]:
    """The site hears what is asked; from then on nothing comes through, and nothing of what was on its way."""

    def cut(request: bytes) -> bool:
        cable.cut = cable.cut or request.startswith(b"POST /api/visits")
        return cable.cut

    return cut


def mended(cable: Cable) -> None:
    cable.lose, cable.cut = lambda request: False, False


def until(holds: Callable[[], bool], what: str) -> None:
    ends = time.monotonic() + LATER
    while not holds():
        assert time.monotonic() < ends, what
        time.sleep(0.05)


def taken_too_late(box: Box, cable: Cable, key: str = "", **wanted: Any) -> None:
    """Asked for while the cable breaks, and the person sent to the desk."""
    cable.lose = cut_behind_the_request(cable)
    told = box.ask("POST", "/api/visits", wanted or {"service": SERVICE, "language": "ru"}, key=key)
    assert (told.status, told.body["code"]) == (503, "given_up")
    assert told.body["detail"] == "Please go to the desk. You will be helped there."


def settled(box: Box, key: str, **wanted: Any) -> Answer:
    """What the agent answers under that key, once the site has settled it."""
    said: list[Answer] = []

    def is_settled() -> bool:
        said.append(box.ask("POST", "/api/visits", wanted or {"service": SERVICE, "language": "ru"}, key=key))
        return (said[-1].status, said[-1].body.get("code")) != (503, "given_up")

    until(is_settled, "the key is not settled")
    return said[-1]


def slips(site: Site, visit: str) -> list[tuple[str]]:
    """How the slips of that visit stand."""
    with sqlite3.connect(site.data / DATABASE) as connection:
        rows = connection.execute("SELECT state FROM job WHERE visit = ?", (visit,)).fetchall()
    connection.close()
    return rows


def test_a_ticket_of_whoever_was_sent_to_the_desk_is_withdrawn_and_never_printed(
    site: Site, cable: Cable, far_box: Box
) -> None:
    before, neighbour, key = ahead(site), latest(site), fresh_key()
    taken_too_late(far_box, cable, key)
    visit, state, _ = latest(site)
    assert (visit != neighbour[0], state, ahead(site)) == (True, "open", before + 1)
    assert far_box.take(SERVICE, key).body["code"] == "given_up", "it is not asked for again meanwhile"
    mended(cable)
    until(lambda: latest(site) == (visit, "withdrawn", "no_slip"), "it is still in line")
    assert (ahead(site), slips(site, visit)) == (before, [("failed",)])
    assert ("visit_withdrawn", "device:kiosk-1") in kinds(site, visit)
    assert settled(far_box, key).body["code"] == "key_reused"
    assert far_box.take(SERVICE).status == 201, "and the next person gets his"
    assert len(far_box.printer.wait_for_papers(1, LATER)) == 1


def test_what_the_site_has_not_heard_cannot_happen_any_more(site: Site, cable: Cable, far_box: Box) -> None:
    before, key = latest(site), fresh_key()
    cable.cut = True
    assert far_box.take(SERVICE, key).body["code"] == "given_up"
    mended(cable)
    assert settled(far_box, key).body["code"] == "key_reused"
    late = site.request(
        "POST", "/api/visits", {"service": SERVICE, "language": "ru"}, site.kiosk.headers, key
    )
    assert (late.status, late.body["code"]) == (409, "key_reused")
    assert latest(site) == before


def lose_replies(cable: Cable) -> None:
    """Only the reply: the printer hears of the slip by itself."""
    cable.lose = lambda request: request.startswith(b"POST /api/visits")


def test_a_slip_that_comes_in_time_is_not_withdrawn(site: Site, cable: Cable, far_box: Box) -> None:
    before, key = ahead(site), fresh_key()
    lose_replies(cable)
    assert far_box.take(SERVICE, key).body["code"] == "given_up"
    assert len(far_box.printer.wait_for_papers(1, LATER)) == 1
    mended(cable)
    replayed = settled(far_box, key, service=SERVICE, language="ru")
    visit, state, _ = latest(site)
    assert (replayed.status, replayed.body["visit"]["id"]) == (201, visit)
    assert (state, ahead(site), slips(site, visit)) == ("open", before + 1, [("printed",)])
    assert "visit_withdrawn" not in [kind for kind, _ in kinds(site, visit)]
    assert len(far_box.printer.papers) == 1


def test_a_ticket_whose_printer_is_out_of_paper_is_withdrawn(site: Site, cable: Cable, far_box: Box) -> None:
    before, key = ahead(site), fresh_key()
    far_box.printer.set_fault("paper_out")
    lose_replies(cable)
    assert far_box.take(SERVICE, key).body["code"] == "given_up"
    mended(cable)
    assert settled(far_box, key).body["code"] == "key_reused"
    visit, *ended = latest(site)
    assert (ended, ahead(site), slips(site, visit)) == (["withdrawn", "no_slip"], before, [("failed",)])


def test_a_ticket_whose_slip_is_still_being_printed_waits_for_what_the_printer_says(
    site: Site, cable: Cable, far_box: Box
) -> None:
    before, key = ahead(site), fresh_key()
    far_box.printer.set_fault("slow")
    lose_replies(cable)
    assert far_box.take(SERVICE, key).body["code"] == "given_up"
    mended(cable)
    visit, state, _ = latest(site)
    assert state == "open"
    until(lambda: slips(site, visit) == [("sent",)], "the printer has not begun")
    assert far_box.take(SERVICE, key).body["code"] == "given_up"
    far_box.printer.set_fault(None)
    assert settled(far_box, key).status == 201
    assert (latest(site)[1], slips(site, visit), ahead(site)) == ("open", [("printed",)], before + 1)


def test_a_reply_that_comes_in_time_is_taken_back_by_nobody(site: Site, cable: Cable, far_box: Box) -> None:
    lost: list[bytes] = []

    def lose_the_first(request: bytes) -> bool:
        lost.extend([request] if request.startswith(b"POST /api/visits") else [])
        return len(lost) == 1 and request is lost[0]

    cable.lose = lose_the_first
    taken = far_box.take(SERVICE)
    assert (taken.status, len(lost)) == (201, 2)
    assert far_box.slip(taken.body["job"]["id"])["state"] == "printed"
    assert latest(site) == (taken.body["visit"]["id"], "open", None)


def test_whoever_came_back_to_his_visit_keeps_it(site: Site, cable: Cable, far_box: Box) -> None:
    taken, key = site.kiosk.take(SERVICE), fresh_key()
    far_box.printer.wait_for_papers(1, LATER)  # by the spool of this kiosk's printer
    code = return_code(taken["slip"])
    taken_too_late(far_box, cable, key, return_code=code)
    mended(cable)
    assert settled(far_box, key, return_code=code).body["visit"]["id"] == taken["visit"]["id"]
    assert latest(site) == (taken["visit"]["id"], "open", None)
    both = [("failed",), ("printed",)]
    until(lambda: sorted(slips(site, taken["visit"]["id"])) == both, "a second slip comes out")


def test_a_box_that_died_while_it_was_cut_off_gives_up_after_its_next_start(
    site: Site, cable: Cable, far_box: Box
) -> None:
    before = ahead(site)
    taken_too_late(far_box, cable)
    far_box.process.kill()
    far_box.process.wait()
    assert ahead(site) == before + 1
    mended(cable)
    far_box.start()
    until(lambda: ahead(site) == before, "the ticket stays in line")
    assert latest(site)[1:] == ("withdrawn", "no_slip")


# the keeper alone


@pytest.fixture
def book(tmp_path: Path) -> Iterator[KeyBook]:
    kept = KeyBook(tmp_path / "keys.jsonl")
    yield kept
    kept.close()


class StubbornSite:
    """A site that answers each key as it is told, and notes what it was asked."""

    def __init__(self, *answers: bool | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def give_up(self, key: str) -> bool:
        self.asked.append(key)
        answer = self.answers.pop(0) if self.answers else True
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_a_key_is_asked_about_until_it_is_settled_whatever_is_answered(book: KeyBook) -> None:
    site = StubbornSite(False, Unreachable("silent"), ValueError("unforeseen"))
    keeper = GivenUp(site, book, again=0.01)
    keeper.give_up("one")
    keeper.start()
    until(lambda: not keeper.holds("one"), "the thread has died")
    keeper.stop()
    assert site.asked == ["one"] * 4


@pytest.mark.parametrize("answer", [False, Unreachable("silent"), ValueError("unforeseen")])
def test_what_goes_wrong_with_one_key_is_no_reason_to_leave_out_the_next(
    book: KeyBook, answer: bool | Exception
) -> None:
    keeper = GivenUp(StubbornSite(answer), book)
    for key in ("one", "two"):
        keeper.give_up(key)
    keeper.settle()
    assert (keeper.holds("one"), keeper.holds("two")) == (True, False)


def test_a_disk_that_takes_nothing_for_a_moment_ends_no_giving_up(
    book: KeyBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = GivenUp(StubbornSite(), book, again=0.01)
    keeper.give_up("one")
    with monkeypatch.context() as patch:
        patch.setattr(book, "settled", lambda _: os.fsync(-1))
        keeper.settle()
        assert keeper.holds("one")
    keeper.start()
    until(lambda: not keeper.holds("one"), "the thread has died")
    keeper.stop()


def test_no_number_of_keys_pushes_out_one_that_is_not_settled(book: KeyBook) -> None:
    site = StubbornSite()
    keeper = GivenUp(site, book)
    keys = [f"key-{n}" for n in range(500)]
    for key in keys:
        keeper.give_up(key)
    assert all(keeper.holds(key) for key in keys)
    keeper.settle()
    assert site.asked == keys
    assert not any(keeper.holds(key) for key in keys)


def test_the_printer_waits_until_it_is_settled_what_may_be_printed(
    book: KeyBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[Job] = []
    monkeypatch.setattr(PrintersSite, "waiting", lambda *_: jobs)
    keeper = GivenUp(StubbornSite(False, True), book)
    behind = SiteBehind("http://127.0.0.1:9", "token", keeper)
    assert behind.waiting("printer-lobby") is jobs
    keeper.give_up("one")
    with pytest.raises(Unanswered):
        behind.waiting("printer-lobby")
    assert behind.waiting("printer-lobby") is jobs


def test_a_key_that_is_never_settled_does_not_stop_the_printer_for_ever(
    book: KeyBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = GivenUp(StubbornSite(False), book)
    keeper.give_up("one")
    assert keeper.may_be_printed()
    later = time.monotonic() + SLIP_LIFETIME.total_seconds() + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert not keeper.may_be_printed()
    assert keeper.holds("one")


class Answering(BaseHTTPRequestHandler):
    """Answers with the statuses of its server, one after the other, and notes the keys that commands bear."""

    def do_DELETE(self) -> None:
        server: Any = self.server
        server.keys.append(self.headers["Idempotency-Key"])
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(server.statuses.pop(0))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """It tells the test and nobody else."""


def test_nothing_but_a_yes_of_the_site_settles_a_key_and_each_time_it_is_asked_anew() -> None:
    server: Any = HTTPServer(("127.0.0.1", 0), Answering)
    server.statuses, server.keys = [500, 409, 401, 404, 204], []
    serving = threading.Thread(target=server.serve_forever, args=(0.01,))
    serving.start()
    link = Link(f"http://127.0.0.1:{server.server_port}", "token")
    assert [link.give_up("the-key-of-one-tap") for _ in range(5)] == [False, False, False, False, True]
    link.close()
    server.shutdown()
    serving.join()
    server.server_close()
    assert len(set(server.keys)) == 5
