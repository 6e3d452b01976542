"""Goes through the states: each page of each state, ready to be looked at."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser

from tests.pictures.every import STATES
from tests.pictures.house import House, running_house
from tests.pictures.state import Shot, Size, State

REST = 100  # milliseconds until what moves has come to rest


@dataclass(frozen=True)
class Asked:
    """Which pictures are wanted; an empty text leaves the choice open.

    `in_turn`: each state once only, the languages and sizes taking turns from state to state.
    """

    pages: tuple[str, ...]
    state: str = ""
    language: str = ""
    size: str = ""
    in_turn: bool = False
    one_in: int = 1  # of so many states of a page one, the first

    def states(self) -> list[State]:
        named = [one for one in STATES if one.page in self.pages and one.name.startswith(self.state)]
        wanted = [one for one in named if self.languages(one) and self.sizes(one)]
        place = {one: sum(before.page == one.page for before in wanted[:n]) for n, one in enumerate(wanted)}
        return [one for one in wanted if place[one] % self.one_in == 0]

    def views(self, state: State) -> list[tuple[str, Size]]:
        """The languages and sizes in which that state is wanted."""
        languages, sizes = self.languages(state), self.sizes(state)
        if not self.in_turn:
            return [(language, size) for language in languages for size in sizes]
        turn = STATES.index(state)
        return [(languages[turn % len(languages)], sizes[turn // len(languages) % len(sizes)])]

    def languages(self, state: State) -> list[str]:
        """A page that shows both main languages at once is there in each of them."""
        wanted = (self.language, "both") if len(state.languages) == 1 else (self.language,)
        return [one for one in state.languages if not self.language or one in wanted]

    def sizes(self, state: State) -> list[Size]:
        return [one for one in state.sizes if self.size in ("", _name(one))]


@dataclass(frozen=True)
class Seen:
    """A page in a state; `fault` says why it did not come into it."""

    state: State
    shot: Shot
    fault: str = ""

    @property
    def file_name(self) -> str:
        return f"{self.state.name}-{self.shot.language}-{_name(self.shot.size)}.png"

    @property
    def title(self) -> str:
        return f"{self.state.page}/{self.file_name.removesuffix('.png')}"

    @property
    def complaints(self) -> list[str]:
        """What the page complained of, beside what belongs to its state."""
        return [said for said in self.shot.complaints if not re.search(self.state.complaints, said)]


def visit_all(browser: Browser, folder: Path, asked: Asked) -> Iterator[Seen]:
    """Every page that is asked for, one open at a time, all in one house whose data lie in `folder`."""
    states = asked.states()
    if not states:
        return
    with running_house(folder / "house") as house:
        for state in states:
            yield from _visit(browser, house, state, asked)


def _visit(browser: Browser, house: House, state: State, asked: Asked) -> Iterator[Seen]:
    fault = _fault_of(partial(state.prepare, house))
    for language, size in asked.views(state):
        shot = Shot(house, browser, language, size)
        yield Seen(state, shot, fault or _fault_of(partial(_show, state, shot)))
        shot.close()
    state.leave(house)


def _show(state: State, shot: Shot) -> None:
    state.show(shot)
    shot.page.evaluate("document.fonts.ready.then(() => null)")
    shot.page.wait_for_timeout(REST)


def _fault_of(deed: Callable[[], None]) -> str:
    try:
        deed()
    except Exception as error:  # whatever it is: the other states are looked at all the same
        return (str(error).strip() or repr(error)).splitlines()[0]
    return ""


def _name(size: Size) -> str:
    return f"{size[0]}x{size[1]}"
