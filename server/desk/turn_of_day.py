"""The turn of the day: what still waits of an earlier day is closed, or stays for the person to come back.

Closed as *day ended*, but for services that run over days and for visits whose certificate is under way: their
persons leave the line without leaving the visit, and come back with their paper (regulations, 2 [setting]). Papers
that wait for a doctor stay in his list; the step that opens when he is done with one waits for its person to be back.
Whoever is being served is served to the end first; then his day ends at once, for his number is another's today. What
was told to somebody holds, though its visit was not finished: he has the day and the time on his slip. Whose paper was
handed over has what he came for: his visit is over.
"""

from dataclasses import replace
from functools import partial

from server.desk.certificates import has_left, is_unpaid
from server.desk.house import House
from server.desk.keep import keep
from server.desk.prices import regulation_of
from server.domain import ticket as tickets
from server.domain.event import Event
from server.domain.regulation import Channel, Presence
from server.domain.ticket import TABLE, Move, Ticket, TicketState
from server.domain.visit import DAY_ENDED, Change, Visit, VisitState, end_visit, outcome

MOST_AT_ONCE = 20  # visits a command, so that no clerk waits for the turn
BY_THE_HOUSE = "site"
_UNDER_WAY = frozenset(
    {"journal-entry", "payment", "certificate"}
)  # whoever has done one of them is owed the paper


def turn_day(house: House) -> int:
    """Turn a few visits of earlier days; how many they were, 0 when the day has turned."""
    turned = house.visits_before(house.site.day(house.now), MOST_AT_ONCE)
    for visit in turned:
        change = _turned(house, visit)
        keep(house, visit, change.visit, change.events)
    return len(turned)


def when_not_served_any_more(house: House, change: Change) -> Change:
    """What comes of a visit when the counter that served it past the end of its day lets go of it."""
    visit = change.visit
    day = visit.day or house.site.day(visit.opened_at)
    if visit.state is not VisitState.OPEN or visit.adjourned or day >= house.site.day(house.now):
        return change
    if any(map(partial(_is_served, visit), visit.tickets)):
        return change
    turned = _turned(house, visit)
    opened = tuple(turned.visit.ticket(ticket.id) for ticket in change.opened)
    return Change(turned.visit, opened, (*change.events, *turned.events))


def _is_served(visit: Visit, ticket: Ticket) -> bool:
    """Whoever telephones sits nowhere, but is served too."""
    is_there = ticket.presence is Presence.PRESENT or visit.channel is Channel.TELEPHONE
    return is_there and ticket.state is TicketState.SERVING


def _turned(house: House, visit: Visit) -> Change:
    if _has_what_he_came_for(house, visit):
        return end_visit(visit, outcome(visit), visit.ground, BY_THE_HOUSE, house.now)
    return _adjourned(visit) if _stays(house, visit) else _ended(house, visit)


def _has_what_he_came_for(house: House, visit: Visit) -> bool:
    """Such a visit left its counter unfinished before that was refused. One that was given its fee back stays open."""
    if not has_left(house, visit):
        return False
    return outcome(visit) is VisitState.REFUSED or not is_unpaid(house, visit, regulation_of(house, visit))


def _stays(house: House, visit: Visit) -> bool:
    if house.site.regulation(visit.service).over_days:
        return True
    return any(done.task in _UNDER_WAY for done in house.tasks_of(visit.id))


def _ended(house: House, visit: Visit) -> Change:
    return end_visit(visit, VisitState.WITHDRAWN, DAY_ENDED, BY_THE_HOUSE, house.now)


def _adjourned(visit: Visit) -> Change:
    """Out of the lines, and without a number: that belongs to its day, and stays on the person's paper."""
    events = [Event("visit_adjourned", {"visit": visit.id, "number": visit.number})]
    for ticket in filter(_leaves_the_line, visit.open_tickets):
        out, event = tickets.adjourn(ticket)
        visit = visit.with_ticket(out)
        events.append(event)
    return Change(replace(visit, adjourned=True), (), tuple(events))


def _leaves_the_line(ticket: Ticket) -> bool:
    return ticket.presence is Presence.PRESENT and Move.ADJOURN in TABLE[ticket.state]
