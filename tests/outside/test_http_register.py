"""The register over HTTP: a plain answer counts, and nothing else does, in three seconds at the latest."""

import logging
import socket
import time
from collections.abc import Iterator

import pytest

from deploy.virtual_register import FAULTS, HEADER, ON_RECORD, VirtualRegister
from server.domain.register import Finding, Found, NoAnswer, NoAnswerReason
from server.outside.http_register import ACCOUNTS, HttpRegister

KEY = "a key of the tests"
IIN, NOT_ON_RECORD = min(ON_RECORD), "890101199900"
PATIENCE = 2.0  # seconds, instead of three
REASONS = {
    "error": NoAnswerReason.FAILED,
    "busy": NoAnswerReason.FAILED,
    "not found": NoAnswerReason.FAILED,
    "forbidden": NoAnswerReason.NOT_ADMITTED,
    "redirect": NoAnswerReason.REDIRECTED,
    "slow": NoAnswerReason.SLOW,
    "cut off": NoAnswerReason.UNREACHABLE,
}


@pytest.fixture
def there() -> Iterator[VirtualRegister]:
    with VirtualRegister(key=KEY) as register:
        yield register


def ask(there: VirtualRegister, iin: str = IIN, key: str = KEY, service: str = "tb-certificate") -> object:
    return HttpRegister(there.url, HEADER, key, PATIENCE).look_up(service, iin)


@pytest.mark.parametrize("service", ACCOUNTS)
@pytest.mark.parametrize(
    ("iin", "finding", "ends"),
    [(IIN, Finding.PRESENT, "тұрады"), (NOT_ON_RECORD, Finding.ABSENT, "тұрмайды")],
)
def test_it_says_present_or_absent_in_its_own_words(
    there: VirtualRegister, service: str, iin: str, finding: Finding, ends: str
) -> None:
    answer = ask(there, iin, service=service)
    assert isinstance(answer, Found)
    assert answer.finding is finding
    assert answer.text.kk.endswith(ends)
    assert answer.text.ru.startswith("Состоит" if finding is Finding.PRESENT else "Не состоит")
    assert there.asked == [iin]


@pytest.mark.parametrize(
    "fault", [fault for fault in FAULTS if fault != "trickle"]
)  # needs the server's loop
def test_anything_else_is_no_answer_and_says_why(there: VirtualRegister, fault: str) -> None:
    there.fault = fault
    began = time.monotonic()
    answer = ask(there)
    if (took := time.monotonic() - began) > PATIENCE:
        print(f"a register that is {fault}: no answer after {took:.1f} s (limit {PATIENCE} s)")
    assert isinstance(answer, NoAnswer)
    assert answer.reason is REASONS.get(fault, NoAnswerReason.NOT_UNDERSTOOD)


def test_a_redirect_is_not_followed(there: VirtualRegister) -> None:
    there.fault = "redirect"
    ask(there)
    assert there.asked == [IIN]


def test_what_came_too_late_is_not_taken_for_the_next_answer(there: VirtualRegister) -> None:
    register = HttpRegister(there.url, HEADER, KEY, PATIENCE)
    for fault in ("large", "cut off", "error"):
        there.fault = fault
        register.look_up("tb-certificate", IIN)
        there.fault = None
        answer = register.look_up("tb-certificate", NOT_ON_RECORD)
        assert isinstance(answer, Found), fault
        assert answer.finding is Finding.ABSENT


def test_without_its_key_it_answers_nobody(there: VirtualRegister) -> None:
    answer = ask(there, key="another")
    assert isinstance(answer, NoAnswer)
    assert answer.reason is NoAnswerReason.NOT_ADMITTED
    assert there.asked == []


def test_where_nobody_listens_it_cannot_be_reached() -> None:
    with socket.socket() as kept:
        kept.bind(("127.0.0.1", 0))  # nobody else may listen there meanwhile, and neither does he
        url = f"http://127.0.0.1:{kept.getsockname()[1]}"
        answer = HttpRegister(url, HEADER, KEY, PATIENCE).look_up("tb-certificate", IIN)
    assert isinstance(answer, NoAnswer)
    assert answer.reason is NoAnswerReason.UNREACHABLE


def test_neither_the_iin_nor_the_key_is_in_a_log(
    there: VirtualRegister, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for there.fault in (None, "error", "nonsense", "slow"):
            ask(there)
    assert "gave no answer" in caplog.text
    assert not any(secret in caplog.text for secret in (IIN, KEY))
    assert KEY not in repr(HttpRegister(there.url, HEADER, KEY))
