"""Payments: what the cash desk takes, refuses to take, and gives back; and that nobody else's money moves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from server.desk import payments, prices, shifts
from server.desk.cash_desk import cash_desk
from server.desk.certificate_moves import issue_replacement, replace_certificate
from server.desk.money_papers import receipt_paper
from server.desk.sign_certificates import sign_certificates
from server.desk.turn_of_day import turn_day
from server.domain.job import JobState
from server.domain.money import REASONS, Ending, Method, Payment, PaymentState
from server.domain.paper import PaperKind
from server.domain.refusal import Refusal
from server.domain.ticket import Move, Ticket
from server.domain.visit import Category, Visit, VisitState
from tests.desk.a_house import CLERKS, DRAWER, OFFICE, AHouse, a_site, open_house

PRICE = 200_000
ENDINGS = {Ending.VOID: "АННУЛИРОВАН", Ending.REFUND: "ВОЗВРАТ ДЕНЕГ"}
CASHIER = CLERKS["cash-1"]
SERVICE = "psychoneurological-certificate"


@pytest.fixture
def exempting(tmp_path: Path) -> Iterator[AHouse]:
    """A house in which the benefit category pays nothing."""
    site = a_site()
    site.regulations[SERVICE] = replace(site.regulations[SERVICE], exempt=(Category.BENEFIT,))
    opened = open_house(tmp_path, site=site)
    yield opened
    opened.store.close()


def to_pay(house: AHouse) -> tuple[Visit, Ticket]:
    """Somebody sits at the cash desk."""
    visit = house.kiosk(SERVICE)
    house.finish(house.serve("window-3").opened[0], "window-3")
    called = house.next("cash-1").ticket
    assert called is not None
    house.move(called, Move.START, "cash-1")
    return visit, called


def paid(house: AHouse, **answers: object) -> tuple[Visit, Payment]:
    """Somebody has paid, and left the cash desk."""
    visit, ticket = to_pay(house)
    house.task(ticket, "payment", "cash-1", **answers)
    house.move(ticket, Move.FINISH, "cash-1")
    return visit, payment_of(house, visit)


def payment_of(house: AHouse, visit: Visit) -> Payment:
    return house.ask(lambda asked: asked.payments_of_visit(visit.id))[-1]


def give_back(house: AHouse, payment: Payment, ending: Ending, reason: str = "changed_mind") -> Payment:
    return house.do(lambda asked: payments.give_back(asked, payment.id, ending, reason, CASHIER)).payment


def in_drawer(house: AHouse) -> int:
    totals = shift_report(house).totals
    return totals.in_drawer


def shift_report(house: AHouse) -> shifts.Report:
    return house.do(lambda asked: shifts.report_shift(asked, "cash-1", CASHIER))


def close_shift(house: AHouse, counted: int) -> shifts.Report:
    return house.do(lambda asked: shifts.close_shift(asked, "cash-1", counted, CASHIER))


def open_shift(house: AHouse, cash: int = DRAWER) -> None:
    house.do(lambda asked: shifts.open_shift(asked, "cash-1", cash, CASHIER))


# taking


def test_a_payment_knows_its_price_method_change_shift_and_cashier(house: AHouse) -> None:
    _, payment = paid(house, method="cash", taken=500_000)
    assert (payment.price, payment.method, payment.taken, payment.change) == (
        PRICE,
        Method.CASH,
        500_000,
        300_000,
    )
    shift = house.ask(lambda asked: asked.open_shift("cash-1"))
    assert shift is not None
    assert (payment.shift, payment.cashier, payment.state) == (shift.id, CASHIER.id, PaymentState.PAID)
    assert payment.receipt == "1/2026"


@pytest.mark.parametrize("method", ["card", "transfer"])
@pytest.mark.parametrize("taken", [PRICE + 1, 500_000])
def test_a_card_and_a_transfer_give_no_change(house: AHouse, method: str, taken: int) -> None:
    _, ticket = to_pay(house)
    with house.refuses("not_exact", 422):
        house.task(ticket, "payment", "cash-1", method=method, taken=taken)
    house.task(ticket, "payment", "cash-1", method=method, taken=PRICE)


@pytest.mark.parametrize(
    ("taken", "code", "status"),
    [
        (PRICE - 1, "unacceptable", 422),
        (0, "unacceptable", 422),
        (-PRICE, "unacceptable", 422),
        (10**9 + 1, "unacceptable", 422),
        (200_000.5, "malformed", 400),
        ("200000", "malformed", 400),
        (True, "malformed", 400),
    ],
)
def test_a_sum_that_cannot_be_is_refused(house: AHouse, taken: object, code: str, status: int) -> None:
    _, ticket = to_pay(house)
    with house.refuses(code, status):
        house.task(ticket, "payment", "cash-1", taken=taken)


def test_of_two_cashiers_only_one_takes_it(house: AHouse) -> None:
    visit, payment = paid(house)
    with house.refuses("paid_already"):
        house.do(lambda asked: payments.take_again(asked, visit.id, Method.CASH, PRICE, CASHIER))
    assert payment_of(house, visit) == payment


def test_nothing_is_taken_before_its_turn(house: AHouse) -> None:
    visit, _ = to_pay(house)
    with house.refuses("nothing_to_pay"):
        house.do(lambda asked: payments.take_again(asked, visit.id, Method.CASH, PRICE, CASHIER))


def test_nothing_is_taken_without_an_open_shift(house: AHouse) -> None:
    _, ticket = to_pay(house)
    close_shift(house, DRAWER)
    with house.refuses("shift_not_open"):
        house.task(ticket, "payment", "cash-1")
    open_shift(house)
    house.task(ticket, "payment", "cash-1")


def test_nothing_is_taken_in_a_shift_of_more_than_a_day(house: AHouse) -> None:
    house.clock.go_on(hours=24)
    _, ticket = to_pay(house)
    with house.refuses("shift_over"):
        house.do(
            lambda asked: payments.take_payment(
                asked, asked.visit_of(ticket.id), asked.counter("cash-1"), Method.CASH, PRICE, CASHIER
            )
        )


# giving back


def test_a_void_in_the_same_shift_takes_the_payment_out_of_the_drawer(house: AHouse) -> None:
    _, neighbour = paid(house)
    visit, payment = paid(house)
    before = in_drawer(house)
    with house.others_stay(visit):
        back = give_back(house, payment, Ending.VOID, "wrong_method")
    assert (back.state, back.reason, back.ending) == (PaymentState.VOID, "wrong_method", "1/2026")
    assert in_drawer(house) == before - PRICE
    assert house.ask(lambda asked: asked.payment(neighbour.id)) == neighbour
    assert "payment_void" in house.kinds()


def test_a_payment_is_given_back_once(house: AHouse) -> None:
    _, payment = paid(house)
    give_back(house, payment, Ending.VOID)
    for ending in Ending:
        with house.refuses("payment_ended"):
            give_back(house, payment, ending)


def test_a_payment_of_an_earlier_shift_is_refunded_and_not_made_void(house: AHouse) -> None:
    _, payment = paid(house)
    close_shift(house, DRAWER + PRICE)
    open_shift(house, DRAWER + PRICE)
    with house.refuses("void_too_late"):
        give_back(house, payment, Ending.VOID)
    back = give_back(house, payment, Ending.REFUND)
    assert back.state is PaymentState.REFUNDED
    assert in_drawer(house) == DRAWER


def test_after_the_certificate_was_handed_over_nothing_is_made_void(house: AHouse) -> None:
    visit, payment = paid(house)
    house.serve("cabinet-12")
    house.serve("window-3")
    assert house.visit(visit).state is VisitState.DONE
    with house.refuses("void_too_late"):
        give_back(house, payment, Ending.VOID)
    assert give_back(house, payment, Ending.REFUND).state is PaymentState.REFUNDED


TB = "tb-certificate"


def handed_over(house: AHouse, service: str) -> Visit:
    """The paper is in its owner's hands, and its last step not finished."""
    visit = house.kiosk(service)
    first = "window-2" if service == TB else "window-3"
    house.finish(house.serve(first).opened[0], first)
    house.serve("cash-1")
    if service != TB:
        house.serve("cabinet-12")
    last, step = ("cabinet-11", "sign") if service == TB else ("window-3", "issue")
    house.move(house.next(last).ticket or house.at(visit, step), Move.START, last)
    house.tasks(house.at(visit, step), last)
    return visit


