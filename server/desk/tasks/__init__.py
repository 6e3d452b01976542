"""What each task leaves behind: a module each. What it asks stands in `domain/task.py`, when in the regulation.

A task without an entry leaves its answers, and nothing else.
"""

from server.desk.tasks import (
    applicant,
    application,
    attachment_entry,
    attachment_hand_over,
    booking_entry,
    call_entry,
    certificate,
    hand_over,
    journal_entry,
    payment,
    register_check,
    signature,
    signing,
)
from server.desk.tasks.doing import Check, Complete, Leave

CHECKED_BY: dict[str, tuple[Check, ...]] = {
    "register-check": (register_check.check_finding,),
    "journal-entry": (register_check.check_person, applicant.check),
    "call-entry": (applicant.check,),
    "booking-entry": (applicant.check,),
    "application": (applicant.check,),
}

LEFT_BY: dict[str, Leave] = {
    "call-entry": call_entry.leave,
    "booking-entry": booking_entry.leave,
    "application": application.leave,
    "attachment-entry": attachment_entry.leave,
    "attachment-hand-over": attachment_hand_over.leave,
    "journal-entry": journal_entry.leave,
    "payment": payment.leave,
    "certificate": certificate.leave,
    "result-certificate": certificate.leave_of_result,
    "registrar-signature": signing.leave,
    "signature": signature.leave,
    "result-certificate-signature": signing.leave,
    "hand-over": hand_over.leave,
}

# What follows from the answers, and is kept with them.
COMPLETED_BY: dict[str, Complete] = {
    "booking-entry": booking_entry.complete,
    "call-entry": call_entry.complete,
}
