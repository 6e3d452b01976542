"""Prices, shifts of cash desks, payments and fiscal receipts in SQLite. Nothing here says who somebody is."""

import json
import sqlite3
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from server.domain.fiscal import FiscalKind, FiscalReceipt, FiscalState, Registered
from server.domain.money import Method, Payment, PaymentState, Price, Shift
from server.domain.refusal import Refusal
from server.store.known import KNOWN, Known
from server.store.rows import Row
from server.store.times import from_stamp, from_stamp_or_none, to_stamp, to_stamp_or_none

PRICE = "service, price, valid_from, valid_until, set_at, set_by"
PRICES_SQL = f"SELECT {PRICE} FROM price WHERE service = ? ORDER BY set_at DESC"
SHIFT = "id, counter, number, opened_at, opened_by, cash, closed_at, closed_by, counted, expected"
OPEN_SHIFT_SQL = f"SELECT {SHIFT} FROM shift WHERE counter = ? AND closed_at IS NULL"
PAYMENT = (
    "id, visit, receipt, price, method, taken, counter, shift, cashier, at,"
    " state, reason, ending, ended_at, ended_by, ended_in, refund_asked_at, number"
)
PAYMENTS_OF_VISIT_SQL = f"SELECT {PAYMENT} FROM payment WHERE visit = ? ORDER BY at"
PAYMENTS_IN_SHIFT_SQL = (
    f"SELECT {PAYMENT} FROM payment WHERE shift = ?1 UNION SELECT {PAYMENT} FROM payment WHERE ended_in = ?1"
    " ORDER BY 10 DESC"
)
REFUNDS_SQL = (
    f"SELECT {PAYMENT} FROM payment WHERE state = 'paid' AND refund_asked_at IS NOT NULL"
    " ORDER BY refund_asked_at LIMIT ?"
)
FISCAL = "id, payment, kind, counter, state, queued_at, tries, due_at, fault, registered"
FISCAL_FIRST_SQL = (
    f"SELECT {FISCAL} FROM fiscal_receipt f WHERE state = 'pending' AND NOT EXISTS (SELECT 1 FROM fiscal_receipt e"
    " WHERE e.state = 'pending' AND e.counter = f.counter AND (e.queued_at, e.id) < (f.queued_at, f.id))"
    " ORDER BY counter, queued_at, id LIMIT 100"
)
UNSETTLED_SQL = (
    "SELECT count(*) FROM fiscal_receipt WHERE counter = ? AND state = ? AND state <> 'registered'"
)


class SqlMoney:
    """The part of the house that keeps its money."""

    connection: sqlite3.Connection
    known: Known
    touched: set[str]

    def _one_of_money(self, sql: str, *parameters: Any) -> Row:
        row: Row | None = self.connection.execute(sql, parameters).fetchone()
        if row is None:
            raise Refusal("not_found", 404)
        return row

    # prices

    def price_set(self, service: str, opened_at: datetime, day: date) -> Price | None:
        return next((price for price in self.prices_of(service) if price.holds(opened_at, day)), None)

    def prices_of(self, service: str) -> tuple[Price, ...]:
        """Known by heart: every visit asks for them, and they change a few times a year."""
        if service not in self.known.prices:
            found = self.connection.execute(PRICES_SQL, (service,)).fetchall()
            self.known.prices[service] = tuple(map(_price_of, found))
        return self.known.prices[service]

    def prices(self, most: int) -> list[Price]:
        found = self.connection.execute(f"SELECT {PRICE} FROM price ORDER BY set_at DESC LIMIT ?", (most,))
        return [_price_of(row) for row in found.fetchall()]

    def add_price(self, price: Price) -> None:
        until = price.valid_until.isoformat() if price.valid_until else None
        self.connection.execute(
            f"INSERT INTO price ({PRICE}) VALUES (?,?,?,?,?,?)",
            (
                price.service,
                price.price,
                price.valid_from.isoformat(),
                until,
                to_stamp(price.set_at),
                price.set_by,
            ),
        )
        self.known.forget()
        self.touched.add(KNOWN)

    # shifts

    def open_shift(self, counter: str) -> Shift | None:
        row: Row | None = self.connection.execute(OPEN_SHIFT_SQL, (counter,)).fetchone()
        return _shift_of(row) if row else None

    def add_shift(self, shift: Shift) -> None:
        self.connection.execute(
            f"INSERT INTO shift ({SHIFT}) VALUES (?,?,?,?,?,?,?,?,?,?)", _shift_row(shift)
        )

    def save_shift(self, shift: Shift) -> None:
        self.connection.execute(
            "UPDATE shift SET closed_at = ?, closed_by = ?, counted = ?, expected = ? WHERE id = ?",
            (*_shift_row(shift)[6:], shift.id),
        )

    # payments

    def payment(self, payment_id: str) -> Payment:
        return _payment_of(self._one_of_money(f"SELECT {PAYMENT} FROM payment WHERE id = ?", payment_id))

    def payment_of_receipt(self, receipt: str) -> Payment:
        return _payment_of(self._one_of_money(f"SELECT {PAYMENT} FROM payment WHERE receipt = ?", receipt))

    def payments_of_visit(self, visit: str) -> list[Payment]:
        return self._payments(PAYMENTS_OF_VISIT_SQL, visit)

    def payments_in_shift(self, shift: str) -> list[Payment]:
        return self._payments(PAYMENTS_IN_SHIFT_SQL, shift)

    def refunds_asked(self, most: int) -> list[Payment]:
        return self._payments(REFUNDS_SQL, most)

    def _payments(self, sql: str, *parameters: Any) -> list[Payment]:
        return [_payment_of(row) for row in self.connection.execute(sql, parameters).fetchall()]

    def add_payment(self, payment: Payment) -> None:
        try:
            self.connection.execute(
                f"INSERT INTO payment ({PAYMENT}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                _payment_row(payment),
            )
        except sqlite3.IntegrityError as fault:
            if "payment.visit" not in str(fault):
                raise
            raise Refusal("paid_already") from None

    def save_payment(self, payment: Payment) -> None:
        self.connection.execute(
            "UPDATE payment SET state = ?, reason = ?, ending = ?, ended_at = ?, ended_by = ?, ended_in = ?,"
            " refund_asked_at = ? WHERE id = ?",
            (*_payment_row(payment)[10:-1], payment.id),
        )

    # fiscal receipts

    def add_fiscal_receipt(self, receipt: FiscalReceipt) -> None:
        self.connection.execute(
            f"INSERT INTO fiscal_receipt ({FISCAL}) VALUES (?,?,?,?,?,?,?,?,?,?)", _fiscal_row(receipt)
        )

    def save_fiscal_receipt(self, receipt: FiscalReceipt) -> None:
        self.connection.execute(
            "UPDATE fiscal_receipt SET state = ?, queued_at = ?, tries = ?, due_at = ?, fault = ?, registered = ?"
            " WHERE id = ?",
            (*_fiscal_row(receipt)[4:], receipt.id),
        )

    def fiscal_receipt(self, receipt_id: str) -> FiscalReceipt:
        sql = f"SELECT {FISCAL} FROM fiscal_receipt WHERE id = ?"
        return _fiscal_of(self._one_of_money(sql, receipt_id))

    def fiscal_receipts_of(self, payment: str) -> list[FiscalReceipt]:
        sql = f"SELECT {FISCAL} FROM fiscal_receipt WHERE payment = ? ORDER BY queued_at"
        return [_fiscal_of(row) for row in self.connection.execute(sql, (payment,)).fetchall()]

    def first_fiscal_receipts(self) -> list[FiscalReceipt]:
        return [_fiscal_of(row) for row in self.connection.execute(FISCAL_FIRST_SQL).fetchall()]

    def failed_fiscal_receipts(self, counter: str) -> list[FiscalReceipt]:
        sql = f"SELECT {FISCAL} FROM fiscal_receipt WHERE counter = ? AND state = 'failed' LIMIT 100"
        return [_fiscal_of(row) for row in self.connection.execute(sql, (counter,)).fetchall()]

    def fiscal_receipts_unsettled(self, counter: str) -> tuple[int, int]:
        pending, failed = (
            int(self._one_of_money(UNSETTLED_SQL, counter, state.value)[0])
            for state in (FiscalState.PENDING, FiscalState.FAILED)
        )
        return pending, failed