@pytest.mark.parametrize("service", [SERVICE, TB])
def test_what_was_handed_over_is_not_made_void_before_its_step_is_finished(
    house: AHouse, service: str
) -> None:
    visit = handed_over(house, service)
    payment = payment_of(house, visit)
    with house.refuses("void_too_late"):
        give_back(house, payment, Ending.VOID)
    with house.refuses("finish_first"):
        give_back(house, payment, Ending.REFUND)
    assert house.ask(lambda h: cash_desk(h, "cash-1")).receipts[0].may == ()
    (ticket,) = house.visit(visit).open_tickets
    house.move(ticket, Move.FINISH, ticket.counter or "")
    assert house.ask(lambda h: cash_desk(h, "cash-1")).receipts[0].may == (Ending.REFUND,)
    assert give_back(house, payment, Ending.REFUND).state is PaymentState.REFUNDED


@pytest.mark.parametrize("service", [SERVICE, TB])
@pytest.mark.parametrize("move", [Move.PUT_BACK, Move.HOLD, Move.REDIRECT])
def test_who_has_his_paper_leaves_the_counter_only_finished(house: AHouse, service: str, move: Move) -> None:
    visit = handed_over(house, service)
    (ticket,) = house.visit(visit).open_tickets
    by = ticket.counter or ""
    with house.refuses("paper_handed_over"):
        house.move(ticket, move, by)
    house.move(ticket, Move.FINISH, by)
    assert house.visit(visit).state is VisitState.DONE


