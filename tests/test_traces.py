"""A log tells where a bug was and of what kind it is, and nothing of the person with whom it came to light."""

import logging
import subprocess
import sys
from datetime import date

import gevent
import pytest

from server import app
from server.traces import WithoutValues
from tests.site import REPOSITORY

NAME = "Маркеров Маркер"


def formatted(error: BaseException) -> str:
    record = logging.LogRecord(
        "kezek", logging.ERROR, "", 0, "a bug", (), (type(error), error, error.__traceback__)
    )
    return WithoutValues("%(message)s").format(record)


def raised(act: object) -> BaseException:
    try:
        act()  # type: ignore[operator]
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def look_up() -> object:
    known: dict[str, int] = {}
    return known[NAME]


def read_date() -> object:
    return date.fromisoformat(NAME)


def read_and_tell() -> object:
    try:
        return int(NAME)
    except ValueError as error:
        raise LookupError(f"no row of {NAME}") from error


def read_and_stumble() -> object:
    try:
        return int(NAME)
    except ValueError:
        raise KeyError(NAME)  # noqa: B904 - so that one hangs on the other by accident


def together() -> object:
    raise BaseExceptionGroup(NAME, [raised(look_up), BaseExceptionGroup("inner", [raised(read_date)])])


@pytest.mark.parametrize(
    ("act", "kinds"),
    [
        (look_up, ["KeyError"]),
        (read_date, ["ValueError"]),
        (read_and_tell, ["ValueError", "LookupError"]),
        (read_and_stumble, ["ValueError", "KeyError"]),
        (together, ["ExceptionGroup", "KeyError", "ExceptionGroup", "ValueError"]),
    ],
)
def test_it_says_where_and_of_what_kind_and_not_with_what(act: object, kinds: list[str]) -> None:
    text = formatted(raised(act))
    assert NAME not in text
    assert "Маркер" not in text.encode().decode("unicode_escape", "ignore") + text
    assert text.startswith("a bug\n")
    assert f"in {act.__name__}" in text  # type: ignore[attr-defined]
    found = [line.rpartition(".")[2] for line in text.splitlines() if line.startswith("builtins.")]
    assert found == kinds


def test_a_cause_that_was_left_out_on_purpose_stays_out() -> None:
    def tell() -> None:
        try:
            int(NAME)
        except ValueError:
            raise LookupError from None

    assert "ValueError" not in formatted(raised(tell))


DYING = """
import threading
from server.traces import log_to_stderr
log_to_stderr("%(levelname)s %(message)s")
def die(): raise ValueError("Маркеров 890101199900")
thread = threading.Thread(target=die); thread.start(); thread.join()
die()
"""


def test_a_process_and_its_threads_die_without_a_word_of_anybody() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", DYING], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "CRITICAL a thread died" in ended.stderr
    assert "CRITICAL the process ends" in ended.stderr
    assert ended.stderr.count("builtins.ValueError") == 2
    # the line of the source is told, and it is this test's own; the words of the exception are not
    assert "ValueError: Маркеров" not in ended.stderr


def test_a_greenlet_dies_without_a_word_of_anybody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gevent.get_hub(), "print_exception", app._log_death)
    gevent.spawn(look_up).join()
    (record,) = caplog.records
    assert record.message == "a greenlet died"
    assert NAME not in WithoutValues("%(message)s").format(record).replace(record.exc_text or "-", "")
    assert NAME not in capfd.readouterr().err
