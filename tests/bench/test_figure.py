"""Figures and their table: met, missed, or not measured, and said so."""

from pathlib import Path

import pytest

from tests.bench.figure import Figure
from tests.bench.machine import Machine
from tests.bench.table import BEGIN, END, grouped, plain, summary, write_into

MACHINE = Machine("a processor", 2, "Linux", "3.11", "3.40", 0.1, "abc", 0.1)


def test_a_ceiling_is_met_below_and_a_floor_above() -> None:
    assert Figure("a", "time", 24.0, "ms", 25.0).met is True
    assert Figure("a", "time", 26.0, "ms", 25.0).met is False
    assert Figure("a", "share", 0.5, "×", 0.4, at_least=True).met is True
    assert Figure("a", "share", 0.3, "×", 0.4, at_least=True).met is False


def test_what_has_no_limit_or_was_not_measured_is_neither_met_nor_missed() -> None:
    assert Figure("a", "time", 26.0, "ms").met is None
    assert Figure("a", "voice", None, "s", 2.0, note="espeak-ng is missing here").met is None


def test_a_row_says_what_was_missed_and_why_nothing_was_measured() -> None:
    assert Figure("a", "time", 26.04, "ms", 25.0).row() == ("time", "26.0 ms", "≤ 25 ms", "MISSED")
    unmeasured = Figure("a", "voice", None, "s", 2.0, note="espeak-ng is missing here")
    assert unmeasured.row() == ("voice", "–", "≤ 2 s", "espeak-ng is missing here")


def test_the_summary_counts_limits_that_are_met_and_what_was_not_measured() -> None:
    figures = [Figure("a", "x", 1, "", 2), Figure("a", "y", 3, "", 2), Figure("a", "z", None, "", 2)]
    assert summary(figures) == "1 of 3 limits are met; 1 could not be measured"


def test_figures_of_one_subject_stand_together() -> None:
    figures = [Figure("a", "1", 1, ""), Figure("b", "2", 2, ""), Figure("a", "3", 3, "")]
    assert [(about, [one.what for one in group]) for about, group in grouped(figures)] == [
        ("a", ["1", "3"]),
        ("b", ["2"]),
    ]


def test_a_busy_machine_is_warned_of_and_a_quiet_one_is_not() -> None:
    busy = Machine("a processor", 2, "Linux", "3.11", "3.40", 0.1, "abc", 3.0)
    assert "WARNING" in plain(busy, [])
    assert "WARNING" not in plain(MACHINE, [])


def test_the_manual_keeps_all_but_what_stands_between_its_marks(tmp_path: Path) -> None:
    manual = tmp_path / "README.md"
    manual.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    write_into(manual, "new")
    write_into(manual, "newer")
    assert manual.read_text() == f"before\n{BEGIN}\nnewer\n{END}\nafter\n"


def test_a_manual_without_marks_is_left_alone(tmp_path: Path) -> None:
    manual = tmp_path / "README.md"
    manual.write_text("nothing to replace\n")
    with pytest.raises(ValueError, match="lacks the marks"):
        write_into(manual, "new")
    assert manual.read_text() == "nothing to replace\n"
