"""A kiosk gives up what it heard of too late: its person was sent to the desk, and it must not come true behind him."""

from server.desk.check_in import RECEPTION
from server.desk.house import House
from server.desk.keep import keep
from server.desk.outcome import record_outcome
from server.domain.job import Job, JobState
from server.domain.refusal import Refusal
from server.domain.visit import NO_SLIP, Visit, VisitState, end_visit

_PERHAPS_ON_PAPER = frozenset({JobState.PRINTED, JobState.UNKNOWN})


def give_up(house: House, device: str, key: str) -> None:
    """Settle what `device` asked under `key`, for good.

    What was not done cannot be done any more. A slip that waits is not printed. A visit that was opened is withdrawn,
    unless its person may hold a slip of it, or somebody has called him or sent him on; one that was taken up stays.
    Raises Refusal `slip_under_way` (409) while the printer decides which of them it is.
    """
    made = house.made_under(device, key)
    if made is None:
        house.forbid(device, key)
        return
    if made.slip is not None and made.slip.state is JobState.QUEUED:
        record_outcome(house, made.slip.printer, made.slip.id, JobState.FAILED, "too_late")
    if made.visit is not None and _is_unseen(house, made.visit, made.slip):
        change = end_visit(made.visit, VisitState.WITHDRAWN, NO_SLIP, device, house.now)
        keep(house, made.visit, change.visit, change.events)
        house.forbid(device, key)  # the reply that was kept tells of a ticket, and there is none any more


def _is_unseen(house: House, visit: Visit, slip: Job | None) -> bool:
    """Nobody knows of the visit: it stands in line as it was opened, and there is no paper of it."""
    if visit.state is not VisitState.OPEN or visit.adjourned or visit.day != house.site.day(house.now):
        return False
    if visit.service == RECEPTION:  # he has a booking, and is here: the desk finds him in his doctor's line
        return False
    if any(ticket.times_called or ticket.started_at or ticket.counter for ticket in visit.tickets):
        return False
    if any(
        slip is None or other.id != slip.id for other in house.slips_of(visit.id)
    ):  # the desk found him in line
        return False
    if slip is not None and slip.state is JobState.SENT:
        raise Refusal("slip_under_way")
    return slip is None or slip.state not in _PERHAPS_ON_PAPER
