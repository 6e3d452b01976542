"""What a register said when it was asked."""

from datetime import datetime

from typing_extensions import TypedDict

from server.domain.register import LookUp, NoAnswer
from server.web.answers.said import Said, said
from server.words.register import NO_ANSWER


class LookUpAnswer(TypedDict):
    """`finding`: absent or present; null where the register gave no answer, and `reason` says why.

    `text`: the finding in the register's words, or the reason in ours. `source`: which register. `staff`: who
    asked. The IIN is not told again.
    """

    at: datetime
    staff: str
    finding: str | None
    reason: str | None
    text: Said
    source: Said


def look_up_answer(look_up: LookUp) -> LookUpAnswer:
    answer = look_up.answer
    if isinstance(answer, NoAnswer):
        finding, reason, text = None, answer.reason.value, NO_ANSWER[answer.reason]
    else:
        finding, reason, text = answer.finding.value, None, answer.text
    return {
        "at": look_up.at,
        "staff": look_up.staff,
        "finding": finding,
        "reason": reason,
        "text": said(text),
        "source": said(answer.source),
    }
