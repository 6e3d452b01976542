"""Each of the seven services in a real browser, at the pages of the counters, by everybody who has a part in it.

With --full somebody is refused at every step of every service, without it at the last one.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from server.words.grounds import REFUSAL_GROUNDS
from tests.journeys.walk_at_screens import AtScreens, WalkAtScreens
from tests.site import running_site
from tests.web.people import People, Walk
from tests.web.test_walks import KINDS, OF_TWO_SIGNATURES, STEPS

pytestmark = pytest.mark.journey

LIKE_ANOTHER = "narcological-certificate"  # it goes the way of the psychoneurological one
SERVICES = [
    pytest.param(service, marks=pytest.mark.full) if service == LIKE_ANOTHER else service
    for service in STEPS
    if service != "reception"
]
GROUND = "data_untrue"
WITHOUT_A_JOURNAL = "hiv-test"
ENTERED_BEFORE = {
    "pay",
    "sign",
    "issue",
}  # the person stands in the journal of certificates when one of these begins
PAID_BEFORE = {"sign", "issue"}


@pytest.fixture(scope="module")
def everybody(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtScreens]:
    """One site for all walks; the pages stay open from one to the next."""
    with running_site(tmp_path_factory.mktemp("walked")) as site:
        screens = AtScreens(browser, People(site))
        yield screens
        screens.leave()


@pytest.fixture
def screens(everybody: AtScreens) -> Iterator[AtScreens]:
    yield everybody
    everybody.people.send_home()


def taken(screens: AtScreens, service: str, until: str = "") -> WalkAtScreens:
    """Somebody who has just taken a number; or who has come as far as `until`, and paid if that was to be done."""
    walk = Walk(screens.people, service, **KINDS.get(service, {}))
    if until:
        walk.until(until)
    if until == "sign" and any(ticket["step"] == "pay" for ticket in walk.open):
        walk.finish("pay")
    return WalkAtScreens(screens, walk)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_walked_to_its_end_at_the_pages_by_keyboard(screens: AtScreens, service: str) -> None:
    walk = taken(screens, service)
    walk.to_the_end()
    assert walk.route()["visit"]["state"] == "done"
    assert walk.steps() == dict.fromkeys(STEPS[service], "done")
    *before, last = STEPS[service]
    assert "the service is complete" in walk.said[last]
    assert all("the step is done" in walk.said[step] for step in before)


@pytest.mark.parametrize("service", SERVICES)
def test_whoever_is_refused_is_handed_the_ground_his_row_and_his_money(
    screens: AtScreens, service: str, full: bool
) -> None:
    for step in STEPS[service] if full else STEPS[service][-1:]:
        is_unseen = step == "sign" and service in OF_TWO_SIGNATURES
        if not is_unseen:
            is_refused(screens, service, step)
        screens.people.send_home()


def test_whoever_a_doctor_refuses_unseen_is_handed_the_ground_by_the_registrar(
    screens: AtScreens, full: bool
) -> None:
    for service in OF_TWO_SIGNATURES if full else OF_TWO_SIGNATURES[:1]:
        is_refused_unseen(screens, service)
        screens.people.send_home()


def is_refused_unseen(screens: AtScreens, service: str) -> None:
    people = screens.people
    walk = taken(screens, service, "sign")
    slips_out(people, walk, "sign")
    assert "slip" not in walk.refuse("sign", GROUND, reads="The person goes to")
    assert slips_out(people, walk, "sign") == [], "there is nobody to take it"
    registrar = walk.begin("issue")
    expect(registrar.page.locator("#ground")).to_contain_text(REFUSAL_GROUNDS[GROUND].en)
    walk.do_tasks("issue", registrar)
    registrar.finishes()
    registrar.reads("A slip with the reason is being printed")
    (slip,) = slips_out(people, walk, "issue")
    assert REFUSAL_GROUNDS[GROUND].kk in str(slip)
    assert walk.route()["visit"]["state"] == "refused"
    cells = newest_row(people, service)
    assert cells["ground"] == GROUND
    assert "issued_on" not in cells
    gives_back(screens, walk)


def is_refused(screens: AtScreens, service: str, step: str) -> None:
    people = screens.people
    rows = count_of_rows(people, service)
    walk = taken(screens, service, step)
    slips_out(people, walk, step)
    walk.refuse(step, GROUND, reads="A slip with the reason is being printed")
    visit = walk.route()["visit"]
    assert (visit["state"], visit["ground"]) == ("refused", GROUND)
    (slip,) = slips_out(people, walk, step)
    assert {"block": "number", "text": walk.number} in slip["blocks"]
    assert REFUSAL_GROUNDS[GROUND].kk in str(slip)
    if service == "attachment":
        assert newest_row(people, service)["decision"] == "refused"
    elif step in ENTERED_BEFORE:
        assert newest_row(people, service)["ground"] == GROUND
    else:
        assert count_of_rows(people, service) == rows
    if step in PAID_BEFORE:
        gives_back(screens, walk)


def slips_out(people: People, walk: WalkAtScreens, step: str) -> list[Any]:
    """What the printer at the counter of that step has still to print, printed: the slips of this visit."""
    counter = people.of(walk.step(step)["role"]).counter
    printer = next(one["printer"] for one in people.site.try_out()["counters"] if one["id"] == counter)
    papers = [job["paper"] for job in people.printer(printer).print_all().values()]
    return [paper for paper in papers if paper["kind"] == "slip"]


def rows_of(people: People, service: str) -> list[Any]:
    """The newest first. Of an examination nothing is kept in a journal."""
    found = people.of("supervisor").ask("POST", f"/api/journals/{service}/searches")
    if service == WITHOUT_A_JOURNAL:
        assert found.status == 404
        return []
    return list(found.body["rows"])


def newest_row(people: People, service: str) -> Any:
    return rows_of(people, service)[0]["cells"]


def count_of_rows(people: People, service: str) -> int:
    return next((int(row["number"]) for row in rows_of(people, service)), 0)


def gives_back(screens: AtScreens, walk: WalkAtScreens) -> None:
    """The cashier is asked for the money of a refused service, and gives it back."""
    cashier, page = screens.of("cashier"), screens.of("cashier").page
    expect(page.locator("#refunds-asked")).to_be_visible()
    page.keyboard.press("F10")
    asked = page.locator("[aria-labelledby=refunds_title]")
    expect(asked).to_contain_text(walk.number)
    cashier.presses("[id^=refund-refunds_title]")
    cashier.goes_to("[name=reason]")
    page.keyboard.press("Space")
    cashier.presses("#confirm-ending")
    cashier.reads("Give back the money")
    expect(asked).to_have_count(0)
    page.keyboard.press("Escape")
    printed = screens.people.printer("printer-cash").print_all().values()
    assert [job["paper"]["kind"] for job in printed][-1] == "refund"
