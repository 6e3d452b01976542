"""Journals over HTTP: who reads which, what is found, corrected, given out, and what nobody gets."""

import csv
import io
import json
import re
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from server.domain.journal import Export, ExportForm
from server.domain.language import Language
from server.domain.role import Role
from server.web.exports import file_name
from tests.desk.a_house import a_site
from tests.site import Clerk
from tests.web.people import People, Walk

NARCO, TB, CALL = "narcological-certificate", "tb-certificate", "house-call"
READERS: dict[str, set[str]] = {
    CALL: {"registry_clerk"},
    "appointment": {"registry_clerk"},
    "attachment": {"registry_clerk"},
    TB: {"operator", "phthisiatrician"},
    "psychoneurological-certificate": {"registrar"},
    NARCO: {"registrar"},
}
OVERSEEING = {"supervisor", "administrator", "auditor"}


@pytest.fixture
def walked(people: People) -> Walk:
    walk = Walk(people, NARCO)
    walk.to_the_end()
    return walk


def found(clerk: Clerk, journal: str = NARCO, **asked: Any) -> list[Any]:
    reply = clerk.ask("POST", f"/api/journals/{journal}/searches", asked)
    assert reply.status == 200, reply
    return list(reply.body["rows"])


def row_of(clerk: Clerk, walk: Walk, journal: str = NARCO) -> Any:
    return next(row for row in found(clerk, journal) if row["visit"] == walk.visit["id"])


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"])
def test_days_at_the_edge_of_the_calendar_are_looked_for_or_refused(
    people: People, walked: Walk, day: str
) -> None:
    assert walked.visit
    clerk = people.of("registrar")
    since = clerk.ask("POST", f"/api/journals/{NARCO}/searches", {"since": day})
    assert (since.status, since.body["rows"] == []) == (200, day > "2000")
    until = clerk.ask("POST", f"/api/journals/{NARCO}/searches", {"until": day})
    ordered = {"since": day, "until": day, "form": "csv"}
    order = clerk.ask("POST", f"/api/journals/{NARCO}/exports", ordered)
    if day == "9999-12-31":
        assert (until.status, until.body["field"]) == (422, "until")
        assert (order.status, order.body["field"]) == (422, "until")
    else:
        assert (until.status, order.status) == (200, 201)
        assert fetched(clerk, order.body["url"]).status == 200


@pytest.mark.parametrize("journal", READERS)
def test_a_journal_is_read_by_those_whose_steps_write_in_it_and_by_oversight(
    people: People, journal: str
) -> None:
    for role in Role:
        clerk = people.of(role)
        listed = {one["journal"]: one for one in clerk.ask("GET", "/api/journals").body}
        may = role in READERS[journal] | OVERSEEING
        assert (journal in listed) is may, role
        if may:
            told = listed[journal]["may_write"], listed[journal]["in_full"]
            assert told == ((True, True) if role in READERS[journal] else (False, False)), role
        reply = clerk.ask("POST", f"/api/journals/{journal}/searches")
        assert reply.status == (200 if may else 403), role
        ordered = {"since": "2026-01-01", "until": "2026-01-02", "form": "csv"}
        assert clerk.ask("POST", f"/api/journals/{journal}/exports", ordered).status == (
            201 if may else 403
        ), role


def test_a_row_says_what_stands_in_each_column_in_the_language_asked_for(
    people: People, walked: Walk
) -> None:
    clerk = people.of("registrar")
    (journal,) = [one for one in clerk.ask("GET", "/api/journals").body if one["journal"] == NARCO]
    headings = [column["heading"]["en"] for column in journal["columns"]]
    row = row_of(clerk, walked)
    said = dict(zip(headings, row["texts"], strict=True))
    assert said["Full name"] == "Аманов Арман"
    assert said["Date of birth"] == "01.01.1889"
    assert said["Result of the check"] == "Not on dispensary record"
    assert re.fullmatch(r"\d+/\d{4}", said["Certificate no."])
    assert said["Issued by"] == "registrar"
    assert said["Signature"] == ""
    assert re.fullmatch(r"\d\d\.\d\d\.\d{4} \d\d:\d\d", said["Received at"])
    in_kazakh = people.site.request(
        "POST",
        f"/api/journals/{NARCO}/searches",
        {"number": row["number"]},
        {**clerk.headers, "Accept-Language": "kk"},
    )
    assert "Диспансерлік есепте тұрмайды" in in_kazakh.body["rows"][0]["texts"]


