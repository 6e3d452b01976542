"""What is promised to kiosks, boards, counters and others' programs: the description, and the answers that keep it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]
from openapi_spec_validator import OpenAPIV31SpecValidator

from server.domain.language import Language
from server.web.app import HANDLER_MODULES
from server.web.clips import CLIP_ROUTE
from server.web.exports import EXPORT_ROUTE
from server.web.problems import PROBLEM_TYPE
from server.web.route import ROUTES, Described
from server.web.sign_in import SIGN_IN_ROUTES
from tests.site import Clerk, fresh_key
from tests.web.people import People, Walk
from tests.web.raw import Answered, send

assert HANDLER_MODULES, "which fill ROUTES"
EVERY_ROUTE: list[Described] = [*ROUTES, *SIGN_IN_ROUTES]  # of those that answer JSON
every_route = pytest.mark.parametrize("route", EVERY_ROUTE, ids=lambda route: route.name)
every_described_route = pytest.mark.parametrize(
    "route", [*EVERY_ROUTE, CLIP_ROUTE, EXPORT_ROUTE], ids=lambda route: route.name
)
every_body = pytest.mark.parametrize(
    "route", [route for route in EVERY_ROUTE if route.body], ids=lambda route: route.name
)


def _is_utc(text: object) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", str(text)) is not None


formats = FormatChecker(formats=())
formats.checks("date-time")(_is_utc)


class Description:
    """The site's own /api/openapi.json."""

    def __init__(self, people: People) -> None:
        self.spec = people.site.request("GET", "/api/openapi.json").body

    def operation(self, route: Described) -> Any:
        return self.spec["paths"][re.sub("<(.*?)>", r"{\1}", route.path)][route.method.lower()]

    def faults(self, schema: Any, data: Any) -> list[str]:
        """What `data` has too little, too much, or otherwise than `schema` says."""
        whole = {**_nothing_more(schema), "components": _nothing_more(self.spec["components"])}
        found = Draft202012Validator(whole, format_checker=formats).iter_errors(data)
        return [f"{fault.json_path}: {fault.message}" for fault in found]


