"""Who may do what: every route with every role, every kind of device, and nobody; generated from the routes."""

import re
from typing import Any

import pytest

from server.domain.role import Role
from server.web import manual
from server.web.actor import ANYONE, DEVICE_KINDS
from server.web.app import HANDLER_MODULES
from server.web.clips import CLIP_ROUTE
from server.web.exports import EXPORT_ROUTE
from server.web.route import ROUTES, Described
from server.web.sign_in import SIGN_IN_ROUTES
from tests.site import Clerk, Site
from tests.web.conftest import Strict
from tests.web.people import People, Walk
from tests.web.raw import Answered, send

assert HANDLER_MODULES, "which fill ROUTES"
EVERY_ROUTE: list[Described] = [*ROUTES, *SIGN_IN_ROUTES, CLIP_ROUTE, EXPORT_ROUTE]
SIGN_OUT = "POST /api/sign-out"
NOBODY = "nobody"
DEVICES = {"kiosk": "kiosk-1", "board": "board-main", "printer": "printer-lobby"}
assert set(DEVICES) == set(DEVICE_KINDS)

every_route = pytest.mark.parametrize("route", EVERY_ROUTE, ids=lambda route: route.name)
every_command = pytest.mark.parametrize(
    "route",
    [route for route in EVERY_ROUTE if route.is_command and route.who & set(Role)],
    ids=lambda route: route.name,
)


def _ask(site: Site, route: Described, who: str, headers: dict[str, str]) -> Answered:
    """With an empty body, so that whoever is let in is told what is missing and changes nothing."""
    device = DEVICES.get(who, "printer-lobby")
    ids = {"hall": "main", "printer": "printer-lobby", "device": device}
    path = re.sub(r"<(\w+)>", lambda part: ids.get(part[1], "no-such-thing"), route.path)
    return send(site, f"{route.method} {path}", {}, headers)


def _headers(people: People, who: str, route: Described) -> dict[str, str]:
    if who == NOBODY:
        return {}
    if who in DEVICES:
        return {"Authorization": f"Bearer {people.site.token(DEVICES[who])}"}
    if route.name == SIGN_OUT:  # whoever is let in here is out of everything else
        return dict(people.site.staff(people.of(who).name).headers)
    return dict(people.of(who).headers)


@every_route
def test_a_route_lets_in_exactly_those_it_names(people: People, route: Described) -> None:
    for who in (*Role, *DEVICES, NOBODY):
        answer = _ask(people.site, route, who, _headers(people, who, route))
        if {who, ANYONE} & route.who:
            assert answer.status not in (401, 403, 500), (who, answer)
        elif who == NOBODY:
            assert (answer.status, answer.data["code"]) == (401, "signed_out"), answer
        else:
            assert answer.status in (401, 403), (who, answer)
            assert answer.data["code"] in ("forbidden", "signed_out"), who


@every_command
@pytest.mark.parametrize("csrf", ["", "wrong", "ü"])
def test_a_command_of_staff_needs_the_csrf_token_of_their_session(
    people: People, route: Described, csrf: str
) -> None:
    clerk = people.of(next(role for role in Role if role in route.who))
    answer = _ask(people.site, route, "", {"Cookie": clerk.headers["Cookie"], "X-CSRF-Token": csrf})
    assert (answer.status, answer.data["code"]) == (403, "csrf_wrong")
    assert clerk.ask("GET", "/api/session").status == 200


@every_command
def test_the_csrf_token_of_another_session_does_not_do(people: People, route: Described) -> None:
    clerk, other = people.of(next(role for role in Role if role in route.who)), people.of("auditor")
    headers = {"Cookie": clerk.headers["Cookie"], "X-CSRF-Token": other.headers["X-CSRF-Token"]}
    assert _ask(people.site, route, "", headers).data["code"] == "csrf_wrong"


@every_route
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", ""])
def test_a_page_of_another_origin_is_refused_on_every_route(
    people: People, route: Described, origin: str
) -> None:
    who = next(iter(sorted(route.who - {ANYONE})), NOBODY)
    origin = origin or f"{people.site.url}.evil.example"
    answer = _ask(people.site, route, who, {**_headers(people, who, route), "Origin": origin})
    assert (answer.status, answer.data["code"]) == (403, "foreign_origin")


@pytest.mark.parametrize("path", ["/api/openapi.json", "/api/try-out", "/api/salaries", "/"])
def test_a_page_of_another_origin_is_refused_on_every_other_path(site: Site, path: str) -> None:
    answer = send(site, f"GET {path}", headers={"Origin": "http://evil.example"})
    assert (answer.status, answer.data["code"]) == (403, "foreign_origin")


