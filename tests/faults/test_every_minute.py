"""The site's own work of every minute outlives a minute in which it could not be done."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import gevent
import pytest
from gevent.event import Event as Signal

from server import app, clock
from server.desk.commands import Command, NotSaved, Overloaded
from server.domain.event import Head
from server.domain.keeping import Keeping
from server.store.store import SqlStore


class StoreAtRest:
    """With nothing to do; `seen` is when each minute's work began."""

    def __init__(self) -> None:
        self.seen: list[datetime] = []
        self.twice = Signal()

    def read_with_head(self, _: Any) -> tuple[None, Head]:
        self.seen.append(clock.now())
        if len(self.seen) == 2:
            self.twice.set()
        return None, Head(seq=7, epoch=1, at=0, mac=b"\x0a")

    def submit(self, _: Command) -> int:
        return 0


class StoreInTrouble:
    """In the first minute every work is refused; then one does something, and each finds nothing left."""

    def __init__(self) -> None:
        self.outcomes: list[Any] = [Overloaded(), NotSaved(), OSError("the disk"), True, False, False, False]
        self.swept = Signal()

    def read_with_head(self, _: Any) -> tuple[None, Head]:
        if self.swept.is_set():  # another minute has begun before the test could end them
            gevent.sleep(60)
        return None, Head(seq=7, epoch=1, at=0, mac=b"\x0a")

    def submit(self, command: Command) -> Any:
        outcome = self.outcomes.pop(0)
        if not self.outcomes:
            self.swept.set()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def test_a_work_that_is_refused_holds_up_neither_the_others_nor_the_next_minute(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(app, "MINUTE", 0.01)
    store = StoreInTrouble()
    with caplog.at_level(logging.INFO, "kezek"):
        every_minute = gevent.spawn(app._every_minute, cast(SqlStore, store), Keeping(5))
        assert store.swept.wait(30.0)
        every_minute.kill()
    told = [record.message for record in caplog.records]
    assert [message.startswith("ledger head") for message in told] == [True, False, False, False, True]
    assert "ledger head: epoch 1, seq 7, mac 0a" in told


def test_the_work_of_a_minute_is_done_as_it_begins_so_that_the_day_turns_at_midnight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    midnight = datetime(2026, 11, 23, 19, tzinfo=UTC)  # in Atyrau
    now = [midnight - timedelta(seconds=0.3)]
    sleep = gevent.sleep

    def sleep_at_once(seconds: float) -> None:
        now[0] += timedelta(seconds=seconds)
        sleep(0)

    monkeypatch.setattr(clock, "now", lambda: now[0])
    monkeypatch.setattr(gevent, "sleep", sleep_at_once)
    store = StoreAtRest()
    every_minute = gevent.spawn(app._every_minute, cast(SqlStore, store), Keeping(5))
    assert store.twice.wait(30.0)
    every_minute.kill()
    assert store.seen[0] < midnight <= store.seen[1] + timedelta(milliseconds=5)
    assert store.seen[1] < midnight + timedelta(seconds=1)
