"""Timetables, bookings and house calls over HTTP: two clerks at once, what is refused, and who is told what."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.site import Clerk
from tests.web.people import People, return_code

IIN, NEIGHBOUR = "880229699907", "880229690203"
DOCTOR = "d-7"


@pytest.fixture
def clerk(people: People) -> Iterator[Clerk]:
    """Nobody of ours stays booked: a doctor sees a person once a day."""
    people.receive_now(DOCTOR)
    clerk = people.of("registry_clerk")
    yield clerk
    for iin in (IIN, NEIGHBOUR):
        for booking in clerk.ask("POST", "/api/bookings/search", {"iin": iin}).body["bookings"]:
            if booking["state"] == "booked":
                clerk.ask("POST", f"/api/bookings/{booking['id']}/moves", {"move": "cancel"})


def calling(clerk: Clerk, service: str = "appointment") -> str:
    """The ticket of somebody who calls by telephone."""
    body = {"service": service, "language": "ru", "channel": "telephone"}
    return str(clerk.ask("POST", "/api/visits", body).body["tickets"][0]["id"])


def entry(clerk: Clerk, ticket: str, slot: str, iin: str = IIN) -> Any:
    answers = {"full_name": "Тест", "iin": iin, "phone": "1", "slot": slot}
    return clerk.ask("POST", f"/api/tickets/{ticket}/tasks/booking-entry", answers)


def booked(people: People, clerk: Clerk, iin: str = IIN) -> Any:
    """The booking of somebody who stood at the window, and the code on his slip."""
    visit = people.site.kiosk.take("appointment")
    ticket = clerk.next(visit["tickets"][0]["id"])["id"]
    clerk.move(ticket, "start")
    job = entry(clerk, ticket, people.slot(DOCTOR), iin).body["job"]
    clerk.move(ticket, "finish")
    printed = people.printer("printer-office").print_all()
    found = clerk.ask("POST", "/api/bookings/search", {"iin": iin}).body["bookings"]
    return max((one for one in found), key=lambda one: one["id"]), return_code(printed[job]["paper"])


def test_two_clerks_who_book_one_slot_at_once_book_it_once(people: People, clerk: Clerk) -> None:
    for _ in range(5):
        slot = people.slot(DOCTOR)
        tickets = [calling(clerk) for _ in range(4)]
        with ThreadPoolExecutor(4) as at_once:
            answers = list(at_once.map(lambda ticket, slot=slot: entry(clerk, ticket, slot), tickets))
        assert sorted(answer.status for answer in answers) == [201, 409, 409, 409]
        assert {answer.body.get("code") for answer in answers} == {None, "slot_taken"}
        for ticket in tickets:
            clerk.ask("POST", f"/api/tickets/{ticket}/moves", {"move": "withdraw"})


def test_who_is_booked_with_a_doctor_that_day_is_told_his_time_in_his_language(
    people: People, clerk: Clerk
) -> None:
    booking, _ = booked(people, clerk)
    refused = entry(clerk, calling(clerk), people.slot(DOCTOR))
    assert (refused.status, refused.body["code"]) == (409, "booked_that_day")
    assert refused.body["time"] == booking["time"]
    assert booking["time"] in refused.body["title"]
    assert IIN not in str(refused.body)
    assert entry(clerk, calling(clerk), people.slot(DOCTOR), NEIGHBOUR).status == 201


def test_the_example_of_a_booking_is_accepted_again_and_again(clerk: Clerk) -> None:
    for _ in range(3):
        ticket = calling(clerk)
        (task,) = clerk.ticket(ticket)["tasks"]
        clerk.do(ticket, task["task"], task["example"])


def test_a_caller_is_booked_while_his_ten_minutes_run_and_no_slip_is_said_to_come(
    people: People, clerk: Clerk
) -> None:
    ticket = calling(clerk)
    seen = clerk.ticket(ticket)
    assert seen["clocks"]["procedure"] is not None
    assert [task["prints"] for task in seen["tasks"]] == [None]
    assert entry(clerk, ticket, people.slot(DOCTOR)).body["job"] is None


def test_a_booked_person_checks_in_at_the_kiosk_by_the_code_of_his_slip(people: People, clerk: Clerk) -> None:
    booking, code = booked(people, clerk)
    came = people.come_back(code)
    assert came.status == 201
    assert came.body["visit"]["service"] == "reception"
    assert came.body["tickets"][0]["head_start"] == "booked"
    (again,) = (people.come_back(code).body["visit"],)
    assert again["number"] == came.body["visit"]["number"]
    moved = clerk.ask("POST", f"/api/bookings/{booking['id']}/moves", {"move": "cancel"})
    assert (moved.status, moved.body["code"]) == (409, "booking_closed")


def test_a_cancelled_booking_is_not_checked_in_and_prints_a_notice(people: People, clerk: Clerk) -> None:
    booking, code = booked(people, clerk)
    neighbour, other = booked(people, clerk, NEIGHBOUR)
    cancelled = clerk.ask("POST", f"/api/bookings/{booking['id']}/moves", {"move": "cancel"})
    assert (cancelled.status, cancelled.body["booking"]["state"]) == (200, "cancelled")
    notice = people.printer("printer-office").print_all()[cancelled.body["job"]["id"]]
    assert "Тест" not in str(notice)
    came = people.come_back(code)
    assert (came.status, came.body["code"]) == (409, "booking_cancelled")
    assert people.come_back(other).status == 201
    assert neighbour["state"] == "booked"


def test_a_booking_moves_to_a_slot_and_says_so_on_paper(people: People, clerk: Clerk) -> None:
    booking, _ = booked(people, clerk)
    path = f"/api/bookings/{booking['id']}/moves"
    same = clerk.ask("POST", path, {"move": "move", "slot": booking["slot"]})
    assert (same.status, same.body["code"]) == (409, "slot_same")
    nowhere = clerk.ask("POST", path, {"move": "move"})
    assert (nowhere.status, nowhere.body["field"]) == (400, "slot")
    moved = clerk.ask("POST", path, {"move": "move", "slot": people.slot(DOCTOR)})
    assert moved.status == 200
    assert moved.body["booking"]["slot"] != booking["slot"]
    assert moved.body["job"] is not None


@pytest.mark.parametrize(
    ("slot", "status", "code"),
    [
        (f"{DOCTOR}@2020-01-01T09:00", 409, "slot_past"),
        (f"{DOCTOR}@2099-01-01T09:00", 409, "slot_too_far"),
        ("nobody@2099-01-01T09:00", 422, "slot_unknown"),
        ("<script>", 422, "slot_unknown"),
        ("", 422, "unacceptable"),
        (7, 400, "malformed"),
    ],
)
def test_a_slot_that_is_none_is_refused_with_a_sentence(
    people: People, clerk: Clerk, slot: Any, status: int, code: str
) -> None:
    answer = entry(clerk, calling(clerk), slot)
    assert (answer.status, answer.body["code"]) == (status, code)
    assert answer.body["detail"].endswith(".")


# Where a day more, or the same day in UTC, would be none that a calendar has.
EDGES = ("0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31")


@pytest.mark.parametrize("day", EDGES)
def test_a_slot_at_the_edge_of_the_calendar_is_refused_as_any_other(
    people: People, clerk: Clerk, day: str
) -> None:
    code = "slot_past" if day < "2000" else "slot_too_far"
    booking, _ = booked(people, clerk)
    for clock in ("00:00", "23:59"):
        slot = f"{DOCTOR}@{day}T{clock}"
        answer = entry(clerk, calling(clerk), slot)
        assert (answer.status, answer.body["code"]) == (409, code)
        answer = clerk.ask("POST", f"/api/bookings/{booking['id']}/moves", {"move": "move", "slot": slot})
        assert (answer.status, answer.body["code"]) == (409, code)


@pytest.mark.parametrize("day", EDGES)
def test_no_doctor_was_at_a_home_at_the_edge_of_the_calendar(people: People, day: str) -> None:
    clerk = people.of("registry_clerk")
    people.telephone("house-call")
    offer = clerk.ask(
        "POST", "/api/house-calls/offers", {"address": "Сынақ көш., 1", "birth_date": "1890-01-01"}
    )
    first = next(one for one in offer.body["rounds"] if one["left"])
    listed = clerk.ask("GET", f"/api/doctors/{offer.body['doctor']['id']}/list/{first['day']}").body
    call = next(one["id"] for one in listed["house_calls"] if one["state"] == "told")
    for clock in ("00:00", "23:59"):
        body = {"outcome": "treated_at_home", "day": day, "time": clock}
        answer = clerk.ask("POST", f"/api/house-calls/{call}/outcome", body)
        assert answer.body["code"] in ("outcome_early", "unacceptable"), answer.body


@pytest.mark.parametrize("day", EDGES)
@pytest.mark.parametrize(
    "path",
    ["/api/slots/{day}/{day}", f"/api/doctors/{DOCTOR}/slots/{{day}}", f"/api/doctors/{DOCTOR}/list/{{day}}"],
)
def test_a_day_at_the_edge_of_the_calendar_is_shown(clerk: Clerk, path: str, day: str) -> None:
    assert clerk.ask("GET", path.format(day=day)).status == 200


@pytest.mark.parametrize("day", EDGES)
def test_hours_and_leave_at_the_edge_of_the_calendar_are_kept_and_shown(people: People, day: str) -> None:
    administrator, path = people.of("administrator"), f"/api/doctors/{DOCTOR}"
    hours = {"hours": [{"opens": "00:00", "closes": "24:00", "minutes": 20}]}
    assert administrator.ask("PUT", f"{path}/days/{day}", hours).status == 200
    assert administrator.ask("GET", f"{path}/slots/{day}").status == 200
    assert administrator.ask("GET", f"/api/slots/{day}/{day}").status == 200
    assert administrator.ask("PUT", f"{path}/leaves/{day}", {"last": "9999-12-31"}).status == 200
    assert administrator.ask("GET", f"{path}/slots/{day}").body["why"]["en"] == "On leave"
    assert administrator.ask("DELETE", f"{path}/leaves/{day}").status == 200
    assert administrator.ask("DELETE", f"{path}/days/{day}").status == 200


@pytest.mark.parametrize("day", EDGES)
def test_an_address_asks_for_whoever_was_born_at_the_edge_of_the_calendar(clerk: Clerk, day: str) -> None:
    asked = {"address": "Сынақ көш., 1", "birth_date": day}
    assert clerk.ask("POST", "/api/house-calls/offers", asked).status < 500


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"address": "Ешқандай көшесі, 5", "birth_date": "1890-01-01"}, 409, "no_district"),
        ({"address": "Сынақ", "birth_date": "1890-01-01"}, 422, "address_unclear"),
        ({"address": "Сынақ көш., 1"}, 422, "age_unknown"),
        ({"address": "Сынақ көш., 1", "iin": "890101199901"}, 422, "iin_wrong"),
        ({"address": "", "birth_date": "1890-01-01"}, 422, "unacceptable"),
    ],
)
def test_a_call_from_an_address_in_no_district_is_refused(
    clerk: Clerk, asked: Any, status: int, code: str
) -> None:
    answer = clerk.ask("POST", "/api/house-calls/offers", asked)
    assert (answer.status, answer.body["code"]) == (status, code)


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("hours/1", {"hours": [{"opens": "12:00", "closes": "09:00", "minutes": 20}]}, "hours_wrong"),
        (
            "hours/1",
            {
                "hours": [
                    {"opens": "09:00", "closes": "12:00", "minutes": 20},
                    {"opens": "11:00", "closes": "13:00", "minutes": 20},
                ]
            },
            "hours_wrong",
        ),
        ("hours/8", {"hours": []}, "not_found"),
        ("days/2099-02-30", {"hours": []}, "not_found"),
        ("leaves/2099-02-02", {"last": "2099-02-01"}, "days_wrong"),
        ("rounds", {"rounds": [{"opens": "9", "closes": "10:00", "capacity": 1}]}, "unacceptable"),
    ],
)
def test_hours_that_cannot_be_are_refused_and_nothing_changes(
    people: People, path: str, body: Any, code: str
) -> None:
    administrator = people.of("administrator")
    before = administrator.ask("GET", "/api/doctors").body
    answer = administrator.ask("PUT", f"/api/doctors/{DOCTOR}/{path}", body)
    assert (answer.status, answer.body["code"]) == (404 if code == "not_found" else 422, code)
    assert administrator.ask("GET", "/api/doctors").body == before


def test_no_house_belongs_to_two_districts_and_no_district_loses_its_doctor(people: People) -> None:
    administrator = people.of("administrator")
    before = administrator.ask("GET", "/api/districts").body
    street = {"name": "ул. Үлгі", "side": "even", "first": 2, "last": 4}
    body = {"name": "8", "streets": [street], "doctors": {}}
    taken = administrator.ask("PUT", "/api/districts/district-8", body)
    assert (taken.status, taken.body["code"], taken.body["district"]) == (409, "street_taken", "2")
    gone = administrator.ask("DELETE", "/api/doctors/d-1")
    assert (gone.status, gone.body["code"]) == (409, "doctor_of_district")
    assert administrator.ask("GET", "/api/districts").body == before


# which member of staff a doctor is


def doctor_of(people: People, doctor: str) -> Any:
    timetables = people.of("administrator").ask("GET", "/api/doctors").body["timetables"]
    return next(one for one in timetables if one["doctor"]["id"] == doctor)


def as_said(people: People, doctor: str, staff: str | None) -> dict[str, Any]:
    """What is said of the doctor already, but for `staff`."""
    known = doctor_of(people, doctor)
    about = {name: known["doctor"][name] for name in ("name", "speciality", "cabinet")}
    return {**about, "calls_a_day": known["calls_a_day"], "staff": staff}


def test_an_administrator_sees_who_works_here_and_nothing_of_how_they_sign_in(people: People) -> None:
    staff = people.of("administrator").ask("GET", "/api/staff").body["staff"]
    assert [one["name"] for one in staff] == sorted(one["name"] for one in people.site.try_out()["staff"])
    assert {name for one in staff for name in one} == {"id", "name", "roles"}
    assert [one["name"] for one in staff if "doctor" in one["roles"]] == ["doctor"]


def test_who_is_booked_waits_for_the_counter_of_the_member_of_staff_who_was_chosen(
    people: People, clerk: Clerk
) -> None:
    administrator = people.of("administrator")
    found = administrator.ask("GET", "/api/staff").body["staff"]
    (staff,) = (one for one in found if "doctor" in one["roles"])
    before, neighbour = doctor_of(people, DOCTOR), doctor_of(people, "d-8")
    _, code = booked(people, clerk)
    assert _counter(people, code) is None
    saved = administrator.ask("PUT", f"/api/doctors/{DOCTOR}", as_said(people, DOCTOR, staff["id"]))
    assert saved.body == {**before, "staff": staff["id"]}
    assert doctor_of(people, "d-8") == neighbour
    _, code = booked(people, clerk, NEIGHBOUR)
    assert _counter(people, code) == people.called(staff["name"]).counter
    administrator.ask("PUT", f"/api/doctors/{DOCTOR}", as_said(people, DOCTOR, None))
    assert doctor_of(people, DOCTOR) == before


def _counter(people: People, code: str) -> Any:
    """For whose counter alone the person waits who comes with that code."""
    return people.come_back(code).body["tickets"][0]["counter"]


def test_a_registry_clerk_neither_sees_the_staff_nor_says_who_a_doctor_is(
    people: People, clerk: Clerk
) -> None:
    before = people.of("administrator").ask("GET", "/api/doctors").body
    body = as_said(people, DOCTOR, "doctor")
    for method, path, sent in (("GET", "/api/staff", None), ("PUT", f"/api/doctors/{DOCTOR}", body)):
        answer = clerk.ask(method, path, sent)
        assert (answer.status, answer.body["code"]) == (403, "forbidden")
    assert people.of("administrator").ask("GET", "/api/doctors").body == before


def test_a_doctor_is_nobody_who_does_not_work_here(people: People) -> None:
    before = doctor_of(people, DOCTOR)
    body = as_said(people, DOCTOR, "nobody-here")
    answer = people.of("administrator").ask("PUT", f"/api/doctors/{DOCTOR}", body)
    assert (answer.status, answer.body["code"]) == (422, "staff_unknown")
    assert doctor_of(people, DOCTOR) == before


@pytest.mark.parametrize("role", ["cashier", "administrator"])
def test_a_doctor_is_nobody_who_serves_as_something_else(people: People, role: str) -> None:
    administrator = people.of("administrator")
    found = administrator.ask("GET", "/api/staff").body["staff"]
    staff = next(one["id"] for one in found if role in one["roles"])
    before = administrator.ask("GET", "/api/doctors").body
    new = {"name": "Жаңа Дәрігер", "speciality": "ЛОР", "cabinet": "31", "staff": staff}
    for method, path, body in (
        ("PUT", f"/api/doctors/{DOCTOR}", as_said(people, DOCTOR, staff)),
        ("POST", "/api/doctors", new),
    ):
        answer = administrator.ask(method, path, body)
        assert (answer.status, answer.body["code"]) == (422, "staff_no_doctor")
    assert administrator.ask("GET", "/api/doctors").body == before


@pytest.mark.parametrize("last", [4070908800, 4070908800.0, "4070908800", "2099-1-01", "20990101", True])
def test_the_last_day_of_a_leave_is_written_as_a_day(people: People, last: Any) -> None:
    before = doctor_of(people, DOCTOR)
    path = f"/api/doctors/{DOCTOR}/leaves/{people.today()}"
    answer = people.of("administrator").ask("PUT", path, {"last": last})
    assert (answer.status, answer.body["code"], answer.body["field"]) == (422, "unacceptable", "last")
    assert doctor_of(people, DOCTOR) == before


def test_a_doctor_who_is_awaited_or_gone_is_told_of_in_a_sentence(people: People, clerk: Clerk) -> None:
    administrator = people.of("administrator")
    body = {"name": "Жаңа Дәрігер", "speciality": "ЛОР", "cabinet": "31"}
    taken_in = administrator.ask("POST", "/api/doctors", body)
    doctor = taken_in.body["doctor"]["id"]
    assert taken_in.status == 201
    people.receive_now(doctor)
    entry(clerk, calling(clerk), f"{people.slot(doctor)}")
    awaited = administrator.ask("DELETE", f"/api/doctors/{doctor}")
    assert (awaited.status, awaited.body["code"], awaited.body["bookings"]) == (409, "doctor_awaited", 1)
    found = clerk.ask("POST", "/api/bookings/search", {"iin": IIN}).body["bookings"]
    (booking,) = [one["id"] for one in found if one["slot"].startswith(f"{doctor}@")]
    clerk.ask("POST", f"/api/bookings/{booking}/moves", {"move": "cancel"})
    assert administrator.ask("DELETE", f"/api/doctors/{doctor}").status == 204
    gone = administrator.ask("PUT", f"/api/doctors/{doctor}", body)
    assert (gone.status, gone.body["code"]) == (409, "doctor_gone")
    assert people.of("registry_clerk").ask("POST", "/api/doctors", body).status == 403


# whom they tell


def test_names_of_the_booked_are_for_the_registry_and_doctors_only(people: People, clerk: Clerk) -> None:
    path = f"/api/doctors/{DOCTOR}/list/{people.today()}"
    for role in ("cashier", "registrar", "administrator", "supervisor", "auditor"):
        assert people.of(role).ask("GET", path).status == 403
    assert people.of("doctor").ask("GET", path).status == 200
    kiosk = people.site.request("POST", "/api/bookings/search", {"iin": IIN}, people.site.kiosk.headers)
    assert kiosk.status == 403
