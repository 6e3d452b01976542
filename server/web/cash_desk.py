"""The cash desk: its shift, its receipts, what is given back; and the price list."""

from server.desk.cash_desk import cash_desk
from server.desk.fiscal_receipts import try_failed_again
from server.desk.house import House
from server.desk.payments import copy_receipt, give_back, take_again
from server.desk.prices import paid_services, set_price
from server.desk.shifts import cash_desk_of, close_shift, open_shift, report_shift
from server.domain.role import Role
from server.web import money_bodies as bodies
from server.web.actor import OVERSIGHT, STAFF
from server.web.answers.money import (
    CashDeskAnswer,
    PriceAnswer,
    PricesAnswer,
    PrintedAnswer,
    ReportAnswer,
    ShiftAnswer,
    TriesAnswer,
    cash_desk_answer,
    price_answer,
    prices_answer,
    printed_answer,
    report_answer,
    shift_answer,
)
from server.web.route import Answer, Asked, Deed, commands, reads

CASHIER = frozenset({Role.CASHIER.value})
PRICES_SHOWN = 100


@reads("/api/counters/<counter>/cash-desk", CASHIER | OVERSIGHT | {Role.AUDITOR}, {200: CashDeskAnswer})
def show_cash_desk(asked: Asked[None]) -> Deed:
    """The cash desk: its shift and sums, its newest receipts, what is to be given back."""
    return lambda house: Answer(200, cash_desk_answer(cash_desk(house, asked.ids["counter"]), house.now))


@commands("POST", "/api/counters/<counter>/shifts", CASHIER, {201: ShiftAnswer}, bodies.OpenShift)
def begin_shift(asked: Asked[bodies.OpenShift]) -> Deed:
    """Open the shift of the cash desk with what lies in its drawer."""

    def deed(house: House) -> Answer:
        shift = open_shift(house, asked.ids["counter"], asked.body.cash, asked.actor.member)
        return Answer(201, shift_answer(shift, house.now))

    return deed


@commands("POST", "/api/counters/<counter>/shift-reports", CASHIER, {201: ReportAnswer})
def print_report(asked: Asked[None]) -> Deed:
    """The X report: print how the shift stands now."""
    return lambda house: Answer(
        201, report_answer(report_shift(house, asked.ids["counter"], asked.actor.member), house.now)
    )


@commands("POST", "/api/counters/<counter>/shift-closings", CASHIER, {201: ReportAnswer}, bodies.CloseShift)
def end_shift(asked: Asked[bodies.CloseShift]) -> Deed:
    """The Z report: close the shift with the cash that was counted."""

    def deed(house: House) -> Answer:
        report = close_shift(house, asked.ids["counter"], asked.body.counted, asked.actor.member)
        return Answer(201, report_answer(report, house.now))

    return deed


@commands("POST", "/api/counters/<counter>/fiscal-tries", CASHIER, {200: TriesAnswer})
def send_again(asked: Asked[None]) -> Deed:
    """Send the fiscal receipts that failed at this cash desk once more."""

    def deed(house: House) -> Answer:
        counter = cash_desk_of(house, asked.ids["counter"], asked.actor.member)
        return Answer(200, {"sent": try_failed_again(house, counter.id)})

    return deed


@commands("POST", "/api/visits/<visit>/payments", CASHIER, {201: PrintedAnswer}, bodies.TakePayment)
def pay_again(asked: Asked[bodies.TakePayment]) -> Deed:
    """Take the fee of a visit whose payment was given back while it goes on."""

    def deed(house: House) -> Answer:
        body = asked.body
        paid = take_again(house, asked.ids["visit"], body.method, body.taken, asked.actor.member)
        return Answer(201, printed_answer(paid))

    return deed


@commands("POST", "/api/payments/<payment>/endings", CASHIER, {201: PrintedAnswer}, bodies.GiveBack)
def end_payment(asked: Asked[bodies.GiveBack]) -> Deed:
    """Void a payment, or refund it, with a reason out of the list."""

    def deed(house: House) -> Answer:
        body = asked.body
        back = give_back(house, asked.ids["payment"], body.ending, body.reason, asked.actor.member)
        return Answer(201, printed_answer(back))

    return deed


@commands("POST", "/api/receipts/copies", CASHIER, {201: PrintedAnswer}, bodies.CopyReceipt)
def print_copy(asked: Asked[bodies.CopyReceipt]) -> Deed:
    """Print a receipt again, as a COPY, by its number or its visit."""
    body = asked.body
    return lambda house: Answer(
        201, printed_answer(copy_receipt(house, body.receipt, body.visit, asked.actor.member))
    )


@reads("/api/prices", STAFF, {200: PricesAnswer})
def list_prices(_: Asked[None]) -> Deed:
    """What the services cost: the price list, and what holds where nothing is set."""
    return lambda house: Answer(
        200,
        prices_answer(paid_services(house), house.prices(PRICES_SHOWN), house.site.day(house.now)),
    )


@commands("POST", "/api/prices", frozenset({Role.ADMINISTRATOR.value}), {201: PriceAnswer}, bodies.SetPrice)
def add_price(asked: Asked[bodies.SetPrice]) -> Deed:
    """Set what a service costs from a day on."""

    def deed(house: House) -> Answer:
        body = asked.body
        price = set_price(
            house, body.service, body.price, body.valid_from, body.valid_until, asked.actor.member
        )
        return Answer(201, price_answer(price))

    return deed
