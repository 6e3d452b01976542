"""What may be read of certificates: by those who sign them, by the administrator as a sample, and by anyone of one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from server.desk import papers
from server.desk.certificate_moves import UNDER_WAY, certificate_for, filled_in_at, signers_seat
from server.desk.certificates import NO_NUMBER, compose, is_unpaid, template_of, with_code
from server.desk.do_task import known_of
from server.desk.house import DoneTask, House, Staff
from server.desk.house_of_certificates import Drawn
from server.desk.journal import tasks_as_corrected
from server.desk.prices import regulation_of
from server.desk.sign_certificates import waits_for_its_route
from server.domain.certificate import TABLE, Certificate, CertificateMove, Verdict, verdict_on
from server.domain.certificate_template import MADE_BY, findings_of
from server.domain.job import JobState
from server.domain.journal import Row
from server.domain.language import Language
from server.domain.paper import Paper
from server.domain.refusal import Refusal
from server.domain.regulation import Channel, Presence, Regulation
from server.domain.role import Role
from server.domain.task import TASKS, Known, Task, example_of
from server.domain.visit import Visit, VisitState

MOST_SHOWN = 100
LOST_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CertificateLook:
    """A certificate as its signers see it. `print_state`: of its last job, None where there is none.

    `copy_next`: another print would bear COPY. `ticket`: the paper's own open ticket, where it has one.
    """

    certificate: Certificate
    visit: Visit
    regulation: Regulation
    drawn: Drawn | None
    print_state: JobState | None
    copy_next: bool
    ticket: str | None


def look_at(house: House, certificate: Certificate) -> CertificateLook:
    visit = house.visit(certificate.visit)
    states = [job.state for job in house.prints_of(certificate)]
    absent = next((one.id for one in visit.open_tickets if one.presence is Presence.ABSENT), None)
    certainly_none = certificate.paged_at is None and set(states) <= {JobState.FAILED, *UNDER_WAY}
    return CertificateLook(
        certificate,
        visit,
        house.site.regulation(certificate.service),
        house.drawn(certificate),
        states[-1] if states else None,
        not certainly_none,
        absent,
    )


def look_of_ticket(house: House, visit: Visit, role: Role, staff: Staff) -> CertificateLook | None:
    """The paper of the visit of a ticket, for the role of that ticket if it is one of those who sign."""
    certificate = house.certificate_of_visit(visit.id) if role in staff.roles else None
    if certificate is None or role not in certificate.signers:
        return None
    return look_at(house, certificate)


@dataclass(frozen=True, slots=True)
class Desk:
    """The papers that wait for this member of staff: for his signature, or to be printed because a print failed."""

    to_sign: tuple[CertificateLook, ...]
    lost: tuple[CertificateLook, ...]


def certificates_on_desk(house: House, staff: Staff) -> Desk:
    since = house.now - LOST_FOR
    return Desk(
        tuple(look_at(house, one) for one in house.certificates_to_sign(staff.roles, MOST_SHOWN)),
        tuple(look_at(house, one) for one in house.certificates_lost(staff.roles, since, MOST_SHOWN)),
    )


@dataclass(frozen=True, slots=True)
class Correctable:
    """The form in which another paper is put right, and what was filled in there."""

    task: Task
    known: Known
    entry: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CertificateView:
    """`seated`: who asks sits where he serves as one of its signers. `may`: what he may do with it from there.

    `correctable`: None where it may not be replaced.
    """

    look: CertificateLook
    paper: Paper | None
    seated: bool
    may: frozenset[CertificateMove]
    correctable: Correctable | None


def certificate_view(house: House, certificate_id: str, staff: Staff) -> CertificateView:
    """Raises Refusal `not_found` (404), `forbidden` (403)."""
    look = look_at(house, certificate_for(house, certificate_id, staff))
    paper = with_code(house, look.visit.id, look.drawn.paper) if look.drawn else None
    seated = _sits_as_signer(house, look.certificate, staff)
    may = _open_moves(house, look) if seated else frozenset[CertificateMove]()
    correctable = _correctable(house, look) if CertificateMove.REPLACE in may else None
    return CertificateView(look, paper, seated, may, correctable)


def _sits_as_signer(house: House, certificate: Certificate, staff: Staff) -> bool:
    try:
        signers_seat(house, certificate, staff)
    except Refusal:
        return False
    return True


def _open_moves(house: House, look: CertificateLook) -> frozenset[CertificateMove]:
    """What may become of it beside its route: that which `certificate_moves` would not refuse."""
    moves = {CertificateMove.ANNUL, CertificateMove.REPLACE, CertificateMove.ISSUE}
    moves &= TABLE[look.certificate.state].keys()
    if waits_for_its_route(house, look.certificate):
        moves -= {CertificateMove.ANNUL, CertificateMove.ISSUE}
    if is_unpaid(house, look.visit, regulation_of(house, look.visit)):
        moves -= {CertificateMove.ISSUE}
    if look.drawn is None:
        moves -= {CertificateMove.REPLACE}
    return frozenset(moves)


def _correctable(house: House, look: CertificateLook) -> Correctable | None:
    if look.drawn is None:
        return None
    known = known_of(house, regulation_of(house, look.visit), look.visit)
    return Correctable(filled_in_at(look.drawn), known, look.drawn.entry)


def certificate_of_row(house: House, row: Row, staff: Staff) -> str | None:
    """The id of the certificate whose number stands in a row of a journal: for those who sign it, nobody else."""
    number = row.values.get("certificate_number")
    found = house.certificate_of_visit(row.visit) if number else None
    while found is not None and found.number != number:  # a later one stands for it
        found = house.certificate(found.replaces) if found.replaces else None
    return found.id if found is not None and set(found.signers).intersection(staff.roles) else None


def preview_at(house: House, ticket_id: str, staff: Staff) -> Paper:
    """The paper that the step of this ticket is about to print.

    Raises Refusal `not_found` (404), `forbidden` (403), `task_not_ready` (409).
    """
    visit = house.visit_of(ticket_id)
    ticket = visit.ticket(ticket_id)
    regulation = house.site.regulation(visit.service)
    template_of(regulation)
    if ticket.role not in staff.roles:
        raise Refusal("forbidden", 403)
    maker = next((task for task in regulation.step(ticket.step).tasks if task in MADE_BY), None)
    if maker is None:
        raise Refusal("not_found", 404)
    done = tasks_as_corrected(house, visit.id)
    if maker == "certificate":
        finding, entry = _answers(done, "register-check")["finding"], _answers(done, "journal-entry")
    else:  # who the person is stands in the form of this very task, and nowhere yet
        finding, entry = _answers(done, "result")["result"], {}
    drawn = _unnumbered(house, visit, regulation, entry, finding)
    return papers.as_preview(with_code(house, visit.id, drawn.paper))


def _answers(done: list[DoneTask], task: str) -> dict[str, Any]:
    for one in reversed(done):
        if one.task == task:
            return one.answers
    raise Refusal("task_not_ready", needs=[task])


def sample(house: House, service: str, finding: str | None, language: Language) -> Paper:
    """The template as the administrator sees it, with invented data.

    Raises Refusal `not_found` (404), `unacceptable` (422).
    """
    regulation = house.site.regulations.get(service)
    if regulation is None:
        raise Refusal("not_found", 404)
    template = template_of(regulation)
    texts = template.texts
    if finding is not None and finding not in findings_of(template):
        raise Refusal("unacceptable", 422, field="finding")
    visit = _nobodys_visit(house, regulation, language)
    known = Known(regulation.price, house.site.day(house.now))
    task = "result-certificate" if "negative" in texts else "journal-entry"
    entry = example_of(TASKS[task], known)
    drawn = _unnumbered(house, visit, regulation, entry, finding or next(iter(texts)))
    return papers.as_preview(drawn.paper)


def _unnumbered(
    house: House, visit: Visit, regulation: Regulation, entry: dict[str, Any], finding: str
) -> Drawn:
    """Nothing of it is kept: neither number nor code is spent."""
    return compose(
        house,
        visit,
        regulation,
        entry=entry,
        finding=finding,
        number=NO_NUMBER,
        verify_code=NO_NUMBER,
        today=house.site.day(house.now),
    )


def _nobodys_visit(house: House, regulation: Regulation, language: Language) -> Visit:
    return Visit(
        id="",
        service=regulation.service,
        kind=None,
        language=language,
        category=None,
        channel=Channel.IN_PERSON,
        state=VisitState.OPEN,
        number=None,
        day=None,
        opened_at=house.now,
        tickets=(),
    )


@dataclass(frozen=True, slots=True)
class VerifyView:
    certificate: Certificate
    verdict: Verdict
    replaced_by: str | None  # the number of the one that stands for it


def verify_view(house: House, code: str) -> VerifyView:
    """Raises Refusal `not_found` (404) for a code that this house did not make, or that certifies nothing."""
    certificate = house.certificate_of_code(code)
    drawn = house.drawn(certificate)
    if drawn is not None and not drawn.certified:
        raise Refusal("not_found", 404)
    after = house.certificate(certificate.replaced_by).number if certificate.replaced_by else None
    return VerifyView(certificate, verdict_on(certificate, house.site.day(house.now)), after)
