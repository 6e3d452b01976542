"""Look a person up in the register of the service: first the question, then, with its answer, the command."""

from collections.abc import Collection
from dataclasses import dataclass

from server.desk.house import House, Staff
from server.desk.journal import ENTRY
from server.desk.seats import seated_at
from server.domain.event import Event
from server.domain.iin import fault_of_iin
from server.domain.refusal import Refusal
from server.domain.register import LookUp, NoAnswer, RegisterAnswer, last_found
from server.domain.task import TASKS
from server.domain.ticket import Ticket, TicketState
from server.domain.visit import Visit

CHECK = "register-check"
ASKED_AT = frozenset({CHECK, ENTRY})
MOST_LOOK_UPS = 10  # of a visit [setting]: enough for slips of the finger, too few to fish


@dataclass(frozen=True, slots=True)
class Question:
    service: str
    iin: str


def question_of(house: House, ticket_id: str, iin: str, staff: Staff) -> Question:
    """What the register is to be asked, if `staff` may: he serves the person whose step has the check before it, or, as
    long as the register has said nothing of this person, the entry in the journal.

    Raises Refusal `task_unknown` (404), `task_done`, `task_not_ready`, `register_asked_often` (409), `not_seated`
    (403), `iin_wrong` (422).
    """
    visit = house.visit_of(ticket_id)
    ticket = visit.ticket(ticket_id)
    tasks = house.site.regulation(visit.service).step(ticket.step).tasks
    if ASKED_AT.isdisjoint(tasks):
        raise Refusal("task_unknown", 404, task=CHECK)
    if ticket.state is not TicketState.SERVING or ticket.counter is None:
        raise Refusal("task_not_ready", needs=["start"])
    seated_at(house, ticket.counter, staff)
    look_ups = house.look_ups_of(visit.id)
    if any(task.task == CHECK for task in house.tasks_of(visit.id)):
        _check_may_ask_again(house, visit, tasks, look_ups)
    if len(look_ups) >= MOST_LOOK_UPS:
        raise Refusal("register_asked_often")
    if reason := fault_of_iin(iin):
        raise Refusal("iin_wrong", 422, field="iin", reason=reason)
    return Question(visit.service, iin)


def _check_may_ask_again(house: House, visit: Visit, tasks: Collection[str], look_ups: list[LookUp]) -> None:
    """A check by hand binds nobody: that the register was asked in vain about a mistyped IIN is seen at the entry, and
    mended there. Raises Refusal `task_done` (409)."""
    if ENTRY not in tasks or last_found(look_ups) or house.row_of_visit(visit.id):
        raise Refusal("task_done", task=CHECK)


def keep_look_up(
    house: House, ticket_id: str, question: Question, answer: RegisterAnswer, staff: Staff
) -> LookUp:
    """Keep that the register was asked and what it said. The ledger is told neither whom nor what."""
    visit = house.visit_of(ticket_id)
    look_up = LookUp(ticket_id, visit.id, house.now, staff.id, question.iin, answer)
    house.add_look_up(look_up)
    house.record(
        Event(
            "register_asked",
            {"ticket": ticket_id, "visit": visit.id, "answered": not isinstance(answer, NoAnswer)},
        )
    )
    return look_up


def look_ups_for(house: House, visit: Visit, ticket: Ticket, staff: Staff) -> tuple[LookUp, ...]:
    """Those of the visit, for who may see what was found: the role of a step that asks, and the doctor who signs."""
    step = house.site.regulation(visit.service).step(ticket.step)
    may_see = not ASKED_AT.isdisjoint(step.tasks) or ticket.role in TASKS[CHECK].seen_by
    return tuple(house.look_ups_of(visit.id)) if may_see and ticket.role in staff.roles else ()
