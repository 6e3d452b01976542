"""A real Chromium, as the box on the wall and the kiosk have it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.conftest import WITH_SOUND, launch


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright, WITH_SOUND)
        try:
            yield browser
        finally:
            browser.close()
