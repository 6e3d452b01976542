"""Every problem by its stable code, with the sentences for people.

The codes are those of `server.domain.refusal.Refusal` and of the web room. A title says what happened, a
detail what to do, both in words that a child of ten reads and without blame.
"""

from server.words.problem import Problem
from server.words.problems_of_certificates import PROBLEMS_OF_CERTIFICATES
from server.words.problems_of_counters import PROBLEMS_OF_COUNTERS
from server.words.problems_of_journals import PROBLEMS_OF_JOURNALS
from server.words.problems_of_money import PROBLEMS_OF_MONEY
from server.words.problems_of_registers import PROBLEMS_OF_REGISTERS
from server.words.problems_of_requests import PROBLEMS_OF_REQUESTS
from server.words.problems_of_site import PROBLEMS_OF_SITE
from server.words.problems_of_timetables import PROBLEMS_OF_TIMETABLES
from server.words.problems_of_visits import PROBLEMS_OF_VISITS

PROBLEMS: dict[str, Problem] = {
    **PROBLEMS_OF_REQUESTS,
    **PROBLEMS_OF_VISITS,
    **PROBLEMS_OF_COUNTERS,
    **PROBLEMS_OF_JOURNALS,
    **PROBLEMS_OF_CERTIFICATES,
    **PROBLEMS_OF_SITE,
    **PROBLEMS_OF_REGISTERS,
    **PROBLEMS_OF_MONEY,
    **PROBLEMS_OF_TIMETABLES,
}
