"""The certificate of an examination: for a negative result alone, and nobody but the counsellor knows who has one."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from server.desk.certificate_moves import print_again
from server.desk.certificate_views import certificate_view, certificates_on_desk, preview_at, verify_view
from server.desk.house import DoneTask
from server.desk.outcome import jobs_to_print, record_outcome
from server.desk.troubles import troubles
from server.desk.views import counter_view, lines_view, route_of, ticket_view
from server.domain.certificate import Verdict
from server.domain.job import JobState
from server.domain.paper import Field, Paper, Qr
from server.domain.refusal import Refusal
from server.domain.ticket import Move
from server.domain.visit import Visit, VisitState
from tests.desk.a_house import CLERKS, OFFICE, AHouse, open_house

COUNSELLOR, NURSE = "cabinet-14", "cabinet-15"
ANONYMOUS, CONFIDENTIAL = "voluntary-anonymous", "mandatory-confidential"
RESULTS = ("negative", "positive", "indeterminate")
NAME, IIN = "Маркеров Маркер", "751231299909"


def examined(house: AHouse, kind: str, result: str) -> Visit:
    """Somebody who has been told his result; his paper lies on the table, and he is not gone yet."""
    visit = house.kiosk("hiv-test", kind=kind)
    house.serve(COUNSELLOR)
    house.serve(NURSE)
    ticket = house.at(visit, "counsel-after")
    house.task(ticket, "result", COUNSELLOR, result=result)
    house.take_up(visit)
    house.next(COUNSELLOR)
    house.move(ticket, Move.START, COUNSELLOR)
    house.task(ticket, "counselling", COUNSELLOR)
    person = {"full_name": NAME, "iin": IIN} if kind == CONFIDENTIAL else {}
    house.task(ticket, "result-certificate", COUNSELLOR, **person)
    return visit


def paper_printed(house: AHouse) -> Paper:
    ((_, paper),) = house.ask(lambda h: jobs_to_print(h, OFFICE, JobState.QUEUED))
    return paper


def code_on(paper: Paper) -> str:
    (qr,) = [block.data for block in paper.blocks if isinstance(block, Qr)]
    return qr.rpartition("/")[2]


def values(paper: Paper) -> list[str]:
    return [block.value for block in paper.blocks if isinstance(block, Field)]


# for a negative result alone


def test_a_negative_result_has_a_certificate_that_is_good_for_three_months(house: AHouse) -> None:
    visit = examined(house, CONFIDENTIAL, "negative")
    paper = paper_printed(house)
    assert {NAME, IIN} <= set(values(paper))
    assert "23.02.2027" in values(paper)
    code = code_on(paper)
    assert house.ask(lambda h: verify_view(h, code)).verdict is Verdict.NOT_YET_ISSUED
    house.finish(house.at(visit, "counsel-after"), COUNSELLOR)
    assert house.ask(lambda h: verify_view(h, code)).verdict is Verdict.GENUINE
    house.clock.go_on(days=93)
    assert house.ask(lambda h: verify_view(h, code)).verdict is Verdict.EXPIRED


@pytest.mark.parametrize("result", RESULTS[1:])
@pytest.mark.parametrize("kind", [ANONYMOUS, CONFIDENTIAL])
def test_another_result_has_a_sheet_that_names_nobody_and_certifies_nothing(
    house: AHouse, kind: str, result: str
) -> None:
    visit = examined(house, kind, result)
    text = str(paper_printed(house))
    assert not re.search(f"{NAME}|{IIN}|АИТВ|ВИЧ|HIV|{result}|/verify/|СПРАВКА", text)
    house.finish(house.at(visit, "counsel-after"), COUNSELLOR)
    with pytest.raises(Refusal) as caught:
        house.ask(lambda h: verify_view(h, h.verify_code(visit.id)))
    assert (caught.value.code, caught.value.status) == ("not_found", 404)


def test_an_anonymous_one_bears_the_code_that_is_kept_nowhere(house: AHouse, tmp_path: Path) -> None:
    visit = examined(house, ANONYMOUS, "negative")
    code = house.ask(lambda h: h.return_code(visit.id))
    grouped = "-".join(code[at : at + 4] for at in range(0, 16, 4))
    assert grouped in values(paper_printed(house))
    assert "Ф.И.О." not in str(paper_printed(house))
    paper = house.ask(lambda h: h.certificate_of_visit(visit.id))
    assert paper is not None
    drawn = house.ask(lambda h: h.drawn(paper))
    assert drawn is not None
    assert grouped not in str(drawn), "not even under its seal"
    assert drawn.entry == {}
    seen = house.ask(lambda h: certificate_view(h, paper.id, CLERKS[COUNSELLOR])).paper
    assert seen is not None
    assert grouped in values(seen)
    assert values(house.ask(lambda h: preview_at(h, house_ticket(visit), CLERKS[COUNSELLOR])))


def house_ticket(visit: Visit) -> str:
    return f"{visit.id}-03"


def test_nobody_is_asked_for_his_name_where_he_is_anonymous(house: AHouse) -> None:
    visit = house.kiosk("hiv-test", kind=ANONYMOUS)
    house.serve(COUNSELLOR)
    house.serve(NURSE)
    ticket = house.at(visit, "counsel-after")
    house.task(ticket, "result", COUNSELLOR)
    house.take_up(visit)
    house.next(COUNSELLOR)
    house.move(ticket, Move.START, COUNSELLOR)
    with house.refuses("unknown_field", 400):
        house.task(ticket, "result-certificate", COUNSELLOR, full_name=NAME)


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize("move", [Move.PUT_BACK, Move.HOLD, Move.REDIRECT])
def test_who_has_his_paper_leaves_the_counter_only_finished_whatever_his_result(
    house: AHouse, result: str, move: Move
) -> None:
    visit = examined(house, CONFIDENTIAL, result)
    ticket = house.at(visit, "counsel-after")
    house.task(ticket, "result-certificate-signature", COUNSELLOR)
    with house.refuses("paper_handed_over"):
        house.move(ticket, move, COUNSELLOR)
    house.move(ticket, Move.FINISH, COUNSELLOR)
    assert house.visit(visit).state is VisitState.DONE


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize(("move", "ground"), [(Move.WITHDRAW, "left"), (Move.REFUSE, "no_consent")])
def test_who_has_his_paper_is_neither_withdrawn_nor_refused_whatever_his_result(
    house: AHouse, result: str, move: Move, ground: str
) -> None:
    visit = examined(house, CONFIDENTIAL, result)
    ticket = house.at(visit, "counsel-after")
    house.task(ticket, "result-certificate-signature", COUNSELLOR)
    with house.refuses("paper_handed_over"):
        house.move(ticket, move, COUNSELLOR, ground=ground)
    with house.refuses("paper_handed_over"):
        house.end(visit, move, COUNSELLOR, ground)
    house.move(ticket, Move.FINISH, COUNSELLOR)
    assert house.visit(visit).state is VisitState.DONE


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize(("move", "ground"), [(Move.WITHDRAW, "left"), (Move.REFUSE, "no_consent")])
def test_whose_paper_is_unsigned_on_the_table_is_withdrawn_or_refused_whatever_his_result(
    house: AHouse, result: str, move: Move, ground: str
) -> None:
    visit = examined(house, CONFIDENTIAL, result)
    house.end(visit, move, COUNSELLOR, ground)
    assert house.visit(visit).ground == ground


# nobody can tell


def walked(folder: Path, kind: str, result: str) -> Iterator[AHouse]:
    """The same day in a house of its own; only the result is another. Each step leaves its trace behind."""
    folder.mkdir()
    house = open_house(folder)
    visit = examined(house, kind, result)
    yield house
    house.finish(house.at(visit, "counsel-after"), COUNSELLOR)
    yield house
    ((job, _),) = house.ask(lambda h: jobs_to_print(h, OFFICE, JobState.QUEUED))
    for state in (JobState.SENT, JobState.FAILED):
        house.do(partial(record_outcome, printer=OFFICE, job_id=job.id, state=state, fault=None))
    yield house
    house.do(lambda h: print_again(h, visit.id, False, CLERKS[COUNSELLOR]))
    yield house
    neighbour = examined(house, kind, "negative")
    house.finish(house.at(neighbour, "counsel-after"), COUNSELLOR)
    yield house
    house.store.close()


def seen_in(house: AHouse) -> list[Any]:
    """The whole database as bytes without a key tell it: values where they are open, lengths where they are sealed."""
    return [
        [table, [[_open(value) for value in row] for row in rows]]
        for table, rows in sorted(house.dump().items())
        if table != "_sqlite_migrations"
    ]


def _open(value: Any) -> Any:
    if isinstance(value, bytes):
        return len(value)
    return re.sub(r"\b[0-9a-f]{32}\b", "digest", value) if isinstance(value, str) else value


def seen_by_others(house: AHouse) -> list[Any]:
    """All that anybody else in the house is shown of it."""
    (visit, *_) = house.visits()
    found: list[Any] = []
    for by, clerk in CLERKS.items():
        if by == COUNSELLOR:
            continue
        route = house.ask(partial(route_of, visit_id=visit.id))
        tickets = [house.ask(partial(ticket_view, ticket_id=one.id, staff=clerk)) for one in visit.tickets]
        desk = house.ask(partial(certificates_on_desk, staff=clerk))
        # `done` says which tasks are done: its answers are shown to nobody, see tests/web/test_walks.py.
        shown = [(view.ticket, view.visit, view.findings, sorted(view.done)) for view in tickets]
        found.append((route, shown, desk))
    return [*found, house.ask(lambda h: (lines_view(h), troubles(h), counter_view(h, NURSE)))]


@pytest.mark.parametrize("kind", [ANONYMOUS, CONFIDENTIAL])
def test_neither_rows_nor_ledger_nor_series_nor_jobs_nor_screens_tell_one_result_from_another(
    tmp_path: Path, kind: str
) -> None:
    walks = [walked(tmp_path / result, kind, result) for result in RESULTS]
    for moment, houses in enumerate(zip(*walks, strict=True)):
        first, *others = houses
        for result, other in zip(RESULTS[1:], others, strict=True):
            assert seen_in(other) == seen_in(first), (moment, result)
            assert seen_by_others(other) == seen_by_others(first), (moment, result)


def test_the_result_lies_in_no_file_in_clear(house: AHouse, tmp_path: Path) -> None:
    for result in RESULTS:
        visit = examined(house, CONFIDENTIAL, result)
        house.finish(house.at(visit, "counsel-after"), COUNSELLOR)
        assert house.visit(visit).state is VisitState.DONE
    content = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("kezek.db*")))
    for text in (*RESULTS, NAME, IIN, "не обнаружены", "табылмағаны", "Консультация после теста проведена"):
        assert text.encode() not in content
        assert text.encode("unicode_escape") not in content


def test_a_colleague_of_another_cabinet_is_not_shown_the_paper(house: AHouse) -> None:
    visit = examined(house, CONFIDENTIAL, "negative")
    for by in set(CLERKS) - {COUNSELLOR}:
        with pytest.raises(Refusal):
            house.ask(partial(certificate_view, certificate_id=visit.id, staff=CLERKS[by]))
    done: list[DoneTask] = house.ask(lambda h: h.tasks_of(visit.id))
    assert {task.task for task in done} >= {"result", "result-certificate"}
