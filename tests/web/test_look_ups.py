"""Looking people up over HTTP: what the clerk is answered, what is told to nobody else, and what is done once."""

from typing import Any

import pytest

from tests.site import Clerk, Reply, fresh_key
from tests.web.people import People, Walk

ON_RECORD, NOT_ON_RECORD = "950315590903", "890101199900"


def look_up(clerk: Clerk, ticket: str, iin: str, key: str = "") -> Reply:
    return clerk.ask("POST", f"/api/tickets/{ticket}/look-ups", {"iin": iin}, key)


def check_of(clerk: Clerk, ticket: str) -> Any:
    return next(task for task in clerk.ticket(ticket)["tasks"] if task["task"] == "register-check")


@pytest.mark.parametrize(
    ("iin", "finding", "ru"),
    [(ON_RECORD, "present", "Состоит"), (NOT_ON_RECORD, "absent", "Не состоит")],
)
def test_what_the_register_says_is_answered_and_fills_in_the_form(
    people: People, iin: str, finding: str, ru: str
) -> None:
    walk = Walk(people, "narcological-certificate")
    ticket, clerk = walk.begin("check"), walk.clerk("check")
    reply = look_up(clerk, ticket, iin)
    assert (reply.status, reply.body["finding"], reply.body["reason"]) == (201, finding, None)
    assert reply.body["text"]["ru"] == f"{ru} на диспансерном учёте в наркологической организации"
    assert reply.body["source"]["en"].startswith("The organisation's own register, as of ")
    assert iin not in str(reply.body)
    assert clerk.ticket(ticket)["look_ups"] == [reply.body]
    task = check_of(clerk, ticket)
    assert task["known"] == {"finding": finding, "source": reply.body["source"]["en"], "iin": iin}
    clerk.do(ticket, "register-check", task["example"])
    clerk.do(ticket, "documents", {"complete": True})
    walk.finish("check")
    (draft,) = walk.open
    entry = clerk.ticket(draft["id"])["tasks"][0]
    assert (entry["known"]["iin"], entry["example"]["iin"]) == (iin, iin)
    walk.to_the_end()


def test_what_was_found_is_seen_by_the_doctor_who_signs_and_by_no_cashier(people: People) -> None:
    walk = Walk(people, "tb-certificate")
    look_up(walk.clerk("check"), walk.begin("check"), ON_RECORD)
    walk.until("pay")
    pay = walk.ticket("pay")["id"]
    told = people.of("cashier").ticket(pay)
    assert told["look_ups"] == []
    assert "present" not in str({name: told[name] for name in told if name != "presence"})
    walk.until("sign")
    sign = walk.ticket("sign")["id"]
    (seen,) = people.of("phthisiatrician").ticket(sign)["look_ups"]
    assert seen["finding"] == "present"
    for role in ("operator", "cashier", "psychiatrist", "supervisor", "administrator", "auditor"):
        assert people.of(role).ticket(sign)["look_ups"] == [], role


def test_the_clerk_cannot_contradict_it_without_a_reason(people: People) -> None:
    walk = Walk(people, "tb-certificate")
    ticket, clerk = walk.begin("check"), walk.clerk("check")
    look_up(clerk, ticket, ON_RECORD)
    answers = {"finding": "absent", "source": "a paper"}
    refused = clerk.ask("POST", f"/api/tickets/{ticket}/tasks/register-check", answers)
    assert (refused.status, refused.body["code"], refused.body["field"]) == (
        422,
        "register_says_otherwise",
        "why_otherwise",
    )
    assert not check_of(clerk, ticket)["done"]
    clerk.do(ticket, "register-check", answers | {"why_otherwise": "a namesake"})


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("kk", "Алдымен тіркелімнен тексеріңіз."),
        ("ru", "Сначала проверьте по регистру."),
        ("en", "Check in the register first."),
    ],
)
def test_the_clerk_is_told_to_ask_the_register_first(people: People, language: str, sentence: str) -> None:
    walk = Walk(people, "tb-certificate")
    ticket, clerk = walk.begin("check"), walk.clerk("check")
    assert "why_otherwise" in check_of(clerk, ticket)["schema"]["required"]
    path, answers = f"/api/tickets/{ticket}/tasks/register-check", {"finding": "absent", "source": "a paper"}
    headers = clerk.headers | {"Accept-Language": language}
    refused = people.site.request("POST", path, answers, headers)
    assert (refused.status, refused.body["code"], refused.body["field"]) == (
        422,
        "register_not_asked",
        "why_otherwise",
    )
    assert refused.body["detail"].startswith(sentence)
    assert not check_of(clerk, ticket)["done"]
    look_up(clerk, ticket, ON_RECORD)
    assert "why_otherwise" not in check_of(clerk, ticket)["schema"]["required"]


