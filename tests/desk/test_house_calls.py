"""A call to a home: the doctor follows from address and age, the room in his round is counted."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from server.desk import edit_timetable, house_calls
from server.desk.house import Staff
from server.desk.house_of_timetables import HouseCallDone
from server.desk.list_of_day import list_of_day
from server.desk.turn_of_day import turn_day
from server.domain.booking import Outcome
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.domain.ticket import Move, Ticket, TicketState
from server.domain.timetable import DoctorKind, Round
from tests.desk.a_house import CLERKS, OFFICE, AHouse
from tests.desk.test_bookings import TUESDAY, walk_in

ZONE = ZoneInfo("Asia/Atyrau")
REGISTRY = CLERKS["window-1"]
GROWN_UP, CHILD = "1890-01-01", "2020-05-05"


def enter(house: AHouse, ticket: Ticket, **answers: Any) -> Any:
    return house.task(ticket, "call-entry", "window-1", **answers)


def offered(house: AHouse, address: str, born: str = GROWN_UP, iin: str = "") -> house_calls.Offer:
    return house.ask(lambda h: house_calls.offer(h, address, born, iin))


@pytest.mark.parametrize(
    ("address", "born", "district", "kind", "doctor"),
    [
        ("Атырау қ., Сынақ көш., 1", GROWN_UP, "1", DoctorKind.THERAPIST, "d-1"),
        ("ул. Сынақ, д. 14а, кв. 3", CHILD, "1", DoctorKind.PAEDIATRICIAN, "d-3"),
        ("Үлгі көшесі 7", GROWN_UP, "1", DoctorKind.THERAPIST, "d-1"),
        ("Үлгі көшесі, 8-үй", GROWN_UP, "2", DoctorKind.THERAPIST, "d-2"),
        ("Жаттығу көшесі, 40", CHILD, "2", DoctorKind.PAEDIATRICIAN, "d-4"),
        ("Жаттығу көшесі, 41", CHILD, "3", DoctorKind.GENERAL_PRACTITIONER, "d-5"),
        ("Тәжірибе даңғылы, 100", GROWN_UP, "3", DoctorKind.GENERAL_PRACTITIONER, "d-5"),
    ],
)
def test_the_doctor_follows_from_address_and_age(
    house: AHouse, address: str, born: str, district: str, kind: DoctorKind, doctor: str
) -> None:
    offer = offered(house, address, born)
    assert (offer.district.name, offer.kind, offer.doctor.id) == (district, kind, doctor)


def test_the_age_is_read_out_of_the_iin_where_no_birth_date_is_given(house: AHouse) -> None:
    assert offered(house, "Сынақ көш., 1", "", "890101199900").kind is DoctorKind.THERAPIST


@pytest.mark.parametrize(
    ("address", "born", "iin", "code", "status"),
    [
        ("Белгісіз көшесі, 1", GROWN_UP, "", "no_district", 409),
        ("Атырау", GROWN_UP, "", "address_unclear", 422),
        ("Сынақ көш., 1", "", "", "age_unknown", 422),
        ("Сынақ көш., 1", "1890-02-30", "", "age_unknown", 422),
        ("Сынақ көш., 1", GROWN_UP, "890101199901", "iin_wrong", 422),
    ],
)
def test_a_call_from_nowhere_or_for_nobody_is_refused(
    house: AHouse, address: str, born: str, iin: str, code: str, status: int
) -> None:
    with house.refuses(code, status):
        offered(house, address, born, iin)
    ticket = walk_in(house, "house-call")
    with house.nothing_changes(), pytest.raises(Refusal):
        enter(house, ticket, round="d-1@2026-11-24T14:00", address=address, birth_date=born, iin=iin)


def test_day_and_time_are_told_and_printed(house: AHouse) -> None:
    ticket = walk_in(house, "house-call")
    done = enter(house, ticket, round="d-1@2026-11-24T14:00")
    told = {name: done.task.answers[name] for name in ("doctor", "district", "visit_day", "visit_time")}
    assert told == {
        "doctor": "Сәрсенова Сәуле",
        "district": "1",
        "visit_day": "2026-11-24",
        "visit_time": "14:00–16:00",
    }
    paper = repr(next(paper for job, paper in house.ask(lambda h: h.jobs(OFFICE, done.job.state)) if paper))
    assert "24.11.2026" in paper
    assert "Аманов" not in paper
    assert "Дене" not in paper


def test_a_round_takes_as_many_calls_as_it_has_room_for(house: AHouse) -> None:
    house.do(lambda h: edit_timetable.set_rounds(h, "d-1", (Round(840, 960, 1), Round(960, 1080, 1))))
    first, second = walk_in(house, "house-call"), None
    enter(house, first, round="d-1@2026-11-24T14:00")
    house.move(first, Move.FINISH, "window-1")
    second = walk_in(house, "house-call")
    with house.refuses("round_full"):
        enter(house, second, round="d-1@2026-11-24T14:00")
    enter(house, second, round="d-1@2026-11-24T16:00")
    left = {free.id: free.left for free in offered(house, "Сынақ көш., 1").rounds}
    assert left["d-1@2026-11-24T14:00"] == left["d-1@2026-11-24T16:00"] == 0
    assert left["d-1@2026-11-25T14:00"] == 1


def test_a_doctor_goes_to_no_more_homes_a_day_than_he_can(house: AHouse) -> None:
    doctor = house.ask(lambda h: h.doctor("d-1"))
    one_a_day = type(doctor)(doctor.id, doctor.name, doctor.speciality, doctor.cabinet, doctor.staff, 1)
    house.do(lambda h: edit_timetable.save_doctor(h, one_a_day))
    ticket = walk_in(house, "house-call")
    enter(house, ticket, round="d-1@2026-11-24T14:00")
    left = {free.id: free.left for free in offered(house, "Сынақ көш., 1").rounds}
    assert left["d-1@2026-11-24T16:00"] == 0


def test_the_round_of_another_doctor_and_one_that_is_over_are_refused(house: AHouse) -> None:
    ticket = walk_in(house, "house-call")
    house.clock.go_on(hours=6, minutes=30)  # 15:30: the round that ends at 16:00 takes no more
    for wrong in ("d-2@2026-11-24T09:00", "d-1@2026-11-23T14:00", "d-1@2026-11-28T14:00", "x"):
        with house.refuses("round_unknown", 422):
            enter(house, ticket, round=wrong)
    enter(house, ticket, round="d-1@2026-11-23T16:00")


def test_a_call_that_is_withdrawn_leaves_its_place(house: AHouse) -> None:
    ticket = walk_in(house, "house-call")
    enter(house, ticket, round="d-1@2026-11-24T14:00")
    assert len(house.ask(lambda h: list_of_day(h, "d-1", TUESDAY, REGISTRY)).house_calls) == 1
    house.move(ticket, Move.WITHDRAW, "window-1")
    assert house.ask(lambda h: list_of_day(h, "d-1", TUESDAY, REGISTRY)).house_calls == ()


COLLEAGUE = Staff("another", "another", (Role.DOCTOR,))


def test_a_doctor_reads_his_own_list_and_records_his_own_calls_and_no_colleagues(house: AHouse) -> None:
    enter(house, walk_in(house, "house-call"), round="d-1@2026-11-24T14:00")
    theirs = house.ask(lambda h: h.doctor("d-1"))
    assert theirs.staff is not None
    himself = Staff(theirs.staff, "himself", (Role.DOCTOR,))
    (call,) = house.ask(lambda h: list_of_day(h, "d-1", TUESDAY, himself)).house_calls
    done = HouseCallDone(Outcome.TREATED_AT_HOME)
    with house.refuses("forbidden", 403):
        house.ask(lambda h: list_of_day(h, "d-1", TUESDAY, COLLEAGUE))
    with house.refuses("forbidden", 403):
        house.do(lambda h: house_calls.record_outcome(h, call.house_call.id, done, h.now, COLLEAGUE))
    house.do(lambda h: house_calls.record_outcome(h, call.house_call.id, done, h.now, himself))


def test_any_doctor_reads_the_list_of_one_who_does_not_sign_in_and_a_cashier_does_not(house: AHouse) -> None:
    assert house.ask(lambda h: h.doctor("d-2")).staff is None
    assert house.ask(lambda h: list_of_day(h, "d-2", TUESDAY, COLLEAGUE)).house_calls == ()
    with house.refuses("forbidden", 403):
        house.ask(lambda h: list_of_day(h, "d-2", TUESDAY, CLERKS["cash-1"]))


@pytest.mark.parametrize("left", [Move.HOLD, Move.PUT_BACK])
def test_the_doctor_goes_to_whom_he_was_promised_though_the_clerk_did_not_finish(
    house: AHouse, left: Move
) -> None:
    ticket = walk_in(house, "house-call")
    enter(house, ticket, round="d-1@2026-11-24T14:00")
    house.move(ticket, left, "window-1")
    house.clock.go_on(hours=15)
    house.do(turn_day)
    assert house.named(ticket.id).state is TicketState.WITHDRAWN
    (told,) = house.ask(lambda h: list_of_day(h, "d-1", TUESDAY, REGISTRY)).house_calls
    assert told.house_call.visit == ticket.visit


def test_the_outcome_is_recorded_once_with_its_time(house: AHouse) -> None:
    for _ in range(2):
        ticket = walk_in(house, "house-call")
        enter(house, ticket, round="d-1@2026-11-24T14:00")
        house.move(ticket, Move.FINISH, "window-1")
    first, neighbour = house.ask(lambda h: list_of_day(h, "d-1", TUESDAY, REGISTRY)).house_calls
    done = HouseCallDone(Outcome.TREATED_AT_HOME, "OK")
    at = datetime(2026, 11, 24, 15, 0, tzinfo=ZONE)
    with house.refuses("outcome_early"):
        house.do(lambda h: house_calls.record_outcome(h, first.house_call.id, done, at, REGISTRY))
    house.clock.go_on(days=1, hours=7)
    view = house.do(lambda h: house_calls.record_outcome(h, first.house_call.id, done, at, REGISTRY))
    assert (view.done, view.house_call.done_at) == (done, at)
    with house.refuses("outcome_recorded"):
        house.do(lambda h: house_calls.record_outcome(h, first.house_call.id, done, at, REGISTRY))
    with house.refuses("outcome_early"):
        house.do(
            lambda h: house_calls.record_outcome(
                h, neighbour.house_call.id, done, at - timedelta(days=9), REGISTRY
            )
        )
    assert house.ask(lambda h: h.outcome_of(neighbour.house_call.id)) is None
    facts = house.rows("SELECT facts FROM ledger WHERE kind = 'house_call_done'")
    assert "treated" not in str(facts)
