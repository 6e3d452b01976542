"""What an older database is made into."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from server.desk import bookings
from server.desk.house_of_timetables import Person
from server.desk.turn_of_day import turn_day
from server.domain.booking import BookingState
from server.domain.refusal import Refusal
from server.domain.ticket import Move, TicketState
from server.domain.timetable import Slot
from server.domain.visit import Visit, VisitState
from tests.desk.a_house import AHouse, connection_of, open_house
from tests.desk.invariants import check
from tests.desk.test_bookings import IIN, NEIGHBOUR, book, booking_of, cancel, move

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
    assert doubled(again) == [660]
    with pytest.raises(Refusal, match="booked_that_day"):
        book(again, NOON)
    with pytest.raises(Refusal, match="booked_that_day") as refused:
        move(again, booking_of(again, second), "d-3@2026-11-24T09:00")
    assert refused.value.data["time"] == "09:20", "the other, not itself"
    cancel(again, first)
    move(again, booking_of(again, second), NOON)
    again.store.close()


def doubled(house: AHouse) -> list[int]:
    return [opens for (opens,) in house.rows("SELECT opens FROM booking WHERE doubled = 1 ORDER BY opens")]


def before_the_rule(folder: Path, prepare: Callable[[AHouse], None]) -> AHouse:
    """A house in which `prepare` booked before a doctor saw a person once a day, opened after that."""
    house = open_house(folder)
    writing = connection_of(house.store)
    writing.execute("DROP INDEX booking_of_day")
    prepare(house)
    writing.execute("ALTER TABLE booking DROP COLUMN doubled")
    writing.execute("DELETE FROM _sqlite_migrations WHERE name = 'booked_once_a_day'")
    house.store.close()
    return open_house(folder)


def test_who_is_unknown_by_iin_has_come_or_has_cancelled_had_no_two_times(tmp_path: Path) -> None:
    def prepare(house: AHouse) -> None:
        for iin, time, state in ((IIN, "11:00", "arrived"), (NEIGHBOUR, "11:20", "cancelled")):
            gone = booking_of(house, book(house, f"d-3@2026-11-24T{time}", iin))
            connection_of(house.store).execute("UPDATE booking SET state = ? WHERE id = ?", (state, gone.id))
        book(house, "d-3@2026-11-24T10:20")
        book(house, "d-3@2026-11-24T10:40", NEIGHBOUR)
        for opens in (540, 580):
            book_another(house, opens, "")

    house = before_the_rule(tmp_path, prepare)
    assert doubled(house) == []
    house.store.close()


def book_another(house: AHouse, opens: int, iin: str = IIN) -> None:
    visit, slot = house.kiosk("appointment"), Slot("d-3", date(2026, 11, 24), opens, 20)
    house.do(partial(bookings.book, visit=visit, slot=slot, person=Person("Аманов", "1", iin)))


def leave(house: AHouse, visit: Visit) -> None:
    move(house, booking_of(house, visit), "d-3@2026-11-25T09:20")


def come(house: AHouse, visit: Visit) -> None:
    booking = replace(booking_of(house, visit), state=BookingState.ARRIVED)
    house.do(lambda h: h.save_booking(booking))


@pytest.mark.parametrize("gone", [cancel, leave, come])
def test_of_three_times_with_a_doctor_on_a_day_one_holds_its_place_whichever_goes(
    tmp_path: Path, gone: Callable[[AHouse, Visit], object]
) -> None:
    visits: list[Visit] = []

    def prepare(house: AHouse) -> None:
        for opens in ("09:20", "10:00", "11:00"):
            house.clock.go_on(minutes=1)
            visits.append(book(house, f"d-3@2026-11-24T{opens}"))

    house = before_the_rule(tmp_path, prepare)
    assert doubled(house) == [600, 660]
    gone(house, visits[0])
    assert doubled(house) == [660], "the oldest of those that are left"
    with pytest.raises(Refusal, match="booked_that_day"):
        book_another(house, 720)
    move(house, booking_of(house, visits[1]), NOON)
    assert doubled(house) == [660]
    cancel(house, visits[2])
    with pytest.raises(Refusal, match="booked_that_day"):
        book_another(house, 680)
    cancel(house, visits[1])
    book_another(house, 680)
    house.store.close()
