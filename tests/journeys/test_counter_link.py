"""The counter when its server is gone, and when it is back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.journeys.clerk_at_screen import ClerkAtScreen
from tests.site import running_site

pytestmark = pytest.mark.journey

NEWS_MS = 4000  # a snapshot of every room has come by then


def test_says_that_the_link_is_lost_and_is_whole_again_by_itself(browser: Browser, tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        first = site.kiosk.take("tb-certificate")["visit"]["number"]
        operator = ClerkAtScreen(browser, site, "operator")
        operator.calls_next(first)
        operator.starts()
        operator.checks_by_hand()
        operator.page.fill("#field-source", "half typed")
        sign = "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/unlinked.svg'))"
        operator.page.wait_for_function(sign)  # cannot be fetched any more when it is needed
        site.kill()
        banner = operator.page.locator(".stale-banner")
        expect(banner).to_be_visible()
        expect(operator.page.locator("#do-hold")).to_be_disabled()
        expect(operator.page.locator("#task-register-check")).to_be_disabled()

        site.start()
        second = site.kiosk.take("tb-certificate")["visit"]["number"]
        expect(banner).to_be_hidden()
        expect(operator.page.locator(f".line [data-number={second}]")).to_be_visible()
        expect(operator.page.locator("#field-source")).to_have_value("half typed")
        operator.checks_register()
        operator.finishes()
        operator.reads("The person stays here")
        operator.leaves()


def test_a_press_that_was_not_done_is_told_until_it_is_pressed_again(
    browser: Browser, tmp_path: Path
) -> None:
    with running_site(tmp_path) as site:
        number = site.kiosk.take("tb-certificate")["visit"]["number"]
        operator = ClerkAtScreen(browser, site, "operator")
        expect(operator.page.locator(f".line [data-number={number}]")).to_be_visible()
        sign = "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/unlinked.svg'))"
        operator.page.wait_for_function(sign)
        site.kill()
        operator.page.keyboard.press("F2")
        note, banner = operator.page.locator(".problem"), operator.page.locator(".stale-banner")
        expect(note).to_contain_text("Press again")
        expect(banner).to_be_visible()
        site.start()
        expect(banner).to_be_hidden()
        operator.sees_key("next")
        operator.page.wait_for_timeout(NEWS_MS)
        expect(note).to_contain_text("Press again")
        operator.calls_next(number)
        expect(note).to_have_count(0)
        operator.leaves()


def test_a_press_that_was_done_unanswered_is_told_until_it_is_seen(browser: Browser, tmp_path: Path) -> None:
    def lose_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    with running_site(tmp_path) as site:
        number = site.kiosk.take("tb-certificate")["visit"]["number"]
        operator = ClerkAtScreen(browser, site, "operator")
        for path, key, does in (("calls", "F2", "start"), ("moves", "F4", "finish")):
            operator.page.route(f"**/{path}", lose_answer, times=1)
            operator.page.keyboard.press(key)
            operator.page.wait_for_selector(f"#primary[data-does={does}]")
            operator.is_answered()
            expect(operator.page.locator(".problem")).to_have_count(0)
        expect(operator.page.locator("#number")).to_have_text(number)
        # The news do not show a task: only a second press tells that it is done.
        operator.checks_by_hand()
        operator.page.check("[name=finding][value=absent]")
        operator.page.fill("#field-source", "1")
        operator.says_why_the_register_was_not_asked()
        operator.page.route("**/tasks/register-check", lose_answer, times=1)
        operator.page.click("#task-register-check")
        expect(operator.page.locator(".problem")).to_contain_text("Press again")
        operator.page.wait_for_timeout(NEWS_MS)
        expect(operator.page.locator(".problem")).to_contain_text("Press again")
        operator.does("register-check")
        expect(operator.page.locator(".problem")).to_have_count(0)
        operator.leaves()


def test_reads_again_what_could_not_be_had_when_the_clerk_sat_down(browser: Browser, tmp_path: Path) -> None:
    """Without its lists the page would offer no telephone and no ground for a refusal, all day long."""
    with running_site(tmp_path) as site:
        clerk = ClerkAtScreen(browser, site, "registry", failing_once=("/api/grounds", "/api/counters"))
        expect(clerk.page.locator("#telephone")).to_be_visible()
        clerk.leaves()
