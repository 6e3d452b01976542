"""The book of keys: what was asked and not heard of is known after a power cut."""

from pathlib import Path

from kiosk.keys import KeyBook


def left_open(file: Path) -> int:
    """How many keys the next start finds without an answer."""
    book = KeyBook(file)
    book.close()
    return book.left_open


def test_a_key_without_an_answer_is_known_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "keys.jsonl"
    book = KeyBook(file)
    book.asked("one")
    book.answered("one")
    book.asked("two")
    book.asked("three")
    book.unanswered("three")
    book.close()
    assert left_open(file) == 1


def test_a_line_that_a_power_cut_broke_off_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "keys.jsonl"
    file.write_text('{"key": "one", "state": "asked"}\n{"key": "tw')
    assert left_open(file) == 1


def test_the_first_start_finds_none(tmp_path: Path) -> None:
    assert left_open(tmp_path / "keys.jsonl") == 0
