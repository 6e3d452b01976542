"""Requests of a page that are held back, until a test lets them go on."""

import time

from playwright.sync_api import Page, Route

PATIENCE_SECONDS = 30.0


class Held:
    """Every request to `path` from here on; `times`: so many of them, the others pass."""

    def __init__(self, page: Page, path: str, times: int | None = None) -> None:
        self._page = page
        self._requests: list[Route] = []
        page.route(path, lambda request: self._requests.append(request), times=times)

    def is_there(self) -> None:
        """Until the page has asked: what it shows may be seen sooner than its request."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._requests:
            assert time.monotonic() < until, "nothing was asked"
            self._page.wait_for_timeout(20)

    def goes_on(self) -> None:
        """Whatever has been asked so far, and that is something."""
        self.is_there()
        while self._requests:
            self._requests.pop(0).continue_()
