"""A certificate from its draft to the end of its visit: composed of the template and of what was filled in.

Of an examination a row, a number and a paper are made whatever the result. So neither the ledger, nor the series, nor
the list of jobs tells one person from another; which of them are certificates is known to the sealed column alone.
"""

from datetime import date
from typing import Any

from server.desk import papers
from server.desk.house import House, Staff
from server.desk.house_of_certificates import Drawn
from server.desk.journal import note_in_journal
from server.desk.prices import regulation_of
from server.domain import certificate as certificates
from server.domain.certificate import IN_FORCE, Certificate
from server.domain.certificate_template import CertificateTemplate, filled
from server.domain.event import Event
from server.domain.language import Words
from server.domain.money import is_given_back
from server.domain.paper import Field, Paper
from server.domain.refusal import Refusal
from server.domain.regulation import Regulation
from server.domain.role import Role
from server.domain.task import TASKS
from server.domain.ticket import TicketState
from server.domain.visit import Visit, VisitState, skipped
from server.words.roles import ROLE_NAMES

CODE_SLOT = "{return_code}"  # stands in a kept paper where its reader is shown the code
NO_NUMBER = "—"


def template_of(regulation: Regulation) -> CertificateTemplate:
    """Raises Refusal `not_found` (404) for a service that leaves no certificate."""
    if regulation.certificate is None:
        raise Refusal("not_found", 404)
    return regulation.certificate


def compose(
    house: House,
    visit: Visit,
    regulation: Regulation,
    *,
    entry: dict[str, Any],
    finding: str,
    number: str,
    verify_code: str,
    today: date,
) -> Drawn:
    """The paper of `finding`; where the template has no text for it, the sheet that is handed over in its place."""
    template = template_of(regulation)
    valid_until = _day(template.valid.until(today))
    slots = {
        "provider": regulation.provider.name,
        "number": _same(number),
        "issued_on": _same(_day(today)),
        "valid_until": _same(valid_until),
        "purpose": _same(entry.get("purpose", "")),
    }
    doctor = _joined(ROLE_NAMES[template.signed_by[-1]])
    text = template.texts.get(finding)
    if text is None:
        paper = papers.sheet(
            provider=regulation.provider,
            sheet_number=number,
            issued_on=_day(today),
            text=filled(template.otherwise or regulation.name, slots),
            doctor=doctor,
            language=visit.language,
        )
        return Drawn(paper, entry, finding, certified=False)
    paper = papers.certificate(
        provider=regulation.provider,
        certificate_number=number,
        title=template.title,
        issued_on=_day(today),
        finding=filled(text, slots),
        purpose=entry.get("purpose", ""),
        valid_until=valid_until,
        doctor=doctor,
        verify_url=f"{house.site.public_url}/verify/{verify_code}",
        full_name=entry.get("full_name", ""),
        iin=entry.get("iin", ""),
        birth_date=_day(date.fromisoformat(entry["birth_date"])) if "birth_date" in entry else "",
        code=CODE_SLOT if regulation.is_anonymous(visit.kind) else "",
        registrar="" if Role.REGISTRAR in template.signed_by else None,
        language=visit.language,
    )
    return Drawn(paper, entry, finding, certified=True)


def draft(
    house: House,
    visit: Visit,
    regulation: Regulation,
    entry: dict[str, Any],
    finding: str,
    replaces: Certificate | None = None,
) -> tuple[Certificate, Paper]:
    """Number it, keep it, and give the paper to be printed. Raises Refusal `certificate_exists` (409)."""
    last = house.certificate_of_visit(visit.id)
    if last is not None and last.state in IN_FORCE:
        raise Refusal("certificate_exists")
    template, today = template_of(regulation), house.site.day(house.now)
    number = f"{house.next_in_series(f'{regulation.service}/{today.year}')}/{today.year}"
    identity = _next_id(visit, last)
    drawn = compose(
        house,
        visit,
        regulation,
        entry=entry,
        finding=finding,
        number=number,
        verify_code=house.verify_code(identity),
        today=today,
    )
    certificate = Certificate(
        id=identity,
        visit=visit.id,
        service=regulation.service,
        number=number,
        made_at=house.now,
        made_on=today,
        valid_until=template.valid.until(today),
        digest=house.digest(drawn.paper),
        signers=template.signed_by,
        replaces=replaces.id if replaces else None,
    )
    house.add_certificate(certificate, drawn)
    if replaces is None:
        note_in_journal(house, visit.id, certificate_number=number)
    house.record(
        Event(
            "certificate_made",
            {"certificate": identity, "visit": visit.id, "number": number, "digest": certificate.digest},
        )
    )
    return certificate, drawn.paper


