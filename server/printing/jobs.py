"""The print protocol: claim a job, print it, tell the outcome. One loop for the spool's worker and the kiosk.

A job is claimed before a byte of it goes to the printer, and whoever is refused leaves it to its holder: so
no paper comes out twice. Once claimed, its outcome is told until the server answers.
"""

import logging
import queue
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from enum import Enum, auto
from itertools import count
from typing import Protocol

from server.printing.printer import Outcome, PrintResult
from server.printing.site import Job, Site, Unanswered
from server.printing.status import Fault, PrinterState

log = logging.getLogger("kezek.printing")

SLIP_LIFETIME = timedelta(seconds=120)  # afterwards its owner stands elsewhere: nobody would take it
_STALE_CLAIM = timedelta(seconds=60)  # longer than any printing takes: its holder is gone
_BEAT_SECONDS = 10.0
_LOOK_SECONDS = 2.0  # between two looks at the printer
_CLAIM_SECONDS = 3.0  # somebody stands before the kiosk
_REMEMBERED = 2_000  # jobs: more than wait in any server


class Claim(Enum):
    """What came of claiming a job."""

    OURS = auto()
    OURS_BEFORE = auto()  # already claimed under our key, and not by this process
    ANOTHERS = auto()
    UNANSWERED = auto()


class Printer(Protocol):
    """What the loop needs of a printer; `server.printing.printer.NetworkPrinter` is one."""

    def state(self) -> PrinterState: ...
    def print(self, job: bytes) -> PrintResult: ...


