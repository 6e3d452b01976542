"""Every change that a certificate can undergo, and every one that it cannot."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest

from server.domain.certificate import (
    IN_FORCE,
    TABLE,
    Certificate,
    CertificateMove,
    CertificateState,
    Verdict,
    annul,
    give_way,
    issue,
    next_state,
    sign,
    verdict_on,
)
from server.domain.refusal import Refusal
from server.domain.role import Role

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
BOTH = (Role.REGISTRAR, Role.PSYCHIATRIST)
DRAFT = Certificate(
    "v1",
    "v1",
    "psychoneurological-certificate",
    "1/2026",
    NOW,
    date(2026, 11, 23),
    date(2026, 12, 3),
    "d",
    BOTH,
)
LEGAL = {(state, move) for state, moves in TABLE.items() for move in moves}


def signed(*roles: Role) -> Certificate:
    certificate = DRAFT
    for role in roles:
        certificate, _ = sign(certificate, role)
    return certificate


@pytest.mark.parametrize(("state", "move"), sorted(set(product(CertificateState, CertificateMove)) - LEGAL))
def test_what_is_absent_from_the_table_is_refused(state: CertificateState, move: CertificateMove) -> None:
    with pytest.raises(Refusal) as caught:
        next_state(replace(DRAFT, state=state), move)
    assert caught.value.code == "certificate_move_refused"


def test_void_and_replaced_are_ends_and_the_rest_is_in_force() -> None:
    assert {state for state, moves in TABLE.items() if not moves} == {
        CertificateState.VOID,
        CertificateState.REPLACED,
    }
    assert len(IN_FORCE) == 3


def test_it_is_signed_when_the_last_signer_has_signed() -> None:
    half = signed(Role.REGISTRAR)
    assert (half.state, half.waits_for) == (CertificateState.DRAFTED, Role.PSYCHIATRIST)
    whole = signed(*BOTH)
    assert (whole.state, whole.waits_for) == (CertificateState.SIGNED, None)


@pytest.mark.parametrize(
    ("certificate", "role", "code"),
    [
        (DRAFT, Role.PSYCHIATRIST, "signature_not_yet"),
        (DRAFT, Role.NARCOLOGIST, "signature_of_another"),
        (DRAFT, Role.CASHIER, "signature_of_another"),
        (signed(Role.REGISTRAR), Role.REGISTRAR, "signed_already"),
        (signed(*BOTH), Role.PSYCHIATRIST, "signed_already"),
        (replace(DRAFT, state=CertificateState.VOID), Role.REGISTRAR, "certificate_move_refused"),
    ],
)
def test_nobody_signs_for_another_twice_or_before_his_turn(
    certificate: Certificate, role: Role, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        sign(certificate, role)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("certificate", "unpaid", "code"),
    [
        (DRAFT, False, "certificate_unsigned"),
        (signed(Role.REGISTRAR), False, "certificate_unsigned"),
        (signed(*BOTH), True, "certificate_unpaid"),
        (replace(signed(*BOTH), state=CertificateState.ISSUED), False, "certificate_move_refused"),
    ],
)
def test_nothing_is_issued_unsigned_unpaid_or_twice(
    certificate: Certificate, unpaid: bool, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        issue(certificate, unpaid, NOW)
    assert caught.value.code == code


def test_an_issued_one_is_genuine_until_its_last_day() -> None:
    issued, _ = issue(signed(*BOTH), False, NOW)
    assert verdict_on(issued, date(2026, 12, 3)) is Verdict.GENUINE
    assert verdict_on(issued, date(2026, 12, 4)) is Verdict.EXPIRED


def test_what_has_not_left_the_house_is_not_yet_issued() -> None:
    assert verdict_on(DRAFT, DRAFT.made_on) is Verdict.NOT_YET_ISSUED
    assert verdict_on(signed(*BOTH), DRAFT.made_on) is Verdict.NOT_YET_ISSUED


def test_a_void_one_and_a_replaced_one_say_so() -> None:
    assert verdict_on(annul(DRAFT, "paper_spoiled")[0], DRAFT.made_on) is Verdict.VOID
    replaced, event = give_way(DRAFT, "v1.2", "error_in_text")
    assert verdict_on(replaced, DRAFT.made_on) is Verdict.REPLACED
    assert (replaced.replaced_by, event.facts["by"]) == ("v1.2", "v1.2")
