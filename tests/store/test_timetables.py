"""What the database itself promises of bookings: one a slot, a person once a day with a doctor, found by an index, and
nothing of a person in clear."""

import re
import sqlite3
from pathlib import Path

import pytest

from server.store import timetables as sql
from tests.desk.a_house import AHouse, connection_of
from tests.desk.test_bookings import IIN, NEIGHBOUR, book, walk_in
from tests.store.test_query_plans import plan

QUERIES = {
    "taken": (sql.TAKEN_SQL, "booking_day"),
    "of a day": (sql.BOOKINGS_SQL, "booking_(slot|day)"),
    "of a person": (sql.BOOKINGS_OF_SQL, "booking_of_iin"),
    "of a person, cancelled": (sql.CANCELLED_OF_SQL, "booking_of_iin"),
    "of a person, that day": (sql.BOOKED_THAT_DAY_SQL, "booking_of_(iin|day)"),
    "awaited": (sql.AWAITED_SQL, "booking_of_(iin|day)"),
    "calls": (sql.CALLS_SQL, "house_call_day"),
    "room in rounds": (sql.CALLS_TAKEN_SQL, "house_call_day"),
    "bookings to come": (sql.BOOKED_FROM_SQL, "booking_(slot|day)"),
    "calls to come": (sql.CALLED_FROM_SQL, "house_call_day"),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_of_the_timetable_uses_its_index(house: AHouse, name: str) -> None:
    query, index = QUERIES[name]
    found = plan(house, query)
    assert re.search(rf"INDEX {index}\b", found), found
    assert not re.search(r"SCAN|TEMP B-TREE", found), found


def test_two_bookings_of_one_slot_cannot_stand_whoever_writes_them(house: AHouse) -> None:
    book(house, "d-3@2026-11-24T09:20")
    book(house, "d-3@2026-11-24T09:40", NEIGHBOUR)
    with pytest.raises(sqlite3.IntegrityError, match=r"booking\.opens"):
        connection_of(house.store).execute("UPDATE booking SET opens = 560 WHERE opens = 580")
    assert house.rows("SELECT opens FROM booking ORDER BY opens") == [(560,), (580,)]


def test_two_times_with_a_doctor_on_a_day_cannot_stand_whoever_writes_them(house: AHouse) -> None:
    book(house, "d-3@2026-11-24T09:20")
    book(house, "d-3@2026-11-25T09:20")
    with pytest.raises(sqlite3.IntegrityError, match=r"booking\.iin_index"):
        connection_of(house.store).execute(
            "UPDATE booking SET day = '2026-11-24', opens = 660 WHERE day > '2026-11-24'"
        )
    assert house.rows("SELECT day FROM booking ORDER BY day") == [("2026-11-24",), ("2026-11-25",)]


def test_nobody_who_is_booked_or_called_for_lies_in_clear_in_the_files(house: AHouse, tmp_path: Path) -> None:
    house.task(
        walk_in(house), "booking-entry", "window-1", iin=IIN, full_name="Маркеров Маркер", phone="MARKER"
    )
    house.telephone("house-call", "window-1")
    ticket = house.telephone("house-call", "window-1").tickets[0]
    house.task(ticket, "call-entry", "window-1", full_name="Маркеров Маркер", complaint="MARKER")
    content = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("kezek.db*")))
    assert b"d-1@" not in content
    for marker in ("MARKER", "Маркеров", IIN, "Сынақ көш., 1"):
        assert marker.encode() not in content
        assert marker.encode("unicode_escape") not in content
