"""The hall board in a real browser, on a real server."""

import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    WebSocketRoute,
    expect,
)

from tests.journeys.conftest import SOUND_KEPT_BACK, launch
from tests.site import Clerk, Site, running_site

pytestmark = pytest.mark.journey

FULL_HD: ViewportSize = {"width": 1920, "height": 1080}
BANNER_SECONDS = 10
ANNOUNCED_SECONDS = 60
CHIME_MS = 1600
LISTEN = """
  window.tones = 0;
  const strike = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () { window.tones += 1; return strike.call(this); };
"""
WRITE_DOWN = """
  window.announced = [];
  window.announcedAt = [];
  document.addEventListener("readystatechange", () => {
    const place = document.getElementById("announced");
    const writeDown = () => {
      window.announced.push(place.textContent);
      window.announcedAt.push(performance.now());
    };
    new MutationObserver(() => place.textContent && writeDown())
      .observe(place, { childList: true });
  }, { once: true });
"""


class Link:
    """Between a box and the server: while it is cut, no connection stands and none comes about."""

    def __init__(self, box: BrowserContext) -> None:
        self._box = box
        self._open: list[WebSocketRoute] = []
        box.route_web_socket("**/socket.io/**", self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        self._open.append(socket)

    def cut(self) -> None:
        self._box.set_offline(True)
        while self._open:
            self._open.pop().close()

    def mend(self) -> None:
        self._box.set_offline(False)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Without a voice: it chimes only, which is soon over. `test_board_voice.py` has one."""
    with running_site(tmp_path, {"KEZEK_ESPEAK": ""}) as site:
        yield site


@pytest.fixture
def open_board(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Opens a board on a box of its own; faults of its script fail the test."""
    box = browser.new_context(viewport=FULL_HD)
    faults: list[str] = []

    def open_it(url: str) -> Page:
        page = box.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.add_init_script(LISTEN + WRITE_DOWN)
        page.goto(url)
        expect(page.locator("#picture, #refused").locator("visible=true")).to_be_visible()
        return page

    yield open_it
    box.close()
    assert faults == []


def numbers_announced(page: Page) -> list[str]:
    """The numbers in the order they were announced; Kazakh was taken as the language, so they come first."""
    return [said.split()[0] for said in page.evaluate("window.announced")]


def wait_for_announced(page: Page, count: int) -> None:
    until = time.monotonic() + ANNOUNCED_SECONDS
    while len(numbers_announced(page)) < count and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert len(numbers_announced(page)) >= count


def wait_until_silent(page: Page) -> None:
    expect(page.locator("[data-announced]")).to_have_count(0)


def call_one(site: Site, clerk: Clerk) -> Any:
    """Take a ticket for the operator's line, call it, and begin: the next can be called."""
    visit = site.kiosk.take("tb-certificate")["visit"]
    ticket = clerk.next()
    assert ticket["number"] == visit["number"]
    clerk.move(ticket["id"], "start")
    return ticket


def call_three_at_once(site: Site) -> list[str]:
    """At three windows, as fast as the server answers."""
    services = {
        "operator": "tb-certificate",
        "registrar": "narcological-certificate",
        "registrar-2": "psychoneurological-certificate",
    }
    clerks = [site.staff(name) for name in services]
    for service in services.values():
        site.kiosk.take(service)
    return [clerk.next()["number"] for clerk in clerks]


def test_a_call_appears_and_is_announced_once(site: Site, open_board: Callable[[str], Page]) -> None:
    page = open_board(site.board_url)
    expect(page.locator(".nobody")).to_be_visible()
    ticket = call_one(site, site.staff("operator"))
    newest = page.locator(".newest")
    expect(newest.locator("> .number")).to_have_text(ticket["number"])
    expect(newest).to_contain_text("терезе")
    expect(newest).to_contain_text("окно")
    expect(newest.locator(".place-name")).to_have_text("2")
    expect(newest.locator(".sign-window")).to_be_visible()
    wait_for_announced(page, 1)
    wait_until_silent(page)
    page.wait_for_timeout(3_500)  # the server tells the same board again
    assert numbers_announced(page) == [ticket["number"]]
    assert page.evaluate("window.tones") == 2


def test_quick_calls_are_announced_one_after_the_other_in_order(
    site: Site, open_board: Callable[[str], Page]
) -> None:
    page = open_board(site.board_url)
    called = call_three_at_once(site)
    wait_for_announced(page, 3)
    wait_until_silent(page)
    assert numbers_announced(page) == called
    begun = page.evaluate("window.announcedAt")
    assert all(after - before >= CHIME_MS - 100 for before, after in pairwise(begun)), (
        "one began into another"
    )
    assert page.evaluate("window.tones") == 6


def test_a_reloaded_board_announces_nothing_again_and_misses_nothing(
    site: Site, open_board: Callable[[str], Page]
) -> None:
    operator = site.staff("operator")
    page = open_board(site.board_url)
    call_one(site, operator)
    wait_for_announced(page, 1)
    page.close()
    operator.move(operator.see()["ticket"]["id"], "hold")
    missed = call_one(site, operator)
    again = open_board(f"{site.url}/board/main")
    wait_for_announced(again, 1)
    wait_until_silent(again)
    assert numbers_announced(again) == [missed["number"]]


def test_the_token_leaves_the_address(site: Site, open_board: Callable[[str], Page]) -> None:
    page = open_board(site.board_url)
    assert page.url == f"{site.url}/board/main"


def test_a_stale_board_says_so_and_is_whole_again_after_the_server_is_back(
    site: Site, open_board: Callable[[str], Page]
) -> None:
    page = open_board(site.board_url)
    operator = site.staff("operator")
    site.kill()
    stopped = time.monotonic()
    expect(page.locator("#stale")).to_be_visible()
    took = time.monotonic() - stopped
    print(f"the banner stood {took:.1f} s after the server stopped (at most {BANNER_SECONDS})")
    site.restart()
    ticket = call_one(site, operator)
    expect(page.locator("#stale")).to_be_hidden()
    expect(page.locator(".newest > .number")).to_have_text(ticket["number"])
    wait_for_announced(page, 1)
    wait_until_silent(page)
    assert numbers_announced(page) == [ticket["number"]]


def test_a_cut_link_costs_no_call(site: Site, browser: Browser) -> None:
    box = browser.new_context(viewport=FULL_HD)
    link = Link(box)
    page = box.new_page()
    page.add_init_script(LISTEN + WRITE_DOWN)
    page.goto(site.board_url)
    expect(page.locator(".nobody")).to_be_visible()
    called = []
    for service, clerk in (("tb-certificate", "operator"), ("narcological-certificate", "registrar")):
        link.cut()
        site.kiosk.take(service)
        called.append(site.staff(clerk).next()["number"])
        page.wait_for_timeout(500)
        assert numbers_announced(page) == called[:-1]
        link.mend()
        wait_for_announced(page, len(called))
    wait_until_silent(page)
    assert numbers_announced(page) == called
    box.close()


@pytest.mark.parametrize(
    ("path", "code"), [("/board/main#token=wrong", "token_unknown"), ("/board/cellar", "not_found")]
)
def test_a_board_that_is_refused_tells_the_staff(
    site: Site, open_board: Callable[[str], Page], path: str, code: str
) -> None:
    page = open_board(site.url + path + ("" if "#" in path else f"#token={site.token('board-main')}"))
    expect(page.locator("#refused code")).to_have_text(code)
    expect(page.locator("#picture")).to_be_hidden()


def test_sound_that_the_browser_keeps_back_is_noticed(site: Site, playwright: Playwright) -> None:
    browser = launch(playwright, SOUND_KEPT_BACK)
    page = browser.new_page(viewport=FULL_HD)
    page.goto(site.board_url)
    note = page.locator("#silent")
    expect(note).to_be_visible()
    note.click()
    expect(note).to_be_hidden()
    browser.close()