@pytest.mark.parametrize("service", [SERVICE, TB])
def test_a_visit_whose_paper_was_handed_over_is_neither_withdrawn_nor_refused(
    house: AHouse, service: str
) -> None:
    visit = handed_over(house, service)
    (ticket,) = house.visit(visit).open_tickets
    by = ticket.counter or ""
    with house.refuses("paper_handed_over"):
        house.move(ticket, Move.WITHDRAW, by, ground="left")
    with house.refuses("paper_handed_over"):
        house.end(visit, Move.WITHDRAW, by, "left")
    with house.refuses("paper_handed_over"):
        house.end(visit, Move.REFUSE, by, "documents_incomplete")
    house.move(ticket, Move.FINISH, by)
    assert house.visit(visit).state is VisitState.DONE


@pytest.mark.parametrize("move", [Move.WITHDRAW, Move.REFUSE])
def test_a_visit_whose_paper_is_still_in_the_house_is_withdrawn_or_refused(house: AHouse, move: Move) -> None:
    visit, _ = paid(house)
    house.serve("cabinet-12")
    called = house.next("window-3").ticket
    assert called is not None
    house.move(called, Move.START, "window-3")
    house.end(visit, move, "window-3", "left" if move is Move.WITHDRAW else "documents_incomplete")
    assert house.visit(visit).state is not VisitState.DONE
    assert give_back(house, payment_of(house, visit), Ending.VOID).state is PaymentState.VOID


@pytest.mark.parametrize("ending", list(Ending))
@pytest.mark.parametrize("reason", ["", "because", "paid_twice_"])
def test_a_reason_is_one_of_the_list(house: AHouse, ending: Ending, reason: str) -> None:
    _, payment = paid(house)
    with house.refuses("reason_unknown", 422):
        give_back(house, payment, ending, reason)


def test_the_drawer_gives_no_more_than_is_in_it(house: AHouse) -> None:
    _, payment = paid(house)
    close_shift(house, DRAWER + PRICE)
    open_shift(house, PRICE - 1)
    with house.refuses("drawer_short"):
        give_back(house, payment, Ending.REFUND)


def test_money_of_a_card_does_not_come_out_of_the_drawer(house: AHouse) -> None:
    _, payment = paid(house, method="card")
    close_shift(house, DRAWER)
    open_shift(house, 0)
    give_back(house, payment, Ending.REFUND)
    assert in_drawer(house) == 0


def test_nobody_but_a_cashier_gives_money_back(house: AHouse) -> None:
    _, payment = paid(house)
    with house.refuses("role_missing", 403):
        house.do(
            lambda asked: payments.give_back(
                asked, payment.id, Ending.VOID, "changed_mind", CLERKS["window-3"]
            )
        )


