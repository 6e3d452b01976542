"""The certificate as it is printed, to be signed and sealed by hand.

Of a register the finding is stated as it was given, present or absent; of an examination only a negative result is.
"""

from server.desk.certificates import draft
from server.desk.tasks.doing import Doing
from server.domain.paper import Paper


def leave(doing: Doing) -> Paper:
    entry, finding = doing.answered("journal-entry"), doing.answered("register-check")["finding"]
    return draft(doing.house, doing.visit, doing.regulation, entry, finding)[1]


def leave_of_result(doing: Doing) -> Paper:
    result = doing.answered("result")["result"]
    return draft(doing.house, doing.visit, doing.regulation, doing.answers, result)[1]
