"""What was asked for and not heard of in time: its person was sent to the desk, and it must not come true behind him.

As soon as the site answers it is told so, and settles what becomes of it (`DELETE /api/visits`); before the printer
hears what waits, so that no slip of it is printed meanwhile.
"""

import logging
import threading
import time
from typing import Protocol

from kiosk.keys import KeyBook
from kiosk.link import Unreachable
from server.printing.jobs import SLIP_LIFETIME
from server.printing.site import Job, Site, Unanswered

log = logging.getLogger("kezek.kiosk")

_AGAIN_SECONDS = 1.0


class GivesUp(Protocol):
    """What is needed of `kiosk.link.Link`."""

    def give_up(self, key: str) -> bool: ...


class GivenUp:
    """Holds each key until the site has settled it, from `start` to `stop`, and those of `book` that an earlier run did
    not see settled. May be shared by threads."""

    def __init__(self, link: GivesUp, book: KeyBook, again: float = _AGAIN_SECONDS) -> None:
        self._link = link
        self._book = book
        self._again = again
        # key → when it was given up, or when this run took it over
        self._unsettled = dict.fromkeys(book.unsettled, time.monotonic())
        self._guard = threading.Lock()
        self._settling = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep_on, name="given up", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(5)

    def give_up(self, key: str) -> None:
        """Returns when it is on the disk."""
        self._book.given_up(key)
        with self._guard:
            self._unsettled[key] = time.monotonic()

    def holds(self, key: str) -> bool:
        """It must not be asked for again: the site may be about to forbid it."""
        with self._guard:
            return key in self._unsettled

    def settle(self) -> None:
        """Ask the site once about each key. What goes wrong with one is no reason to leave out the next."""
        with self._settling:
            for key in self._keys():
                if not self._stopping.is_set() and self._settled(key):
                    with self._guard:
                        del self._unsettled[key]

    def may_be_printed(self) -> bool:
        """A slip of what is not settled could still come out; later it is too old for any printer."""
        oldest = time.monotonic() - SLIP_LIFETIME.total_seconds()
        with self._guard:
            return any(at > oldest for at in self._unsettled.values())

    def _keys(self) -> list[str]:
        with self._guard:
            return list(self._unsettled)

    def _settled(self, key: str) -> bool:
        try:
            settled = self._link.give_up(key)
            if settled:
                self._book.settled(key)
        except Unreachable:
            return False
        except Exception:  # that nobody foresaw: the thread must live on for the others
            log.exception("a key cannot be given up")
            return False
        log.info("a visit that was given up is %s", "settled" if settled else "not settled yet")
        return settled

    def _keep_on(self) -> None:
        while not self._stopping.wait(self._again):
            self.settle()


class SiteBehind(Site):
    """The site as the printer hears of it: behind what was given up."""

    def __init__(self, url: str, token: str, given_up: GivenUp) -> None:
        super().__init__(url, token)
        self._given_up = given_up

    def waiting(self, printer: str, wait: int = 20) -> list[Job]:
        jobs = super().waiting(printer, wait)
        self._given_up.settle()
        if self._given_up.may_be_printed():
            raise Unanswered("what was given up is not settled yet")
        return jobs