class PrintJobs:
    """The jobs of one printer. `start` once, `print_now` from any thread, `stop` at the end.

    `render` makes the bytes of a job and raises ValueError, KeyError or TypeError for a paper that cannot be
    drawn. `device` is whose heartbeat is told, the printer itself unless said otherwise.
    """

    def __init__(
        self,
        site: Site,
        printer_id: str,
        printer: Printer,
        render: Callable[[Job], bytes],
        *,
        device: str | None = None,
        wait: int = 20,
        beat: float = _BEAT_SECONDS,
        look: float = _LOOK_SECONDS,
        stale: timedelta = _STALE_CLAIM,
    ) -> None:
        self.printer_id = printer_id
        self.state: PrinterState | None = None  # the printer as it was seen last
        self._site = site
        self._printer = printer
        self._render = render
        self._device = device or printer_id
        self._wait, self._beat, self._look = wait, beat, look
        self._stale = stale
        self._results: OrderedDict[str, Future[PrintResult | None]] = OrderedDict()
        self._guard = threading.Lock()
        self._outcomes: queue.SimpleQueue[tuple[str, PrintResult] | None] = queue.SimpleQueue()
        self._look_now = threading.Event()
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(
                target=self._keep_on, args=(work,), name=f"{printer_id} {work.__name__}", daemon=True
            )
            for work in (self._poll, self._watch, self._tell)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 8.0) -> None:
        """Take no new job, end the one that is printing, tell what is still to be told; in so many seconds.

        A poll that waits at the server is left alone: it holds no job.
        """
        ends = time.monotonic() + seconds
        self._stopping.set()
        self._look_now.set()
        while self._busy() and time.monotonic() < ends:
            time.sleep(0.02)
        self._outcomes.put(None)
        poll, *others = self._threads
        for thread in others:
            thread.join(max(ends - time.monotonic(), 0.1))
        poll.join(min(0.2, max(ends - time.monotonic(), 0)))
        self._site.close()

    def print_now(self, job: dict[str, object]) -> PrintResult | None:
        """Print the job that came in a reply, without waiting for the poll to bring it.

        None: another holds it. If the poll was quicker, this waits for what became of it. Raises KeyError,
        TypeError or ValueError for what is no job.
        """
        return self._done_once(Job.read(job), _CLAIM_SECONDS)

    def _busy(self) -> bool:
        with self._guard:
            return any(not result.done() for result in self._results.values())

    def _keep_on(self, work: Callable[[], None]) -> None:
        """A fault that nobody foresaw must not leave a printer that lives and prints nothing."""
        while True:
            try:
                return work()
            except Exception:
                log.exception("%s goes on after a fault", threading.current_thread().name)
            if self._stopping.wait(_pause(3)):
                return None

    def _done_once(self, job: Job, patience: float | None) -> PrintResult | None:
        """Do the job, or learn what became of it if another thread has begun it."""
        with self._guard:
            known = self._results.get(job.id)
            if known is None:
                mine = self._results[job.id] = Future()
                while len(self._results) > _REMEMBERED:
                    self._results.popitem(last=False)
        if known is not None:
            return known.result()
        result = None
        try:
            result = self._done(job, patience)
        finally:
            mine.set_result(result)
        return result

    def _done(self, job: Job, patience: float | None) -> PrintResult | None:
        if self._too_late(job):
            return self._ended(job, PrintResult(Outcome.FAILED, Fault.TOO_LATE))
        try:
            data = self._render(job)
        except Exception:  # whatever is wrong with one paper, the next is printed
            log.exception("job %s cannot be drawn", job.id)
            return self._ended(job, PrintResult(Outcome.FAILED, Fault.BAD_PAPER))
        match self._claimed(job, patience):
            case Claim.OURS:
                return self._ended(job, self._printer.print(data))
            case Claim.OURS_BEFORE:  # by a process that died: whether it printed, nobody knows
                return self._ended(job, PrintResult(Outcome.UNKNOWN))
            case Claim.UNANSWERED:
                return self._ended(job, PrintResult(Outcome.FAILED, Fault.NO_SERVER))
            case Claim.ANOTHERS:
                return None

    def _claimed(self, job: Job, patience: float | None) -> Claim:
        """Claim the job, again and again while the server is silent: it may have heard us the first time."""
        ends = None if patience is None else time.monotonic() + patience
        for attempt in count():
            try:
                answer = self._site.tell_outcome(self.printer_id, job.id, "sent", None)
            except Unanswered:
                if self._stopping.wait(_pause(attempt)) or (ends is not None and time.monotonic() >= ends):
                    return Claim.UNANSWERED
                continue
            if not answer.accepted:
                return Claim.ANOTHERS
            return Claim.OURS_BEFORE if answer.replayed and attempt == 0 else Claim.OURS
        raise AssertionError("count() does not end")

    def _too_late(self, job: Job) -> bool:
        now = self._site.now()
        if job.kind != "slip" or job.queued_at is None or now is None:
            return False
        return now - job.queued_at > SLIP_LIFETIME

    def _ended(self, job: Job, result: PrintResult) -> PrintResult:
        self._outcomes.put((job.id, result))
        log.info("job %s %s %s", job.id, result.outcome, result.fault or "")
        if result.fault is not None:
            self._look_now.set()
        return result

    def _end_doubts(self, known: set[str] | None) -> set[str]:
        """What a process before this one claimed and did not end may have been printed: say so.

        Of the jobs in doubt, or only of the `known` ones, gives back those too young to tell: they may be under
        way at another device, and are to be looked at again.
        """
        jobs = self._site.in_doubt(self.printer_id)
        now = self._site.now()
        young: set[str] = set()
        for job in jobs:
            if job.id in self._results or (known is not None and job.id not in known):
                continue
            if now is None or job.queued_at is None or now - job.queued_at > self._stale:
                self._ended(job, PrintResult(Outcome.UNKNOWN))
            else:
                young.add(job.id)
        return young

    def _poll(self) -> None:
        """Fetch jobs and do them, one after the other, until the end."""
        failures = 0
        in_doubt: set[str] | None = None  # not looked yet
        while not self._stopping.is_set():
            try:
                if in_doubt is None or in_doubt:
                    in_doubt = self._end_doubts(in_doubt)
                jobs = self._site.waiting(self.printer_id, self._wait)
            except Unanswered as error:
                log.warning("the server does not say what to print: %s", error)
                self._stopping.wait(_pause(failures))
                failures += 1
                continue
            failures = 0
            news = [job for job in jobs if job.id not in self._results]
            if jobs and not news:  # ours are under way, others' are not: do not spin
                self._stopping.wait(0.5)
            for job in news:
                if not self._stopping.is_set():
                    self._done_once(job, None)

    def _tell(self) -> None:
        """Tell outcomes in the order they came, each until it is answered, or once more at the end."""
        while (ended := self._outcomes.get()) is not None:
            for attempt in count():
                last = self._stopping.is_set()
                if self._told(*ended) or last:
                    break
                self._stopping.wait(_pause(attempt))

    def _told(self, job: str, result: PrintResult) -> bool:
        try:
            answer = self._site.tell_outcome(self.printer_id, job, result.outcome, result.fault)
        except Unanswered as error:
            log.warning("job %s is %s, the server was not told: %s", job, result.outcome, error)
            return False
        if not answer.accepted:
            log.warning("job %s is %s, the server says %s", job, result.outcome, answer.status)
        return True

    def _watch(self) -> None:
        """Look at the printer, and tell its state when it has changed and every `beat` seconds."""
        told, told_at = None, -self._beat
        while not self._stopping.is_set():
            self._look_now.clear()
            self.state = self._printer.state()
            if self.state != told or time.monotonic() - told_at >= self._beat:
                try:
                    self._site.tell_state(self._device, self.state)
                    told, told_at = self.state, time.monotonic()
                except Unanswered as error:
                    log.warning("heartbeat of %s: %s", self._device, error)
            self._look_now.wait(self._look)


def _pause(attempt: int) -> float:
    """Seconds before the next attempt: soon at first, then every five."""
    return min(0.2 * 2.0 ** min(attempt, 8), 5.0)
