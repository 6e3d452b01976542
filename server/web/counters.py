"""Counters and tickets: what staff see at their window, and what they do there."""

from server.desk.call_next import call_next
from server.desk.do_task import do_task
from server.desk.house import House
from server.desk.move_ticket import MoveWanted, move_ticket
from server.desk.seats import leave_seat, take_seat
from server.desk.views import CounterView, counter_view, lines_view, ticket_view
from server.domain.language import Words
from server.domain.refusal import Refusal
from server.web import bodies
from server.web.actor import OVERSIGHT, SERVING, STAFF, Actor
from server.web.answers.counters import (
    CounterAnswer,
    CountersAnswer,
    LinesAnswer,
    counter_answer,
    lines_answer,
    listed_counter_answer,
)
from server.web.answers.forms import TaskDoneAnswer, TicketViewAnswer, ticket_view_answer
from server.web.answers.staff import SeatAnswer, seat_answer
from server.web.answers.tickets import CalledAnswer, ticket_answer
from server.web.answers.visits import MovedAnswer, moved_answer
from server.web.route import Answer, Asked, Deed, commands, reads


def service_names(house: House) -> dict[str, Words]:
    return {regulation.service: regulation.name for regulation in house.site.regulations.values()}


def counter_for(house: House, counter_id: str, actor: Actor) -> CounterView:
    """Staff see the counters at which they might sit. Raises Refusal `role_missing` (403)."""
    view = counter_view(house, counter_id)
    roles = actor.member.roles
    if not view.counter.roles_shared_with(roles) and not OVERSIGHT.intersection(actor.may_as):
        raise Refusal("role_missing", 403, roles=[role.value for role in view.counter.roles])
    return view


@reads("/api/counters", STAFF, {200: CountersAnswer})
def list_counters(_: Asked[None]) -> Deed:
    """All counters, and who sits there: to take one, and to redirect to another."""

    def deed(house: House) -> Answer:
        counters = [listed_counter_answer(counter, house.seat_at(counter.id)) for counter in house.counters()]
        return Answer(200, {"counters": counters})

    return deed


@reads("/api/counters/<counter>", SERVING | OVERSIGHT, {200: CounterAnswer})
def show_counter(asked: Asked[None]) -> Deed:
    """The seat, the open ticket, the first 8 of the line, how many wait, and what troubles there are."""
    return lambda house: Answer(
        200,
        counter_answer(counter_for(house, asked.ids["counter"], asked.actor), service_names(house)),
    )


@commands("PUT", "/api/counters/<counter>/seat", SERVING, {200: SeatAnswer})
def sit_down(asked: Asked[None]) -> Deed:
    """Take the counter; again by the same clerk changes nothing."""

    def deed(house: House) -> Answer:
        seat = take_seat(house, asked.ids["counter"], asked.actor.member)
        return Answer(200, seat_answer(seat))

    return deed


@commands("DELETE", "/api/counters/<counter>/seat", SERVING, {204: None})
def stand_up(asked: Asked[None]) -> Deed:
    """Leave the counter."""

    def deed(house: House) -> Answer:
        leave_seat(house, asked.ids["counter"], asked.actor.member)
        return Answer(204, None)

    return deed


@commands(
    "POST",
    "/api/counters/<counter>/calls",
    SERVING,
    {200: CalledAnswer, 201: CalledAnswer},
    bodies.CallNext,
)
def call(asked: Asked[bodies.CallNext]) -> Deed:
    """Next: call the ticket that is due first, or the named one."""

    def deed(house: House) -> Answer:
        called = call_next(house, asked.ids["counter"], asked.actor.member, asked.body.ticket)
        if called.ticket is None or called.visit is None:
            return Answer(200, {"ticket": None})
        ticket = ticket_answer(called.ticket, called.visit)
        return Answer(201 if called.changed else 200, {"ticket": ticket})

    return deed


@reads("/api/tickets/<ticket>", STAFF, {200: TicketViewAnswer})
def show_ticket(asked: Asked[None]) -> Deed:
    """The ticket: its state, due time, clocks, and its tasks as forms."""
    staff = asked.actor.member
    return lambda house: Answer(
        200,
        ticket_view_answer(house, ticket_view(house, asked.ids["ticket"], staff), staff, asked.language),
    )


@commands("POST", "/api/tickets/<ticket>/moves", SERVING, {200: MovedAnswer}, bodies.MoveTicket)
def move(asked: Asked[bodies.MoveTicket]) -> Deed:
    """Any move of the table but *call* on a waiting ticket, which is `calls`."""
    wanted = MoveWanted(asked.body.move, asked.body.counter, asked.body.ground)
    ticket = asked.ids["ticket"]
    return lambda house: Answer(
        200, moved_answer(move_ticket(house, ticket, wanted, asked.actor.member), ticket)
    )


@commands("POST", "/api/tickets/<ticket>/tasks/<task>", SERVING, {201: TaskDoneAnswer}, bodies.TaskAnswers)
def finish_task(asked: Asked[bodies.TaskAnswers]) -> Deed:
    """Do a task of the step with the fields that its schema asks."""

    def deed(house: House) -> Answer:
        filled = dict(asked.body.model_extra or {})
        done = do_task(house, asked.ids["ticket"], asked.ids["task"], filled, asked.actor.member)
        job = done.job.id if done.job else None
        task = done.task
        return Answer(
            201,
            {"task": task.task, "ticket": task.ticket, "at": task.at, "answers": task.answers, "job": job},
        )

    return deed


@reads("/api/lines", OVERSIGHT, {200: LinesAnswer})
def show_lines(_: Asked[None]) -> Deed:
    """Who waits where, in order, with due time and reason; and what troubles there are."""
    return lambda house: Answer(200, lines_answer(lines_view(house), service_names(house)))
