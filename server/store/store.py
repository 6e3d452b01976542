"""The store as the rest of the server sees it: one way to write, one way to read."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from server.desk.commands import Command, Head
from server.desk.house import Site
from server.store.connection import open_to_read, open_to_write
from server.store.house import Secrets, SqlHouse
from server.store.keys import Deriver, Keys, Sealer
from server.store.ledger import Ledger
from server.store.writer import WallClock, Writer

T = TypeVar("T")
DATABASE = "kezek.db"


@dataclass(frozen=True, slots=True)
class SqlStore:
    """Keeps the promises of `server.desk.commands.Store`."""

    writer: Writer
    ledger: Ledger
    secrets: Secrets
    site: Site
    clock: WallClock
    reading: sqlite3.Connection

    def submit(self, command: Command) -> Any:
        return self.writer.submit(command)

    def mac(self, purpose: str, text: str) -> bytes:
        return self.secrets.deriver.mac(purpose, text)

    def read(self, ask: Callable[[SqlHouse], T]) -> T:
        self.reading.execute("BEGIN")
        try:
            return self.glance(ask)
        finally:
            self.reading.execute("COMMIT")

    def glance(self, ask: Callable[[SqlHouse], T]) -> T:
        now = max(self.clock.now(), self.writer.stamp)  # a clock that is set back does not turn time back
        return ask(SqlHouse(self.reading, self.site, self.secrets, now))

    def read_with_head(self, ask: Callable[[SqlHouse], T]) -> tuple[T, Head]:
        return self.read(lambda house: (ask(house), self.ledger.head(self.reading)))

    def close(self) -> None:
        self.reading.close()
        self.writer.stop()


def open_store(
    folder: Path,
    site: Site,
    keys: Keys,
    clock: WallClock,
    tell: Callable[[set[str]], None],
    give_up: Callable[[], None],
) -> SqlStore:
    """Open the database in `folder`, which this process holds (`lock_folder`). Raises NewerSchema."""
    writing = open_to_write(folder / DATABASE)
    reading = open_to_read(folder / DATABASE)
    secrets = Secrets(Sealer(keys.sealing), Deriver(keys.tokens))
    ledger = Ledger(keys.ledger)
    writer = Writer(writing, site, secrets, ledger, clock, tell, give_up)
    return SqlStore(writer, ledger, secrets, site, clock, reading)