def _nothing_more(schema: Any) -> Any:
    """`schema`, in which an object may have no property that is not named."""
    if isinstance(schema, list):
        return [_nothing_more(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {name: _nothing_more(part) for name, part in schema.items()}
    return {"additionalProperties": False, **strict} if "properties" in schema else strict


@pytest.fixture(scope="module")
def description(everybody: People) -> Description:
    return Description(everybody)


def test_the_description_is_openapi(description: Description) -> None:
    assert description.spec["openapi"].startswith("3.1")
    assert [fault.message for fault in OpenAPIV31SpecValidator(description.spec).iter_errors()] == []


def test_the_description_names_every_route_and_no_other(description: Description) -> None:
    described = {
        f"{method.upper()} {path}" for path, item in description.spec["paths"].items() for method in item
    }
    assert described == {
        re.sub("<(.*?)>", r"{\1}", route.name) for route in [*EVERY_ROUTE, CLIP_ROUTE, EXPORT_ROUTE]
    }


def test_a_command_without_a_key_is_a_heartbeat_and_nothing_else() -> None:
    unkeyed = {
        route.name for route in ROUTES if route.is_command and not route.keyed and not route.only_reads
    }
    assert unkeyed == {"POST /api/devices/<device>/heartbeats"}


@every_described_route
def test_a_route_is_described_with_its_summary_its_key_and_who_may_call_it(
    description: Description, route: Described
) -> None:
    operation = description.operation(route)
    assert len(operation["summary"]) > 10
    assert all(who in operation["description"] for who in route.who)
    headers = {one["name"] for one in operation["parameters"] if one["in"] == "header"}
    assert ("Idempotency-Key" in headers) == route.keyed
    assert ("If-None-Match" in headers) == ("304" in operation["responses"]) == route.etag
    assert PROBLEM_TYPE in operation["responses"]["4XX"]["content"]


@every_body
def test_every_body_has_an_example_that_keeps_to_its_schema(
    description: Description, route: Described
) -> None:
    assert route.body is not None
    schema = description.operation(route)["requestBody"]["content"]["application/json"]["schema"]
    examples = description.spec["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["examples"]
    assert examples
    for example in examples:
        assert description.faults(schema, example) == []
        route.body.model_validate(example)


# real answers


class Tour:
    """Every call at least once, made as those make it who make it every day; all answers are kept."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.answers: dict[tuple[str, int], list[Answered]] = defaultdict(list)
        self._ask_at_the_kiosk()
        self._serve()
        self._ask_for_papers()
        self._take_money()
        self._keep_the_timetable()
        self._book()
        self._sit_down()
        self._sign_in()
        self._look()
        self._read_a_journal()

    def ask(self, name: str, headers: dict[str, str], body: Any = None, **ids: str) -> Any:
        path = re.sub(r"<(\w+)>", lambda part: ids[part[1]], name)
        answer = send(self.people.site, path, body, headers)
        self.answers[name, answer.status].append(answer)
        return answer.data if answer.body else None

    def _ask_at_the_kiosk(self) -> None:
        kiosk = self.people.site.kiosk.headers
        self.ask("GET /api/services", kiosk)
        bodies = [
            {"service": "tb-certificate", "language": "en", "category": "benefit", "iin": "890101199900"},
            {"service": "hiv-test", "kind": "voluntary-anonymous"},
            {"service": "house-call"},
            {"service": "tb-certificate"},
        ]
        self.taken = [self.ask("POST /api/visits", kiosk, body) for body in bodies]
        self.ask("POST /api/visits", kiosk, {"return_code": self.taken[0]["visit"]["number"]})
        for taken in self.taken:
            self.ask("GET /api/track/<token>", {}, token=taken["track"])
        self.ask("DELETE /api/visits", kiosk, {"key": fresh_key()})
        self.ask("POST /api/devices/<device>/heartbeats", kiosk, {"state": "ok"}, device="kiosk-1")

    def _serve(self) -> None:
        operator = self.people.of("operator")
        me, counter, ticket = operator.headers, str(operator.counter), self.taken[0]["tickets"][0]["id"]
        for _ in range(2):
            self.ask("POST /api/counters/<counter>/calls", me, {}, counter=counter)
        self.ask("POST /api/tickets/<ticket>/moves", me, {"move": "start"}, ticket=ticket)
        self.ask("DELETE /api/visits/<visit>/category", me, visit=self.taken[0]["visit"]["id"])
        (task,) = self.ask("GET /api/tickets/<ticket>", me, ticket=ticket)["tasks"]
        path = "POST /api/tickets/<ticket>/tasks/<task>"
        self.ask("POST /api/tickets/<ticket>/look-ups", me, {"iin": "950315590903"}, ticket=ticket)
        (task,) = self.ask("GET /api/tickets/<ticket>", me, ticket=ticket)["tasks"]
        self.ask(path, me, task["example"], ticket=ticket, task=task["task"])
        self.ask("POST /api/tickets/<ticket>/moves", me, {"move": "finish"}, ticket=ticket)
        self.ask("GET /api/counters/<counter>", me, counter=counter)
        ended = {"move": "refuse", "ground": "documents_incomplete"}
        self.ask("POST /api/visits/<visit>/moves", me, ended, visit=self.taken[0]["visit"]["id"])

    def _ask_for_papers(self) -> None:
        walk = Walk(self.people, "tb-certificate")
        walk.until("sign")
        ticket = walk.begin("sign")
        self.ask("GET /api/tickets/<ticket>", self.people.of("phthisiatrician").headers, ticket=ticket)
        walk.do_tasks("sign")
        printers = self.people.printer("printer-office"), self.people.printer("printer-cash")
        papers: list[Any] = []
        for printer in printers:
            path = "GET /api/printers/<printer>/jobs"
            jobs = self.ask(path, printer.headers, printer=printer.name)["jobs"]
            papers += [job["paper"] for job in jobs if job["paper"]["kind"] == "certificate"]
            path, ids = "POST /api/printers/<printer>/jobs/<job>/outcomes", {"printer": printer.name}
            for state in ("sent", "printed"):
                self.ask(path, printer.headers, {"state": state}, job=jobs[0]["id"], **ids)
        self._ask_for_certificates(walk)
        (qr,) = [block["data"] for block in papers[-1]["blocks"] if block["block"] == "qr"]
        self.ask("GET /verify/<code>", {}, code=qr.rpartition("/")[2])
        walk.moved("sign", "finish")
        self.ask("GET /api/visits/<visit>", self.people.of("auditor").headers, visit=walk.visit["id"])

    def _take_money(self) -> None:
        cashier, administrator = self.people.of("cashier"), self.people.of("administrator")
        me, desk = cashier.headers, str(cashier.counter)
        look = "GET /api/counters/<counter>/cash-desk"
        paid = self.ask(look, me, counter=desk)["receipts"][0]["payment"]
        self.ask("POST /api/receipts/copies", me, {"receipt": paid["receipt"]})
        Walk(self.people, "tb-certificate").until("sign")
        paid = self.ask(look, me, counter=desk)["receipts"][0]["payment"]
        body = {"ending": "void", "reason": "wrong_method"}
        self.ask("POST /api/payments/<payment>/endings", me, body, payment=paid["id"])
        body = {"method": "card", "taken": paid["price"]}
        self.ask("POST /api/visits/<visit>/payments", me, body, visit=paid["visit"])
        self.ask("POST /api/counters/<counter>/fiscal-tries", me, counter=desk)
        self.ask("POST /api/counters/<counter>/shift-reports", me, counter=desk)
        self.ask("POST /api/counters/<counter>/shift-closings", me, {"counted": 0}, counter=desk)
        self.ask(look, me, counter=desk)
        self.ask("POST /api/counters/<counter>/shifts", me, {"cash": 2_000_000}, counter=desk)
        self.ask(look, self.people.of("auditor").headers, counter=desk)
        price = {"service": "tb-certificate", "price": 250_000, "valid_from": "2099-01-01"}
        self.ask("POST /api/prices", administrator.headers, price)
        self.ask("GET /api/prices", administrator.headers)

    def _keep_the_timetable(self) -> None:
        me = self.people.of("administrator").headers
        doctor, hours = {"doctor": "d-99"}, {"hours": [{"opens": "09:00", "closes": "12:00", "minutes": 30}]}
        body = {"name": "Үлгі Дәрігер", "speciality": "ЛОР", "cabinet": "31"}
        self.ask("PUT /api/doctors/<doctor>", me, body, **doctor)
        taken_in = self.ask("POST /api/doctors", me, body)["doctor"]["id"]
        self.ask("DELETE /api/doctors/<doctor>", me, doctor=taken_in)
        path = "/api/doctors/<doctor>/days/<day>"
        self.ask(f"PUT {path}", me, hours, day="2099-01-05", **doctor)
        self.ask("PUT /api/doctors/<doctor>/hours/<weekday>", me, hours, weekday="1", **doctor)
        rounds = {"rounds": [{"opens": "14:00", "closes": "16:00", "capacity": 3}]}
        self.ask("PUT /api/doctors/<doctor>/rounds", me, rounds, **doctor)
        self.ask(
            "PUT /api/doctors/<doctor>/leaves/<first>",
            me,
            {"last": "2099-02-03"},
            first="2099-02-01",
            **doctor,
        )
        self.ask("GET /api/doctors", me)
        self.ask("GET /api/staff", me)
        self.ask(f"DELETE {path}", me, day="2099-01-05", **doctor)
        self.ask("DELETE /api/doctors/<doctor>/leaves/<first>", me, first="2099-02-01", **doctor)
        street = {"name": "Аралау көшесі", "side": "odd", "first": 1, "last": 9}
        district = {"name": "7", "streets": [street], "doctors": {"therapist": "d-99"}}
        self.ask("PUT /api/districts/<district>", me, district, district="district-7")
        self.ask("GET /api/districts", me)
        self.ask("DELETE /api/districts/<district>", me, district="district-7")
        self.ask("DELETE /api/doctors/<doctor>", me, **doctor)

    def _book(self) -> None:
        clerk = self.people.of("registry_clerk")
        me, iin = clerk.headers, "950315590903"
        today = self.people.today()
        self.people.receive_now("d-8")
        self.people.telephone("appointment", iin=iin, slot=self.people.slot("d-8"))
        self.people.telephone("house-call", iin=iin)
        self.ask("GET /api/slots/<first>/<last>", me, first=today, last=today)
        self.ask("GET /api/doctors/<doctor>/slots/<day>", me, doctor="d-8", day=today)
        body = {"address": "Сынақ көш., 1", "birth_date": "1890-01-01"}
        offer = self.ask("POST /api/house-calls/offers", me, body)
        free = next(one for one in offer["rounds"] if one["left"])
        found = self.ask("POST /api/bookings/search", me, {"iin": iin})["bookings"]
        booking = next(one["id"] for one in found if one["state"] == "booked")
        moved = {"move": "move", "slot": self.people.slot("d-8")}
        self.ask("POST /api/bookings/<booking>/moves", me, moved, booking=booking)
        came = self.ask("POST /api/bookings/<booking>/arrivals", me, {}, booking=booking)["visit"]["id"]
        self.people.of("doctor").ask("POST", f"/api/visits/{came}/moves", {"move": "withdraw"})
        listed = self.ask(
            "GET /api/doctors/<doctor>/list/<day>", me, doctor=offer["doctor"]["id"], day=free["day"]
        )
        self.ask("GET /api/doctors/<doctor>/list/<day>", me, doctor="d-8", day=today)
        call = listed["house_calls"][0]["id"]
        outcome = {"outcome": "treated_at_home", **self.people.now()}
        self.ask("POST /api/house-calls/<call>/outcome", me, outcome, call=call)

    def _ask_for_certificates(self, signing: Walk) -> None:
        """`signing`: at the doctor's, with the paper signed. Another is looked at, signed, printed and replaced."""
        walk = Walk(self.people, "psychoneurological-certificate")
        walk.until("draft")
        draft = walk.begin("draft")
        registrar, doctor = self.people.of("registrar").headers, self.people.of("psychiatrist").headers
        entry, *_ = self.people.of("registrar").ticket(draft)["tasks"]
        self.people.of("registrar").do(draft, "journal-entry", entry["example"])
        self.ask("GET /api/tickets/<ticket>/certificate", registrar, ticket=draft)
        walk.finish("draft")
        self.people.printer("printer-office").print_all()
        (paper,) = self.ask("GET /api/certificates", doctor)["to_sign"]
        wanted = {"certificates": [paper["id"], "none"], "signed": True, "sealed": True}
        self.ask("POST /api/signatures", doctor, wanted)
        one = {"certificate": paper["id"]}
        self.ask("GET /api/certificates/<certificate>", doctor, **one)
        for on in ("printer", "page"):
            self.ask("POST /api/certificates/<certificate>/prints", registrar, {"on": on}, **one)
            self.people.printer("printer-office").print_all()
        self.ask("GET /api/annulment-grounds", registrar)
        walk.open = [ticket for ticket in walk.open if ticket["step"] == "pay"]
        walk.finish("pay")
        walk.to_the_end()
        again = {"ground": "error_in_text", "purpose": "Мектепке"}
        self.ask("POST /api/certificates/<certificate>/replacements", registrar, again, **one)
        self.ask(
            "POST /api/certificates/<certificate>/moves",
            registrar,
            {"move": "annul", "ground": "paper_spoiled"},
            certificate=f"{paper['id']}.2",
        )
        administrator = self.people.of("administrator").headers
        self.ask("GET /api/certificate-templates", administrator)
        path = "GET /api/services/<service>/certificate"
        self.ask(path, administrator, service=signing.visit["service"])

    def _sit_down(self) -> None:
        me = self.people.called("registrar-2").headers
        self.ask("DELETE /api/counters/<counter>/seat", me, counter="window-4")
        self.ask("GET /api/counters/<counter>", me, counter="window-4")
        self.ask("PUT /api/counters/<counter>/seat", me, counter="window-4")

    def _sign_in(self) -> None:
        self.ask("POST /api/sign-in", {}, {"name": "nurse", "password": "kezek-nurse"})
        me = self.people.site.staff("nurse").headers
        self.ask("GET /api/session", me)
        self.ask("POST /api/sign-out", me)

    def _read_a_journal(self) -> None:
        walk = Walk(self.people, "house-call")
        walk.to_the_end()
        me, path = self.people.of("registry_clerk").headers, "/api/journals/<journal>"
        self.ask("GET /api/journals", me)
        rows = self.ask(f"POST {path}/searches", me, {"name": "Аманов"}, journal="house-call")["rows"]
        ids = {"journal": "house-call", "row": rows[0]["row"]}
        self.ask(f"POST {path}/rows/<row>/cells", me, {"cells": {"outcome": "treated_at_home"}}, **ids)
        correction = {"cells": {"complaint": "Жөтел"}, "ground": "Қате жазылған"}
        self.ask(f"POST {path}/rows/<row>/corrections", me, correction, **ids)
        self.ask(f"GET {path}/rows/<row>", me, **ids)
        today = self.people.today()
        days = {"since": today, "until": today, "form": "csv"}
        self.ask(f"POST {path}/exports", me, days, journal="house-call")

    def _look(self) -> None:
        me = self.people.of("supervisor").headers
        for path in ("GET /api/lines", "GET /api/counters", "GET /api/grounds", "GET /api/services"):
            self.ask(path, me)
        self.ask("GET /api/boards/<hall>", me, hall="main")
        self.ask("POST /api/closings", me, {"printer": "printer-office"})
        for taken in self.taken:
            self.ask("GET /api/visits/<visit>", me, visit=taken["visit"]["id"])


@pytest.fixture(scope="module")
def tour(everybody: People) -> Iterator[Tour]:
    yield Tour(everybody)
    everybody.send_home()


@every_route
def test_what_a_route_answers_is_what_is_said_of_it_no_more_and_no_less(
    description: Description, tour: Tour, route: Described
) -> None:
    for status in route.answers:
        answers = tour.answers[route.name, status]
        assert answers, f"{status} was never answered"
        for answer in answers:
            _assert_as_described(description, route, status, answer)


def _assert_as_described(description: Description, route: Described, status: int, answer: Answered) -> None:
    described = description.operation(route)["responses"][str(status)]
    if "content" not in described:
        assert answer.body == b""
        return
    assert answer.headers["Content-Type"] == "application/json"
    assert description.faults(described["content"]["application/json"]["schema"], answer.data) == []


def test_no_route_answers_otherwise_than_it_says(tour: Tour) -> None:
    assert set(tour.answers) == {(route.name, status) for route in EVERY_ROUTE for status in route.answers}


def test_a_task_is_a_json_schema_with_words_and_an_example_that_keeps_to_it(tour: Tour) -> None:
    tasks = [
        task for answer in tour.answers["GET /api/tickets/<ticket>", 200] for task in answer.data["tasks"]
    ]
    assert tasks
    for task in tasks:
        Draft202012Validator.check_schema(task["schema"])
        Draft202012Validator(task["schema"]).validate(task["example"])
        assert all(field["title"] for field in task["schema"]["properties"].values())


def test_a_problem_is_what_is_said_of_problems(description: Description, people: People) -> None:
    problem = send(people.site, "POST /api/visits", {}, people.site.kiosk.headers).data
    schema = {"$ref": "#/components/schemas/Problem"}
    assert description.faults(schema, {name: problem[name] for name in problem if name != "field"}) == []
    assert problem["field"] == "service"


# a reader who has the same already


def test_a_board_that_has_not_changed_is_not_sent_again(people: People) -> None:
    headers = {"Authorization": f"Bearer {people.site.token('board-main')}"}
    first, again = _twice(people, "GET /api/boards/main", headers)
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    doctor = people.of("doctor")
    people.site.kiosk.take("reception")
    doctor.next()
    changed = send(
        people.site, "GET /api/boards/main", None, headers | {"If-None-Match": first.headers["ETag"]}
    )
    assert changed.status == 200
    assert changed.headers["ETag"] != first.headers["ETag"]
    assert len(changed.data["calls"]) == len(first.data["calls"]) + 1


def test_a_phone_that_has_the_same_already_is_told_nothing(people: People) -> None:
    track = f"GET /api/track/{people.site.kiosk.take('reception')['track']}"
    first, again = _twice(people, track, {})
    assert (again.status, again.body) == (304, b"")
    people.of("doctor").next()
    changed = send(people.site, track, None, {"If-None-Match": first.headers["ETag"]})
    assert (first.data["state"], changed.status, changed.data["state"]) == ("waiting", 200, "called")


def _twice(people: People, request: str, headers: dict[str, str]) -> tuple[Answered, Answered]:
    first = send(people.site, request, None, headers)
    return first, send(people.site, request, None, headers | {"If-None-Match": first.headers["ETag"]})


# a command that is sent again


def _open(people: People, key: str, **body: Any) -> Answered:
    headers = people.site.kiosk.headers | {"Idempotency-Key": key}
    return send(people.site, "POST /api/visits", {"service": "reception", **body}, headers)


def test_the_same_command_again_is_answered_alike_and_says_so(people: People) -> None:
    key = fresh_key()
    first, again = _open(people, key), _open(people, key)
    assert (first.status, first.body) == (again.status, again.body)
    assert again.headers["Idempotent-Replay"] == "true"
    assert "Idempotent-Replay" not in first.headers
    assert people.of("doctor").see()["waiting"] == 1


def test_the_order_of_names_in_a_body_makes_no_other_command(people: People) -> None:
    key = fresh_key()
    headers = people.site.kiosk.headers | {"Idempotency-Key": key}
    bodies = b'{"service":"reception","language":"ru"}', b'{ "language": "ru", "service": "reception" }'
    first, again = (send(people.site, "POST /api/visits", body, headers) for body in bodies)
    assert first.body == again.body


def test_a_key_that_stood_for_another_command_is_refused(people: People) -> None:
    key = fresh_key()
    _open(people, key)
    other = _open(people, key, language="ru")
    assert (other.status, other.data["code"]) == (409, "key_reused")
    assert people.of("doctor").see()["waiting"] == 1


def test_a_refusal_by_a_rule_is_kept_and_one_of_the_form_is_not(people: People) -> None:
    by_rule, of_form = fresh_key(), fresh_key()
    assert _open(people, by_rule, kind="x").status == 422
    assert _open(people, by_rule, kind="x").headers["Idempotent-Replay"] == "true"
    assert _open(people, of_form, colour="red").status == 400
    assert _open(people, of_form).status == 201


def test_a_kiosk_gives_up_its_own_key_and_not_that_of_a_clerk(people: People) -> None:
    key, clerk, kiosk = fresh_key(), people.of("doctor"), people.site.kiosk.headers
    opened = clerk.ask("POST", "/api/visits", {"service": "reception"}, key).body
    assert send(people.site, "DELETE /api/visits", {"key": key}, kiosk).status == 204
    assert (
        people.of("doctor").ask("GET", f"/api/visits/{opened['visit']['id']}").body["visit"]["state"]
        == "open"
    )
    late = _open(people, key)
    assert (late.status, late.data["code"]) == (409, "key_reused")


def test_two_who_happen_on_the_same_key_do_not_meet(people: People) -> None:
    key, clerk = fresh_key(), people.of("doctor")
    first = _open(people, key).data
    second = clerk.ask("POST", "/api/visits", {"service": "reception"}, key).body
    assert first["visit"]["id"] != second["visit"]["id"]


# what a phone is told


@pytest.mark.parametrize(
    ("service", "named"),
    [
        ("reception", True),
        ("house-call", True),
        ("tb-certificate", False),
        ("psychoneurological-certificate", False),
        ("narcological-certificate", False),
        ("hiv-test", False),
    ],
)
def test_a_phone_is_told_nothing_personal_and_no_confidential_service(
    people: People, service: str, named: bool
) -> None:
    more = {"kind": "mandatory-confidential"} if service == "hiv-test" else {}
    walk = Walk(people, service, iin="890101199900", **more)
    _assert_discreet(people, walk, named)
    walk.finish(walk.open[0]["step"])
    _assert_discreet(people, walk, named)


def _assert_discreet(people: People, walk: Walk, named: bool) -> None:
    told = people.site.request("GET", f"/api/track/{walk.taken['track']}").body
    assert set(told) == {"number", "state", "service_name", "place", "ahead", "wait", "steps"}
    assert named or not told["steps"]
    assert told["number"] == walk.visit["number"]
    assert (told["service_name"] is not None) is named
    text = json.dumps(told, ensure_ascii=False)
    names = [one["name"] for one in people.site.kiosk.services() if one["service"] == walk.visit["service"]]
    assert named or not any(names[0][language.value] in text for language in Language)
    assert not any(secret in text for secret in ("890101199900", "Аманов", walk.visit["id"]))


def test_a_slip_of_a_confidential_service_tells_number_place_and_time_only(people: People) -> None:
    slips = [
        people.site.kiosk.take(service)["slip"] for service in ("tb-certificate", "narcological-certificate")
    ]
    shapes = [[(block["block"], block.get("size")) for block in slip["blocks"]] for slip in slips]
    assert shapes[0] == shapes[1]
    texts = json.dumps(slips, ensure_ascii=False)
    assert not re.search("анықтама|справка|нарколог|туберкул|мин", texts, re.IGNORECASE)


def test_a_finished_visit_is_followed_to_its_end(people: People) -> None:
    walk = Walk(people, "reception")
    walk.to_the_end()
    told = people.site.request("GET", f"/api/track/{walk.taken['track']}").body
    assert (told["state"], told["place"], told["ahead"]) == ("done", None, 0)


def test_the_seat_is_taken_again_by_the_same_clerk_and_by_no_other(people: People) -> None:
    clerk: Clerk = people.called("registrar-2")
    before = clerk.see()["seat"]
    again = clerk.ask("PUT", f"/api/counters/{clerk.counter}/seat")
    assert (again.status, again.body) == (200, before)
    other = people.of("registrar").ask("PUT", f"/api/counters/{clerk.counter}/seat")
    assert (other.status, other.body["code"]) == (409, "seat_taken")
    assert clerk.see()["seat"] == before
