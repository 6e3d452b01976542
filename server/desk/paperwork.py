"""Gather what a paper needs from the visit and the house, and have it composed."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import lru_cache

from server.desk import papers
from server.desk.house import House
from server.desk.prices import regulation_of
from server.desk.where import next_to_walk, place_of_role, place_of_ticket, place_to_tell
from server.domain.language import Words
from server.domain.paper import Paper
from server.domain.refusal import Refusal
from server.domain.regulation import Presence, Regulation
from server.domain.ticket import Ticket, TicketState
from server.domain.visit import Visit, skipped


def compose_slip(
    house: House, visit: Visit, regulation: Regulation, place: Words, ahead: int, track_url: str | None
) -> Paper:
    """The slip of the step that is next. It names the site, not the provider: that would tell the service.

    Without `track_url` it bears nothing that lets who holds it follow the visit or take it up, and it is the slip of a
    confidential service: a neighbour may hold it.
    """
    if visit.number is None:
        raise Refusal("visit_closed", state=visit.state.value)
    return papers.slip(
        organisation=house.site.name,
        number=visit.number,
        place=place,
        at=moment_text(house, house.now),
        track_url=track_url,
        ahead=ahead,
        confidential=regulation.confidential or track_url is None,
        service=regulation.name,
        steps=_steps_ahead(house, visit, regulation),
        return_code=house.return_code(visit.id) if track_url and _bears_code(regulation) else None,
        language=visit.language,
    )


def _bears_code(regulation: Regulation) -> bool:
    """Every confidential slip bears a code, needed or not: one that alone did would tell what it is for."""
    return regulation.over_days or regulation.confidential


def slip_of(house: House, visit: Visit) -> Paper:
    """The slip of the step that is next, as it reads now: slips are never stored, they are derived again."""
    regulation = regulation_of(house, visit)
    place, ahead = where_to_go(house, visit, regulation, visit.open_tickets or visit.tickets)
    track_url = track_url_of(house, house.track_token(visit.id))
    return compose_slip(house, visit, regulation, place, ahead, track_url)


def where_to_go(
    house: House, visit: Visit, regulation: Regulation, tickets: Sequence[Ticket]
) -> tuple[Words, int]:
    """The place, and how many are ahead there.

    While only his paper moves, a person goes where he will be called when that is done, and waits behind nobody.
    Whoever telephones is served where his call was taken.
    """
    first = next((ticket for ticket in tickets if _is_his_own(ticket, regulation)), None)
    if first is not None:
        return place_of_ticket(house, first, regulation), house.ahead_of(first)
    role = next((step.role for step in next_to_walk(visit, regulation)), tickets[0].role)
    return place_to_tell(house, role, regulation), 0


def _is_his_own(ticket: Ticket, regulation: Regulation) -> bool:
    """A ticket by telephone is absent too, but at a step of its person's, not of his paper's."""
    by_telephone = ticket.state is TicketState.SERVING and (
        regulation.step(ticket.step).presence is Presence.PRESENT
    )
    return ticket.presence is Presence.PRESENT or by_telephone


def track_url_of(house: House, track: str) -> str:
    return f"{house.site.public_url}/track/{track}"


def _steps_ahead(house: House, visit: Visit, regulation: Regulation) -> tuple[papers.StepAhead, ...]:
    if regulation.confidential:
        return ()
    settled = {ticket.step for ticket in visit.tickets if not ticket.is_open} | set(skipped(regulation))
    return tuple(
        papers.StepAhead(step.name, place_of_role(house, step.role), step.limit)
        for step in regulation.steps
        if step.code not in settled
    )


def moment_text(house: House, at: datetime) -> str:
    return _minute_text(at.replace(second=0, microsecond=0), house.site.calendar.zone)


@lru_cache(maxsize=8)
def _minute_text(minute: datetime, zone: tzinfo) -> str:
    local = minute.astimezone(zone)
    return f"{local.day:02}.{local.month:02}.{local.year} {local.hour:02}:{local.minute:02}"
