"""A certificate on its way through the house: drafted, signed, issued; void, replaced; and every print of it."""

from functools import partial

import pytest

from server.desk import journal
from server.desk.ask_register import Question, keep_look_up
from server.desk.certificate_moves import (
    Printed,
    Replaced,
    annul,
    issue_replacement,
    print_again,
    replace_certificate,
)
from server.desk.certificate_views import (
    certificate_of_row,
    certificate_view,
    certificates_on_desk,
    preview_at,
    sample,
    verify_view,
)
from server.desk.certificates import draft
from server.desk.house import House
from server.desk.outcome import jobs_to_print, record_outcome
from server.desk.seats import leave_seat
from server.desk.sign_certificates import Signed, sign_certificates
from server.domain.certificate import Certificate, CertificateState, Verdict
from server.domain.job import JobState
from server.domain.journal import CELLS
from server.domain.language import Language, Words
from server.domain.paper import Field, Frame, Paper
from server.domain.refusal import Refusal
from server.domain.register import Finding, Found, NoAnswer, NoAnswerReason, RegisterAnswer
from server.domain.ticket import Move, TicketState
from server.domain.visit import Visit, VisitState
from tests.desk.a_house import CLERKS, OFFICE, AHouse

REGISTRAR, PSYCHIATRIST, CASHIER = "window-3", "cabinet-12", "cash-1"
SERVICE = "psychoneurological-certificate"
WORDS = Words("Тіркелім", "Регистр", "Register")


def drafted(house: AHouse, service: str = SERVICE, **answers: object) -> Visit:
    """Somebody whose paper is printed and signed by the registrar; he is on his way to the cashier."""
    visit = house.kiosk(service)
    house.next(REGISTRAR, house.at(visit, "check"))
    house.move(house.at(visit, "check"), Move.START, REGISTRAR)
    house.finish(house.at(visit, "check"), REGISTRAR)
    if answers:
        house.task(house.at(visit, "draft"), "journal-entry", REGISTRAR, **answers)
    house.finish(house.at(visit, "draft"), REGISTRAR)
    return visit


def paper_of(house: AHouse, visit: Visit) -> Certificate:
    found = house.ask(lambda h: h.certificate_of_visit(visit.id))
    assert found is not None
    return found


def verdict(house: AHouse, certificate: Certificate) -> Verdict:
    return house.ask(lambda h: verify_view(h, h.verify_code(certificate.id))).verdict


def sign(house: AHouse, *papers: Certificate, by: str = PSYCHIATRIST, sealed: bool = True) -> Signed:
    ids = [paper.id for paper in papers]
    return house.do(lambda h: sign_certificates(h, ids, sealed, CLERKS[by]))


def to_sign(house: AHouse, by: str) -> list[str]:
    desk = house.ask(lambda h: certificates_on_desk(h, CLERKS[by]))
    return [look.certificate.id for look in desk.to_sign]


def prints(house: AHouse, certificate: Certificate, by: str = REGISTRAR, on_page: bool = False) -> Printed:
    return house.do(lambda h: print_again(h, certificate.id, on_page, CLERKS[by]))


def end_prints(house: AHouse, state: JobState) -> list[Paper]:
    """Whatever waits for the printer ends so; the papers that it was given."""
    jobs = house.ask(lambda h: jobs_to_print(h, OFFICE, JobState.QUEUED))
    for job, _ in jobs:
        for one in (JobState.SENT, state):
            house.do(partial(record_outcome, printer=OFFICE, job_id=job.id, state=one, fault=None))
    return [paper for _, paper in jobs]


def is_copy(paper: Paper) -> bool:
    return isinstance(paper.blocks[0], Frame) and "КОПИЯ" in paper.blocks[0].text


def replacement(house: AHouse, certificate: Certificate, **corrected: str) -> Replaced:
    return house.do(
        lambda h: replace_certificate(h, certificate.id, "error_in_text", corrected, CLERKS[REGISTRAR])
    )


# its way