def test_rows_are_looked_for_by_number_iin_name_and_day(people: People, walked: Walk) -> None:
    clerk = people.of("registrar")
    row = row_of(clerk, walked)
    day = row["entered_at"][:10]
    assert found(clerk, number=row["number"], year=row["year"]) == [row]
    assert row in found(clerk, iin="890101199900", name="аманов  АРМАН")
    assert found(clerk, name="Сейітова") == []
    assert found(clerk, until="1999-12-31") == []
    assert row in found(clerk, since="2026-01-01")
    assert day


@pytest.mark.parametrize(
    "asked",
    [
        {"iin": "890101199900"},
        {"iin": "751231299909"},
        {"name": "Аманов"},
        {"name": "Ешкім"},
        {"iin": "890101199900", "number": 1},
    ],
)
def test_who_reads_a_journal_masked_looks_for_nobody_in_it(
    people: People, walked: Walk, asked: dict[str, Any]
) -> None:
    """The same answer whether such a person is in it or not."""
    row = row_of(people.of("registrar"), walked)
    for role in OVERSEEING:
        clerk = people.of(role)
        refused = clerk.ask("POST", f"/api/journals/{NARCO}/searches", asked)
        assert (refused.status, refused.body["code"]) == (403, "person_not_sought"), role
        assert refused.body["field"] == next(iter(asked))
        assert "rows" not in refused.body
        assert row["row"] in [one["row"] for one in found(clerk, number=row["number"], iin="", name=" ")]
        assert row["row"] in [one["row"] for one in found(clerk, since=row["entered_at"][:10])]


@pytest.mark.parametrize("role", ["operator", "phthisiatrician"])
def test_who_reads_a_journal_in_full_looks_for_a_person_there_and_in_no_other(
    people: People, role: str
) -> None:
    walk = Walk(people, TB)
    walk.to_the_end()
    clerk = people.of(role)
    row = row_of(clerk, walk, TB)
    assert row in found(clerk, TB, iin="890101199900")
    assert row in found(clerk, TB, name="Аманов")
    other = clerk.ask("POST", f"/api/journals/{NARCO}/searches", {"iin": "890101199900"})
    assert (other.status, other.body["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"iin": "890101199901"}, 422, "iin_wrong"),
        ({"since": "2026-02-30"}, 422, "unacceptable"),
        ({"since": 5}, 422, "unacceptable"),
        ({"since": "4070908800"}, 422, "unacceptable"),
        ({"until": "9999-12-31"}, 422, "unacceptable"),
        ({"number": 0}, 422, "unacceptable"),
        ({"number": "x"}, 422, "unacceptable"),
        ({"beyond": "no-such-row"}, 404, "not_found"),
        ({"shoes": 2}, 400, "unknown_field"),
        ({"name": "\x00"}, 422, "text_unsafe"),
    ],
)
def test_what_cannot_be_looked_for_is_said(people: People, asked: Any, status: int, code: str) -> None:
    reply = people.of("registrar").ask("POST", f"/api/journals/{NARCO}/searches", asked)
    assert (reply.status, reply.body["code"]) == (status, code)


def test_a_hundred_rows_come_at_once_and_the_next_are_beyond_them(people: People) -> None:
    clerk = people.of("registry_clerk")
    for _ in range(3):
        Walk(people, CALL).to_the_end()
    rows = found(clerk, CALL)
    assert [row["number"] for row in rows] == sorted((row["number"] for row in rows), reverse=True)
    assert found(clerk, CALL, beyond=rows[0]["row"]) == rows[1:]
    assert found(clerk, CALL, oldest_first=True)[:3] == list(reversed(rows))[:3]


