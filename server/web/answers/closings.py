"""The closing of a day, as the API answers it."""

from datetime import date

from typing_extensions import TypedDict

from server.desk.closing import Closing
from server.web.answers.papers import JobAnswer, job_answer


class HeadAnswer(TypedDict):
    """The last row of the ledger: `mac` in hexadecimal."""

    epoch: int
    seq: int
    mac: str


class ClosingAnswer(TypedDict):
    """`visits`: how many of the day's visits are in which state."""

    day: date
    visits: dict[str, int]
    head: HeadAnswer
    job: JobAnswer


def closing_answer(closing: Closing) -> ClosingAnswer:
    head = closing.head
    return {
        "day": closing.day,
        "visits": {state.value: count for state, count in closing.visits.items()},
        "head": {"epoch": head.epoch, "seq": head.seq, "mac": head.mac.hex()},
        "job": job_answer(closing.job),
    }
