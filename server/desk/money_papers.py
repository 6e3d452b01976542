"""The papers of the cash desk: receipts as rows tell them, what says that money went back, reports of a shift.

A paper of a payment is composed anew from its row whenever it is asked for: it says the same every time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from server.desk import papers
from server.desk.house import House
from server.desk.paperwork import moment_text
from server.desk.two_languages import NEXT, both, field, framed, joined, line
from server.domain.fiscal import FiscalKind, FiscalReceipt
from server.domain.language import Language, Words
from server.domain.money import Method, Payment, PaymentState, Shift, Sum, Totals
from server.domain.paper import Block, Field, Paper, PaperKind, Qr, Rule, Signature, Space, Text
from server.domain.regulation import Regulation
from server.words import money as said_of_money
from server.words import paper as said

_RULE, _TOTAL_RULE = Rule(), Rule(heavy=True)


@dataclass(frozen=True, slots=True)
class _Of:
    """What a paper says of the visit that was paid for."""

    regulation: Regulation
    number: str
    language: Language


def _of(house: House, payment: Payment) -> _Of:
    visit = house.visit(payment.visit)
    return _Of(house.site.regulation(visit.service), payment.number, visit.language)


def receipt_paper(house: House, payment: Payment, *, awaited: bool = False) -> Paper:
    """Ours, which is not a fiscal one; `awaited`: the provider's is still to come."""
    of = _of(house, payment)
    return papers.receipt(
        provider=of.regulation.provider,
        receipt_number=payment.receipt,
        number=of.number,
        at=moment_text(house, payment.at),
        service=of.regulation.name,
        price=payment.price,
        method=payment.method.value,
        taken=payment.taken,
        change=payment.change,
        notice=said_of_money.FISCAL_AWAITED if awaited else None,
        language=of.language,
    )


def ending_paper(house: House, payment: Payment) -> Paper:
    """That a payment was made void or refunded, why, and of which receipt; signed by who got the money back."""
    of = _of(house, payment)
    english = of.language is Language.EN
    assert payment.ended_at is not None
    assert payment.reason is not None
    assert payment.ending is not None
    title = _title_of_ending(payment)
    reason = said_of_money.REASONS[payment.reason]
    return Paper(
        PaperKind.REFUND,
        (
            framed(title, english),
            *both(said.NON_FISCAL_RECEIPT, english, size="small", centred=True),
            *papers.issuer(of.regulation.provider, english),
            _RULE,
            Field("№", payment.ending),
            field(said.ISSUED_AT, moment_text(house, payment.ended_at), english),
            field(said_of_money.OF_RECEIPT, payment.receipt, english),
            _RULE,
            *both(of.regulation.name, english),
            field(said_of_money.REASON, joined(reason, english, NEXT), english),
            _TOTAL_RULE,
            field(said_of_money.GIVEN_BACK, said.money(payment.price), english, size="large"),
            _TOTAL_RULE,
            field(
                said.METHOD,
                joined(said.METHODS[payment.method.value], english, NEXT),
                english,
                separator=NEXT,
            ),
            Signature(joined(said_of_money.RECEIVED_BACK, english, NEXT)),
        ),
    )


def _title_of_ending(payment: Payment) -> Words:
    return said_of_money.VOID if payment.state is PaymentState.VOID else said_of_money.REFUND


def as_ended(house: House, payment: Payment, paper: Paper) -> Paper:
    """A receipt of money that went back: it says so above and below, so that no end of it can pass for paid."""
    english = _of(house, payment).language is Language.EN
    assert payment.ended_at is not None
    assert payment.ending is not None
    mark = (
        framed(_title_of_ending(payment), english),
        field(said_of_money.BY_PAPER, payment.ending, english),
        field(said.ISSUED_AT, moment_text(house, payment.ended_at), english),
    )
    return replace(paper, blocks=(*mark, Space(), *paper.blocks, Space(), *mark))


