"""What the pages of staff have in common: who comes in, goes, or is signed in no more."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import At
from tests.site import running_site
from tests.web.people import People

pytestmark = pytest.mark.journey

NAME = "supervisor"


def _search(page: Page) -> None:
    page.fill("#search-number", "1")
    page.keyboard.press("Enter")


def _look_at_prices(page: Page) -> None:
    page.click("#view-prices")


def _choose_a_doctor(page: Page) -> None:
    page.select_option("#doctor", "d-6")


READS: dict[str, Callable[[Page], None]] = {
    "/journals": _search,
    "/services": _look_at_prices,
    "/timetable": _choose_a_doctor,
}
# What is there when a page has read what it shows first: it must not be asking while its session is taken away.
READY = {"/journals": "#search-number", "/services": ".price-now", "/timetable": "#doctor"}
every_page = pytest.mark.parametrize("path", READS)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    folder: Path = tmp_path_factory.mktemp("staff-pages")
    with running_site(folder) as site:
        yield People(site)


def _comes_in(page: Page, password: str = f"kezek-{NAME}") -> None:
    page.fill("#name", NAME)
    page.fill("#password", password)
    page.keyboard.press("Enter")


@every_page
def test_whoever_is_signed_in_no_more_is_told_and_comes_in_again(at: At, path: str) -> None:
    page = at(NAME, path)
    expect(page.locator(READY[path]).first).to_be_visible()
    page.context.clear_cookies()
    READS[path](page)
    expect(page.locator("#sign-in")).to_be_visible()
    expect(page.locator("[role=alert]")).to_contain_text("You are not signed in")
    expect(page.locator("#sign-out")).to_have_count(0)
    _comes_in(page)
    expect(page.locator(READY[path]).first).to_be_visible()
    expect(page.locator("[role=alert]")).to_have_count(0)
    READS[path](page)
    expect(page.locator("#sign-in")).to_have_count(0)


@every_page
def test_whoever_goes_is_out_and_a_wrong_password_lets_nobody_in(at: At, path: str) -> None:
    page = at(NAME, path)
    expect(page.locator("#sign-out")).to_be_visible()
    page.reload()
    page.click("#sign-out")
    expect(page.locator("#sign-in")).to_be_visible()
    page.reload()
    _comes_in(page, "wrong")
    expect(page.locator("[role=alert]")).to_contain_text("Signing in failed")
    expect(page.locator("#sign-out")).to_have_count(0)
    _comes_in(page)
    expect(page.locator("#sign-out")).to_be_visible()


@every_page
def test_a_session_that_ended_meanwhile_is_no_fault_when_the_page_is_opened(at: At, path: str) -> None:
    page = at(NAME, path)
    expect(page.locator(READY[path]).first).to_be_visible()
    page.context.clear_cookies()
    page.reload()
    expect(page.locator("#sign-in")).to_be_visible()
    expect(page.locator("[role=alert]")).to_have_count(0)
    _comes_in(page)
    expect(page.locator("#sign-out")).to_be_visible()
