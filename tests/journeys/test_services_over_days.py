"""Services that outlast a day, at the pages of the counters: over midnight, and over a holiday."""

import pytest
from playwright.sync_api import expect

from tests.journeys.overnight import AFTER_THE_HOLIDAY, NIGHT, TOO_LATE, Overnight

pytestmark = pytest.mark.journey

PROCEDURE = "[data-clock=procedure]"


@pytest.mark.full
def test_an_attachment_begun_before_a_holiday_is_handed_over_on_the_working_day_after_it(
    overnight: Overnight,
) -> None:
    early, late = overnight.taken("attachment"), overnight.taken("attachment")
    clerk = early.begin("register")
    figure = clerk.page.locator(f"{PROCEDURE} .clock-figure")
    expect(figure).to_have_text("17.12.2026")
    clerk.does_task(early.tasks("register")[0])
    clerk.page.keyboard.press("F8")
    clerk.sees_key("next")
    late.begin("register")
    clerk.does_task(late.tasks("register")[0])

    overnight.clock.goes_to(NIGHT)
    expect(clerk.page.locator(".aside .waiting-number")).to_have_count(0)  # who was set aside left the line
    expect(clerk.page.locator("#number")).to_have_text(late.number)  # who is served stays
    expect(figure).to_have_text("17.12.2026")
    clerk.page.keyboard.press("F8")
    clerk.sees_key("next")
    expect(clerk.page.locator(".aside .waiting-number")).to_have_count(0)

    overnight.the_next_morning(AFTER_THE_HOLIDAY)
    neighbour = overnight.site.kiosk.take("reception")["visit"]["number"]
    overnight.comes_back(clerk, early)
    clerk.reads("in line again")
    early.number = early.route()["visit"]["number"]
    assert early.number != neighbour
    early.begin("register")
    expect(clerk.page.locator(PROCEDURE)).not_to_have_attribute("data-level", "over")
    early.do_tasks("register", clerk)
    clerk.finishes()
    clerk.reads("the service is complete")

    overnight.the_next_morning(TOO_LATE)
    overnight.comes_back(clerk, late)
    clerk.reads("in line again")
    late.number = late.route()["visit"]["number"]
    late.begin("register")
    expect(clerk.page.locator(PROCEDURE)).to_have_attribute("data-level", "over")
    late.do_tasks("register", clerk)
    clerk.finishes()


def test_an_examination_goes_on_after_the_holiday_by_the_code_under_a_new_number(
    overnight: Overnight,
) -> None:
    for _ in range(2):
        overnight.site.kiosk.take("tb-certificate")
    walk = overnight.taken("hiv-test")
    operator, counsellor = overnight.screens.of("operator"), overnight.screens.of("counsellor")
    expect(operator.page.locator(".line .waiting-number")).to_have_count(2)
    walk.finish("counsel-before")
    walk.finish("draw-blood")
    assert walk.steps()["counsel-after"] == "pending"
    first_number = walk.number

    overnight.clock.goes_to(NIGHT)
    expect(operator.page.locator(".line .waiting-number")).to_have_count(0)  # what is not over days has ended
    overnight.comes_back(counsellor, walk)
    expect(counsellor.page.locator(".problem")).to_contain_text("21.12.2026")  # too early
    counsellor.page.keyboard.press("Escape")

    overnight.the_next_morning(AFTER_THE_HOLIDAY)
    on_paper = counsellor.page.locator(".aside .waiting-number")
    expect(on_paper).to_have_text(f"{first_number} · 15.12")
    walk.let_in("counsel-after")
    assert walk.number != first_number
    walk.finish("counsel-after")
    assert walk.route()["visit"]["state"] == "done"
