"""The site's own work of every minute outlives a minute in which it could not be done."""

import logging
from typing import Any, cast

import gevent
import pytest
from gevent.event import Event as Signal

from server import app
from server.desk.commands import Command, NotSaved, Overloaded
from server.domain.event import Head
from server.domain.keeping import Keeping
from server.store.store import SqlStore


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
        assert store.swept.wait(5.0)
        every_minute.kill()
    told = [record.message for record in caplog.records]
    assert [message.startswith("ledger head") for message in told] == [True, False, False, False, True]
    assert "ledger head: epoch 1, seq 7, mac 0a" in told