def test_it_is_drafted_signed_by_both_and_issued_at_the_end_of_the_visit(house: AHouse) -> None:
    visit, neighbour = drafted(house), drafted(house)
    before = paper_of(house, neighbour)
    assert verdict(house, paper_of(house, visit)) is Verdict.NOT_YET_ISSUED
    house.serve(CASHIER)
    house.next(PSYCHIATRIST, house.at(visit, "sign"))
    house.finish(house.at(visit, "sign"), PSYCHIATRIST)
    assert paper_of(house, visit).state is CertificateState.SIGNED
    assert verdict(house, paper_of(house, visit)) is Verdict.NOT_YET_ISSUED
    house.serve(REGISTRAR)
    assert verdict(house, paper_of(house, visit)) is Verdict.GENUINE
    assert paper_of(house, neighbour) == before
    kinds = [kind for kind in house.kinds() if kind.startswith("certificate_")]
    assert kinds[-3:] == ["certificate_signed", "certificate_signed", "certificate_issued"]


def test_ten_days_later_it_has_expired(house: AHouse) -> None:
    visit = drafted(house)
    for counter in (CASHIER, PSYCHIATRIST, REGISTRAR):
        house.serve(counter)
    house.clock.go_on(days=10)
    assert verdict(house, paper_of(house, visit)) is Verdict.GENUINE
    house.clock.go_on(days=1)
    assert verdict(house, paper_of(house, visit)) is Verdict.EXPIRED


def test_a_second_certificate_for_one_visit_is_refused(house: AHouse) -> None:
    visit = drafted(house)
    paper = paper_of(house, visit)
    drawn = house.ask(lambda h: h.drawn(paper))
    assert drawn is not None
    regulation = house.store.site.regulations[SERVICE]
    with house.refuses("certificate_exists"):
        house.do(lambda h: draft(h, visit, regulation, drawn.entry, drawn.finding))


def test_it_is_not_handed_over_while_it_is_unsigned_or_unpaid_whatever_the_route_says(house: AHouse) -> None:
    """The route keeps the step shut; and were it open, the paper would."""
    visit = drafted(house)
    house.serve(CASHIER)
    assert [ticket.step for ticket in house.visit(visit).open_tickets] == ["sign"]
    with pytest.raises(Refusal) as unsigned:
        house.do(lambda h: issue_replacement(h, visit.id, CLERKS[REGISTRAR]))
    assert unsigned.value.code == "certificate_unsigned"
    other = drafted(house)
    assert not sign(house, paper_of(house, other)).refused
    assert [ticket.step for ticket in house.visit(other).open_tickets] == ["pay"]
    with house.refuses("certificate_unpaid"):
        house.do(lambda h: issue_replacement(h, other.id, CLERKS[REGISTRAR]))


