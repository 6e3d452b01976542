"""Keep what a move made of a visit, and keep the calls in step with its tickets.

Every use case ends here, so that none can forget the ledger, and none can leave a number on a board whose
ticket is no longer called.
"""

from collections.abc import Iterable

from server.desk.bookings import give_back
from server.desk.certificates import settle
from server.desk.house import House
from server.desk.house_calls import call_off
from server.desk.payments import ask_refund
from server.domain.board import CallState
from server.domain.booking import BookingState
from server.domain.event import Event
from server.domain.ticket import AT_COUNTER, Ticket, TicketState
from server.domain.visit import DAY_ENDED, Visit, VisitState

_GONE_FROM_COUNTER = frozenset(
    {TicketState.WAITING, TicketState.HELD, TicketState.MISSED, TicketState.PENDING}
)


def keep(house: House, before: Visit, after: Visit, events: Iterable[Event]) -> None:
    house.save_visit(before, after)
    ask_refund(house, before, after)
    for old, new in zip(before.tickets, after.tickets, strict=False):
        if old is not new:
            _keep_calls(house, old, new, after)
    settle(house, before, after)
    house.record(*events)
    if before.state is VisitState.OPEN and after.state in (VisitState.REFUSED, VisitState.WITHDRAWN):
        _give_back_time(house, after)


def _give_back_time(house: House, visit: Visit) -> None:
    """A visit that came to nothing keeps no slot and no place in a doctor's round.

    One that nobody finished before the day ended does: its person was told when to come, and nobody takes that back.
    """
    if visit.ground == DAY_ENDED:
        return
    booking = house.booking_of_visit(visit.id)
    if booking is not None and booking.state is BookingState.BOOKED:
        give_back(house, booking)
    call_off(house, visit)


def _keep_calls(house: House, old: Ticket, new: Ticket, visit: Visit) -> None:
    if new.times_called > old.times_called and new.counter is not None:
        house.end_call(new.id, CallState.ANSWERED)
        house.add_call(new, visit, house.counter(new.counter))
    elif old.state in AT_COUNTER and new.state in _GONE_FROM_COUNTER:
        house.end_call(new.id, CallState.REVOKED)
    elif old.state is TicketState.CALLED and new.state is not TicketState.CALLED:
        came = new.state is TicketState.SERVING
        house.end_call(new.id, CallState.ANSWERED if came else CallState.REVOKED)
