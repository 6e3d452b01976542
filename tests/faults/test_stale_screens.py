"""T8: a screen that may be wrong says so, keeps from what cannot be done, and comes back by itself."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.faults.link import Link, linked_site
from tests.journeys.clerk_at_screen import ClerkAtScreen
from tests.site import Site

BANNER_SECONDS = 10.0
BACK_SECONDS = 2.0
GIVEN_UP_SECONDS = 6.0
PATIENCE = 60_000  # milliseconds: a slow machine fails nothing


class Screens:
    """A board and a counter that is serving somebody, both behind the same link."""

    def __init__(self, browser: Browser, site: Site, link: Link) -> None:
        self.site, self.link = site, link
        at_link = Site(site.data, link.port)
        self.number = site.kiosk.take("tb-certificate")["visit"]["number"]
        self.clerk = ClerkAtScreen(browser, at_link, "operator")
        self.clerk.calls_next(self.number)
        self.clerk.starts()
        self.counter = self.clerk.page
        self.board: Page = browser.new_context().new_page()
        self.board.goto(site.board_url.replace(f":{site.port}/", f":{link.port}/"))
        expect(self.board.locator("#calls")).to_contain_text(self.number)
        for page in (self.board, self.counter):
            page.evaluate("window.loadedOnce = true")
        self.banners = (self.board.locator("#stale"), self.counter.locator(".stale-banner"))

    def show_a_banner(self) -> float:
        """After how many seconds both did."""
        began = time.monotonic()
        for banner in self.banners:
            expect(banner).to_be_visible(timeout=PATIENCE)
        return time.monotonic() - began

    def are_back(self) -> float:
        """After how many seconds both were, with what happened meanwhile, and without having been loaded again."""
        began = time.monotonic()
        for banner in self.banners:
            expect(banner).to_be_hidden(timeout=PATIENCE)
        took = time.monotonic() - began
        for page in (self.board, self.counter):
            assert page.evaluate("window.loadedOnce") is True
        return took


@pytest.fixture
def screens(browser: Browser, tmp_path: Path) -> Iterator[Screens]:
    with linked_site(tmp_path, 1) as (site, (link,)):
        yield Screens(browser, site, link)


def hold_server(screens: Screens) -> Callable[[], None]:
    screens.site.process.send_signal(signal.SIGSTOP)
    return lambda: screens.site.process.send_signal(signal.SIGCONT)


def hold_link(screens: Screens) -> Callable[[], None]:
    screens.link.fail("black hole")
    return screens.link.mend


@pytest.mark.parametrize("hold", [hold_server, hold_link])
def test_screens_that_hear_nothing_say_so_and_come_back_by_themselves(
    screens: Screens, hold: Callable[[Screens], Callable[[], None]]
) -> None:
    let_go = hold(screens)
    try:
        shown = screens.show_a_banner()
        for button in ("#do-hold", "#task-register-check"):
            expect(screens.counter.locator(button)).to_be_disabled()
    finally:
        let_go()
    back = screens.are_back()
    print(
        f"T8 {hold.__name__}: both banners {shown:.1f} s after it (limit {BANNER_SECONDS:.0f}),"
        f" gone {back:.1f} s after its end (limit {BACK_SECONDS:.0f})"
    )
    expect(screens.counter.locator("#do-hold")).to_be_enabled()
    screens.clerk.checks_register()
    screens.clerk.finishes()
    screens.clerk.reads("The person stays here")


def test_a_connection_on_which_nothing_is_heard_any_more_is_given_up_for_a_new_one(
    browser: Browser, tmp_path: Path
) -> None:
    with linked_site(tmp_path, 1) as (site, (link,)):
        board = browser.new_context().new_page()
        board.goto(site.board_url.replace(f":{site.port}/", f":{link.port}/"))
        expect(board.locator("#picture")).to_be_visible()
        link.forget()
        began = time.monotonic()
        site.kiosk.take("reception")
        number = site.staff("doctor").next()["number"]
        expect(board.locator("#calls")).to_contain_text(number, timeout=PATIENCE)
        print(
            f"T8: a connection that fell silent for ever was given up, and the call shown, after"
            f" {time.monotonic() - began:.1f} s (limit {GIVEN_UP_SECONDS:.0f})"
        )
        expect(board.locator("#stale")).to_be_hidden()
