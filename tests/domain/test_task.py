"""What a task asks: its example, its schema and the check of what was sent say the same."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator

from server.domain.refusal import Refusal
from server.domain.task import MOST_MONEY, TASKS, TEXT_LIMIT, Known, Task, example_of, read_answers, schema_of

KNOWN = Known(
    price=150_000,
    today=date(2026, 11, 23),
    free_slot=lambda iin: "d-1@2026-11-24T09:00",
    free_round=lambda address, born: "d-1@2026-11-24T14:00",
)
FIELDS = [(task, field) for task in TASKS.values() for field in task.fields]
NAMES = [f"{task.code}.{field.name}" for task, field in FIELDS]


def refusal_of(task: Task, answers: dict[str, Any]) -> tuple[str, int, str]:
    same = dict(answers)
    with pytest.raises(Refusal) as refused:
        read_answers(task, answers, KNOWN)
    assert answers == same
    return refused.value.code, refused.value.status, refused.value.data["field"]


def fits_schema(task: Task, answers: dict[str, Any]) -> bool:
    return bool(OAS31Validator(schema_of(task, KNOWN)).is_valid(answers))


@pytest.mark.parametrize("code", TASKS)
def test_the_example_of_a_task_is_accepted_as_it_is_and_by_its_schema(code: str) -> None:
    task = TASKS[code]
    example = example_of(task, KNOWN)
    assert read_answers(task, example, KNOWN) == example
    assert fits_schema(task, example)


@pytest.mark.parametrize("code", TASKS)
def test_a_field_that_nobody_asked_for_is_named(code: str) -> None:
    answers = example_of(TASKS[code], KNOWN) | {"colour": "blue"}
    assert refusal_of(TASKS[code], answers) == ("unknown_field", 400, "colour")
    assert not fits_schema(TASKS[code], answers)


@pytest.mark.parametrize(("task", "field"), FIELDS, ids=NAMES)
@pytest.mark.parametrize("wrong", [None, [], {}, 1.5, ("890101199900",)])
def test_a_value_of_the_wrong_type_is_named(task: Task, field: Any, wrong: Any) -> None:
    answers = example_of(task, KNOWN) | {field.name: wrong}
    if wrong is None and not field.required:
        assert field.name not in read_answers(task, answers, KNOWN)
    else:
        assert refusal_of(task, answers) == ("malformed", 400, field.name)


@pytest.mark.parametrize(("task", "field"), FIELDS, ids=NAMES)
def test_true_is_no_number_and_one_is_no_tick(task: Task, field: Any) -> None:
    kind = field.schema(KNOWN)["type"]
    wrong = {"boolean": 1, "integer": True, "string": True}[kind]
    assert refusal_of(task, example_of(task, KNOWN) | {field.name: wrong}) == ("malformed", 400, field.name)


@pytest.mark.parametrize(("task", "field"), FIELDS, ids=NAMES)
def test_a_field_that_must_be_there_is_missed_by_its_name(task: Task, field: Any) -> None:
    answers = example_of(task, KNOWN)
    answers.pop(field.name, None)
    if field.required:
        assert refusal_of(task, answers) == ("malformed", 400, field.name)
    else:
        assert read_answers(task, answers, KNOWN) == answers
    assert fits_schema(task, answers) is not field.required


@pytest.mark.parametrize(
    ("code", "field", "value"),
    [
        ("call-entry", "full_name", ""),
        ("call-entry", "full_name", "   "),
        ("call-entry", "full_name", "Ә" * (TEXT_LIMIT + 1)),
        ("register-check", "finding", "maybe"),
        ("journal-entry", "birth_date", "23.11.1926"),
        ("journal-entry", "birth_date", "1926-02-30"),
        ("call-entry", "birth_date", "19261123"),
        ("journal-entry", "birth_date", "0001-01-01"),
        ("journal-entry", "full_name", "Аманов 🙂"),
        ("journal-entry", "full_name", "\u0410\u0301\u0302\u0303манов"),
        ("journal-entry", "full_name", "\ufdfd"),
        ("journal-entry", "full_name", "\u3164"),
        ("journal-entry", "full_name", "李"),
        ("result", "result", "maybe"),
        ("counselling", "held", False),
        ("payment", "method", "barter"),
        ("payment", "taken", 149_999),
        ("payment", "taken", -1),
        ("payment", "taken", MOST_MONEY + 1),
    ],
)
def test_what_is_out_of_range_is_named(code: str, field: str, value: Any) -> None:
    answers = example_of(TASKS[code], KNOWN) | {field: value}
    assert refusal_of(TASKS[code], answers) == ("unacceptable", 422, field)


@pytest.mark.parametrize(
    ("value", "reason"), [("890101199901", "check_digit"), ("", "form"), ("89010119990", "form")]
)
def test_a_wrong_iin_is_named_with_the_reason(value: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_answers(TASKS["application"], example_of(TASKS["application"], KNOWN) | {"iin": value}, KNOWN)
    assert (refused.value.code, refused.value.status) == ("iin_wrong", 422)
    assert refused.value.data == {"field": "iin", "reason": reason}


@pytest.mark.parametrize(
    "name", ["Әбілқасым Ұлжан Өмірқызы", "Ёлкина-Щукина", "O’Neill Zoë", "№ 2 «Емхана» — 5", "Йо\u0438\u0306"]
)
def test_a_name_that_papers_can_bear_is_taken(name: str) -> None:
    answers = example_of(TASKS["journal-entry"], KNOWN) | {"full_name": name}
    assert read_answers(TASKS["journal-entry"], answers, KNOWN)["full_name"] == name


def test_blanks_around_an_answer_are_not_kept() -> None:
    answers = example_of(TASKS["attachment-entry"], KNOWN) | {"district": "  7 "}
    assert read_answers(TASKS["attachment-entry"], answers, KNOWN) == {"district": "7"}


def test_the_price_is_the_least_that_is_taken() -> None:
    schema = schema_of(TASKS["payment"], KNOWN)["properties"]["taken"]
    assert (schema["minimum"], example_of(TASKS["payment"], KNOWN)["taken"]) == (150_000, 150_000)


def test_a_task_needs_only_tasks_that_exist() -> None:
    assert {code for task in TASKS.values() for code in task.needs} <= TASKS.keys()


def test_the_finding_is_never_seen_by_the_cashier() -> None:
    assert all("cashier" not in task.seen_by for task in TASKS.values())


@pytest.mark.parametrize("reason", [None, "", "   ", ".", "абв", "abcd1", "....."])
def test_a_reason_is_missed_only_where_it_is_required_and_as_the_field_says(reason: str | None) -> None:
    task, unasked = TASKS["register-check"], replace(KNOWN, unasked=lambda: True)
    answers = {"finding": "absent", "source": "Архив", "why_otherwise": reason}
    with pytest.raises(Refusal) as refused:
        read_answers(task, answers, unasked)
    assert (refused.value.code, refused.value.status) == ("register_not_asked", 422)
    assert refused.value.data == {"field": "why_otherwise"}
    assert read_answers(task, answers, KNOWN)["finding"] == "absent"
    given = answers | {"why_otherwise": "абвгд"}
    assert read_answers(task, given, unasked) == given


def test_a_reason_of_the_wrong_type_is_named_as_such() -> None:
    answers = {"finding": "absent", "source": "Архив", "why_otherwise": 12345}
    with pytest.raises(Refusal, match="malformed"):
        read_answers(TASKS["register-check"], answers, replace(KNOWN, unasked=lambda: True))


def test_nobody_is_born_tomorrow() -> None:
    known = Known(0, date(2026, 11, 23))
    answers = example_of(TASKS["journal-entry"], known)
    assert read_answers(TASKS["journal-entry"], answers | {"birth_date": "2026-11-23"}, known)
    with pytest.raises(Refusal) as refused:
        read_answers(TASKS["journal-entry"], answers | {"birth_date": "2026-11-24"}, known)
    assert (refused.value.code, refused.value.data["field"]) == ("unacceptable", "birth_date")
