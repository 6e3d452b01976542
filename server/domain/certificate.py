"""A certificate: the paper that a visit leaves behind, and every change that it can undergo.

All of it stands in one table, as the moves of a ticket do; what is absent is refused and changes nothing. It is
printed before it is signed and paid, so that whoever holds it may ask what it is worth: until it is handed over the
answer is *not yet issued*. Nobody who asks learns a name or a finding.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from server.domain.event import Event
from server.domain.refusal import Refusal
from server.domain.role import Role


class CertificateState(StrEnum):
    DRAFTED = "drafted"  # printed, and a signature is still missing
    SIGNED = "signed"  # by everybody who must, and still in the house
    ISSUED = "issued"
    VOID = "void"
    REPLACED = "replaced"  # another one stands for it


class CertificateMove(StrEnum):
    SIGN = "sign"  # another signature is needed after this one
    SIGN_LAST = "sign_last"
    ISSUE = "issue"
    ANNUL = "annul"
    REPLACE = "replace"


_S, _M = CertificateState, CertificateMove

TABLE: dict[CertificateState, dict[CertificateMove, CertificateState]] = {
    _S.DRAFTED: {
        _M.SIGN: _S.DRAFTED,
        _M.SIGN_LAST: _S.SIGNED,
        _M.ANNUL: _S.VOID,
        _M.REPLACE: _S.REPLACED,
    },
    _S.SIGNED: {_M.ISSUE: _S.ISSUED, _M.ANNUL: _S.VOID, _M.REPLACE: _S.REPLACED},
    _S.ISSUED: {_M.ANNUL: _S.VOID, _M.REPLACE: _S.REPLACED},
    _S.VOID: {},
    _S.REPLACED: {},
}

IN_FORCE = frozenset(state for state, moves in TABLE.items() if moves)  # a visit has one such paper at most


_VERIFY_CODE = re.compile(r"[0-9a-z]{8,40}(\.[0-9]{1,4})?\.[A-Za-z0-9_-]{22}")


def is_verify_code(text: str) -> bool:
    """Has it the shape of what the QR of a certificate bears: its id and 128 bits? No number and no return code has."""
    return _VERIFY_CODE.fullmatch(text) is not None


class Verdict(StrEnum):
    """What anyone is told who asks about the paper in his hand."""

    NOT_YET_ISSUED = "not_yet_issued"
    GENUINE = "genuine"
    EXPIRED = "expired"
    VOID = "void"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Certificate:
    """`signers` in the order in which they sign; `signed`: those of them who have.

    `digest` proves the text to whoever has the house's key, and tells nobody else anything. `replaces`,
    `replaced_by`: the papers before and after it. `paged_at`: when it was last printed through a browser, which
    tells nobody how that ended.
    """

    id: str
    visit: str
    service: str
    number: str
    made_at: datetime
    made_on: date
    valid_until: date
    digest: str
    signers: tuple[Role, ...]
    signed: tuple[Role, ...] = ()
    state: CertificateState = CertificateState.DRAFTED
    replaces: str | None = None
    replaced_by: str | None = None
    issued_at: datetime | None = None
    paged_at: datetime | None = None

    @property
    def waits_for(self) -> Role | None:
        """Who signs next; None where nobody does any more."""
        if self.state is not CertificateState.DRAFTED:
            return None
        return self.signers[len(self.signed)]


def next_state(certificate: Certificate, move: CertificateMove) -> CertificateState:
    """The state that `move` leads to. Raises Refusal `certificate_move_refused` where the table has none."""
    state = TABLE[certificate.state].get(move)
    if state is None:
        raise Refusal("certificate_move_refused", state=certificate.state.value)
    return state


def sign(certificate: Certificate, role: Role) -> tuple[Certificate, Event]:
    """Raises Refusal `signed_already`, `signature_of_another`, `signature_not_yet` (409)."""
    if role not in certificate.signers:
        raise Refusal("signature_of_another", roles=[signer.value for signer in certificate.signers])
    if role in certificate.signed:
        raise Refusal("signed_already")
    signed = (*certificate.signed, role)
    last = len(signed) == len(certificate.signers)
    state = next_state(certificate, CertificateMove.SIGN_LAST if last else CertificateMove.SIGN)
    if certificate.waits_for is not role:
        raise Refusal("signature_not_yet", roles=[signer.value for signer in certificate.signers])
    return _moved(replace(certificate, state=state, signed=signed), "certificate_signed", role=role.value)


def issue(certificate: Certificate, unpaid: bool, now: datetime) -> tuple[Certificate, Event]:
    """Nothing leaves the house unsigned or unpaid. Raises Refusal `certificate_unsigned`, `certificate_unpaid`."""
    check_ready(certificate, unpaid)
    state = next_state(certificate, CertificateMove.ISSUE)
    return _moved(replace(certificate, state=state, issued_at=now), "certificate_issued")


def check_ready(certificate: Certificate, unpaid: bool) -> None:
    """May it be handed over? Raises Refusal `certificate_unsigned`, `certificate_unpaid` (409)."""
    if certificate.waits_for is not None:
        raise Refusal("certificate_unsigned", roles=[certificate.waits_for.value])
    if unpaid:
        raise Refusal("certificate_unpaid")


def annul(certificate: Certificate, ground: str) -> tuple[Certificate, Event]:
    state = next_state(certificate, CertificateMove.ANNUL)
    return _moved(replace(certificate, state=state), "certificate_annulled", ground=ground)


def give_way(certificate: Certificate, to: str, ground: str) -> tuple[Certificate, Event]:
    """Another paper, `to`, stands for it from now on."""
    state = next_state(certificate, CertificateMove.REPLACE)
    replaced = replace(certificate, state=state, replaced_by=to)
    return _moved(replaced, "certificate_replaced", by=to, ground=ground)


def verdict_on(certificate: Certificate, today: date) -> Verdict:
    if certificate.state is CertificateState.ISSUED:
        return Verdict.EXPIRED if today > certificate.valid_until else Verdict.GENUINE
    return _VERDICTS[certificate.state]


_VERDICTS = {
    CertificateState.DRAFTED: Verdict.NOT_YET_ISSUED,
    CertificateState.SIGNED: Verdict.NOT_YET_ISSUED,
    CertificateState.VOID: Verdict.VOID,
    CertificateState.REPLACED: Verdict.REPLACED,
}


def _moved(certificate: Certificate, kind: str, **facts: str) -> tuple[Certificate, Event]:
    return certificate, Event(kind, {"certificate": certificate.id, "visit": certificate.visit, **facts})
