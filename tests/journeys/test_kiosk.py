"""A person before the kiosk, in a real browser: fingers on the page, paper out of the printer."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.kiosk.box import Box, running_box
from tests.site import Site, running_site

pytestmark = pytest.mark.journey

PORTRAIT = ViewportSize(width=1080, height=1920)
LANDSCAPE = ViewportSize(width=1920, height=1080)
SMALL = ViewportSize(width=1280, height=800)
SMALL_UPRIGHT = ViewportSize(width=800, height=1280)
SCANNED = """for (const key of [..."ABCDEFGHJKLM2345", "Enter"]) {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}"""
NUMBER = re.compile(r"^[A-Z]\d{3}$")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("kiosk-journeys")) as running:
        yield running


@pytest.fixture(scope="module")
def box(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    with running_box(tmp_path_factory.mktemp("box"), site.url, site.token("kiosk-1")) as box:
        yield box


@pytest.fixture
def page(browser: Browser, box: Box) -> Iterator[Page]:
    """The start screen, on a clock that the test may turn; whatever the page complains of fails the test."""
    box.printer.set_fault(None)
    page = browser.new_page(viewport={"width": 1080, "height": 1920})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.clock.install()
    page.goto(box.url)
    expect(page.locator(".tile")).to_have_count(7)
    yield page
    page.close()
    assert complaints == []


def waiting(site: Site, service: str) -> int:
    offered = {known["service"]: known for known in site.kiosk.services()}
    return int(offered[service]["ahead"])


def stop_clock(page: Page) -> None:
    """From here on it goes by the test alone; some seconds on, lest it be past before the page hears of it."""
    page.clock.pause_at(page.evaluate("Date.now() / 1000") + 5)


def shown_number(page: Page) -> str:
    number = page.locator("#number")
    expect(number).to_have_text(NUMBER)
    return str(number.text_content())


@pytest.mark.parametrize(
    ("language", "slip"),
    [("kk", "Талоныңызды алыңыз"), ("ru", "Возьмите талон"), ("en", "Take your ticket")],
)
def test_three_taps_to_a_printed_ticket(page: Page, box: Box, language: str, slip: str) -> None:
    before = len(box.printer.papers)
    page.locator(f"#language-{language}").click()
    page.locator("#service-tb-certificate").click()
    page.locator(f"#take-{language}").click()
    shown_number(page)
    expect(page.locator("#slip")).to_contain_text(slip)
    assert len(box.printer.wait_for_papers(before + 1)) == before + 1


def test_without_choosing_a_language_both_stand_there_and_the_button_chooses(page: Page) -> None:
    expect(page.locator("h1")).to_contain_text("Қызметті таңдаңыз")
    expect(page.locator("h1")).to_contain_text("Выберите услугу")
    page.locator("#service-house-call").click()
    page.locator("#take-ru").click()
    shown_number(page)
    expect(page.locator("#language-ru")).to_have_attribute("aria-pressed", "true")


def test_who_reads_english_only_needs_no_switch(page: Page) -> None:
    page.locator("#service-house-call").click()
    page.locator("#take-en").click()
    shown_number(page)
    expect(page.locator(".your-ticket")).to_have_text("Your ticket")


def test_the_code_of_a_slip_is_typed_and_the_person_is_back_in_line(page: Page, box: Box) -> None:
    taken = box.take("tb-certificate").body
    code = return_code(taken["slip"])
    page.locator("#have-code").click()
    for sign in code:
        page.locator(f"#key-{sign}").click()
    page.locator("#send-code").click()
    expect(page.locator("#number")).to_have_text(taken["visit"]["number"])
    expect(page.locator(".your-ticket")).to_have_text("Ваш талон")  # in the language of his visit


def return_code(slip: Any) -> str:
    """As it stands on the paper: sixteen signs in fours, wherever the paper puts them."""
    found = re.findall(r"\b[A-Z2-7]{4}(?:[ -][A-Z2-7]{4}){3}\b", json.dumps(slip))
    return re.sub("[ -]", "", str(found[0]))


def test_hiv_asks_which_kind(page: Page, site: Site) -> None:
    before = waiting(site, "hiv-test")
    page.locator("#service-hiv-test").click()
    page.locator("#kind-voluntary-anonymous").click()
    page.locator("#take-kk").click()
    shown_number(page)
    assert waiting(site, "hiv-test") == before + 1


def test_the_language_changes_without_losing_the_place(page: Page) -> None:
    page.locator("#service-hiv-test").click()
    page.locator("#language-en").click()
    expect(page.locator("h1")).to_have_text("Choose one of these")
    page.locator("#kind-mandatory-confidential").click()
    page.locator("#benefit-yes").click()
    page.locator("#language-ru").click()
    expect(page.locator("#benefit-yes")).to_have_attribute("aria-pressed", "true")


def test_a_double_tap_opens_one_visit(page: Page, site: Site) -> None:
    before = waiting(site, "narcological-certificate")
    page.locator("#service-narcological-certificate").click()
    page.locator("#take-kk").dblclick()
    shown_number(page)
    assert waiting(site, "narcological-certificate") == before + 1


def test_the_second_of_a_double_tap_presses_nothing_on_the_screen_that_the_first_brought(
    page: Page, site: Site
) -> None:
    before = waiting(site, "appointment")
    page.locator("#have-code").dblclick()
    page.locator("#key-A").dblclick()
    expect(page.locator(".sign").nth(1)).to_have_text("A")
    page.locator("#home").click()
    page.mouse.dblclick(*middle(page, "#service-appointment"))
    page.wait_for_timeout(200)
    expect(page.locator("#take-kk")).to_be_enabled()
    assert waiting(site, "appointment") == before


def test_the_second_of_a_double_tap_on_what_lies_over_a_screen_presses_nothing_on_it(
    page: Page, site: Site, box: Box
) -> None:
    before = waiting(site, "appointment")
    tile = middle(page, "#service-appointment")
    page.mouse.click(*tile)
    take = middle(page, "#take-kk")
    page.clock.fast_forward(45_500)
    expect(page.locator("#over")).to_be_visible()
    page.mouse.dblclick(*take)
    expect(page.locator("#over")).to_be_hidden()
    page.wait_for_timeout(200)
    assert waiting(site, "appointment") == before

    box.printer.set_fault("paper_out")
    page.mouse.click(*take)
    expect(page.locator("#slip")).to_have_attribute("data-state", "failed")
    page.clock.fast_forward(5_000)  # nobody sends it away before he has seen it
    page.mouse.dblclick(*tile)
    expect(page.locator("#service-appointment")).to_be_visible()
    page.wait_for_timeout(200)
    expect(page.locator("body")).to_have_attribute("data-screen", "start")


def test_a_finger_taps_twice_as_a_mouse_does(browser: Browser, site: Site, box: Box) -> None:
    before = waiting(site, "appointment")
    touched = browser.new_context(viewport=PORTRAIT, has_touch=True).new_page()
    touched.goto(box.url)
    tile = middle(touched, "#service-appointment")
    touched.touchscreen.tap(*tile)
    touched.touchscreen.tap(*tile)
    touched.wait_for_timeout(200)
    expect(touched.locator("#take-kk")).to_be_enabled()
    assert waiting(site, "appointment") == before
    touched.context.close()


def middle(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_what_changes_under_a_finger_waits_until_it_is_lifted(page: Page) -> None:
    slip = {"state": "queued"}
    page.route("**/api/jobs/*", lambda route: route.fulfill(json=slip))
    page.locator("#service-narcological-certificate").click()
    page.locator("#take-ru").click()
    expect(page.locator("#slip")).to_have_attribute("data-state", "queued")
    page.locator("#finish").hover()
    page.mouse.down()
    slip["state"] = "printed"
    with page.expect_response("**/api/jobs/*"):
        pass
    page.wait_for_timeout(100)
    page.mouse.up()
    expect(page.locator(".tile")).to_have_count(7, timeout=10_000)  # after 15 its time would be over


def test_who_has_a_benefit_says_so_with_one_tap(page: Page, site: Site) -> None:
    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request.post_data_json) if request.post_data else None)
    page.locator("#service-appointment").click()
    page.locator("#benefit-yes").click()
    page.locator("#take-kk").click()
    shown_number(page)
    assert asked == [{"service": "appointment", "language": "kk", "category": "benefit"}]


def test_the_number_leaves_after_fifteen_seconds_and_nothing_stays(page: Page) -> None:
    page.locator("#ease-contrast").click()
    page.locator("#language-en").click()
    page.locator("#service-appointment").click()
    page.locator("#take-en").click()
    number = shown_number(page)
    expect(page.locator("#slip")).to_have_attribute("data-state", "printed")
    page.clock.fast_forward(15_500)
    expect(page.locator(".tile")).to_have_count(7)
    expect(page.locator("body")).not_to_contain_text(number)
    expect(page.locator("html")).to_have_attribute("data-contrast", "normal")
    expect(page.locator("#language-en")).to_have_attribute("aria-pressed", "false")
    assert page.title() == "Kezek"


def test_an_idle_screen_asks_and_then_wipes_everything(page: Page) -> None:
    page.locator("#ease-large").click()
    page.locator("#service-hiv-test").click()
    page.clock.fast_forward(45_500)
    expect(page.locator("#over-title")).to_contain_text("Сіз әлі осындасыз ба?")
    page.clock.fast_forward(20_500)
    expect(page.locator("#over")).to_be_hidden()
    expect(page.locator("body")).to_have_attribute("data-screen", "start")
    expect(page.locator("html")).to_have_attribute("data-text", "normal")


def test_a_touch_anywhere_says_that_somebody_is_there(page: Page) -> None:
    page.locator("#service-hiv-test").click()
    stop_clock(page)
    page.clock.fast_forward(45_500)
    expect(page.locator("#over")).to_be_visible()
    page.mouse.click(5, 5)
    page.clock.run_for(50)
    expect(page.locator("#over")).to_be_hidden()
    page.clock.fast_forward(44_000)
    expect(page.locator("#over")).to_be_hidden()
    expect(page.locator("body")).to_have_attribute("data-screen", "kind")


def test_without_paper_the_number_stands_until_it_is_touched(page: Page, box: Box) -> None:
    box.printer.set_fault("paper_out")
    page.locator("#language-ru").click()
    page.locator("#service-appointment").click()
    page.locator("#take-ru").click()
    number = shown_number(page)
    expect(page.locator("#slip")).to_have_attribute("data-state", "failed")
    expect(page.locator("#question")).to_contain_text("Сфотографируйте номер или запишите его.")
    page.clock.fast_forward(30_000)
    expect(page.locator("#number")).to_have_text(number)
    page.locator("#number").click()
    expect(page.locator("body")).to_have_attribute("data-screen", "start")


def test_without_paper_the_number_leaves_after_ninety_seconds(page: Page, box: Box) -> None:
    box.printer.set_fault("cover_open")
    page.locator("#service-appointment").click()
    page.locator("#take-kk").click()
    expect(page.locator("#slip")).to_have_attribute("data-state", "failed")
    page.clock.fast_forward(91_000)
    expect(page.locator("body")).to_have_attribute("data-screen", "start")


def test_a_wrong_code_is_named_and_can_be_typed_again(page: Page) -> None:
    page.locator("#language-en").click()
    page.locator("#have-code").click()
    for sign in "ABCDEFGHJKLM2345":
        page.locator(f"#key-{sign}").click()
    page.locator("#send-code").click()
    expect(page.locator("h1")).to_have_text("This code was not found")
    page.locator("#back").click()
    expect(page.locator("#send-code")).to_be_disabled()


def test_a_typed_sign_is_masked_after_a_second(page: Page) -> None:
    page.locator("#have-code").click()
    stop_clock(page)
    page.locator("#key-Q").click()
    expect(page.locator(".sign").first).to_have_text("Q")
    page.clock.fast_forward(1100)
    expect(page.locator(".sign").first).to_have_text("•")


def test_a_scanner_may_read_a_code_at_any_time(page: Page) -> None:
    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request.post_data_json) if request.post_data else None)
    stop_clock(page)
    page.keyboard.type("ABCDEFGHJKLM2345\n")
    expect(page.locator("[role=alert]")).to_have_attribute("data-code", "return_code_unknown")
    assert [body["return_code"] for body in asked] == ["ABCDEFGHJKLM2345"]


def test_a_code_scanned_beside_the_number_of_another_shows_nothing_of_him(page: Page) -> None:
    page.locator("#service-narcological-certificate").click()
    page.locator("#take-ru").click()
    shown_number(page)
    page.route("**/api/visits", lambda _: None)
    page.evaluate(SCANNED)
    expect(page.locator("body")).to_have_attribute("data-screen", "code")
    expect(page.locator("main")).not_to_contain_text("арколог")


def test_a_slip_before_the_scanner_is_printed_again_under_its_number(page: Page, box: Box) -> None:
    taken = box.take("appointment").body
    assert box.slip(taken["job"]["id"])["state"] == "printed"
    before = len(box.printer.papers)
    stop_clock(page)
    page.keyboard.type(taken["track_url"] + "\n")
    expect(page.locator("#number")).to_have_text(taken["visit"]["number"])
    assert len(box.printer.wait_for_papers(before + 1)) == before + 1


def test_a_number_of_today_typed_prints_its_slip_without_a_way_to_follow_it(page: Page, box: Box) -> None:
    number = box.take("appointment").body["visit"]["number"]
    page.locator("#have-code").click()
    for sign in number:
        expect(page.locator("#send-code")).to_be_disabled()
        page.locator(f"#key-{sign}").click()
    page.locator("#send-code").click()
    expect(page.locator("#number")).to_have_text(number)
    expect(page.locator(".follow")).to_have_count(0)


def test_who_comes_too_early_is_told_the_day(page: Page) -> None:
    answer = {"code": "come_later", "status": 409, "ready_on": "2026-12-03"}
    page.route("**/api/visits", lambda route: route.fulfill(status=409, json=answer))
    stop_clock(page)
    page.keyboard.type("ABCDEFGHJKLM2345\n")
    expect(page.locator("h1")).to_contain_text("Приходите 03.12.2026 или позже")
    page.locator("#language-kk").click()
    expect(page.locator("h1")).to_have_text("03.12.2026 күні немесе одан кейін келіңіз")


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        ({"code": "service_unknown", "status": 422}, "Этой услуги больше нет"),
        ({"code": "service_closed", "status": 409}, "Эта услуга сейчас не оказывается"),
        ({"code": "token_unknown", "status": 401}, "Подойдите в регистратуру"),
        ({"code": "of_a_newer_server", "status": 409}, "Подойдите в регистратуру"),
    ],
    ids=lambda value: value["code"] if isinstance(value, dict) else "",
)
def test_what_went_wrong_meanwhile_is_told_in_words(page: Page, problem: Any, says: str) -> None:
    page.locator("#service-house-call").click()
    page.route("**/api/visits", lambda route: route.fulfill(status=problem["status"], json=problem))
    page.locator("#take-ru").click()
    expect(page.locator("[role=alert]")).to_contain_text(says)
    page.locator("#home").click()
    expect(page.locator(".tile")).to_have_count(7)


def test_a_kiosk_whose_token_was_revoked_sends_people_to_the_desk(page: Page) -> None:
    refusal = {"code": "token_unknown", "status": 401, "title": "?", "detail": "?"}
    page.route("**/api/services", lambda route: route.fulfill(status=401, json=refusal))
    page.clock.fast_forward(5500)
    expect(page.locator("[role=alert]")).to_contain_text("Подойдите в регистратуру")
    expect(page.locator(".tile")).to_have_count(0)


def test_ten_thousand_waiting_five_digits_and_many_windows_fit(page: Page, box: Box) -> None:
    place = {
        "kk": "№ 2, № 3, № 4, № 12 немесе № 14 терезе",
        "ru": "окно № 2, № 3, № 4, № 12 или № 14",
        "en": "window 2, 3, 4, 12 or 14",
    }
    taken = box.take("attachment").body
    taken["visit"]["number"] = "A10000"
    taken |= {"ahead": 500, "place": place, "wait": {"p50": 110, "p90": 240}}
    page.route("**/api/visits", lambda route: route.fulfill(status=201, json=taken))
    page.locator("#language-ru").click()
    page.locator("#service-attachment").click()
    page.locator("#take-ru").click()
    for size in (PORTRAIT, LANDSCAPE, SMALL, SMALL_UPRIGHT):
        page.set_viewport_size(size)
        expect(page.locator(".facts")).to_contain_text("500+")
        expect(page.locator(".facts")).to_contain_text("110–240 мин")
        assert found(page, TOO_SMALL_OR_OUTSIDE) == [], size


def test_a_page_that_has_become_old_loads_itself_anew_when_nobody_uses_it(page: Page) -> None:
    page.route("**/api/kiosk", lambda route: route.fulfill(json={"px_per_mm": 4.03, "page": "another"}))
    page.locator("#service-hiv-test").click()
    page.evaluate("window.old = true")
    page.clock.fast_forward(31_000)
    page.wait_for_timeout(300)
    assert page.evaluate("window.old") is True, "somebody stands before it"
    page.locator("#home").click()
    page.locator("#language-kk").click()
    page.clock.fast_forward(45_500)
    page.clock.fast_forward(20_500)  # nobody is there any more: wiped
    expect(page.locator("#language-kk")).to_have_attribute("aria-pressed", "false")
    page.clock.fast_forward(31_000)
    page.wait_for_function("() => window.old === undefined")


def test_a_kiosk_whose_clock_is_an_hour_off_works_all_the_same(page: Page) -> None:
    page.clock.set_system_time(page.evaluate("Date.now() / 1000") + 3600)
    page.locator("#service-appointment").click()
    page.locator("#take-kk").click()
    shown_number(page)


def test_a_touch_is_seen_at_once_and_the_number_soon(page: Page) -> None:
    """Figures, not limits: a busy machine is no fault of the page."""
    page.clock.resume()
    page.locator("#language-ru").click()
    seen = []
    for tap, shows in (
        ("#service-appointment", "#take-ru"),
        ("#back", ".tile"),
        ("#ease-large", "[data-text=large]"),
    ):
        seen.append(page.evaluate(TOUCH, [tap, shows]))
    page.locator("#service-appointment").click()
    number = page.evaluate(TOUCH, ["#take-ru", "#number"])
    print(
        f"kiosk: touch -> visible answer {max(seen):.0f} ms at most (100), -> number {number:.0f} ms (1000)"
    )
    shown_number(page)


# From the touch to the first frame that shows what was waited for.
TOUCH = """([tap, shows]) => new Promise((resolve) => {
  const began = performance.now();
  const look = () => document.querySelector(shows) ? resolve(performance.now() - began) : requestAnimationFrame(look);
  document.querySelector(tap).click();
  requestAnimationFrame(look);
})"""


def test_help_is_one_tap_away(page: Page) -> None:
    page.locator("#language-en").click()
    page.locator("#ask").click()
    expect(page.locator(".panel")).to_contain_text("Ask at the desk.")
    page.locator("#over-close").click()
    expect(page.locator("#over")).to_be_hidden()


def test_a_server_that_is_gone_is_said_and_its_return_is_noticed(page: Page) -> None:
    page.route("**/api/*", lambda route: route.abort())
    page.clock.fast_forward(5500)
    expect(page.locator("[role=alert]")).to_contain_text("Тіркеу бөліміне барыңыз")
    expect(page.locator("[role=alert]")).to_contain_text("Подойдите в регистратуру")
    page.unroute_all()
    page.clock.fast_forward(2000)
    expect(page.locator(".tile")).to_have_count(7)


def test_a_ticket_without_an_answer_is_asked_for_again_by_itself_and_once(page: Page, site: Site) -> None:
    before = waiting(site, "psychoneurological-certificate")
    keys: list[str | None] = []

    def lose_the_first(route: Route) -> None:
        keys.append(route.request.header_value("Idempotency-Key"))
        if len(keys) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/api/visits", lose_the_first)
    page.locator("#service-psychoneurological-certificate").click()
    page.locator("#take-ru").click()
    expect(page.locator("[role=alert]")).to_have_attribute("data-code", "unreachable")
    page.clock.fast_forward(2500)
    shown_number(page)
    assert len(keys) == 2
    assert keys[0] == keys[1]
    assert waiting(site, "psychoneurological-certificate") == before + 1


def test_whoever_was_sent_to_the_desk_gets_a_ticket_only_if_he_asks_anew(page: Page, site: Site) -> None:
    before = waiting(site, "psychoneurological-certificate")
    keys: list[str | None] = []

    def give_up_the_first(route: Route) -> None:
        keys.append(route.request.header_value("Idempotency-Key"))
        if len(keys) == 1:
            route.fulfill(status=503, content_type="application/problem+json", json={"code": "given_up"})
        else:
            route.continue_()

    page.route("**/api/visits", give_up_the_first)
    page.locator("#service-psychoneurological-certificate").click()
    page.locator("#take-ru").click()
    expect(page.locator("[role=alert]")).to_have_attribute("data-code", "given_up")
    expect(page.locator("[role=alert]")).to_contain_text("Подойдите в регистратуру")
    expect(page.locator(".retrying")).to_have_count(0)
    page.clock.fast_forward(20_000)
    expect(page.locator("#again")).to_be_visible()
    assert len(keys) == 1
    page.locator("#again").click()
    shown_number(page)
    assert len(set(keys)) == 2
    assert waiting(site, "psychoneurological-certificate") == before + 1


def test_a_closed_service_is_grey_and_says_why(page: Page, site: Site) -> None:
    services = site.kiosk.services()
    services[0] |= {"open": False, "why_closed": {"kk": "Жабық", "ru": "Закрыто", "en": "Closed"}}
    page.route("**/api/services", lambda route: route.fulfill(json=services))
    page.clock.fast_forward(5500)
    closed = page.locator(f"#service-{services[0]['service']}")
    expect(closed).to_be_disabled()
    expect(closed).to_contain_text("Закрыто")


def found(page: Page, look: str) -> list[str]:
    """What is wrong by the ruler, once the letters are those that people see."""
    page.evaluate("document.fonts.ready.then(() => null)")
    wrong: list[str] = page.evaluate(look)
    return wrong


SIZES = pytest.mark.parametrize(
    "size",
    [PORTRAIT, LANDSCAPE, SMALL, SMALL_UPRIGHT],
    ids=["portrait", "landscape", "small", "small-upright"],
)


@SIZES
def test_targets_are_large_and_nothing_is_cut_off(browser: Browser, box: Box, size: Any) -> None:
    page = browser.new_page(viewport=size)
    page.goto(box.url)
    expect(page.locator(".tile")).to_have_count(7)
    for ease in (None, "large", "low"):
        if ease:
            page.locator(f"#ease-{ease}").click()
        for tap in (None, "#service-hiv-test", "#kind-voluntary-anonymous", "#home", "#have-code", "#home"):
            if tap:
                page.locator(tap).click()
            assert found(page, TOO_SMALL_OR_OUTSIDE) == [], (ease, tap)
        if ease:
            page.locator(f"#ease-{ease}").click()
    page.close()


@SIZES
def test_controls_low_lie_in_the_lower_half(browser: Browser, box: Box, size: Any) -> None:
    page = browser.new_page(viewport=size)
    page.goto(box.url)
    expect(page.locator(".tile")).to_have_count(7)
    page.locator("#ease-low").click()
    for tap in (None, "#service-hiv-test", "#kind-voluntary-anonymous", "#home", "#have-code"):
        if tap:
            page.locator(tap).click()
        assert found(page, ABOVE_THE_MIDDLE) == [], tap
    page.close()


# Four millimetres are left to the small screens, whose keys are as small as they may be.
ABOVE_THE_MIDDLE = """() => [...document.querySelectorAll("button")]
  .filter((button) => button.offsetParent && button.getBoundingClientRect().top < innerHeight / 2 - 16.1)
  .map((button) => button.id)"""

# 30 and 20 millimetres at 4.03 pixels each; text of 4.9 mm is 19.7 pixels.
TOO_SMALL_OR_OUTSIDE = """() => [...document.querySelectorAll("button, h1, h2, p")]
  .filter((element) => element.offsetParent && !element.closest("#over"))
  .filter((element) => {
    const { width, height, left, top, right, bottom } = element.getBoundingClientRect();
    const least = element.matches(".tile") ? 120 : element.matches("button") ? 80 : 0;
    const text = parseFloat(getComputedStyle(element).fontSize);
    return width < least || height < least || text < 19.7
      || left < 0 || top < 0 || right > innerWidth || bottom > innerHeight
      || element.scrollWidth > element.clientWidth + 1;
  })
  .map((element) => element.id || element.textContent)"""
