"""The kiosk says that it lives, so that staff are told when it does not."""

import sqlite3
import time
from collections.abc import Callable

import pytest

from kiosk.heart import Heart
from server.printing.site import Unanswered
from server.printing.status import WELL, PrinterState
from server.store.store import DATABASE
from tests.kiosk.box import Box
from tests.site import Site


class DeafAtFirst:
    """A site that does not answer the first heartbeat."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, PrinterState]] = []

    def tell_state(self, device: str, state: PrinterState) -> None:
        self.heard.append((device, state))
        if len(self.heard) == 1:
            raise Unanswered("503")


def wait_until(holds: Callable[[], bool], seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.02)


def test_it_beats_on_though_a_beat_was_not_heard() -> None:
    site = DeafAtFirst()
    heart = Heart(site, every=0.01)
    heart.start()
    wait_until(lambda: len(site.heard) >= 3)
    heart.stop()
    assert set(site.heard) == {("me", WELL)}


def test_a_heart_that_was_stopped_beats_no_more() -> None:
    site = DeafAtFirst()
    heart = Heart(site, every=0.01)
    heart.start()
    wait_until(lambda: len(site.heard) >= 1)
    heart.stop()
    beats = len(site.heard)
    time.sleep(0.1)
    assert len(site.heard) == beats


def test_the_site_hears_of_a_kiosk_under_its_own_name(site: Site, box: Box) -> None:
    with sqlite3.connect(site.data / DATABASE) as database:
        wait_until(lambda: _seen(database) is not None)


def _seen(database: sqlite3.Connection) -> int | None:
    (seen,) = database.execute("SELECT seen_at FROM device WHERE id = 'kiosk-1'").fetchone()
    return seen  # type: ignore[no-any-return]  # a row of SQLite


@pytest.mark.usefixtures("box")
def test_a_kiosk_names_itself_and_no_other(site: Site) -> None:
    refused = site.request("POST", "/api/devices/board-main/heartbeats", {"state": "ok"}, site.kiosk.headers)
    assert (refused.status, refused.body["code"]) == (403, "forbidden")
