"""Every problem by its stable code, with the sentences for people.

The codes are those of `server.domain.refusal.Refusal` and of the web room. A title says what happened, a
detail what to do, both in words that a child of ten reads and without blame.
"""

from server.words.problem import Problem
from server.words.problems_of_counters import PROBLEMS_OF_COUNTERS
from server.words.problems_of_requests import PROBLEMS_OF_REQUESTS
from server.words.problems_of_site import PROBLEMS_OF_SITE
from server.words.problems_of_visits import PROBLEMS_OF_VISITS

PROBLEMS: dict[str, Problem] = {
    **PROBLEMS_OF_REQUESTS,
    **PROBLEMS_OF_VISITS,
    **PROBLEMS_OF_COUNTERS,
    **PROBLEMS_OF_SITE,
}
