"""The kiosk's own heartbeat: as long as the box lives, the site hears of it; when it is silent, staff are told."""

import logging
import threading
from typing import Protocol

from server.printing.site import Unanswered
from server.printing.status import WELL, PrinterState

log = logging.getLogger("kezek.kiosk")

MYSELF = "me"  # how a device names itself; its token says which it is
_BEAT_SECONDS = 10.0


class HearsDevices(Protocol):
    """What is needed of `server.printing.site.Site`."""

    def tell_state(self, device: str, state: PrinterState) -> None: ...


class Heart:
    """Beats from `start` to `stop`. The printer beats for itself, and with its own faults."""

    def __init__(self, site: HearsDevices, every: float = _BEAT_SECONDS) -> None:
        self._site = site
        self._every = every
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heart", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(5)

    def _beat(self) -> None:
        while not self._stopping.is_set():
            try:
                self._site.tell_state(MYSELF, WELL)
            except Unanswered as error:
                log.warning("%s", error)
            self._stopping.wait(self._every)