# what follows for the visit


def test_who_got_his_money_back_gets_no_certificate_until_he_pays_again(house: AHouse) -> None:
    visit, payment = paid(house)
    house.serve("cabinet-12")
    give_back(house, payment, Ending.VOID, "wrong_method")
    issue = house.next("window-3").ticket
    assert issue is not None
    house.move(issue, Move.START, "window-3")
    with house.refuses("certificate_unpaid"):
        house.task(issue, "hand-over", "window-3")
    assert issued(house, visit) == (None, None)
    house.do(lambda asked: payments.take_again(asked, visit.id, Method.CARD, PRICE, CASHIER))
    house.finish(issue, "window-3")
    assert house.visit(visit).state is VisitState.DONE
    assert issued(house, visit) == ("2026-11-23", "clerk-window-3")
    assert [one.method for one in house.ask(lambda asked: asked.payments_of_visit(visit.id))] == [
        Method.CASH,
        Method.CARD,
    ]


def issued(house: AHouse, visit: Visit) -> tuple[object, object]:
    """When and by whom it was handed over, as the journal has it."""
    row = house.ask(lambda asked: asked.row_of_visit(visit.id))
    assert row is not None
    return row.values.get("issued_on"), row.values.get("issued_by")


def test_no_paper_is_handed_over_whose_payment_was_given_back(house: AHouse) -> None:
    visit, payment = paid(house)
    house.serve("cabinet-12")
    issue = house.next("window-3").ticket
    assert issue is not None
    house.move(issue, Move.START, "window-3")
    give_back(house, payment, Ending.VOID, "wrong_method")
    with house.refuses("certificate_unpaid"):
        house.task(issue, "hand-over", "window-3")
    house.do(lambda asked: payments.take_again(asked, visit.id, Method.CARD, payment.price, CASHIER))
    house.finish(issue, "window-3")
    assert house.visit(visit).state is VisitState.DONE


def test_a_doctor_who_hands_over_himself_does_not_sign_what_was_given_back(house: AHouse) -> None:
    visit = house.kiosk("tb-certificate")
    house.finish(house.serve("window-2").opened[0], "window-2")
    house.serve("cash-1")
    sign = house.next("cabinet-11").ticket
    assert sign is not None
    house.move(sign, Move.START, "cabinet-11")
    house.task(sign, "certificate", "cabinet-11")
    payment = give_back(house, payment_of(house, visit), Ending.VOID, "wrong_method")
    with house.refuses("certificate_unpaid"):
        house.task(sign, "signature", "cabinet-11")
    (refused,) = house.do(
        lambda asked: sign_certificates(asked, [visit.id], True, CLERKS["cabinet-11"])
    ).refused
    assert refused.why.code == "certificate_unpaid", "named, and the others of the list are signed"
    assert issued(house, visit) == (None, None)
    house.do(lambda asked: payments.take_again(asked, visit.id, Method.CARD, payment.price, CASHIER))
    house.finish(sign, "cabinet-11")
    assert issued(house, visit) == ("2026-11-23", "clerk-cabinet-11")


def test_no_replacement_is_handed_over_of_what_was_given_back(house: AHouse) -> None:
    visit, payment = paid(house)
    house.serve("cabinet-12")
    house.serve("window-3")
    give_back(house, payment, Ending.REFUND)
    new = house.do(
        lambda asked: replace_certificate(asked, visit.id, "error_in_text", {}, CLERKS["window-3"])
    ).certificate
    for counter in ("window-3", "cabinet-12"):
        house.do(lambda asked, by=counter: sign_certificates(asked, [new.id], True, CLERKS[by]))  # type: ignore[misc]
    with house.refuses("certificate_unpaid"):
        house.do(lambda asked: issue_replacement(asked, new.id, CLERKS["window-3"]))
    assert issued(house, visit) == (None, None)


def test_the_cash_desk_is_not_left_with_a_payment_that_was_given_back(house: AHouse) -> None:
    visit, ticket = to_pay(house)
    house.task(ticket, "payment", "cash-1")
    give_back(house, payment_of(house, visit), Ending.VOID, "wrong_method")
    with house.refuses("unpaid"):
        house.move(ticket, Move.FINISH, "cash-1")


