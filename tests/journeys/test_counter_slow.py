"""The counter while answers come late, in another order, or not at all: what the clerk chose and wrote is his."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.clerk_at_screen import A_MINUTE_LATER, ClerkAtScreen
from tests.journeys.held import Held
from tests.site import Site, running_site
from tests.web.people import People

pytestmark = pytest.mark.journey

SEE_IT_GO = """new MutationObserver(() => document.body.classList.add("was-stale"))
  .observe(document.getElementById("stale"), { childList: true })"""
NOTHING_TO_UNDO = "const later = setTimeout; window.setTimeout = (f, ms) => later(f, ms > 9000 ? 0 : ms)"
CARET = "[document.activeElement.id, document.activeElement.selectionStart]"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("slow")
    with running_site(folder) as site:
        yield site


@pytest.fixture
def clerk(browser: Browser, site: Site) -> Iterator[ClerkAtScreen]:
    """Whoever checks the register, serving somebody; whom he serves at the end goes."""
    number = site.kiosk.take("tb-certificate")["visit"]["number"]
    clerk = ClerkAtScreen(browser, site, "operator")
    clerk.calls_next(number)
    clerk.starts()
    yield clerk
    People(site).send_home()
    clerk.leaves()


def loses_the_link_for_a_moment(clerk: ClerkAtScreen) -> None:
    """Everything that stands on the page is drawn anew as it goes, and as it comes back."""
    clerk.page.evaluate(SEE_IT_GO)
    clerk.page.evaluate(A_MINUTE_LATER)
    expect(clerk.page.locator("body.was-stale #screen:not(.stale)")).to_be_visible()
    clerk.page.evaluate("document.body.classList.remove('was-stale')")


def test_what_is_chosen_or_written_in_a_panel_outlives_a_lost_link_and_not_the_panel(
    clerk: ClerkAtScreen,
) -> None:
    page = clerk.page
    page.click("#do-refuse")
    chosen = page.locator("[name=ground]").first
    chosen.check()
    loses_the_link_for_a_moment(clerk)
    expect(chosen).to_be_checked()
    expect(page.locator("#confirm-ground")).to_be_enabled()
    page.keyboard.press("Escape")
    page.click("#do-refuse")
    expect(chosen).not_to_be_checked()
    expect(page.locator("#confirm-ground")).to_be_disabled()

    page.keyboard.press("Escape")
    page.keyboard.press("F6")
    page.keyboard.type("ABCD")
    loses_the_link_for_a_moment(clerk)
    page.keyboard.type("EF")
    expect(page.locator("#code")).to_have_value("ABCDEF")


def test_the_caret_stays_where_it_was_when_a_form_is_drawn_anew(clerk: ClerkAtScreen) -> None:
    page = clerk.page
    page.click("#look-up-iin")
    page.keyboard.type("890111")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    loses_the_link_for_a_moment(clerk)
    assert page.evaluate(CARET) == ["look-up-iin", 4]
    page.keyboard.type("0")
    expect(page.locator("#look-up-iin")).to_have_value("8901011")


def test_a_panel_about_somebody_who_is_here_no_more_is_not_about_the_next(
    site: Site, clerk: ClerkAtScreen
) -> None:
    other = site.kiosk.take("tb-certificate")["visit"]["number"]
    clerk.page.click("#do-refuse")
    clerk.page.locator("[name=ground]").first.check()
    operator = site.staff("operator")  # as if by another window of the same clerk
    operator.move(operator.see()["tickets"][0]["id"], "hold")
    operator.move(operator.next()["id"], "start")
    expect(clerk.page.locator("#number")).to_have_text(other)
    expect(clerk.page.locator("#panel")).to_have_count(0)


def test_work_that_could_not_be_read_is_read_again(clerk: ClerkAtScreen) -> None:
    clerk.checks_by_hand()
    clerk.page.check("[name=finding][value=absent]")
    clerk.page.fill("#field-source", "Ұлттық тіркелім")
    clerk.says_why_the_register_was_not_asked()
    clerk.page.route("**/api/tickets/*", lambda reading: reading.abort(), times=1)
    clerk.does("register-check")


def test_an_earlier_reading_does_not_take_the_place_of_a_later_one(clerk: ClerkAtScreen) -> None:
    earlier = Held(clerk.page, "**/api/tickets/*", times=1, answered=True)
    clerk.page.click("#language-en")
    earlier.is_there()
    clerk.checks_register()
    clerk.sees_key("finish")
    earlier.goes_on()
    clerk.page.wait_for_timeout(100)
    clerk.sees_key("finish")


def test_a_task_that_was_done_in_another_window_is_seen_to_be_done_once_it_is_refused(
    site: Site, clerk: ClerkAtScreen
) -> None:
    operator = site.staff("operator")
    ticket = operator.see()["tickets"][0]["id"]
    by_hand = {"finding": "absent", "source": "Ұлттық тіркелім", "why_otherwise": "Тіркелім ашылмады"}
    operator.do(ticket, "register-check", by_hand)
    clerk.checks_register()
    expect(clerk.page.locator(".problem")).to_be_visible()


def test_where_the_last_person_goes_is_not_said_beside_the_next(site: Site, clerk: ClerkAtScreen) -> None:
    other = site.kiosk.take("tb-certificate")["visit"]["number"]
    clerk.checks_register()
    reading = Held(clerk.page, "**/api/visits/*")
    clerk.finishes()
    clerk.sees_key("finish", enabled=False)
    clerk.page.evaluate(NOTHING_TO_UNDO)
    clerk.page.keyboard.press("F8")
    clerk.sees_key("next")
    clerk.calls_next(other)
    reading.goes_on()
    clerk.page.wait_for_timeout(100)
    expect(clerk.page.locator("#note")).to_have_count(0)


def turns_from_the_register_to_what_is_known(page: Page) -> Held:
    """While it is asked, the clerk clicks into the field for what was found elsewhere."""
    asked = Held(page, "**/look-ups", times=1)
    page.fill("#look-up-iin", "890101199900")
    page.press("#look-up-iin", "Enter")
    expect(page.locator(".look-up-waits")).to_be_visible()
    page.click("#by-hand summary")
    page.click("#field-source")
    return asked


def test_whoever_writes_while_the_register_is_asked_goes_on_writing(clerk: ClerkAtScreen) -> None:
    page = clerk.page
    asked = turns_from_the_register_to_what_is_known(page)
    page.keyboard.type("Own ")
    asked.goes_on()
    page.wait_for_selector(".look-up-told")
    page.keyboard.type("eyes ")
    expect(page.locator("#field-source")).to_have_value("Own eyes ")
    expect(page.locator("#task-register-check")).to_be_visible()


def test_whoever_signs_out_and_in_again_finds_his_work(clerk: ClerkAtScreen) -> None:
    page = clerk.page
    number = page.inner_text("#number")
    page.click("#sign-out")
    page.fill("#name", "operator")
    page.fill("#password", "kezek-operator")
    page.keyboard.press("Enter")
    expect(page.locator("#number")).to_have_text(number)
    expect(page.locator("#look-up-iin")).to_be_visible()


def test_what_is_written_of_one_person_does_not_go_on_in_the_field_of_the_next(
    site: Site, clerk: ClerkAtScreen
) -> None:
    other = site.kiosk.take("tb-certificate")["visit"]["number"]
    clerk.page.click("#look-up-iin")
    clerk.page.keyboard.type("8901")
    operator = site.staff("operator")
    operator.move(operator.see()["tickets"][0]["id"], "hold")
    operator.move(operator.next()["id"], "start")
    expect(clerk.page.locator("#number")).to_have_text(other)
    expect(clerk.page.locator("#look-up-iin")).to_have_value("")
    clerk.page.keyboard.type("01")
    expect(clerk.page.locator("#look-up-iin")).to_have_value("")


def test_whoever_clicked_into_another_field_is_not_fetched_from_it_by_the_register(
    clerk: ClerkAtScreen,
) -> None:
    page = clerk.page
    asked = turns_from_the_register_to_what_is_known(page)
    asked.goes_on()
    page.wait_for_selector(".look-up-told")
    expect(page.locator("#field-source")).to_be_focused()
