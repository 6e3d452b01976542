"""What is wrong with a request: a table of who sends what, and how it is to be answered.

{…} in a path stands for a ticket or visit of `scene.py`.
"""

from dataclasses import dataclass, field
from typing import Any

WRONG_DIGIT, WRONG_FORM, NEVER_ISSUED, RIGHT = "890101199901", "8901011999", "890101190690", "890101199900"


@dataclass(frozen=True)
class Bad:
    """What is wrong, who asks what, and how it is answered. `tells`: what stands in the answer as data."""

    what: str
    who: str
    request: str
    body: Any
    status: int
    code: str
    headers: dict[str, str] = field(default_factory=dict)
    tells: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.what


def _visit(what: str, status: int, code: str, tells: dict[str, Any] | None = None, **body: Any) -> Bad:
    return Bad(what, "kiosk-1", "POST /api/visits", body, status, code, tells=tells or {})


def _raw(what: str, status: int, code: str, body: bytes, headers: dict[str, str] | None = None) -> Bad:
    return Bad(what, "kiosk-1", "POST /api/visits", body, status, code, headers or {})


def _key(what: str, key: str) -> Bad:
    return _raw(f"{what} key", 400, "key_missing", b'{"service":"reception"}', {"Idempotency-Key": key})


def _move(
    what: str, who: str, ticket: str, status: int, code: str, tells: dict[str, Any] | None = None, **body: Any
) -> Bad:
    return Bad(what, who, f"POST /api/tickets/{{{ticket}}}/moves", body, status, code, tells=tells or {})


def _task(
    what: str,
    who: str,
    place: str,
    status: int,
    code: str,
    body: Any,
    tells: dict[str, Any] | None = None,
) -> Bad:
    ticket, task = place.split()
    path = f"POST /api/tickets/{{{ticket}}}/tasks/{task}"
    return Bad(what, who, path, body, status, code, tells=tells or {})


def _payment(what: str, status: int, code: str, taken: Any) -> Bad:
    body = {"method": "cash", "taken": taken}
    return _task(f"{what} taken", "cashier", "paying payment", status, code, body, {"field": "taken"})


def _check(what: str, status: int, code: str, **answers: Any) -> Bad:
    body = {"finding": "absent", "source": "a register", **answers}
    name = next(iter(answers))
    return _task(what, "registrar", "checking register-check", status, code, body, {"field": name})


def _entry(what: str, status: int, code: str, **answers: Any) -> Bad:
    body = {
        "full_name": "A",
        "birth_date": "1890-01-01",
        "iin": RIGHT,
        "address": "A",
        "purpose": "A",
        **answers,
    }
    name = next(iter(answers))
    return _task(what, "operator", "entering journal-entry", status, code, body, {"field": name})


