"""The browser of the journeys: one for all of them, with a fresh box (context) for each page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.journeys.overnight import Overnight, an_evening
from tests.web.people import People

CHROMIUM = "/usr/bin/chromium-headless-shell"  # opens a page for a third of what the whole browser takes
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
)
WITH_SOUND = "--autoplay-policy=no-user-gesture-required"
SOUND_KEPT_BACK = "--autoplay-policy=document-user-activation-required"

PATIENCE = 30_000  # milliseconds: how long a page may take says the bench, not a test on a busy machine
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


class At(Protocol):
    def __call__(self, name: str, path: str, language: str = "en") -> Page:
        """`name` signs in at the page `path`."""


@pytest.fixture
def at(browser: Browser, people: People) -> Iterator[At]:
    """Somebody at a page of staff, of the site of the module's `people`; at the end no page has met a fault."""
    pages: list[Page] = []
    faults: list[str] = []

    def sits(name: str, path: str, language: str = "en") -> Page:
        page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.add_init_script(
            f"localStorage.setItem('kezek.language', '{language}'); window.print = () => {{}}"
        )
        page.goto(f"{people.site.url}{path}")
        page.fill("#name", name)
        page.fill("#password", f"kezek-{name}")
        page.keyboard.press("Enter")
        pages.append(page)
        return page

    yield sits
    for page in pages:
        page.context.close()
    assert faults == []


@pytest.fixture
def overnight(browser: Browser, tmp_path: Path) -> Iterator[Overnight]:
    """A site of its own, twenty minutes before midnight."""
    with an_evening(browser, tmp_path) as overnight:
        yield overnight
