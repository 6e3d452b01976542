"""The registry books by keyboard, sends a doctor to a home, and keeps the day's lists."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.journeys.clerk_at_screen import ClerkAtScreen
from tests.journeys.conftest import At
from tests.journeys.held import Held
from tests.site import Site, running_site
from tests.web.people import People

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("timetable")) as site:
        yield site


@pytest.fixture(scope="module")
def people(site: Site) -> People:
    return People(site)


@pytest.fixture
def registry(site: Site, browser: Browser) -> Iterator[ClerkAtScreen]:
    clerk = ClerkAtScreen(browser, site, "registry")
    yield clerk
    clerk.leaves()


def test_the_clerk_books_with_three_keys(site: Site, people: People, registry: ClerkAtScreen) -> None:
    number = site.kiosk.take("appointment")["visit"]["number"]
    page = registry.page
    registry.calls_next(number)
    registry.starts()
    page.wait_for_selector("#field-slot-week")
    for field, text in {"full_name": "Аманов", "iin": "880229699907", "phone": "1"}.items():
        page.fill(f"#field-{field}", text)
    _shoot(page, "slots")
    page.locator(".cell").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".time").first).to_be_focused()
    _shoot(page, "times")
    page.keyboard.press("Enter")
    expect(page.locator("#task-booking-entry")).to_be_focused()
    expect(page.locator("#field-slot-chosen")).to_contain_text("cabinet")
    page.keyboard.press("Enter")
    registry.reads("slip is being printed")
    expect(page.locator("#note .told")).to_have_count(0)  # the slip tells it
    registry.finishes()
    registry.reads("the service is complete")
    found = people.of("registry_clerk").ask("POST", "/api/bookings/search", {"iin": "880229699907"})
    assert [booking["state"] for booking in found.body["bookings"]] == ["booked"]


def test_a_booking_by_telephone_is_read_out_to_the_caller_until_the_next_person(
    people: People, registry: ClerkAtScreen
) -> None:
    page = registry.page
    page.click("#telephone")
    page.click("#telephone-appointment")
    page.wait_for_selector(".cell")
    for field, text in {"full_name": "Аманов", "iin": "880229690203", "phone": "1"}.items():
        page.fill(f"#field-{field}", text)
    page.locator(".cell").first.click()
    page.locator(".time").first.click()
    doctor, cabinet, moment = page.locator("#field-slot-chosen").inner_text().split(" · ")
    day, time = moment.split()
    page.click("#task-booking-entry")
    told = [f"Tell the caller: {day}, {time} — {doctor} (", f"{cabinet}.", "checks in at the registry"]
    for text in told:
        registry.reads(text)
    _shoot(page, "told")
    registry.finishes()
    for text in ["the service is complete", *told]:
        registry.reads(text)
    _shoot(page, "told-finished")
    page.click("#telephone")
    page.click("#telephone-appointment")
    expect(page.locator("#note")).to_have_count(0)
    page.wait_for_selector(".cell")
    page.click("#do-withdraw")
    page.check("#ground-mistake")
    page.click("#confirm-ground")
    registry.sees_key("next")


def test_arrows_lead_through_the_picture_and_a_week_on(site: Site, registry: ClerkAtScreen) -> None:
    registry.page.click("#telephone")
    registry.page.click("#telephone-appointment")
    page = registry.page
    page.wait_for_selector(".cell")
    week = page.locator("#field-slot-week").inner_text()
    first = page.locator(".cell").first
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(first).not_to_be_focused()
    page.keyboard.press("Home")
    expect(first).to_be_focused()
    page.click("#field-slot-after")
    expect(page.locator("#field-slot-week")).not_to_have_text(week)
    page.click("#do-withdraw")
    page.check("#ground-mistake")
    page.click("#confirm-ground")
    registry.sees_key("next")


def test_times_that_were_asked_for_before_do_not_take_the_place_of_what_was_chosen_since(
    registry: ClerkAtScreen,
) -> None:
    page = registry.page
    page.click("#telephone")
    page.click("#telephone-appointment")
    page.wait_for_selector(".cell")
    page.route("**/api/doctors/*/slots/*", lambda reading: reading.abort(), times=1)
    page.locator(".cell").first.click()
    expect(page.locator("#field-slot-again")).to_be_visible()
    earlier = Held(page, "**/api/doctors/*/slots/*", times=1)
    page.click("#field-slot-again")
    earlier.is_there()
    page.locator(".cell").nth(1).click()
    page.locator(".time").first.click()
    earlier.goes_on()
    page.wait_for_timeout(100)
    expect(page.locator(".time")).to_have_count(0)
    expect(page.locator("#task-booking-entry")).to_be_focused()
    page.click("#do-withdraw")
    page.check("#ground-mistake")
    page.click("#confirm-ground")
    registry.sees_key("next")


def test_a_time_at_home_that_was_chosen_outlives_a_question_that_nobody_answered(
    registry: ClerkAtScreen,
) -> None:
    page = registry.page
    page.click("#telephone")
    page.click("#telephone-house-call")
    page.fill("#field-birth_date", "01.01.1890")
    page.fill("#field-address", "Тәжірибе даңғылы, 7")
    page.locator("#field-round-offer .time").first.click()
    page.route("**/offers", lambda asking: asking.abort(), times=1)
    page.fill("#field-address", "Тәжірибе даңғылы, 9")
    page.click("#field-round-again")
    expect(page.locator("#field-round-offer .time[aria-pressed=true]")).to_have_count(1)
    page.click("#do-withdraw")
    page.check("#ground-mistake")
    page.click("#confirm-ground")
    registry.sees_key("next")


def test_an_address_leads_to_the_doctor_and_the_times_he_has(site: Site, registry: ClerkAtScreen) -> None:
    page = registry.page
    page.click("#telephone")
    page.click("#telephone-house-call")
    page.fill("#field-full_name", "Аманов")
    page.fill("#field-birth_date", "01.01.1890")
    page.fill("#field-phone", "1")
    page.fill("#field-address", "Ешқандай көшесі, 5")
    expect(page.locator("#field-round-offer")).to_contain_text("belongs to no district")
    page.fill("#field-address", "Тәжірибе даңғылы, 7")
    expect(page.locator("#field-round-offer")).to_contain_text("district 3 · General practitioner")
    page.locator("#field-round-offer .time").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#field-complaint")).to_be_focused()
    page.keyboard.type("Шағым")
    _shoot(page, "rounds")
    page.keyboard.press("Enter")
    registry.reads("Tell the caller: the doctor, ")
    registry.finishes()
    registry.reads("the service is complete")
    registry.reads("comes on ")


def _shoot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOOT"):
        page.screenshot(path=f"{folder}/{name}.png")


def test_the_registry_sees_the_list_of_a_doctor_and_moves_and_cancels(people: People, at: At) -> None:
    people.receive_now("d-8")
    people.telephone("appointment", iin="751231299909", slot=people.slot("d-8"))
    page = at("registry", "/timetable")
    page.select_option("#doctor", "d-8")
    row = page.locator("[data-booking]")
    expect(row).to_contain_text("751231299909")
    _shoot(page, "list")
    row.get_by_role("button", name="Move").click()
    page.locator(".cell").first.click()
    page.locator(".time").last.click()
    keys: list[str] = []

    def note(sent: Request) -> None:
        if "/moves" in sent.url:
            keys.append(sent.headers["idempotency-key"])

    page.on("request", note)
    page.route("**/moves", lambda asked: asked.abort(), times=1)
    page.locator("#move-to").click()
    expect(page.locator("#problem")).not_to_be_empty()
    page.locator("#move-to").click()
    expect(page.locator("#move-to")).to_have_count(0)
    assert len(keys) == 2, "pressed again it is asked again"
    assert keys[0] == keys[1], "and is the same command, should the first have arrived"
    page.emulate_media(media="print")
    expect(page.locator("#print")).to_be_hidden()
    expect(page.locator(".signed")).to_be_visible()
    _shoot(page, "print")
    page.emulate_media(media="screen")
    found = people.of("registry_clerk").ask("POST", "/api/bookings/search", {"iin": "751231299909"})
    (booking,) = found.body["bookings"]
    page.fill("#day", booking["day"])
    page.select_option("#doctor", booking["doctor"]["id"])
    page.locator(f"#cancel-{booking['id']}").click()
    expect(page.locator(f"[data-booking='{booking['id']}']")).to_have_count(0)


@pytest.mark.parametrize(("height", "iin"), [(720, "751231299909"), (800, "880229699907")])
def test_a_day_of_a_doctor_is_seen_without_scrolling_on_a_desks_screen(
    people: People, at: At, height: int, iin: str
) -> None:
    people.receive_now("d-8")
    people.telephone("appointment", iin=iin, slot=people.slot("d-8"))
    day = people.telephone("house-call")["answers"]["visit_day"]
    page = at("registry", "/timetable", "ru")
    page.set_viewport_size({"width": 1280, "height": height})
    calls = people.of("registry_clerk").ask("GET", f"/api/doctors/d-1/list/{day}").body["house_calls"]
    page.route("**/api/doctors/d-8/list/*", lambda route: _with_a_full_day(route, calls[0]))
    page.select_option("#doctor", "d-8")
    expect(page.locator("[data-booking]")).to_have_count(8)
    expect(page.locator("[data-call]")).to_have_count(3)
    _shoot(page, f"day-{height}")
    for deed in ("#find", "#print", "[data-booking] button", "[data-call] button"):
        expect(page.locator(deed).last).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.getElementById('screen').scrollHeight <= innerHeight")
    page.locator("[id^=move-]").first.click()
    page.wait_for_selector(".cell")
    for deed in ("#move-to", "#move-not", ".week tr"):
        expect(page.locator(deed).last).to_be_in_viewport(ratio=1)


def _with_a_full_day(route: Route, call: Any) -> None:
    """Eight who are booked and three who are visited."""
    answer = route.fetch()
    booking = answer.json()["bookings"][0]
    bookings = [booking | {"id": f"{booking['id']}-{n}", "state": "booked"} for n in range(8)]
    calls = [call | {"id": f"{call['id']}-{n}", "outcome": None} for n in range(3)]
    route.fulfill(response=answer, json=answer.json() | {"bookings": bookings, "house_calls": calls})


def test_who_reads_hours_is_told_what_stands_behind_the_stroke_as_who_writes_them_is(at: At) -> None:
    for name in ("supervisor", "administrator"):
        page = at(name, "/timetable")
        expect(page.locator(".part", has_text="The week")).to_contain_text("the minutes of one visit")
        expect(page.locator(".part", has_text="Home visit hours")).to_contain_text("how many calls")


def test_an_administrator_changes_hours_leave_and_districts(at: At) -> None:
    page = at("administrator", "/timetable")
    page.select_option("#doctor", "d-7")
    expect(page.locator("#doctor-name")).to_have_value("Нұрлан Нұрай")
    page.fill("#hours-2", "09:00-12:00/15")
    page.click("#save-hours-2")
    expect(page.locator("#hours-2")).to_have_value("09:00–12:00/15")
    page.fill("#hours-3", "morning")
    page.click("#save-hours-3")
    expect(page.locator("#problem")).to_contain_text("not written right")
    expect(page.locator("#hours-3")).to_have_value("morning")
    page.fill("#leave-first", "2099-01-01")
    page.fill("#leave-last", "2099-01-09")
    page.click("#save-leave")
    page.click("#remove-leave-2099-01-01")
    expect(page.locator("#remove-leave-2099-01-01")).to_have_count(0)
    _shoot(page, "hours")
    page.click("#view-districts")
    page.click("#new-district")
    page.click("#district-4-add")
    page.locator("[data-district=district-4] [name=street]").fill("Сынақ көшесі")
    page.click("#district-4-save")
    expect(page.locator("#problem")).to_contain_text("belong to district 1")
    expect(page.locator("[data-district=district-4] [name=street]")).to_have_value("Сынақ көшесі")
    _shoot(page, "districts")
    page.click("#district-4-remove")
    expect(page.locator("#district-4-save")).to_have_count(0)


def test_what_is_typed_in_one_form_outlives_the_saving_of_another(at: At) -> None:
    page = at("administrator", "/timetable")
    page.select_option("#doctor", "d-6")
    expect(page.locator("#doctor-name")).not_to_have_value("Нұрлан Нұрай")
    known = page.input_value("#hours-4")
    page.fill("#leave-first", "2099-02-01")
    page.fill("#hours-2", "10:00-12:00/20")
    page.focus("#hours-4")
    page.keyboard.press("End")
    page.keyboard.type(", 21:00")
    page.evaluate("document.getElementById('save-hours-2').click()")  # and is answered while he types
    expect(page.locator("#hours-2")).to_have_value("10:00–12:00/20")
    expect(page.locator("#hours-4")).to_be_focused()
    page.keyboard.type("-22:00/20")
    expect(page.locator("#hours-4")).to_have_value(f"{known}, 21:00-22:00/20")
    expect(page.locator("#leave-first")).to_have_value("2099-02-01")

    page.fill("#new-day", "2099-03-01")
    page.click("#save-day")
    expect(page.locator("#remove-day-2099-03-01")).to_be_visible()
    expect(page.locator("#new-day")).to_have_value("")
    page.select_option("#doctor", "d-5")
    expect(page.locator("#leave-first")).to_have_value("")

    page.click("#view-districts")
    page.fill("#district-1-name", "1a")
    page.fill("#district-2-name", "2a")
    with page.expect_response("**/api/slots/**"):  # it is read anew
        page.click("#district-2-save")
    expect(page.locator("#district-2-name")).to_have_value("2a")
    expect(page.locator("#district-1-name")).to_have_value("1a")


def test_who_comes_without_his_paper_is_found_by_his_iin_at_a_desk_and_checked_in(
    people: People, at: At
) -> None:
    people.receive_now("d-5")
    people.telephone("appointment", iin="890101199900", slot=people.slot("d-5"))
    page = at("registry", "/timetable")
    page.fill("#find-iin", "890101199901")
    page.keyboard.press("Enter")
    expect(page.locator("#problem")).to_contain_text("IIN")
    expect(page.locator("#find-iin")).to_have_value("890101199901")
    page.fill("#find-iin", "950315599903")
    page.keyboard.press("Enter")
    expect(page.locator("#nothing-found")).to_be_visible()
    page.fill("#find-iin", "890101199900")
    page.keyboard.press("Enter")
    mine = page.locator("[data-found]").filter(has_text="expected").first
    expect(mine).to_contain_text("cabinet")
    expect(page.locator("#more-found")).to_have_count(0)
    booking = mine.get_attribute("data-found")
    page.locator(f"#found-arrive-{booking}").click()
    expect(page.locator(f"[data-found='{booking}']")).to_contain_text("arrived")
    assert "890101199900" not in page.url


def test_whoever_signs_in_next_is_shown_nobody_whom_the_last_one_found(people: People, at: At) -> None:
    people.receive_now("d-5")
    people.telephone("appointment", iin="880229690203", slot=people.slot("d-5"))
    page = at("registry", "/timetable")
    page.fill("#find-iin", "880229690203")
    page.keyboard.press("Enter")
    page.locator("[id^=found-move-]").first.click()
    expect(page.locator("#move-to")).to_be_visible()
    page.click("#sign-out")
    page.fill("#name", "registry")
    page.fill("#password", "kezek-registry")
    page.keyboard.press("Enter")
    expect(page.locator("#find-iin")).to_have_value("")
    for trace in ("#move-to", "[data-found]", "#nothing-found"):
        expect(page.locator(trace)).to_have_count(0)


def test_a_page_whose_first_question_nobody_answered_says_so_and_asks_again(at: At) -> None:
    page = at("registry", "/timetable")
    page.wait_for_selector("#list-title")
    page.route("**/api/doctors", lambda asking: asking.abort())
    page.reload()
    expect(page.locator(".screen-starting .problem")).to_be_visible()
    page.unroute("**/api/doctors")
    expect(page.locator("#list-title")).to_be_visible()
    expect(page.locator(".problem")).to_have_count(0)


def test_who_was_asked_for_first_does_not_take_the_place_of_who_was_asked_for_last(at: At) -> None:
    page = at("registry", "/timetable")
    page.wait_for_selector("#list-title")
    first = Held(page, "**/api/bookings/search", times=1)
    page.fill("#find-iin", "890101199900")
    page.keyboard.press("Enter")
    first.is_there()
    page.fill("#find-iin", "950315599903")
    page.keyboard.press("Enter")
    expect(page.locator("#nothing-found")).to_be_visible()
    first.goes_on()
    page.wait_for_timeout(300)
    expect(page.locator("#find-iin")).to_have_value("950315599903")


def test_a_list_that_was_asked_for_before_a_deed_does_not_hide_it(people: People, at: At) -> None:
    told = people.telephone("appointment")["answers"]
    page = at("registry", "/timetable")
    page.wait_for_selector("#list-title")
    page.select_option("#doctor", label=f"{told['doctor']} · {told['speciality']}")
    page.fill("#day", told["day"])
    cancel = page.locator("[data-booking] [id^=cancel-]").first
    expect(cancel).to_be_visible()
    left = page.locator("[data-booking] [id^=cancel-]").count()
    earlier = Held(page, f"**/list/{told['day']}", times=1, answered=True)
    page.press("#find-iin", "Enter")
    earlier.is_there()
    cancel.click()
    expect(page.locator("[data-booking] [id^=cancel-]")).to_have_count(left - 1)
    earlier.goes_on()
    page.wait_for_timeout(300)
    expect(page.locator("[data-booking] [id^=cancel-]")).to_have_count(left - 1)


def test_a_clerk_is_told_when_a_person_has_more_bookings_than_are_shown(people: People, at: At) -> None:
    people.receive_now("d-5")
    people.telephone("appointment", iin="950315590903", slot=people.slot("d-5"))
    page = at("registry", "/timetable")
    page.route("**/api/bookings/search", _with_more)
    page.fill("#find-iin", "950315590903")
    page.keyboard.press("Enter")
    expect(page.locator("#more-found")).to_contain_text("Find the others")


def _with_more(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, json={**answer.json(), "more": True})


def test_an_administrator_takes_a_doctor_in_who_is_nobody_elses_successor(people: People, at: At) -> None:
    page = at("administrator", "/timetable")
    page.click("#new-doctor")
    expect(page.locator("#doctor-speciality")).to_have_value("…")
    first = page.locator("#doctor").input_value()
    page.click("#remove-doctor")
    expect(page.locator(f"#doctor option[value={first}]")).to_have_count(0)
    page.click("#new-doctor")
    expect(page.locator("#doctor-speciality")).to_have_value("…")
    assert page.locator("#doctor").input_value() != first
    page.click("#remove-doctor")


def test_an_administrator_says_which_member_of_staff_a_doctor_is(people: People, at: At) -> None:
    page = at("administrator", "/timetable")
    chooser = page.locator("#doctor-staff")
    _choose(page, "d-7", "Нұрлан Нұрай")
    expect(chooser.locator("option")).to_have_text(["Nobody", "doctor"])
    expect(chooser).to_have_value("")
    chooser.select_option(label="doctor")
    _save(page)
    assert _staff_of(people, "d-7") == "doctor"
    page.reload()
    _choose(page, "d-7", "Нұрлан Нұрай")
    expect(chooser).to_have_value("doctor")
    page.fill("#doctor-calls", "7")
    _save(page)
    assert _staff_of(people, "d-7") == "doctor", "another field was changed"
    _choose(page, "d-6", "Иванова Ирина")
    expect(chooser).to_have_value("")
    _choose(page, "d-7", "Нұрлан Нұрай")
    chooser.select_option("")
    _save(page)
    assert (_staff_of(people, "d-7"), _staff_of(people, "d-1")) == ("", "doctor")


def _choose(page: Page, doctor: str, name: str) -> None:
    page.select_option("#doctor", doctor)
    expect(page.locator("#doctor-name")).to_have_value(name)


def _save(page: Page) -> None:
    with page.expect_response(lambda reply: reply.request.method == "PUT"):
        page.click("#save-doctor")


def _staff_of(people: People, doctor: str) -> str:
    timetables = people.of("administrator").ask("GET", "/api/doctors").body["timetables"]
    return next(one["staff"] or "" for one in timetables if one["doctor"]["id"] == doctor)


def test_a_doctor_comes_from_his_counter_to_his_list_and_back(at: At) -> None:
    page = at("doctor", "/counter")
    page.click("#to-timetable")
    expect(page.locator("#list-title")).to_be_visible()
    page.click("#to-counter")
    expect(page.locator("#stand-up")).to_be_visible()


def test_a_cashier_is_not_led_to_the_timetable(at: At) -> None:
    page = at("cashier", "/counter")
    expect(page.locator("#sign-out")).to_be_visible()
    expect(page.locator("#to-timetable")).to_have_count(0)


def test_a_doctor_records_how_his_visit_at_home_ended(people: People, at: At) -> None:
    told = people.telephone("house-call")["answers"]
    page = at("doctor", "/timetable")
    page.fill("#day", told["visit_day"])
    call = page.locator("[data-call]").first
    expect(call).to_contain_text(told["address"])
    call.locator("[name=time]").fill("23:59")
    call.get_by_role("button", name="Save").click()
    expect(page.locator("#problem")).to_contain_text("had not come by then")
    page.click("#language-ru")
    expect(page.locator("#view-hours")).to_have_text("Часы приёма")
