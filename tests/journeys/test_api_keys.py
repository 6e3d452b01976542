"""The key of a command, made in a page that came over plain HTTP: no secure context, as on a LAN."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.site import REPOSITORY

pytestmark = pytest.mark.journey

MAKE_KEYS = """
  async () => {
    const { freshKey } = await import("/api.js");
    return { secure: isSecureContext, keys: Array.from({ length: 1000 }, freshKey) };
  }
"""


def test_a_page_over_plain_http_makes_keys_of_32_hexadecimal_characters(browser: Browser) -> None:
    page = browser.new_page()

    def serve(route: Any) -> None:
        if route.request.url.endswith("/api.js"):
            route.fulfill(path=REPOSITORY / "server/pages/shared/api.js", content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    page.route("**/*", serve)
    page.goto("http://site.test/")
    made = page.evaluate(MAKE_KEYS)
    page.close()
    assert not made["secure"]
    assert len(set(made["keys"])) == 1000
    assert all(len(key) == 32 and set(key) <= set("0123456789abcdef") for key in made["keys"])