def test_a_free_service_needs_no_payment(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests.desk.a_house import a_site, open_house

    house = open_house(tmp_path_factory.mktemp("free"), site=a_site(psycho=0))
    visit = drafted(house)
    house.serve(PSYCHIATRIST)
    house.serve(REGISTRAR)
    assert verdict(house, paper_of(house, visit)) is Verdict.GENUINE
    house.store.close()


def test_a_doctor_who_refuses_makes_it_void(house: AHouse) -> None:
    visit, neighbour = drafted(house), drafted(house)
    house.next(PSYCHIATRIST, house.at(visit, "sign"))
    house.move(house.at(visit, "sign"), Move.REFUSE, PSYCHIATRIST, ground="data_untrue")
    assert verdict(house, paper_of(house, visit)) is Verdict.VOID
    assert verdict(house, paper_of(house, neighbour)) is Verdict.NOT_YET_ISSUED
    house.serve(REGISTRAR)  # hands over the refusal
    assert house.visit(visit).state is VisitState.REFUSED


def test_who_was_refused_unseen_is_handed_the_ground_and_his_row_tells_of_no_certificate(
    house: AHouse,
) -> None:
    visit = drafted(house)
    house.next(PSYCHIATRIST, house.at(visit, "sign"))
    house.move(house.at(visit, "sign"), Move.REFUSE, PSYCHIATRIST, ground="data_untrue")
    assert slips_of(house, visit) == 0, "the person is not there"
    house.serve(REGISTRAR)
    assert slips_of(house, visit) == 1
    row = house.ask(lambda h: h.row_of_visit(visit.id))
    assert row is not None
    assert row.values["ground"] == "data_untrue"
    assert not {"issued_on", "issued_by"} & row.values.keys()


def slips_of(house: AHouse, visit: Visit) -> int:
    """How many were printed for him in the office."""
    sql = "SELECT count(*) FROM job WHERE visit = ? AND kind = 'slip' AND printer = ?"
    return int(house.rows(sql, visit.id, OFFICE)[0][0])


def test_a_person_who_leaves_leaves_a_void_paper(house: AHouse) -> None:
    visit = drafted(house)
    house.end(visit, Move.WITHDRAW, CASHIER)
    assert verdict(house, paper_of(house, visit)) is Verdict.VOID
    assert to_sign(house, PSYCHIATRIST) == []


# signing several at once


def test_several_are_signed_by_one_command_and_each_is_in_the_ledger(house: AHouse) -> None:
    visits = [drafted(house) for _ in range(3)]
    papers = [paper_of(house, visit) for visit in visits]
    assert to_sign(house, PSYCHIATRIST) == [paper.id for paper in papers]
    signed = sign(house, *papers[:2])
    assert [one.id for one in signed.signed] == [paper.id for paper in papers[:2]]
    assert signed.refused == ()
    assert [house.at(visit, "sign").state for visit in visits] == [
        TicketState.DONE,
        TicketState.DONE,
        TicketState.WAITING,
    ]
    assert to_sign(house, PSYCHIATRIST) == [papers[2].id]
    assert house.kinds().count("certificate_signed") == 3 + 2
    assert house.kinds()[-1] == "ticket_finished"


def test_one_that_cannot_be_signed_is_named_and_the_others_are_signed(house: AHouse) -> None:
    gone, stays, colleague = drafted(house), drafted(house), drafted(house)
    house.end(gone, Move.WITHDRAW, CASHIER)
    house.next("cabinet-16", house.at(colleague, "sign"))
    ids = [paper_of(house, visit).id for visit in (gone, stays, colleague)]
    signed = house.do(lambda h: sign_certificates(h, [*ids, "none"], True, CLERKS[PSYCHIATRIST]))
    assert [one.id for one in signed.signed] == [ids[1]]
    assert {one.certificate: one.why.code for one in signed.refused} == {
        ids[0]: "certificate_move_refused",
        ids[2]: "ticket_elsewhere",
        "none": "not_found",
    }
    assert paper_of(house, colleague).signed == paper_of(house, gone).signed


def test_what_another_role_must_sign_is_refused_and_nothing_changes(house: AHouse) -> None:
    visit = drafted(house)
    paper = paper_of(house, visit)
    with house.nothing_changes():
        for by, code in (
            ("cabinet-13", "signature_of_another"),
            ("cabinet-11", "signature_of_another"),
            ("cabinet-14", "signature_of_another"),
            (REGISTRAR, "signed_already"),
        ):
            (refused,) = sign(house, paper, by=by).refused
            assert refused.why.code == code, by


def test_a_doctor_says_that_he_sealed_it(house: AHouse) -> None:
    paper = paper_of(house, drafted(house))
    with house.refuses("unacceptable", 422):
        sign(house, paper, sealed=False)


def test_nobody_signs_standing(house: AHouse) -> None:
    paper = paper_of(house, drafted(house))
    house.stand_up(PSYCHIATRIST)
    with house.refuses("not_seated", 403):
        sign(house, paper)


def test_his_list_shows_the_finding_and_a_colleague_of_another_house_sees_none(house: AHouse) -> None:
    visit = drafted(house)
    (look,) = house.ask(lambda h: certificates_on_desk(h, CLERKS[PSYCHIATRIST])).to_sign
    assert look.drawn is not None
    assert (look.drawn.finding, look.drawn.entry["full_name"]) == ("absent", "Аманов Арман")
    assert look.ticket == house.at(visit, "sign").id
    for by in ("cabinet-13", CASHIER, "window-2"):
        desk = house.ask(partial(certificates_on_desk, staff=CLERKS[by]))
        assert (desk.to_sign, desk.lost) == ((), ())
        with house.refuses("forbidden", 403):
            house.ask(partial(certificate_view, certificate_id=visit.id, staff=CLERKS[by]))


# printing once more


@pytest.mark.parametrize(
    ("state", "copy"), [(JobState.FAILED, False), (JobState.UNKNOWN, True), (JobState.PRINTED, True)]
)
def test_only_a_print_that_certainly_failed_is_made_good_without_the_word(
    house: AHouse, state: JobState, copy: bool
) -> None:
    paper = paper_of(house, drafted(house))
    (first,) = end_prints(house, state)
    assert not is_copy(first)
    assert prints(house, paper).copy is copy
    (again,) = end_prints(house, JobState.PRINTED)
    assert is_copy(again) is copy
    assert prints(house, paper, by=PSYCHIATRIST).copy is True
    (third,) = end_prints(house, JobState.PRINTED)
    assert is_copy(third)
    assert house.kinds().count("certificate_printed") == 2


def test_it_is_not_printed_beside_a_print_that_is_under_way(house: AHouse) -> None:
    paper = paper_of(house, drafted(house))
    with house.refuses("print_under_way"):
        prints(house, paper)


def test_a_sheet_of_the_browser_counts_as_printed(house: AHouse) -> None:
    paper = paper_of(house, drafted(house))
    end_prints(house, JobState.FAILED)
    assert prints(house, paper, on_page=True).copy is False
    assert prints(house, paper, on_page=True).copy is True
    assert prints(house, paper).copy is True


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.UNKNOWN])
def test_a_lost_print_stands_on_the_desk_until_it_is_made_good(house: AHouse, state: JobState) -> None:
    visit = drafted(house)
    assert house.ask(lambda h: certificates_on_desk(h, CLERKS[REGISTRAR])).lost == ()
    end_prints(house, state)
    (look,) = house.ask(lambda h: certificates_on_desk(h, CLERKS[REGISTRAR])).lost
    assert (look.certificate.id, look.print_state) == (visit.id, state)
    assert look.copy_next is (state is JobState.UNKNOWN)
    assert house.ask(lambda h: certificates_on_desk(h, CLERKS["cabinet-13"])).lost == ()
    prints(house, look.certificate)
    end_prints(house, JobState.PRINTED)
    assert house.ask(lambda h: certificates_on_desk(h, CLERKS[REGISTRAR])).lost == ()


