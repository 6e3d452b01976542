"""Gather what a paper needs from the visit and the house, and have it composed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from server.desk import papers
from server.desk.house import DoneTask, House
from server.desk.where import place_of_role
from server.domain.certificate import Certificate
from server.domain.event import Event
from server.domain.language import Words
from server.domain.paper import Paper
from server.domain.refusal import Refusal
from server.domain.regulation import Presence, Regulation
from server.domain.ticket import Ticket
from server.domain.visit import Visit, skipped
from server.words import paper as said
from server.words.roles import ROLE_NAMES

CERTIFICATE_VALID = timedelta(days=10)  # calendar days [setting]


def compose_slip(
    house: House, visit: Visit, regulation: Regulation, place: Words, ahead: int, track_url: str
) -> Paper:
    """The slip of the step that is next. It names the site, not the provider: that would tell the service."""
    if visit.number is None:
        raise Refusal("visit_closed", state=visit.state.value)
    return papers.slip(
        organisation=house.site.name,
        number=visit.number,
        place=place,
        at=_moment(house, house.now),
        track_url=track_url,
        ahead=ahead,
        confidential=regulation.confidential,
        service=regulation.name,
        steps=_steps_ahead(house, visit, regulation),
        return_code=house.return_code(visit.id) if _bears_code(regulation) else None,
        language=visit.language,
    )


def _bears_code(regulation: Regulation) -> bool:
    """Every confidential slip bears a code, needed or not: one that alone did would tell what it is for."""
    return regulation.over_days or regulation.confidential


def slip_of(house: House, visit: Visit) -> Paper:
    """The slip of the step that is next, as it reads now: slips are never stored, they are derived again."""
    first = first_to_go(visit.open_tickets or visit.tickets)
    return compose_slip(
        house,
        visit,
        house.site.regulation(visit.service),
        place_of_role(house, first.role),
        house.ahead_of(first),
        track_url_of(house, house.track_token(visit.id)),
    )


def first_to_go(tickets: Sequence[Ticket]) -> Ticket:
    """Where the person goes; where only paper moves, the paper's."""
    return next((ticket for ticket in tickets if ticket.presence is Presence.PRESENT), tickets[0])


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


def compose_receipt(house: House, visit: Visit, regulation: Regulation, done: list[DoneTask]) -> Paper:
    payment = _answers(done, "payment")
    year = house.site.day(house.now).year
    number = f"{house.next_in_series(f'receipt/{year}')}/{year}"
    house.record(Event("receipt_made", {"visit": visit.id, "number": number, "price": regulation.price}))
    return papers.receipt(
        provider=regulation.provider,
        receipt_number=number,
        number=visit.number or "",
        at=_moment(house, house.now),
        service=regulation.name,
        price=regulation.price,
        method=payment["method"],
        taken=payment["taken"],
        change=payment["taken"] - regulation.price,
        language=visit.language,
    )


def compose_certificate(house: House, visit: Visit, regulation: Regulation, done: list[DoneTask]) -> Paper:
    """To be signed and sealed by hand; the finding is stated as the register gave it, present or absent."""
    entry = _answers(done, "journal-entry")
    today = house.site.day(house.now)
    number = f"{house.next_in_series(f'{regulation.service}/{today.year}')}/{today.year}"
    valid_until = today + CERTIFICATE_VALID
    finding = _answers(done, "register-check")["finding"]
    signs = regulation.steps[-1] if "signature" in regulation.steps[-1].tasks else regulation.step("sign")
    by_registrar = any("registrar-signature" in step.tasks for step in regulation.steps)
    paper = papers.certificate(
        provider=regulation.provider,
        certificate_number=number,
        title=regulation.name,
        issued_on=_day(today),
        finding=said.finding(regulation.service, present=finding == "present"),
        purpose=_in_every_language(entry["purpose"]),
        valid_until=_day(valid_until),
        doctor=_joined(ROLE_NAMES[signs.role]),
        verify_url=f"{house.site.public_url}/verify/{house.verify_code(visit.id)}",
        full_name=entry["full_name"],
        iin=entry["iin"],
        birth_date=_day(date.fromisoformat(entry["birth_date"])),
        registrar="" if by_registrar else None,
        language=visit.language,
    )
    certificate = Certificate(visit.id, regulation.service, number, today, valid_until, house.digest(paper))
    house.add_certificate(certificate)
    house.record(
        Event("certificate_made", {"visit": visit.id, "number": number, "digest": certificate.digest})
    )
    return paper


def _answers(done: list[DoneTask], code: str) -> dict[str, Any]:
    return next(task.answers for task in done if task.task == code)


def _in_every_language(text: str) -> Words:
    return Words(text, text, text)


def _joined(words: Words) -> str:
    return f"{words.kk} / {words.ru}"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _moment(house: House, at: datetime) -> str:
    local = at.astimezone(house.site.calendar.zone)
    return f"{local.day:02}.{local.month:02}.{local.year} {local.hour:02}:{local.minute:02}"
