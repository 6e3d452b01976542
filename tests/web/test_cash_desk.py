"""The cash desk over HTTP: bad input is refused with a sentence, and nothing of it is done."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.site import Clerk, fresh_key
from tests.web.people import People, Walk

DESK = "/api/counters/cash-1"


@pytest.fixture
def cashier(people: People) -> Iterator[Clerk]:
    yield people.of("cashier")
    people.open_cash_desk()


def desk_of(cashier: Clerk) -> Any:
    return cashier.ask("GET", f"{DESK}/cash-desk").body


def paid(people: People) -> Any:
    """The row of a payment that was just made."""
    Walk(people, "tb-certificate").until("sign")
    return desk_of(people.of("cashier"))["receipts"][0]["payment"]


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("shifts", {"cash": -1}, 422, "unacceptable"),
        ("shifts", {"cash": 10**9 + 1}, 422, "unacceptable"),
        ("shifts", {"cash": 0.5}, 400, "malformed"),
        ("shifts", {"cash": "100"}, 400, "malformed"),
        ("shifts", {"cash": True}, 400, "malformed"),
        ("shifts", {}, 400, "malformed"),
        ("shifts", {"cash": 1, "more": 1}, 400, "unknown_field"),
        ("shifts", {"cash": 0}, 409, "shift_open"),
        ("shift-closings", {"counted": -1}, 422, "unacceptable"),
        ("shift-closings", {"counted": 10**30}, 400, "malformed"),
        ("shift-closings", {"counted": None}, 400, "malformed"),
        ("shift-reports", {"counted": 1}, 400, "unknown_field"),
    ],
)
def test_cash_that_cannot_be_is_refused(
    people: People, cashier: Clerk, path: str, body: Any, status: int, code: str
) -> None:
    before = desk_of(cashier)
    answer = cashier.ask("POST", f"{DESK}/{path}", body)
    assert (answer.status, answer.body["code"]) == (status, code)
    assert answer.body["title"]
    assert answer.body["detail"]
    assert desk_of(cashier) == before


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"ending": "void", "reason": "because"}, 422, "reason_unknown"),
        ({"ending": "void", "reason": ""}, 422, "unacceptable"),
        ({"ending": "burn", "reason": "changed_mind"}, 422, "unacceptable"),
        ({"ending": "refund"}, 400, "malformed"),
    ],
)
def test_money_goes_back_for_a_reason_of_the_list_only(
    people: People, cashier: Clerk, body: Any, status: int, code: str
) -> None:
    payment = paid(people)
    before = desk_of(cashier)
    answer = cashier.ask("POST", f"/api/payments/{payment['id']}/endings", body)
    assert (answer.status, answer.body["code"]) == (status, code)
    assert desk_of(cashier) == before


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"method": "cash", "taken": 1}, 422, "amount_short"),
        ({"method": "cash", "taken": -1}, 422, "unacceptable"),
        ({"method": "cash", "taken": 10**9 + 1}, 422, "unacceptable"),
        ({"method": "cash", "taken": 150_000.5}, 400, "malformed"),
        ({"method": "card", "taken": 150_001}, 422, "not_exact"),
        ({"method": "shells", "taken": 150_000}, 422, "unacceptable"),
    ],
)
def test_what_is_paid_again_is_the_price(
    people: People, cashier: Clerk, body: Any, status: int, code: str
) -> None:
    payment = paid(people)
    back = {"ending": "void", "reason": "wrong_method"}
    assert cashier.ask("POST", f"/api/payments/{payment['id']}/endings", back).status == 201
    before = desk_of(cashier)
    answer = cashier.ask("POST", f"/api/visits/{payment['visit']}/payments", body)
    assert (answer.status, answer.body["code"]) == (status, code)
    assert desk_of(cashier) == before


def test_a_refund_that_is_sent_twice_gives_back_once(people: People, cashier: Clerk) -> None:
    payment, key = paid(people), fresh_key()
    before = desk_of(cashier)["totals"]["in_drawer"]
    body = {"ending": "refund", "reason": "changed_mind"}
    first, again = (
        cashier.ask("POST", f"/api/payments/{payment['id']}/endings", body, key) for _ in range(2)
    )
    assert (first.status, again.status, first.body) == (201, 201, again.body)
    assert desk_of(cashier)["totals"]["in_drawer"] == before - payment["price"]


@pytest.mark.parametrize("receipt", ["1", "x/2026", "1/2026/1", "1/2026; DROP", "1/20260", ""])
def test_a_number_that_is_none_of_a_receipt_is_refused(people: People, cashier: Clerk, receipt: str) -> None:
    answer = cashier.ask("POST", "/api/receipts/copies", {"receipt": receipt})
    assert (answer.status, answer.body["code"]) == (422, "unacceptable")


def test_a_counter_without_a_cashier_is_no_cash_desk(people: People) -> None:
    assert people.of("supervisor").ask("GET", "/api/counters/window-2/cash-desk").status == 404


def test_the_cash_desk_tells_nothing_of_the_person(people: People) -> None:
    walk = Walk(people, "tb-certificate", iin="890101199900")
    walk.until("sign")
    told = str(desk_of(people.of("cashier")))
    assert not any(secret in told for secret in ("890101199900", "Аманов", "Сынақ көш"))


def test_what_is_set_for_later_is_told_with_the_days_on_which_it_holds(people: People) -> None:
    administrator = people.of("administrator")
    before = administrator.ask("GET", "/api/prices").body["services"]
    price = {"service": "tb-certificate", "price": 30_000, "valid_from": "2098-02-01"}
    set_now = administrator.ask("POST", "/api/prices", price | {"valid_until": "2098-02-28"})
    assert set_now.status == 201
    services = people.of("cashier").ask("GET", "/api/prices").body["services"]
    (tb,) = [one for one in services if one["service"] == "tb-certificate"]
    told = [(one["price"], one["valid_until"], one["set"]) for one in tb["periods"] if one["when"] == "later"]
    assert (30_000, "2098-02-28", True) in told
    assert [one for one in services if one["service"] != "tb-certificate"] == [
        one for one in before if one["service"] != "tb-certificate"
    ]


def test_a_price_may_hold_until_the_end_of_the_calendar(people: People) -> None:
    administrator = people.of("administrator")
    days = {"valid_from": "9999-12-30", "valid_until": "9999-12-31"}
    price = {"service": "narcological-certificate", "price": 30_000, **days}
    assert administrator.ask("POST", "/api/prices", price).status == 201
    told = administrator.ask("GET", "/api/prices").body["set"]
    assert [one for one in told if one["valid_until"] == "9999-12-31"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"price": -1}, 422, "unacceptable"),
        ({"price": 10**9 + 1}, 422, "unacceptable"),
        ({"price": 1.5}, 400, "malformed"),
        ({"service": "no-such"}, 422, "service_unknown"),
        ({"service": "house-call"}, 422, "price_without_step"),
        ({"valid_from": "2020-01-01"}, 422, "price_in_past"),
        ({"valid_from": "0001-01-01"}, 422, "price_in_past"),
        ({"valid_from": "9999-12-31", "valid_until": "0001-01-01"}, 422, "days_reversed"),
        ({"valid_from": "2099-02-30"}, 422, "unacceptable"),
        ({"valid_from": 4070908800}, 422, "unacceptable"),
        ({"valid_from": "4070908800"}, 422, "unacceptable"),
        ({"valid_until": 4070908800}, 422, "unacceptable"),
        ({"valid_until": "2098-01-01"}, 422, "days_reversed"),
    ],
)
def test_a_price_that_cannot_be_is_refused(people: People, body: Any, status: int, code: str) -> None:
    administrator = people.of("administrator")
    before = administrator.ask("GET", "/api/prices").body
    price = {"service": "tb-certificate", "price": 1, "valid_from": "2099-01-01", **body}
    answer = administrator.ask("POST", "/api/prices", price)
    assert (answer.status, answer.body["code"]) == (status, code)
    assert administrator.ask("GET", "/api/prices").body == before
