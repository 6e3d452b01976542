"""A site whose register is asked over HTTP: it is slow or answers nonsense, and nobody else waits for it."""

import threading
import time
from collections.abc import Iterator

import pytest

from deploy.virtual_register import ON_RECORD, VirtualRegister
from tests.site import Reply, fresh_key, running_site
from tests.web.people import People, Walk

KEY = "a key of the tests"
NOBODY_WAITS = 5  # who were served meanwhile: more than there are while all wait
IIN = min(ON_RECORD)
PATIENCE = 3.0  # seconds for an answer


@pytest.fixture(scope="module")
def there() -> Iterator[VirtualRegister]:
    with VirtualRegister(key=KEY) as register:
        yield register


@pytest.fixture(scope="module")
def people(there: VirtualRegister, tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    folder = tmp_path_factory.mktemp("over-http")
    key = folder / "register.key"
    key.write_text(f"{KEY}\n")
    key.chmod(0o600)
    settings = {
        "KEZEK_REGISTER_URL": there.url,
        "KEZEK_REGISTER_KEY": str(key),
        "KEZEK_REGISTER_SERVICES": "tb-certificate",
    }
    with running_site(folder, settings) as site:
        yield People(site)


@pytest.fixture(autouse=True)
def nobody_stays(people: People, there: VirtualRegister) -> Iterator[None]:
    yield
    there.fault = None
    people.send_home()


def look_up(people: People, service: str = "tb-certificate") -> Reply:
    walk = Walk(people, service)
    ticket = walk.begin("check")
    return walk.clerk("check").ask("POST", f"/api/tickets/{ticket}/look-ups", {"iin": IIN})


def test_it_is_asked_for_its_service_and_the_list_of_the_house_for_the_others(
    people: People, there: VirtualRegister
) -> None:
    there.asked.clear()
    over_http, local = look_up(people), look_up(people, "narcological-certificate")
    assert over_http.body["text"]["ru"] == "Состоит на учете в противотуберкулезной организации"
    assert over_http.body["source"]["en"] == "National register of TB patients"
    assert local.body["source"]["en"].startswith("The organisation's own register")
    assert there.asked == [IIN]


@pytest.mark.parametrize(
    ("fault", "reason"), [("slow", "slow"), ("trickle", "slow"), ("page", "not_understood")]
)
def test_it_is_waited_for_three_seconds_and_nobody_else_waits(
    people: People, there: VirtualRegister, fault: str, reason: str
) -> None:
    there.fault = fault
    cashier = people.of("cashier")
    waited: list[float] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            began = time.monotonic()
            people.site.kiosk.take("reception")
            waited.append(time.monotonic() - began)

    walk = Walk(people, "tb-certificate")
    ticket = walk.begin("check")
    other = threading.Thread(target=look)
    began = time.monotonic()
    other.start()
    reply = walk.clerk("check").ask("POST", f"/api/tickets/{ticket}/look-ups", {"iin": IIN})
    took = time.monotonic() - began
    over.set()
    other.join()
    assert (reply.status, reply.body["finding"], reply.body["reason"]) == (201, None, reason)
    print(
        f"a register that says {fault}: {took:.1f} s (limit {PATIENCE:.0f} s), others {max(waited):.2f} s at most"
    )
    assert reason != "slow" or len(waited) >= NOBODY_WAITS
    assert cashier.see()["waiting"] == 0


def test_whoever_may_not_ask_makes_nobody_ask(people: People, there: VirtualRegister) -> None:
    walk = Walk(people, "tb-certificate")
    ticket = walk.begin("check")
    there.asked.clear()
    for role in ("cashier", "registrar"):
        assert people.of(role).ask("POST", f"/api/tickets/{ticket}/look-ups", {"iin": IIN}).status == 403
    wrong = walk.clerk("check").ask("POST", f"/api/tickets/{ticket}/look-ups", {"iin": "890101199901"})
    assert (wrong.status, there.asked) == (422, [])


def test_who_repeats_a_look_up_gets_its_answer_and_nobody_is_asked_again(
    people: People, there: VirtualRegister
) -> None:
    walk = Walk(people, "tb-certificate")
    path, clerk = f"/api/tickets/{walk.begin('check')}/look-ups", walk.clerk("check")
    there.asked.clear()
    key = fresh_key()
    first = people.site.request("POST", path, {"iin": IIN}, clerk.headers, key)
    again = people.site.request("POST", path, {"iin": IIN}, clerk.headers, key)
    assert (first.status, again) == (201, first)
    assert there.asked == [IIN]
    other = people.site.request("POST", path, {"iin": "890101199900"}, clerk.headers, key)
    assert (other.status, other.body["code"]) == (409, "key_reused")
    assert there.asked == [IIN]
    people.site.request("POST", path, {"iin": IIN}, clerk.headers)
    assert there.asked == [IIN, IIN]  # another key is another look-up


def test_no_answer_is_kept_and_a_check_by_hand_takes_its_place(
    people: People, there: VirtualRegister
) -> None:
    there.fault = "error"
    walk = Walk(people, "tb-certificate")
    ticket, clerk = walk.begin("check"), walk.clerk("check")
    clerk.ask("POST", f"/api/tickets/{ticket}/look-ups", {"iin": IIN})
    clerk.do(ticket, "register-check", {"finding": "present", "source": "by telephone"})
    (made,) = clerk.ticket(ticket)["look_ups"]
    assert (made["finding"], made["reason"], made["staff"]) == (None, "failed", "operator")
    walk.to_the_end()
