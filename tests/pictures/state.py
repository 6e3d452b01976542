"""A state of a page, as data: which page, in which languages and sizes, and how it comes about."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, WebSocketRoute

from tests.pictures.house import House

Size = tuple[int, int]
ALL_LANGUAGES = ("kk", "ru", "en")
BOTH = ("both",)  # of a page on which Kazakh and Russian stand at once

_PATIENCE = 30_000  # milliseconds that a page may take to come to a state
_LOOK_EVERY = 40  # milliseconds
_QUIET_LOOKS = 3
_SNAPSHOT = re.compile(r"^(\d+/news,)(\[.*\])$", re.DOTALL)


@dataclass
class Shot:
    """One page in one language and size, on its way into a state.

    `complaints`: what the page said on its console, threw, or asked for in vain.
    """

    house: House
    browser: Browser
    language: str
    size: Size
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        width, height = self.size
        self.context: BrowserContext = self.browser.new_context(viewport={"width": width, "height": height})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(_PATIENCE)
        self._sockets: list[WebSocketRoute] = []
        self.page.on("pageerror", lambda error: self.complaints.append(f"threw: {error}"))
        self.page.on("console", self._heard)
        self.page.on(
            "requestfailed", lambda sent: self.complaints.append(f"failed: {sent.method} {sent.url}")
        )
        self._asked: set[Request] = set()
        self.page.on("request", lambda sent: self._asked.add(sent))
        self.page.on("requestfinished", lambda sent: self._asked.discard(sent))
        self.page.on("requestfailed", lambda sent: self._asked.discard(sent))

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def wait_until_quiet(self) -> None:
        """Until the page has had its answers, and asked for nothing more upon them."""
        quiet = 0
        while quiet < _QUIET_LOOKS:
            self.page.wait_for_timeout(_LOOK_EVERY)
            quiet = 0 if self._asked else quiet + 1

    def speak_staffs_language(self) -> None:
        """Pages of staff remember the language that was chosen on their device."""
        if self.language in ALL_LANGUAGES:
            self.page.add_init_script(f"localStorage.setItem('kezek.language', '{self.language}')")

    def sign_in(self, name: str) -> None:
        """With the session of that clerk, whose browser remembers that somebody signed in."""
        self.page.add_init_script("localStorage.setItem('kezek.signed-in', 'yes')")
        name_of_cookie, _, value = self.house.people.called(name).headers["Cookie"].partition("=")
        self.context.add_cookies([{"name": name_of_cookie, "value": value, "url": self.house.site.url}])

    def hold_the_news(self, retell: Callable[[Any], None] = lambda data: None) -> None:
        """Stand between page and site: `retell` may change the data of each snapshot; `cut` ends the link."""

        def tell(message: str | bytes, socket: WebSocketRoute) -> None:
            found = _SNAPSHOT.match(message) if isinstance(message, str) else None
            if found:
                told = json.loads(found[2])
                if told[0] == "snapshot":
                    retell(told[1]["data"])
                message = found[1] + json.dumps(told)
            socket.send(message)

        def connect(socket: WebSocketRoute) -> None:
            site = socket.connect_to_server()
            self._sockets.append(socket)
            site.on_message(lambda message: tell(message, socket))

        self.context.route_web_socket("**/socket.io/**", connect)

    def cut(self) -> None:
        """No connection stands any more, and none comes about."""
        self.context.set_offline(True)
        while self._sockets:
            self._sockets.pop().close()

    def close(self) -> None:
        self.page.unroute_all(behavior="ignoreErrors")  # an answer may be held back still
        self.context.close()


def nothing(_: House) -> None:
    """Needs nothing beforehand."""


@dataclass(frozen=True)
class State:
    """`show` brings one fresh page into the state; before the first one `prepare` brings the house into it, and
    `leave` out of it at the end. `complaints`: those that belong to the state, as a regular expression.
    """

    page: str
    name: str
    show: Callable[[Shot], None]
    languages: tuple[str, ...]
    sizes: tuple[Size, ...]
    prepare: Callable[[House], None] = nothing
    leave: Callable[[House], None] = nothing
    complaints: str = r"(?!)"
