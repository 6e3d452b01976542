"""The one writer: the greenlet that owns the connection which writes.

Commands wait in a queue. It takes those that are there (at most 64, or 5 ms of them), runs each on the loop in a
savepoint of its own inside one transaction, and has a native thread commit; then it answers them all. So what is
acknowledged is durable and strictly ordered, two clerks cannot race, no disk stops the loop, and the busier the
site, the more commands share one fsync. Nothing inside a command may yield: no socket, no lock, no sleep.
"""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import gevent
from gevent.event import AsyncResult
from gevent.queue import Empty, SimpleQueue

from server.desk.commands import KEPT_REFUSALS, Command, NotSaved, Overloaded, ReplyKey, Stopped
from server.desk.house import Site
from server.domain.event import Event
from server.domain.refusal import Refusal
from server.store.aside import Aside
from server.store.house import SqlHouse
from server.store.keys import Secrets
from server.store.known import KNOWN, Known
from server.store.ledger import Entry, Ledger, head_of
from server.store.replies import Replies
from server.store.times import from_stamp, to_stamp

log = logging.getLogger(__name__)

MOST_IN_BATCH = 64
BATCH_SECONDS = 0.005
MOST_WAITING = 256
JUMP = timedelta(seconds=60)
_TICK = timedelta(microseconds=1)


@dataclass(slots=True)
class _Slot:
    command: Command
    result: "AsyncResult[Any]"
    answer: Any = None
    error: BaseException | None = None

    def settle(self) -> None:
        if self.error is None:
            self.result.set(self.answer)
        else:
            self.result.set_exception(self.error)


