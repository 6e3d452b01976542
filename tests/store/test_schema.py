"""What an older database is made into."""

from pathlib import Path

import pytest

from server.domain.refusal import Refusal
from server.domain.ticket import TicketState
from tests.desk.a_house import connection_of, open_house
from tests.desk.invariants import check
from tests.desk.test_bookings import NEIGHBOUR, book, booking_of, cancel, move

NOON = "d-3@2026-11-24T12:00"


def test_who_stood_in_line_after_he_had_gone_home_is_taken_out_of_it(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    gone, waits, here = (house.kiosk("attachment") for _ in range(3))
    house.next("window-1")
    neighbours = house.visit(waits), house.visit(here)
    writing = connection_of(house.store)
    writing.execute("UPDATE visit SET adjourned = 1 WHERE id = ?", (gone.id,))
    writing.execute("DELETE FROM _sqlite_migrations WHERE name = 'gone_home'")
    house.store.close()
    again = open_house(tmp_path)
    assert again.visit(gone).tickets[0].state is TicketState.PENDING
    assert again.board() == []
    assert (again.visit(waits), again.visit(here)) == neighbours
    check(again)
    assert again.take_up(gone).tickets[0].state is TicketState.WAITING
    again.store.close()


def test_who_had_two_times_with_a_doctor_that_day_keeps_both_and_gets_no_third(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    writing = connection_of(house.store)
    writing.execute("DROP INDEX booking_of_day")
    first, second = book(house, "d-3@2026-11-24T09:20"), book(house, "d-3@2026-11-24T11:00")
    neighbour = book(house, "d-3@2026-11-24T10:00", NEIGHBOUR)
    writing.execute("ALTER TABLE booking DROP COLUMN doubled")
    writing.execute("DELETE FROM _sqlite_migrations WHERE name = 'booked_once_a_day'")
    before = [booking_of(house, visit) for visit in (first, second, neighbour)]
    house.store.close()
    again = open_house(tmp_path)
    assert [booking_of(again, visit) for visit in (first, second, neighbour)] == before
    assert again.rows("SELECT opens FROM booking WHERE doubled = 1") == [(660,)]
    with pytest.raises(Refusal, match="booked_that_day"):
        book(again, NOON)
    with pytest.raises(Refusal, match="booked_that_day"):
        move(again, booking_of(again, second), NOON)
    cancel(again, first)
    move(again, booking_of(again, second), NOON)
    again.store.close()
