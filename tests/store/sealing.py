"""A stopped site with people in it and its keys in files, and what its values say."""

import sqlite3
from pathlib import Path

from server.desk.commands import Command, Reply, ReplyKey
from server.domain.ticket import Move
from server.store.keys import KEY_NAMES, Sealer, read_or_make_keys
from server.store.sealed import SEALED, opened_by, pieces
from server.store.store import DATABASE
from tests.desk.a_house import KEYS, LOBBY, AHouse, open_house

NAME, IIN = "Маркеров Маркер", "751231299909"


class Stopped:
    """The data folder of a site that was stopped: its database and its keys."""

    def __init__(self, data: Path) -> None:
        self.database = data / DATABASE
        self.folder = data / "keys"

    def sealer(self) -> Sealer:
        return Sealer.of(read_or_make_keys(self.folder, self.database))

    def connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.database, isolation_level=None)

    def values(self, sealer: Sealer | None = None) -> dict[tuple[str, str], bytes]:
        """Everything that is sealed, opened: by column and row."""
        connection = self.connect()
        try:
            return {
                (column.table, value.about): opened_by(sealer or self.sealer(), value)
                for column in SEALED
                for piece in pieces(connection, column, 100)
                for value in piece
            }
        finally:
            connection.close()

    def sealed(self) -> set[bytes]:
        connection = self.connect()
        try:
            return {
                value.sealed
                for column in SEALED
                for piece in pieces(connection, column, 100)
                for value in piece
            }
        finally:
            connection.close()

    def bytes_of_files(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.database.parent.glob(f"{DATABASE}*"))


def lay_keys(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    for name in KEY_NAMES:
        path = folder / f"{name}.key"
        path.touch(0o600)
        path.write_bytes(getattr(KEYS, name))


def a_stopped_site(data: Path, persons: int = 3) -> Stopped:
    """So many persons have got their certificate of the dispensary; their papers wait at a printer."""
    data.mkdir()
    house = open_house(data)
    for _ in range(persons):
        walk_through(house)
    house.store.close()
    stopped = Stopped(data)
    lay_keys(stopped.folder)
    return stopped


def walk_through(house: AHouse) -> str:
    """The visit of a person who was served to the end."""
    visit = house.kiosk("tb-certificate", iin=IIN, printer=LOBBY)
    check = house.next("window-2").ticket
    assert check is not None
    kept = Reply(200, NAME.encode())
    house.store.submit(Command("clerk", lambda h: kept, ReplyKey(f"key of {visit.id}", b"f")))
    house.move(check, Move.START, "window-2")
    (entry,) = house.finish(check, "window-2").opened
    house.task(entry, "journal-entry", "window-2", full_name=NAME, iin=IIN)
    house.finish(entry, "window-2")
    house.serve("cash-1")
    house.serve("cabinet-11")
    assert not house.visit(visit).open_tickets
    return visit.id
