"""Next pressed → painted on a board in Chromium, and heard: with the same load as the news."""

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize

from tests.bench import spread
from tests.bench.browser import chromium
from tests.bench.busy import Busy, Press, busy_site, visits_being_opened
from tests.bench.figure import Figure
from tests.bench.news import WARMING
from tests.bench.plan import Plan

ABOUT = "A board in Chromium, with the same load"
_WATCH = Path(__file__).with_name("watch_board.js")
_FULL_HD = ViewportSize(width=1920, height=1080)
_ANNOUNCED = "[data-announced]:not([data-announced=false])"
STILL_FRESH = 16.0  # seconds; a board that comes new announces what was called in the last fifteen
_LONGEST_SAID = 120.0  # seconds that what still waits may take to be said
_SILENT = 1.0
_SETTLE = 0.5


def measure(plan: Plan) -> list[Figure]:
    presses, announced = plan.count(200, 20), plan.count(8, 2)
    with busy_site(plan.folder) as busy, chromium() as browser:
        page = board_page(browser, busy)
        with visits_being_opened(busy.site):
            busy.press(WARMING)
            painted = seconds_to_paint(page, busy.press(presses))
        page.close()
        time.sleep(STILL_FRESH)
        fresh = board_page(browser, busy)  # on a box that has nothing left to say
        sounds = [_announcement(fresh, busy) for _ in range(announced)]
    return [*_painted(painted), *_heard(sounds)]


def board_page(browser: Browser, busy: Busy) -> Page:
    page = browser.new_page(viewport=_FULL_HD)
    page.add_init_script(path=_WATCH)
    page.goto(busy.site.board_url)
    page.wait_for_selector("#picture:not([hidden])")
    return page


def seconds_to_paint(page: Page, presses: Sequence[Press]) -> list[float]:
    """From each press until its number was painted. KeyError: a number never stood there."""
    time.sleep(_SETTLE)
    painted = page.evaluate("benchSeen.painted")
    return [painted[press.number] / 1000 - press.wall for press in presses]


def _announcement(page: Page, busy: Busy) -> dict[str, float]:
    """Seconds from a press in a silent hall to the first tone and the first clip of its call."""
    wait_until_silent(page)
    page.evaluate("benchSeen.sounds.length = 0")
    with visits_being_opened(busy.site):
        (press,) = busy.press(1)
        page.wait_for_selector(_ANNOUNCED, state="attached")
        wait_until_silent(page)
    sounds: list[dict[str, Any]] = page.evaluate("benchSeen.sounds")
    return {
        kind: min(sound["at"] for sound in sounds if sound["kind"] == kind) / 1000 - press.wall
        for kind in {sound["kind"] for sound in sounds}
    }


def wait_until_silent(page: Page) -> None:
    """Until nothing has been announced for a while: between two calls it is silent for a moment.

    Raises TimeoutError.
    """
    until, silent_since = time.monotonic() + _LONGEST_SAID, time.monotonic()
    while time.monotonic() - silent_since < _SILENT:
        if time.monotonic() > until:
            raise TimeoutError("the board does not end its announcements")
        if page.query_selector(_ANNOUNCED):
            silent_since = time.monotonic()
        time.sleep(0.05)


def _painted(seconds: Sequence[float]) -> list[Figure]:
    return [
        Figure(ABOUT, "next pressed → painted, p50", spread.at(seconds, 0.5) * 1000, "ms"),
        Figure(ABOUT, "next pressed → painted, p95", spread.at(seconds, 0.95) * 1000, "ms", 100.0),
    ]


def _heard(sounds: Sequence[dict[str, float]]) -> list[Figure]:
    tones = [heard["tone"] * 1000 for heard in sounds if "tone" in heard]
    clips = [heard["clip"] for heard in sounds if "clip" in heard]
    return [
        _latest("next pressed → the chime begins", tones, "ms", 300.0, "no tone was played"),
        _latest("next pressed → the voice begins", clips, "s", 2.0, _why_no_voice()),
    ]


def _latest(what: str, values: Sequence[float], unit: str, limit: float, why_none: str) -> Figure:
    value = max(values, default=None)
    note = why_none if value is None else f"the latest of {len(values)}"
    return Figure(ABOUT, what, value, unit, limit, note=note)


def _why_no_voice() -> str:
    return "no clip was played" if shutil.which("espeak-ng") else "espeak-ng is missing here"
