"""Journals: looked through, filled in, corrected, ordered as a file (which `exports.py` gives out)."""

from server.desk import journal as desk
from server.desk.certificate_views import certificate_of_row
from server.desk.house import House, Staff
from server.domain.iin import fault_of_iin
from server.domain.journal import Row, Search
from server.domain.language import Language
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.web import journal_bodies as bodies
from server.web.actor import STAFF
from server.web.answers.journals import (
    ExportAnswer,
    JournalAnswer,
    RowAnswer,
    RowsAnswer,
    export_answer,
    journal_answer,
    row_answer,
)
from server.web.route import Answer, Asked, Deed, asks, commands, reads
from server.words.alphabet import in_alphabet

# Which of them reads which journal is a rule of the desk: those whose steps write in it. No step of these three does,
# and what a register says is not for them.
READERS = STAFF - {Role.CASHIER.value, Role.NURSE.value, Role.COUNSELLOR.value}
ROWS_AT_ONCE = 100


@reads("/api/journals", STAFF, {200: list[JournalAnswer]})
def list_journals(asked: Asked[None]) -> Deed:
    """The journals that the reader may read, with their columns."""
    staff = asked.actor.member

    def deed(house: House) -> Answer:
        theirs = [
            journal_answer(
                journal,
                house.site.regulation(code),
                desk.may_write(house, code, staff),
                desk.reads_in_full(house, code, staff),
            )
            for code, journal in house.site.journals.items()
            if code in house.site.regulations and desk.may_read(house, code, staff)
        ]
        language = asked.language.value
        return Answer(
            200,
            sorted(
                theirs,
                key=lambda one: (
                    in_alphabet(one["name"][language]),
                    in_alphabet(one["service_name"][language]),
                ),
            ),
        )

    return deed


@asks("/api/journals/<journal>/searches", READERS, {200: RowsAnswer}, bodies.SearchJournal)
def search_journal(asked: Asked[bodies.SearchJournal]) -> Deed:
    """The rows that are looked for, at most 100, the newest first; by name or IIN for who reads them in full."""

    def deed(house: House) -> Answer:
        staff = asked.actor.member
        search = _search(house, asked.ids["journal"], asked.body)
        found = desk.found_by(house, search, ROWS_AT_ONCE + 1, staff)
        rows = [_row_answer(house, row, staff, asked.language) for row in found[:ROWS_AT_ONCE]]
        today = house.site.day(house.now)
        return Answer(200, {"rows": rows, "more": len(found) > ROWS_AT_ONCE, "today": today})

    return deed


def _search(house: House, journal: str, body: bodies.SearchJournal) -> Search:
    """Raises Refusal `iin_wrong`, `unacceptable` (422)."""
    iin = (body.iin or "").strip()
    if iin and (reason := fault_of_iin(iin)):
        raise Refusal("iin_wrong", 422, field="iin", reason=reason)
    return Search(
        journal,
        body.number,
        body.year,
        desk.begin_of(house, body.since) if body.since else None,
        desk.end_of(house, body.until) if body.until else None,
        iin or None,
        (body.name or "").strip() or None,
        body.beyond,
        body.oldest_first,
    )


@reads("/api/journals/<journal>/rows/<row>", READERS, {200: RowAnswer})
def show_row(asked: Asked[None]) -> Deed:
    """One row, with what it corrects and what corrects it."""

    staff = asked.actor.member
    return lambda house: Answer(200, _row_answer(house, _row(house, asked), staff, asked.language))


@commands("POST", "/api/journals/<journal>/rows/<row>/cells", READERS, {200: RowAnswer}, bodies.FillRow)
def fill_row(asked: Asked[bodies.FillRow]) -> Deed:
    """Fill in what came later, each cell once."""
    return lambda house: Answer(
        200,
        _row_answer(
            house,
            desk.fill_in(house, _row(house, asked), asked.body.cells, asked.actor.member),
            asked.actor.member,
            asked.language,
        ),
    )


@commands(
    "POST", "/api/journals/<journal>/rows/<row>/corrections", READERS, {201: RowAnswer}, bodies.CorrectRow
)
def correct_row(asked: Asked[bodies.CorrectRow]) -> Deed:
    """Put a row right by a new one that points to it; the old one stays."""
    body = asked.body
    return lambda house: Answer(
        201,
        _row_answer(
            house,
            desk.correct(house, _row(house, asked), body.cells, body.ground, asked.actor.member),
            asked.actor.member,
            asked.language,
        ),
    )


@commands("POST", "/api/journals/<journal>/exports", READERS, {201: ExportAnswer}, bodies.OrderExport)
def order_export(asked: Asked[bodies.OrderExport]) -> Deed:
    """Order the rows of some days as a file, CSV or XLSX; the ledger knows of it."""
    body = asked.body
    return lambda house: Answer(
        201,
        export_answer(
            desk.order_export(
                house,
                asked.ids["journal"],
                body.since,
                body.until,
                body.form,
                asked.language,
                asked.actor.member,
            )
        ),
    )


def _row(house: House, asked: Asked[bodies.FillRow] | Asked[bodies.CorrectRow] | Asked[None]) -> Row:
    return desk.row_read_by(house, asked.ids["journal"], asked.ids["row"], asked.actor.member)


def _row_answer(house: House, row: Row, staff: Staff, language: Language) -> RowAnswer:
    """As this member of staff may read it."""
    certificate = certificate_of_row(house, row, staff)
    row = desk.as_read_by(house, row, staff)
    journal, zone = house.site.journal(row.journal), house.site.calendar.zone
    return row_answer(row, certificate, journal, language, zone)