def test_the_same_look_up_again_is_answered_alike_and_kept_once(people: People) -> None:
    walk = Walk(people, "tb-certificate")
    ticket, clerk, key = walk.begin("check"), walk.clerk("check"), fresh_key()
    first, again = look_up(clerk, ticket, ON_RECORD, key), look_up(clerk, ticket, ON_RECORD, key)
    assert first == again
    assert len(clerk.ticket(ticket)["look_ups"]) == 1
    other = look_up(clerk, ticket, NOT_ON_RECORD, key)
    assert (other.status, other.body["code"]) == (409, "key_reused")
    clerk.do(ticket, "register-check", {"finding": "present", "source": "it"})
    assert look_up(clerk, ticket, ON_RECORD, key) == first, "also when it might not be asked any more"
    late = look_up(clerk, ticket, ON_RECORD)
    assert (late.status, late.body["code"]) == (409, "task_done")


@pytest.mark.parametrize("iin", ["890101199901", "89010119990", "", "a" * 20])
def test_a_wrong_iin_is_refused_and_nothing_is_kept(people: People, iin: str) -> None:
    walk = Walk(people, "tb-certificate")
    ticket, clerk = walk.begin("check"), walk.clerk("check")
    refused = look_up(clerk, ticket, iin)
    assert (refused.status, refused.body["code"], refused.body["field"]) == (422, "iin_wrong", "iin")
    assert clerk.ticket(ticket)["look_ups"] == []


def test_a_clerk_at_another_counter_asks_nothing(people: People) -> None:
    walk = Walk(people, "tb-certificate")
    ticket = walk.begin("check")
    for role in ("cashier", "registrar", "phthisiatrician"):
        refused = look_up(people.of(role), ticket, ON_RECORD)
        assert (refused.status, refused.body["code"]) == (403, "not_seated"), role
    assert walk.clerk("check").ticket(ticket)["look_ups"] == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_doctor_reads_in_his_own_language_which_register_the_clerk_asked(
    people: People, language: str
) -> None:
    walk = Walk(people, "tb-certificate")
    said = look_up(walk.clerk("check"), walk.begin("check"), ON_RECORD).body["source"]
    walk.until("sign")
    found = found_by_check(walk, language)
    assert source_of(found) == said[language]
    assert len(set(said.values())) == 3
    assert found["answers"]["source"] == said["en"], "as it was confirmed, whoever reads it"


def test_what_the_clerk_wrote_himself_is_read_as_he_wrote_it(people: People) -> None:
    walk = Walk(people, "tb-certificate")
    ticket = walk.begin("check")
    look_up(walk.clerk("check"), ticket, ON_RECORD)
    answers = {"finding": "absent", "source": "Архив", "why_otherwise": "Асқынған"}
    walk.clerk("check").do(ticket, "register-check", answers)
    walk.until("sign")
    assert source_of(found_by_check(walk, "kk")) == "Архив"


def found_by_check(walk: Walk, language: str) -> Any:
    """What the doctor is told that the check found."""
    doctor = walk.clerk("sign")
    headers = doctor.headers | {"Accept-Language": language}
    told = doctor.site.request("GET", f"/api/tickets/{walk.ticket('sign')['id']}", None, headers).body
    return next(finding for finding in told["findings"] if finding["task"] == "register-check")


def source_of(found: Any) -> str:
    return str(next(field["value"] for field in found["fields"] if field["name"] == "source"))
