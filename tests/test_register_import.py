"""`kezek register import` from a shell, as an administrator types it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from server.desk.import_register import ListReport, import_list
from server.domain.refusal import Refusal
from server.store.store import DATABASE
from tests.desk.a_house import AHouse, open_house
from tests.site import REPOSITORY, running_site

FIRST, SECOND, THIRD = "890101199900", "751231299909", "950315590903"
TB = "tb-certificate"


def shell(data: Path, *words: str) -> tuple[int, str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KEZEK_")}
    done = subprocess.run(
        [sys.executable, "-m", "server", "register", "import", *words],
        env=environment | {"KEZEK_DATA": str(data)},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def a_list(folder: Path, *rows: str) -> str:
    path = folder / "list.csv"
    path.write_text("\n".join(("ИИН", *rows)), encoding="utf-8")
    return str(path)


def test_a_dry_run_names_every_bad_row_and_writes_nothing(tmp_path: Path) -> None:
    rows = a_list(tmp_path, FIRST, "890101199901", "1", FIRST, "; ")
    code, said, _ = shell(tmp_path / "data", rows, "--service", TB, "--dry-run")
    assert said.splitlines() == [
        "row 3: the check digit of the IIN is wrong",
        "row 4: this is not an IIN",
        "row 5: this IIN stands further up already",
        "Dry run: nothing was written. Good: 1, bad: 3",
    ]
    assert code == 1
    assert not (tmp_path / "data").exists()
    assert FIRST not in said


def test_an_import_is_one_report_and_the_next_says_what_changed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    rows = a_list(tmp_path, FIRST, SECOND)
    assert shell(data, rows, "--service", TB) == (
        0,
        "Added: 2, removed: 0, unchanged: 0, refused: 0\n",
        "",
    )
    rows = a_list(tmp_path, SECOND, THIRD, "7")
    code, said, _ = shell(data, rows, "--service", TB, "--language", "ru", "--allow-removal")
    assert (code, said.splitlines()) == (
        1,
        ["строка 4: это не ИИН", "Добавлено: 1, удалено: 1, без изменений: 1, не принято: 1"],
    )
    assert not any(iin.encode() in (data / DATABASE).read_bytes() for iin in (FIRST, SECOND, THIRD))


@pytest.mark.parametrize(
    ("service", "rows", "said"),
    [
        ("reception", (FIRST,), "There is no such service"),
        (TB, ("7",), "There is no IIN in the list"),
        (TB, (), "There is no IIN in the list"),
    ],
)
def test_what_cannot_be_imported_is_said_in_a_sentence(
    tmp_path: Path, service: str, rows: tuple[str, ...], said: str
) -> None:
    code, _, wrong = shell(tmp_path / "data", a_list(tmp_path, *rows), "--service", service)
    assert (code, said in wrong, "Traceback" in wrong) == (65, True, False)


def test_while_a_row_is_bad_nobody_is_removed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shell(data, a_list(tmp_path, FIRST, SECOND), "--service", TB)
    code, said, wrong = shell(data, a_list(tmp_path, FIRST, "7.51231E+11", THIRD), "--service", TB)
    assert (code, said) == (65, "row 3: this is not an IIN\n")
    assert wrong == (
        "Some rows are bad, and persons would leave the list: 1."
        " The earlier list stays. Mend the rows, or repeat and allow the removal.\n"
    )
    code, said, _ = shell(data, a_list(tmp_path, FIRST, SECOND), "--service", TB)
    assert (code, said) == (0, "Added: 0, removed: 0, unchanged: 2, refused: 0\n")


def test_bad_rows_hinder_no_list_that_only_grows_and_an_iin_given_twice_hides_nobody(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shell(data, a_list(tmp_path, FIRST), "--service", TB)
    code, said, _ = shell(data, a_list(tmp_path, FIRST, "7", SECOND), "--service", TB)
    assert (code, said.splitlines()[-1]) == (1, "Added: 1, removed: 0, unchanged: 1, refused: 1")
    code, said, _ = shell(data, a_list(tmp_path, FIRST, FIRST), "--service", TB)
    assert (code, said.splitlines()[-1]) == (1, "Added: 0, removed: 1, unchanged: 1, refused: 1")


def test_a_workbook_with_a_stray_cell_in_its_last_corner_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ["ИИН", FIRST])
    sheet.write("XFD1048576", "x")
    book.close()
    assert shell(tmp_path / "data", str(path), "--service", TB) == (
        65,
        "",
        "The file is too large, or something stands outside of the list: save the list alone in a new file"
        " or save it as CSV\n",
    )
    assert not (tmp_path / "data").exists()


def test_a_list_with_an_open_quote_changes_nothing_and_the_row_is_named(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shell(data, a_list(tmp_path, FIRST, SECOND, THIRD), "--service", TB)
    code, said, wrong = shell(data, a_list(tmp_path, FIRST, f'"{SECOND}', THIRD), "--service", TB)
    assert (code, said, "Row 3: a quotation mark is not closed" in wrong) == (65, "", True)
    code, said, _ = shell(data, a_list(tmp_path, FIRST, SECOND, THIRD), "--service", TB)
    assert (code, said) == (0, "Added: 0, removed: 0, unchanged: 3, refused: 0\n")


def test_nothing_is_imported_while_the_site_serves(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        code, _, wrong = shell(site.data, a_list(tmp_path, FIRST), "--service", TB)
    assert (code, "another server works on" in wrong) == (78, True)


# the list itself


def listed(house: AHouse, service: str = TB) -> list[str]:
    return house.ask(lambda h: [iin for iin in (FIRST, SECOND, THIRD) if h.is_listed(service, iin)])


def test_a_list_takes_the_place_of_the_one_before_and_of_no_other_service(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    assert import_list(house.store, TB, [FIRST, SECOND], 0, "site") == ListReport(2, 0, 0, 0)
    assert import_list(house.store, "narcological-certificate", [FIRST], 0, "site").added == 1
    assert import_list(house.store, TB, [SECOND, THIRD], 4, "site") == ListReport(1, 1, 1, 4)
    assert listed(house) == [SECOND, THIRD]
    assert listed(house, "narcological-certificate") == [FIRST]
    assert house.rows("SELECT service, count(*) FROM register_entry GROUP BY service") == [
        ("narcological-certificate", 1),
        (TB, 2),
    ]
    assert house.kinds().count("register_imported") == 3
    house.store.close()


def test_an_import_that_broke_off_is_never_looked_into_and_is_swept_away(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    import_list(house.store, TB, [FIRST], 0, "site")
    house.do(lambda h: h.add_to_list(TB, h.begin_list(TB), [SECOND]))
    assert listed(house) == [FIRST]
    assert import_list(house.store, TB, [THIRD], 0, "site") == ListReport(1, 1, 0, 0)
    assert listed(house) == [THIRD]
    assert house.rows("SELECT count(*) FROM register_entry") == [(1,)]
    house.store.close()


def test_a_list_that_may_remove_nobody_is_refused_where_it_would_and_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    house = open_house(tmp_path)
    import_list(house.store, TB, [FIRST], 0, "site")
    with house.nothing_changes(), pytest.raises(Refusal, match="list_lacks"):
        import_list(house.store, TB, [SECOND], 1, "site", may_remove=False)
    assert listed(house) == [FIRST]
    assert import_list(house.store, TB, [FIRST, SECOND], 1, "site", may_remove=False).added == 1
    house.store.close()


def test_an_empty_list_would_say_absent_of_everybody_and_is_refused(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    import_list(house.store, TB, [FIRST], 0, "site")
    with house.nothing_changes(), pytest.raises(Refusal, match="list_empty"):
        import_list(house.store, TB, [], 9, "site")
    house.store.close()
