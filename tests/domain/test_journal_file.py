"""The templates of journals: as the decree and the house want them, and every fault of an edited one is found."""

from pathlib import Path

import pytest

import server
from server.domain.journal import CELLS
from server.domain.journal_file import PAGE_WIDTH, read_journals
from server.domain.regulation_file import FaultyRegulations

FOLDER = Path(server.__file__).parent / "regulations/journals"
TEXTS = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.toml"))}
HOUSE = read_journals(TEXTS, ())
GOOD = """
services = ["one", "two"]
name = { kk = "Журнал", ru = "Журнал", en = "Journal" }
[[columns]]
heading = { kk = "№", ru = "№", en = "№" }
width = 10
cells = ["number"]
[[columns]]
heading = { kk = "Қолы", ru = "Подпись", en = "Signature" }
width = 20
cells = []
"""


@pytest.mark.parametrize(
    ("service", "cells"),
    [
        (
            "house-call",
            "number received_at channel full_name age applicant address phone complaint district doctor_kind doctor"
            " visit_day visit_time told_at outcome outcome_at ground clerk",
        ),
        (
            "appointment",
            "number received_at channel full_name applicant iin phone doctor speciality cabinet day time arrived"
            " ground clerk",
        ),
        (
            "attachment",
            "number received_at channel full_name applicant iin address organisation_left district decision ground"
            " certificate_number handed_over_on",
        ),
        *(
            (
                f"{dispensary}-certificate",
                "number received_at full_name applicant birth_date iin address purpose finding certificate_number"
                " ground issued_on receipt_number issued_by",
            )
            for dispensary in ("tb", "psychoneurological", "narcological")
        ),
    ],
)
def test_a_journal_has_the_columns_that_it_must_have(service: str, cells: str) -> None:
    columns = HOUSE[service].columns
    assert [cell for column in columns for cell in column.cells] == cells.split()
    assert sum(column.width for column in columns) <= PAGE_WIDTH


def test_there_is_no_journal_of_examinations() -> None:
    assert "hiv-test" not in HOUSE


def test_a_journal_of_registration_leaves_room_for_a_signature() -> None:
    assert HOUSE["tb-certificate"].columns[-1].cells == ()


def test_every_cell_stands_in_some_journal() -> None:
    assert {cell for one in HOUSE.values() for column in one.columns for cell in column.cells} == CELLS.keys()


def test_services_of_one_file_have_journals_of_their_own() -> None:
    read = read_journals({"a.toml": GOOD}, ["one", "two"])
    assert list(read) == ["one", "two"]
    assert read["one"].columns == read["two"].columns
    assert read["one"].code == "one"


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('"number"', '"shoes"', "columns.1.cells.1", "unknown cell 'shoes'"),
        ('"number"', "", "columns", ""),
        ("cells = []", 'cells = ["number"]', "columns", "'number' stands in two columns"),
        ('cells = ["number"]', 'cells = ["iin"]', "columns", "no column has the number of the row"),
        ("width = 20", "width = 264", "columns", "are 274 mm wide together; a page across has 273"),
        ("width = 20", 'width = "20"', "columns.2.width", "must be a whole number, 5 or more"),
        ("width = 20", "", "columns.2.width", "is missing"),
        ('ru = "Подпись", ', "", "columns.2.heading.ru", "is missing"),
        ('"one", "two"', '"one", "one"', "services", "'one' has its journal in a.toml already"),
        ("services", "service", "service", "unknown key"),
        ('name = { kk = "Журнал"', 'name = { kk = ""', "name.kk", "must be a text that is not empty"),
    ],
)
def test_a_fault_is_named_with_its_file_and_its_key(old: str, new: str, key: str, reason: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new)
    if not reason:  # a journal of empty columns may be kept by hand
        assert read_journals({"a.toml": text}, ())
        return
    with pytest.raises(FaultyRegulations) as faulty:
        read_journals({"a.toml": text}, ())
    assert any(
        (fault.file, fault.key) == ("a.toml", key) and fault.reason.startswith(reason)
        for fault in faulty.value.faults
    ), faulty.value.faults


def test_all_faults_of_all_files_are_found_at_once() -> None:
    with pytest.raises(FaultyRegulations) as faulty:
        read_journals({"a.toml": "x = [", "b.toml": GOOD, "c.toml": GOOD}, ["three"])
    found = {(fault.file, fault.key) for fault in faulty.value.faults}
    assert found == {("a.toml", ""), ("c.toml", "services"), ("journals", "three")}


def test_headings_order_and_widths_are_data() -> None:
    first, second = GOOD.index("[[columns]]"), GOOD.rindex("[[columns]]")
    turned = GOOD[:first] + GOOD[second:] + GOOD[first:second]
    (journal, _) = read_journals({"a.toml": turned.replace("Signature", "Ink")}, ()).values()
    assert [column.heading.en for column in journal.columns] == ["Ink", "№"]
