"""The register check at the counter, by keyboard: ask, read, confirm; or say by hand what was found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.clerk_at_screen import ENTRY, ClerkAtScreen
from tests.journeys.held import Held
from tests.site import Site, running_site
from tests.web.people import People

pytestmark = pytest.mark.journey

ON_RECORD, NOT_ON_RECORD = "950315590903", "890101199900"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    with running_site(tmp_path_factory.mktemp("register-check")) as site:
        yield People(site)


@pytest.fixture
def site(people: People) -> Iterator[Site]:
    """With nobody in it at the end."""
    yield people.site
    people.send_home()


def serving(browser: Browser, site: Site, language: str = "en", iin: str | None = None) -> ClerkAtScreen:
    more = {"iin": iin} if iin else {}
    number = site.kiosk.take("tb-certificate", **more)["visit"]["number"]
    clerk = ClerkAtScreen(browser, site, "operator", language)
    clerk.calls_next(number)
    clerk.starts()
    expect(clerk.page.locator("#look-up-iin")).to_be_focused()
    return clerk


def test_the_iin_enter_and_enter_again_do_the_check(browser: Browser, site: Site) -> None:
    clerk = serving(browser, site)
    clerk.page.keyboard.type(ON_RECORD)
    clerk.page.keyboard.press("Enter")
    said = clerk.page.locator(".look-up-told")
    expect(said).to_contain_text("On dispensary record in the anti-tuberculosis organisation")
    expect(said).to_contain_text("The organisation's own register, as of ")
    expect(clerk.page.locator("#task-register-check")).to_be_focused()
    expect(clerk.page.locator("#task-register-check")).to_have_text("Confirm")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("[data-task=register-check].task-done")).to_be_visible()
    clerk.finishes()
    expect(clerk.page.locator("#field-iin")).to_have_value(ON_RECORD)
    clerk.leaves()


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "диспансерлік есепте тұрмайды"), ("ru", "Не состоит на диспансерном учёте"), ("en", "Not on")],
)
def test_the_answer_is_read_in_the_clerks_language(
    browser: Browser, site: Site, language: str, words: str
) -> None:
    clerk = serving(browser, site, language, iin=NOT_ON_RECORD)
    expect(clerk.page.locator("#look-up-iin")).to_have_value(NOT_ON_RECORD)
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(".look-up-told")).to_contain_text(words)
    clerk.leaves()


def test_a_wrong_iin_is_told_at_its_field_and_nothing_is_asked(browser: Browser, site: Site) -> None:
    clerk = serving(browser, site)
    clerk.page.keyboard.type("12")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#look-up-fault")).to_have_text("An IIN has 12 digits.")
    clerk.page.fill("#look-up-iin", "890101199901")
    clerk.page.click("#look-up")
    expect(clerk.page.locator("#look-up-fault")).to_be_visible()
    expect(clerk.page.locator(".look-up-told")).to_have_count(0)
    clerk.leaves()


def test_what_was_found_is_entered_otherwise_only_with_a_reason(browser: Browser, site: Site) -> None:
    clerk = serving(browser, site)
    clerk.looks_up(ON_RECORD)
    clerk.page.click("#by-hand summary")
    clerk.page.check("[name=finding][value=absent]")
    clerk.page.click("#task-register-check")
    expect(clerk.page.locator("#field-why_otherwise-fault")).to_be_visible()
    clerk.page.fill("#field-why_otherwise", "a namesake")
    clerk.does("register-check")
    clerk.leaves()


def test_who_does_not_ask_the_register_is_told_to_or_says_why(browser: Browser, site: Site) -> None:
    clerk = serving(browser, site)
    expect(clerk.page.locator("#field-why_otherwise")).to_be_hidden()
    clerk.checks_by_hand()
    expect(clerk.page.locator("#look-up-first")).to_contain_text("Check in the register first")
    clerk.page.check("[name=finding][value=absent]")
    clerk.page.fill("#field-source", "by telephone")
    clerk.page.click("#task-register-check")
    expect(clerk.page.locator("#field-why_otherwise-fault")).to_be_visible()
    clerk.page.fill("#field-why_otherwise", "the line is cut")
    clerk.does("register-check")
    clerk.leaves()


def test_the_birth_date_that_an_iin_fills_in_is_at_fault_no_longer(browser: Browser, site: Site) -> None:
    clerk = serving(browser, site)
    clerk.checks_by_hand()
    clerk.page.check("[name=finding][value=absent]")
    clerk.page.fill("#field-source", "by telephone")
    clerk.page.fill("#field-why_otherwise", "the line is cut")
    clerk.does("register-check")
    clerk.finishes()
    clerk.page.click("#task-journal-entry")
    expect(clerk.page.locator("#field-birth_date-fault")).to_be_visible()
    clerk.page.fill("#field-iin", NOT_ON_RECORD)
    expect(clerk.page.locator("#field-birth_date")).not_to_have_value("")
    expect(clerk.page.locator("#field-birth_date-fault")).to_have_count(0)
    expect(clerk.page.locator("#field-purpose-fault")).to_be_visible()
    clerk.leaves()


def test_no_answer_is_said_a_check_by_hand_is_offered_and_a_mistyped_iin_is_mended_at_the_entry(
    browser: Browser, tmp_path: Path
) -> None:
    settings = {"KEZEK_REGISTER_URL": "http://127.0.0.1:9/register"}
    with running_site(tmp_path, settings) as site:
        clerk = serving(browser, site)
        expect(clerk.page.locator("#task-register-check")).to_be_hidden()
        clerk.looks_up(NOT_ON_RECORD)
        expect(clerk.page.locator(".look-up-told")).to_contain_text("The register gave no answer")
        expect(clerk.page.locator(".look-up-told")).to_contain_text("cannot be reached")
        expect(clerk.page.locator("#field-why_otherwise")).to_have_count(0)
        clerk.checks_register("present")
        clerk.finishes()
        clerk.page.wait_for_selector("#field-iin")
        expect(clerk.page.locator("#look-up")).to_have_count(0)
        for field, text in (ENTRY | {"iin": ON_RECORD}).items():
            clerk.page.fill(f"#field-{field}", text)
        clerk.page.click("#task-journal-entry")
        expect(clerk.page.locator("#field-iin-fault")).to_contain_text("ask the register about this one")
        clerk.page.click("#look-up")
        expect(clerk.page.locator("#look-up")).to_have_count(0)
        clerk.does("journal-entry")
        clerk.leaves()


def test_that_the_register_is_asked_is_seen_meanwhile(browser: Browser, site: Site) -> None:
    clerk = serving(browser, site)
    asked = Held(clerk.page, "**/look-ups")
    clerk.page.fill("#look-up-iin", ON_RECORD)
    clerk.page.press("#look-up-iin", "Enter")
    expect(clerk.page.locator(".look-up-waits")).to_have_text("Asking the register…")
    expect(clerk.page.locator("#look-up")).to_be_disabled()
    asked.goes_on()
    expect(clerk.page.locator(".look-up-told")).to_be_visible()
    expect(clerk.page.locator(".look-up-waits")).to_have_count(0)
    clerk.leaves()
