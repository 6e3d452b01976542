"""The slips of this kiosk: each is printed beside the screen, and the screen may ask how that ended."""

import logging
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

from server.printing.printer import PrintResult
from server.printing.status import PrinterState

log = logging.getLogger("kezek.kiosk")

_REMEMBERED = 200
QUEUED, UNKNOWN = "queued", "unknown"


class PrintsSlips(Protocol):
    """What is needed of `server.printing.jobs.PrintJobs`."""

    state: PrinterState | None

    def print_now(self, job: dict[str, object]) -> PrintResult | None: ...


@dataclass(frozen=True, slots=True)
class SlipState:
    """`state`: queued, printed, failed (certainly no paper came out), unknown. `fault`: why, if it is known."""

    state: str
    fault: str | None = None


class Slips:
    """Prints in the background; remembers the last ones. May be shared by threads."""

    def __init__(self, jobs: PrintsSlips) -> None:
        self._jobs = jobs
        self._states: OrderedDict[str, SlipState] = OrderedDict()
        self._guard = threading.Lock()
        self._hands = ThreadPoolExecutor(max_workers=2, thread_name_prefix="slips")
        self._closed = False

    def print(self, job: dict[str, Any], slip: dict[str, Any]) -> None:
        """Begin to print the slip of that job, unless it was begun before.

        Once closed, nothing is begun: the job stays queued at the site, and the agent that comes next prints it.
        """
        with self._guard:
            if job["id"] in self._states:
                return
            self._states[job["id"]] = SlipState(QUEUED)
            while len(self._states) > _REMEMBERED:
                self._states.popitem(last=False)
            if not self._closed:
                self._hands.submit(self._printed, {**job, "paper": slip})

    def state_of(self, job: str) -> SlipState | None:
        """None: not one of the last that this kiosk printed."""
        with self._guard:
            return self._states.get(job)

    @property
    def printer(self) -> PrinterState | None:
        """The printer as it was seen last."""
        return self._jobs.state

    def close(self) -> None:
        """Wait for those that are being printed; they are short."""
        with self._guard:
            self._closed = True
        self._hands.shutdown(wait=True, cancel_futures=True)

    def _printed(self, job: dict[str, Any]) -> None:
        ended = SlipState(UNKNOWN)
        try:
            result = self._jobs.print_now(job)
            if result is not None:
                ended = SlipState(result.outcome.value, result.fault.value if result.fault else None)
        except (KeyError, TypeError, ValueError):
            log.exception("job %s is none", job["id"])
        finally:
            with self._guard:
                self._states[job["id"]] = ended
