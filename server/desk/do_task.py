"""Do a task of a step: keep what was filled in, and queue the paper that it leaves behind."""

from dataclasses import dataclass
from typing import Any

from server.desk.free_slots import first_free_slot
from server.desk.house import DoneTask, House, Staff
from server.desk.house_calls import first_free_round
from server.desk.journal import tasks_as_corrected
from server.desk.prices import regulation_of
from server.desk.seats import seat_for_role, seated_at
from server.desk.tasks import CHECKED_BY, COMPLETED_BY, LEFT_BY, register_check
from server.desk.tasks.doing import Doing
from server.domain.event import Event
from server.domain.job import Job
from server.domain.place import Counter
from server.domain.refusal import Refusal
from server.domain.regulation import Regulation
from server.domain.task import TASKS, Known, Task, read_answers
from server.domain.ticket import Ticket, TicketState
from server.domain.visit import Visit


@dataclass(frozen=True, slots=True)
class TaskDone:
    task: DoneTask
    job: Job | None


def do_task(house: House, ticket_id: str, code: str, answers: dict[str, Any], staff: Staff) -> TaskDone:
    """Raises Refusal `task_unknown` (404), `task_done`, `task_not_ready` (409), `not_seated` (403), those of
    `read_answers`, and of what the task checks (`CHECKED_BY`)."""
    visit = house.visit_of(ticket_id)
    ticket = visit.ticket(ticket_id)
    regulation = regulation_of(house, visit)
    if code not in regulation.step(ticket.step).tasks:
        raise Refusal("task_unknown", 404, task=code)
    task = TASKS[code]
    counter = _place_of(house, ticket, task, staff)
    done = tasks_as_corrected(house, visit.id)
    _check_order(ticket, task, done)
    filled = read_answers(task, answers, known_of(house, regulation, visit))
    if code in COMPLETED_BY:
        filled = COMPLETED_BY[code](house, filled)
    fresh = DoneTask(ticket.id, ticket.step, code, house.now, staff.id, filled)
    doing = Doing(house, visit, ticket, regulation, counter, staff, filled, (*done, fresh))
    for check in CHECKED_BY.get(code, ()):
        check(doing)
    house.add_task(ticket, code, staff.id, filled)
    house.record(Event("task_done", {"ticket": ticket.id, "visit": visit.id, "task": code}))
    return TaskDone(fresh, _leave(doing, code))


def known_of(house: House, regulation: Regulation, visit: Visit) -> Known:
    return Known(
        regulation.price,
        house.site.day(house.now),
        lambda iin: first_free_slot(house, iin),
        lambda address, birth_date: first_free_round(house, address, birth_date),
        lambda: register_check.is_unasked(house, visit),
        regulation.is_anonymous(visit.kind),
    )


def _place_of(house: House, ticket: Ticket, task: Task, staff: Staff) -> Counter:
    if ticket.state is TicketState.SERVING and ticket.counter is not None:
        return seated_at(house, ticket.counter, staff)[0]
    if ticket.state is TicketState.PENDING and task.while_pending:
        return seat_for_role(house, ticket.role, staff)
    raise Refusal("task_not_ready", needs=["start"])


def _check_order(ticket: Ticket, task: Task, done: list[DoneTask]) -> None:
    if any(earlier.task == task.code and earlier.ticket == ticket.id for earlier in done):
        raise Refusal("task_done", task=task.code)
    missing = [code for code in task.needs if code not in {earlier.task for earlier in done}]
    if missing:
        raise Refusal("task_not_ready", needs=missing)


def _leave(doing: Doing, code: str) -> Job | None:
    """A paper is made and numbered in any case; without a printer at the counter nobody can draw it."""
    paper = LEFT_BY[code](doing) if code in LEFT_BY else None
    printer = doing.counter.printer
    return doing.house.add_job(printer, paper, doing.visit.id) if paper and printer else None