def fiscal_paper(house: House, payment: Payment, receipt: FiscalReceipt) -> Paper:
    """The fiscal receipt: every number, sign and link on it is the provider's own."""
    registered = receipt.registered
    assert registered is not None
    of = _of(house, payment)
    english = of.language is Language.EN
    provider, is_sale = of.regulation.provider, receipt.kind is FiscalKind.SALE
    paid = (
        (
            field(said.TAKEN, said.money(payment.taken), english),
            field(said.CHANGE, said.money(payment.change), english),
        )
        if is_sale
        else ()
    )
    return Paper(
        PaperKind.RECEIPT if is_sale else PaperKind.REFUND,
        (
            framed(said_of_money.FISCAL_RECEIPT, english),
            line(said_of_money.SALE if is_sale else said_of_money.RETURN_OF_SALE, english, bold=True),
            *papers.issuer(provider, english),
            _RULE,
            field(said_of_money.ORDER, registered.order, english),
            field(said_of_money.SHIFT, registered.shift, english),
            field(said_of_money.TIME, registered.at, english),
            field(said.RECEIPT_NUMBER, payment.receipt, english),
            field(said.TICKET_NUMBER, of.number, english),
            _RULE,
            *both(of.regulation.name, english),
            Text(f"1 {joined(said_of_money.PIECE, english)} × {said.money(payment.price)}", centred=False),
            line(said_of_money.WITHOUT_VAT, english, size="small", centred=False),
            _TOTAL_RULE,
            field(said.TOTAL, said.money(payment.price), english, size="large"),
            _TOTAL_RULE,
            field(
                said.METHOD,
                joined(said.METHODS[payment.method.value], english, NEXT),
                english,
                separator=NEXT,
            ),
            *paid,
            _RULE,
            field(said_of_money.SIGN, registered.sign, english),
            field(said_of_money.REGISTRATION, registered.registration, english),
            field(said_of_money.IDENTITY, registered.identity, english),
            *(Text(text, "small") for text in (registered.address,) if text),
            field(said_of_money.OPERATOR, registered.operator, english),
            *(Text(text, "small") for text in (registered.operator_site,) if text),
            *(line(said_of_money.OFFLINE, english, size="small") for _ in range(registered.offline)),
            *(
                Qr(link, joined(said_of_money.CHECK_RECEIPT, english, NEXT))
                for link in (registered.link,)
                if link
            ),
        ),
    )


def shift_report(
    *,
    organisation: Words,
    place: Words,
    shift: Shift,
    totals: Totals,
    opened: str,
    at: str,
    cashier: str,
) -> Paper:
    """X while the shift goes on, Z when it is closed. For staff: Kazakh and Russian."""
    closed = shift.closed_at is not None
    place = Words(*(text[:1].upper() + text[1:] for text in place))
    return Paper(
        PaperKind.REPORT,
        (
            framed(said_of_money.Z_REPORT if closed else said_of_money.X_REPORT, False),
            *both(said.NON_FISCAL_RECEIPT, False, size="small", centred=True),
            *both(organisation, False, centred=True),
            line(place, False),
            _RULE,
            field(said_of_money.SHIFT, str(shift.number), False),
            field(said_of_money.OPENED, opened, False),
            field(said_of_money.CLOSED if closed else said_of_money.TIME, at, False),
            field(said_of_money.CASHIER, cashier, False),
            _RULE,
            field(said_of_money.RECEIPTS, str(totals.receipts), False),
            *_by_method(said_of_money.PAID, totals.paid),
            *_by_method(said_of_money.REFUNDED, totals.refunded),
            *_by_method(said_of_money.MADE_VOID, totals.void),
            _TOTAL_RULE,
            field(said_of_money.AT_FIRST, said.money(shift.cash), False),
            field(said_of_money.IN_DRAWER, said.money(totals.in_drawer), False, size="large"),
            *_counted(shift),
        ),
    )


def _by_method(title: Words, sums: Mapping[Method, Sum]) -> Iterator[Block]:
    yield Space()
    yield line(title, False, bold=True, centred=False)
    for method, found in sums.items():
        label = f"{joined(said.METHODS[method.value], False)} ({found.count})"
        yield Field(label, said.money(found.total))


def _counted(shift: Shift) -> Iterator[Block]:
    if shift.counted is None or shift.difference is None:
        return
    yield field(said_of_money.COUNTED, said.money(shift.counted), False)
    yield field(said_of_money.DIFFERENCE, said.money(shift.difference), False, size="large")
    yield Signature(joined(said_of_money.CASHIER, False))
