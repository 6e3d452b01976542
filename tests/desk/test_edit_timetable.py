"""Doctors come and go, and nobody who is booked with one is lost or becomes another's."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from server.desk import bookings, edit_timetable, house_calls
from server.desk.house_of_timetables import HouseCallDone
from server.desk.list_of_day import list_of_day
from server.domain.booking import Outcome
from server.domain.refusal import Refusal
from server.domain.ticket import Move
from server.domain.timetable import Doctor
from server.store.house import SqlHouse
from tests.desk.a_house import CLERKS, AHouse
from tests.desk.test_bookings import CLERK, NEIGHBOUR, TUESDAY, book, booking_of, move, walk_in

NEW = Doctor("", "Жаңа Дәрігер", "ЛОР", "31")


def take_in(house: AHouse) -> str:
    return house.do(lambda h: edit_timetable.take_in_doctor(h, NEW)).doctor.id


def remove(house: AHouse, doctor: str) -> None:
    house.do(lambda h: edit_timetable.remove_doctor(h, doctor))


def refused(house: AHouse, doctor: str) -> dict[str, Any]:
    with house.nothing_changes(), pytest.raises(Refusal) as caught:
        remove(house, doctor)
    assert (caught.value.code, caught.value.status) == ("doctor_awaited", 409)
    return caught.value.data


def no_district_counts_on_anybody(house: AHouse) -> None:
    def free_all(h: SqlHouse) -> None:
        for district in h.districts():
            edit_timetable.save_district(h, replace(district, doctors={}))

    house.do(free_all)


def test_a_doctor_who_is_taken_in_gets_an_id_that_nobody_had(house: AHouse) -> None:
    assert take_in(house) == "d-9"
    remove(house, "d-9")
    assert take_in(house) == "d-10"
    house.do(lambda h: edit_timetable.save_doctor(h, replace(NEW, id="d-old-44")))
    assert take_in(house) == "d-11"


def test_nobody_becomes_the_doctor_who_is_gone(house: AHouse) -> None:
    visit = book(house, "d-8@2026-11-24T09:20")
    house.do(lambda h: bookings.cancel_booking(h, booking_of(house, visit).id, CLERK))
    remove(house, "d-8")
    with house.refuses("doctor_gone"):
        house.do(lambda h: edit_timetable.save_doctor(h, replace(NEW, id="d-8")))
    assert house.ask(lambda h: h.doctor("d-8")).name == "Оспанов Олжас"


def test_who_is_here_is_still_changed_under_his_id(house: AHouse) -> None:
    saved = house.do(lambda h: edit_timetable.save_doctor(h, replace(NEW, id="d-7")))
    assert (saved.doctor.name, saved.doctor.cabinet) == ("Жаңа Дәрігер", "31")
    assert saved.weekly  # his hours stay


def test_a_doctor_who_is_awaited_does_not_go_before_each_booking_is_moved_or_cancelled(house: AHouse) -> None:
    first, second = book(house, "d-8@2026-11-26T09:20"), book(house, "d-8@2026-11-24T09:20", NEIGHBOUR)
    assert refused(house, "d-8") == {"bookings": 2, "calls": 0, "day": "24.11.2026"}
    (listed,) = house.ask(lambda h: list_of_day(h, "d-8", TUESDAY, CLERK)).bookings
    assert listed.booking.visit == second.id
    move(house, listed.booking, "d-6@2026-11-24T09:20")
    assert refused(house, "d-8") == {"bookings": 1, "calls": 0, "day": "26.11.2026"}
    house.do(lambda h: bookings.cancel_booking(h, booking_of(house, first).id, CLERK))
    remove(house, "d-8")
    assert booking_of(house, second).doctor == "d-6"


def test_a_doctor_who_is_to_come_to_a_home_does_not_go_before_it_is_known_how_the_call_ended(
    house: AHouse,
) -> None:
    ticket = walk_in(house, "house-call")
    house.task(ticket, "call-entry", "window-1", round="d-1@2026-11-24T14:00")
    house.move(ticket, Move.FINISH, "window-1")
    no_district_counts_on_anybody(house)
    assert refused(house, "d-1") == {"bookings": 0, "calls": 1, "day": "24.11.2026"}
    ((call,),) = house.rows("SELECT id FROM house_call")
    done, himself = HouseCallDone(Outcome.REFUSED_BY_PATIENT), CLERKS["cabinet-17"]
    house.do(lambda h: house_calls.record_outcome(h, call, done, h.now, himself))
    remove(house, "d-1")


def test_what_is_over_and_what_is_booked_with_another_holds_no_doctor(house: AHouse) -> None:
    book(house, "d-8@2026-11-24T09:20")
    book(house, "d-6@2026-11-26T09:20", NEIGHBOUR)
    house.clock.go_on(days=2)
    remove(house, "d-8")
    assert [one.doctor.id for one in house.ask(lambda h: h.timetables()) if one.doctor.id == "d-8"] == []
    assert house.ask(lambda h: h.ahead_of_doctor("d-6", date(2026, 11, 26))).bookings == 1
