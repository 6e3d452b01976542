"""What a use case may ask of the house about money: prices, shifts of cash desks, payments, fiscal receipts.

A part of `House`; `server/store/money.py` keeps it. What is looked up by its id is *not found* (404) if it is
not there.
"""

from datetime import date, datetime
from typing import Protocol

from server.domain.fiscal import FiscalReceipt
from server.domain.money import Payment, Price, Shift


class Money(Protocol):
    # prices
    def price_set(self, service: str, opened_at: datetime, day: date) -> Price | None:
        """The one set last of those that hold for a visit opened then; None: the regulation's own."""

    def prices(self, most: int) -> list[Price]:
        """Those that were set, the newest first."""

    def prices_of(self, service: str) -> tuple[Price, ...]:
        """All that were set for it, the newest first."""

    def add_price(self, price: Price) -> None: ...

    # the shifts of a cash desk
    def open_shift(self, counter: str) -> Shift | None: ...
    def add_shift(self, shift: Shift) -> None: ...
    def save_shift(self, shift: Shift) -> None: ...

    # payments
    def payment(self, payment_id: str) -> Payment: ...
    def payment_of_receipt(self, receipt: str) -> Payment: ...
    def payments_of_visit(self, visit: str) -> list[Payment]:
        """Oldest first; at most one of them is *paid*."""

    def payments_in_shift(self, shift: str) -> list[Payment]:
        """Those taken in it and those given back in it, the newest first."""

    def refunds_asked(self, most: int) -> list[Payment]:
        """Payments that the cashier is to give back, since the service was refused; oldest first."""

    def add_payment(self, payment: Payment) -> None:
        """Raises Refusal `paid_already` (409): of two cashiers only one takes it."""

    def save_payment(self, payment: Payment) -> None: ...

    # fiscal receipts
    def add_fiscal_receipt(self, receipt: FiscalReceipt) -> None: ...
    def save_fiscal_receipt(self, receipt: FiscalReceipt) -> None: ...
    def fiscal_receipt(self, receipt_id: str) -> FiscalReceipt: ...
    def fiscal_receipts_of(self, payment: str) -> list[FiscalReceipt]:
        """The sale first."""

    def first_fiscal_receipts(self) -> list[FiscalReceipt]:
        """The oldest pending one of each cash desk, due or not: what comes after it has to wait."""

    def failed_fiscal_receipts(self, counter: str) -> list[FiscalReceipt]:
        """At most 100 of a cash desk."""

    def fiscal_receipts_unsettled(self, counter: str) -> tuple[int, int]:
        """How many are pending, how many failed."""
