"""What a printer says of itself: the real-time status of ESC/POS, asked with DLE EOT 1–4.

Each question is answered by one byte whose fixed bits are 0xx1xx10. Whatever else comes, and silence, is
*unknown*: nothing good is ever assumed.
"""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a printer, or became of a job. The names stand in JSON."""

    PAPER_OUT = "paper_out"
    PAPER_NEAR_END = "paper_near_end"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    ERROR = "error"  # cutter, head, power: a person has to look
    SILENT = "silent"  # takes the connection and answers nothing
    UNREACHABLE = "unreachable"  # no connection
    GARBAGE = "garbage"  # answers what no printer answers
    RESET = "reset"  # broke the connection while it was printing
    SLOW = "slow"  # answers, and had not taken the paper in time
    TOO_LATE = "too_late"  # the slip is older than its use
    BAD_PAPER = "bad_paper"  # the paper cannot be drawn
    NO_SERVER = "no_server"  # the server did not answer, so the job could not be claimed


class Health(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrinterState:
    """How a printer is, and why if it is not well."""

    health: Health
    fault: Fault | None = None

    @property
    def can_print(self) -> bool:
        return self.health in (Health.OK, Health.WARNING)


WELL = PrinterState(Health.OK)
QUESTIONS = tuple(b"\x10\x04" + bytes([about]) for about in (1, 2, 3, 4))

# (question, bits, what it means): the first that holds names the state, the plainest cause first.
_FAULTS = (
    (2, 0b0000_0100, Fault.COVER_OPEN),
    (4, 0b0110_0000, Fault.PAPER_OUT),
    (2, 0b0010_0000, Fault.PAPER_OUT),
    (3, 0b0110_1100, Fault.ERROR),
    (2, 0b0100_0000, Fault.ERROR),
    (1, 0b0000_1000, Fault.OFFLINE),
)
_NEAR_END = 0b0000_1100  # of question 4


def is_status(answer: int) -> bool:
    """Has the byte the fixed bits of a real-time answer?"""
    return answer & 0b1001_0011 == 0b0001_0010


def decoded(answers: bytes) -> PrinterState:
    """The state out of the answers to questions 1, 2, 3 and 4; fewer are silence, others garbage."""
    if any(not is_status(answer) for answer in answers) or len(answers) > len(QUESTIONS):
        return PrinterState(Health.UNKNOWN, Fault.GARBAGE)
    if len(answers) < len(QUESTIONS):
        return PrinterState(Health.UNKNOWN, Fault.SILENT)
    for question, bits, fault in _FAULTS:
        if answers[question - 1] & bits:
            return PrinterState(Health.FAULT, fault)
    if answers[3] & _NEAR_END:
        return PrinterState(Health.WARNING, Fault.PAPER_NEAR_END)
    return WELL