def test_a_correction_is_made_once_however_often_it_is_sent(people: People, walked: Walk) -> None:
    clerk = people.of("registrar")
    row, neighbours = row_of(clerk, walked), found(people.of("operator"), TB)
    path = f"/api/journals/{NARCO}/rows/{row['row']}"
    body = {"cells": {"applicant": "Аманов Арлан"}, "ground": "Аты қате"}
    first, again = (clerk.ask("POST", f"{path}/corrections", body, "a-correction-once") for _ in range(2))
    assert first.status == again.status == 201
    assert first.body == again.body
    assert first.body["correction"] == f"Corrects no. {row['number']}: Аты қате"
    old = clerk.ask("GET", path).body
    assert (old["cells"], old["corrected_by"]["number"]) == (row["cells"], first.body["number"])
    other = clerk.ask("POST", f"{path}/corrections", {"cells": {"purpose": "x"}, "ground": "y"})
    assert (other.status, other.body["code"]) == (409, "row_corrected")
    assert found(people.of("operator"), TB) == neighbours


def test_what_stands_on_a_certificate_is_corrected_on_its_page_alone(people: People, walked: Walk) -> None:
    clerk = people.of("registrar")
    row = row_of(clerk, walked)
    body = {"cells": {"full_name": "Аманов Арлан"}, "ground": "Аты қате"}
    reply = clerk.ask("POST", f"/api/journals/{NARCO}/rows/{row['row']}/corrections", body)
    assert (reply.status, reply.body["code"], reply.body["field"]) == (
        409,
        "cell_on_certificate",
        "full_name",
    )
    number = row["cells"]["certificate_number"]
    assert reply.body["detail"].startswith(f"Replace certificate no. {number} on its page: Full name.")
    assert row_of(clerk, walked) == row


def test_who_only_oversees_corrects_nothing(people: People, walked: Walk) -> None:
    row = row_of(people.of("registrar"), walked)
    body = {"cells": {"full_name": "Аманов Арлан"}, "ground": "Аты қате"}
    for role in ("auditor", "administrator", "operator", "psychiatrist"):
        reply = people.of(role).ask("POST", f"/api/journals/{NARCO}/rows/{row['row']}/corrections", body)
        assert (reply.status, reply.body["code"]) == (403, "forbidden"), role
    assert row_of(people.of("registrar"), walked) == row


def test_a_moment_is_filled_in_as_the_clock_on_the_wall_says(people: People) -> None:
    walk = Walk(people, CALL)
    walk.to_the_end()
    clerk = people.of("registry_clerk")
    row = row_of(clerk, walk, CALL)
    cells = {"outcome": "treated_at_home", "outcome_at": "2026-11-24T14:30"}
    filled = clerk.ask("POST", f"/api/journals/{CALL}/rows/{row['row']}/cells", {"cells": cells}).body
    assert filled["cells"]["outcome_at"] == "2026-11-24T14:30"
    assert "Treated at home\n24.11.2026 14:30" in filled["texts"]
    assert filled["filled"] == ["outcome", "outcome_at"]


@pytest.mark.parametrize(
    ("journal", "cells"),
    [
        (CALL, {"told_at", "outcome", "outcome_at"}),
        ("appointment", {"arrived"}),
        ("attachment", set()),
        (NARCO, set()),
    ],
)
def test_a_page_offers_to_fill_in_only_what_no_deed_writes(
    people: People, journal: str, cells: set[str]
) -> None:
    (read,) = [
        one for one in people.of("auditor").ask("GET", "/api/journals").body if one["journal"] == journal
    ]
    assert {one["cell"] for one in read["cells"] if one["later"]} == cells
    assert not {one["cell"] for one in read["cells"]} & {"receipt_number", "certificate_number", "ground"}


def test_what_a_deed_writes_is_refused_by_hand_with_the_field(people: People, walked: Walk) -> None:
    clerk = people.of("registrar")
    row = row_of(clerk, walked)
    body = {"cells": {"handed_over_on": "2026-11-24"}}
    path = f"/api/journals/{NARCO}/rows/{row['row']}"
    for reply in (
        clerk.ask("POST", f"{path}/cells", body),
        clerk.ask("POST", f"{path}/corrections", body | {"ground": "Қате"}),
    ):
        assert (reply.status, reply.body["code"], reply.body["field"]) == (
            409, "cell_of_deed", "handed_over_on",
        )  # fmt: skip
    assert row_of(clerk, walked) == row


# files


