"""Payments: taken once a visit, given back at most once, and every paper of theirs in the ledger."""

from dataclasses import dataclass, replace

from server.desk import fiscal_receipts
from server.desk.certificates import has_left
from server.desk.house import House, Staff
from server.desk.journal import amend_in_journal
from server.desk.money_papers import as_ended, ending_paper, receipt_paper
from server.desk.papers import as_copy
from server.desk.prices import is_exempt, regulation_of
from server.desk.seats import seat_for_role
from server.desk.shifts import shift_to_work_in
from server.desk.two_languages import joined
from server.domain.event import Event
from server.domain.fiscal import FiscalKind
from server.domain.job import Job
from server.domain.money import (
    REASONS,
    Ending,
    Method,
    Payment,
    PaymentState,
    Shift,
    check_amount,
    check_ending,
    ended,
    is_given_back,
    totals_of,
)
from server.domain.paper import Paper
from server.domain.place import Counter
from server.domain.refusal import Refusal
from server.domain.regulation import Regulation
from server.domain.role import Role
from server.domain.visit import Visit, VisitState
from server.words.money import PAID_ANEW


@dataclass(frozen=True, slots=True)
class Printed:
    """A payment, and the paper of it that is on its way; None: no printer, or the fiscal provider is asked first."""

    payment: Payment
    job: Job | None


def take_payment(
    house: House, visit: Visit, counter: Counter, method: Method, taken: int, staff: Staff
) -> tuple[Payment, Paper | None]:
    """The payment, and the paper to be printed: None where the fiscal provider's is waited for.

    Raises Refusal `shift_not_open`, `shift_over`, `paid_already` (409) and those of `check_amount`.
    """
    price = regulation_of(house, visit).price
    check_amount(price, method, taken)
    shift = shift_to_work_in(house, counter.id)
    receipt = _next_number(house, "receipt")
    payment = Payment(
        house.new_id(),
        visit.id,
        receipt,
        price,
        method,
        taken,
        counter.id,
        shift.id,
        staff.id,
        house.now,
        number=visit.number or "",
    )
    house.add_payment(payment)
    house.record(
        Event("receipt_made", {"payment": payment.id, "visit": visit.id, "number": receipt, "price": price})
    )
    if fiscal_receipts.queue(house, payment, FiscalKind.SALE):
        return payment, None
    return payment, receipt_paper(house, payment)


def take_again(house: House, visit_id: str, method: Method, taken: int, staff: Staff) -> Printed:
    """Take the fee of a visit whose payment was given back after its step was done, such as one by a wrong method.

    Raises Refusal `visit_closed`, `nothing_to_pay`, `paid_already` (409), and those of `take_payment`.
    """
    visit = house.visit(visit_id)
    counter = seat_for_role(house, Role.CASHIER, staff)
    if visit.state is not VisitState.OPEN:
        raise Refusal("visit_closed", state=visit.state.value)
    if visit.ground is not None or not _was_asked(house, visit):
        raise Refusal("nothing_to_pay")
    payment, paper = take_payment(house, visit, counter, method, taken, staff)
    amend_in_journal(house, visit.id, joined(PAID_ANEW, False), staff, receipt_number=payment.receipt)
    return Printed(payment, _print(house, counter, paper, payment.visit))


def _was_asked(house: House, visit: Visit) -> bool:
    return bool(house.payments_of_visit(visit.id))


def give_back(house: House, payment_id: str, ending: Ending, reason: str, staff: Staff) -> Printed:
    """Void a payment or refund it, out of the drawer of the cash desk where `staff` sits.

    Raises Refusal `reason_unknown` (422), `payment_ended`, `void_too_late`, `finish_first`, `drawer_short`,
    `shift_not_open`, `shift_over` (409), `not_seated`, `role_missing` (403).
    """
    payment = house.payment(payment_id)
    counter = seat_for_role(house, Role.CASHIER, staff)
    if reason not in REASONS[ending]:
        raise Refusal("reason_unknown", 422, field="reason", reasons=list(REASONS[ending]))
    shift = shift_to_work_in(house, counter.id)
    visit = house.visit(payment.visit)
    check_give_back(house, visit, payment, ending, shift)
    if payment.method is Method.CASH:
        in_drawer = totals_of(shift, house.payments_in_shift(shift.id)).in_drawer
        if in_drawer < payment.price:
            raise Refusal("drawer_short", in_drawer=in_drawer)
    back = ended(payment, ending, reason, _next_number(house, ending.value), shift, staff.id, house.now)
    house.save_payment(back)
    house.record(
        Event(
            f"payment_{back.state.value}",
            {"payment": back.id, "visit": back.visit, "number": back.ending, "reason": reason},
        )
    )
    fiscal_receipts.queue(house, back, FiscalKind.RETURN)
    return Printed(back, _print(house, counter, ending_paper(house, back), back.visit))


