"""The book of keys: what was asked and not heard of is known after a power cut."""

import os
from pathlib import Path

import pytest

from kiosk import keys
from kiosk.keys import KeyBook


def left_open(file: Path) -> int:
    """How many keys the next start finds without an answer."""
    return next_start(file).left_open


def next_start(file: Path) -> KeyBook:
    book = KeyBook(file)
    book.close()
    return book


def test_a_key_without_an_answer_is_known_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "keys.jsonl"
    book = KeyBook(file)
    book.asked("one")
    book.answered("one")
    book.asked("two")
    book.asked("three")
    book.given_up("three")
    book.close()
    assert left_open(file) == 1


def test_what_was_given_up_is_known_at_every_start_until_it_is_settled(tmp_path: Path) -> None:
    file = tmp_path / "keys.jsonl"
    book = KeyBook(file)
    for key in ("one", "two", "three"):
        book.asked(key)
        book.given_up(key)
    book.settled("two")
    book.close()
    for _ in range(2):
        again = next_start(file)
        assert (again.unsettled, again.left_open) == (["one", "three"], 0)


def test_a_line_that_a_power_cut_broke_off_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "keys.jsonl"
    file.write_text('{"key": "one", "state": "asked"}\n{"key": "tw')
    assert left_open(file) == 1


def test_the_first_start_finds_none(tmp_path: Path) -> None:
    assert left_open(tmp_path / "keys.jsonl") == 0


def test_a_key_is_open_at_every_start_until_it_is_settled(tmp_path: Path) -> None:
    file = tmp_path / "keys.jsonl"
    book = KeyBook(file)
    book.asked("one")
    book.asked("two")
    book.close()
    assert [left_open(file) for _ in range(3)] == [2, 2, 2]
    book = KeyBook(file)
    book.answered("one")
    book.close()
    assert left_open(file) == 1


def test_a_crash_while_the_book_is_begun_anew_loses_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "keys.jsonl"
    book = KeyBook(file)
    book.asked("one")
    book.close()

    def crash(_: int) -> None:
        raise OSError("the power is gone")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", crash)
        with pytest.raises(OSError, match="power"):
            KeyBook(file)
    assert left_open(file) == 1


def test_a_full_book_is_begun_anew_with_its_open_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_LONGEST", 10)
    file = tmp_path / "keys.jsonl"
    book = KeyBook(file)
    book.asked("open")
    book.given_up("given up")
    for number in range(30):
        book.asked(f"{number}")
        book.answered(f"{number}")
    book.close()
    assert len(file.read_text().splitlines()) <= 10
    again = next_start(file)
    assert (again.left_open, again.unsettled) == (1, ["given up"])
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
