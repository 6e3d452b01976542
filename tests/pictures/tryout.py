"""The try-out's first page, and what a browser is shown where there is no page."""

from tests.pictures.counter import SIZES
from tests.pictures.state import ALL_LANGUAGES, Shot, State

PHONE = (360, 640)


def first_page(shot: Shot) -> None:
    shot.speak_staffs_language()
    shot.page.goto(shot.house.site.url)
    shot.page.wait_for_selector("#screens")


def no_such_page(shot: Shot) -> None:
    shot.speak_staffs_language()
    shot.page.goto(f"{shot.house.site.url}/nowhere")
    shot.page.wait_for_selector("h1")


STATES = [
    State("try-out", "first-page", first_page, ALL_LANGUAGES, SIZES),
    State("errors", "no-such-page", no_such_page, ALL_LANGUAGES, (*SIZES, PHONE), complaints="status of 404"),
]
