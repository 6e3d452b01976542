"""The entry in the call journal: the doctor of the district is told, and the answer printed (decree, appendix 1)."""

from typing import Any

from server.desk import house_calls
from server.desk.booking_papers import house_call_slip
from server.desk.house import House
from server.desk.house_calls import Offer
from server.desk.house_of_timetables import person_of
from server.desk.journal import enter
from server.desk.tasks.applicant import applicant_text
from server.desk.tasks.doing import Doing
from server.domain.district import age_on
from server.domain.paper import Paper
from server.domain.regulation import Channel
from server.domain.timetable import clock_text


def complete(house: House, answers: dict[str, Any]) -> dict[str, Any]:
    """Doctor, day and time follow from address, age and round. Raises Refusal as `offer` and `round_of` do."""
    offered = _offer(house, answers)
    free = house_calls.round_of(offered, answers["round"])
    born = house_calls.read_birth_date(answers.get("birth_date", ""), answers.get("iin", ""))
    return answers | {
        "age": age_on(born, house.site.day(house.now)),
        "doctor_kind": offered.kind.value,
        "doctor": offered.doctor.name,
        "district": offered.district.name,
        "visit_day": free.day.isoformat(),
        "visit_time": f"{clock_text(free.opens)}–{clock_text(free.closes)}",
    }


def leave(doing: Doing) -> Paper | None:
    """By telephone the answer is told, and nothing printed."""
    house, visit = doing.house, doing.visit
    cells = {**doing.answers, "told_at": house.now, "applicant": applicant_text(doing.answers)}
    enter(house, visit, cells, doing.staff)
    offered = _offer(house, doing.answers)
    free = house_calls.round_of(offered, doing.answers["round"])
    house_calls.tell(house, visit, offered, free, person_of(doing.answers))
    if visit.channel is Channel.TELEPHONE:
        return None
    return house_call_slip(
        organisation=house.site.name,
        doctor=offered.doctor,
        kind=offered.kind,
        district=offered.district.name,
        day=free.day,
        opens=free.opens,
        closes=free.closes,
        language=visit.language,
    )


def _offer(house: House, answers: dict[str, Any]) -> Offer:
    return house_calls.offer(house, answers["address"], answers.get("birth_date", ""), answers.get("iin", ""))
