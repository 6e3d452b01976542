"""Sign several certificates at once: the doctor has the papers before him and says so once.

The ink is dry on all of them when he says it. So a paper that cannot be signed any more (its visit was withdrawn, a
colleague has it open) does not undo the others: those are signed, each with its rows in the ledger, and the one that
was not is named with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from server.desk.certificates import hand_over_of, in_force, is_unpaid
from server.desk.do_task import do_task
from server.desk.house import House, Staff
from server.desk.move_ticket import MoveWanted, move_ticket
from server.desk.prices import regulation_of
from server.desk.seats import person_at, seat_for_role
from server.domain.certificate import Certificate, check_ready, sign
from server.domain.certificate_template import SIGNED_BY_TASK
from server.domain.place import Counter
from server.domain.refusal import Refusal
from server.domain.regulation import Presence
from server.domain.role import Role
from server.domain.task import TASKS
from server.domain.ticket import Move, Ticket, TicketState

MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class NotSigned:
    certificate: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class Signed:
    signed: tuple[Certificate, ...]
    refused: tuple[NotSigned, ...]


def sign_certificates(house: House, ids: Sequence[str], sealed: bool, staff: Staff) -> Signed:
    """`sealed`: personal seal and provider's seal were put as well, which every doctor must say.

    Raises Refusal `not_seated` (403), `unacceptable` (422) for a doctor without seals.
    """
    if house.seat_of(staff.id) is None:
        raise Refusal("not_seated", 403)
    if not sealed and any(role is not Role.REGISTRAR for role in staff.roles):
        raise Refusal("unacceptable", 422, field="sealed")
    signed: list[Certificate] = []
    refused: list[NotSigned] = []
    for one in dict.fromkeys(ids):
        try:
            certificate, role = _to_sign(house, one, staff)
            act = _act(house, certificate, role, staff)
        except Refusal as why:  # raised before anything of this paper was written
            refused.append(NotSigned(one, why))
            continue
        act.make(house, staff)
        signed.append(house.certificate(one))
    return Signed(tuple(signed), tuple(refused))


def _to_sign(house: House, certificate_id: str, staff: Staff) -> tuple[Certificate, Role]:
    """The paper, and the role in which this member of staff is the next to sign it. Raises Refusal."""
    certificate = house.certificate(certificate_id)
    mine = [role for role in certificate.signers if role in staff.roles]
    if not mine:
        raise Refusal("signature_of_another", roles=[role.value for role in certificate.signers])
    role = certificate.waits_for if certificate.waits_for in mine else mine[0]
    sign(certificate, role)
    return certificate, role


@dataclass(frozen=True, slots=True)
class _Act:
    """What is to be done, all of it looked at before: `ticket` None where no step waits for this signature."""

    certificate: Certificate
    role: Role
    ticket: Ticket | None
    task: str
    finishes: bool

    def make(self, house: House, staff: Staff) -> None:
        if self.ticket is None:
            certificate, event = sign(self.certificate, self.role)
            house.save_certificate(certificate)
            house.record(event)
            return
        if self.ticket.state is TicketState.WAITING:
            move_ticket(house, self.ticket.id, MoveWanted(Move.START), staff)
        do_task(
            house, self.ticket.id, self.task, {field.name: True for field in TASKS[self.task].fields}, staff
        )
        if self.finishes:
            move_ticket(house, self.ticket.id, MoveWanted(Move.FINISH), staff)


def _act(house: House, certificate: Certificate, role: Role, staff: Staff) -> _Act:
    """Raises Refusal `not_seated`, `role_missing` (403), `ticket_elsewhere`, `counter_busy`, `task_not_ready`,
    `certificate_unpaid`."""
    counter = seat_for_role(house, role, staff)
    found = _step_of(house, certificate, role)
    if found is None:
        return _Act(certificate, role, None, "", finishes=False)
    ticket, task, finishes = found
    _check_place(house, ticket, counter)
    _check_paid(house, certificate, role, task)
    return _Act(certificate, role, ticket, task, finishes)


def _step_of(house: House, certificate: Certificate, role: Role) -> tuple[Ticket, str, bool] | None:
    """The open ticket whose step asks this signature, its task, and whether that is all the step asks."""
    visit = house.visit(certificate.visit)
    regulation = house.site.regulation(visit.service)
    done = {(task.ticket, task.task) for task in house.tasks_of(visit.id)}
    for ticket in visit.open_tickets:
        tasks = regulation.step(ticket.step).tasks
        for task in SIGNED_BY_TASK.intersection(tasks):
            if ticket.role is role and (ticket.id, task) not in done:
                left = {other for other in tasks if (ticket.id, other) not in done}
                return ticket, task, ticket.presence is Presence.ABSENT and left == {task}
    return None


def _check_place(house: House, ticket: Ticket, counter: Counter) -> None:
    """A paper that moves without its owner is taken from the list; a person's is signed where he sits."""
    if ticket.state is TicketState.SERVING:
        if ticket.counter != counter.id:
            raise Refusal("ticket_elsewhere", ticket=ticket.id)
        return
    if ticket.presence is Presence.PRESENT or ticket.state is not TicketState.WAITING:
        raise Refusal("task_not_ready", needs=["start"])
    if ticket.counter not in (None, counter.id):
        raise Refusal("ticket_elsewhere", ticket=ticket.id)
    if person_at(house, counter.id):
        raise Refusal("counter_busy")


def _check_paid(house: House, certificate: Certificate, role: Role, task: str) -> None:
    """Who hands the paper over by signing it does not sign what is unpaid. Raises Refusal `certificate_unpaid`."""
    visit = house.visit(certificate.visit)
    regulation = regulation_of(house, visit)
    if hand_over_of(regulation) == task:
        check_ready(sign(certificate, role)[0], is_unpaid(house, visit, regulation))


def waits_for_its_route(house: House, certificate: Certificate) -> bool:
    """Is there an open step that has still to do with this paper? Then it is not handed over beside it."""
    return in_force(house, certificate.visit) == certificate and bool(
        house.visit(certificate.visit).open_tickets
    )