def ordered(clerk: Clerk, form: str, journal: str = NARCO) -> Any:
    year = clerk.ask("GET", "/api/slots/2099-01-01/2099-01-01").body["today"][:4]
    body = {"since": f"{year}-01-01", "until": f"{year}-12-31", "form": form}
    reply = clerk.ask("POST", f"/api/journals/{journal}/exports", body)
    assert reply.status == 201, reply
    return reply.body


def fetched(clerk: Clerk, url: str) -> Any:
    return clerk.site.http.request("GET", f"{clerk.site.url}{url}", headers=clerk.headers)


def test_a_file_bears_the_day_of_the_site(people: People, walked: Walk) -> None:
    at = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)  # half past one in the night in Atyrau
    export = Export("e", NARCO, "s", at, at, ExportForm.CSV, Language.KK, at, 0)
    assert file_name(export, a_site()) == f"{NARCO}-2026-11-23.csv"
    evening = replace(export, at=at - timedelta(hours=2), form=ExportForm.XLSX)
    assert file_name(evening, a_site()) == f"{NARCO}-2026-11-22.xlsx"
    given = fetched(people.of("registrar"), ordered(people.of("registrar"), "csv")["url"])
    assert given.headers["Content-Disposition"] == f'attachment; filename="{NARCO}-{people.today()}.csv"'


def test_a_journal_is_given_out_as_csv_that_runs_nothing(people: People) -> None:
    walk = Walk(people, CALL)
    walk.to_the_end()
    clerk = people.of("registry_clerk")
    row = row_of(clerk, walk, CALL)
    body = {"cells": {"complaint": '=HYPERLINK("http://evil.example";"x")'}, "ground": "@SUM(1)"}
    assert clerk.ask("POST", f"/api/journals/{CALL}/rows/{row['row']}/corrections", body).status == 201
    export = ordered(clerk, "csv", CALL)
    given = fetched(clerk, export["url"])
    assert given.headers["Content-Disposition"].startswith(f'attachment; filename="{CALL}-')
    assert given.headers["Cache-Control"] == "no-store"
    assert given.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(given.data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == export["rows"] + 1
    assert '\'=HYPERLINK("http://evil.example";"x")' in rows[-1]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_journal_is_given_out_as_xlsx(people: People, walked: Walk, tmp_path: Path) -> None:
    clerk = people.of("registrar")
    export = ordered(clerk, "xlsx")
    path = tmp_path / "journal.xlsx"
    path.write_bytes(fetched(clerk, export["url"]).data)
    book = CalamineWorkbook.from_path(str(path))
    read = book.get_sheet_by_index(0).to_python()
    assert len(read) == export["rows"] + 1
    assert read[0][-1] == "Correction"
    assert "Аманов Арман" in read[-1]


def test_a_file_is_given_to_none_but_who_ordered_it(people: People, walked: Walk) -> None:
    url = ordered(people.of("registrar"), "csv")["url"]
    for role, status in (("supervisor", 404), ("operator", 403), ("cashier", 403)):
        assert fetched(people.of(role), url).status == status
    assert people.site.http.request("GET", f"{people.site.url}{url}").status == 401
    assert fetched(people.of("registrar"), url.replace(NARCO, "psychoneurological-certificate")).status == 404


def test_no_file_is_left_behind(people: People, walked: Walk) -> None:
    clerk = people.of("registrar")
    for form in ("csv", "xlsx"):
        assert fetched(clerk, ordered(clerk, form)["url"]).status == 200
    scratch = people.site.data / "scratch"
    assert list(scratch.iterdir()) == []
    assert scratch.stat().st_mode & 0o777 == 0o700


def test_what_was_ordered_is_in_the_ledger_and_no_name_is(people: People, walked: Walk) -> None:
    export = ordered(people.of("registrar"), "csv")
    with sqlite3.connect(f"file:{people.site.data / 'kezek.db'}?mode=ro", uri=True) as database:
        told = database.execute(
            "SELECT actor, facts FROM ledger WHERE kind = 'journal_exported' ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        everything = " ".join(row[0] for row in database.execute("SELECT facts FROM ledger"))
    database.close()
    assert told[0] == "staff:registrar"
    facts = json.loads(told[1])
    assert (facts["export"], facts["journal"], facts["rows"], facts["form"]) == (
        export["export"], NARCO, export["rows"], "csv",
    )  # fmt: skip
    assert "Аманов" not in everything
    assert "890101199900" not in everything