def test_a_paper_refused_after_the_payment_asks_the_cashier_to_give_it_back(house: AHouse) -> None:
    _, neighbour = paid(house)
    visit, payment = paid(house)
    paper = house.at(visit, "sign")
    house.next("cabinet-12", paper)
    house.move(paper, Move.REFUSE, "cabinet-12", ground="data_untrue")
    asked = house.ask(lambda asked: asked.refunds_asked(10))
    assert [one.id for one in asked] == [payment.id]
    assert "refund_asked" in house.kinds()
    give_back(house, payment, Ending.REFUND, "service_refused")
    assert house.ask(lambda asked: asked.refunds_asked(10)) == []
    assert house.ask(lambda asked: asked.payment(neighbour.id)) == neighbour
    house.serve("window-3")
    assert house.visit(visit).state is VisitState.REFUSED, "the refusal is handed over, paid or not"


def test_who_was_refused_before_he_paid_is_not_asked_for_money(house: AHouse) -> None:
    visit = house.kiosk(SERVICE)
    house.finish(house.serve("window-3").opened[0], "window-3")
    paper = house.at(visit, "sign")
    house.next("cabinet-12", paper)
    house.move(paper, Move.REFUSE, "cabinet-12", ground="data_untrue")
    assert house.next("cash-1").ticket is None
    assert house.ask(lambda asked: asked.refunds_asked(10)) == []


def test_who_is_refused_face_to_face_after_he_paid_gets_his_money_back(house: AHouse) -> None:
    visit = house.kiosk("tb-certificate")
    house.finish(house.serve("window-2").opened[0], "window-2")
    house.serve("cash-1")
    doctor = house.next("cabinet-11").ticket
    assert doctor is not None
    house.move(doctor, Move.START, "cabinet-11")
    house.move(doctor, Move.REFUSE, "cabinet-11", ground="data_untrue")
    assert [one.visit for one in house.ask(lambda asked: asked.refunds_asked(10))] == [visit.id]


def test_who_leaves_is_not_on_the_list(house: AHouse) -> None:
    visit, _ = paid(house)
    house.end(visit, Move.WITHDRAW, "cabinet-12", "left")
    assert house.ask(lambda asked: asked.refunds_asked(10)) == []


def test_the_journal_bears_the_receipt_and_after_it_was_paid_again_the_new_one_beside(house: AHouse) -> None:
    visit, payment = paid(house)
    assert receipts_in_journal(house, visit) == [payment.receipt]
    give_back(house, payment, Ending.VOID, "wrong_method")
    house.do(lambda asked: payments.take_again(asked, visit.id, Method.CARD, PRICE, CASHIER))
    again = payment_of(house, visit)
    assert receipts_in_journal(house, visit) == [again.receipt]
    assert again.receipt != payment.receipt


def receipts_in_journal(house: AHouse, visit: Visit) -> list[object]:
    """Of the row that holds now."""
    row = house.ask(lambda asked: asked.row_of_visit(visit.id))
    return [row.values.get("receipt_number")] if row else []


# papers


def jobs(house: AHouse, kind: PaperKind) -> int:
    return len(house.rows("SELECT 1 FROM job WHERE kind = ? AND printer = ?", kind.value, OFFICE))


def test_what_is_given_back_has_a_paper_of_its_own(house: AHouse) -> None:
    _, payment = paid(house)
    give_back(house, payment, Ending.VOID)
    assert jobs(house, PaperKind.REFUND) == 1


@pytest.mark.parametrize("by", ["receipt", "visit"])
def test_a_second_print_is_a_copy_and_stands_in_the_ledger(house: AHouse, by: str) -> None:
    visit, payment = paid(house)
    receipt, named = (payment.receipt, None) if by == "receipt" else (None, visit.id)
    printed = house.do(lambda asked: payments.copy_receipt(asked, receipt, named, CASHIER))
    assert printed.job is not None
    papers = {job.id: paper for job, paper in house.ask(lambda asked: asked.jobs(OFFICE, JobState.QUEUED))}
    paper = papers[printed.job.id]
    assert paper is not None
    assert ("КОПИЯ" in str(paper.blocks[0]), "КОПИЯ" in str(paper.blocks[-1])) == (True, True)
    assert not any(word in str(paper.blocks) for word in ENDINGS.values())
    assert house.kinds().count("receipt_copied") == 1


