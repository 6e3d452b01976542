"""Staff sign in, stay signed in, and sign out; guessing is slow and learns nothing."""

import pytest
from argon2 import extract_parameters

from server.web.sign_in import NOBODYS_HASH
from tests.site import Site
from tests.web.conftest import Strict
from tests.web.raw import Answered, send

MOST_BY_NAME = 10
MOST_BY_ADDRESS = 60


def _sign_in(site: Site, name: str, password: str, **headers: str) -> Answered:
    return send(
        site, "POST /api/sign-in", {"name": name, "password": password}, {"Idempotency-Key": "", **headers}
    )


def test_signing_in_tells_who_one_is_and_the_token_of_commands(site: Site) -> None:
    answer = _sign_in(site, "operator", "kezek-operator")
    assert answer.status == 200
    assert answer.data["staff"] == {"id": "operator", "name": "operator", "roles": ["operator"]}
    assert answer.data["role_names"] == [{"kk": "Оператор", "ru": "Оператор", "en": "Operator"}]
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    session = send(site, "GET /api/session", headers={"Cookie": cookie})
    assert session.data == answer.data


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(site: Site) -> None:
    cookie = _sign_in(site, "operator", "kezek-operator").headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "operator" not in cookie


def test_answers_to_signing_in_are_not_kept_by_caches(site: Site) -> None:
    assert _sign_in(site, "operator", "kezek-operator").headers["Cache-Control"] == "no-store"


def test_a_name_that_nobody_has_costs_a_whole_hash() -> None:
    asked = extract_parameters(NOBODYS_HASH)
    assert (asked.time_cost, asked.memory_cost, asked.parallelism) == (2, 19 * 1024, 1)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(site: Site, language: str) -> None:
    wrong_name = _sign_in(site, "nobody", "kezek-operator", **{"Accept-Language": language})
    wrong_password = _sign_in(site, "operator", "kezek-cashier", **{"Accept-Language": language})
    assert wrong_name.status == 401
    assert wrong_name.data["code"] == "sign_in_wrong"
    assert (wrong_name.status, wrong_name.body) == (wrong_password.status, wrong_password.body)
    assert "Set-Cookie" not in wrong_name.headers | wrong_password.headers


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "not_json"),
        (b"[]", 400, "malformed"),
        (b"{}", 400, "malformed"),
        (b'{"name":"operator","password":7}', 400, "malformed"),
        (b'{"name":"operator","password":""}', 422, "unacceptable"),
        (b'{"name":"operator","password":"' + b"a" * 201 + b'"}', 422, "unacceptable"),
        (b'{"name":"operator","password":"a","admin":true}', 400, "unknown_field"),
        (b'{"name":"operator","password":"a","password":"kezek-operator"}', 400, "malformed"),
        (b'{"name":"opera\\u0000tor","password":"a"}', 422, "text_unsafe"),
        (b'{"name":"operator","password":"' + b"a" * 100_000 + b'"}', 413, "body_too_large"),
    ],
)
def test_a_body_that_is_no_name_and_password_is_refused(
    site: Site, body: bytes, status: int, code: str
) -> None:
    answer = send(site, "POST /api/sign-in", body)
    assert (answer.status, answer.data["code"]) == (status, code)


def test_a_form_of_another_page_cannot_sign_anybody_in(site: Site) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = send(site, "POST /api/sign-in", b"name=operator&password=kezek-operator", form)
    assert (answer.status, answer.data["code"]) == (415, "unsupported_media_type")


def test_signing_in_does_not_mind_what_else_the_browser_sends(site: Site) -> None:
    answer = _sign_in(site, "operator", "kezek-operator", Authorization="Basic eDp5", Cookie="kezek=old")
    assert answer.status == 200
    assert "Set-Cookie" in answer.headers


def test_every_session_has_a_cookie_and_a_token_of_its_own(site: Site) -> None:
    first, second = site.staff("operator"), site.staff("operator")
    assert first.headers["Cookie"] != second.headers["Cookie"]
    assert first.headers["X-CSRF-Token"] != second.headers["X-CSRF-Token"]


def test_signing_out_needs_the_token_too(site: Site) -> None:
    clerk = site.staff("operator")
    refused = send(site, "POST /api/sign-out", headers={"Cookie": clerk.headers["Cookie"]})
    assert (refused.status, refused.data["code"]) == (403, "csrf_wrong")
    assert clerk.ask("GET", "/api/session").status == 200


def test_a_cookie_that_was_written_to_is_no_session(site: Site) -> None:
    cookie = site.staff("operator").headers["Cookie"]
    for forged in (cookie[:-2], cookie + "AA", "kezek=", "kezek=" + "A" * 300, cookie.upper()):
        answer = send(site, "GET /api/session", headers={"Cookie": forged})
        assert (answer.status, answer.data["code"]) == (401, "signed_out")


def test_whoever_guesses_a_password_must_wait_and_his_neighbour_need_not(strict: Strict) -> None:
    site = strict.site
    for guess in range(MOST_BY_NAME):
        assert _sign_in(site, "cashier", f"guess {guess}").status == 401
    for password in ("guess", "kezek-cashier"):
        late = _sign_in(site, "cashier", password)
        assert (late.status, late.data["code"]) == (429, "too_many_attempts")
        assert 1 <= int(late.headers["Retry-After"]) <= 60
    assert _sign_in(site, "nurse", "kezek-nurse").status == 200


def test_whoever_guesses_names_must_wait_too(strict: Strict) -> None:
    answers = [_sign_in(strict.site, f"nobody {n}", "guess").status for n in range(MOST_BY_ADDRESS + 1)]
    assert answers[0] == 401
    assert answers[-1] == 429
    assert set(answers) == {401, 429}


def test_behind_a_proxy_whoever_guesses_waits_and_who_comes_by_the_same_proxy_does_not(
    strict: Strict,
) -> None:
    def guess(number: int, forwarded: str) -> int:
        return _sign_in(
            strict.site, f"nobody by proxy {number}", "guess", **{"X-Forwarded-For": forwarded}
        ).status

    answers = [guess(n, f"10.9.9.{n}, 192.168.5.9") for n in range(MOST_BY_ADDRESS + 1)]
    assert (answers[0], answers[-1]) == (401, 429)
    assert guess(MOST_BY_ADDRESS + 1, "192.168.5.10") == 401


def test_the_try_out_does_not_make_anybody_wait(site: Site) -> None:
    assert {_sign_in(site, "cashier", "guess").status for _ in range(MOST_BY_NAME + 2)} == {401}
