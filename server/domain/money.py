"""Money at the cash desk: a price, a payment, and the shift of a cash desk. All amounts are whole tiyn.

A payment is taken once a visit, and ends at most once: *void*, as if it had not been, while its shift and the
visit still go on; else *refunded*. What each asks stands here, once; the desk keeps it and prints it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from server.domain.refusal import Refusal
from server.domain.task import MOST_MONEY

LONGEST_SHIFT = timedelta(hours=24)  # longer, and no fiscal register takes another receipt


class Method(StrEnum):
    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"


class PaymentState(StrEnum):
    PAID = "paid"
    REFUNDED = "refunded"
    VOID = "void"


class Ending(StrEnum):
    """How a payment is given back."""

    VOID = "void"
    REFUND = "refund"


REASONS: dict[Ending, tuple[str, ...]] = {  # [setting]
    Ending.VOID: ("wrong_method", "wrong_amount", "wrong_person", "changed_mind", "service_refused"),
    Ending.REFUND: ("service_refused", "changed_mind", "paid_twice", "exempt", "not_provided"),
}


@dataclass(frozen=True, slots=True)
class Price:
    """What a service costs from a day on, and until another; it holds for visits opened after it was set."""

    service: str
    price: int
    valid_from: date
    valid_until: date | None
    set_at: datetime
    set_by: str

    def holds(self, opened_at: datetime, day: date) -> bool:
        until = self.valid_until or day
        return self.set_at <= opened_at and self.valid_from <= day <= until


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row on which a service costs the same. `first` None: since ever; `last` None: until another is set.

    `is_set` False: what its regulation says.
    """

    price: int
    first: date | None
    last: date | None
    is_set: bool


def periods_of(prices: Sequence[Price], usual: int) -> list[Period]:
    """What a visit costs, by the day on which it is opened. `prices`: of one service, the one set last first."""
    found = [Period(usual, None, None, is_set=False)]
    for day in _days_of_change(prices):
        held = next((price for price in prices if price.holds(price.set_at, day)), None)
        price, is_set = (held.price, True) if held else (usual, False)
        if (price, is_set) != (found[-1].price, found[-1].is_set):
            found[-1] = replace(found[-1], last=day - timedelta(days=1))
            found.append(Period(price, day, None, is_set))
    return found


def _days_of_change(prices: Sequence[Price]) -> list[date]:
    ends = {price.valid_until for price in prices} - {None, date.max}
    return sorted({price.valid_from for price in prices} | {end + timedelta(days=1) for end in ends if end})


@dataclass(frozen=True, slots=True)
class Payment:
    """`receipt` is its number; `shift` the one in which it was taken, `ended_in` the one in which it was given back.

    `ending`: the number of the paper that says so. `refund_asked_at`: since when the cashier is to give it back.
    `number`: what the board showed of the visit then. It stands on the receipt; the visit has another each day.
    """

    id: str
    visit: str
    receipt: str
    price: int
    method: Method
    taken: int
    counter: str
    shift: str
    cashier: str
    at: datetime
    state: PaymentState = PaymentState.PAID
    reason: str | None = None
    ending: str | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    ended_in: str | None = None
    refund_asked_at: datetime | None = None
    number: str = ""

    @property
    def change(self) -> int:
        return self.taken - self.price


@dataclass(frozen=True, slots=True)
class Shift:
    """A cash desk between its opening and its closing. `cash`: what lay in the drawer at first; `counted` at last."""

    id: str
    counter: str
    number: int
    opened_at: datetime
    opened_by: str
    cash: int
    closed_at: datetime | None = None
    closed_by: str | None = None
    counted: int | None = None
    expected: int | None = None

    @property
    def difference(self) -> int | None:
        """More than expected is positive; None while it is not counted."""
        return None if self.counted is None or self.expected is None else self.counted - self.expected

    def is_over(self, now: datetime) -> bool:
        return now - self.opened_at >= LONGEST_SHIFT


@dataclass(frozen=True, slots=True)
class Sum:
    """So many, and how much in all."""

    count: int = 0
    total: int = 0

    def with_one(self, amount: int) -> "Sum":
        return Sum(self.count + 1, self.total + amount)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a shift did: by method what was taken, refunded and made void, and the cash that should be there."""

    receipts: int
    paid: dict[Method, Sum]
    refunded: dict[Method, Sum]
    void: dict[Method, Sum]
    in_drawer: int


def is_given_back(payments: Collection[Payment]) -> bool:
    """Was the fee of a visit taken, and is nothing of it in the house any more? `payments`: all of that visit."""
    return bool(payments) and all(payment.state is not PaymentState.PAID for payment in payments)


def check_amount(price: int, method: Method, taken: int) -> None:
    """Raises Refusal `amount_short`, `amount_too_large`, `not_exact` (422)."""
    if taken < price:
        raise Refusal("amount_short", 422, field="taken", price=price)
    if taken > MOST_MONEY:
        raise Refusal("amount_too_large", 422, field="taken", most=MOST_MONEY)
    if method is not Method.CASH and taken != price:
        raise Refusal("not_exact", 422, field="taken", price=price)


def check_cash(amount: int, field: str) -> None:
    """Cash that was counted. Raises Refusal `unacceptable`, `amount_too_large` (422)."""
    if amount < 0:
        raise Refusal("unacceptable", 422, field=field)
    if amount > MOST_MONEY:
        raise Refusal("amount_too_large", 422, field=field, most=MOST_MONEY)


def check_ending(payment: Payment, ending: Ending, shift: Shift, *, handed_over: bool) -> None:
    """May it be given back like this, from `shift`? `handed_over`: what was paid for left the house.

    Raises Refusal `payment_ended`, `void_too_late` (409).
    """
    if payment.state is not PaymentState.PAID:
        raise Refusal("payment_ended", state=payment.state.value)
    if ending is Ending.VOID and (handed_over or payment.shift != shift.id):
        raise Refusal("void_too_late")


def ended(
    payment: Payment, ending: Ending, reason: str, number: str, shift: Shift, staff: str, now: datetime
) -> Payment:
    state = PaymentState.VOID if ending is Ending.VOID else PaymentState.REFUNDED
    return replace(
        payment, state=state, reason=reason, ending=number, ended_at=now, ended_by=staff, ended_in=shift.id
    )


def totals_of(shift: Shift, payments: Iterable[Payment]) -> Totals:
    """`payments`: those taken in the shift, and those given back in it."""
    receipts = 0
    paid, refunded, void = ({method: Sum() for method in Method} for _ in range(3))
    for payment in payments:
        if payment.shift == shift.id:
            receipts += 1
            paid[payment.method] = paid[payment.method].with_one(payment.price)
        if payment.ended_in == shift.id:
            into = void if payment.state is PaymentState.VOID else refunded
            into[payment.method] = into[payment.method].with_one(payment.price)
    cash = Method.CASH
    in_drawer = shift.cash + paid[cash].total - refunded[cash].total - void[cash].total
    return Totals(receipts, paid, refunded, void, in_drawer)