ANONYMOUS: dict[str, Any] = {"service": "hiv-test", "kind": "voluntary-anonymous"}
VISITS = [
    _visit("unknown service", 422, "service_unknown", service="nail-salon"),
    _visit("no service", 400, "malformed", {"field": "service"}),
    _visit("service of a wrong type", 400, "malformed", {"field": "service"}, service=7),
    _visit("service too long", 422, "unacceptable", {"field": "service"}, service="a" * 65),
    _visit(
        "IIN of eleven digits",
        422,
        "iin_wrong",
        {"field": "iin", "reason": "form"},
        service="reception",
        iin=WRONG_FORM,
    ),
    _visit(
        "wrong check digit", 422, "iin_wrong", {"reason": "check_digit"}, service="reception", iin=WRONG_DIGIT
    ),
    _visit("IIN that was never issued", 422, "iin_wrong", service="reception", iin=NEVER_ISSUED),
    _visit("IIN in Arabic digits", 422, "iin_wrong", service="reception", iin="٨٩٠١٠١١٩٩٩٠٠"),
    _visit("IIN as a number", 400, "malformed", {"field": "iin"}, service="reception", iin=int(RIGHT)),
    _visit("IIN with an anonymous kind", 422, "iin_not_asked", iin=RIGHT, **ANONYMOUS),
    _visit("missing kind", 422, "kind_required", service="hiv-test"),
    _visit("unknown kind", 422, "kind_unknown", service="hiv-test", kind="public"),
    _visit("kind where there is none", 422, "kind_unknown", service="reception", kind="public"),
    _visit(
        "unknown language", 422, "unacceptable", {"field": "language"}, service="reception", language="de"
    ),
    _visit(
        "unknown category", 422, "unacceptable", {"field": "category"}, service="reception", category="vip"
    ),
    _visit(
        "unknown channel", 422, "unacceptable", {"field": "channel"}, service="reception", channel="pigeon"
    ),
    _visit(
        "channel of the portal",
        422,
        "unacceptable",
        {"field": "channel"},
        service="house-call",
        channel="portal",
    ),
    _visit("telephone at the kiosk", 409, "channel_not_offered", service="house-call", channel="telephone"),
    _visit("telephone where it is not offered", 409, "channel_not_offered", channel="telephone", **ANONYMOUS),
    _visit("return code that nobody bears", 422, "return_code_unknown", return_code="AAAA-BBBB-CCCC-DDDD"),
    _visit("empty return code", 422, "return_code_unknown", return_code=""),
    _visit("unknown field", 400, "unknown_field", {"field": "priority"}, service="reception", priority=1),
    _visit("control character", 422, "text_unsafe", {"field": "service"}, service="reception\x1b@"),
    _visit("NUL", 422, "text_unsafe", {"field": "service"}, service="reception\0"),
    _visit(
        "mark that turns the direction", 422, "text_unsafe", {"field": "service"}, service="\u202enoitpecer"
    ),
    _visit("control character in a name", 422, "text_unsafe", {"field": "body"}, **{"\x07": 1}),
]
BODIES = [
    _raw("100 KB", 413, "body_too_large", b'{"service":"' + b"a" * 100_000 + b'"}'),
    _raw("not JSON", 400, "not_json", b"service=reception"),
    _raw("no body", 400, "not_json", b""),
    _raw("half of an object", 400, "not_json", b'{"service":'),
    _raw("list", 400, "malformed", b'[{"service":"reception"}]'),
    _raw("text", 400, "malformed", b'"reception"'),
    _raw("null", 400, "malformed", b"null"),
    _raw("NaN", 400, "not_json", b'{"service":NaN}'),
    _raw("lone surrogate", 400, "not_json", b'{"service":"\\ud800"}'),
    _raw("bytes that are no UTF-8", 400, "not_json", b'{"service":"\xff\xfe"}'),
    _raw("two objects", 400, "not_json", b'{"service":"reception"}{"service":"reception"}'),
    _raw("deep nesting", 400, "not_json", b'{"service":' + b"[" * 30_000 + b"]" * 30_000 + b"}"),
    _raw("nesting of a thousand", 400, "not_json", b'{"service":' + b"[" * 1000 + b"]" * 1000 + b"}"),
    _raw("same name twice", 400, "malformed", b'{"service":"reception","service":"tb-certificate"}'),
    _raw("form", 415, "unsupported_media_type", b"{}", {"Content-Type": "application/x-www-form-urlencoded"}),
    _raw("plain text", 415, "unsupported_media_type", b"{}", {"Content-Type": "text/plain"}),
    _raw("no content type", 415, "unsupported_media_type", b"{}", {"Content-Type": ""}),
    Bad(
        "body where none is taken",
        "operator",
        "PUT /api/counters/window-2/seat",
        {"x": 1},
        400,
        "unknown_field",
        tells={"field": "x"},
    ),
    _key("missing", ""),
    _key("short", "a" * 15),
    _key("long", "a" * 65),
    _key("odd", "a" * 16 + "\t" + "b"),
    _key("foreign", "ключ-длиной-в-16-знаков".encode().decode("latin-1")),
]
PLACES = [
    Bad("call at another's counter", "operator", "POST /api/counters/window-1/calls", {}, 403, "not_seated"),
    Bad("counter that is taken", "operator", "PUT /api/counters/window-1/seat", {}, 409, "seat_taken"),
    Bad("counter that is not there", "operator", "PUT /api/counters/window-9/seat", {}, 404, "not_found"),
    Bad("giving up no key", "kiosk-1", "DELETE /api/visits", {}, 400, "malformed"),
    Bad("giving up a short key", "kiosk-1", "DELETE /api/visits", {"key": "short"}, 422, "unacceptable"),
    Bad(
        "giving up a key beyond ASCII",
        "kiosk-1",
        "DELETE /api/visits",
        {"key": "ключ" * 5},
        422,
        "unacceptable",
    ),
    Bad("leaving another's counter", "operator", "DELETE /api/counters/window-1/seat", {}, 403, "not_seated"),
    Bad("leaving while busy", "operator", "DELETE /api/counters/window-2/seat", {}, 409, "counter_busy"),
    Bad("looking at another's counter", "operator", "GET /api/counters/window-1", None, 403, "role_missing"),
    _move("move from another's counter", "cashier", "called", 403, "not_seated", move="start"),
    _move("move of another's line", "cashier", "waiting", 403, "role_missing", move="withdraw"),
    _move("unknown move", "doctor", "called", 422, "unacceptable", {"field": "move"}, move="fly"),
    _move("no move", "doctor", "called", 400, "malformed", {"field": "move"}),
    _move("redirect to nowhere", "doctor", "called", 422, "counter_unsuitable", move="redirect"),
    _move(
        "redirect to oneself",
        "doctor",
        "called",
        422,
        "counter_unsuitable",
        move="redirect",
        counter="cabinet-16",
    ),
    _move(
        "redirect to another role",
        "doctor",
        "called",
        422,
        "counter_unsuitable",
        move="redirect",
        counter="cash-1",
    ),
    _move(
        "redirect to an unknown counter",
        "doctor",
        "called",
        422,
        "counter_unsuitable",
        move="redirect",
        counter="x",
    ),
    _move("refusal without a ground", "operator", "entering", 422, "ground_required", move="refuse"),
    _move(
        "refusal with an unknown ground",
        "operator",
        "entering",
        422,
        "ground_unknown",
        move="refuse",
        ground="bored",
    ),
    _move(
        "withdrawal with an unknown ground",
        "operator",
        "entering",
        422,
        "ground_unknown",
        move="withdraw",
        ground="bored",
    ),
    _move(
        "finish with open tasks",
        "operator",
        "entering",
        409,
        "tasks_open",
        {"tasks": ["journal-entry"]},
        move="finish",
    ),
    Bad(
        "end of an ended visit",
        "doctor",
        "POST /api/visits/{visit done}/moves",
        {"move": "withdraw"},
        409,
        "visit_closed",
    ),
    Bad(
        "end of a stranger's visit",
        "cashier",
        "POST /api/visits/{visit called}/moves",
        {"move": "withdraw"},
        403,
        "not_seated",
    ),
    Bad(
        "visit that starts again",
        "doctor",
        "POST /api/visits/{visit called}/moves",
        {"move": "start"},
        422,
        "unacceptable",
    ),
]
TASKS = [
    _task("unknown task", "operator", "entering dance", 404, "task_unknown", {}),
    _task("task of another step", "operator", "entering payment", 404, "task_unknown", {}),
    _task("task at another's counter", "cashier", "entering journal-entry", 403, "not_seated", {}),
    _task(
        "task of a ticket that waits for its result",
        "counsellor",
        "pending counselling",
        409,
        "task_not_ready",
        {},
    ),
    _task(
        "task before that which it needs",
        "registrar",
        "checking documents",
        422,
        "unacceptable",
        {"complete": False},
    ),
    _task(
        "empty answers", "registrar", "checking register-check", 400, "malformed", {}, {"field": "finding"}
    ),
    _task("box as text", "registrar", "checking documents", 400, "malformed", {"complete": "true"}),
    _task("box as a number", "registrar", "checking documents", 400, "malformed", {"complete": 1}),
    _check("choice as a number", 400, "malformed", finding=1),
    _check("choice as a list", 400, "malformed", finding=["absent"]),
    _check("choice that is not offered", 422, "unacceptable", finding="perhaps"),
    _check("empty text", 422, "unacceptable", source=""),
    _check("blank text", 422, "unacceptable", source="   "),
    _check("text of 201 letters", 422, "unacceptable", source="ә" * 201),
    _check("text with a bell", 422, "text_unsafe", source="a\x07"),
    _check("text with a drawer kick", 422, "text_unsafe", source="\x1bp\x00"),
    _check("text with a NUL", 422, "text_unsafe", source="a\0"),
    _check("text that runs backwards", 422, "text_unsafe", source="\u202ea"),
    _check("text of private letters", 422, "text_unsafe", source="\ue000"),
    _check("check past the register", 422, "register_not_asked", why_otherwise=" "),
    _check("unknown answer", 400, "unknown_field", priority=1),
    _entry("IIN of a wrong form", 422, "iin_wrong", iin=WRONG_FORM),
    _entry("IIN with a wrong digit", 422, "iin_wrong", iin=WRONG_DIGIT),
    _entry("IIN as a number in a task", 400, "malformed", iin=int(RIGHT)),
    _entry("day that is not", 422, "unacceptable", birth_date="1890-02-30"),
    _entry("day written otherwise", 422, "unacceptable", birth_date="01.01.1890"),
    _payment("below the price", 422, "unacceptable", 199_999),
    _payment("nothing", 422, "unacceptable", 0),
    _payment("less than nothing", 422, "unacceptable", -200_000),
    _payment("over the limit", 422, "unacceptable", 10**9 + 1),
    _payment("beyond all numbers", 400, "malformed", 10**30),
    _payment("a fraction", 400, "malformed", 200_000.5),
    _payment("text", 400, "malformed", "200000"),
    _payment("a yes", 400, "malformed", True),
    _payment("no sum", 400, "malformed", None),
    _task(
        "unknown way to pay",
        "cashier",
        "paying payment",
        422,
        "unacceptable",
        {"method": "gold", "taken": 200_000},
    ),
]
DEVICES = [
    Bad("board of a hall that is not there", "board-main", "GET /api/boards/other", None, 404, "not_found"),
    Bad("hall that is not there", "supervisor", "GET /api/boards/other", None, 404, "not_found"),
    Bad(
        "jobs of another printer",
        "printer-cash",
        "GET /api/printers/printer-lobby/jobs",
        None,
        403,
        "forbidden",
    ),
    Bad(
        "jobs of a printer that is not the kiosk's",
        "kiosk-1",
        "GET /api/printers/printer-cash/jobs",
        None,
        403,
        "forbidden",
    ),
    Bad(
        "job of another printer",
        "printer-cash",
        "POST /api/printers/printer-cash/jobs/{job}/outcomes",
        {"state": "sent"},
        404,
        "not_found",
    ),
    Bad(
        "outcome at another printer",
        "printer-cash",
        "POST /api/printers/printer-lobby/jobs/{job}/outcomes",
        {"state": "sent"},
        403,
        "forbidden",
    ),
    Bad(
        "job printed that was not sent",
        "printer-lobby",
        "POST /api/printers/printer-lobby/jobs/{job}/outcomes",
        {"state": "printed"},
        409,
        "job_refused",
    ),
    Bad(
        "unknown outcome",
        "printer-lobby",
        "POST /api/printers/printer-lobby/jobs/{job}/outcomes",
        {"state": "eaten"},
        422,
        "unacceptable",
    ),
    Bad(
        "heartbeat of another",
        "printer-cash",
        "POST /api/devices/printer-lobby/heartbeats",
        {"state": "ok"},
        403,
        "forbidden",
    ),
    Bad(
        "wait that is no number",
        "printer-cash",
        "GET /api/printers/printer-cash/jobs?wait=-1",
        None,
        422,
        "unacceptable",
    ),
    Bad(
        "state of jobs that is not to be asked for",
        "printer-cash",
        "GET /api/printers/printer-cash/jobs?state=printed",
        None,
        422,
        "unacceptable",
        tells={"field": "state"},
    ),
    Bad("track of a made-up token", "", "GET /api/track/abc.def", None, 404, "not_found"),
    Bad("unknown path", "", "GET /api/salaries", None, 404, "not_found"),
    Bad("path with two slashes", "supervisor", "GET /api//lines", None, 404, "not_found"),
    Bad("path with a slash at its end", "supervisor", "GET /api/lines/", None, 404, "not_found"),
    Bad(
        "token of nobody", "", "GET /api/services", None, 401, "token_unknown", {"Authorization": "Bearer x"}
    ),
    Bad(
        "token of another scheme",
        "",
        "GET /api/services",
        None,
        401,
        "token_unknown",
        {"Authorization": "Basic eDp5"},
    ),
    Bad("cookie of nobody", "", "GET /api/services", None, 401, "signed_out", {"Cookie": "kezek=abc"}),
]
EVERYTHING = VISITS + BODIES + PLACES + TASKS + DEVICES
