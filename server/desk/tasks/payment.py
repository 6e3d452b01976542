"""The payment: a row of the shift, and the receipt that the person takes along."""

from server.desk.journal import note_in_journal
from server.desk.payments import take_payment
from server.desk.tasks.doing import Doing
from server.domain.money import Method
from server.domain.paper import Paper


def leave(doing: Doing) -> Paper | None:
    method, taken = Method(doing.answers["method"]), doing.answers["taken"]
    payment, paper = take_payment(doing.house, doing.visit, doing.counter, method, taken, doing.staff)
    note_in_journal(doing.house, doing.visit.id, receipt_number=payment.receipt)
    return paper
