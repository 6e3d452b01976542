"""Every page in every state, as `deploy/pictures` brings it about: looked at by axe, with a ruler, and for faults.

Every eighth state is seen, in one language and one size, which take turns; with --full all of them in all.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.pictures.camera import Asked, visit_all
from tests.pictures.every import PAGES
from tests.pictures.examine import Findings, examine, height_of_digits

pytestmark = pytest.mark.journey

DIGITS_OF_BOARD = 270  # pixels at Full HD: 170 mm on a screen of 55 inches, read from ten metres


@dataclass(frozen=True)
class Looked:
    """A page in a state that was looked at. `digits`: how high those of the newest call are, on a board."""

    title: str
    page: str
    height: int
    fault: str
    complaints: list[str]
    findings: Findings | None = None
    digits: float | None = None


@pytest.fixture(scope="module")
def looked(browser: Browser, full: bool, tmp_path_factory: pytest.TempPathFactory) -> list[Looked]:
    return list(_look(browser, Asked(PAGES, in_turn=not full, one_in=1 if full else 8), tmp_path_factory))


def _look(browser: Browser, asked: Asked, folders: pytest.TempPathFactory) -> Iterator[Looked]:
    for seen in visit_all(browser, folders.mktemp("states"), asked):
        page, kind = seen.shot.page, seen.state.page
        if seen.fault:
            yield Looked(seen.title, kind, seen.shot.size[1], seen.fault, seen.complaints)
            continue
        complaints = seen.complaints  # before the examination, which is none of the page's doing
        findings = examine(page, kind)
        has_call = kind == "board" and page.locator(".newest > .number").count()
        digits = height_of_digits(page, ".newest > .number") if has_call else None
        yield Looked(seen.title, kind, seen.shot.size[1], "", complaints, findings, digits)


def wrong(looked: list[Looked], what: str, page: str = "") -> list[str]:
    """What was found of that kind, by page and state."""
    seen = [one for one in looked if one.findings and page in ("", one.page)]
    assert seen
    return [f"{one.title}: {said}" for one in seen for said in getattr(one.findings, what)]


def told(faults: list[str]) -> str:
    return "\n".join(faults)


def test_every_state_comes_about(looked: list[Looked]) -> None:
    assert not [one for one in looked if one.fault], told(
        [f"{one.title}: {one.fault}" for one in looked if one.fault]
    )


def test_no_page_complains_in_any_state(looked: list[Looked]) -> None:
    said = [f"{one.title}: {complaint}" for one in looked for complaint in one.complaints]
    assert not said, told(said)


def test_axe_finds_nothing_in_any_state(looked: list[Looked]) -> None:
    states = Counter(one.page for one in looked if one.findings)
    rules = {page: set[str]() for page in states}
    for one in looked:
        if one.findings:
            rules[one.page] |= set(one.findings.rules)
    for page, count in states.items():
        print(f"axe, WCAG 2.2 AA: {page}: {count} states, {len(rules[page])} rules met by something on it")
    found = wrong(looked, "violations")
    print(f"axe, WCAG 2.2 AA: {len(found)} violations in {sum(states.values())} states")
    assert not found, told(found)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("what", ["clipped", "outside", "overlapping"])
def test_every_text_is_seen_whole(looked: list[Looked], page: str, what: str) -> None:
    found = wrong(looked, what, page)
    assert not found, told(found)


@pytest.mark.parametrize("page", PAGES)
def test_text_and_targets_are_large_enough(looked: list[Looked], page: str) -> None:
    found = wrong(looked, "small", page)
    assert not found, told(found)


def test_targets_of_the_kiosk_are_three_millimetres_apart(looked: list[Looked]) -> None:
    found = wrong(looked, "close", "kiosk")
    assert not found, told(found)


@pytest.mark.parametrize("page", PAGES)
def test_text_stands_out_from_its_ground(looked: list[Looked], page: str) -> None:
    found = wrong(looked, "pale", page)
    assert not found, told(found)


def test_the_newest_call_is_read_from_ten_metres(looked: list[Looked]) -> None:
    heights = {one.title: one.digits * 1080 / one.height for one in looked if one.digits is not None}
    lowest = min(heights, key=lambda title: heights[title])
    print(
        f"board: digits of the newest call at least {heights[lowest]:.0f} px at Full HD (at least {DIGITS_OF_BOARD})"
    )
    assert heights[lowest] >= DIGITS_OF_BOARD, lowest
