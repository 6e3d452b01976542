"""The board in the states that seldom come: few calls, many, long words, an old page, a wrong clock."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.faults.link import until
from tests.journeys.doctored_news import doctor_news
from tests.site import Site, running_site

pytestmark = pytest.mark.journey

FULL_HD: ViewportSize = {"width": 1920, "height": 1080}
CAP_HEIGHT = 0.714  # of Noto Sans: digits and capitals, of the letters' size
NEWEST_DIGITS = 270  # pixels at Full HD
LONG = "Нөміріңіз шақырылғанша күтіңіз, сұрағыңыз болса, тіркеу бөліміне келіңіз. " * 5
HALL = {"kk": "Екінші қабаттағы үлкен күту залы", "ru": "Большой зал ожидания на втором этаже", "en": "Hall"}
PLACES = [("window", "2"), ("cabinet", "11"), ("cash_desk", "1"), ("cabinet", "214-Б"), ("window", "Тіркеу")]
OVERLAPS = """() => {
  const parts = document.querySelectorAll("header, .call, .quiet-hall, #text:not([hidden])");
  const boxes = [...parts].map((part) => part.getBoundingClientRect());
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap((a, place) => boxes.slice(place + 1).filter((b) => over(a, b))).length
    + boxes.filter((box) => box.bottom > innerHeight + 1 || box.right > innerWidth + 1).length;
}"""
CUT = """() => [...document.querySelectorAll(".place-name, .call > .number, .place-word, #hall, #text, #updated")]
  .filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map((e) => e.textContent)"""
BEFORE = "const real = Date.now; Date.now = () => real() - 3600e3;"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("board")
    with running_site(folder) as site:
        yield site


@pytest.fixture
def box(browser: Browser) -> Iterator[BrowserContext]:
    box = browser.new_context(viewport=FULL_HD)
    yield box
    box.close()


def calls(count: int, number: Callable[[int], str]) -> list[dict[str, Any]]:
    """`count` calls, newest first, made a minute ago: shown, and not announced any more."""
    at = (datetime.now(UTC) - timedelta(minutes=1)).isoformat().replace("+00:00", "Z")
    return [
        {
            "call": 100 - place,
            "number": number(count - place),
            "place": dict(zip(("kind", "name"), PLACES[place % len(PLACES)], strict=True)),
            "language": "kk",
            "at": at,
            "times": 1,
            "clips": [],
        }
        for place in range(count)
    ]


def open_board(box: BrowserContext, site: Site) -> Page:
    page = box.new_page()
    page.goto(site.board_url)
    expect(page.locator("#picture, #refused").locator("visible=true")).to_be_visible()
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    return page


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 7, 12])
@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
def test_nothing_overlaps_and_nothing_is_cut(
    site: Site, box: BrowserContext, count: int, *, long: bool
) -> None:
    def change(snapshot: dict[str, Any]) -> None:
        data = snapshot["data"]
        data["calls"] = calls(count, lambda n: f"A{10_000 + n}" if long else f"A{n:03}")
        if long:
            data["text"] = dict.fromkeys(("kk", "ru", "en"), LONG[:300])
            data["hall"]["name"] = HALL

    doctor_news(box, change)
    page = open_board(box, site)
    expect(page.locator(".call")).to_have_count(min(count, 7))
    page.evaluate("document.fonts.ready.then(() => null)")
    assert page.evaluate(OVERLAPS) == 0
    assert page.evaluate(CUT) == []
    if count:
        size = page.locator(".newest > .number").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert size * CAP_HEIGHT >= NEWEST_DIGITS


def test_what_a_board_does_not_know_does_not_trouble_it(site: Site, box: BrowserContext) -> None:
    def change(snapshot: dict[str, Any]) -> None:
        snapshot["new"] = snapshot["data"]["new"] = {"of": "tomorrow"}
        snapshot["data"]["calls"] = [one | {"new": 1} for one in calls(2, lambda n: f"A{n:03}")]
        snapshot["data"]["calls"][0]["place"] = {"kind": "ward", "name": "7"}

    doctor_news(box, change)
    page = open_board(box, site)
    expect(page.locator(".newest .place-name")).to_have_text("7")
    expect(page.locator("#stale")).to_be_hidden()


def test_a_board_that_cannot_read_the_news_says_so_instead_of_standing_still(
    site: Site, box: BrowserContext
) -> None:
    told = {"calls": True}

    def change(snapshot: dict[str, Any]) -> None:
        if not told["calls"]:
            del snapshot["data"]["calls"]

    doctor_news(box, change)
    page = open_board(box, site)
    expect(page.locator("#stale")).to_be_hidden()
    told["calls"] = False
    expect(page.locator("#stale")).to_be_visible()


def test_the_sign_of_a_lost_link_is_there_before_the_link_is_lost(site: Site, box: BrowserContext) -> None:
    fetched = "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/unlinked.svg'))"
    open_board(box, site).wait_for_function(fetched)


def test_the_clock_comes_with_the_first_news(site: Site, box: BrowserContext) -> None:
    page = box.new_page()
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=30))  # no clock of the page's own ticks
    page.goto(site.board_url)
    expect(page.locator("#clock")).to_have_text(re.compile(r"^\d\d:\d\d$"))


def test_a_board_older_than_its_server_begins_anew(site: Site, box: BrowserContext) -> None:
    served = {"pages": "of today"}
    doctor_news(box, lambda snapshot: snapshot.update(served))
    page = open_board(box, site)
    loaded: list[str] = []
    page.on("load", lambda loaded_page: loaded.append(loaded_page.url))
    page.wait_for_timeout(6_500)  # the same board is told twice more
    assert loaded == []
    with page.expect_event("load"):
        served["pages"] = "of tomorrow"
    expect(page.locator("#picture")).to_be_visible()
    page.wait_for_timeout(6_500)
    assert len(loaded) == 1, "it does not turn in a circle"


def test_the_time_is_the_sites_whatever_the_box_believes(site: Site, browser: Browser) -> None:
    box = browser.new_context(viewport=FULL_HD, timezone_id="America/New_York")
    box.add_init_script(BEFORE)
    told: list[str] = []
    doctor_news(box, lambda snapshot: told.append(snapshot["at"]))
    page = open_board(box, site)
    expect(page.locator("#clock")).to_contain_text(":")
    now = datetime.fromisoformat(told[-1]) + timedelta(hours=5)  # Kazakhstan
    almost = {(now + timedelta(seconds=late)).strftime("%H:%M") for late in (-60, 0, 60)}
    assert page.locator("#clock").text_content() in almost
    box.close()


KEEP_UP = """async (first) => {
  const [{ keepUp }, { hourOf }] = await Promise.all([import("/display/upkeep.js"), import("/display/drawing.js")]);
  window.at = first;
  const hour = () => (window.at ? hourOf(new Date(window.at), "Asia/Atyrau") : undefined);
  keepUp({ isQuiet: () => true, hour });
}"""


@pytest.mark.parametrize(
    ("before", "after", "begins_anew"),
    [
        ("2026-11-23T21:59:30Z", "2026-11-23T22:00:30Z", True),  # three in the night in Atyrau
        ("2026-11-23T22:00:30Z", "2026-11-23T22:01:30Z", False),
        ("2026-11-23T22:59:30Z", "2026-11-23T23:00:30Z", False),
        ("2026-11-23T07:59:30Z", "2026-11-23T08:00:30Z", False),  # three in the night in New York
        ("", "2026-11-23T22:00:30Z", False),  # nothing was heard before
    ],
)
def test_it_begins_anew_at_three_in_the_night_of_its_hall(
    site: Site, browser: Browser, before: str, after: str, *, begins_anew: bool
) -> None:
    box = browser.new_context(viewport=FULL_HD, timezone_id="America/New_York")
    page = box.new_page()
    page.clock.install()
    page.goto(site.board_url)
    page.evaluate(KEEP_UP, before)
    page.clock.run_for(61_000)
    page.wait_for_timeout(300)
    page.evaluate("(at) => { window.at = at; }", after)
    loaded: list[Page] = []
    page.on("load", lambda begun: loaded.append(begun))
    page.clock.run_for(60_000)
    if begins_anew:
        until(lambda: bool(loaded), 30, lambda seconds: page.wait_for_timeout(seconds * 1000))
    page.wait_for_timeout(700)
    assert bool(loaded) == begins_anew
    box.close()


def test_a_board_whose_token_is_taken_back_says_so(tmp_path: Path, box: BrowserContext) -> None:
    with running_site(tmp_path) as site:
        page = open_board(box, site)
        site.stop()
        shutil.rmtree(site.data)  # another house: it knows other tokens
        site.start()
        expect(page.locator("#refused code")).to_have_text("token_unknown")
        expect(page.locator("#refused")).to_contain_text("Это табло не подключено")
