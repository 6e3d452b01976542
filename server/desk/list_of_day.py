"""A doctor's list of the day: who is booked with him, and to whom he goes."""

from dataclasses import dataclass
from datetime import date

from server.desk.bookings import BookingView
from server.desk.house import House, Staff
from server.desk.house_calls import HouseCallView, call_view_of, check_reads_list
from server.domain.timetable import Doctor


@dataclass(frozen=True, slots=True)
class ListOfDay:
    doctor: Doctor
    day: date
    bookings: tuple[BookingView, ...]
    house_calls: tuple[HouseCallView, ...]


def list_of_day(house: House, doctor_id: str, day: date, staff: Staff) -> ListOfDay:
    """Raises Refusal `not_found` (404), and those of `check_reads_list`."""
    doctor = house.doctor(doctor_id)
    check_reads_list(doctor, staff)
    return ListOfDay(
        doctor,
        day,
        tuple(
            BookingView(booking, doctor, house.booked_person(booking.id))
            for booking in house.bookings_on(doctor_id, day)
        ),
        tuple(call_view_of(house, call) for call in house.house_calls_on(doctor_id, day)),
    )
