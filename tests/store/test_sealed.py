"""No BLOB of the schema is unknown: it is sealed, an index to what is sealed, or a hash."""

import sqlite3

import pytest
from sqlite_utils import Database

from server.store.schema import migrate
from server.store.sealed import BLIND_INDEXES, HASHES, SEALED, SealedColumn, Unopened, open_all
from tests.desk.a_house import AHouse
from tests.store.sealing import walk_through


@pytest.fixture
def schema() -> sqlite3.Connection:
    empty = sqlite3.connect(":memory:", isolation_level=None)
    migrate(Database(empty, execute_plugins=False))
    return empty


def test_every_blob_is_in_one_of_the_lists(schema: sqlite3.Connection) -> None:
    blobs = schema.execute(
        "SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c"
        " WHERE t.schema = 'main' AND c.type = 'BLOB'"
    ).fetchall()
    sealed = [(one.table, one.column) for one in SEALED]
    listed = [*sealed, *((one.table, one.column) for one in BLIND_INDEXES), *HASHES]
    assert sorted(blobs) == sorted(listed), "a BLOB is listed once in server/store/sealed.py"


@pytest.mark.parametrize("one", SEALED, ids=lambda one: f"{one.table}.{one.column}")
def test_what_names_a_value_names_one_row_of_its_table(schema: sqlite3.Connection, one: SealedColumn) -> None:
    unique = [
        {name for (name,) in schema.execute("SELECT name FROM pragma_index_info(?)", (index,))}
        for (index,) in schema.execute(
            'SELECT name FROM pragma_index_list(?) WHERE "unique" AND NOT partial', (one.table,)
        )
    ]
    assert any(names <= set(one.key) for names in unique)


def test_every_value_opens_by_the_name_of_its_list(house: AHouse) -> None:
    walk_through(house)
    sealer = house.store.secrets.sealer
    values = sum(
        house.rows(f"SELECT count(*) FROM {one.table} WHERE length({one.column}) > 0")[0][0] for one in SEALED
    )
    assert open_all(house.store.reading, sealer) == values > 8


def test_a_value_that_was_put_into_another_row_is_named(house: AHouse) -> None:
    first, second = walk_through(house), walk_through(house)
    house.do(lambda h: swap(h.connection, first, second))
    with pytest.raises(Unopened, match=f"visit.iin: visit {first} does not open"):
        open_all(house.store.reading, house.store.secrets.sealer)


def swap(connection: sqlite3.Connection, one: str, other: str) -> None:
    taken = connection.execute("SELECT iin FROM visit WHERE id = ?", (other,)).fetchone()
    connection.execute("UPDATE visit SET iin = ? WHERE id = ?", (*taken, one))