def test_nobody_prints_what_he_does_not_sign(house: AHouse) -> None:
    paper = paper_of(house, drafted(house))
    end_prints(house, JobState.PRINTED)
    for by in (CASHIER, "cabinet-13", "window-2"):
        with house.refuses("forbidden", 403):
            prints(house, paper, by=by)


def test_a_void_paper_is_printed_no_more(house: AHouse) -> None:
    visit = drafted(house)
    end_prints(house, JobState.PRINTED)
    house.end(visit, Move.WITHDRAW, CASHIER)
    with house.refuses("certificate_not_in_force"):
        prints(house, paper_of(house, visit))


# void and replaced


def test_an_issued_one_is_made_void_by_those_who_signed_it(house: AHouse) -> None:
    visit, neighbour = drafted(house), drafted(house)
    sign(house, paper_of(house, visit), paper_of(house, neighbour))
    house.serve(CASHIER)
    house.serve(CASHIER)
    house.serve(REGISTRAR)
    house.serve(REGISTRAR)
    for by, ground, code, status in (
        (CASHIER, "paper_lost", "forbidden", 403),
        (REGISTRAR, "because", "ground_unknown", 422),
    ):
        with house.refuses(code, status):
            house.do(partial(annul, certificate_id=visit.id, ground=ground, staff=CLERKS[by]))
    house.do(lambda h: annul(h, visit.id, "paper_lost", CLERKS[REGISTRAR]))
    assert verdict(house, paper_of(house, visit)) is Verdict.VOID
    assert verdict(house, paper_of(house, neighbour)) is Verdict.GENUINE
    with house.refuses("certificate_move_refused"):
        house.do(lambda h: annul(h, visit.id, "paper_lost", CLERKS[REGISTRAR]))


