"""What becomes of a certificate beside its route: void, replaced, handed over later, printed once more."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from server.desk import papers
from server.desk.certificates import draft, is_unpaid
from server.desk.do_task import known_of
from server.desk.house import House, Staff
from server.desk.house_of_certificates import Drawn
from server.desk.journal import ON_CERTIFICATE, amend_in_journal, note_in_journal
from server.desk.prices import regulation_of
from server.desk.seats import seat_for_role
from server.desk.sign_certificates import waits_for_its_route
from server.desk.tasks.applicant import applicant_text, check_answers
from server.domain import certificate as certificates
from server.domain.certificate import IN_FORCE, Certificate
from server.domain.event import Event
from server.domain.job import Job, JobState
from server.domain.place import Counter
from server.domain.refusal import Refusal
from server.domain.register import last_found
from server.domain.task import TASKS, Task, read_answers
from server.words.certificates import ANNULMENT_GROUNDS

UNDER_WAY = frozenset({JobState.QUEUED, JobState.SENT})


def certificate_for(house: House, certificate_id: str, staff: Staff) -> Certificate:
    """For those who sign it, and for nobody else. Raises Refusal `not_found` (404), `forbidden` (403)."""
    certificate = house.certificate(certificate_id)
    if not set(certificate.signers).intersection(staff.roles):
        raise Refusal("forbidden", 403)
    return certificate


def signers_seat(house: House, certificate: Certificate, staff: Staff) -> Counter:
    """Where he sits as one of its signers. Raises Refusal `not_seated`, `role_missing` (403)."""
    role = next(role for role in certificate.signers if role in staff.roles)
    return seat_for_role(house, role, staff)


def annul(house: House, certificate_id: str, ground: str, staff: Staff) -> Certificate:
    """Whatever its state: whoever holds it is told that it is void.

    Raises Refusal `ground_unknown` (422), `certificate_on_its_way`, `certificate_move_refused` (409).
    """
    certificate = certificate_for(house, certificate_id, staff)
    signers_seat(house, certificate, staff)
    _check_ground(ground)
    after, event = certificates.annul(certificate, ground)
    if waits_for_its_route(house, certificate):  # the visit would go on to hand over what is void
        raise Refusal("certificate_on_its_way")
    house.save_certificate(after)
    house.record(event)
    return after


def issue_replacement(house: House, certificate_id: str, staff: Staff) -> Certificate:
    """Hand over a paper whose visit is over: one that stands for another.

    Raises Refusal `certificate_on_its_way`, `certificate_unsigned`, `certificate_unpaid`,
    `certificate_move_refused` (409).
    """
    certificate = certificate_for(house, certificate_id, staff)
    signers_seat(house, certificate, staff)
    visit = house.visit(certificate.visit)
    unpaid = is_unpaid(house, visit, regulation_of(house, visit))
    after, event = certificates.issue(certificate, unpaid, house.now)
    if waits_for_its_route(house, certificate):
        raise Refusal("certificate_on_its_way")
    house.save_certificate(after)
    house.record(event)
    note_in_journal(house, visit.id, issued_on=house.site.day(house.now), issued_by=staff.name)
    return after


@dataclass(frozen=True, slots=True)
class Replaced:
    before: Certificate
    certificate: Certificate
    job: Job | None


def replace_certificate(
    house: House, certificate_id: str, ground: str, corrected: Mapping[str, str], staff: Staff
) -> Replaced:
    """Make another paper in its place, with what was wrong put right, to be signed and handed over anew.

    What was found is no part of it: that is asked anew in a new visit. Raises Refusal `ground_unknown` (422),
    `certificate_move_refused`, `certificate_text_gone` (409), `iin_not_checked`, `applicant_incomplete` (422),
    and those of `read_answers`.
    """
    before = certificate_for(house, certificate_id, staff)
    counter = signers_seat(house, before, staff)
    _check_ground(ground)
    drawn = house.drawn(before)
    if drawn is None:
        raise Refusal("certificate_text_gone")
    visit = house.visit(before.visit)
    regulation = regulation_of(house, visit)
    known = known_of(house, regulation, visit)
    entry = read_answers(filled_in_at(drawn), {**drawn.entry, **corrected}, known)
    check_answers(entry)
    _check_person(house, before, entry)
    given_way, event = certificates.give_way(before, _after(before), ground)
    house.save_certificate(given_way)
    house.record(event)
    certificate, paper = draft(house, visit, regulation, entry, drawn.finding, replaces=before)
    cells = {name: value for name, value in entry.items() if name in ON_CERTIFICATE}
    if (applicant := applicant_text(entry)) != applicant_text(drawn.entry):
        cells["applicant"] = applicant
    _amend_journal(house, certificate, cells, ground, staff)
    job = house.add_job(counter.printer, paper, visit.id) if counter.printer else None
    return Replaced(given_way, certificate, job)


def filled_in_at(drawn: Drawn) -> Task:
    """The task in whose form what it says was filled in."""
    return TASKS["journal-entry" if "purpose" in drawn.entry else "result-certificate"]


def _amend_journal(
    house: House, certificate: Certificate, said: Mapping[str, Any], ground: str, staff: Staff
) -> None:
    """The row names the paper that is in force, and waits anew for the day on which it is handed over."""
    if house.row_of_visit(certificate.visit) is not None:
        cells = {**said, "certificate_number": certificate.number, "issued_on": "", "issued_by": ""}
        amend_in_journal(house, certificate.visit, ANNULMENT_GROUNDS[ground].kk, staff, **cells)


def _check_person(house: House, certificate: Certificate, entry: Mapping[str, Any]) -> None:
    """Certified is of whom the register said something. Raises Refusal `iin_not_checked` (422)."""
    found = last_found(house.look_ups_of(certificate.visit))
    if found is not None and entry.get("iin") != found[0].iin:
        raise Refusal("iin_not_checked", 422, field="iin")


def _after(certificate: Certificate) -> str:
    nth = int(certificate.id[len(certificate.visit) + 1 :] or 1)
    return f"{certificate.visit}.{nth + 1}"


@dataclass(frozen=True, slots=True)
class Printed:
    """`copy`: the paper bears the word COPY. `job` None: a browser prints it."""

    certificate: Certificate
    copy: bool
    job: Job | None


def print_again(house: House, certificate_id: str, on_page: bool, staff: Staff) -> Printed:
    """Print it once more, on the printer of the counter or through the browser, with the word COPY unless it is
    certain that no paper of it exists.

    Raises Refusal `not_seated` (403), `certificate_not_in_force`, `certificate_text_gone`, `print_under_way`,
    `no_printer` (409).
    """
    certificate = certificate_for(house, certificate_id, staff)
    counter = signers_seat(house, certificate, staff)
    if certificate.state not in IN_FORCE:
        raise Refusal("certificate_not_in_force")
    drawn = house.drawn(certificate)
    if drawn is None:
        raise Refusal("certificate_text_gone")
    copy = is_copy(house, certificate)
    job = None
    if on_page:
        certificate = replace(certificate, paged_at=house.now)
        house.save_certificate(certificate)
    elif counter.printer is None:
        raise Refusal("no_printer")
    else:
        paper = papers.as_copy(drawn.paper) if copy else drawn.paper
        job = house.add_job(counter.printer, paper, certificate.visit)
    house.record(_printed(certificate, "page" if on_page else counter.printer, copy))
    return Printed(certificate, copy, job)


def is_copy(house: House, certificate: Certificate) -> bool:
    """Would another print be a copy? Only *failed* is certain. Raises Refusal `print_under_way` (409)."""
    states = {job.state for job in house.prints_of(certificate)}
    if states & UNDER_WAY:
        raise Refusal("print_under_way")
    return certificate.paged_at is not None or not states <= {JobState.FAILED}


def _printed(certificate: Certificate, on: str | None, copy: bool) -> Event:
    return Event(
        "certificate_printed",
        {"certificate": certificate.id, "visit": certificate.visit, "on": on, "copy": copy},
    )


def _check_ground(ground: str) -> None:
    if ground not in ANNULMENT_GROUNDS:
        raise Refusal("ground_unknown", 422, ground=ground)
