"""The phone that follows a ticket: what it tells, when it says that it is old, and what it never tells."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Route, ViewportSize, expect

from tests.site import Site, running_site

pytestmark = pytest.mark.journey

PHONE = ViewportSize(width=360, height=640)
MADE_UP = "abc.AAAAAAAAAAAAAAAAAAAAAA"
SERVICES = re.compile("туберк|психо|нарко|ВИЧ|АИТВ|HIV|tubercul", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("track-journeys")) as running:
        yield running


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A Russian phone on a clock that the test may turn; whatever its page complains of fails the test."""
    context = browser.new_context(viewport=PHONE, locale="ru-RU", has_touch=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script("window.shaken = []; navigator.vibrate = (times) => window.shaken.push(times)")
    page.clock.install()
    yield page
    context.close()
    assert complaints == []


def path_of(taken: Any) -> str:
    return f"/track/{taken['track']}"


def look_again(phone: Page) -> None:
    """Let the page ask the next time."""
    phone.clock.fast_forward(5000)


def stop_clock(phone: Page) -> None:
    """From here on it goes by the test alone; some seconds on, lest it be past before the page hears of it."""
    phone.clock.pause_at(phone.evaluate("Date.now() / 1000") + 5)


def hears_answer(phone: Page, upon: Callable[[], object]) -> None:
    """`upon` which the page asks."""
    with phone.expect_response("**/api/track/**") as answered:
        upon()
    answered.value.finished()
    phone.wait_for_timeout(300)  # it reads what came


def answers(phone: Page, told: dict[str, Any]) -> None:
    phone.route("**/api/track/**", lambda route: route.fulfill(json=told))


TOLD: dict[str, Any] = {
    "number": "A014",
    "state": "waiting",
    "service_name": None,
    "place": {"kk": "№ 2 терезе", "ru": "окно № 2", "en": "window 2"},
    "ahead": 7,
    "wait": None,
    "steps": [],
}


def test_it_tells_number_place_and_how_many_are_ahead(phone: Page, site: Site) -> None:
    first, second = site.kiosk.take("house-call"), site.kiosk.take("house-call")
    phone.goto(site.url + path_of(second))
    expect(phone.locator("#number")).to_have_text(second["visit"]["number"])
    expect(phone.locator("#place")).to_have_text(second["place"]["ru"])
    expect(phone.locator("#ahead")).to_have_text(str(second["ahead"]))
    assert second["ahead"] == first["ahead"] + 1
    expect(phone.locator("#state")).to_contain_text("Когда вызовут ваш номер")


def test_no_line_of_a_place_ends_with_the_sign_of_a_number(phone: Page, site: Site) -> None:
    taken = site.kiosk.take("psychoneurological-certificate")
    assert taken["place"]["ru"] == "окно № 3 или № 4", "of which a phone makes two lines"
    phone.goto(site.url + path_of(taken))
    expect(phone.locator("#number")).to_have_text(taken["visit"]["number"])
    assert phone.locator("#place").text_content() == "окно №\u00a03 или №\u00a04"


def test_a_call_cannot_be_missed(phone: Page, site: Site) -> None:
    taken = site.kiosk.take("house-call")
    phone.goto(site.url + path_of(taken))
    expect(phone.locator("#state")).to_have_attribute("data-state", re.compile("waiting|soon"))
    clerk = site.staff("registry")
    clerk.next(taken["tickets"][0]["id"])
    look_again(phone)
    expect(phone.locator("#state")).to_have_attribute("data-state", "called")
    expect(phone.locator("#place")).to_have_text("окно № 1")
    expect(phone).to_have_title(f"{taken['visit']['number']} · ● Вас вызывают")
    assert len(phone.evaluate("window.shaken")) == 1
    look_again(phone)
    assert len(phone.evaluate("window.shaken")) == 1, "it shakes once a call, not at each look"
    clerk.move(taken["tickets"][0]["id"], "dismiss")


def test_who_did_not_come_is_told_what_to_do(phone: Page, site: Site) -> None:
    taken = site.kiosk.take("appointment")
    clerk = site.staff("registry")
    clerk.next(taken["tickets"][0]["id"])
    clerk.move(taken["tickets"][0]["id"], "dismiss")
    phone.goto(site.url + path_of(taken))
    expect(phone.locator("#state")).to_contain_text("Подойдите в регистратуру")


@pytest.mark.parametrize("service", ["tb-certificate", "narcological-certificate", "hiv-test"])
def test_a_confidential_service_is_named_nowhere(phone: Page, site: Site, service: str) -> None:
    more = {"kind": "voluntary-anonymous"} if service == "hiv-test" else {}
    taken = site.kiosk.take(service, **more)
    phone.goto(site.url + path_of(taken))
    expect(phone.locator("#number")).to_have_text(taken["visit"]["number"])
    assert not SERVICES.search(phone.content())
    assert not SERVICES.search(phone.title())
    expect(phone.locator(".steps")).to_have_count(0)


def test_of_another_service_the_way_ahead_is_told(phone: Page, site: Site) -> None:
    steps = [{"step": name, "name": TOLD["place"], "place": TOLD["place"]} for name in ("one", "two")]
    answers(phone, {**TOLD, "steps": steps})
    phone.goto(f"{site.url}/track/{MADE_UP}")
    expect(phone.locator(".step")).to_have_count(2)
    expect(phone.locator(".step").first).to_have_attribute("aria-current", "step")


def test_the_language_of_the_phone_speaks_and_may_be_changed(phone: Page, site: Site) -> None:
    phone.goto(site.url + path_of(site.kiosk.take("house-call", language="en")))
    expect(phone.locator(".mine-words")).to_have_text("Ваш номер")
    phone.locator("#language-kk").tap()
    expect(phone.locator(".mine-words")).to_have_text("Сіздің нөміріңіз")
    expect(phone.locator("#said")).to_contain_text("Кезегіңіз таяп қалды")
    phone.reload()
    expect(phone.locator(".mine-words")).to_have_text("Сіздің нөміріңіз")


def test_without_a_link_it_says_in_ten_seconds_that_it_is_old(phone: Page, site: Site) -> None:
    phone.goto(site.url + path_of(site.kiosk.take("house-call")))
    expect(phone.locator("#number")).to_be_visible()
    hears_answer(phone, lambda: stop_clock(phone))
    hears_answer(phone, lambda: look_again(phone))
    phone.route("**/api/**", lambda route: route.abort())
    phone.clock.run_for(8000)
    expect(phone.locator("#stale")).to_be_hidden()
    phone.clock.run_for(4000)
    expect(phone.locator("#stale")).to_contain_text("Нет связи")
    expect(phone.locator("#number")).to_be_visible()
    phone.unroute_all()
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.locator("#stale")).to_be_hidden()


