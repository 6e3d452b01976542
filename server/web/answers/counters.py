"""What staff see at a counter, and supervisors of all of them."""

from collections.abc import Iterable

from typing_extensions import TypedDict

from server.desk.house import Seat
from server.desk.troubles import Trouble
from server.desk.views import CounterView, LinesView
from server.domain.language import Words
from server.domain.place import Counter
from server.domain.regulation import Presence
from server.web.answers.said import Said, said
from server.web.answers.staff import SeatAnswer, seat_answer
from server.web.answers.tickets import TicketAnswer, WaitingAnswer, ticket_answer, waiting_answer
from server.words.places import place_name
from server.words.roles import ROLE_NAMES


class TroubleAnswer(TypedDict):
    """What staff must know. `device`, `name`: of the device, if it is one. `cure`: what to do about it."""

    code: str
    device: str | None
    name: str | None
    words: Said
    cure: Said


class CounterAnswer(TypedDict):
    id: str
    name: str
    kind: str
    place: Said
    hall: str
    zone: str
    roles: list[str]
    seat: SeatAnswer | None
    ticket: TicketAnswer | None
    tickets: list[TicketAnswer]
    line: list[WaitingAnswer]
    aside: list[WaitingAnswer]
    waiting: int
    troubles: list[TroubleAnswer]


class ListedCounterAnswer(TypedDict):
    """One of all counters: who might sit there, and who does."""

    id: str
    name: str
    kind: str
    place: Said
    hall: str
    roles: list[str]
    role_names: list[Said]
    seat: SeatAnswer | None


class CountersAnswer(TypedDict):
    counters: list[ListedCounterAnswer]


class LineAnswer(TypedDict):
    role: str
    waiting: int
    tickets: list[WaitingAnswer]


class LinesAnswer(TypedDict):
    lines: list[LineAnswer]
    troubles: list[TroubleAnswer]


def trouble_answers(troubles: Iterable[Trouble]) -> list[TroubleAnswer]:
    return [
        {
            "code": trouble.code,
            "device": trouble.device,
            "name": trouble.name,
            "words": said(trouble.words),
            "cure": said(trouble.cure),
        }
        for trouble in troubles
    ]


def counter_answer(view: CounterView, names: dict[str, Words]) -> CounterAnswer:
    counter, seat = view.counter, view.seat
    tickets = [ticket_answer(ticket, visit) for ticket, visit in view.open]
    person = next((t for t in tickets if t["presence"] == Presence.PRESENT), None)
    return {
        "id": counter.id,
        "name": counter.name,
        "kind": counter.kind.value,
        "place": said(place_name(counter.kind, counter.name)),
        "hall": counter.hall,
        "zone": view.zone,
        "roles": [role.value for role in counter.roles],
        "seat": seat_answer(seat) if seat else None,
        "ticket": person or (tickets[0] if tickets else None),
        "tickets": tickets,
        "line": [waiting_answer(waiting, names) for waiting in view.line],
        "aside": [waiting_answer(waiting, names) for waiting in view.aside],
        "waiting": view.waiting,
        "troubles": trouble_answers(view.troubles),
    }


def listed_counter_answer(counter: Counter, seat: Seat | None) -> ListedCounterAnswer:
    return {
        "id": counter.id,
        "name": counter.name,
        "kind": counter.kind.value,
        "place": said(place_name(counter.kind, counter.name)),
        "hall": counter.hall,
        "roles": [role.value for role in counter.roles],
        "role_names": [said(ROLE_NAMES[role]) for role in counter.roles],
        "seat": seat_answer(seat) if seat else None,
    }


def lines_answer(view: LinesView, names: dict[str, Words]) -> LinesAnswer:
    return {
        "lines": [
            {
                "role": line.role.value,
                "waiting": line.waiting,
                "tickets": [waiting_answer(waiting, names) for waiting in line.tickets],
            }
            for line in view.lines
        ],
        "troubles": trouble_answers(view.troubles),
    }
