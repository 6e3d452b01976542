"""Services that outlast a day, at the pages of the counters: over midnight, and over a holiday.

The site's own clock is moved while its pages stay open. The 16th of December 2026, a Wednesday, is Independence Day.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.walk_at_screens import AtScreens, KeyClerk, WalkAtScreens
from tests.site import Site, running_site
from tests.web.people import People, Walk, return_code
from tests.web.test_walks import KINDS

pytestmark = pytest.mark.journey

ZONE = ZoneInfo("Asia/Atyrau")
EVENING, NIGHT = "2026-12-15 23:40", "2026-12-16 00:05"
AFTER_THE_HOLIDAY, TOO_LATE = "2026-12-17 09:00", "2026-12-18 00:05"
PROCEDURE = "[data-clock=procedure]"


class SiteClock:
    """Of a site that runs `clock_by_hand`; it may only go on."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def goes_to(self, wall: str) -> None:
        at = datetime.fromisoformat(wall).replace(tzinfo=ZONE)
        beside = self.file.with_suffix(".new")
        beside.write_text(str((at - datetime.now(UTC)).total_seconds()))
        beside.replace(self.file)


@pytest.fixture
def clock(tmp_path: Path) -> SiteClock:
    clock = SiteClock(tmp_path / "seconds-off")
    clock.goes_to(EVENING)
    return clock


@pytest.fixture
def site(tmp_path: Path, clock: SiteClock) -> Iterator[Site]:
    module = "tests.journeys.clock_by_hand"
    with running_site(tmp_path, {"CLOCK_OFF": str(clock.file)}, module) as site:
        yield site


@pytest.fixture
def screens(browser: Browser, site: Site) -> Iterator[AtScreens]:
    screens = AtScreens(browser, People(site))
    yield screens
    screens.leave()


def taken(screens: AtScreens, service: str) -> WalkAtScreens:
    return WalkAtScreens(screens, Walk(screens.people, service, **KINDS.get(service, {})))


def the_next_morning(screens: AtScreens, clock: SiteClock, wall: str) -> None:
    """Whoever left his page open overnight signs in again."""
    clock.goes_to(wall)
    screens.people = People(screens.people.site)
    for clerk in screens.all():
        clerk.signs_in_again()


def comes_back(clerk: KeyClerk, walk: WalkAtScreens) -> None:
    clerk.page.keyboard.press("F6")
    expect(clerk.page.locator("#code")).to_be_focused()
    clerk.page.keyboard.type(return_code(walk.taken["slip"]))
    clerk.page.keyboard.press("Enter")


def test_an_attachment_begun_before_a_holiday_is_handed_over_on_the_working_day_after_it(
    screens: AtScreens, clock: SiteClock
) -> None:
    early, late = taken(screens, "attachment"), taken(screens, "attachment")
    clerk = early.begin("register")
    figure = clerk.page.locator(f"{PROCEDURE} .clock-figure")
    expect(figure).to_have_text("17.12.2026")
    clerk.does_task(early.tasks("register")[0])
    clerk.page.keyboard.press("F8")
    clerk.sees_key("next")
    late.begin("register")
    clerk.does_task(late.tasks("register")[0])

    clock.goes_to(NIGHT)
    expect(clerk.page.locator(".aside .waiting-number")).to_have_count(0)  # who was set aside left the line
    expect(clerk.page.locator("#number")).to_have_text(late.number)  # who is served stays
    expect(figure).to_have_text("17.12.2026")
    clerk.page.keyboard.press("F8")
    clerk.sees_key("next")
    expect(clerk.page.locator(".aside .waiting-number")).to_have_count(0)

    the_next_morning(screens, clock, AFTER_THE_HOLIDAY)
    neighbour = screens.people.site.kiosk.take("reception")["visit"]["number"]
    comes_back(clerk, early)
    clerk.reads("in line again")
    early.number = early.route()["visit"]["number"]
    assert early.number != neighbour
    early.begin("register")
    expect(clerk.page.locator(PROCEDURE)).not_to_have_attribute("data-level", "over")
    early.do_tasks("register", clerk)
    clerk.finishes()
    clerk.reads("the service is complete")

    the_next_morning(screens, clock, TOO_LATE)
    comes_back(clerk, late)
    clerk.reads("in line again")
    late.number = late.route()["visit"]["number"]
    late.begin("register")
    expect(clerk.page.locator(PROCEDURE)).to_have_attribute("data-level", "over")
    late.do_tasks("register", clerk)
    clerk.finishes()


def test_an_examination_goes_on_after_the_holiday_by_the_code_under_a_new_number(
    screens: AtScreens, clock: SiteClock
) -> None:
    for _ in range(2):
        screens.people.site.kiosk.take("tb-certificate")
    walk = taken(screens, "hiv-test")
    operator, counsellor = screens.of("operator"), screens.of("counsellor")
    expect(operator.page.locator(".line .waiting-number")).to_have_count(2)
    walk.finish("counsel-before")
    walk.finish("draw-blood")
    assert walk.steps()["counsel-after"] == "pending"
    first_number = walk.number

    clock.goes_to(NIGHT)
    expect(operator.page.locator(".line .waiting-number")).to_have_count(0)  # what is not over days has ended
    comes_back(counsellor, walk)
    expect(counsellor.page.locator(".problem")).to_contain_text("21.12.2026")  # too early
    counsellor.page.keyboard.press("Escape")

    the_next_morning(screens, clock, AFTER_THE_HOLIDAY)
    on_paper = counsellor.page.locator(".aside .waiting-number")
    expect(on_paper).to_have_text(f"{first_number} · 15.12")
    walk.let_in("counsel-after")
    assert walk.number != first_number
    walk.finish("counsel-after")
    assert walk.route()["visit"]["state"] == "done"
