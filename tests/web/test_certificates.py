"""Certificates over HTTP: who sees and signs them, the ticket that names its paper, and what anyone is told of one."""

import json
from typing import Any
from urllib.parse import quote

import pytest

from tests.site import Reply, fresh_key
from tests.web.conftest import Strict
from tests.web.people import People, Walk
from tests.web.raw import Answered, send

SERVICE = "narcological-certificate"
NAME, IIN = "Аманов Арман", "890101199900"
CODE_OF_NONE = f"{'0' * 12}a.{'x' * 22}"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def drafted(people: People, service: str = SERVICE) -> tuple[Walk, Any]:
    """Somebody whose paper waits for the doctor, and that paper as the registrar sees it."""
    walk = Walk(people, service)
    walk.until("sign")
    people.printer("printer-office").print_all()
    return walk, look(people, walk.visit["id"])


def look(people: People, certificate: str, role: str = "registrar") -> Any:
    found = people.of(role).ask("GET", f"/api/certificates/{certificate}")
    assert found.status == 200, found
    return found.body["certificate"]


def sign(people: People, role: str, *certificates: str, **more: Any) -> Reply:
    body = {"certificates": list(certificates), "signed": True, "sealed": True, **more}
    return people.of(role).ask("POST", "/api/signatures", body)


def code_of(people: People, certificate: str, role: str = "registrar") -> str:
    paper = people.of(role).ask("GET", f"/api/certificates/{certificate}").body["text"]["paper"]
    (qr,) = [block["data"] for block in paper["blocks"] if block["block"] == "qr"]
    return str(qr).rpartition("/")[2]


def verify(people: People, code: str, headers: dict[str, str] | None = None) -> Answered:
    return send(people.site, f"GET /verify/{code}", headers=headers or {})


# who signs


def test_a_doctor_signs_several_at_once_and_the_steps_are_done(people: People) -> None:
    (one, first), (other, second), (left, third) = (drafted(people) for _ in range(3))
    listed = people.of("narcologist").ask("GET", "/api/certificates").body["to_sign"]
    assert [paper["id"] for paper in listed] == [first["id"], second["id"], third["id"]]
    assert (listed[0]["full_name"], listed[0]["finding"]) == (NAME, "absent")
    signed = sign(people, "narcologist", first["id"], second["id"], "none").body
    assert [paper["state"] for paper in signed["signed"]] == ["signed", "signed"]
    assert [(no["certificate"], no["code"]) for no in signed["refused"]] == [("none", "not_found")]
    for walk in (one, other):
        assert state_of_step(people, walk, "sign") == "done"
    assert state_of_step(people, left, "sign") == "waiting"


def state_of_step(people: People, walk: Walk, step: str) -> str:
    route = people.of("auditor").ask("GET", f"/api/visits/{walk.visit['id']}").body["steps"]
    return next(str(one["state"]) for one in route if one["step"] == step)


def test_the_same_command_again_signs_once(people: People) -> None:
    _, paper = drafted(people)
    key, body = fresh_key(), {"certificates": [paper["id"]], "signed": True, "sealed": True}
    first, again = (people.of("narcologist").ask("POST", "/api/signatures", body, key) for _ in range(2))
    assert first.body == again.body
    assert len(first.body["signed"]) == 1


def test_nobody_signs_for_another_and_nobody_else_sees_the_list(people: People) -> None:
    walk, paper = drafted(people)
    for role in ("psychiatrist", "phthisiatrician", "counsellor"):
        (refused,) = sign(people, role, paper["id"]).body["refused"]
        assert refused["code"] == "signature_of_another"
        assert people.of(role).ask("GET", "/api/certificates").body == {"to_sign": [], "lost": []}
        assert people.of(role).ask("GET", f"/api/certificates/{paper['id']}").status == 403
    for role in ("cashier", "operator", "nurse", "supervisor", "administrator", "auditor"):
        assert sign(people, role, paper["id"]).status == 403
        assert people.of(role).ask("GET", "/api/certificates").status == 403
    assert state_of_step(people, walk, "sign") == "waiting"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"signed": True, "sealed": True}, 400),
        ({"certificates": [], "signed": True}, 422),
        ({"certificates": ["a"] * 51, "signed": True}, 422),
        ({"certificates": ["a"], "signed": False}, 422),
        ({"certificates": ["a"], "signed": True, "sealed": False}, 422),
        ({"certificates": "a", "signed": True}, 400),
    ],
)
def test_what_is_not_said_is_not_done(people: People, body: dict[str, Any], status: int) -> None:
    assert people.of("narcologist").ask("POST", "/api/signatures", body).status == status


# the step "issue"