def test_one_on_its_way_is_replaced_or_refused_but_not_annulled(house: AHouse) -> None:
    visit = drafted(house)
    with house.refuses("certificate_on_its_way"):
        house.do(lambda h: annul(h, visit.id, "paper_spoiled", CLERKS[REGISTRAR]))


def may(house: AHouse, certificate: str, by: str = REGISTRAR) -> set[str]:
    view = house.ask(lambda h: certificate_view(h, certificate, CLERKS[by]))
    assert (view.correctable is not None) is ("replace" in view.may)
    return set(view.may)


def test_a_signer_is_offered_what_would_not_be_refused(house: AHouse) -> None:
    visit = drafted(house)
    assert may(house, visit.id) == {"replace"}
    for counter in (CASHIER, PSYCHIATRIST, REGISTRAR):
        house.serve(counter)
    assert may(house, visit.id) == may(house, visit.id, by=PSYCHIATRIST) == {"annul", "replace"}
    new = replacement(house, paper_of(house, visit)).certificate
    assert may(house, visit.id) == set()
    assert may(house, new.id) == {"annul", "replace"}
    sign(house, new, by=REGISTRAR, sealed=False)
    sign(house, new)
    assert may(house, new.id) == {"annul", "issue", "replace"}
    house.do(lambda h: leave_seat(h, REGISTRAR, CLERKS[REGISTRAR]))
    assert may(house, new.id) == set()
    with house.refuses("forbidden", 403):
        may(house, new.id, by="cabinet-13")


def test_a_row_of_the_journal_leads_to_the_certificate_it_names_for_those_who_sign_it(house: AHouse) -> None:
    visit = drafted(house)
    old = house.ask(lambda h: h.row_of_visit(visit.id))
    assert old is not None
    new = replacement(house, paper_of(house, visit)).certificate
    row = house.ask(lambda h: h.row_of_visit(visit.id))
    assert row is not None
    for by, first, second in ((REGISTRAR, visit.id, new.id), ("cabinet-13", None, None)):
        assert house.ask(partial(certificate_of_row, row=old, staff=CLERKS[by])) == first
        assert house.ask(partial(certificate_of_row, row=row, staff=CLERKS[by])) == second


def test_a_replacement_points_to_the_old_one_and_the_old_one_says_so(house: AHouse) -> None:
    visit = drafted(house)
    old = paper_of(house, visit)
    end_prints(house, JobState.PRINTED)
    made = replacement(house, old, full_name="Серікова Сәуле")
    new = made.certificate
    assert (new.replaces, made.before.replaced_by) == (old.id, new.id)
    assert new.number != old.number
    view = house.ask(lambda h: verify_view(h, h.verify_code(old.id)))
    assert (view.verdict, view.replaced_by) == (Verdict.REPLACED, new.number)
    assert verdict(house, new) is Verdict.NOT_YET_ISSUED
    (paper,) = end_prints(house, JobState.PRINTED)
    assert not is_copy(paper)
    assert any(isinstance(block, Field) and block.value == "Серікова Сәуле" for block in paper.blocks)
    assert to_sign(house, REGISTRAR) == [new.id]
    assert to_sign(house, PSYCHIATRIST) == []
    with house.refuses("certificate_move_refused"):
        replacement(house, old)


def test_a_replacement_on_its_way_is_signed_anew_by_both_and_goes_on(house: AHouse) -> None:
    visit = drafted(house)
    old = paper_of(house, visit)
    sign(house, old)
    new = replacement(house, old).certificate
    house.serve(CASHIER)
    called = house.next(REGISTRAR).ticket
    assert called is not None
    issue = house.move(called, Move.START, REGISTRAR).visit.ticket(called.id)
    with house.refuses("certificate_unsigned"):
        house.task(issue, "hand-over", REGISTRAR)
    (refused,) = sign(house, new).refused
    assert refused.why.code == "signature_not_yet"
    assert not sign(house, new, by=REGISTRAR, sealed=False).refused
    assert not sign(house, new).refused
    house.finish(issue, REGISTRAR)
    assert verdict(house, new) is Verdict.GENUINE
    assert verdict(house, old) is Verdict.REPLACED


