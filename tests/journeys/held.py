"""Requests of a page that are held back, until a test lets them go on."""

import time
from typing import Any

from playwright.sync_api import APIResponse, Page, Route

PATIENCE_SECONDS = 30.0


class Held:
    """Every request to `path` from here on; `times`: so many of them, the others pass. `answered`: the site has
    answered already, and only the answer is held back."""

    def __init__(self, page: Page, path: str, times: int | None = None, *, answered: bool = False) -> None:
        self._page = page
        self._path = path
        self._answered = answered
        self._requests: list[tuple[Route, APIResponse | None]] = []
        page.route(path, self._hold, times=times)

    def _hold(self, request: Route) -> None:
        self._requests.append((request, request.fetch() if self._answered else None))

    def is_there(self) -> None:
        """Until the page has asked: what it shows may be seen sooner than its request."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._requests:
            assert time.monotonic() < until, "nothing was asked"
            self._page.wait_for_timeout(20)

    def goes_on(self, told: Any = None) -> None:
        """Whatever has been asked so far, and that is something; until the page has its answers. `told`: instead of
        what the site would answer."""
        self.is_there()
        while self._requests:
            request, answer = self._requests.pop(0)
            with self._page.expect_response(self._path):
                if told is not None:
                    request.fulfill(json=told)
                elif answer is not None:
                    request.fulfill(response=answer)
                else:
                    request.continue_()
