"""The cash desk as its cashier sees it. Amounts in tiyn."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from typing_extensions import TypedDict

from server.desk.cash_desk import CashDesk, Row
from server.desk.payments import Printed
from server.desk.prices import PaidService
from server.desk.shifts import Report
from server.domain.money import REASONS, Ending, Method, Payment, Period, Price, Shift, Sum, Totals
from server.web.answers.said import Said, said
from server.words.money import PAYMENT_STATES
from server.words.money import REASONS as REASON_NAMES


class ShiftAnswer(TypedDict):
    """`over`: longer than 24 hours, and so nothing is taken in it any more. `difference`: counted less expected."""

    id: str
    counter: str
    number: int
    opened_at: datetime
    cash: int
    over: bool
    closed_at: datetime | None
    counted: int | None
    expected: int | None
    difference: int | None


class SumAnswer(TypedDict):
    method: str
    count: int
    total: int


class TotalsAnswer(TypedDict):
    receipts: int
    paid: list[SumAnswer]
    refunded: list[SumAnswer]
    void: list[SumAnswer]
    in_drawer: int


class ReportAnswer(TypedDict):
    """`job`: the paper on its way to the printer."""

    shift: ShiftAnswer
    totals: TotalsAnswer
    job: str | None


class PaymentAnswer(TypedDict):
    """`ending`: the number of the paper by which the money went back."""

    id: str
    visit: str
    receipt: str
    price: int
    method: str
    taken: int
    change: int
    counter: str
    at: datetime
    state: str
    state_name: Said
    reason: str | None
    reason_name: Said | None
    ending: str | None
    ended_at: datetime | None


class RowAnswer(TypedDict):
    """`number`: as it stands on the receipt. `may`: how it can be given back now.

    `fiscal`: the state of its fiscal receipt, if one was asked for.
    """

    payment: PaymentAnswer
    number: str | None
    service_name: Said
    may: list[str]
    unpaid: bool
    fiscal: str | None


class ReasonAnswer(TypedDict):
    reason: str
    name: Said


class FiscalAnswer(TypedDict):
    """`asked`: has the site a fiscal provider. How many receipts it has not registered yet, and will not."""

    asked: bool
    pending: int
    failed: int


class CashDeskAnswer(TypedDict):
    counter: str
    shift: ShiftAnswer | None
    totals: TotalsAnswer | None
    receipts: list[RowAnswer]
    refunds: list[RowAnswer]
    reasons: dict[str, list[ReasonAnswer]]
    fiscal: FiscalAnswer


class PrintedAnswer(TypedDict):
    payment: PaymentAnswer
    job: str | None


class TriesAnswer(TypedDict):
    """How many fiscal receipts are sent once more."""

    sent: int


class PriceAnswer(TypedDict):
    service: str
    price: int
    valid_from: date
    valid_until: date | None
    set_at: datetime | None


class PeriodAnswer(TypedDict):
    """Days in a row on which it costs the same; null: since ever, until another is set. `set`: in the price list,
    else by its regulation. `when`: past, now or later.
    """

    price: int
    valid_from: date | None
    valid_until: date | None
    set: bool
    when: str


class PaidServiceAnswer(TypedDict):
    service: str
    name: Said
    periods: list[PeriodAnswer]


class PricesAnswer(TypedDict):
    """`set`: those of the price list, the newest first; `regulations`: what holds where none is set. `services`: what
    each cost, costs and will cost, as far as it is set. `today`: the site's own day.
    """

    today: date
    services: list[PaidServiceAnswer]
    set: list[PriceAnswer]
    regulations: dict[str, int]
    exempt: dict[str, list[str]]


def shift_answer(shift: Shift, now: datetime) -> ShiftAnswer:
    return {
        "id": shift.id,
        "counter": shift.counter,
        "number": shift.number,
        "opened_at": shift.opened_at,
        "cash": shift.cash,
        "over": shift.closed_at is None and shift.is_over(now),
        "closed_at": shift.closed_at,
        "counted": shift.counted,
        "expected": shift.expected,
        "difference": shift.difference,
    }


def _sums(sums: Mapping[Method, Sum]) -> list[SumAnswer]:
    return [{"method": method.value, "count": one.count, "total": one.total} for method, one in sums.items()]


def totals_answer(totals: Totals) -> TotalsAnswer:
    return {
        "receipts": totals.receipts,
        "paid": _sums(totals.paid),
        "refunded": _sums(totals.refunded),
        "void": _sums(totals.void),
        "in_drawer": totals.in_drawer,
    }


def report_answer(report: Report, now: datetime) -> ReportAnswer:
    return {
        "shift": shift_answer(report.shift, now),
        "totals": totals_answer(report.totals),
        "job": report.job.id if report.job else None,
    }


def payment_answer(payment: Payment) -> PaymentAnswer:
    return {
        "id": payment.id,
        "visit": payment.visit,
        "receipt": payment.receipt,
        "price": payment.price,
        "method": payment.method.value,
        "taken": payment.taken,
        "change": payment.change,
        "counter": payment.counter,
        "at": payment.at,
        "state": payment.state.value,
        "state_name": said(PAYMENT_STATES[payment.state.value]),
        "reason": payment.reason,
        "reason_name": said(REASON_NAMES[payment.reason]) if payment.reason else None,
        "ending": payment.ending,
        "ended_at": payment.ended_at,
    }


def printed_answer(printed: Printed) -> PrintedAnswer:
    return {
        "payment": payment_answer(printed.payment),
        "job": printed.job.id if printed.job else None,
    }


def _row(row: Row) -> RowAnswer:
    return {
        "payment": payment_answer(row.payment),
        "number": row.number,
        "service_name": said(row.service),
        "may": [ending.value for ending in row.may],
        "unpaid": row.unpaid,
        "fiscal": row.fiscal.value if row.fiscal else None,
    }


def cash_desk_answer(desk: CashDesk, now: datetime) -> CashDeskAnswer:
    return {
        "counter": desk.counter.id,
        "shift": shift_answer(desk.shift, now) if desk.shift else None,
        "totals": totals_answer(desk.totals) if desk.totals else None,
        "receipts": [_row(row) for row in desk.receipts],
        "refunds": [_row(row) for row in desk.refunds],
        "reasons": {ending.value: _reasons(ending) for ending in Ending},
        "fiscal": {"asked": desk.fiscal, "pending": desk.pending, "failed": desk.failed},
    }


def _reasons(ending: Ending) -> list[ReasonAnswer]:
    return [{"reason": reason, "name": said(REASON_NAMES[reason])} for reason in REASONS[ending]]


def prices_answer(services: Sequence[PaidService], prices: Sequence[Price], today: date) -> PricesAnswer:
    paid = [one.regulation for one in services]
    return {
        "today": today,
        "services": [
            {
                "service": one.regulation.service,
                "name": said(one.regulation.name),
                "periods": [_period(period, today) for period in one.periods],
            }
            for one in services
        ],
        "set": [price_answer(price) for price in prices],
        "regulations": {one.service: one.price for one in paid},
        "exempt": {one.service: list(one.exempt) for one in paid},
    }


def _period(period: Period, today: date) -> PeriodAnswer:
    past = period.last is not None and period.last < today
    later = period.first is not None and today < period.first
    return {
        "price": period.price,
        "valid_from": period.first,
        "valid_until": period.last,
        "set": period.is_set,
        "when": "past" if past else "later" if later else "now",
    }


def price_answer(price: Price) -> PriceAnswer:
    return {
        "service": price.service,
        "price": price.price,
        "valid_from": price.valid_from,
        "valid_until": price.valid_until,
        "set_at": price.set_at,
    }