def _next_id(visit: Visit, last: Certificate | None) -> str:
    """The first bears the id of its visit, those after it count on: "…", "….2", "….3"."""
    if last is None:
        return visit.id
    return f"{visit.id}.{int(last.id[len(visit.id) + 1 :] or 1) + 1}"


def with_code(house: House, visit: str | None, paper: Paper) -> Paper:
    """The paper as its holder reads it: his code is derived, never kept."""
    if visit is None or not any(isinstance(one, Field) and one.value == CODE_SLOT for one in paper.blocks):
        return paper
    code = papers.in_fours(house.return_code(visit))
    return Paper(
        paper.kind,
        tuple(
            Field(one.label, code, one.size) if isinstance(one, Field) and one.value == CODE_SLOT else one
            for one in paper.blocks
        ),
    )


def in_force(house: House, visit_id: str) -> Certificate | None:
    last = house.certificate_of_visit(visit_id)
    return last if last is not None and last.state in IN_FORCE else None


def is_unpaid(house: House, visit: Visit, regulation: Regulation) -> bool:
    """Is a fee asked for that nobody has taken yet, or that was given back?"""
    taken = {ticket.step for ticket in visit.tickets if ticket.state is TicketState.DONE}
    due = {step.code for step in regulation.steps if step.fee} - set(skipped(regulation))
    return not due <= taken or (bool(due) and is_given_back(house.payments_of_visit(visit.id)))


def hand_over_of(regulation: Regulation) -> str | None:
    """The task by which its paper comes into its owner's hands, the last that may be; None where it leaves none.

    A doctor who signs with nobody after him gives it to its owner by the same act.
    """
    tasks = [task for step in regulation.steps for task in step.tasks if TASKS[task].hands_over]
    return tasks[-1] if tasks else None


def has_left(house: House, visit: Visit) -> bool:
    """Is the paper of this visit in its owner's hands? It may be before the step that gave it to him is finished."""
    act = hand_over_of(house.site.regulation(visit.service))
    return any(task.task == act for task in house.tasks_of(visit.id))


def settle(house: House, before: Visit, after: Visit) -> None:
    """The end of a visit is the end of its paper's way: handed over, or void.

    Raises Refusal `certificate_unsigned`, `certificate_unpaid` (409): then the visit has not ended either.
    """
    ended = before.state is VisitState.OPEN and after.state is not VisitState.OPEN
    refused = before.ground is None and after.ground is not None
    if not (ended or refused):
        return
    certificate = in_force(house, after.id)
    if certificate is None:
        return
    if after.state is VisitState.DONE:
        unpaid = is_unpaid(house, after, regulation_of(house, after))
        certificate, event = certificates.issue(certificate, unpaid, house.now)
    else:
        certificate, event = certificates.annul(certificate, after.ground or after.state.value)
    house.save_certificate(certificate)
    house.record(event)


def note_issue(house: House, visit: Visit, staff: Staff) -> None:
    """Whoever ends the visit has handed its paper over. The row says so already, unless another paper took the place
    of the one that was handed over at first: then its cells are empty anew."""
    row = house.row_of_visit(visit.id)
    if row is None or in_force(house, visit.id) is None:
        return
    cells = {"issued_on": house.site.day(house.now), "issued_by": staff.name}
    lacking = {name: value for name, value in cells.items() if name not in row.values}
    if lacking:
        note_in_journal(house, visit.id, **lacking)


def _same(text: str) -> Words:
    return Words(text, text, text)


def _joined(words: Words) -> str:
    return f"{words.kk} / {words.ru}"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
