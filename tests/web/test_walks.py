"""Every service from the kiosk to its end, over HTTP, by everybody who has a part in it."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.people import People, Walk, return_code

CERTIFICATE = ["check", "draft", "pay", "sign", "issue"]
STEPS = {
    "house-call": ["record"],
    "appointment": ["record"],
    "attachment": ["register"],
    "hiv-test": ["counsel-before", "draw-blood", "counsel-after"],
    "tb-certificate": ["check", "enter", "pay", "sign"],
    "psychoneurological-certificate": CERTIFICATE,
    "narcological-certificate": CERTIFICATE,
    "reception": ["reception"],
}
KINDS = {"hiv-test": {"kind": "voluntary-anonymous"}}
OF_TWO_SIGNATURES = ["psychoneurological-certificate", "narcological-certificate"]
WITH_THE_PATIENT = [
    (service, step)
    for service, steps in STEPS.items()
    for step in steps
    if (step != "sign" or service == "tb-certificate")
]

Walking = Callable[[str], Walk]


@pytest.fixture
def walking(people: People) -> Walking:
    """`walking(service)`: a person who has just taken a slip."""
    return lambda service: Walk(people, service, **KINDS.get(service, {}))


@pytest.mark.parametrize("service", STEPS)
def test_a_service_is_walked_to_its_end_with_the_examples_that_its_tasks_give(
    walking: Walking, service: str
) -> None:
    walk = walking(service)
    walk.to_the_end()
    assert walk.steps == STEPS[service]
    assert walk.visit["state"] == "done"
    assert walk.visit["number"] == walk.taken["visit"]["number"]


@pytest.mark.parametrize("service", STEPS)
def test_the_route_of_a_visit_tells_who_did_each_step_and_when(
    people: People, walking: Walking, service: str
) -> None:
    walk = walking(service)
    walk.to_the_end()
    route = people.of("auditor").ask("GET", f"/api/visits/{walk.visit['id']}").body["steps"]
    assert [step["step"] for step in route] == STEPS[service]
    assert all(step["state"] == "done" and step["started_at"] < step["ended_at"] for step in route)
    assert [step["ended_by"] for step in route] == [people.of(step["role"]).name for step in route]


@pytest.mark.parametrize("service", OF_TWO_SIGNATURES)
@pytest.mark.parametrize("order", [["pay", "sign"], ["sign", "pay"]])
def test_a_certificate_is_issued_when_it_is_paid_and_signed_in_either_order(
    walking: Walking, service: str, order: list[str]
) -> None:
    walk = walking(service)
    walk.until("sign")
    assert sorted(ticket["step"] for ticket in walk.open) == ["pay", "sign"]
    assert walk.finish(order[0]) == [], "one of the two is not enough"
    assert [ticket["step"] for ticket in walk.finish(order[1])] == ["issue"]
    walk.to_the_end()
    assert walk.visit["state"] == "done"


def test_paper_that_moves_without_its_owner_is_started_uncalled_and_never_shown_in_the_hall(
    people: People, walking: Walking
) -> None:
    walk = walking("psychoneurological-certificate")
    walk.until("sign")
    started = walk.clerk("sign").next(walk.ticket("sign")["id"])
    assert (started["state"], started["times_called"], started["called_at"]) == ("serving", 0, None)
    board = people.of("supervisor").ask("GET", "/api/boards/main").body
    assert "cabinet" not in [call["place"]["kind"] for call in board["calls"] if _of(call, walk)]


def _of(call: Any, walk: Walk) -> bool:
    return bool(call["number"] == walk.visit["number"])


@pytest.mark.parametrize(
    ("service", "first", "then"),
    [
        ("tb-certificate", "check", "enter"),
        *((service, "check", "draft") for service in OF_TWO_SIGNATURES),
    ],
)
def test_the_second_step_of_a_sitting_is_born_serving_at_the_same_counter(
    walking: Walking, service: str, first: str, then: str
) -> None:
    walk = walking(service)
    clerk = walk.clerk(first)
    (opened,) = walk.finish(first)
    assert (opened["step"], opened["state"], opened["counter"]) == (then, "serving", clerk.counter)
    assert opened["times_called"] == 0
    assert clerk.see()["ticket"]["id"] == opened["id"]


def test_a_step_is_not_finished_while_a_task_of_it_is_open(walking: Walking) -> None:
    walk = walking("tb-certificate")
    ticket, clerk = walk.begin("check"), walk.clerk("check")
    refused = clerk.ask("POST", f"/api/tickets/{ticket}/moves", {"move": "finish"})
    assert (refused.status, refused.body["code"]) == (409, "tasks_open")
    assert refused.body["tasks"] == ["register-check"]
    assert clerk.ticket(ticket)["state"] == "serving"


# papers


def test_the_cashier_leaves_a_receipt_and_the_doctor_a_certificate(people: People, walking: Walking) -> None:
    walk = walking("tb-certificate")
    walk.to_the_end()
    receipts = people.printer("printer-cash").print_all()
    certificates = people.printer("printer-office").print_all()
    assert receipts[walk.jobs["payment"]]["paper"]["kind"] == "receipt"
    assert certificates[walk.jobs["certificate"]]["paper"]["kind"] == "certificate"


@pytest.mark.parametrize("service", OF_TWO_SIGNATURES)
def test_the_registrar_prints_the_certificate_before_the_doctor_signs_it(
    people: People, walking: Walking, service: str
) -> None:
    walk = walking(service)
    walk.until("sign")
    printed = people.printer("printer-office").print_all()
    assert printed[walk.jobs["certificate"]]["paper"]["kind"] == "certificate"


def test_the_slip_is_printed_by_the_printer_of_the_kiosk(people: People, walking: Walking) -> None:
    walk = walking("reception")
    printed = people.printer("printer-lobby").print_all()
    slip = but_for_the_minute(printed[walk.taken["job"]["id"]]["paper"])
    assert slip == but_for_the_minute(walk.taken["slip"])


def but_for_the_minute(slip: Any) -> str:
    """A slip is derived again when it is printed: a minute may have passed."""
    return re.sub(r"\b\d\d\.\d\d\.\d{4} \d\d:\d\d\b", "a minute", json.dumps(slip))


# the person who comes back


def test_an_examination_stops_until_the_result_is_in_and_goes_on_with_the_code_of_the_slip(
    people: People, walking: Walking
) -> None:
    walk = walking("hiv-test")
    walk.until("counsel-after")
    counsellor, ticket = walk.clerk("counsel-after"), walk.ticket("counsel-after")["id"]
    code = return_code(walk.taken["slip"])
    assert counsellor.ticket(ticket)["state"] == "pending"
    early = people.come_back(code)
    assert (early.status, early.body["code"]) == (409, "come_later")
    assert counsellor.ticket(ticket)["state"] == "pending"

    (result,) = [task for task in counsellor.ticket(ticket)["tasks"] if task["while_pending"]]
    counsellor.do(ticket, result["task"], result["example"])
    back = people.come_back(code)
    assert back.status == 201
    assert [(one["id"], one["state"]) for one in back.body["tickets"]] == [(ticket, "waiting")]
    walk.to_the_end()
    assert walk.visit["state"] == "done"
    late = people.come_back(code)
    assert (late.status, late.body["code"]) == (409, "visit_closed")


def test_a_number_off_the_board_is_answered_alike_whoever_it_belongs_to(
    people: People, walking: Walking
) -> None:
    ended, examined = walking("tb-certificate"), walking("hiv-test")
    ended.to_the_end()
    examined.until("counsel-after")
    answers = [people.come_back(walk.taken["visit"]["number"]) for walk in (ended, examined)]
    assert (answers[0].status, answers[0].body) == (answers[1].status, answers[1].body)
    assert (answers[0].status, answers[0].body["code"]) == (409, "visit_closed")


def test_a_number_typed_at_the_kiosk_does_not_tell_what_its_owner_is_here_for(people: People) -> None:
    """Whoever has two of them before him sees them differ in number, ids, place and count alone."""
    anonymous = Walk(people, "hiv-test", kind="voluntary-anonymous")
    waiting = [anonymous, Walk(people, "tb-certificate", category="benefit"), Walk(people, "attachment")]
    numbers = [walk.taken["visit"]["number"] for walk in waiting]
    answers = [people.come_back(number) for number in numbers]
    assert [(one.status, one.body["visit"]["number"]) for one in answers] == [(201, one) for one in numbers]
    first, *others = [_but_for_number_place_and_count(answer.body) for answer in answers]
    assert others == [first, first]
    assert (first["visit"], first["tickets"], first["steps"]) == ({"language": "kk"}, [], [])
    for service in people.of("supervisor").ask("GET", "/api/services").body:
        for name in (service["service"], *service["name"].values()):
            assert name not in repr(answers[2].body)


def _but_for_number_place_and_count(answer: Any) -> Any:
    del answer["visit"]["number"], answer["place"], answer["ahead"], answer["job"]["id"]
    del answer["job"]["queued_at"]
    answer["slip"]["blocks"] = [block["block"] for block in answer["slip"]["blocks"]]
    return answer


def test_a_clerk_who_types_a_number_is_told_what_his_line_tells(people: People, walking: Walking) -> None:
    walk = walking("attachment")
    body = {"return_code": walk.taken["visit"]["number"]}
    told = people.of("registry_clerk").ask("POST", "/api/visits", body).body
    assert (told["visit"], told["tickets"]) == (walk.taken["visit"], walk.taken["tickets"])
    assert (told["track"], told["track_url"]) == (None, None)


@pytest.mark.parametrize("result", ["negative", "positive", "indeterminate"])
def test_nobody_but_the_counsellor_can_tell_one_result_from_another(
    people: People, walking: Walking, result: str
) -> None:
    walk = walking("hiv-test")
    walk.until("counsel-after")
    ticket = walk.ticket("counsel-after")["id"]
    counsellor = walk.clerk("counsel-after")
    counsellor.do(ticket, "result", {"result": result})
    (finding,) = counsellor.ticket(ticket)["findings"]
    assert finding["answers"] == {"result": result}
    for role in ("nurse", "supervisor", "administrator", "auditor", "cashier"):
        seen = people.of(role).ticket(ticket)
        route = people.of(role).ask("GET", f"/api/visits/{walk.visit['id']}").body
        assert seen["tasks"] == seen["findings"] == []
        assert result not in repr((seen, route))


# refusals


@pytest.mark.parametrize(("service", "step"), WITH_THE_PATIENT)
def test_a_refusal_to_the_person_ends_the_visit_and_prints_the_ground(
    people: People, walking: Walking, service: str, step: str
) -> None:
    walk = walking(service)
    walk.until(step)
    walk.begin(step)
    printer = people.printer(_printer_at(people, walk.clerk(step).counter))
    printer.print_all()
    walk.moved(step, "refuse", ground="no_consent")
    assert (walk.visit["state"], walk.visit["ground"]) == ("refused", "no_consent")
    route = people.of("auditor").ask("GET", f"/api/visits/{walk.visit['id']}").body["steps"]
    assert not {"pending", "waiting", "called", "serving"} & {one["state"] for one in route}
    (slip,) = printer.print_all().values()
    assert slip["paper"]["kind"] == "slip"
    assert {"block": "number", "text": walk.visit["number"]} in slip["paper"]["blocks"]


def _printer_at(people: People, counter: str | None) -> str:
    return next(str(one["printer"]) for one in people.site.try_out()["counters"] if one["id"] == counter)


@pytest.mark.parametrize("service", OF_TWO_SIGNATURES)
@pytest.mark.parametrize("paid", [True, False])
def test_a_doctor_who_does_not_sign_lets_the_registrar_hand_over_the_refusal(
    people: People, walking: Walking, service: str, paid: bool
) -> None:
    walk = walking(service)
    walk.until("sign")
    if paid:
        walk.finish("pay")
    walk.begin("sign")
    (issue,) = walk.moved("sign", "refuse", ground="data_untrue")
    assert walk.visit["state"] == "open"
    assert (issue["step"], issue["state"]) == ("issue", "waiting")
    assert people.of("registrar").ticket(issue["id"])["ground"] == "data_untrue"
    route = people.of("auditor").ask("GET", f"/api/visits/{walk.visit['id']}").body["steps"]
    assert {one["step"]: one["state"] for one in route}["pay"] == ("done" if paid else "withdrawn")

    walk.open = [issue]
    walk.finish("issue")
    assert (walk.visit["state"], walk.visit["ground"]) == ("refused", "data_untrue")


def test_a_person_who_leaves_is_withdrawn_from_every_line(people: People, walking: Walking) -> None:
    walk = walking("psychoneurological-certificate")
    walk.until("sign")
    path = f"/api/visits/{walk.visit['id']}/moves"
    ended = walk.clerk("pay").ask("POST", path, {"move": "withdraw"})
    assert (ended.status, ended.body["visit"]["state"]) == (200, "withdrawn")
    assert {ticket["state"] for ticket in ended.body["tickets"]} == {"done", "withdrawn"}
    for role in ("cashier", "psychiatrist"):
        assert people.of(role).see()["waiting"] == 0


# by telephone


@pytest.mark.parametrize("service", ["house-call", "appointment"])
def test_a_caller_is_served_at_once_without_number_or_slip(people: People, service: str) -> None:
    clerk = people.of("registry_clerk")
    body = {"service": service, "language": "ru", "channel": "telephone"}
    opened = clerk.ask("POST", "/api/visits", body)
    assert opened.status == 201
    assert (opened.body["slip"], opened.body["job"]) == (None, None)
    (ticket,) = opened.body["tickets"]
    assert (ticket["number"], ticket["state"], ticket["counter"]) == (None, "serving", clerk.counter)
    assert ticket["times_called"] == 0
    for task in clerk.ticket(ticket["id"])["tasks"]:
        clerk.do(ticket["id"], task["task"], task["example"])
    assert clerk.move(ticket["id"], "finish")["visit"]["state"] == "done"


def test_a_caller_does_not_push_away_the_person_at_the_window(people: People, walking: Walking) -> None:
    walk = walking("attachment")
    walk.begin("register")
    clerk = people.of("registry_clerk")
    assert clerk.ask("POST", "/api/visits", {"service": "house-call", "channel": "telephone"}).status == 201
    counter = clerk.see()
    assert counter["ticket"]["id"] == walk.ticket("register")["id"]
    assert len(counter["tickets"]) == 2


def test_what_is_known_of_the_person_stands_in_the_next_form_and_in_no_other(people: People) -> None:
    visit = people.site.kiosk.take("attachment", iin="751231299909")["visit"]
    neighbour = people.site.kiosk.take("attachment")["visit"]
    clerk = people.called("registry")
    ticket = clerk.next()
    assert ticket["visit"] == visit["id"]
    clerk.move(ticket["id"], "start")
    application, *_ = clerk.ticket(ticket["id"])["tasks"]
    assert application["known"] == {"iin": "751231299909"}
    clerk.do(ticket["id"], "application", application["example"] | {"full_name": "Сәуле Тест"})
    again, *_ = clerk.ticket(ticket["id"])["tasks"]
    assert (again["known"]["full_name"], again["known"]["iin"]) == ("Сәуле Тест", "890101199900")
    cashier = people.called("cashier")
    assert cashier.ticket(ticket["id"])["tasks"] == []
    clerk.do(ticket["id"], "attachment-entry", {"district": "7"})
    clerk.do(ticket["id"], "attachment-hand-over", {"provider_seal": True, "handed_over": True})
    clerk.move(ticket["id"], "finish")
    other = clerk.next()
    assert other["visit"] == neighbour["id"]
    assert all(task["known"] == {} for task in clerk.ticket(other["id"])["tasks"])
    clerk.move(other["id"], "withdraw")


def test_who_oversees_reads_a_person_masked_and_who_serves_another_step_not_at_all(people: People) -> None:
    visit = people.site.kiosk.take("tb-certificate", iin="751231299909")["visit"]
    operator = people.called("operator")
    ticket = operator.next()
    assert ticket["visit"] == visit["id"]
    assert operator.ticket(ticket["id"])["person"] == []
    for role in ("supervisor", "administrator", "auditor"):
        (iin,) = people.of(role).ticket(ticket["id"])["person"]
        assert (iin["name"], iin["value"]) == ("iin", "751231••••09")
    for role in ("cashier", "phthisiatrician", "registry_clerk", "counsellor"):
        assert people.of(role).ticket(ticket["id"])["person"] == []
        assert "751231" not in repr(people.of(role).ticket(ticket["id"]))
    operator.move(ticket["id"], "withdraw")