def _price_of(row: Row) -> Price:
    service, price, valid_from, valid_until, set_at, set_by = row
    until = date.fromisoformat(valid_until) if valid_until else None
    return Price(service, price, date.fromisoformat(valid_from), until, from_stamp(set_at), set_by)


def _shift_row(shift: Shift) -> Row:
    return (
        shift.id,
        shift.counter,
        shift.number,
        to_stamp(shift.opened_at),
        shift.opened_by,
        shift.cash,
        to_stamp_or_none(shift.closed_at),
        shift.closed_by,
        shift.counted,
        shift.expected,
    )


def _shift_of(row: Row) -> Shift:
    return Shift(
        id=row[0],
        counter=row[1],
        number=row[2],
        opened_at=from_stamp(row[3]),
        opened_by=row[4],
        cash=row[5],
        closed_at=from_stamp_or_none(row[6]),
        closed_by=row[7],
        counted=row[8],
        expected=row[9],
    )


def _payment_row(payment: Payment) -> Row:
    return (
        payment.id,
        payment.visit,
        payment.receipt,
        payment.price,
        payment.method.value,
        payment.taken,
        payment.counter,
        payment.shift,
        payment.cashier,
        to_stamp(payment.at),
        payment.state.value,
        payment.reason,
        payment.ending,
        to_stamp_or_none(payment.ended_at),
        payment.ended_by,
        payment.ended_in,
        to_stamp_or_none(payment.refund_asked_at),
        payment.number,
    )


def _payment_of(row: Row) -> Payment:
    return Payment(
        id=row[0],
        visit=row[1],
        receipt=row[2],
        price=row[3],
        method=Method(row[4]),
        taken=row[5],
        counter=row[6],
        shift=row[7],
        cashier=row[8],
        at=from_stamp(row[9]),
        state=PaymentState(row[10]),
        reason=row[11],
        ending=row[12],
        ended_at=from_stamp_or_none(row[13]),
        ended_by=row[14],
        ended_in=row[15],
        refund_asked_at=from_stamp_or_none(row[16]),
        number=row[17],
    )


def _fiscal_row(receipt: FiscalReceipt) -> Row:
    registered = json.dumps(asdict(receipt.registered)) if receipt.registered else None
    return (
        receipt.id,
        receipt.payment,
        receipt.kind.value,
        receipt.counter,
        receipt.state.value,
        to_stamp(receipt.queued_at),
        receipt.tries,
        to_stamp_or_none(receipt.due_at),
        receipt.fault,
        registered,
    )


def _fiscal_of(row: Row) -> FiscalReceipt:
    return FiscalReceipt(
        row[0],
        row[1],
        FiscalKind(row[2]),
        row[3],
        FiscalState(row[4]),
        from_stamp(row[5]),
        row[6],
        from_stamp_or_none(row[7]),
        row[8],
        Registered(**json.loads(row[9])) if row[9] else None,
    )
