"""Every refusal has a sentence, and a sentence asks for nothing that its refusal does not carry."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import server
from server.domain.language import Language
from server.words.problems import PROBLEMS
from server.words.sentence import UNKNOWN, sentence

ROOMS = sorted((Path(server.__file__).parent / "words").glob("problems_of_*.py"))

# What the sentences may ask for; all of it is named by the contract.
PLACEHOLDERS = {
    "malformed": {"field"},
    "unknown_field": {"field"},
    "unacceptable": {"field"},
    "text_unsafe": {"field"},
    "move_refused": {"state", "move"},
    "seated_elsewhere": {"counter"},
    "tasks_open": {"tasks"},
    "task_not_ready": {"needs"},
    "job_refused": {"state"},
    "cell_filled": {"field"},
    "cell_of_deed": {"field"},
    "cell_on_certificate": {"field", "number"},
    "cell_of_check": {"field"},
    "row_corrected": {"number"},
    "slot_too_far": {"days"},
    "booking_other_day": {"day", "time"},
    "booked_that_day": {"day", "time"},
    "booking_too_early": {"time"},
    "no_doctor_for_age": {"district"},
    "street_taken": {"district"},
    "doctor_of_district": {"district"},
    "list_lacks": {"removed"},
    "doctor_awaited": {"bookings", "calls", "day"},
}

CODES = {
    "malformed",
    "unknown_field",
    "unacceptable",
    "text_unsafe",
    "not_json",
    "body_too_large",
    "unsupported_media_type",
    "key_missing",
    "key_reused",
    "signed_out",
    "sign_in_wrong",
    "token_unknown",
    "forbidden",
    "foreign_origin",
    "csrf_wrong",
    "not_found",
    "method_not_allowed",
    "service_unknown",
    "service_closed",
    "iin_wrong",
    "iin_not_asked",
    "kind_required",
    "kind_unknown",
    "channel_not_offered",
    "return_code_unknown",
    "move_refused",
    "slip_under_way",
    "seat_taken",
    "seated_elsewhere",
    "not_seated",
    "role_missing",
    "counter_busy",
    "ticket_elsewhere",
    "tasks_open",
    "task_unknown",
    "task_done",
    "task_not_ready",
    "ground_required",
    "ground_unknown",
    "counter_unsuitable",
    "visit_closed",
    "job_refused",
    "too_many_attempts",
    "overloaded",
    "not_saved",
    "not_ready",
    "internal",
}


def refusals_in_the_source() -> Iterator[tuple[str, str]]:
    """The first argument of every `Refusal(...)` of the house, and where it is raised."""
    for path in Path(server.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                code = node.args[0] if node.args else None
                if isinstance(code, ast.Constant):
                    yield str(code.value), path.name


def test_every_code_has_its_sentences() -> None:
    assert PROBLEMS.keys() >= CODES


def test_every_refusal_that_the_house_can_raise_has_its_sentences() -> None:
    assert {(code, file) for code, file in refusals_in_the_source() if code not in PROBLEMS} == set()


def test_no_code_has_its_sentences_in_two_rooms() -> None:
    """The later would be told for both, and nobody would know."""
    rooms = [vars(import_module(f"server.words.{path.stem}")) for path in ROOMS]
    codes = [
        code
        for room in rooms
        for name, told in room.items()
        if name.startswith("PROBLEMS_OF_")
        for code in told
    ]
    assert len(codes) == len(set(codes)) == len(PROBLEMS)


@pytest.mark.parametrize("code", PROBLEMS)
def test_a_sentence_asks_only_for_what_its_refusal_carries(code: str) -> None:
    problem = PROBLEMS[code]
    asked = {name for _, name, _, _ in Formatter().parse(problem.title.kk + problem.detail.kk) if name}
    assert asked == PLACEHOLDERS.get(code, set())


@pytest.mark.parametrize("code", PROBLEMS)
@pytest.mark.parametrize("language", Language)
def test_a_detail_is_made_of_whole_short_sentences(code: str, language: Language) -> None:
    detail = PROBLEMS[code].detail.in_language(language)
    assert detail.endswith(".")
    assert not PROBLEMS[code].title.in_language(language).endswith(".")
    assert max(len(one.split()) for one in detail.split(". ")) <= 14


def test_a_sentence_names_the_codes_of_its_data() -> None:
    refused = PROBLEMS["move_refused"].detail
    data = {"state": "waiting", "move": "finish"}
    assert sentence(refused, Language.RU, data) == (
        "Состояние талона: в очереди. Действие: «Завершить». Обновите страницу и посмотрите снова."
    )


def test_a_list_is_told_one_by_one() -> None:
    said = sentence(PROBLEMS["tasks_open"].detail, Language.RU, {"tasks": ["payment", "hand-over"]})
    assert said == "Сначала сделайте: Оплата, Выдача справки."


def test_starting_is_something_that_a_task_can_need() -> None:
    said = sentence(PROBLEMS["task_not_ready"].detail, Language.EN, {"needs": ["start"]})
    assert said == "Do this first: Start."


def test_what_has_no_name_is_said_as_it_is_and_what_is_missing_leaves_a_gap() -> None:
    malformed = PROBLEMS["malformed"].detail
    assert sentence(malformed, Language.EN, {"field": "{odd}", "more": 1}).endswith("again: {odd}.")
    assert sentence(malformed, Language.EN) == f"Check this field and send it again: {UNKNOWN}."
