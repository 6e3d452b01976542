"""The papers of the cash desk: what gives money back, the reports of a shift, the provider's receipt."""

from dataclasses import replace

import pytest

from server.desk import shifts
from server.desk.money_papers import ending_paper, fiscal_paper, receipt_paper, shift_report
from server.domain.fiscal import FiscalKind, FiscalReceipt, FiscalState, Registered
from server.domain.language import Words
from server.domain.money import Ending, Method, Payment, Shift, Sum, Totals
from server.domain.paper import Paper, PaperKind, Qr, from_data, to_data
from server.words.paper import NBSP
from tests.desk.a_house import CLERKS, MORNING, OFFICE, AHouse
from tests.desk.test_payments import give_back, paid

REGISTERED = Registered(
    sign="123456789012",
    at="27.11.2026 10:00:00",
    registration="000000000001",
    identity="SWK00012345",
    address="Атырау қ., Үлгі көш., 6",
    order="17",
    shift="3",
    operator="Сынақ операторы",
    operator_site="ofd.example",
    link="https://ofd.example/t/17",
)


def said(paper: Paper) -> str:
    return "\n".join(str(block) for block in paper.blocks).replace(repr(NBSP)[1:-1], " ")


def fiscal(payment: Payment, kind: FiscalKind, registered: Registered = REGISTERED) -> FiscalReceipt:
    state = FiscalState.REGISTERED
    return FiscalReceipt("f", payment.id, kind, "cash-1", state, MORNING, registered=registered)


def a_report(counted: int | None = None) -> Paper:
    totals = Totals(
        receipts=3,
        paid={Method.CASH: Sum(2, 400_000), Method.CARD: Sum(1, 200_000), Method.TRANSFER: Sum()},
        refunded={Method.CASH: Sum(1, 200_000), Method.CARD: Sum(), Method.TRANSFER: Sum()},
        void={method: Sum() for method in Method},
        in_drawer=1_200_000,
    )
    shift = Shift("s", "cash-1", 7, MORNING, "x", 1_000_000)
    if counted is not None:
        shift = replace(shift, closed_at=MORNING, closed_by="x", counted=counted, expected=1_200_000)
    return shift_report(
        organisation=Words("Диспансер", "Диспансер", "Dispensary"),
        place=Words("№ 1 касса", "касса № 1", "cash desk 1"),
        shift=shift,
        totals=totals,
        opened="23.11.2026 09:00",
        at="23.11.2026 18:00",
        cashier="Қ. Үлгібаева",
    )


@pytest.mark.parametrize("ending", list(Ending))
def test_what_gives_money_back_says_how_much_why_and_of_which_receipt(house: AHouse, ending: Ending) -> None:
    _, payment = paid(house)
    back = give_back(house, payment, ending)
    paper = house.ask(lambda asked: ending_paper(asked, back))
    text = said(paper)
    assert paper.kind is PaperKind.REFUND
    expected = ("2 000 тг", payment.receipt, "Человек отказался от услуги", "НЕФИСКАЛЬНЫЙ ЧЕК")
    assert all(part in text for part in expected)
    assert ("АННУЛИРОВАН" in text) is (ending is Ending.VOID)


def test_a_report_during_the_shift_has_no_difference_and_that_of_a_closed_one_has() -> None:
    during, closed = said(a_report()), said(a_report(counted=1_199_950))
    assert "ПРОМЕЖУТОЧНЫЙ ОТЧЁТ" in during
    assert "Разница" not in during
    assert "ОТЧЁТ О ЗАКРЫТИИ СМЕНЫ" in closed
    assert all(part in closed for part in ("12 000 тг", "11 999,50 тг", "−0,50 тг", "Наличные (2)"))


@pytest.mark.parametrize("kind", list(FiscalKind))
def test_a_fiscal_receipt_says_what_the_provider_said_and_calls_itself_fiscal(
    house: AHouse, kind: FiscalKind
) -> None:
    _, payment = paid(house)
    paper = house.ask(lambda asked: fiscal_paper(asked, payment, fiscal(payment, kind)))
    text = said(paper)
    told = (REGISTERED.sign, REGISTERED.registration, REGISTERED.identity, REGISTERED.operator, "17")
    assert all(part in text for part in (*told, "ФИСКАЛДЫ ЧЕК", "ҚҚС-сыз", "2 000 тг"))
    assert [block.data for block in paper.blocks if isinstance(block, Qr)] == [REGISTERED.link]
    assert "НЕФИСКАЛЬНЫЙ" not in text
    assert ("ВОЗВРАТ" in text) is (kind is FiscalKind.RETURN)


def test_what_the_provider_did_not_say_is_not_made_up(house: AHouse) -> None:
    _, payment = paid(house)
    silent = replace(REGISTERED, link="", address="", operator_site="")
    paper = house.ask(lambda asked: fiscal_paper(asked, payment, fiscal(payment, FiscalKind.SALE, silent)))
    assert not any(isinstance(block, Qr) for block in paper.blocks)


def test_each_comes_back_from_its_data(house: AHouse) -> None:
    _, payment = paid(house)
    back = give_back(house, payment, Ending.VOID)
    papers = [
        a_report(),
        a_report(1),
        house.ask(lambda asked: ending_paper(asked, back)),
        house.ask(lambda asked: receipt_paper(asked, payment, awaited=True)),
        house.ask(lambda asked: fiscal_paper(asked, payment, fiscal(payment, FiscalKind.SALE))),
    ]
    assert [from_data(to_data(paper)) for paper in papers] == papers


def test_a_report_goes_to_the_printer_of_its_cash_desk(house: AHouse) -> None:
    report = house.do(lambda asked: shifts.report_shift(asked, "cash-1", CLERKS["cash-1"]))
    assert report.job is not None
    assert report.job.printer == OFFICE
