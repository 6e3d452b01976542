"""A clerk's day without a mouse: every deed by a key, and always in sight where the keyboard is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.clerk_at_screen import ENTRY, SCREEN
from tests.journeys.held import Held
from tests.site import Site, running_site

pytestmark = pytest.mark.journey

MOST_STOPS = 60
IN_SIGHT = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const ringed = at.matches("input[type=radio], input[type=checkbox]") ? at.closest("label") : at;
  return getComputedStyle(ringed).outlineStyle !== "none" && box.top >= 0 && box.bottom <= innerHeight + 1;
}"""


class ClerkAtKeyboard:
    def __init__(self, browser: Browser, site: Site, name: str) -> None:
        self.page = browser.new_context(viewport=SCREEN).new_page()
        self.page.add_init_script("localStorage.setItem('kezek.language', 'en')")
        self.page.goto(f"{site.url}/counter")
        expect(self.page.locator("#name")).to_be_focused()
        self.types(name, "Tab", f"kezek-{name}", "Enter")
        self.sees("next")

    def types(self, *keys: str) -> None:
        """A named key is pressed, anything else is typed."""
        for key in keys:
            named = key in ("Tab", "Enter", "Space", "Escape", "ArrowDown", "Control+z") or re.fullmatch(
                r"F\d", key
            )
            (self.page.keyboard.press if named else self.page.keyboard.type)(key)

    def sees(self, does: str) -> None:
        """The news may be faster than the answer to what was pressed; until that is there no other key is heard."""
        expect(self.page.locator(f"#page:not(.busy) #primary[data-does={does}]:enabled")).to_be_visible()

    def goes_to(self, selector: str) -> None:
        """By Tab alone; at every stop it can be seen where the keyboard is."""
        for _ in range(MOST_STOPS):
            if self.page.evaluate(f"document.activeElement.matches('{selector}')"):
                return
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement !== document.body"):
                assert self.page.evaluate(IN_SIGHT), self.page.evaluate("document.activeElement.outerHTML")
        raise AssertionError(f"{selector} is not reached by Tab")

    def fills_in(self) -> None:
        """The form that the keyboard stands in: field by field, to its key."""
        expect(self.page.locator("#body input").first).to_be_focused()
        for _ in range(len(ENTRY)):
            name = str(self.page.evaluate("document.activeElement.name"))
            self.types(ENTRY[name], "Tab")
        self.types("Enter")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("keys")
    with running_site(folder) as site:
        yield site


def test_a_day_at_the_counter_needs_no_mouse(browser: Browser, site: Site) -> None:
    first, second, third = (site.kiosk.take("tb-certificate")["visit"]["number"] for _ in range(3))
    clerk = ClerkAtKeyboard(browser, site, "operator")
    number = clerk.page.locator("#number")

    clerk.types("F2")
    expect(number).to_have_text(first)
    clerk.sees("start")
    clerk.types("F7")  # did not come
    clerk.sees("next")
    clerk.types("Control+z")  # came after all
    expect(clerk.page.locator(f".line [data-number={first}]")).to_be_visible()
    clerk.sees("next")

    clerk.types("F2")
    expect(number).to_have_text(first)
    clerk.sees("start")
    clerk.types("F4")
    expect(clerk.page.locator("#look-up-iin")).to_be_focused()
    clerk.types("890101199900", "Enter")
    expect(clerk.page.locator("#task-register-check")).to_be_focused()
    clerk.types("Enter")
    clerk.sees("finish")
    clerk.types("F9")
    clerk.fills_in()
    clerk.sees("finish")
    clerk.types("F9")
    expect(clerk.page.locator("#note")).to_contain_text("The person goes to: cash desk 1")

    clerk.sees("next")
    clerk.types("F2")
    expect(number).to_have_text(second)
    clerk.sees("start")
    clerk.types("F4")
    expect(clerk.page.locator("#look-up-iin")).to_be_focused()
    clerk.goes_to("#do-refuse")
    clerk.types("Enter")
    expect(clerk.page.locator("[name=ground]").first).to_be_focused()
    clerk.types("Space")
    clerk.goes_to("#confirm-ground")
    clerk.types("Enter")

    clerk.sees("next")
    clerk.types("F2")
    expect(number).to_have_text(third)
    clerk.sees("start")
    clerk.types("F8")  # set aside, and taken up again out of the list
    clerk.goes_to(".aside .button")
    clerk.types("Enter")
    expect(clerk.page.locator(f".line [data-number={third}]")).to_be_visible()
    clerk.sees("next")

    clerk.types("F6")
    expect(clerk.page.locator("#code")).to_be_focused()
    clerk.types("Escape")
    expect(clerk.page.locator("#panel")).to_have_count(0)
    clerk.goes_to("#sign-out")
    clerk.types("Enter")
    expect(clerk.page.locator("#sign-in")).to_be_visible()
    clerk.page.context.close()


def test_whoever_went_elsewhere_before_the_work_was_read_is_not_fetched_back(
    browser: Browser, site: Site
) -> None:
    site.kiosk.take("tb-certificate")
    clerk = ClerkAtKeyboard(browser, site, "operator")
    clerk.types("F2")
    clerk.sees("start")
    reading = Held(clerk.page, "**/api/tickets/*")

    clerk.types("F4")
    expect(clerk.page.locator("#primary[data-does=finish]")).to_be_visible()
    clerk.goes_to("#do-refuse")
    reading.goes_on()
    expect(clerk.page.locator("[data-clock=procedure]")).to_be_visible()

    expect(clerk.page.locator("#do-refuse")).to_be_focused()
    clerk.types("Enter")
    expect(clerk.page.locator("[name=ground]").first).to_be_focused()
    clerk.page.context.close()
