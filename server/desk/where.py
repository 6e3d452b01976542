"""Where a person goes for a step: the counters that serve its role, in words."""

from dataclasses import dataclass

from server.desk.house import House
from server.domain.language import Words
from server.domain.place import Counter
from server.domain.regulation import Presence, Regulation, Step
from server.domain.role import Role
from server.domain.ticket import Ticket
from server.domain.visit import Visit, VisitState, skipped
from server.words.paper import PLACE_ON_BOARD
from server.words.places import one_of, place_name
from server.words.roles import ROLE_NAMES


def place_of_role(house: House, role: Role) -> Words:
    """«№ 2 немесе № 3 терезе», «окно № 2 или № 3»; where no counter serves the role, the role itself is named."""
    places = house.places
    if role not in places:
        serving = [counter for counter in house.counters() if role in counter.roles]
        places[role] = _places(serving) if serving else ROLE_NAMES[role]
    return places[role]


def place_to_tell(house: House, role: Role, regulation: Regulation) -> Words:
    """The place as the hall may know it: while no counter serves a role its name stands for the place, and
    «врач-психиатр» would tell what a confidential service is."""
    place = place_of_role(house, role)
    return PLACE_ON_BOARD if regulation.confidential and place == ROLE_NAMES[role] else place


def place_of_ticket(house: House, ticket: Ticket, regulation: Regulation) -> Words:
    """The counter that called it, or that alone may call it; else whoever serves its role."""
    if ticket.counter is None:
        return place_to_tell(house, ticket.role, regulation)
    counter = house.counter(ticket.counter)
    return place_name(counter.kind, counter.name)


def _places(counters: list[Counter]) -> Words:
    """Counters of the kind that is met first; a role is not served behind doors of two kinds."""
    kind = counters[0].kind
    names = sorted(
        {counter.name for counter in counters if counter.kind is kind}, key=lambda name: (len(name), name)
    )
    return one_of(kind, names)


@dataclass(frozen=True, slots=True)
class StepToWalk:
    step: Step
    place: Words


def way_ahead(house: House, visit: Visit, regulation: Regulation) -> tuple[StepToWalk, ...]:
    """The steps that the person still goes to himself, in order.

    None is told where the service is confidential: the steps would tell what it is.
    """
    if regulation.confidential or visit.state is not VisitState.OPEN:
        return ()
    return tuple(
        StepToWalk(step, place_of_role(house, step.role)) for step in next_to_walk(visit, regulation)
    )


def next_to_walk(visit: Visit, regulation: Regulation) -> tuple[Step, ...]:
    """The steps to which an open visit still leads its person, in order."""
    settled = {ticket.step for ticket in visit.tickets if not ticket.is_open} | set(skipped(regulation))
    return tuple(
        step for step in regulation.steps if step.code not in settled and step.presence is Presence.PRESENT
    )
