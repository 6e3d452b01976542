"""A call to a home: which doctor comes, in which of his rounds there is room, and how it ended."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from server.desk.house import House, Staff
from server.desk.house_of_timetables import HouseCallDone, Person
from server.desk.journal import note_in_journal
from server.domain.booking import HouseCall, HouseCallState
from server.domain.district import District, birth_date_of, district_of, doctor_for
from server.domain.event import Event
from server.domain.iin import fault_of_iin
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.domain.timetable import (
    CALLED_AHEAD,
    Doctor,
    DoctorKind,
    Timetable,
    clock_text,
    date_or_none,
    is_on_leave,
    moment_of,
    slot_id,
)
from server.domain.visit import Visit

LATEST_BEFORE_CLOSE = timedelta(hours=1)  # a round takes calls until then [setting]


@dataclass(frozen=True, slots=True)
class FreeRound:
    """`left`: how many calls it still takes."""

    doctor: str
    day: date
    opens: int
    closes: int
    left: int

    @property
    def id(self) -> str:
        return slot_id(self.doctor, self.day, self.opens)


@dataclass(frozen=True, slots=True)
class Offer:
    """Who comes to an address, and when he still can. `rounds`: full ones are among them, with 0 left."""

    district: District
    kind: DoctorKind
    doctor: Doctor
    rounds: tuple[FreeRound, ...]


def offer(house: House, address: str, birth_date: str, iin: str) -> Offer:
    """Raises Refusal `age_unknown`, `address_unclear`, `iin_wrong` (422), `no_district`, `no_doctor_for_age` (409)."""
    today = house.site.day(house.now)
    born = read_birth_date(birth_date, iin)
    district = district_of(address, house.districts())
    kind, doctor_id = doctor_for(district, born, today)
    timetable = house.timetable(doctor_id)
    return Offer(district, kind, timetable.doctor, tuple(_rounds(house, timetable, today)))


def read_birth_date(birth_date: str, iin: str) -> date:
    """As it was given, else out of the IIN. Raises Refusal `age_unknown`, `iin_wrong` (422)."""
    if iin and (reason := fault_of_iin(iin)):
        raise Refusal("iin_wrong", 422, field="iin", reason=reason)
    born = date_or_none(birth_date) if birth_date else birth_date_of(iin) if iin else None
    if born is None:
        raise Refusal("age_unknown", 422, field="birth_date")
    return born


def _rounds(house: House, timetable: Timetable, today: date) -> list[FreeRound]:
    doctor, zone = timetable.doctor, house.site.calendar.zone
    last = today + CALLED_AHEAD
    taken = house.calls_taken(doctor.id, today, last)
    found = []
    for ahead in range((last - today).days + 1):
        day = today + timedelta(days=ahead)
        if not goes_out_on(house, timetable, day):
            continue
        of_day = sum(taken.get((day, one.opens), 0) for one in timetable.rounds)
        for one in timetable.rounds:
            if moment_of(day, one.closes - 1, zone) - LATEST_BEFORE_CLOSE < house.now:
                continue
            left = min(one.capacity - taken.get((day, one.opens), 0), doctor.calls_a_day - of_day)
            found.append(FreeRound(doctor.id, day, one.opens, one.closes, max(0, left)))
    return found


def goes_out_on(house: House, timetable: Timetable, day: date) -> bool:
    """On working days on which he is neither on leave nor has a day off."""
    if is_on_leave(timetable, day) or timetable.days.get(day) == ():
        return False
    return house.site.calendar.is_working_day(day) or day in timetable.days


def round_of(offered: Offer, round_id: str) -> FreeRound:
    """Raises Refusal `round_unknown` (422): not of this doctor, past, or on a day without; `round_full` (409)."""
    for free in offered.rounds:
        if free.id == round_id:
            if free.left == 0:
                raise Refusal("round_full")
            return free
    raise Refusal("round_unknown", 422)


def tell(house: House, visit: Visit, offered: Offer, free: FreeRound, person: Person) -> HouseCall:
    house_call = HouseCall(
        house.new_id(),
        visit.id,
        free.doctor,
        offered.district.id,
        free.day,
        free.opens,
        free.closes,
        HouseCallState.TOLD,
        house.now,
    )
    house.add_house_call(house_call, person)
    house.record(
        Event(
            "house_call_told",
            {
                "house_call": house_call.id,
                "visit": visit.id,
                "doctor": free.doctor,
                "day": free.day.isoformat(),
                "time": clock_text(free.opens),
            },
        )
    )
    return house_call


def call_off(house: House, visit: Visit) -> None:
    """The doctor does not come: there is room in his round again."""
    for told in house.house_calls_of_visit(visit.id):
        if told.state is HouseCallState.TOLD:
            house.save_house_call(replace(told, state=HouseCallState.CANCELLED), None)
            house.record(Event("house_call_cancelled", {"house_call": told.id, "visit": visit.id}))


@dataclass(frozen=True, slots=True)
class HouseCallView:
    house_call: HouseCall
    person: Person
    done: HouseCallDone | None


def check_reads_list(doctor: Doctor, staff: Staff) -> None:
    """The registry reads every doctor's list; a doctor his own, and those of doctors who do not sign in, for whom
    somebody has to. Raises Refusal `forbidden` (403)."""
    if Role.REGISTRY_CLERK in staff.roles:
        return
    if Role.DOCTOR not in staff.roles or doctor.staff not in (None, staff.id):
        raise Refusal("forbidden", 403)


def record_outcome(
    house: House, house_call_id: str, done: HouseCallDone, at: datetime, staff: Staff
) -> HouseCallView:
    """What came of the doctor's visit at home, and when he was there. Filled in once.

    Raises Refusal `outcome_recorded`, `outcome_early` (409): it lies before the call, or is not over yet, and those
    of `check_reads_list`.
    """
    before = house.house_call(house_call_id)
    check_reads_list(house.doctor(before.doctor), staff)
    if before.state is not HouseCallState.TOLD:
        raise Refusal("outcome_recorded")
    if not before.told_at - timedelta(minutes=1) <= at <= house.now:
        raise Refusal("outcome_early")
    after = replace(before, state=HouseCallState.DONE, done_at=at)
    house.save_house_call(after, done)
    house.record(Event("house_call_done", {"house_call": after.id, "visit": after.visit, "done_at": at}))
    note_in_journal(house, after.visit, outcome=done.outcome.value, outcome_at=at)
    return call_view_of(house, after)


def call_view_of(house: House, house_call: HouseCall) -> HouseCallView:
    return HouseCallView(house_call, house.called_person(house_call.id), house.outcome_of(house_call.id))


def first_free_round(house: House, address: str, birth_date: str) -> str:
    """An example that a call may be put into, now; "" while there is none."""
    try:
        offered = offer(house, address, birth_date, "")
    except Refusal:
        return ""
    return next((free.id for free in offered.rounds if free.left), "")
