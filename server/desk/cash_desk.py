"""The cash desk as its cashier sees it: the shift, its newest receipts, and whom money is to be given back."""

from dataclasses import dataclass

from server.desk.house import House
from server.desk.payments import check_give_back
from server.domain.fiscal import FiscalState
from server.domain.language import Words
from server.domain.money import (
    Ending,
    Payment,
    PaymentState,
    Shift,
    Totals,
    totals_of,
)
from server.domain.place import Counter
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.domain.visit import Visit, VisitState

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """`number`: as it stands on the receipt, whatever the visit's is today. `may`: how it can be given back now.

    `unpaid`: it was given back while its visit goes on, so it is due again.
    """

    payment: Payment
    number: str | None
    service: Words
    may: tuple[Ending, ...]
    unpaid: bool
    fiscal: FiscalState | None


@dataclass(frozen=True, slots=True)
class CashDesk:
    """`pending`, `failed`: fiscal receipts that the provider has not registered yet, or will not."""

    counter: Counter
    shift: Shift | None
    totals: Totals | None
    receipts: tuple[Row, ...]
    refunds: tuple[Row, ...]
    fiscal: bool
    pending: int
    failed: int


def cash_desk(house: House, counter_id: str) -> CashDesk:
    """Raises Refusal `not_found` (404), also for a counter that serves no cashier."""
    counter = house.counter(counter_id)
    if Role.CASHIER not in counter.roles:
        raise Refusal("not_found", 404)
    shift = house.open_shift(counter.id)
    payments = house.payments_in_shift(shift.id) if shift else []
    pending, failed = house.fiscal_receipts_unsettled(counter.id)
    return CashDesk(
        counter,
        shift,
        totals_of(shift, payments) if shift else None,
        tuple(_row(house, payment, shift) for payment in payments[:SHOWN]),
        tuple(_row(house, payment, shift) for payment in house.refunds_asked(SHOWN)),
        house.site.fiscal,
        pending,
        failed,
    )


def _row(house: House, payment: Payment, shift: Shift | None) -> Row:
    visit = house.visit(payment.visit)
    may = tuple(ending for ending in Ending if shift and _may(house, visit, payment, ending, shift))
    is_last = house.payments_of_visit(visit.id)[-1].id == payment.id
    unpaid = (
        is_last
        and payment.state is not PaymentState.PAID
        and visit.state is VisitState.OPEN
        and visit.ground is None
    )
    sale = next(iter(house.fiscal_receipts_of(payment.id)), None)
    service = house.site.regulation(visit.service).name
    return Row(payment, payment.number or None, service, may, unpaid, sale.state if sale else None)


def _may(house: House, visit: Visit, payment: Payment, ending: Ending, shift: Shift) -> bool:
    try:
        check_give_back(house, visit, payment, ending, shift)
    except Refusal:
        return False
    return True
