"""Rows of the database and values of the domain, one into the other."""

import json
from datetime import date
from functools import lru_cache
from typing import Any

from server.desk.house import Device, Staff
from server.domain.board import Call, CallState
from server.domain.job import Job, JobState
from server.domain.language import Language, Words
from server.domain.line import HeadStart
from server.domain.paper import PaperKind
from server.domain.place import Counter, Hall, PlaceKind
from server.domain.regulation import Channel, Presence
from server.domain.role import Role
from server.domain.ticket import Ticket, TicketState
from server.domain.visit import Category, Visit, VisitState
from server.store.times import from_stamp, from_stamp_or_none, to_stamp, to_stamp_or_none

Row = tuple[Any, ...]

TICKET_COLUMNS = (
    "id, visit, step, role, presence, state, entered_at, due, head_start, counter, times_called,"
    " called_at, started_at, ended_at, ended_by"
)


def ticket_row(ticket: Ticket) -> Row:
    return (
        ticket.id,
        ticket.visit,
        ticket.step,
        ticket.role.value,
        ticket.presence.value,
        ticket.state.value,
        to_stamp(ticket.entered_at),
        to_stamp(ticket.due),
        ticket.head_start.value,
        ticket.counter,
        ticket.times_called,
        to_stamp_or_none(ticket.called_at),
        to_stamp_or_none(ticket.started_at),
        to_stamp_or_none(ticket.ended_at),
        ticket.ended_by,
    )


def ticket_of(row: Row) -> Ticket:
    return Ticket(
        id=row[0],
        visit=row[1],
        step=row[2],
        role=Role(row[3]),
        presence=Presence(row[4]),
        state=TicketState(row[5]),
        entered_at=from_stamp(row[6]),
        due=from_stamp(row[7]),
        head_start=HeadStart(row[8]),
        counter=row[9],
        times_called=row[10],
        called_at=from_stamp_or_none(row[11]),
        started_at=from_stamp_or_none(row[12]),
        ended_at=from_stamp_or_none(row[13]),
        ended_by=row[14],
    )


VISIT_COLUMNS = (
    "id, service, kind, language, category, channel, state, number, day, adjourned,"
    " opened_at, ended_at, ground"
)


def visit_row(visit: Visit) -> Row:
    return (
        visit.id,
        visit.service,
        visit.kind,
        visit.language.value,
        visit.category,
        visit.channel.value,
        visit.state.value,
        visit.number,
        visit.day.isoformat() if visit.day else None,
        visit.adjourned,
        to_stamp(visit.opened_at),
        to_stamp_or_none(visit.ended_at),
        visit.ground,
    )


def visit_of(row: Row, tickets: tuple[Ticket, ...]) -> Visit:
    return Visit(
        id=row[0],
        service=row[1],
        kind=row[2],
        language=Language(row[3]),
        category=Category(row[4]) if row[4] else None,
        channel=Channel(row[5]),
        state=VisitState(row[6]),
        number=row[7],
        day=date.fromisoformat(row[8]) if row[8] else None,
        adjourned=bool(row[9]),
        opened_at=from_stamp(row[10]),
        tickets=tickets,
        ended_at=from_stamp_or_none(row[11]),
        ground=row[12],
    )


CALL_COLUMNS = "call, ticket, number, hall, place_kind, place_name, language, at, times, state"


@lru_cache(maxsize=1024)
def call_of(row: Row) -> Call:
    """Cached by the row itself: a busy hall's board reads a call hundreds of times."""
    return Call(
        call=row[0],
        ticket=row[1],
        number=row[2],
        hall=row[3],
        place_kind=PlaceKind(row[4]),
        place_name=row[5],
        language=Language(row[6]),
        at=from_stamp(row[7]),
        times=row[8],
        state=CallState(row[9]),
    )


COUNTER_COLUMNS = "id, name, kind, hall, roles, printer"


@lru_cache(maxsize=1024)
def counter_of(row: Row) -> Counter:
    """Cached by the row itself: counters are read with every slip and change hardly ever."""
    return Counter(row[0], row[1], PlaceKind(row[2]), row[3], roles_of(row[4]), row[5])


def roles_of(text: str) -> tuple[Role, ...]:
    return tuple(Role(role) for role in json.loads(text))


def roles_text(roles: tuple[Role, ...]) -> str:
    return json.dumps([role.value for role in roles])


HALL_COLUMNS = "id, kk, ru, en, text_kk, text_ru, text_en"


def hall_of(row: Row) -> Hall:
    return Hall(row[0], Words(*row[1:4]), Words(*row[4:7]))


DEVICE_COLUMNS = "id, kind, name, hall, printer, state, fault, seen_at"


def device_of(row: Row) -> Device:
    identity, kind, name, hall, printer, state, fault, seen_at = row
    return Device(identity, kind, name, hall, printer, state, fault, from_stamp_or_none(seen_at))


STAFF_COLUMNS = "id, name, roles"


def staff_of(row: Row) -> Staff:
    return Staff(row[0], row[1], roles_of(row[2]))


JOB_COLUMNS = "id, printer, kind, visit, state, queued_at, ended_at, fault"


def job_of(row: Row) -> Job:
    return Job(
        id=row[0],
        printer=row[1],
        kind=PaperKind(row[2]),
        visit=row[3],
        state=JobState(row[4]),
        queued_at=from_stamp(row[5]),
        ended_at=from_stamp_or_none(row[6]),
        fault=row[7],
    )
