"""The browser of the journeys: one for all of them, with a fresh box (context) for each page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium-headless-shell"  # opens a page for a third of what the whole browser takes
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
)
WITH_SOUND = "--autoplay-policy=no-user-gesture-required"
SOUND_KEPT_BACK = "--autoplay-policy=document-user-activation-required"

PATIENCE = 15_000  # milliseconds: how long a page may take says the bench, not a test on a busy machine
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """One a process: Playwright refuses a second beside it."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launch(playwright, WITH_SOUND)
    yield browser
    browser.close()


def launch(playwright: Playwright, sound: str) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, sound])
