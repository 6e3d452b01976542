"""Doctors, their timetables and districts, and what an administrator changes of them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from server.desk import edit_timetable
from server.desk.free_slots import day_of_doctor, picture
from server.desk.house import House
from server.domain.district import District, Street, street_name
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.domain.timetable import Doctor, Hours, Leave, Round, Timetable, date_or_none, minute_of
from server.web import bodies_of_timetables as bodies
from server.web.actor import STAFF
from server.web.answers.timetables import (
    DayOfDoctorAnswer,
    DistrictAnswer,
    DistrictsAnswer,
    PictureAnswer,
    TimetableAnswer,
    TimetablesAnswer,
    day_answer,
    district_answer,
    picture_answer,
    timetable_answer,
)
from server.web.route import Answer, Asked, Deed, commands, reads

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR.value})
_DOCTOR = "/api/doctors/<doctor>"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def day_in(asked: Asked[Any], name: str) -> date:
    """A day of the path. Raises Refusal `not_found` (404) for what is none."""
    day = date_or_none(asked.ids[name])
    if day is None:
        raise Refusal("not_found", 404)
    return day


def _new_id(text: str) -> str:
    """What an administrator may call a doctor or a district: it stands in slots. Raises `not_found` (404)."""
    if _ID.fullmatch(text) is None:
        raise Refusal("not_found", 404)
    return text


@reads("/api/slots/<first>/<last>", STAFF, {200: PictureAnswer})
def show_picture(asked: Asked[None]) -> Deed:
    """How many slots of every doctor are free on each day from the first to the last, at most 28."""
    first, last = day_in(asked, "first"), day_in(asked, "last")
    return lambda house: Answer(200, picture_answer(picture(house, first, last), house.site.day(house.now)))


@reads(f"{_DOCTOR}/slots/<day>", STAFF, {200: DayOfDoctorAnswer})
def show_day(asked: Asked[None]) -> Deed:
    """The slots of a doctor's day that are not over yet, and which of them are free."""
    day = day_in(asked, "day")
    return lambda house: Answer(200, day_answer(day_of_doctor(house, asked.ids["doctor"], day)))


@reads("/api/doctors", STAFF, {200: TimetablesAnswer})
def list_doctors(_: Asked[None]) -> Deed:
    """The doctors with their weekly hours, exceptions, leave and rounds."""
    return lambda house: Answer(
        200, {"timetables": [timetable_answer(timetable) for timetable in house.timetables()]}
    )


@commands("PUT", _DOCTOR, ADMINISTRATOR, {200: TimetableAnswer}, bodies.SaveDoctor)
def save_doctor(asked: Asked[bodies.SaveDoctor]) -> Deed:
    """Change what is said of a doctor, or take one in under an id that nobody had."""
    doctor = _doctor(_new_id(asked.ids["doctor"]), asked.body)
    return lambda house: _answer(edit_timetable.save_doctor(house, doctor))


@commands("POST", "/api/doctors", ADMINISTRATOR, {201: TimetableAnswer}, bodies.SaveDoctor)
def take_in_doctor(asked: Asked[bodies.SaveDoctor]) -> Deed:
    """Take a doctor in under the next id."""
    doctor = _doctor("", asked.body)
    return lambda house: _answer(edit_timetable.take_in_doctor(house, doctor), 201)


def _doctor(doctor_id: str, body: bodies.SaveDoctor) -> Doctor:
    return Doctor(doctor_id, body.name, body.speciality, body.cabinet, body.staff, body.calls_a_day)


@commands("DELETE", _DOCTOR, ADMINISTRATOR, {204: None})
def remove_doctor(asked: Asked[None]) -> Deed:
    """A doctor whom nobody awaits is here no more: nobody is booked with him from now on."""

    def deed(house: House) -> Answer:
        edit_timetable.remove_doctor(house, asked.ids["doctor"])
        return Answer(204, None)

    return deed


