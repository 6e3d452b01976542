"""T9: eight ways to fail, each named, and never a false *printed*; one that takes longer than 5 s is told."""

import socket
import time

import pytest

from deploy.virtual_printer import VirtualPrinter
from server.printing.escpos_bytes import to_bytes
from server.printing.picture import draw
from server.printing.printer import NetworkPrinter, Outcome, PrintResult
from server.printing.status import Fault, Health
from server.printing.typeface import Typeface
from tests.printing.samples import a_slip

NAMES = {
    "paper_out": Fault.PAPER_OUT,
    "cover_open": Fault.COVER_OPEN,
    "offline": Fault.OFFLINE,
    "error": Fault.ERROR,
    "silent": Fault.SILENT,
    "garbage": Fault.GARBAGE,
    "slow": Fault.SLOW,
    "reset": Fault.RESET,
}
NAMED_SECONDS = 5.0
MIDWAY = 20_000  # bytes of a slip of some fifty thousand
CURED_BY_ITSELF = {"silent", "garbage", "reset"}  # such a printer has forgotten what it had taken


@pytest.fixture(scope="module")
def job(typeface: Typeface) -> bytes:
    return to_bytes(draw(a_slip(), typeface))


def timed(printer: NetworkPrinter, job: bytes) -> PrintResult:
    began = time.monotonic()
    result = printer.print(job)
    if (took := time.monotonic() - began) > NAMED_SECONDS:
        print(f"T9: {result.fault} was named after {took:.1f} s (limit {NAMED_SECONDS:.0f} s)")
    return result


def test_a_printer_that_is_well_prints(printer: NetworkPrinter, box: VirtualPrinter, job: bytes) -> None:
    assert timed(printer, job) == PrintResult(Outcome.PRINTED)
    assert len(box.wait_for_papers(1)) == 1


@pytest.mark.parametrize("fault", sorted(set(NAMES) - {"slow", "reset"}))
def test_a_printer_that_cannot_print_is_not_sent_anything(
    printer: NetworkPrinter, box: VirtualPrinter, job: bytes, fault: str
) -> None:
    box.set_fault(fault)
    assert timed(printer, job) == PrintResult(Outcome.FAILED, NAMES[fault])
    box.set_fault(None)
    assert timed(printer, job) == PrintResult(Outcome.PRINTED)
    assert len(box.papers) == 1


@pytest.mark.parametrize("fault", sorted(NAMES))
def test_a_fault_in_the_middle_of_a_paper_leaves_it_unknown(
    printer: NetworkPrinter, box: VirtualPrinter, job: bytes, fault: str
) -> None:
    box.set_fault(fault, after=MIDWAY)
    assert timed(printer, job) == PrintResult(Outcome.UNKNOWN, NAMES[fault])
    box.set_fault(None)
    expected = 0 if fault in CURED_BY_ITSELF else 1  # what it had taken comes out when it is mended
    assert len(box.wait_for_papers(expected)) == expected


def test_paper_near_its_end_prints_and_is_named(
    printer: NetworkPrinter, box: VirtualPrinter, job: bytes
) -> None:
    box.set_fault("near_end")
    assert timed(printer, job).outcome is Outcome.PRINTED
    state = printer.state()
    assert (state.health, state.fault) == (Health.WARNING, Fault.PAPER_NEAR_END)


def test_a_printer_that_is_not_there_is_unreachable(job: bytes) -> None:
    with socket.socket() as kept:
        kept.bind(("127.0.0.1", 0))  # nobody else may listen there meanwhile, and neither does he
        nobody = NetworkPrinter("127.0.0.1", kept.getsockname()[1], 576)
        assert timed(nobody, job) == PrintResult(Outcome.FAILED, Fault.UNREACHABLE)
        assert nobody.state().fault is Fault.UNREACHABLE


def test_a_printer_that_accepts_and_never_reads_has_printed_nothing(job: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        printer = NetworkPrinter("127.0.0.1", deaf.getsockname()[1], 576)
        assert timed(printer, job) == PrintResult(Outcome.FAILED, Fault.SILENT)


def test_a_board_without_finish_mark_prints_too(box: VirtualPrinter, job: bytes) -> None:
    simple = NetworkPrinter("127.0.0.1", box.port, 576, finish_mark=False)
    assert timed(simple, job) == PrintResult(Outcome.PRINTED)
    box.set_fault("paper_out", after=MIDWAY)
    assert timed(simple, job) == PrintResult(Outcome.UNKNOWN, Fault.PAPER_OUT)


def test_status_bytes_inside_a_picture_are_dots(box: VirtualPrinter) -> None:
    raster = b"\x1dv0\0\x03\0\x02\0" + b"\x10\x04\x01" * 2
    with socket.create_connection(("127.0.0.1", box.port), 2) as link:
        link.settimeout(30)
        link.sendall(raster + b"\x10\x04\x01" + b"\x1dV\0")
        assert link.recv(16) == b"\x12"
    (paper,) = box.wait_for_papers(1)
    assert paper.picture.crop((0, 0, 24, 2)).tobytes() == bytes(b ^ 0xFF for b in b"\x10\x04\x01" * 2)


def test_the_status_is_answered_while_paper_is_out_and_the_paper_waits(box: VirtualPrinter) -> None:
    box.set_fault("paper_out")
    with socket.create_connection(("127.0.0.1", box.port), 2) as link:
        link.settimeout(30)
        link.sendall(b"\x1dv0\0\x01\0\x01\0\xff\x1dV\0\x1dr\x01\x10\x04\x04")
        assert link.recv(16) == b"\x7e"
        assert not box.papers
        box.set_fault(None)
        assert link.recv(16) == b"\0"
    assert len(box.papers) == 1
