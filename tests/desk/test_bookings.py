"""Booking a slot, moving and cancelling it; and that nobody gets what another has."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from server.desk import bookings, edit_timetable
from server.desk.booking_papers import as_moved
from server.desk.bookings import BookingsOfPerson
from server.desk.call_next import call_next
from server.desk.check_in import check_in, take_up
from server.desk.do_task import TaskDone
from server.desk.free_slots import day_of_doctor, first_free_slot, picture
from server.desk.house import Staff
from server.desk.house_of_timetables import Person
from server.desk.journal import fill_in
from server.desk.move_ticket import MoveWanted, move_ticket
from server.desk.open_visit import Opened
from server.desk.turn_of_day import turn_day
from server.domain.booking import Booking, BookingState
from server.domain.job import JobState
from server.domain.journal import Link, Row
from server.domain.language import Language
from server.domain.line import HeadStart
from server.domain.paper import Field, Frame, Paper, PaperKind, Rule, Text
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.domain.ticket import Move, Ticket, TicketState
from server.domain.timetable import Hours, Leave, Slot, read_slot
from server.domain.visit import Visit, VisitState
from server.store.house import SqlHouse
from tests.desk.a_house import CLERKS, LOBBY, OFFICE, AHouse

CLERK = CLERKS["window-1"]
TUESDAY = date(2026, 11, 24)
IIN, NEIGHBOUR = "890101199900", "751231299909"


def begin(house: AHouse, service: str = "appointment") -> Ticket:
    """Somebody sits at the registry for `service`."""
    return house.telephone(service, "window-1").tickets[0]


def walk_in(house: AHouse, service: str = "appointment") -> Ticket:
    house.kiosk(service)
    ticket = house.next("window-1").ticket
    assert ticket is not None
    house.move(ticket, Move.START, "window-1")
    return ticket


def book(house: AHouse, slot: str, iin: str = IIN) -> Visit:
    """The visit in which the slot was booked, which is over."""
    ticket = walk_in(house)
    house.task(ticket, "booking-entry", "window-1", slot=slot, iin=iin)
    return house.move(ticket, Move.FINISH, "window-1").visit


def booking_of(house: AHouse, visit: Visit) -> Booking:
    found = house.ask(lambda h: h.booking_of_visit(visit.id))
    assert found is not None
    return found


def move(house: AHouse, booking: Booking, slot: str) -> None:
    house.do(lambda h: bookings.move_booking(h, booking.id, slot, CLERK))


def cancel(house: AHouse, visit: Visit) -> None:
    booking = booking_of(house, visit).id
    house.do(lambda h: bookings.cancel_booking(h, booking, CLERK))


def arrive(house: AHouse, visit: Visit) -> Opened:
    """At the kiosk, by the code on the slip."""
    code = house.ask(lambda h: h.return_code(visit.id))
    return house.do(lambda h: take_up(h, code, LOBBY))


def free_times(house: AHouse, doctor: str, day: date) -> list[str]:
    view = house.ask(lambda h: day_of_doctor(h, doctor, day))
    return [slot.id.rpartition("T")[2] for slot, free in view.slots if free]


@pytest.mark.parametrize("left", [Move.HOLD, Move.PUT_BACK])
def test_a_time_that_was_told_holds_though_the_clerk_did_not_finish(house: AHouse, left: Move) -> None:
    ticket = walk_in(house)
    house.task(ticket, "booking-entry", "window-1", slot="d-3@2026-11-24T09:20", iin=IIN)
    house.move(ticket, left, "window-1")
    house.clock.go_on(hours=23)
    house.do(turn_day)
    visit = house.ask(lambda h: h.visit(ticket.visit))
    assert (visit.state, visit.ground) == (VisitState.WITHDRAWN, "day_ended")
    assert booking_of(house, visit).state is BookingState.BOOKED
    assert "09:20" not in free_times(house, "d-3", TUESDAY)
    assert arrive(house, visit).visit.service == "reception"


def test_a_time_is_given_back_when_the_person_wants_it_no_more(house: AHouse) -> None:
    ticket = walk_in(house)
    house.task(ticket, "booking-entry", "window-1", slot="d-3@2026-11-24T09:20", iin=IIN)
    visit = house.move(ticket, Move.WITHDRAW, "window-1").visit
    assert booking_of(house, visit).state is BookingState.CANCELLED
    assert "09:20" in free_times(house, "d-3", TUESDAY)


def test_what_is_booked_follows_from_the_slot(house: AHouse) -> None:
    done = _entry(house, walk_in(house), slot="d-3@2026-11-24T09:20")
    assert {name: done.task.answers[name] for name in ("doctor", "speciality", "cabinet", "day", "time")} == {
        "doctor": "Әлиева Айша",
        "speciality": "Педиатр",
        "cabinet": "21",
        "day": "2026-11-24",
        "time": "09:20",
    }
    assert house.rows("SELECT doctor, day, opens, minutes, state FROM booking") == [
        ("d-3", "2026-11-24", 560, 20, "booked")
    ]
    assert house.kinds().count("booking_made") == 1


def _entry(house: AHouse, ticket: Ticket, **answers: Any) -> TaskDone:
    return house.task(ticket, "booking-entry", "window-1", **answers)


def test_a_slip_with_the_code_is_printed_and_bears_no_name(house: AHouse) -> None:
    done = _entry(house, walk_in(house), slot="d-3@2026-11-24T09:20")
    assert done.job is not None
    papers = dict((job.id, paper) for job, paper in house.ask(lambda h: h.jobs(OFFICE, JobState.QUEUED)))
    text = repr(papers[done.job.id])
    visit = house.visits()[0]
    code = house.ask(lambda h: h.return_code(visit.id))
    assert "24.11.2026" in text
    assert "09:20" in text
    assert f"{code[:4]}-{code[4:8]}" in text
    assert "Аманов" not in text
    assert IIN not in text


def test_a_caller_is_booked_without_a_slip(house: AHouse) -> None:
    done = _entry(house, begin(house), slot="d-3@2026-11-24T09:20")
    assert done.job is None
    assert free_times(house, "d-3", TUESDAY)[:2] == ["09:00", "09:40"]


def test_one_slot_is_booked_once(house: AHouse) -> None:
    book(house, "d-3@2026-11-24T09:20")
    ticket = walk_in(house)
    with house.refuses("slot_taken"):
        _entry(house, ticket, slot="d-3@2026-11-24T09:20", iin=NEIGHBOUR)
    _entry(house, ticket, slot="d-3@2026-11-24T09:40", iin=NEIGHBOUR)
    assert house.rows("SELECT count(*) FROM booking") == [(2,)]


# one time with a doctor on a day


def test_a_person_is_booked_with_a_doctor_once_a_day(house: AHouse) -> None:
    book(house, "d-3@2026-11-24T09:20")
    ticket = walk_in(house)
    with house.nothing_changes(), pytest.raises(Refusal) as refused:
        _entry(house, ticket, slot="d-3@2026-11-24T11:00", iin=IIN)
    assert (refused.value.code, refused.value.status) == ("booked_that_day", 409)
    assert refused.value.data == {"day": "24.11.2026", "time": "09:20"}


def test_another_day_another_doctor_and_another_person_are_booked_beside_it(house: AHouse) -> None:
    book(house, "d-3@2026-11-24T09:20")
    book(house, "d-3@2026-11-25T09:20")
    book(house, "d-1@2026-11-24T09:40")
    book(house, "d-3@2026-11-24T11:00", NEIGHBOUR)
    assert house.rows("SELECT count(*) FROM booking WHERE state = 'booked'") == [(4,)]


def test_what_was_cancelled_is_booked_anew_on_its_day(house: AHouse) -> None:
    cancel(house, book(house, "d-3@2026-11-24T09:20"))
    book(house, "d-3@2026-11-24T11:00")


def test_who_was_there_is_booked_for_the_same_day_again(house: AHouse) -> None:
    visit = book(house, "d-3@2026-11-24T09:20")
    house.clock.go_on(days=1)
    arrive(house, visit)
    assert booking_of(house, visit).state is BookingState.ARRIVED
    book(house, "d-3@2026-11-24T11:00")


def test_a_booking_moves_within_its_day_and_not_beside_another_of_its_person(house: AHouse) -> None:
    first, second = book(house, "d-3@2026-11-24T09:20"), book(house, "d-3@2026-11-25T09:20")
    move(house, booking_of(house, first), "d-3@2026-11-24T11:00")
    with house.refuses("booked_that_day"):
        move(house, booking_of(house, second), "d-3@2026-11-24T11:20")
    move(house, booking_of(house, second), "d-1@2026-11-24T11:20")
    assert [booking_of(house, visit).opens for visit in (first, second)] == [660, 680]


def test_persons_without_an_iin_are_not_compared(house: AHouse) -> None:
    for opens in (560, 660):
        visit, slot = house.kiosk("appointment"), Slot("d-3", TUESDAY, opens, 20)
        house.do(partial(bookings.book, visit=visit, slot=slot, person=Person("Аманов", "1")))
    assert house.rows("SELECT opens FROM booking ORDER BY opens") == [(560,), (660,)]


def test_the_example_of_a_booking_may_be_booked_however_often(house: AHouse) -> None:
    for _ in range(12):
        house.kiosk("appointment")
        house.serve("window-1")
    assert house.rows("SELECT count(*) FROM booking") == [(12,)]


def all_are_on_leave_until(house: AHouse, last: date) -> None:
    for timetable in house.ask(lambda h: h.timetables()):
        leave = Leave(date(2026, 11, 1), last)
        house.do(partial(edit_timetable.set_leave, doctor_id=timetable.doctor.id, leave=leave))


@pytest.mark.parametrize(
    ("last", "example"),
    [
        (date(2027, 1, 19), "2027-01-20T"),
        (date(2027, 1, 21), "2027-01-22T"),  # the sixtieth day, the last that may be booked
        (date(2027, 1, 22), ""),
    ],
)
def test_the_example_of_a_booking_is_sought_as_far_ahead_as_may_be_booked(
    house: AHouse, last: date, example: str
) -> None:
    all_are_on_leave_until(house, last)
    found = house.ask(lambda h: first_free_slot(h, IIN))
    assert found.partition("@")[2].startswith(example) if example else found == ""
    if found:
        book(house, found)


def test_the_example_of_a_booking_is_with_nobody_who_awaits_him_that_day(house: AHouse) -> None:
    first = house.ask(lambda h: first_free_slot(h, IIN))
    book(house, first)
    again = house.ask(lambda h: first_free_slot(h, IIN))
    assert read_slot(again)[:2] != read_slot(first)[:2]
    neighbours = read_slot(house.ask(lambda h: first_free_slot(h, NEIGHBOUR)))
    assert neighbours[:2] == read_slot(first)[:2]
    assert neighbours[2] != read_slot(first)[2]


@pytest.mark.parametrize(
    ("slot", "code", "status"),
    [
        ("d-3@2026-11-23T08:40", "slot_past", 409),
        ("d-3@2026-11-20T09:00", "slot_past", 409),
        ("d-3@2026-12-16T09:00", "slot_closed", 409),  # Independence Day
        ("d-3@2026-11-28T09:00", "slot_closed", 409),  # a Saturday
        ("d-3@2026-11-24T09:10", "slot_unknown", 422),
        ("d-3@2026-11-24T13:00", "slot_unknown", 422),
        ("d-3@2026-02-30T09:00", "slot_unknown", 422),
        ("d-99@2026-11-24T09:00", "slot_unknown", 422),
        ("tomorrow", "slot_unknown", 422),
        ("d-3@2027-11-24T09:00", "slot_too_far", 409),
        ("d-3@0001-01-01T00:00", "slot_past", 409),
        ("d-3@9999-12-31T23:59", "slot_too_far", 409),
    ],
)
def test_what_cannot_be_booked_is_refused_and_nothing_is_kept(
    house: AHouse, slot: str, code: str, status: int
) -> None:
    ticket = walk_in(house)
    with house.refuses(code, status):
        _entry(house, ticket, slot=slot)


def test_a_doctor_on_leave_or_with_a_day_off_is_not_booked(house: AHouse) -> None:
    house.do(lambda h: edit_timetable.set_leave(h, "d-3", Leave(TUESDAY, TUESDAY + timedelta(days=1))))
    house.do(lambda h: edit_timetable.set_day(h, "d-3", date(2026, 11, 26), ()))
    ticket = walk_in(house)
    for day in ("2026-11-24", "2026-11-25", "2026-11-26"):
        with house.refuses("slot_closed"):
            _entry(house, ticket, slot=f"d-3@{day}T09:00")
    _entry(house, ticket, slot="d-4@2026-11-24T14:00")


def test_hours_of_a_very_day_count_even_on_a_holiday(house: AHouse) -> None:
    holiday = date(2026, 12, 16)
    house.do(lambda h: edit_timetable.set_day(h, "d-3", holiday, (Hours(600, 660, 30),)))
    assert free_times(house, "d-3", holiday) == ["10:00", "10:30"]
    assert free_times(house, "d-4", holiday) == []


def test_whoever_was_booked_before_the_hours_were_changed_keeps_his_time(house: AHouse) -> None:
    visit = book(house, "d-3@2026-11-24T09:20")
    house.do(lambda h: edit_timetable.set_hours(h, "d-3", 1, (Hours(540, 660, 30),)))
    assert booking_of(house, visit).opens == 560
    assert free_times(house, "d-3", TUESDAY) == ["10:00", "10:30"]  # 09:00 and 09:30 lie across it


def test_the_picture_counts_what_is_free(house: AHouse) -> None:
    book(house, "d-3@2026-11-24T09:20")
    rows = {row.doctor.id: row for row in house.ask(lambda h: picture(h, TUESDAY, TUESDAY))}
    assert [(rows[doctor].days[0].free, rows[doctor].days[0].why) for doctor in ("d-3", "d-4", "d-7")] == [
        (11, None),
        (12, None),
        (0, "no_hours"),
    ]
    for days in (-1, 28):
        with house.refuses("days_wrong", 422):
            last = TUESDAY + timedelta(days=days)
            house.ask(partial(picture, first=TUESDAY, last=last))


# moving and cancelling


def test_a_moved_booking_leaves_its_slot_and_prints_a_notice(house: AHouse) -> None:
    visit, other = book(house, "d-3@2026-11-24T09:20"), book(house, "d-3@2026-11-24T10:00", NEIGHBOUR)
    mine = booking_of(house, visit)
    with house.others_stay(visit):
        view, job = house.do(
            lambda h: bookings.move_booking(h, mine.id, "d-4@2026-11-25T14:20", CLERK), CLERK.id
        )
    assert (view.booking.doctor, view.booking.day, view.booking.opens) == ("d-4", date(2026, 11, 25), 860)
    assert job is not None
    assert "09:20" in free_times(house, "d-3", TUESDAY)
    assert booking_of(house, other).opens == 600


@pytest.mark.parametrize(
    ("language", "moved", "was"),
    [
        (Language.KK, "", "Бұрынғы уақыты / Прежнее время"),
        (Language.EN, "The booking was moved", "Бұрынғы уақыты / Прежнее время / Earlier time"),
    ],
)
def test_the_notice_of_a_move_tells_the_earlier_time_in_the_words_of_the_person(
    language: Language, moved: str, was: str
) -> None:
    slip = Paper(PaperKind.SLIP, (Text("27.11.2026 10:00"),))
    notice = as_moved(slip, TUESDAY, 9 * 60 + 20, language)
    assert notice.blocks == (
        Frame("Жазылу уақыты ауыстырылды\nЗапись перенесена", note=moved, size="normal"),
        Field(was, "24.11.2026 09:20"),
        Rule(),
        *slip.blocks,
    )


def test_a_booking_moves_neither_onto_itself_nor_onto_another(house: AHouse) -> None:
    mine = booking_of(house, book(house, "d-3@2026-11-24T09:20"))
    book(house, "d-3@2026-11-24T10:00", NEIGHBOUR)
    for slot, code in {
        "d-3@2026-11-24T09:20": "slot_same",
        "d-3@2026-11-24T10:00": "slot_taken",
        "d-3@2026-11-23T08:00": "slot_past",
    }.items():
        with house.refuses(code):
            move(house, mine, slot)


def test_a_cancelled_booking_gives_its_slot_back_once(house: AHouse) -> None:
    visit = book(house, "d-3@2026-11-24T09:20")
    mine = booking_of(house, visit)
    _, job = house.do(lambda h: bookings.cancel_booking(h, mine.id, CLERK))
    assert job is not None
    assert "09:20" in free_times(house, "d-3", TUESDAY)
    book(house, "d-3@2026-11-24T09:20", NEIGHBOUR)
    with house.refuses("booking_closed"):
        house.do(lambda h: bookings.cancel_booking(h, mine.id, CLERK))
    with house.refuses("booking_closed"):
        move(house, mine, "d-3@2026-11-24T09:40")
    assert booking_of(house, visit).state is BookingState.CANCELLED


def test_a_visit_that_is_withdrawn_keeps_no_slot_and_the_neighbour_keeps_his(house: AHouse) -> None:
    neighbour = book(house, "d-3@2026-11-24T10:00", NEIGHBOUR)
    ticket = walk_in(house)
    _entry(house, ticket, slot="d-3@2026-11-24T09:20")
    house.move(ticket, Move.WITHDRAW, "window-1")
    assert "09:20" in free_times(house, "d-3", TUESDAY)
    assert booking_of(house, neighbour).state is BookingState.BOOKED


def test_a_person_is_found_by_his_iin_and_no_other(house: AHouse) -> None:
    book(house, "d-3@2026-11-24T09:20")
    book(house, "d-3@2026-11-24T10:00", NEIGHBOUR)
    found = house.ask(lambda h: bookings.bookings_of(h, IIN))
    assert [(view.person.iin, view.booking.opens) for view in found.views] == [(IIN, 560)]
    assert house.ask(lambda h: bookings.bookings_of(h, "950315599903")) == BookingsOfPerson((), more=False)


def test_what_stands_is_found_before_what_was_cancelled_and_however_much_that_is(house: AHouse) -> None:
    for _ in range(21):
        cancel(house, book(house, "d-3@2026-11-24T09:20"))
    stands = [book(house, "d-3@2026-11-26T09:20"), book(house, "d-4@2026-11-25T14:20")]
    found = house.ask(lambda h: bookings.bookings_of(h, IIN))
    assert [view.booking.visit for view in found.views[:2]] == [visit.id for visit in reversed(stands)]
    assert {view.booking.state for view in found.views[2:]} == {BookingState.CANCELLED}
    assert (len(found.views), found.more) == (23, False)


def test_there_are_more_bookings_than_are_told(house: AHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bookings, "MOST_OF_PERSON", 2)
    told = []
    for slot in ("d-3@2026-11-24T09:20", "d-3@2026-11-25T09:20", "d-3@2026-11-26T09:20"):
        book(house, slot)
        found = house.ask(lambda h: bookings.bookings_of(h, IIN))
        told.append((len(found.views), found.more))
    assert told == [(1, False), (2, False), (2, True)]


# checking in


def test_a_booked_person_is_due_at_his_time_in_the_line_of_his_doctor(house: AHouse) -> None:
    visit = book(house, "d-1@2026-11-24T09:20")
    house.clock.go_on(days=1, minutes=5)  # 09:05 and the minutes of booking
    opened = arrive(house, visit)
    (ticket,) = opened.tickets
    assert (ticket.role, ticket.state, ticket.counter) == (Role.DOCTOR, TicketState.WAITING, "cabinet-17")
    assert ticket.head_start is HeadStart.BOOKED
    assert ticket.due.isoformat() == "2026-11-24T04:20:00+00:00"
    assert opened.place.en == "cabinet 17"
    assert opened.slip is not None
    assert booking_of(house, visit).state is BookingState.ARRIVED
    assert house.next("cabinet-17").ticket is not None


def test_he_goes_before_who_comes_later_than_his_time_and_behind_who_was_earlier(house: AHouse) -> None:
    visit = book(house, "d-1@2026-11-24T09:20")
    house.clock.go_on(days=1, minutes=15)
    early = house.kiosk("reception")
    arrived = arrive(house, visit)
    house.clock.go_on(minutes=10)
    late = house.kiosk("reception")
    line = [one.ticket.visit for one in house.ask(lambda h: h.line([Role.DOCTOR], "cabinet-17", 9))]
    assert line == [early.id, arrived.visit.id, late.id]


def test_who_is_more_than_ten_minutes_late_is_due_when_he_comes(house: AHouse) -> None:
    visit = book(house, "d-1@2026-11-24T09:20")
    house.clock.go_on(days=1, minutes=31)
    (ticket,) = arrive(house, visit).tickets
    assert (ticket.head_start, ticket.due) == (HeadStart.NONE, ticket.entered_at)


def test_while_the_doctor_sits_nowhere_any_doctor_may_call(house: AHouse) -> None:
    visit = book(house, "d-6@2026-11-24T09:20")
    house.clock.go_on(days=1)
    (ticket,) = arrive(house, visit).tickets
    assert ticket.counter is None


def test_nobody_waits_for_a_counter_whose_clerk_is_no_doctor(house: AHouse) -> None:
    """The cabinet serves doctors too, but who sits there now may not call for them."""
    house.do(_let_doctors_into_the_nurses_cabinet)
    doctor = house.ask(lambda h: h.doctor("d-6"))
    nurse = CLERKS["cabinet-15"].id  # who was a doctor when she was chosen
    house.do(lambda h: h.save_doctor(replace(doctor, staff=nurse)))
    visit = book(house, "d-6@2026-11-24T09:20")
    house.clock.go_on(days=1)
    (ticket,) = arrive(house, visit).tickets
    assert ticket.counter is None
    assert house.next("cabinet-17").ticket is not None


def _let_doctors_into_the_nurses_cabinet(house: SqlHouse) -> None:
    house.connection.execute("UPDATE counter SET roles = '[\"nurse\", \"doctor\"]' WHERE id = 'cabinet-15'")
    house.change_known()


def waits_for(house: AHouse, opened: Opened) -> str | None:
    """The counter that alone may call him; None: any of the doctors."""
    return house.ticket(opened.tickets[0]).counter


def test_who_waits_for_his_doctor_is_anybodys_over_lunch_and_his_again_after_it(house: AHouse) -> None:
    mine, other = book(house, "d-1@2026-11-24T09:20"), book(house, "d-6@2026-11-24T09:20", NEIGHBOUR)
    house.clock.go_on(days=1)
    his, another = arrive(house, mine), arrive(house, other)
    walked_in = house.kiosk("reception")
    assert waits_for(house, his) == "cabinet-17"
    house.stand_up("cabinet-17")
    assert waits_for(house, his) is None
    with house.others_stay(house.visit(his.visit)):
        house.sit("cabinet-17")
    assert waits_for(house, his) == "cabinet-17"
    assert waits_for(house, another) is None
    assert house.at(walked_in, "reception").counter is None


def test_who_came_before_his_doctor_sat_down_waits_for_him_from_then_on(house: AHouse) -> None:
    visit = book(house, "d-1@2026-11-24T09:20")
    house.clock.go_on(days=1)
    house.stand_up("cabinet-17")
    opened = arrive(house, visit)
    assert waits_for(house, opened) is None
    house.told.clear()
    house.sit("cabinet-17")
    assert waits_for(house, opened) == "cabinet-17"
    assert "line:doctor" in set().union(*house.told)


def test_only_who_waits_is_his_again_and_nobody_is_anothers(house: AHouse) -> None:
    missed, put_back = book(house, "d-1@2026-11-24T09:20"), book(house, "d-1@2026-11-24T09:40", NEIGHBOUR)
    house.clock.go_on(days=1)
    house.stand_up("cabinet-17")
    gone, back = arrive(house, missed), arrive(house, put_back)
    substitute = Staff("stranger", "stranger", (Role.DOCTOR,))
    house.sit("cabinet-17", substitute)
    assert (waits_for(house, gone), waits_for(house, back)) == (None, None)
    for opened, moved in ((gone, Move.DISMISS), (back, Move.PUT_BACK)):
        ticket, wanted = opened.tickets[0].id, MoveWanted(moved)
        house.do(partial(call_next, counter_id="cabinet-17", staff=substitute, ticket_id=ticket))
        house.do(partial(move_ticket, ticket_id=ticket, wanted=wanted, staff=substitute))
    house.stand_up("cabinet-17", substitute)
    house.sit("cabinet-17")
    assert house.ticket(gone.tickets[0]).state is TicketState.MISSED
    assert (waits_for(house, gone), waits_for(house, back)) == (None, "cabinet-17")


def test_who_checks_in_again_gets_his_slip_and_no_second_place(house: AHouse) -> None:
    visit = book(house, "d-1@2026-11-24T09:20")
    house.clock.go_on(days=1)
    first, again = arrive(house, visit), arrive(house, visit)
    assert first.visit.id == again.visit.id
    assert first.visit.number == again.visit.number
    assert house.ask(lambda h: h.waiting([Role.DOCTOR], None)) == 1


def test_too_early_or_on_another_day_or_cancelled_is_told(house: AHouse) -> None:
    visit, cancelled = book(house, "d-1@2026-11-24T12:40"), book(house, "d-1@2026-11-24T12:20", NEIGHBOUR)
    house.do(lambda h: bookings.cancel_booking(h, booking_of(house, cancelled).id, CLERK))
    told = _refused(house, visit)
    assert (told.code, told.data) == ("booking_other_day", {"day": "24.11.2026", "time": "12:40"})
    house.clock.go_on(days=1)
    told = _refused(house, visit)
    assert (told.code, told.data) == ("booking_too_early", {"time": "10:40"})
    assert _refused(house, cancelled).code == "booking_cancelled"
    assert house.ask(lambda h: h.waiting([Role.DOCTOR], None)) == 0
    house.clock.go_on(days=1)
    assert _refused(house, visit).code == "booking_other_day"


def _refused(house: AHouse, visit: Visit) -> Refusal:
    with house.nothing_changes(), pytest.raises(Refusal) as caught:
        arrive(house, visit)
    return caught.value


def test_at_a_desk_he_checks_in_by_his_booking(house: AHouse) -> None:
    visit = book(house, "d-1@2026-11-24T09:20")
    house.clock.go_on(days=1)
    opened = house.do(lambda h: check_in(h, booking_of(house, visit), OFFICE))
    assert opened.visit.service == "reception"
    assert opened.job is not None


def test_while_his_booking_visit_is_open_the_code_gives_its_slip(house: AHouse) -> None:
    ticket = walk_in(house)
    _entry(house, ticket, slot="d-1@2026-11-24T09:20")
    opened = arrive(house, house.visit(house.visits()[0]))
    assert opened.visit.service == "appointment"


def in_journal(house: AHouse, visit: Visit) -> Row:
    row = house.ask(lambda h: h.row_of_visit(visit.id))
    assert row is not None
    return row


def test_a_booking_stands_in_the_journal_and_its_arrival_is_filled_in(house: AHouse) -> None:
    visit, neighbour = book(house, "d-3@2026-11-24T09:20"), book(house, "d-3@2026-11-24T09:40", NEIGHBOUR)
    row = in_journal(house, visit)
    assert (row.values["day"], row.values["time"]) == ("2026-11-24", "09:20")
    assert "arrived" not in row.values
    house.clock.go_on(hours=24)
    arrive(house, visit)
    assert in_journal(house, visit).values["arrived"] is True
    assert "arrived" not in in_journal(house, neighbour).values


def test_a_late_comer_checks_in_though_the_journal_says_that_he_did_not_come(house: AHouse) -> None:
    visit, neighbour = book(house, "d-3@2026-11-24T09:20"), book(house, "d-3@2026-11-24T09:40", NEIGHBOUR)
    house.clock.go_on(hours=24)
    row = in_journal(house, visit)
    house.do(lambda h: fill_in(h, row, {"arrived": False}, CLERKS["window-1"]))
    arrive(house, visit)
    assert in_journal(house, visit).values["arrived"] is True
    assert in_journal(house, visit).corrects == Link(row.id, row.number)
    kept = house.ask(lambda h: h.journal_row(row.id))
    assert kept.values["arrived"] is False
    assert "arrived" not in in_journal(house, neighbour).values


def test_a_moved_booking_is_a_correction_in_the_journal(house: AHouse) -> None:
    visit = book(house, "d-3@2026-11-24T09:20")
    before = in_journal(house, visit)
    move(house, booking_of(house, visit), "d-3@2026-11-24T10:00")
    after = in_journal(house, visit)
    assert after.id != before.id
    assert after.values["time"] == "10:00"
    old = house.ask(lambda h: h.journal_row(before.id))
    assert old.values == before.values
    assert old.corrected_by is not None