@pytest.mark.parametrize("ending", list(Ending))
def test_a_copy_of_what_was_given_back_says_so_above_and_below_and_by_which_paper(
    house: AHouse, ending: Ending
) -> None:
    _, payment = paid(house)
    back = give_back(house, payment, ending)
    house.do(lambda asked: payments.copy_receipt(asked, payment.receipt, None, CASHIER))
    *_, (_, paper) = house.ask(lambda asked: asked.jobs(OFFICE, JobState.QUEUED))
    assert paper is not None
    said = [str(block) for block in paper.blocks]
    assert "КОПИЯ" in said[0]
    assert [ENDINGS[ending] in one for one in said].count(True) == 2
    assert [f"'{back.ending}'" in one for one in said if "По документу" in one] == [True, True]


def test_a_copy_on_another_day_bears_the_number_of_the_day_on_which_it_was_paid(house: AHouse) -> None:
    visit, payment = paid(house)
    first = house.ask(lambda asked: receipt_paper(asked, payment))
    number = house.visit(visit).number
    house.clock.go_on(days=1)
    house.do(turn_day)
    house.kiosk("reception")
    house.take_up(visit)
    assert house.visit(visit).number != number
    assert house.ask(lambda asked: receipt_paper(asked, asked.payment(payment.id))) == first


@pytest.mark.parametrize(
    ("receipt", "visit", "code", "status"),
    [
        (None, None, "receipt_required", 422),
        ("1/2026", "x", "receipt_required", 422),
        ("99/2026", None, "not_found", 404),
        (None, "no-such", "not_found", 404),
    ],
)
def test_a_copy_is_of_one_receipt_that_there_is(
    house: AHouse, receipt: str | None, visit: str | None, code: str, status: int
) -> None:
    paid(house)
    with house.refuses(code, status):
        house.do(lambda asked: payments.copy_receipt(asked, receipt, visit, CASHIER))


# shifts


def test_a_shift_counts_what_it_took_and_gave_back_by_method(house: AHouse) -> None:
    paid(house)
    paid(house, method="card")
    _, third = paid(house, taken=500_000)
    give_back(house, third, Ending.REFUND)
    report = close_shift(house, DRAWER + PRICE - 500)
    totals = report.totals
    assert totals.receipts == 3
    assert (totals.paid[Method.CASH].count, totals.paid[Method.CASH].total) == (2, 2 * PRICE)
    assert totals.paid[Method.CARD].total == PRICE
    assert totals.refunded[Method.CASH].count == 1
    assert totals.in_drawer == DRAWER + PRICE
    assert (report.shift.expected, report.shift.difference) == (DRAWER + PRICE, -500)
    assert report.job is not None
    assert report.job.kind is PaperKind.REPORT


def test_a_cash_desk_has_one_shift_at_a_time(house: AHouse) -> None:
    with house.refuses("shift_open"):
        open_shift(house)
    close_shift(house, DRAWER)
    with house.refuses("shift_not_open"):
        close_shift(house, DRAWER)
    with house.refuses("shift_not_open"):
        shift_report(house)


@pytest.mark.parametrize(("cash", "code"), [(-1, "unacceptable"), (10**9 + 1, "amount_too_large")])
def test_cash_that_cannot_be_is_refused(house: AHouse, cash: int, code: str) -> None:
    with house.refuses(code, 422):
        close_shift(house, cash)
    close_shift(house, 0)
    with house.refuses(code, 422):
        open_shift(house, cash)


def test_only_who_sits_there_as_the_cashier_has_to_do_with_its_shift(house: AHouse) -> None:
    with house.refuses("not_seated", 403):
        house.do(lambda asked: shifts.close_shift(asked, "cash-1", DRAWER, CLERKS["window-3"]))
    with house.refuses("role_missing", 403):
        house.do(lambda asked: shifts.open_shift(asked, "window-3", DRAWER, CLERKS["window-3"]))


