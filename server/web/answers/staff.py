"""Who is at work, and where he sits."""

from datetime import datetime

from typing_extensions import TypedDict

from server.desk.house import Seat, Staff
from server.web.answers.said import Said, said
from server.words.roles import ROLE_NAMES


class StaffAnswer(TypedDict):
    id: str
    name: str
    roles: list[str]


class StaffListAnswer(TypedDict):
    """`staff`: by name. Those who left are not among them."""

    staff: list[StaffAnswer]


class SessionAnswer(TypedDict):
    """`csrf` goes with every command, in the header X-CSRF-Token. `role_names`: of all his roles, in their order."""

    staff: StaffAnswer
    role_names: list[Said]
    csrf: str


class SeatAnswer(TypedDict):
    counter: str
    staff: StaffAnswer
    since: datetime


def staff_answer(staff: Staff) -> StaffAnswer:
    return {"id": staff.id, "name": staff.name, "roles": [role.value for role in staff.roles]}


def session_answer(staff: Staff, csrf: str) -> SessionAnswer:
    role_names = [said(ROLE_NAMES[role]) for role in staff.roles]
    return {"staff": staff_answer(staff), "role_names": role_names, "csrf": csrf}


def seat_answer(seat: Seat) -> SeatAnswer:
    return {"counter": seat.counter, "staff": staff_answer(seat.staff), "since": seat.since}
