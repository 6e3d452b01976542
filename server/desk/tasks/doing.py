"""A task while it is being done, as what it leaves behind is made of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from server.desk.house import DoneTask, House, Staff
from server.domain.paper import Paper
from server.domain.place import Counter
from server.domain.regulation import Regulation
from server.domain.ticket import Ticket
from server.domain.visit import Visit


@dataclass(frozen=True, slots=True)
class Doing:
    """`answers`: what was filled in, checked. `done`: all tasks of the visit so far, this one the last of them."""

    house: House
    visit: Visit
    ticket: Ticket
    regulation: Regulation
    counter: Counter
    staff: Staff
    answers: dict[str, Any]
    done: tuple[DoneTask, ...]

    def answered(self, task: str) -> dict[str, Any]:
        """What was filled in for `task` at an earlier step or this one, as it was last. LookupError: it is not done."""
        for done in reversed(self.done):
            if done.task == task:
                return done.answers
        raise LookupError(f"{task} is not done yet on visit {self.visit.id}")


Check = Callable[[Doing], None]
"""What must hold before a task is done, beyond what its form asks. Raises Refusal: nothing is done."""

Leave = Callable[[Doing], Paper | None]
"""What a task leaves behind in the house, and the paper that it prints, if any. May raise Refusal: nothing is done."""

Complete = Callable[[House, dict[str, Any]], dict[str, Any]]
"""The answers with what follows from them: of a slot the doctor, the day, the time. May raise Refusal."""