@commands("PUT", f"{_DOCTOR}/hours/<weekday>", ADMINISTRATOR, {200: TimetableAnswer}, bodies.SetHours)
def set_hours(asked: Asked[bodies.SetHours]) -> Deed:
    """The hours of a weekday, 1 (Monday) to 7, in the place of those before."""
    weekday = asked.ids["weekday"]
    if weekday not in set("1234567"):
        raise Refusal("not_found", 404)
    hours = _hours(asked.body.hours)
    return lambda house: _answer(
        edit_timetable.set_hours(house, asked.ids["doctor"], int(weekday) - 1, hours)
    )


@commands("PUT", f"{_DOCTOR}/days/<day>", ADMINISTRATOR, {200: TimetableAnswer}, bodies.SetHours)
def set_day(asked: Asked[bodies.SetHours]) -> Deed:
    """Other hours on that very day; none of them: a day off."""
    day, hours = day_in(asked, "day"), _hours(asked.body.hours)
    return lambda house: _answer(edit_timetable.set_day(house, asked.ids["doctor"], day, hours))


@commands("DELETE", f"{_DOCTOR}/days/<day>", ADMINISTRATOR, {200: TimetableAnswer})
def unset_day(asked: Asked[None]) -> Deed:
    """On that day the hours of its weekday again."""
    day = day_in(asked, "day")
    return lambda house: _answer(edit_timetable.set_day(house, asked.ids["doctor"], day, None))


@commands("PUT", f"{_DOCTOR}/leaves/<first>", ADMINISTRATOR, {200: TimetableAnswer}, bodies.SetLeave)
def set_leave(asked: Asked[bodies.SetLeave]) -> Deed:
    """A leave that begins on that day."""
    leave = Leave(day_in(asked, "first"), asked.body.last)
    return lambda house: _answer(edit_timetable.set_leave(house, asked.ids["doctor"], leave))


@commands("DELETE", f"{_DOCTOR}/leaves/<first>", ADMINISTRATOR, {200: TimetableAnswer})
def end_leave(asked: Asked[None]) -> Deed:
    """No leave that begins on that day."""
    first = day_in(asked, "first")
    return lambda house: _answer(edit_timetable.end_leave(house, asked.ids["doctor"], first))


@commands("PUT", f"{_DOCTOR}/rounds", ADMINISTRATOR, {200: TimetableAnswer}, bodies.SetRounds)
def set_rounds(asked: Asked[bodies.SetRounds]) -> Deed:
    """When the doctor goes to homes, and how many calls he takes then."""
    rounds = [Round(minute_of(one.opens), minute_of(one.closes), one.capacity) for one in asked.body.rounds]
    return lambda house: _answer(edit_timetable.set_rounds(house, asked.ids["doctor"], rounds))


def _hours(wanted: Sequence[bodies.HoursWanted]) -> list[Hours]:
    return [Hours(minute_of(one.opens), minute_of(one.closes), one.minutes) for one in wanted]


def _answer(timetable: Timetable, status: int = 200) -> Answer:
    return Answer(status, timetable_answer(timetable))


@reads("/api/districts", STAFF, {200: DistrictsAnswer})
def list_districts(_: Asked[None]) -> Deed:
    """The districts with their streets and doctors."""
    return lambda house: Answer(
        200, {"districts": [district_answer(district) for district in house.districts()]}
    )


@commands("PUT", "/api/districts/<district>", ADMINISTRATOR, {200: DistrictAnswer}, bodies.SaveDistrict)
def save_district(asked: Asked[bodies.SaveDistrict]) -> Deed:
    """A district with its streets and doctors, in the place of what was known of it."""
    body = asked.body
    streets = tuple(_street(one) for one in body.streets)
    district = District(_new_id(asked.ids["district"]), body.name, streets, body.doctors)
    return lambda house: Answer(200, district_answer(edit_timetable.save_district(house, district)))


def _street(wanted: bodies.StreetWanted) -> Street:
    name = street_name(wanted.name)
    if not name or wanted.last < wanted.first:
        raise Refusal("unacceptable", 422, field="address")
    return Street(name, wanted.side, wanted.first, wanted.last)


@commands("DELETE", "/api/districts/<district>", ADMINISTRATOR, {204: None})
def remove_district(asked: Asked[None]) -> Deed:
    """No such district any more."""

    def deed(house: House) -> Answer:
        edit_timetable.remove_district(house, asked.ids["district"])
        return Answer(204, None)

    return deed
