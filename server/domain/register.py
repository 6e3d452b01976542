"""What a register says of a person, and what is kept of having asked it.

A register lists whom a dispensary keeps on record. It is asked at the step that the decree calls the check (services
5, 6 and 7); what it says stands on the certificate.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.domain.language import Words


class Finding(StrEnum):
    ABSENT = "absent"
    PRESENT = "present"


class NoAnswerReason(StrEnum):
    """Why a register did not say anything that can be relied upon."""

    NOT_IMPORTED = "not_imported"  # there is no list of this service in the house
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    NOT_ADMITTED = "not_admitted"  # it does not take our key
    REDIRECTED = "redirected"  # it sends us elsewhere, and an IIN is not carried there
    FAILED = "failed"  # it says itself that it cannot
    NOT_UNDERSTOOD = "not_understood"  # nonsense, a page for people, half an answer


@dataclass(frozen=True, slots=True)
class Found:
    """`text`: in the register's own words, where it has any. `source`: which register, for people."""

    finding: Finding
    text: Words
    source: Words


@dataclass(frozen=True, slots=True)
class NoAnswer:
    reason: NoAnswerReason
    source: Words


RegisterAnswer = Found | NoAnswer


@dataclass(frozen=True, slots=True)
class LookUp:
    """Once that a register was asked about `iin`, by whom and when. It is kept whatever came of it."""

    ticket: str
    visit: str
    at: datetime
    staff: str
    iin: str
    answer: RegisterAnswer


def asked_about(look_ups: list[LookUp]) -> str | None:
    """The IIN of whom the register was asked about last; None where it was not. `look_ups`: as they were made."""
    return look_ups[-1].iin if look_ups else None


def last_found(look_ups: list[LookUp]) -> tuple[LookUp, Found] | None:
    """What the register says of whom it was asked about last.

    A later silence does not take back what it said of the same person before.
    """
    person = asked_about(look_ups)
    for look_up in reversed(look_ups):
        if look_up.iin == person and isinstance(look_up.answer, Found):
            return look_up, look_up.answer
    return None
