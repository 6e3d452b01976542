"""The store as the rest of the server sees it: one way to write, one way to read."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from server.desk.commands import Command, Reply, ReplyKey
from server.desk.house import Site
from server.domain.event import Head
from server.store.checkpoint import Checkpoints
from server.store.connection import open_to_read, open_to_write
from server.store.house import SqlHouse
from server.store.keys import Deriver, Keys, Sealer, Secrets
from server.store.known import Known
from server.store.ledger import Ledger, head_of
from server.store.lines import Seen
from server.store.off_loop import OffLoop
from server.store.open_routes import RoutesLost, check_open_routes
from server.store.replies import Replies
from server.store.writer import WallClock, Writer

T = TypeVar("T")
DATABASE = "kezek.db"


@dataclass(frozen=True, slots=True)
class SqlStore:
    """Keeps the promises of `server.desk.commands.Store`."""

    writer: Writer
    ledger: Ledger
    secrets: Secrets
    known: Known
    site: Site
    clock: WallClock
    reading: sqlite3.Connection
    checkpoints: Checkpoints
    off_loop: OffLoop
    seen: Seen

    def submit(self, command: Command) -> Any:
        return self.writer.submit(command)

    def kept_reply(self, actor: str, key: ReplyKey) -> Reply | None:
        return Replies(self.secrets.sealer).find(self.reading, actor, key)

    def mac(self, purpose: str, text: str) -> bytes:
        return self.secrets.deriver.mac(purpose, text)

    def read(self, ask: Callable[[SqlHouse], T]) -> T:
        self.reading.execute("BEGIN")
        try:
            return ask(self._house(self.seen.begin(self.reading)))
        finally:
            self.reading.execute("COMMIT")

    def glance(self, ask: Callable[[SqlHouse], T]) -> T:
        return ask(self._house(None))

    def _house(self, seen: Seen | None) -> SqlHouse:
        now = max(self.clock.now(), self.writer.stamp)  # a clock that is set back does not turn time back
        return SqlHouse(self.reading, self.site, self.secrets, self.known, now, seen)

    def read_with_head(self, ask: Callable[[SqlHouse], T]) -> tuple[T, Head]:
        return self.read(lambda house: (ask(house), head_of(self.reading)))

    def read_off_loop(self, ask: Callable[[SqlHouse], T]) -> T:
        """As `read`, in a native thread with a connection of its own, while the loop goes on."""
        now = max(self.clock.now(), self.writer.stamp)

        def alone(reading: sqlite3.Connection) -> T:
            return ask(SqlHouse(reading, self.site, self.secrets, Known(self.known.open_since), now))

        return self.off_loop.read(alone)

    def close(self) -> None:
        self.reading.close()
        self.off_loop.close()
        self.checkpoints.stop()
        self.writer.stop()


def open_store(
    folder: Path,
    site: Site,
    keys: Keys,
    clock: WallClock,
    tell: Callable[[set[str]], None],
    give_up: Callable[[], None],
) -> SqlStore:
    """Open the database in `folder`, which this process holds (`lock_folder`). Raises NewerSchema, RoutesLost."""
    writing = open_to_write(folder / DATABASE)
    try:
        check_open_routes(writing, site.regulations)
    except RoutesLost:
        writing.close()
        raise
    reading = open_to_read(folder / DATABASE)
    secrets = Secrets(Sealer.of(keys), Deriver(keys.tokens))
    ledger = Ledger(keys.ledger)
    known = Known(clock.now())
    writer = Writer(writing, site, secrets, known, ledger, clock, tell, give_up)
    path = folder / DATABASE
    off_loop = OffLoop(path)
    checkpoints = Checkpoints(path)
    return SqlStore(writer, ledger, secrets, known, site, clock, reading, checkpoints, off_loop, Seen())
