"""The row in the journal of service registration, with what the register said."""

from server.desk.journal import enter
from server.desk.tasks.applicant import applicant_text
from server.desk.tasks.doing import Doing


def leave(doing: Doing) -> None:
    finding = doing.answered("register-check")["finding"]
    enter(
        doing.house,
        doing.visit,
        {**doing.answers, "finding": finding, "applicant": applicant_text(doing.answers)},
        doing.staff,
    )
