"""Whatever is sent: a problem in the language asked for that says what is wrong, and a house that has not changed."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from server.domain.language import Language
from server.domain.ticket import TABLE, Move, TicketState
from server.web.app import HANDLER_MODULES
from server.web.clips import CLIP_ROUTE
from server.web.problems import PROBLEM_TYPE
from server.web.route import ROUTES, Route
from server.web.sign_in import SIGN_IN_ROUTES
from server.words.problems import PROBLEMS
from server.words.sentence import sentence
from tests.site import Clerk
from tests.web.bad import EVERYTHING, Bad
from tests.web.conftest import Strict
from tests.web.people import People, Walk
from tests.web.raw import Answered, send
from tests.web.scene import Scene

assert HANDLER_MODULES, "which fill ROUTES"


@pytest.fixture(scope="module")
def scene(everybody: People) -> Iterator[Scene]:
    yield Scene(everybody)
    everybody.send_home()


@pytest.mark.parametrize("bad", EVERYTHING, ids=str)
def test_bad_input_is_answered_with_a_problem_and_changes_nothing(scene: Scene, bad: Bad) -> None:
    answers = {language: _ask(scene, bad, language) for language in Language}
    for language, answer in answers.items():
        assert (answer.status, answer.data["code"]) == (bad.status, bad.code)
        assert bad.tells.items() <= answer.data.items()
        assert_is_problem(answer, language)
    assert_said_in_three_languages(answers)
    scene.assert_unchanged()


def _ask(scene: Scene, bad: Bad, language: Language) -> Answered:
    headers = scene.headers(bad.who) | {"Accept-Language": language.value} | bad.headers
    return send(scene.site, scene.named(bad.request), bad.body, headers)


def assert_is_problem(answer: Answered, language: Language) -> None:
    problem = answer.data
    assert answer.headers["Content-Type"] == PROBLEM_TYPE
    assert {"type", "title", "status", "code", "detail"} <= problem.keys()
    assert (problem["type"], problem["status"]) == (f"/problems/{problem['code']}", answer.status)
    words = PROBLEMS[problem["code"]]
    assert problem["title"] == sentence(words.title, language, problem)
    assert problem["detail"] == sentence(words.detail, language, problem)
    assert b"Traceback" not in answer.body
    assert b"<" not in answer.body, "no HTML"


def assert_said_in_three_languages(answers: dict[Language, Answered]) -> None:
    for part in ("title", "detail"):
        assert len({answer.data[part] for answer in answers.values()}) == len(Language)


def test_a_service_that_is_not_adopted_any_more_is_closed_and_its_neighbours_are_open(strict: Strict) -> None:
    site, kiosk, body = strict.site, strict.site.kiosk, {"service": "house-call"}
    before = strict.clerk.ask("GET", "/api/lines").body
    answers = {
        language: send(site, "POST /api/visits", body, {**kiosk.headers, "Accept-Language": language.value})
        for language in Language
    }
    for language, answer in answers.items():
        assert (answer.status, answer.data["code"]) == (409, "service_closed")
        assert_is_problem(answer, language)
    assert_said_in_three_languages(answers)
    assert strict.clerk.ask("GET", "/api/lines").body == before
    closed = {one["service"]: one["why_closed"] for one in kiosk.services() if not one["open"]}
    assert list(closed) == ["house-call"]
    assert {language.value: answer.data["title"] for language, answer in answers.items()} == closed[
        "house-call"
    ]


# moves that the table refuses


CLERKS = {TicketState.PENDING: "counsellor", TicketState.SERVING: "operator"}  # of others: the doctor
BY_HAND = set(Move) - {Move.TAKE_UP, Move.ADJOURN}
ILLEGAL = [
    (state, move)
    for state in TicketState
    for move in Move
    if move not in BY_HAND & set(TABLE[state]) or (state, move) in {("waiting", "call"), ("waiting", "start")}
]


@pytest.mark.parametrize(("state", "move"), ILLEGAL, ids=lambda part: part.value)
def test_a_move_that_the_table_does_not_have_is_refused(scene: Scene, state: TicketState, move: Move) -> None:
    name = "entering" if state is TicketState.SERVING else state.value
    clerk = scene.people.of(CLERKS.get(state, "doctor"))
    assert clerk.ticket(scene.ids[name])["state"] == state.value
    body = {"move": move.value, "ground": "no_consent", "counter": "cabinet-16"}
    refused = clerk.ask("POST", f"/api/tickets/{scene.ids[name]}/moves", body)
    assert (refused.status, refused.body["code"]) == (409, "move_refused")
    assert (refused.body["state"], refused.body["move"]) == (state.value, move.value)
    assert clerk.ticket(scene.ids[name])["state"] == state.value
    scene.assert_unchanged()


# paths


PATHS = [route for route in ROUTES if "<" in route.path]
ODD_IDS = [
    "..",
    "..%2F..%2Fetc%2Fpasswd",
    "%2e%2e%2f",
    "%252e%252e%252f",
    "%00",
    "a%00b",
    "a%2Fb",
    "%5C..%5C",
    "%FF%FE",
    "%E2%80%AE",
    "%F0%9F%98%80",
    "'%20OR%20'1'='1",
    "%3Cscript%3E",
    "%0D%0ASet-Cookie:%20a=b",
    "-1",
    "a" * 4000,
]


@pytest.mark.parametrize("route", PATHS, ids=lambda route: route.name)
def test_an_odd_id_in_a_path_is_not_found_and_never_reaches_a_file(scene: Scene, route: Route) -> None:
    for odd in ODD_IDS:
        path = re.sub(r"<\w+>", lambda _, odd=odd: odd, route.path)  # type: ignore[misc]
        answer = send(scene.site, f"{route.method} {path}", _example(route), scene.headers(_somebody(route)))
        assert answer.status in (403, 404, 405), path
        assert_is_problem(answer, Language.KK)
        assert "Set-Cookie" not in answer.headers
    scene.assert_unchanged()


def _example(route: Route) -> Any:
    return route.body.model_json_schema()["examples"][0] if route.body else {}


def _somebody(route: Route) -> str:
    """One who is let in, so that it is the path that is refused."""
    devices = {"kiosk": "kiosk-1", "board": "board-main", "printer": "printer-lobby"}
    for role in ("doctor", "supervisor", "registry_clerk", "administrator", "cashier", "registrar", *devices):
        if role in route.who:
            return devices.get(role, role)
    return ""


SERVED = {
    path: {route.method for route in (*ROUTES, *SIGN_IN_ROUTES, CLIP_ROUTE) if route.path == path}
    for path in {route.path for route in (*ROUTES, *SIGN_IN_ROUTES, CLIP_ROUTE)}
}


@pytest.mark.parametrize("path", sorted(SERVED))
def test_a_method_that_a_path_does_not_have_is_refused_and_the_others_are_named(
    scene: Scene, path: str
) -> None:
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - SERVED[path]:
        answer = send(scene.site, f"{method} {re.sub('<.*?>', 'x', path)}", {}, scene.headers("supervisor"))
        assert (answer.status, answer.data["code"]) == (405, "method_not_allowed")
        assert_is_problem(answer, Language.KK)
        assert set(answer.headers["Allow"].split(", ")) >= SERVED[path]
    scene.assert_unchanged()


# the neighbour's work goes on


def test_a_named_ticket_of_another_line_does_not_disturb_who_is_busy(scene: Scene) -> None:
    operator: Clerk = scene.people.of("operator")
    assert operator.next(scene.ids["waiting"])["id"] == scene.ids["entering"]
    scene.assert_unchanged()


def test_a_task_that_is_done_is_not_done_again(scene: Scene, everybody: People) -> None:
    clerk = everybody.of("registry_clerk")
    walk = Walk(everybody, "attachment")
    ticket = walk.begin("register")
    (application, entry, _) = clerk.ticket(ticket)["tasks"]
    path = f"/api/tickets/{ticket}/tasks"
    too_early = clerk.ask("POST", f"{path}/{entry['task']}", entry["example"])
    assert (too_early.status, too_early.body["code"]) == (409, "task_not_ready")
    assert too_early.body["needs"] == [application["task"]]
    clerk.do(ticket, application["task"], application["example"])
    scene.look()
    again = clerk.ask(
        "POST", f"{path}/{application['task']}", application["example"] | {"address": "elsewhere"}
    )
    assert (again.status, again.body["code"]) == (409, "task_done")
    scene.assert_unchanged()
