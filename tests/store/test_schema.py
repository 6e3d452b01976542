"""What an older database is made into."""

from pathlib import Path

import pytest

from server.desk.turn_of_day import turn_day
from server.domain.refusal import Refusal
from server.domain.ticket import Move, TicketState
from server.domain.visit import VisitState
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


@pytest.mark.parametrize("has_paper", [True, False])
def test_who_went_home_with_his_paper_is_done_and_who_has_none_may_still_come(
    tmp_path: Path, has_paper: bool
) -> None:
    house = open_house(tmp_path)
    gone, neighbour = house.kiosk("attachment"), house.kiosk("attachment")
    house.next("window-1")
    ticket = house.move(gone.tickets[0], Move.START, "window-1").visit.tickets[0]
    for code in ("application", "attachment-entry"):
        house.task(ticket, code, "window-1")
    house.move(ticket, Move.HOLD, "window-1")
    house.clock.go_on(hours=15)
    house.do(turn_day, "site")
    if has_paper:
        house.do(lambda h: h.add_task(ticket, "attachment-hand-over", "clerk-window-1", {}))
    connection_of(house.store).execute("DELETE FROM _sqlite_migrations WHERE name = 'handed_over'")
    house.store.close()
    again = open_house(tmp_path)
    again.clock.go_on(hours=15)
    again.do(turn_day, "site")
    assert again.visit(gone).state is (VisitState.DONE if has_paper else VisitState.OPEN)
    assert again.visit(gone).adjourned is not has_paper
    assert again.visit(neighbour).state is VisitState.OPEN
    assert again.do(turn_day, "site") == 0
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