def test_a_page_of_this_site_is_not_foreign(people: People) -> None:
    headers = {**people.of("supervisor").headers, "Origin": people.site.url}
    assert send(people.site, "GET /api/lines", headers=headers).status == 200


# tasks and findings are for the role of the step


def test_only_the_role_of_a_step_sees_its_tasks(people: People) -> None:
    ticket = Walk(people, "tb-certificate").begin("check")
    for role in Role:
        tasks = people.of(role).ticket(ticket)["tasks"]
        assert bool(tasks) is (role is Role.OPERATOR), role


def test_what_the_register_says_is_seen_by_the_doctor_who_signs_and_not_by_the_cashier(
    people: People,
) -> None:
    walk = Walk(people, "tb-certificate")
    walk.until("pay")
    assert _findings(people.of("cashier"), walk.ticket("pay")) == []
    walk.until("sign")
    sign = walk.ticket("sign")
    assert _findings(people.of("phthisiatrician"), sign) == ["register-check", "journal-entry"]
    for role in set(Role) - {Role.PHTHISIATRICIAN}:
        assert _findings(people.of(role), sign) == [], role


def _findings(clerk: Clerk, ticket: Any) -> list[str]:
    return [finding["task"] for finding in clerk.ticket(ticket["id"])["findings"]]


# sessions and tokens


def test_a_cookie_that_was_signed_out_opens_nothing(people: People) -> None:
    leaver, colleague = people.site.staff("operator"), people.of("operator")
    assert leaver.ask("GET", "/api/session").status == 200
    assert leaver.ask("POST", "/api/sign-out").status == 204
    for method, path in [("GET", "/api/session"), ("GET", "/api/services"), ("POST", "/api/sign-out")]:
        again = leaver.ask(method, path)
        assert (again.status, again.body["code"]) == (401, "signed_out")
    assert colleague.ask("GET", "/api/session").status == 200, "another session of the same person goes on"


def test_a_token_with_a_letter_more_or_less_opens_nothing(people: People) -> None:
    token = people.site.token("kiosk-1")
    for other in (token[:-1], token + "A", token.upper(), "", token.partition(".")[0]):
        answer = send(people.site, "GET /api/services", headers={"Authorization": f"Bearer {other}"})
        assert (answer.status, answer.data["code"]) == (401, "token_unknown")


def test_sessions_and_tokens_outlive_a_restart(strict: Strict) -> None:
    assert strict.clerk.ask("GET", "/api/lines").status == 200
    assert strict.site.kiosk.take("reception")["visit"]["state"] == "open"


def test_a_session_that_was_ended_before_a_restart_stays_ended(strict: Strict) -> None:
    again = strict.leaver.ask("GET", "/api/session")
    assert (again.status, again.body["code"]) == (401, "signed_out")


def test_a_device_that_was_revoked_is_not_known_any_more(strict: Strict) -> None:
    headers = {"Authorization": f"Bearer {strict.site.token(strict.revoked)}"}
    for request in (
        f"GET /api/printers/{strict.revoked}/jobs",
        f"POST /api/devices/{strict.revoked}/heartbeats",
    ):
        answer = send(strict.site, request, {"state": "ok"}, headers)
        assert (answer.status, answer.data["code"]) == (401, "token_unknown")
    neighbour = {"Authorization": f"Bearer {strict.site.token('printer-cash')}"}
    assert send(strict.site, "GET /api/printers/printer-cash/jobs", headers=neighbour).status == 200


def test_nothing_of_the_try_out_exists_outside_of_it(strict: Strict) -> None:
    answer = send(strict.site, "GET /api/try-out")
    assert (answer.status, answer.data["code"]) == (404, "not_found")


# the manual


def test_the_table_of_the_manual_is_fresh() -> None:
    """Where it is not: python -m server.web.manual"""
    readme = manual.README.read_text()
    assert manual.with_table(readme) == readme


def test_the_table_of_the_manual_names_every_route_once() -> None:
    rows = manual.who_may_do_what().splitlines()[2:]
    assert sorted(row.split("`")[1] for row in rows) == sorted(route.name for route in EVERY_ROUTE)


def test_the_readme_names_every_module_of_handlers() -> None:
    lines = manual.README.read_text().splitlines()
    (told,) = [line for line in lines if line.startswith("- The handlers stand in")]
    modules = [f"{module.__name__.rpartition('.')[2]}.py" for module in HANDLER_MODULES]
    assert re.findall(r"`(\w+\.py)`", told) == modules
