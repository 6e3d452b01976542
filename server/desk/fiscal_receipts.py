"""Fiscal receipts: a row is written with the payment, a worker has it registered, its outcome comes back here.

Whatever happens on the way, the provider is told the same key for the same row, and a row that may have been
sent is looked up before it is sent again: so there is one fiscal receipt a payment, or none yet.
"""

from dataclasses import replace

from server.desk.house import House
from server.desk.money_papers import fiscal_paper, receipt_paper
from server.domain.event import Event
from server.domain.fiscal import (
    FiscalKind,
    FiscalReceipt,
    FiscalState,
    Registered,
    ToRegister,
    pause_after,
)
from server.domain.money import Payment
from server.domain.paper import Paper

NO_SALE = "no_sale"  # a return whose sale the provider never took: there is nothing to take back there


def queue(house: House, payment: Payment, kind: FiscalKind) -> bool:
    """Write down that it is to be registered; False where the site has no fiscal provider, or had none then."""
    if not house.site.fiscal:
        return False
    if kind is FiscalKind.RETURN and not house.fiscal_receipts_of(payment.id):
        return False
    receipt = FiscalReceipt(house.new_id(), payment.id, kind, payment.counter, FiscalState.PENDING, house.now)
    house.add_fiscal_receipt(receipt)
    house.record(Event("fiscal_queued", _facts(receipt)))
    return True


def next_to_register(house: House) -> FiscalReceipt | None:
    """The one that is due longest, if the cash desk of it has no older one that still waits."""
    due = [one for one in house.first_fiscal_receipts() if one.due_at is None or one.due_at <= house.now]
    return min(due, key=lambda one: one.queued_at, default=None)


def begin_try(house: House, receipt_id: str) -> tuple[ToRegister, bool] | None:
    """What to tell the provider, and whether it may have been told before. Written down before it is sent.

    None: there is nothing to be sent any more. A return whose sale failed, fails with it.
    """
    receipt = house.fiscal_receipt(receipt_id)
    if receipt.state is not FiscalState.PENDING:
        return None
    payment = house.payment(receipt.payment)
    basis = None
    if receipt.kind is FiscalKind.RETURN:
        basis = house.fiscal_receipts_of(payment.id)[0].registered
        if basis is None:
            fail(house, receipt_id, NO_SALE)
            return None
    house.save_fiscal_receipt(replace(receipt, tries=receipt.tries + 1))
    service = house.site.regulation(house.visit(payment.visit).service).name
    told = ToRegister(
        receipt, f"{service.kk} / {service.ru}", payment.price, payment.method, payment.taken, basis
    )
    return told, receipt.tries > 0


def register(house: House, receipt_id: str, registered: Registered) -> None:
    """The provider has it: print what it answered. Told twice, it changes nothing."""
    receipt = house.fiscal_receipt(receipt_id)
    if receipt.state is not FiscalState.PENDING:
        return
    done = replace(receipt, state=FiscalState.REGISTERED, registered=registered, fault=None, due_at=None)
    house.save_fiscal_receipt(done)
    house.record(Event("fiscal_registered", {**_facts(receipt), "sign": registered.sign}))
    _print(house, receipt, fiscal_paper(house, house.payment(receipt.payment), done))


def defer(house: House, receipt_id: str, fault: str) -> None:
    """The provider is down, or its answer was lost: it is asked again later, and the first paper says so."""
    receipt = house.fiscal_receipt(receipt_id)
    if receipt.state is not FiscalState.PENDING:
        return
    due_at = house.now + pause_after(receipt.tries)
    house.save_fiscal_receipt(replace(receipt, fault=fault, due_at=due_at))
    if receipt.fault is None:
        house.record(Event("fiscal_deferred", {**_facts(receipt), "fault": fault}))
        _print_meanwhile(house, receipt)


def fail(house: House, receipt_id: str, fault: str) -> None:
    """The provider will never take it as it is: a person has to look into it."""
    receipt = house.fiscal_receipt(receipt_id)
    if receipt.state is not FiscalState.PENDING:
        return
    house.save_fiscal_receipt(replace(receipt, state=FiscalState.FAILED, fault=fault, due_at=None))
    house.record(Event("fiscal_failed", {**_facts(receipt), "fault": fault}))
    if receipt.fault is None:
        _print_meanwhile(house, receipt)


def try_failed_again(house: House, counter: str) -> int:
    """Send those that failed at this cash desk once more; how many there are."""
    failed = house.failed_fiscal_receipts(counter)
    for receipt in failed:
        house.save_fiscal_receipt(replace(receipt, state=FiscalState.PENDING, due_at=None))
        house.record(Event("fiscal_queued", _facts(receipt)))
    return len(failed)


def paper_of(house: House, payment: Payment) -> Paper | None:
    """The fiscal receipt of a sale, if there is one."""
    sale = next(iter(house.fiscal_receipts_of(payment.id)), None)
    return fiscal_paper(house, payment, sale) if sale and sale.registered else None


def is_awaited(house: House, payment: Payment) -> bool:
    sale = next(iter(house.fiscal_receipts_of(payment.id)), None)
    return sale is not None and sale.state is not FiscalState.REGISTERED


def _print_meanwhile(house: House, receipt: FiscalReceipt) -> None:
    """The person is not to wait for the provider: his paper says that it is no fiscal one yet."""
    if receipt.kind is FiscalKind.SALE:
        _print(house, receipt, receipt_paper(house, house.payment(receipt.payment), awaited=True))


def _print(house: House, receipt: FiscalReceipt, paper: Paper) -> None:
    printer = house.counter(receipt.counter).printer
    if printer is not None:
        house.add_job(printer, paper, house.payment(receipt.payment).visit)


def _facts(receipt: FiscalReceipt) -> dict[str, str]:
    return {"fiscal": receipt.id, "payment": receipt.payment, "kind": receipt.kind.value}
