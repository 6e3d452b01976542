"""A site whose clock a test moves while its pages stay open: its clerks, its hall, and the night between two days.

The 16th of December 2026, a Wednesday, is Independence Day.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.walk_at_screens import AtScreens, KeyClerk, WalkAtScreens
from tests.kiosk.box import running_box
from tests.site import Site, running_site
from tests.web.people import People, Walk, return_code
from tests.web.test_walks import KINDS

ZONE = ZoneInfo("Asia/Atyrau")
EVENING, NIGHT = "2026-12-15 23:40", "2026-12-16 00:05"
SCANNED = """keys => keys.forEach((key) => {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
})"""  # faster than any hand, and than any test by keys
AFTER_THE_HOLIDAY, TOO_LATE = "2026-12-17 09:00", "2026-12-18 00:05"


class SiteClock:
    """Of a site that runs `clock_by_hand`; it may only go on."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def goes_to(self, wall: str) -> None:
        at = datetime.fromisoformat(wall).replace(tzinfo=ZONE)
        beside = self.file.with_suffix(".new")
        beside.write_text(str((at - datetime.now(UTC)).total_seconds()))
        beside.replace(self.file)


class Hall:
    """What stands there through the night, in one browser box."""

    def __init__(self, box: BrowserContext, site: Site, kiosk_url: str) -> None:
        self._kiosk_url = kiosk_url
        self._board = box.new_page()
        self._kiosk = box.new_page()
        self._phone = box.new_page()
        self.faults: list[str] = []
        for page in (self._board, self._kiosk, self._phone):
            page.on("pageerror", lambda error: self.faults.append(str(error)))
        self._board.goto(site.board_url)

    def board_calls(self, number: str) -> None:
        """Maybe beside others who were called a minute ago."""
        expect(self._board.locator(".call > .number", has_text=number)).to_be_visible()

    def board_is_empty(self) -> None:
        expect(self._board.locator(".nobody")).to_be_visible()

    def scans(self, taken: Any) -> Page:
        """The kiosk, before whose scanner somebody holds the paper that he took."""
        page = self._start()
        page.evaluate(SCANNED, [*taken["track_url"], "Enter"])
        return page

    def types(self, number: str) -> Page:
        """The kiosk, at which somebody types a number that he has seen."""
        page = self._start()
        page.locator("#have-code").click()
        for sign in number:
            page.locator(f"#key-{sign}").click()
        page.locator("#send-code").click()
        return page

    def _start(self) -> Page:
        self._kiosk.goto(self._kiosk_url)
        expect(self._kiosk.locator(".tile")).to_have_count(7)
        return self._kiosk

    def phone_says(self, taken: Any, state: str) -> None:
        """What the phone tells who has followed the QR of his slip."""
        self._phone.goto(taken["track_url"])
        expect(self._phone.locator("#state")).to_have_attribute("data-state", state)


def is_told(kiosk: Page, code: str) -> None:
    expect(kiosk.locator("[role=alert]")).to_have_attribute("data-code", code)


def new_number(kiosk: Page) -> str:
    """What it shows to whoever is in line again."""
    number = kiosk.locator("#number")
    expect(number).not_to_be_empty()
    return number.inner_text()


@contextmanager
def open_hall(browser: Browser, site: Site, folder: Path) -> Iterator[Hall]:
    """No page of it has met a fault in the end."""
    box = browser.new_context(viewport={"width": 1080, "height": 1920})
    with running_box(folder, site.url, site.token("kiosk-1")) as kiosk:
        hall = Hall(box, site, kiosk.url)
        yield hall
        box.close()
    assert hall.faults == []


class Overnight:
    """One site from an evening on. `hall`: only where a test looks at it, since it takes a while to open."""

    def __init__(self, browser: Browser, site: Site, clock: SiteClock, opened: ExitStack) -> None:
        self._browser = browser
        self._opened = opened
        self.site = site
        self.clock = clock
        self.screens = AtScreens(browser, People(site))

    @property
    def people(self) -> People:
        return self.screens.people

    def open_hall(self) -> Hall:
        return self._opened.enter_context(
            open_hall(self._browser, self.site, self.site.data.parent / "kiosk")
        )

    def taken(self, service: str, until: str = "") -> WalkAtScreens:
        """Somebody who has just taken a number, or who has come as far as `until`."""
        walk = Walk(self.people, service, **KINDS.get(service, {}))
        if until:
            walk.until(until)
        return WalkAtScreens(self.screens, walk)

    def the_next_morning(self, wall: str) -> None:
        """Whoever left his page open overnight signs in again."""
        self.clock.goes_to(wall)
        self.screens.people = People(self.site)
        for clerk in self.screens.all():
            clerk.signs_in_again()

    def comes_back(self, clerk: KeyClerk, walk: WalkAtScreens) -> None:
        """With his paper, whose code the clerk types."""
        clerk.page.keyboard.press("F6")
        expect(clerk.page.locator("#code")).to_be_focused()
        clerk.page.keyboard.type(return_code(walk.taken["slip"]))
        clerk.page.keyboard.press("Enter")

    def kept_of(self, walk: WalkAtScreens) -> tuple[str, str | None, bool]:
        """State, ground, and whether it goes on another day, as they lie in the database."""
        with closing(sqlite3.connect(f"file:{self.site.data / 'kezek.db'}?mode=ro", uri=True)) as database:
            sql = "SELECT state, ground, adjourned FROM visit WHERE id = ?"
            state, ground, adjourned = database.execute(sql, (walk.id,)).fetchone()
        return state, ground, bool(adjourned)


@contextmanager
def an_evening(browser: Browser, folder: Path) -> Iterator[Overnight]:
    clock = SiteClock(folder / "seconds-off")
    clock.goes_to(EVENING)
    settings = {"CLOCK_OFF": str(clock.file), "KEZEK_ESPEAK": ""}  # a board that chimes only is soon done
    with running_site(folder, settings, "tests.journeys.clock_by_hand") as site, ExitStack() as opened:
        overnight = Overnight(browser, site, clock, opened)
        yield overnight
        overnight.screens.leave()
