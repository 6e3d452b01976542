"""What holds after every command, whatever was done before it."""

from server.desk.house import MOST_COUNTED
from server.desk.prices import takes_fee
from server.desk.views import board_view
from server.domain.line import in_order
from server.domain.money import Method, Payment, PaymentState, totals_of
from server.domain.regulation import Channel, Presence, Regulation
from server.domain.role import Role
from server.domain.ticket import AT_COUNTER, Ticket, TicketState
from server.domain.visit import Visit, VisitState, skipped
from server.store.house import SqlHouse
from tests.desk.a_house import HALL, AHouse

NOT_ON_BOARD = (TicketState.WAITING, TicketState.HELD, TicketState.MISSED, TicketState.PENDING)


def check(house: AHouse) -> None:
    visits = house.visits()
    tickets = [ticket for visit in visits for ticket in visit.tickets]
    one_person_a_counter(tickets)
    for visit in visits:
        visit_follows_its_route(visit, house.store.site.regulation(visit.service))
        nobody_is_in_line_who_went_home(visit)
    numbers_are_unique(visits)
    house.ask(lambda h: lines_are_in_order(h, tickets))
    house.ask(lambda h: board_is_true(h, tickets))
    house.ask(lambda h: money_adds_up(h, visits))


def one_person_a_counter(tickets: list[Ticket]) -> None:
    there = [t.counter for t in tickets if t.state in AT_COUNTER and t.presence is Presence.PRESENT]
    assert None not in there
    assert len(there) == len(set(there))
    assert all(t.counter for t in tickets if t.state in AT_COUNTER)
    assert all(t.counter is None for t in tickets if t.state in (TicketState.HELD, TicketState.MISSED))


def visit_follows_its_route(visit: Visit, regulation: Regulation) -> None:
    assert (visit.state is VisitState.OPEN) == bool(visit.open_tickets)
    assert (visit.ended_at is None) == (visit.state is VisitState.OPEN)
    assert len(visit.open_tickets) <= 2
    steps = [ticket.step for ticket in visit.tickets]
    assert len(steps) == len(set(steps))
    assert not set(steps) & set(skipped(regulation))
    closed = {ticket.step for ticket in visit.tickets if not ticket.is_open}
    for step in steps:
        assert set(regulation.step(step).after) <= closed | set(skipped(regulation))
    if visit.state is VisitState.DONE:
        assert set(steps) == {step.code for step in regulation.steps} - set(skipped(regulation))
        assert {ticket.state for ticket in visit.tickets} == {TicketState.DONE}


def nobody_is_in_line_who_went_home(visit: Visit) -> None:
    present = {ticket.state for ticket in visit.open_tickets if ticket.presence is Presence.PRESENT}
    assert not visit.adjourned or present <= {TicketState.PENDING}


def numbers_are_unique(visits: list[Visit]) -> None:
    numbers = [(visit.day, visit.number) for visit in visits if visit.number]
    assert len(numbers) == len(set(numbers))


def lines_are_in_order(house: SqlHouse, tickets: list[Ticket]) -> None:
    """The line, *next*, the count and "ahead" as the store asks SQL, against the one rule of the domain."""
    for role in Role:
        waiting = in_order(t for t in tickets if t.state is TicketState.WAITING and t.role is role)
        assert [one.ticket for one in house.line((role,), None, MOST_COUNTED)] == waiting
        assert house.waiting((role,), None) == len(waiting)
        for at, ticket in enumerate(waiting):
            before = [t for t in waiting[:at] if t.presence is Presence.PRESENT]
            assert house.ahead_of(ticket) == len([t for t in before if t.counter in (None, ticket.counter)])
    for counter in house.counters():
        callable_here = in_order(
            t
            for t in tickets
            if t.state is TicketState.WAITING and t.role in counter.roles and t.counter in (None, counter.id)
        )
        assert house.first_in_line(counter.roles, counter.id) == next(iter(callable_here), None)


def board_is_true(house: SqlHouse, tickets: list[Ticket]) -> None:
    by_id = {ticket.id: ticket for ticket in tickets}
    shown = board_view(house, HALL.id).calls
    assert not [call.number for call in shown if by_id[call.ticket].state in NOT_ON_BOARD]
    assert not [call.number for call in shown if never_came(by_id[call.ticket])]
    called = {ticket.id for ticket in tickets if ticket.state is TicketState.CALLED}
    assert called <= {call.ticket for call in shown}


def never_came(ticket: Ticket) -> bool:
    return not ticket.is_open and ticket.started_at is None


def nobody_waits_of_an_earlier_day(house: AHouse) -> None:
    today = house.ask(lambda h: h.site.day(h.now))
    for visit in house.visits():
        present = [ticket for ticket in visit.open_tickets if ticket.presence is Presence.PRESENT]
        by_telephone = visit.channel is Channel.TELEPHONE
        with_person = visit.open_tickets if by_telephone else present
        served = any(ticket.state is TicketState.SERVING for ticket in with_person)
        day = visit.day or house.store.site.day(visit.opened_at)
        if day < today and not served:
            assert {ticket.state for ticket in present} <= {TicketState.PENDING}
            assert visit.adjourned or visit.state is not VisitState.OPEN


def money_adds_up(house: SqlHouse, visits: list[Visit]) -> None:
    """Nobody paid twice, nobody left with a certificate without having paid, and the drawer holds what it should."""
    payments = [payment for visit in visits for payment in house.payments_of_visit(visit.id)]
    paid = [payment.visit for payment in payments if payment.state is PaymentState.PAID]
    assert len(paid) == len(set(paid))
    for visit in visits:
        regulation = house.site.regulation(visit.service)
        if visit.state is VisitState.DONE and takes_fee(regulation) and regulation.price:
            assert was_paid_when_it_ended(visit, payments)
    for counter in house.counters():
        shift = house.open_shift(counter.id)
        if shift is not None:
            in_drawer = totals_of(shift, house.payments_in_shift(shift.id)).in_drawer
            cash = [one for one in payments if one.method is Method.CASH]
            taken = sum(one.price for one in cash if one.shift == shift.id)
            assert in_drawer == shift.cash + taken - sum(
                one.price for one in cash if one.ended_in == shift.id
            )
            assert in_drawer >= 0


def was_paid_when_it_ended(visit: Visit, payments: list[Payment]) -> bool:
    assert visit.ended_at is not None
    return any(
        one.visit == visit.id
        and (one.state is PaymentState.PAID or (one.ended_at or one.at) > visit.ended_at)
        for one in payments
    )


def check_at_the_end(house: AHouse) -> None:
    assert house.store.ledger.fault(house.store.reading) is None
    assert house.rows("PRAGMA integrity_check") == [("ok",)]
    assert house.rows("PRAGMA foreign_key_check") == []
