"""Who is at work, and where he sits."""

from datetime import datetime

from typing_extensions import TypedDict

from server.desk.house import Seat, Staff


class StaffAnswer(TypedDict):
    id: str
    name: str
    roles: list[str]


class StaffListAnswer(TypedDict):
    """`staff`: by name. Those who left are not among them."""

    staff: list[StaffAnswer]


class SessionAnswer(TypedDict):
    """`csrf` goes with every command, in the header X-CSRF-Token."""

    staff: StaffAnswer
    csrf: str


class SeatAnswer(TypedDict):
    counter: str
    staff: StaffAnswer
    since: datetime


def staff_answer(staff: Staff) -> StaffAnswer:
    return {"id": staff.id, "name": staff.name, "roles": [role.value for role in staff.roles]}


def seat_answer(seat: Seat) -> SeatAnswer:
    return {"counter": seat.counter, "staff": staff_answer(seat.staff), "since": seat.since}
