"""The states of the phone's page, which follows one ticket."""

from collections.abc import Callable
from functools import partial

from tests.pictures.house import House, send_home
from tests.pictures.state import ALL_LANGUAGES, Shot, State
from tests.web.people import Walk

PHONE, TABLET = (360, 640), (768, 1024)
UNKNOWN = "A" * 32


class Person:
    """Somebody with a slip, on his way through a service."""

    def __init__(self, service: str, step: str, *moves: str, **more: str) -> None:
        self.asked = (service, step, moves, more)
        self.url = ""

    def come(self, house: House) -> None:
        """Take a ticket, reach the step, be moved there."""
        service, step, moves, more = self.asked
        walk = Walk(house.people, service, **more)
        self.url = walk.taken["track_url"]
        if not step:
            walk.to_the_end()
            return
        walk.until(step)
        ticket, clerk = walk.ticket(step)["id"], walk.clerk(step)
        for move in moves:
            clerk.next(ticket) if move == "next" else clerk.move(ticket, move)

    def look(self, shot: Shot) -> None:
        """At the phone."""
        shot.speak_staffs_language()
        shot.page.goto(self.url)
        shot.page.wait_for_selector("body[data-state]:not([data-state=first])")


def on_phone(name: str, service: str, step: str, *moves: str, **more: str) -> State:
    person = Person(service, step, *moves, **more)
    return phone(name, person.look, prepare=person.come)


def unknown(shot: Shot) -> None:
    shot.speak_staffs_language()
    shot.page.goto(f"{shot.house.site.url}/track/{UNKNOWN}")
    shot.page.wait_for_selector("body[data-state]:not([data-state=first])")


def without_link(person: Person, seconds: int) -> Callable[[Shot], None]:
    def show(shot: Shot) -> None:
        shot.page.clock.install()
        person.look(shot)
        shot.page.route("**/api/**", lambda route: route.abort())
        shot.page.clock.run_for(seconds * 1000)
        shot.page.wait_for_selector("#stale:not([hidden])")

    return show


waiting = Person("psychoneurological-certificate", "pay", language="kk")
phone = partial(State, "track", languages=ALL_LANGUAGES, sizes=(PHONE, TABLET), leave=send_home)
old = partial(phone, prepare=waiting.come, complaints="failed: |ERR_FAILED")

STATES = [
    on_phone("waiting", "psychoneurological-certificate", "check"),
    on_phone("waiting-long-name", "attachment", "register"),
    on_phone("waiting-confidential", "hiv-test", "counsel-before", kind="voluntary-anonymous"),
    on_phone("waiting-on-the-way", "psychoneurological-certificate", "pay"),
    on_phone("called", "tb-certificate", "check", "next"),
    on_phone("serving", "tb-certificate", "check", "next", "start"),
    on_phone("held", "reception", "reception", "next", "hold"),
    on_phone("missed", "reception", "reception", "next", "dismiss"),
    on_phone("result-pending", "hiv-test", "counsel-after", kind="mandatory-confidential"),
    on_phone("done", "reception", ""),
    phone("unknown", unknown, complaints="status of 404"),
    old("old", without_link(waiting, 20)),
    old("old-by-minutes", without_link(waiting, 200)),
]