def test_one_that_replaces_an_issued_one_is_signed_and_handed_over_beside_the_route(house: AHouse) -> None:
    visit = drafted(house)
    for counter in (CASHIER, PSYCHIATRIST, REGISTRAR):
        house.serve(counter)
    new = replacement(house, paper_of(house, visit), purpose="Мектепке").certificate
    with house.refuses("certificate_unsigned"):
        house.do(lambda h: issue_replacement(h, new.id, CLERKS[REGISTRAR]))
    sign(house, new, by=REGISTRAR, sealed=False)
    sign(house, new)
    house.do(lambda h: issue_replacement(h, new.id, CLERKS[REGISTRAR]))
    assert verdict(house, new) is Verdict.GENUINE
    assert [row[0] for row in house.rows("SELECT number FROM certificate ORDER BY made_at")] == [
        "1/2026",
        "2/2026",
    ]


@pytest.mark.parametrize(
    ("corrected", "code", "status"),
    [
        ({"iin": "890101199901"}, "iin_wrong", 422),
        ({"birth_date": "2999-01-01"}, "unacceptable", 422),
        ({"finding": "absent"}, "unknown_field", 400),
    ],
)
def test_a_replacement_with_wrong_data_leaves_the_old_one(
    house: AHouse, corrected: dict[str, str], code: str, status: int
) -> None:
    paper = paper_of(house, drafted(house))
    with house.refuses(code, status):
        replacement(house, paper, **corrected)


# looking at it first


def test_it_is_looked_at_before_it_is_printed_and_nothing_is_spent(house: AHouse) -> None:
    visit = house.kiosk(SERVICE)
    house.next(REGISTRAR)
    house.move(house.at(visit, "check"), Move.START, REGISTRAR)
    house.finish(house.at(visit, "check"), REGISTRAR)
    ticket = house.at(visit, "draft")
    with house.refuses("task_not_ready"):
        house.ask(lambda h: preview_at(h, ticket.id, CLERKS[REGISTRAR]))
    house.task(ticket, "journal-entry", REGISTRAR, full_name="Серікова Сәуле")
    with house.nothing_changes():
        paper = house.ask(lambda h: preview_at(h, ticket.id, CLERKS[REGISTRAR]))
    assert "Серікова Сәуле" in str(paper)
    assert "ПРЕДВАРИТЕЛЬНЫЙ" in str(paper.blocks[0])
    with house.refuses("forbidden", 403):
        house.ask(lambda h: preview_at(h, ticket.id, CLERKS[PSYCHIATRIST]))


@pytest.mark.parametrize(
    ("service", "finding", "said"),
    [
        ("tb-certificate", "present", "указанное лицо состоит"),
        ("narcological-certificate", None, "не состоит"),
        ("hiv-test", "negative", "не обнаружены"),
        ("hiv-test", "otherwise", "Консультация после теста"),
    ],
)
def test_an_administrator_sees_the_template_with_invented_data(
    house: AHouse, service: str, finding: str | None, said: str
) -> None:
    with house.nothing_changes():
        assert said in str(house.ask(lambda h: sample(h, service, finding, Language.KK)))
    with house.refuses("unacceptable", 422):
        house.ask(lambda h: sample(h, service, "positive", Language.KK))
    with house.refuses("not_found", 404):
        house.ask(lambda h: sample(h, "house-call", None, Language.KK))


# the journal of service registration


def row_of(house: AHouse, visit: Visit) -> dict[str, object]:
    row = house.ask(lambda h: h.row_of_visit(visit.id))
    assert row is not None
    return dict(row.values)


def test_one_replaced_after_it_was_handed_over_is_issued_in_the_journal_when_the_visit_ends(
    house: AHouse,
) -> None:
    visit, neighbour = drafted(house), drafted(house)
    untouched = row_of(house, neighbour)
    for counter in (CASHIER, PSYCHIATRIST):
        house.serve(counter)
    called = house.next(REGISTRAR).ticket
    assert called is not None
    house.move(called, Move.START, REGISTRAR)
    house.tasks(called, REGISTRAR)
    new = replacement(house, paper_of(house, visit), full_name="Серікова Сәуле").certificate
    sign(house, new, by=REGISTRAR, sealed=False)
    sign(house, new)
    assert "issued_on" not in row_of(house, visit)
    house.move(called, Move.FINISH, REGISTRAR)
    row = row_of(house, visit)
    assert (row["certificate_number"], row["issued_on"], row["issued_by"]) == (
        new.number,
        "2026-11-23",
        CLERKS[REGISTRAR].name,
    )
    assert verdict(house, new) is Verdict.GENUINE
    assert row_of(house, neighbour) == untouched


