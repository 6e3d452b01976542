"""The benefit category that a person chose at the kiosk, and for which the counter saw no document.

What it gave is not taken back: he sits already. It is taken off at the first step only: later the cash desk may have
been passed over because of it, and nobody is sent there any more. Withdrawals are counted, in the ledger
(regulations, 2 [setting]).
"""

from dataclasses import replace

from server.desk.house import House, Staff
from server.desk.keep import keep
from server.desk.seats import seated_at
from server.domain.event import Event
from server.domain.refusal import Refusal
from server.domain.ticket import TicketState
from server.domain.visit import Visit


def withdraw_category(house: House, visit_id: str, staff: Staff) -> Visit:
    """By whoever serves the first step.

    Raises Refusal `category_missing`, `category_confirmed` (409), `not_seated` (403).
    """
    before = house.visit(visit_id)
    serving = next(
        (one for one in before.open_tickets if one.state is TicketState.SERVING and one.counter), None
    )
    if serving is None or serving.counter is None:
        raise Refusal("not_seated", 403)
    seated_at(house, serving.counter, staff)
    if before.category is None:
        raise Refusal("category_missing")
    if serving.id != before.tickets[0].id:
        raise Refusal("category_confirmed")
    after = replace(before, category=None)
    keep(
        house,
        before,
        after,
        (Event("category_withdrawn", {"visit": before.id, "category": before.category.value}),),
    )
    return after
