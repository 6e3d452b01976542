"""A certificate as anyone who holds the paper may ask about it: no name, no finding.

It is printed before it is signed and paid; until it is handed over, the answer is *not yet issued*.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from server.domain.visit import VisitState


class CertificateState(StrEnum):
    NOT_YET_ISSUED = "not_yet_issued"
    GENUINE = "genuine"
    EXPIRED = "expired"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Certificate:
    """`digest` proves the text to whoever has the house's key, and tells nobody else anything."""

    visit: str
    service: str
    number: str
    issued_on: date
    valid_until: date
    digest: str


def state_of(certificate: Certificate, visit: VisitState, refused: bool, today: date) -> CertificateState:
    """`refused`: its paper was refused at a step without its patient, so it will never be handed over."""
    if refused or visit in (VisitState.REFUSED, VisitState.WITHDRAWN):
        return CertificateState.VOID
    if visit is VisitState.OPEN:
        return CertificateState.NOT_YET_ISSUED
    return CertificateState.EXPIRED if today > certificate.valid_until else CertificateState.GENUINE