CORRECTED = {
    "full_name": "Серікова Сәуле",
    "iin": "950315599903",
    "birth_date": "1895-03-15",
    "address": "Атырау қ., Сынақ көш., 2",
    "purpose": "Мектепке",
}


def correct(house: AHouse, visit: Visit, **cells: str) -> None:
    def corrected(h: House) -> None:
        row = h.row_of_visit(visit.id)
        assert row is not None
        journal.correct(h, row, cells, "Қате", CLERKS[REGISTRAR])

    house.do(corrected)


@pytest.mark.parametrize("cell", CORRECTED)
def test_what_stands_on_a_certificate_in_force_is_not_corrected_in_the_row(house: AHouse, cell: str) -> None:
    on_its_way, issued = drafted(house), drafted(house)
    to_the_end(house, issued)
    for visit in (on_its_way, issued):
        with house.refuses("cell_on_certificate"):
            correct(house, visit, **{cell: CORRECTED[cell]})
        replacement(house, paper_of(house, visit), **{cell: CORRECTED[cell]})
        assert row_of(house, visit)[cell] == CORRECTED[cell]
        with house.refuses("cell_on_certificate"):
            correct(house, visit, **{cell: "1890-01-01" if cell == "birth_date" else "890101199900"})


def test_what_no_paper_bears_is_corrected_while_one_is_in_force(house: AHouse) -> None:
    visit = drafted(house)
    correct(house, visit, full_name="Аманов Арман", applicant="Аманова Әсел (ата-анасы / родитель)")
    assert row_of(house, visit)["applicant"] == "Аманова Әсел (ата-анасы / родитель)"


def test_a_replacement_writes_nothing_in_the_row_that_is_no_cell(house: AHouse) -> None:
    visit = drafted(house, representative="Аманова Әсел", basis="parent")
    replacement(house, paper_of(house, visit), full_name="Серікова Сәуле")
    row = row_of(house, visit)
    assert row.keys() <= CELLS.keys()
    assert row["applicant"] == "Аманова Әсел (ата-анасы / родитель)"
    replacement(house, paper_of(house, visit), representative="Аманова Ару")
    assert row_of(house, visit)["applicant"] == "Аманова Ару (ата-анасы / родитель)"
    with house.refuses("applicant_incomplete", 422):
        replacement(house, paper_of(house, visit), basis="")


def test_the_row_of_a_void_certificate_is_corrected_by_hand(house: AHouse) -> None:
    visit = drafted(house)
    house.end(visit, Move.WITHDRAW, CASHIER, "left")
    correct(house, visit, **CORRECTED, finding="present")
    assert row_of(house, visit).items() >= {**CORRECTED, "finding": "present"}.items()


FOUND = Found(Finding.ABSENT, WORDS, WORDS)
SILENT = NoAnswer(NoAnswerReason.SLOW, WORDS)


def entered(house: AHouse, look_up: bool, answer: RegisterAnswer = FOUND) -> Visit:
    """Somebody is in the journal; his certificate is not made yet."""
    visit = house.kiosk(SERVICE)
    ticket = house.at(visit, "check")
    house.next(REGISTRAR, ticket)
    house.move(ticket, Move.START, REGISTRAR)
    if look_up:
        asked = Question(SERVICE, "890101199900")
        house.do(lambda h: keep_look_up(h, ticket.id, asked, answer, CLERKS[REGISTRAR]))
    house.finish(ticket, REGISTRAR)
    house.task(house.at(visit, "draft"), "journal-entry", REGISTRAR)
    return visit


