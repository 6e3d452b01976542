"""The counter when its server is gone, and when it is back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.clerk_at_screen import ClerkAtScreen
from tests.site import running_site

pytestmark = pytest.mark.journey

STALE_MS = 14_000


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
        expect(banner).to_be_visible(timeout=STALE_MS)
        expect(operator.page.locator("#do-hold")).to_be_disabled()
        expect(operator.page.locator("#task-register-check")).to_be_disabled()

        site.start()
        second = site.kiosk.take("tb-certificate")["visit"]["number"]
        expect(banner).to_be_hidden(timeout=STALE_MS)
        expect(operator.page.locator(f".line [data-number={second}]")).to_be_visible()
        expect(operator.page.locator("#field-source")).to_have_value("half typed")
        operator.checks_register()
        operator.finishes()
        operator.reads("The person stays here")
        operator.leaves()


def test_reads_again_what_could_not_be_had_when_the_clerk_sat_down(browser: Browser, tmp_path: Path) -> None:
    """Without its lists the page would offer no telephone and no ground for a refusal, all day long."""
    with running_site(tmp_path) as site:
        clerk = ClerkAtScreen(browser, site, "registry", failing_once=("/api/grounds", "/api/counters"))
        expect(clerk.page.locator("#telephone")).to_be_visible()
        clerk.leaves()