@dataclass(frozen=True, slots=True)
class WallClock:
    """`now` may be set back or forth by hand; `monotonic` (seconds) never is."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]


class Writer:
    def __init__(
        self,
        connection: sqlite3.Connection,
        site: Site,
        secrets: Secrets,
        known: Known,
        ledger: Ledger,
        clock: WallClock,
        tell: Callable[[set[str]], None],
        give_up: Callable[[], None],
    ) -> None:
        """`tell` hears after each commit whose view has changed; `give_up` ends the process after a disk fault."""
        self._connection = connection
        self._site = site
        self._secrets = secrets
        self._known = known
        self._ledger = ledger
        self._replies = Replies(secrets.sealer)
        self._clock = clock
        self._tell = tell
        self._give_up = give_up
        self._queue: SimpleQueue[_Slot | None] = SimpleQueue()
        self._committer = Aside()
        self._commit = partial(connection.execute, "COMMIT")
        self._accepting = True
        self._stamp = from_stamp(head_of(connection).at)
        self._seen = (clock.now(), clock.monotonic())
        self._failed: str | None = None
        self._crowded = False  # the last batch was shared
        self._pump = gevent.spawn(self._run)

    def submit(self, command: Command) -> Any:
        """Run `command` and wait until it is on the disk; what it raised is raised here.

        Raises Overloaded, NotSaved or Stopped, and then nothing has changed.
        """
        if not self._accepting:
            raise Stopped
        if self._queue.qsize() >= MOST_WAITING:
            raise Overloaded
        slot = _Slot(command, AsyncResult())
        self._queue.put(slot)
        return slot.result.get()

    @property
    def stamp(self) -> datetime:
        """The stamp of the last command."""
        return self._stamp

    def stop(self) -> None:
        """Finish what waits, then take no more."""
        self._accepting = False
        self._queue.put(None)
        self._pump.join()
        self._committer.end()
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _run(self) -> None:
        while True:
            first = self._queue.get()
            if first is None:
                return
            if self._crowded:
                self._let_arrive()
            batch = [first]
            touched: set[str] = set()
            try:
                touched = self._do_batch(batch)
                self._failed = None
            except Exception as error:
                self._abandon(batch, error)
            finally:
                self._crowded = len(batch) > 1
                for slot in batch:
                    slot.settle()
            if touched:  # who asked is answered first: his page shows what came of it, and only then the news
                self._tell_all(touched)

    def _let_arrive(self) -> None:
        """What has reached a socket by now is read before the batch begins: the more commands, the fewer fsyncs.

        Only where the last batch was shared: who is alone would wait for nobody.
        """
        with suppress(gevent.Timeout), gevent.Timeout(BATCH_SECONDS):
            gevent.idle()

    def _do_batch(self, batch: list[_Slot]) -> set[str]:
        """Run the first of `batch` and those that wait behind it (they join it), and commit them together.

        Returns whose view has changed.
        """
        self._connection.execute("BEGIN IMMEDIATE")
        head = head_of(self._connection)
        seen = (self._clock.now(), self._clock.monotonic())
        entries = self._watch_clock(*seen)
        touched: set[str] = set()
        started = self._clock.monotonic()
        at = 0
        while at < len(batch):
            self._do(batch[at], entries, touched)
            at += 1
            if at < MOST_IN_BATCH and self._clock.monotonic() - started < BATCH_SECONDS:
                self._let_join(batch)
        self._ledger.append(self._connection, head, entries)
        self._committer.do(self._commit)
        self._seen = seen
        if KNOWN in touched:
            touched.remove(KNOWN)
            self._known.forget()
        return touched

    def _tell_all(self, touched: set[str]) -> None:
        """What is on the disk is done, whether or not the news of it can be told."""
        try:
            self._tell(touched)
        except Exception:
            log.exception("the news of a commit was not told")

    def _let_join(self, batch: list[_Slot]) -> None:
        try:
            waiting = self._queue.get_nowait()
        except Empty:
            return
        if waiting is None:  # stop() waits behind this batch
            self._queue.put(None)
            return
        batch.append(waiting)

    def _do(self, slot: _Slot, entries: list[Entry], touched: set[str]) -> None:
        """Run one command in its savepoint. A refusal or a bug undoes this command only."""
        self._stamp = max(self._clock.now(), self._stamp + _TICK)
        house = SqlHouse(self._connection, self._site, self._secrets, self._known, self._stamp)
        command = slot.command
        if command.key and self._answered_before(slot, command.actor, command.key):
            return
        self._connection.execute("SAVEPOINT command")
        try:
            slot.answer = command.run(house)
        except Exception as error:
            if not self._connection.in_transaction or _is_disk_fault(error):
                raise
            self._connection.execute("ROLLBACK TO command")
            if KNOWN in house.touched:
                self._known.forget()
            self._answer_error(slot, error)
        else:
            stamp = to_stamp(self._stamp)
            entries.extend(Entry(stamp, command.actor, event) for event in house.events)
            touched |= house.touched
        self._connection.execute("RELEASE command")
        if command.key and slot.error is None:
            self._replies.keep(self._connection, command.actor, command.key, slot.answer, self._stamp)

    def _answered_before(self, slot: _Slot, actor: str, key: ReplyKey) -> bool:
        """A repeat gets the kept reply; one that cannot be had hurts its own caller only."""
        try:
            slot.answer = self._replies.find(self._connection, actor, key)
        except (Refusal, ValueError) as error:
            slot.error = error
        return slot.answer is not None or slot.error is not None

    def _answer_error(self, slot: _Slot, error: Exception) -> None:
        """A refusal by a rule is an answer, and is kept as one; anything else is for the caller to report."""
        refused = slot.command.refused
        if isinstance(error, Refusal) and refused is not None and error.status in KEPT_REFUSALS:
            slot.answer = refused(error)
        else:
            slot.error = error

    def _watch_clock(self, wall: datetime, monotonic: float) -> list[Entry]:
        """A clock that was set by more than a minute since the last commit is noticed, and told in the ledger."""
        before, ticked = self._seen
        jump = (wall - before) - timedelta(seconds=monotonic - ticked)
        if abs(jump) <= JUMP:
            return []
        log.warning("the clock of this machine was set by %+.0f seconds", jump.total_seconds())
        stamp = to_stamp(max(wall, self._stamp + _TICK))
        self._stamp = from_stamp(stamp)
        return [Entry(stamp, "site", Event("clock_jumped", {"seconds": round(jump.total_seconds())}))]

    def _abandon(self, batch: list[_Slot], error: Exception) -> None:
        """The whole batch is refused: none of it is on the disk. The pump lives on, unless the disk is broken."""
        log.error("a batch of %d commands was not saved: %r", len(batch), error)
        for slot in batch:
            slot.answer, slot.error = None, NotSaved()
        self._known.forget()
        self._failed = type(error).__name__
        if _is_disk_fault(error) or not self._rolled_back():
            self._give_up()

    def _rolled_back(self) -> bool:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            log.critical("the transaction cannot be rolled back: %r", error)
            return False
        return True

    def why_not_writing(self) -> str | None:
        """None while commands reach the disk; else what went wrong with the last."""
        if self._pump.dead:
            return "the writer has ended"
        return self._failed


def _is_disk_fault(error: BaseException) -> bool:
    """Not every fault of this class bears a name: those of the Python module itself do not."""
    return getattr(error, "sqlite_errorname", "").startswith("SQLITE_IOERR")
