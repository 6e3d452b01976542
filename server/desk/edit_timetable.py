"""What an administrator changes: doctors, their hours, days, leave and rounds, and the districts.

Bookings stay as they are: whoever was booked into what is no more is found in the doctor's list and moved. So a
doctor goes only when nobody is booked with him any more, and an id is never given to another.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from server.desk.house import House
from server.domain.district import District, check_streets
from server.domain.event import Event
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.domain.timetable import Doctor, Hours, Leave, Round, Timetable, check_hours, check_rounds


def save_doctor(house: House, doctor: Doctor) -> Timetable:
    """Raises Refusal `staff_unknown`, `staff_no_doctor` (422), `doctor_gone` (409)."""
    if doctor.staff is not None:
        _check_staff(house, doctor.staff)
    house.save_doctor(doctor)
    return _changed(house, doctor.id, "doctor")


def _check_staff(house: House, staff_id: str) -> None:
    """Who does not serve as a doctor could never call those who are booked with him."""
    roles = next((one.roles for one in house.staff() if one.id == staff_id), None)
    if roles is None:
        raise Refusal("staff_unknown", 422, field="staff")
    if Role.DOCTOR not in roles:
        raise Refusal("staff_no_doctor", 422, field="staff")


def take_in_doctor(house: House, doctor: Doctor) -> Timetable:
    """Under an id that nobody had, whatever id `doctor` bears. Raises Refusal as `save_doctor` does."""
    return save_doctor(house, replace(doctor, id=house.next_doctor()))


def remove_doctor(house: House, doctor_id: str) -> None:
    """Raises Refusal `doctor_of_district`, `doctor_awaited` (409) while a district or a person counts on him."""
    house.timetable(doctor_id)
    for district in house.districts():
        if doctor_id in district.doctors.values():
            raise Refusal("doctor_of_district", district=district.name)
    ahead = house.ahead_of_doctor(doctor_id, house.site.day(house.now))
    if ahead.first is not None:
        raise Refusal(
            "doctor_awaited",
            bookings=ahead.bookings,
            calls=ahead.house_calls,
            day=f"{ahead.first:%d.%m.%Y}",
        )
    house.remove_doctor(doctor_id)
    house.record(Event("timetable_changed", {"doctor": doctor_id, "what": "gone"}))


def set_hours(house: House, doctor_id: str, weekday: int, hours: Sequence[Hours]) -> Timetable:
    """Raises Refusal `hours_wrong` (422)."""
    house.timetable(doctor_id)
    check_hours(hours)
    house.set_hours(doctor_id, weekday, hours)
    return _changed(house, doctor_id, "hours")


def set_day(house: House, doctor_id: str, day: date, hours: Sequence[Hours] | None) -> Timetable:
    """Other hours on that very day, none for a day off; None: those of its weekday again."""
    house.timetable(doctor_id)
    check_hours(hours or ())
    house.set_day(doctor_id, day, hours)
    return _changed(house, doctor_id, "day")


def set_leave(house: House, doctor_id: str, leave: Leave) -> Timetable:
    """Raises Refusal `days_wrong` (422)."""
    house.timetable(doctor_id)
    if leave.last < leave.first:
        raise Refusal("days_wrong", 422)
    house.set_leave(doctor_id, leave)
    return _changed(house, doctor_id, "leave")


def end_leave(house: House, doctor_id: str, first: date) -> Timetable:
    house.timetable(doctor_id)
    house.end_leave(doctor_id, first)
    return _changed(house, doctor_id, "leave")


def set_rounds(house: House, doctor_id: str, rounds: Sequence[Round]) -> Timetable:
    house.timetable(doctor_id)
    check_rounds(rounds)
    house.set_rounds(doctor_id, rounds)
    return _changed(house, doctor_id, "rounds")


def _changed(house: House, doctor_id: str, what: str) -> Timetable:
    house.record(Event("timetable_changed", {"doctor": doctor_id, "what": what}))
    return house.timetable(doctor_id)


def save_district(house: House, district: District) -> District:
    """Raises Refusal `street_taken`, `hours_wrong`; `not_found` (404) for a doctor who is not here."""
    for doctor_id in district.doctors.values():
        house.timetable(doctor_id)
    check_streets(district, house.districts())
    house.save_district(district)
    house.record(Event("district_changed", {"district": district.id}))
    return next(one for one in house.districts() if one.id == district.id)


def remove_district(house: House, district_id: str) -> None:
    if all(one.id != district_id for one in house.districts()):
        raise Refusal("not_found", 404)
    house.remove_district(district_id)
    house.record(Event("district_removed", {"district": district_id}))