def test_a_page_that_never_heard_anything_says_so(phone: Page, site: Site) -> None:
    phone.route("**/api/**", lambda route: route.abort())
    phone.goto(f"{site.url}/track/{MADE_UP}")
    expect(phone.locator(".first")).to_contain_text("Подождите")
    phone.clock.run_for(12_000)
    expect(phone.locator(".first")).to_contain_text("Нет связи")


def test_a_ticket_that_the_site_does_not_know_is_said_to_be_none(phone: Page, site: Site) -> None:
    phone.goto(f"{site.url}/track/{MADE_UP}")
    expect(phone.locator("#state")).to_contain_text("Такой талон не найден")
    expect(phone.locator("#number")).to_have_count(0)
    asked: list[Request] = []
    phone.on("request", lambda request: asked.append(request))
    phone.clock.run_for(60_000)
    assert asked == [], "there is nothing to ask for any more"


def test_a_state_that_an_old_page_does_not_know_sends_to_the_desk(phone: Page, site: Site) -> None:
    told = {name: value for name, value in TOLD.items() if name != "steps"}
    answers(phone, {**told, "state": "reserved"})
    phone.goto(f"{site.url}/track/{MADE_UP}")
    expect(phone.locator("#state")).to_contain_text("Подойдите в регистратуру")
    expect(phone.locator("#number")).to_have_text("A014")


def test_a_number_of_five_digits_and_ten_thousand_waiting_fit(phone: Page, site: Site) -> None:
    answers(phone, {**TOLD, "number": "A10000", "ahead": 500, "wait": {"p50": 110, "p90": 240}})
    phone.goto(f"{site.url}/track/{MADE_UP}")
    expect(phone.locator("#ahead")).to_have_text("500+")
    expect(phone.locator("#wait")).to_have_text("110–240 мин")
    phone.evaluate("document.fonts.ready.then(() => null)")
    phone.wait_for_function("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_that_nobody_looks_at_asks_seldom(phone: Page, site: Site) -> None:
    phone.goto(site.url + path_of(site.kiosk.take("house-call")))
    expect(phone.locator("#number")).to_be_visible()
    asked: list[Request] = []
    phone.on("request", lambda request: asked.append(request))
    hears_answer(phone, lambda: stop_clock(phone))
    phone.evaluate("Object.defineProperty(document, 'hidden', { get: () => true, configurable: true })")
    phone.clock.run_for(5000)  # the question that was due
    phone.wait_for_timeout(300)
    asked.clear()
    phone.clock.run_for(14_000)
    assert asked == []
    phone.evaluate("Object.defineProperty(document, 'hidden', { get: () => false, configurable: true })")
    hears_answer(phone, lambda: phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))"))
    assert len(asked) == 1, "who looks again sees at once how it stands"


def test_an_unchanged_ticket_costs_a_304(phone: Page, site: Site) -> None:
    statuses: list[int | None] = []
    taken = site.kiosk.take("house-call")
    tag = site.http.request("GET", f"{site.url}/api{path_of(taken)}").headers["ETag"]

    def count(route: Route) -> None:
        statuses.append(route.fetch(headers={**route.request.headers, "If-None-Match": tag}).status)
        route.continue_()

    phone.goto(site.url + path_of(taken))
    expect(phone.locator("#number")).to_be_visible()
    phone.route("**/api/track/**", count)
    hears_answer(phone, lambda: look_again(phone))
    expect(phone.locator("#number")).to_have_text(taken["visit"]["number"])
    assert set(statuses) == {304}


def test_the_page_is_sent_with_a_strict_policy_and_tells_nobody_where_it_lies(site: Site) -> None:
    headers = site.http.request("GET", f"{site.url}/track/{MADE_UP}").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
