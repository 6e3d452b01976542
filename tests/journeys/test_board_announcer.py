"""Which calls a board announces: its own module, asked in a browser without a server."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site import REPOSITORY

pytestmark = pytest.mark.journey

PAGE = REPOSITORY / "display/page"
HEAR = """
  async ({ snapshots, remembered, now }) => {
    const { makeAnnouncer } = await import("/announcer.js");
    const said = [];
    let kept = remembered;
    const memory = { announced: () => kept, keepAnnounced: (call) => { kept = { call: call.call, at: call.at }; } };
    const announce = async (call) => { said.push(call.call); await new Promise((done) => setTimeout(done, 5)); };
    const announcer = makeAnnouncer({ memory, announce, onChange: () => {} });
    const shown = [];
    for (const calls of snapshots) {
      announcer.hear(calls, Date.parse(now));
      shown.push(announcer.toShow()?.call.call ?? null);
    }
    while (announcer.current()) await new Promise((done) => setTimeout(done, 5));
    return { said, shown, kept: kept && kept.call };
  }
"""
NOW = "2026-03-02T09:00:00Z"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page whose site consists of the board's own files."""
    page = browser.new_page()

    def serve(route: Any) -> None:
        name = Path(route.request.url).name
        if name == "empty":
            route.fulfill(body="<!doctype html>", content_type="text/html")
        else:
            route.fulfill(path=PAGE / name, content_type="text/javascript")

    page.route("**/*", serve)
    page.goto("http://board.test/empty")
    yield page
    page.close()


def call(number: int, at: str = NOW, person: str = "", place: str = "1") -> dict[str, Any]:
    """Each of another person unless he is told."""
    number_of_person = person or f"A{number:03}"
    return {"call": number, "at": at, "number": number_of_person, "place": {"kind": "window", "name": place}}


def hear(page: Page, *snapshots: list[dict[str, Any]], remembered: dict[str, Any] | None = None) -> list[int]:
    """The calls announced after those snapshots, by a box that remembers that one."""
    heard = page.evaluate(HEAR, {"snapshots": snapshots, "remembered": remembered, "now": NOW})
    said: list[int] = heard["said"]
    assert heard["kept"] == (said[-1] if said else remembered and remembered["call"])
    return said


def test_announces_in_order_what_came_at_once(page: Page) -> None:
    assert hear(page, [call(3), call(2), call(1)]) == [1, 2, 3]


def test_announces_nothing_twice(page: Page) -> None:
    assert hear(page, [call(1)], [call(2), call(1)], [call(2), call(1)]) == [1, 2]


def test_announces_the_first_call_ever(page: Page) -> None:
    assert hear(page, [], [call(1)]) == [1]


def test_a_box_without_memory_leaves_older_calls_alone(page: Page) -> None:
    older = call(1, "2026-03-02T08:59:00Z")
    assert hear(page, [older], [call(2), older]) == [2]


def test_a_box_with_memory_announces_all_that_it_missed(page: Page) -> None:
    missed = [call(7, "2026-03-02T08:40:00Z"), call(6, "2026-03-02T08:39:00Z")]
    assert hear(page, missed, remembered=call(5, "2026-03-02T08:38:00Z")) == [6, 7]


def test_a_site_set_up_anew_counts_from_one_again(page: Page) -> None:
    assert hear(page, [call(1)], remembered=call(90, "2026-03-01T17:00:00Z")) == [1]


def test_a_call_taken_back_while_it_waits_is_not_announced(page: Page) -> None:
    assert hear(page, [call(3), call(2), call(1)], [call(3), call(1)]) == [1, 3]


def test_a_call_to_a_place_that_its_person_has_left_for_another_is_not_announced(page: Page) -> None:
    """The hall would see the new place, and hear the old one."""
    then, now = call(2, person="A007"), call(3, person="A007", place="2")
    assert hear(page, [then, call(1)], [now, then, call(1)]) == [1, 3]


def test_a_call_again_to_the_same_place_is_announced_each_time(page: Page) -> None:
    assert hear(page, [call(3, person="A007"), call(2, person="A007"), call(1)]) == [1, 2, 3]


def test_a_call_that_left_because_it_is_old_is_announced_all_the_same(page: Page) -> None:
    old = [call(7, "2026-03-02T08:57:59Z"), call(6, "2026-03-02T08:57:50Z")]
    assert hear(page, old, [], remembered=call(5, "2026-03-02T08:57:00Z")) == [6, 7]


def test_a_call_taken_back_while_it_is_announced_leaves_the_board(page: Page) -> None:
    snapshots = [[call(1)], [call(1)], []]
    heard = page.evaluate(HEAR, {"snapshots": snapshots, "remembered": None, "now": NOW})
    assert heard["shown"] == [1, 1, None]


def test_an_old_call_stands_on_the_board_while_it_is_announced(page: Page) -> None:
    old, before = call(6, "2026-03-02T08:57:50Z"), call(5, "2026-03-02T08:57:00Z")
    heard = page.evaluate(HEAR, {"snapshots": [[old], []], "remembered": before, "now": NOW})
    assert heard["shown"] == [6, 6]


def test_every_text_is_there_in_three_languages() -> None:
    words = json.loads((PAGE / "words.json").read_text())
    assert [
        key for key, said in words.items() if not all(said.get(code) for code in ("kk", "ru", "en"))
    ] == []


CLIPS = """
  async ({ call, waiting, twice }) => {
    const { clipsToPlay } = await import("/sound.js");
    return clipsToPlay(call, waiting, twice);
  }
"""


@pytest.mark.parametrize(
    ("waiting", "twice", "said"),
    [
        (0, False, ["full/kk", "full/ru"]),
        (3, True, ["full/kk", "full/ru", "full/kk", "full/ru"]),
        (4, False, ["short/kk", "short/ru"]),
        (4, True, ["short/kk", "short/ru"]),  # and once
    ],
)
def test_a_call_is_said_shortly_and_once_where_more_than_three_wait_behind_it(
    page: Page, waiting: int, twice: bool, said: list[str]
) -> None:
    def address(form_and_language: str) -> str:
        return f"/clips/{form_and_language}/A014/window/full.wav"

    urls = [address("full/kk"), None, address("full/ru")]  # the language in the middle has no voice
    asked = {"call": {"clips": [{"url": url} for url in urls]}, "waiting": waiting, "twice": twice}
    assert page.evaluate(CLIPS, asked) == [address(one) for one in said]
