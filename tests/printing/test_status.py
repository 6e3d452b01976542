"""The real-time status: fixed bits are checked, faults have names, and nothing good is assumed."""

import pytest

from server.printing.status import WELL, Fault, Health, PrinterState, decoded, is_status

GOOD = bytes([0x12, 0x12, 0x12, 0x12])


def test_four_good_answers_are_a_printer_that_is_well() -> None:
    assert decoded(GOOD) == WELL


@pytest.mark.parametrize(
    ("question", "bits", "fault"),
    [
        (1, 0x08, Fault.OFFLINE),
        (2, 0x04, Fault.COVER_OPEN),
        (2, 0x20, Fault.PAPER_OUT),
        (2, 0x40, Fault.ERROR),
        (3, 0x08, Fault.ERROR),
        (3, 0x20, Fault.ERROR),
        (4, 0x60, Fault.PAPER_OUT),
    ],
)
def test_a_set_bit_names_its_fault(question: int, bits: int, fault: Fault) -> None:
    answers = bytearray(GOOD)
    answers[question - 1] |= bits
    assert decoded(bytes(answers)) == PrinterState(Health.FAULT, fault)


def test_the_cause_is_named_and_not_its_consequence() -> None:
    assert decoded(bytes([0x1A, 0x16, 0x12, 0x12])).fault is Fault.COVER_OPEN


def test_paper_that_is_near_its_end_still_prints() -> None:
    state = decoded(bytes([0x12, 0x12, 0x12, 0x1E]))
    assert state == PrinterState(Health.WARNING, Fault.PAPER_NEAR_END)
    assert state.can_print


@pytest.mark.parametrize("answers", [b"", GOOD[:3]])
def test_silence_is_unknown(answers: bytes) -> None:
    assert decoded(answers) == PrinterState(Health.UNKNOWN, Fault.SILENT)


@pytest.mark.parametrize("answers", [b"\0\0\0\0", b"\xff" * 4, GOOD[:3] + b"\x11", GOOD + b"\x12"])
def test_garbage_is_unknown(answers: bytes) -> None:
    state = decoded(answers)
    assert state == PrinterState(Health.UNKNOWN, Fault.GARBAGE)
    assert not state.can_print


def test_only_the_fixed_bits_make_an_answer() -> None:
    assert {byte for byte in range(256) if is_status(byte)} == {
        0b0001_0010 | high << 5 | low << 2 for high in range(4) for low in range(4)
    }