def test_a_certificate_says_what_the_row_says_that_was_corrected_before_it(house: AHouse) -> None:
    visit = entered(house, look_up=False)
    correct(house, visit, **CORRECTED)
    ticket = house.at(visit, "draft")
    preview = house.ask(lambda h: preview_at(h, ticket.id, CLERKS[REGISTRAR]))
    house.finish(ticket, REGISTRAR)
    made = paper_of(house, visit)
    drawn = house.ask(lambda h: h.drawn(made))
    assert drawn is not None
    assert drawn.entry.items() >= CORRECTED.items()
    for paper in (preview, drawn.paper):
        said = {one.value for one in paper.blocks if isinstance(one, Field)}
        assert said >= {"Серікова Сәуле", "950315599903", "15.03.1895"}


def test_what_the_check_found_is_not_corrected_by_hand_before_the_certificate(house: AHouse) -> None:
    visit = entered(house, look_up=True)
    for cells in ({"iin": "950315599903"}, {"finding": "present"}):
        with house.refuses("cell_of_check"):
            correct(house, visit, **cells)
    correct(house, visit, full_name="Серікова Сәуле")
    house.finish(house.at(visit, "draft"), REGISTRAR)
    with house.refuses("cell_of_check"):
        correct(house, visit, finding="present")


def test_an_iin_about_which_the_register_was_silent_is_corrected_before_and_after_the_certificate(
    house: AHouse,
) -> None:
    visit = entered(house, look_up=True, answer=SILENT)
    correct(house, visit, iin="950315599903")
    house.finish(house.at(visit, "draft"), REGISTRAR)
    changed = replacement(house, paper_of(house, visit), iin="751231299909")
    assert row_of(house, visit)["iin"] == "751231299909"
    assert changed.certificate.number == row_of(house, visit)["certificate_number"]


def test_the_iin_of_whom_the_register_said_something_is_not_put_right_by_another_paper(house: AHouse) -> None:
    visit = entered(house, look_up=True)
    house.finish(house.at(visit, "draft"), REGISTRAR)
    with house.refuses("iin_not_checked", 422):
        replacement(house, paper_of(house, visit), iin="751231299909")


def test_the_row_of_an_ended_visit_without_a_certificate_is_corrected_by_hand(house: AHouse) -> None:
    visit = entered(house, look_up=True)
    house.end(visit, Move.WITHDRAW, REGISTRAR, "left")
    correct(house, visit, iin="950315599903", finding="present")
    assert row_of(house, visit)["finding"] == "present"


def to_the_end(house: AHouse, visit: Visit) -> None:
    for step, counter in (("pay", CASHIER), ("sign", PSYCHIATRIST), ("issue", REGISTRAR)):
        ticket = house.at(visit, step)
        house.next(counter, ticket)
        if house.ticket(ticket).state is TicketState.CALLED:
            house.move(ticket, Move.START, counter)
        house.finish(ticket, counter)


def test_the_journal_follows_a_replaced_paper_and_keeps_the_row_of_the_old_one(house: AHouse) -> None:
    visit, neighbour = drafted(house), drafted(house)
    untouched = row_of(house, neighbour)
    for counter in (CASHIER, PSYCHIATRIST, REGISTRAR):
        house.next(
            counter, next(one for one in house.visit(visit).open_tickets if one.role in CLERKS[counter].roles)
        )
        ticket = next(one for one in house.visit(visit).open_tickets if one.counter == counter)
        if ticket.state is TicketState.CALLED:
            house.move(ticket, Move.START, counter)
        house.finish(ticket, counter)
    old = row_of(house, visit)
    assert (old["certificate_number"], old["issued_by"]) == (
        paper_of(house, visit).number,
        CLERKS[REGISTRAR].name,
    )
    new = replacement(house, paper_of(house, visit), full_name="Серікова Сәуле").certificate
    row = row_of(house, visit)
    assert (row["certificate_number"], row["full_name"]) == (new.number, "Серікова Сәуле")
    assert "issued_on" not in row
    sign(house, new, by=REGISTRAR, sealed=False)
    sign(house, new)
    house.do(lambda h: issue_replacement(h, new.id, CLERKS[REGISTRAR]))
    assert row_of(house, visit)["issued_by"] == CLERKS[REGISTRAR].name
    assert house.rows("SELECT count(*) FROM journal_row WHERE visit = ?", visit.id) == [(2,)]
    assert row_of(house, neighbour) == untouched
