"""The closing slip: how the day went, and the head of the ledger, on paper outside the machine.

Whoever edits the database later, and chains it anew, cannot change the paper: `ledger verify --anchor` compares the
two, so a tail that was cut off is proved back to the last slip.
"""

from dataclasses import dataclass
from datetime import date

from server.desk.closing_slip import closing_slip
from server.desk.house import House
from server.desk.paperwork import moment_text
from server.domain.event import Event, Head
from server.domain.job import Job
from server.domain.refusal import Refusal
from server.domain.visit import VisitState


@dataclass(frozen=True, slots=True)
class Closing:
    """`visits`: how many of the day's numbers are in each state. `head`: of the ledger, before this very row."""

    day: date
    visits: dict[VisitState, int]
    head: Head
    job: Job


def close_day(house: House, printer: str, staff: str) -> Closing:
    """Print the slip on `printer`. May be done again: each slip is an anchor of its own.

    Raises Refusal `not_found` (404), `printer_unsuitable` (422) for a device that does not print.
    """
    if house.device(printer).kind != "printer":
        raise Refusal("printer_unsuitable", 422, printer=printer)
    day, head = house.site.day(house.now), house.ledger_head()
    visits = house.visits_of_day(day)
    paper = closing_slip(
        organisation=house.site.name,
        day=f"{day:%d.%m.%Y}",
        at=moment_text(house, house.now),
        visits=visits,
        row=f"{head.epoch} · {head.seq}",
        mac=head.mac.hex(),
    )
    house.record(
        Event("day_closed", {"day": day.isoformat(), "head": head.seq, "printer": printer, "staff": staff})
    )
    return Closing(day, visits, head, house.add_job(printer, paper, None))