def test_the_registrar_sees_number_and_name_beside_the_ticket_and_the_cashier_neither(people: People) -> None:
    walk, paper = drafted(people)
    pay = people.of("cashier").ticket(walk.ticket("pay")["id"])
    assert pay["certificate"] is None
    assert NAME not in json.dumps(pay, ensure_ascii=False)
    assert people.of("narcologist").ticket(walk.ticket("sign")["id"])["certificate"]["id"] == paper["id"]
    walk.finish("pay")
    walk.finish("sign")
    ticket = walk.ticket("issue")["id"]
    seen = people.of("registrar").ticket(ticket)["certificate"]
    assert (seen["number"], seen["full_name"], seen["state"]) == (paper["number"], NAME, "signed")
    for role in ("cashier", "supervisor", "narcologist", "administrator", "auditor"):
        assert people.of(role).ticket(ticket)["certificate"] is None, role


def test_a_lost_print_is_made_good_by_one_command(people: People) -> None:
    walk = Walk(people, SERVICE)
    walk.until("sign")
    printer = people.printer("printer-office")
    for state in ("sent", "unknown"):
        assert printer.report(walk.jobs["certificate"], state).status == 200
    (lost,) = people.of("registrar").ask("GET", "/api/certificates").body["lost"]
    assert (lost["id"], lost["print_state"], lost["copy_next"]) == (walk.visit["id"], "unknown", True)
    printed = people.of("registrar").ask("POST", f"/api/certificates/{lost['id']}/prints", {"on": "printer"})
    assert (printed.status, printed.body["copy"]) == (201, True)
    paper = printer.print_all()[printed.body["job"]["id"]]["paper"]
    assert "КОПИЯ" in paper["blocks"][0]["text"]
    assert people.of("registrar").ask("GET", "/api/certificates").body["lost"] == []


# samples


def test_every_template_that_is_listed_has_its_samples(people: People) -> None:
    administrator = people.of("administrator")
    templates = administrator.ask("GET", "/api/certificate-templates").body["templates"]
    samples = {one["service"]: [sample["finding"] for sample in one["samples"]] for one in templates}
    assert samples[SERVICE] == ["absent", "present"]
    assert samples["hiv-test"] == ["negative", "otherwise"]
    assert "house-call" not in samples
    for service, findings in samples.items():
        path = f"/api/services/{service}/certificate"
        papers = [administrator.ask("GET", f"{path}?finding={finding}").body for finding in findings]
        assert len({json.dumps(paper, sort_keys=True) for paper in papers}) == 2
    assert people.of("registrar").ask("GET", "/api/certificate-templates").status == 403


# is it genuine


def test_a_program_is_told_what_it_is_worth_and_no_name(people: People) -> None:
    walk, paper = drafted(people)
    code = code_of(people, paper["id"])
    early = verify(people, code).data
    assert (early["state"], early["number"], early["replaced_by"]) == (
        "not_yet_issued",
        paper["number"],
        None,
    )
    walk.to_the_end()
    genuine = verify(people, code)
    assert genuine.data["state"] == "genuine"
    text = genuine.body.decode()
    assert not any(secret in text for secret in (NAME, IIN, "absent", "Жұмысқа"))


def test_a_person_with_a_phone_is_shown_a_page_in_three_languages(people: People) -> None:
    walk, paper = drafted(people)
    walk.to_the_end()
    page = verify(people, code_of(people, paper["id"]), BROWSER)
    text = page.body.decode()
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["Vary"] == "Accept"
    assert page.headers["Cache-Control"] == "no-store"
    verdicts = ("Анықтама түпнұсқа", "Справка подлинная", "The certificate is genuine")
    before_a_day = ("Қай күнге дейін жарамды", "Действительна до", "Valid until")
    for said in (*verdicts, *before_a_day, paper["number"]):
        assert said in text
    assert not any(secret in text for secret in (NAME, IIN, "<script"))


def test_a_code_that_nobody_made_is_unknown_to_both(people: People) -> None:
    program, page = verify(people, CODE_OF_NONE), verify(people, CODE_OF_NONE, BROWSER)
    assert (program.status, program.data["code"]) == (404, "not_found")
    assert page.status == 404
    assert "Такой справки нет" in page.body.decode()


@pytest.mark.parametrize("code", ["no-such-code", "a.b", "%3Cscript%3E", "x" * 300])
def test_what_is_no_code_of_a_certificate_calls_no_paper_false(people: People, code: str) -> None:
    program, page = verify(people, code), verify(people, code, BROWSER)
    assert (program.status, program.data["code"]) == (404, "not_found")
    assert page.status == 404
    assert "Это не код из QR" in page.body.decode()
    assert not any(text in page.body.decode() for text in ("поддельная", "<script"))


@pytest.mark.parametrize("path", ["/verify", "/verify/", "/verify?code=", "/verify/?code=15"])
def test_whoever_comes_without_a_code_is_asked_for_it_in_three_languages(people: People, path: str) -> None:
    page = send(people.site, f"GET {path}", headers=BROWSER)
    text = page.body.decode()
    assert (page.status, page.headers["Cache-Control"]) == (200, "no-store")
    for said in ("Анықтаманы тексеру", "Проверка справки", "Check a certificate", '<input name="code"'):
        assert said in text
    assert "<script" not in text


