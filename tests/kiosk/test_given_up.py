"""A request that is answered too late: whoever was sent to the desk is not called, and no slip comes out behind him."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from server.store.store import DATABASE
from tests.kiosk.box import Answer, Box, Cable, running_box
from tests.site import Site, fresh_key, running_site
from tests.web.people import return_code

SERVICE = "narcological-certificate"
LATER = 8.0  # seconds, more than a link that is back needs


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


def mended_and_settled(cable: Cable, box: Box) -> None:
    """The site was asked what became of the slip, and whatever the box does upon the answer, it has done."""
    asked = Event()

    def hear(request: bytes) -> bool:
        if b'"state": "failed"' in request:
            asked.set()
        return False

    cable.lose, cable.cut = hear, False
    assert asked.wait(LATER)
    assert box.stop() == 0


def until(holds: Callable[[], bool], what: str) -> None:
    ends = time.monotonic() + LATER
    while not holds():
        assert time.monotonic() < ends, what
        time.sleep(0.05)


def taken_too_late(box: Box, cable: Cable, **wanted: Any) -> Answer:
    """Asked for while the cable breaks, and the person sent to the desk."""
    cable.lose = cut_behind_the_request(cable)
    told = box.ask("POST", "/api/visits", wanted or {"service": SERVICE, "language": "ru"})
    assert (told.status, told.body["code"]) == (503, "given_up")
    assert told.body["detail"] == "Please go to the desk. You will be helped there."
    return told


def test_a_ticket_of_whoever_was_sent_to_the_desk_is_withdrawn_and_never_printed(
    site: Site, cable: Cable, far_box: Box
) -> None:
    before, neighbour = ahead(site), latest(site)
    taken_too_late(far_box, cable)
    visit, state, _ = latest(site)
    assert (visit != neighbour[0], state, ahead(site)) == (True, "open", before + 1)
    mended(cable)
    until(lambda: latest(site) == (visit, "withdrawn", "left"), "it is still in line")
    assert ahead(site) == before
    assert ("visit_withdrawn", "device:kiosk-1") in kinds(site, visit)
    time.sleep(1.0)
    assert len(far_box.printer.papers) == 0
    assert far_box.take(SERVICE).status == 201, "and the next person gets his"
    assert len(far_box.printer.wait_for_papers(1)) == 1


def test_what_the_site_has_not_heard_cannot_happen_any_more(site: Site, cable: Cable, far_box: Box) -> None:
    before, key = latest(site), fresh_key()
    cable.cut = True
    wanted = {"service": SERVICE, "language": "ru"}
    assert far_box.ask("POST", "/api/visits", wanted, key=key).body["code"] == "given_up"
    mended(cable)
    headers = {"Authorization": f"Bearer {site.token('kiosk-1')}"}
    until(lambda: forbidden(site, headers, key), "the key is still open")
    late = site.request("POST", "/api/visits", wanted, headers, key)
    assert (late.status, late.body["code"]) == (409, "key_reused")
    assert latest(site) == before
    assert far_box.ask("POST", "/api/visits", wanted, key=key).body["code"] == "given_up"


def forbidden(site: Site, headers: dict[str, str], key: str) -> bool:
    with sqlite3.connect(site.data / DATABASE) as connection:
        found = connection.execute("SELECT status FROM reply WHERE key = ?", (key,)).fetchone()
    connection.close()
    return bool(found == (204,))


def test_a_slip_that_comes_in_time_is_not_withdrawn(site: Site, cable: Cable, far_box: Box) -> None:
    """Only the reply is lost: the printer heard of the slip by itself, and the person has it."""
    before = ahead(site)
    cable.lose = lambda request: request.startswith(b"POST /api/visits")
    assert far_box.take(SERVICE).body["code"] == "given_up"
    assert len(far_box.printer.wait_for_papers(1)) == 1
    mended_and_settled(cable, far_box)
    visit, state, _ = latest(site)
    assert (state, ahead(site)) == ("open", before + 1)
    assert "visit_withdrawn" not in [kind for kind, _ in kinds(site, visit)]


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
    taken = site.kiosk.take(SERVICE)
    far_box.printer.wait_for_papers(1)  # by the spool of this kiosk's printer
    taken_too_late(far_box, cable, return_code=return_code(taken["slip"]))
    mended_and_settled(cable, far_box)
    assert latest(site) == (taken["visit"]["id"], "open", None)
    assert len(far_box.printer.papers) == 1, "no second slip comes out"
