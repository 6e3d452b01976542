"""What was told to somebody before midnight holds: a booked time, a doctor's visit at home, a call by telephone.

The 16th of December 2026 is a holiday, so everybody is told the 17th. With --full only.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.overnight import (
    AFTER_THE_HOLIDAY,
    NIGHT,
    TOO_LATE,
    Overnight,
    is_told,
    new_number,
)
from tests.journeys.test_services_walked import newest_row, rows_of
from tests.journeys.walk_at_screens import KeyClerk

pytestmark = [pytest.mark.journey, pytest.mark.full]

TOLD = {"house-call": ("call-entry", "visit_day"), "appointment": ("booking-entry", "day")}
HALF_AN_HOUR_EARLY = "2026-12-17 08:30"


def answers_the_telephone(overnight: Overnight, service: str) -> KeyClerk:
    clerk = overnight.screens.of("registry_clerk")
    clerk.presses("#telephone")
    clerk.presses(f"#telephone-{service}")
    clerk.sees_what_is_to_do()
    return clerk


def writes_it_down(overnight: Overnight, clerk: KeyClerk) -> None:
    seated = overnight.people.of("registry_clerk")
    (task,) = seated.ticket(seated.see()["ticket"]["id"])["tasks"]
    clerk.does_task(task)


def list_of(overnight: Overnight, role: str, doctor: str, day: str) -> Page:
    """A doctor's list of that day, before whoever has that role."""
    page = overnight.screens.of(role).page
    page.goto(f"{overnight.site.url}/timetable")
    if doctor:
        page.select_option("#doctor", doctor)
    page.fill("#day", day)
    return page


@pytest.mark.parametrize("service", TOLD)
def test_who_telephones_over_midnight_is_served_to_the_end_and_is_told_no_holiday(
    overnight: Overnight, service: str
) -> None:
    rows = len(rows_of(overnight.people, service))
    clerk = answers_the_telephone(overnight, service)
    overnight.clock.goes_to(NIGHT)
    writes_it_down(overnight, clerk)
    expect(clerk.page.locator("#number")).to_have_text("Telephone")
    clerk.finishes()
    clerk.reads("the service is complete")
    clerk.reads("17.12.2026")
    assert len(rows_of(overnight.people, service)) == rows + 1
    assert newest_row(overnight.people, service)[TOLD[service][1]] == "2026-12-17"


@pytest.mark.parametrize("service", TOLD)
def test_a_call_that_nobody_finished_is_closed_at_midnight_and_what_it_told_holds(
    overnight: Overnight, service: str
) -> None:
    clerk = answers_the_telephone(overnight, service)
    writes_it_down(overnight, clerk)
    clerk.page.keyboard.press("F8")
    aside = clerk.page.locator(".aside .waiting-number")
    expect(aside).to_have_text("Telephone")

    overnight.clock.goes_to(NIGHT)
    expect(aside).to_have_count(0)
    overnight.the_next_morning(AFTER_THE_HOLIDAY)
    assert newest_row(overnight.people, service)[TOLD[service][1]] == "2026-12-17"
    doctor, row = ("d-1", "[data-call]") if service == "house-call" else ("d-5", "[data-booking]")
    page = list_of(overnight, "registry_clerk", doctor, "2026-12-17")
    expect(page.locator(row)).to_have_count(1)


def test_a_booked_person_is_told_his_day_on_a_holiday_and_is_gone_when_he_waited_till_midnight(
    overnight: Overnight,
) -> None:
    hall = overnight.open_hall()
    walk = overnight.taken("appointment")
    walk.finish("record")
    overnight.clock.goes_to(NIGHT)
    is_told(hall.scans(walk.taken), "booking_other_day")
    assert "arrived" not in newest_row(overnight.people, "appointment")

    overnight.the_next_morning(HALF_AN_HOUR_EARLY)
    number = new_number(hall.scans(walk.taken))
    doctor = overnight.screens.of("doctor")
    expect(doctor.page.locator(".line .waiting-number")).to_have_text(number)
    assert newest_row(overnight.people, "appointment")["arrived"] is True
    doctor.calls_next(number)
    hall.board_calls(number)

    overnight.the_next_morning(TOO_LATE)
    expect(doctor.page.locator(".line .waiting-number, .aside .waiting-number")).to_have_count(0)
    hall.board_is_empty()
    is_told(hall.scans(walk.taken), "visit_closed")


def test_a_doctor_was_at_a_home_before_midnight_and_says_so_after_it(overnight: Overnight) -> None:
    walk = overnight.taken("house-call")
    walk.finish("record")
    overnight.clock.goes_to(NIGHT)
    assert newest_row(overnight.people, "house-call")["visit_day"] == "2026-12-17"
    overnight.screens.of("doctor")
    overnight.the_next_morning(TOO_LATE)
    page = list_of(overnight, "doctor", "", "2026-12-17")
    call = page.locator("[data-call]")
    call.locator("[name=time]").fill("15:10")
    call.get_by_role("button", name="Save").click()
    expect(call.locator("form")).to_have_count(0)
    expect(call).to_contain_text("Treated at home")
    assert newest_row(overnight.people, "house-call")["outcome_at"] == "2026-12-17T15:10"