@pytest.mark.parametrize("path", ["/verify", "/verify/", "/verify?code=a.b"])
def test_a_program_that_brings_no_code_is_told_that_there_is_nothing(people: People, path: str) -> None:
    answer = send(people.site, f"GET {path}")
    assert (answer.status, answer.data["code"]) == (404, "not_found")


def typed_in(people: People, typed: str, **headers: str) -> Answered:
    form = BROWSER | {"Content-Type": "application/x-www-form-urlencoded"} | headers
    return send(people.site, "POST /verify/", f"code={quote(typed, safe='')}".encode(), form)


@pytest.mark.parametrize(
    "spelling", ["{0}", " {0} ", "{1} {2}", "https://elsewhere.kz/verify/{0}", "{0}\r\n"]
)
def test_a_code_that_a_scanner_types_leads_to_its_certificate(people: People, spelling: str) -> None:
    walk, paper = drafted(people)
    walk.to_the_end()
    code = code_of(people, paper["id"])
    led = typed_in(people, spelling.format(code, code[:7], code[7:]))
    assert (led.status, led.headers["Location"]) == (303, f"/verify/{code}")
    assert (
        "Справка подлинная"
        in send(people.site, f"GET {led.headers['Location']}", headers=BROWSER).body.decode()
    )


@pytest.mark.parametrize(
    "typed",
    [
        "15/2026",
        "ABCD-EFGH-2345-6723",  # the code on the paper of an anonymous person
        f"https://elsewhere.kz/track/{CODE_OF_NONE}",
        f"{CODE_OF_NONE}x",
        "<script>",
        "//elsewhere.kz",
        "../../api/journals",
        "x" * 5000,
    ],
)
def test_what_is_no_code_is_led_to_no_address_and_calls_no_paper_false(people: People, typed: str) -> None:
    page = typed_in(people, typed)
    text = page.body.decode()
    assert page.status == 422
    assert "Location" not in page.headers
    for said in ("Бұл QR-дағы код емес", "Это не код из QR", "not the code of the QR", '<input name="code"'):
        assert said in text
    assert not any(part in text for part in ("поддельная", "Такой справки нет", typed))


def test_more_than_a_body_may_hold_is_refused_where_a_code_is_typed(people: People) -> None:
    answer = typed_in(people, "x" * 200_000)
    assert (answer.status, answer.data["code"]) == (413, "body_too_large")


def test_a_page_of_another_origin_cannot_send_a_code(people: People) -> None:
    answer = typed_in(people, CODE_OF_NONE, Origin="https://elsewhere.kz")
    assert (answer.status, answer.data["code"]) == (403, "foreign_origin")


def test_a_replaced_one_names_the_number_of_the_one_in_its_place(people: People) -> None:
    walk, paper = drafted(people)
    walk.to_the_end()
    code, neighbour = code_of(people, paper["id"]), drafted(people)[1]
    body = {"ground": "error_in_text", "full_name": "Серікова Сәуле"}
    made = people.of("registrar").ask("POST", f"/api/certificates/{paper['id']}/replacements", body)
    assert made.status == 201
    told = verify(people, code)
    assert (told.data["state"], told.data["replaced_by"]) == (
        "replaced",
        made.body["certificate"]["number"],
    )
    assert made.body["certificate"]["number"] in verify(people, code, BROWSER).body.decode()
    anew = code_of(people, made.body["certificate"]["id"])
    assert "Справка ещё не выдана" in verify(people, anew, BROWSER).body.decode()
    assert look(people, neighbour["id"]) == neighbour


def test_guessing_is_slowed_down_and_whoever_holds_papers_is_not(strict: Strict) -> None:
    """Another address than that of the other tests: the proxy says whose it is."""
    guesser, holder = ({"X-Forwarded-For": address} for address in ("198.51.100.7", "198.51.100.8"))
    answers = [send(strict.site, f"GET /verify/guess-{nth}", headers=guesser) for nth in range(25)]
    assert {answer.status for answer in answers[:20]} == {404}
    assert {answer.status for answer in answers[20:]} == {429}
    assert answers[-1].headers["Retry-After"] == "60"
    assert send(strict.site, "GET /verify/guess", headers=guesser | BROWSER).status == 429
    assert send(strict.site, "HEAD /verify/guess", headers=guesser).status == 429
    assert send(strict.site, "GET /verify/guess", headers=holder).status == 404
    assert send(strict.site, "GET /verify", headers=holder | BROWSER).status == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whoever_brings_no_code_has_guessed_none(strict: Strict, method: str) -> None:
    visitor = {"X-Forwarded-For": f"198.51.100.{len(method)}"}
    answers = [send(strict.site, f"{method} /verify", headers=visitor) for _ in range(25)]
    assert {answer.status for answer in answers} == {404}
    assert send(strict.site, "GET /verify/guess", headers=visitor).status == 404