def test_a_shift_of_more_than_a_day_can_still_be_closed(house: AHouse) -> None:
    house.clock.go_on(hours=30)
    assert close_shift(house, DRAWER).shift.difference == 0


# prices


def set_price(house: AHouse, price: int, days: int = 0, until: int | None = None) -> None:
    today = house.clock.wall.date()
    last = today + timedelta(days=until) if until is not None else None
    house.do(
        lambda asked: prices.set_price(
            asked, SERVICE, price, today + timedelta(days=days), last, CLERKS["window-1"]
        )
    )


def price_now(house: AHouse, visit: Visit) -> int:
    return house.ask(lambda asked: prices.regulation_of(asked, asked.visit(visit.id)).price)


def test_a_price_holds_for_who_comes_after_it_was_set(house: AHouse) -> None:
    before = house.kiosk(SERVICE)
    set_price(house, 300_000)
    after = house.kiosk(SERVICE)
    assert (price_now(house, before), price_now(house, after)) == (PRICE, 300_000)
    assert price_now(house, house.kiosk("narcological-certificate")) == PRICE


def test_a_price_begins_and_ends_on_its_days(house: AHouse) -> None:
    set_price(house, 300_000, days=1, until=1)
    found = []
    for _ in range(3):
        found.append(price_now(house, house.kiosk(SERVICE)))
        house.clock.go_on(days=1)
    assert found == [PRICE, 300_000, PRICE]


def test_a_price_of_nothing_leaves_the_cash_desk_out(house: AHouse) -> None:
    set_price(house, 0)
    visit = house.kiosk(SERVICE)
    house.finish(house.serve("window-3").opened[0], "window-3")
    assert [ticket.step for ticket in house.visit(visit).tickets] == ["check", "draft", "sign"]
    house.serve("cabinet-12")
    house.serve("window-3")
    assert house.visit(visit).state is VisitState.DONE


@pytest.mark.parametrize(
    ("service", "price", "days", "until", "code"),
    [
        ("no-such", 1, 0, None, "service_unknown"),
        ("house-call", 1, 0, None, "price_without_step"),
        (SERVICE, -1, 0, None, "unacceptable"),
        (SERVICE, 10**9 + 1, 0, None, "amount_too_large"),
        (SERVICE, 1, -1, None, "price_in_past"),
        (SERVICE, 1, 2, 1, "days_reversed"),
    ],
)
def test_a_price_that_cannot_be_is_refused(
    house: AHouse, service: str, price: int, days: int, until: int | None, code: str
) -> None:
    today = house.clock.wall.date()
    last = today + timedelta(days=until) if until is not None else None
    with house.refuses(code, 422):
        house.do(
            lambda asked: prices.set_price(
                asked, service, price, today + timedelta(days=days), last, CLERKS["window-1"]
            )
        )


def test_every_reason_has_its_words() -> None:
    from server.words.money import REASONS as SAID

    assert {reason for reasons in REASONS.values() for reason in reasons} == SAID.keys()


def test_a_refused_payment_leaves_no_receipt_number_behind(house: AHouse) -> None:
    _, ticket = to_pay(house)
    with pytest.raises(Refusal):
        house.task(ticket, "payment", "cash-1", method="card", taken=PRICE + 1)
    house.task(ticket, "payment", "cash-1")
    _, second = paid_next(house)
    assert second.receipt == "2/2026"


def paid_next(house: AHouse) -> tuple[Visit, Payment]:
    (at,) = house.ask(lambda asked: asked.at_counter("cash-1"))
    house.move(at, Move.FINISH, "cash-1")
    return paid(house)


def test_who_is_exempt_does_not_come_to_the_cash_desk(exempting: AHouse) -> None:
    visit = exempting.kiosk(SERVICE, category=Category.BENEFIT)
    payer = exempting.kiosk(SERVICE)
    for _ in range(2):
        exempting.finish(exempting.serve("window-3").opened[0], "window-3")
    assert [ticket.step for ticket in exempting.visit(visit).tickets] == ["check", "draft", "sign"]
    assert "pay" in [ticket.step for ticket in exempting.visit(payer).tickets]
    assert exempting.kinds().count("fee_waived") == 1
