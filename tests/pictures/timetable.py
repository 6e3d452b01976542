"""The states of the page of the timetables."""

from functools import partial

from tests.pictures.counter import SIZES
from tests.pictures.house import House
from tests.pictures.state import ALL_LANGUAGES, Shot, State

TABLET = (768, 1024)


def door(shot: Shot) -> None:
    shot.speak_staffs_language()
    shot.page.goto(f"{shot.house.site.url}/timetable")
    shot.page.wait_for_selector("#sign-in")


def open_page(shot: Shot, name: str) -> None:
    shot.speak_staffs_language()
    shot.sign_in(name)
    shot.page.goto(f"{shot.house.site.url}/timetable")
    shot.page.wait_for_selector("#doctor")


def booked(house: House) -> None:
    """Once for all pictures: nobody is booked with a doctor twice a day."""
    people = house.people
    people.receive_now("d-1")
    path = f"/api/doctors/d-1/list/{people.today()}"
    if people.called("registry").ask("GET", path).body["bookings"]:
        return
    for iin in ("890101199900", "751231299909", "880229699907"):
        people.telephone("appointment", iin=iin, slot=people.slot("d-1"))
    people.telephone("house-call")


def list_of_day(shot: Shot) -> None:
    open_page(shot, "registry")
    shot.page.select_option("#doctor", "d-1")
    shot.page.wait_for_selector("[data-booking]")


def found(shot: Shot) -> None:
    list_of_day(shot)
    shot.page.fill("#find-iin", shot.page.locator("[data-booking] .number").nth(1).inner_text())
    shot.page.keyboard.press("Enter")
    shot.page.wait_for_selector("[data-found]")


def moving(shot: Shot) -> None:
    list_of_day(shot)
    shot.page.locator("[id^=move-]").first.click()
    shot.page.wait_for_selector(".cell")


def empty(shot: Shot) -> None:
    open_page(shot, "registry")
    shot.page.select_option("#doctor", "d-6")
    shot.page.wait_for_selector("#list-title")


def hours(shot: Shot) -> None:
    open_page(shot, "administrator")
    shot.page.wait_for_selector("#hours-1")


def hours_read(shot: Shot) -> None:
    open_page(shot, "supervisor")
    shot.page.wait_for_selector(".part")


def districts(shot: Shot) -> None:
    open_page(shot, "administrator")
    shot.page.click("#view-districts")
    shot.page.wait_for_selector("#district-1-save")


_state = partial(State, "timetable", languages=ALL_LANGUAGES, sizes=(*SIZES, TABLET))

STATES = [
    _state("door", door),
    _state("list", list_of_day, prepare=booked),
    _state("found", found, prepare=booked),
    _state("list-moving", moving, prepare=booked),
    _state("list-empty", empty),
    _state("hours", hours),
    _state("hours-read", hours_read),
    _state("districts", districts),
]