def check_give_back(house: House, visit: Visit, payment: Payment, ending: Ending, shift: Shift) -> None:
    """As soon as the paper is in its owner's hands nothing is void. It is refunded when its step is finished: else the
    visit could neither end, unpaid, nor be withdrawn.

    Raises Refusal `finish_first` (409), and those of `check_ending`.
    """
    left = has_left(house, visit)
    check_ending(payment, ending, shift, handed_over=left or visit.state is VisitState.DONE)
    if left and visit.state is VisitState.OPEN:
        raise Refusal("finish_first")


def copy_receipt(house: House, receipt: str | None, visit: str | None, staff: Staff) -> Printed:
    """Print a receipt once more, as a COPY, by its number or by that of its visit.

    Raises Refusal `receipt_required` (422), `not_found` (404), `no_printer` (409), `role_missing` (403).
    """
    counter = seat_for_role(house, Role.CASHIER, staff)
    payment = _payment_to_copy(house, receipt, visit)
    if counter.printer is None:
        raise Refusal("no_printer")
    paper = as_copy(_paper_now(house, payment))
    job = house.add_job(counter.printer, paper, payment.visit)
    house.record(Event("receipt_copied", {"payment": payment.id, "number": payment.receipt, "job": job.id}))
    return Printed(payment, job)


def _paper_now(house: House, payment: Payment) -> Paper:
    """The provider's receipt where there is one; ours says what it lacks. Either says that its payment has ended."""
    fiscal = fiscal_receipts.paper_of(house, payment)
    paper = fiscal or receipt_paper(house, payment, awaited=fiscal_receipts.is_awaited(house, payment))
    return paper if payment.ending is None else as_ended(house, payment, paper)


def _payment_to_copy(house: House, receipt: str | None, visit: str | None) -> Payment:
    if (receipt is None) == (visit is None):
        raise Refusal("receipt_required", 422)
    if receipt is not None:
        return house.payment_of_receipt(receipt)
    payments = house.payments_of_visit(visit or "")
    if not payments:
        raise Refusal("not_found", 404)
    return payments[-1]


def ask_refund(house: House, before: Visit, after: Visit) -> None:
    """What was paid for is refused: the cashier is asked to give the money back."""
    if not _is_refused(after) or _is_refused(before):
        return
    for payment in house.payments_of_visit(after.id):
        if payment.state is PaymentState.PAID and payment.refund_asked_at is None:
            house.save_payment(replace(payment, refund_asked_at=house.now))
            house.record(Event("refund_asked", {"payment": payment.id, "visit": after.id}))


def _is_refused(visit: Visit) -> bool:
    """At a step without its patient the visit goes on, to hand over the refusal."""
    return visit.state is VisitState.REFUSED or (visit.state is VisitState.OPEN and visit.ground is not None)


def check_paid(house: House, visit: Visit, regulation: Regulation, step_code: str) -> None:
    """Neither the cash desk nor the house is left while a payment that was given back is still due.

    Raises Refusal `unpaid` (409).
    """
    step = regulation.step(step_code)
    leaves = step.fee or not any(step_code in other.after for other in regulation.steps)
    if not leaves or visit.ground is not None or regulation.price == 0:
        return
    if is_given_back(house.payments_of_visit(visit.id)):
        raise Refusal("unpaid")


def record_exemption(house: House, visit: Visit) -> None:
    """Who need not pay, and on which ground: the cashier never sees him."""
    if is_exempt(visit, regulation := house.site.regulation(visit.service)) and any(
        step.fee for step in regulation.steps
    ):
        house.record(Event("fee_waived", {"visit": visit.id, "ground": visit.category}))


def _next_number(house: House, series: str) -> str:
    """«12/2026»: without gaps a year, one series a site."""
    year = house.site.day(house.now).year
    return f"{house.next_in_series(f'{series}/{year}')}/{year}"


def _print(house: House, counter: Counter, paper: Paper | None, visit: str) -> Job | None:
    return house.add_job(counter.printer, paper, visit) if paper and counter.printer else None
