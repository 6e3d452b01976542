"""The states of the journals' page."""

from collections.abc import Callable

from tests.pictures.counter import SIZES
from tests.pictures.house import House, send_home
from tests.pictures.state import ALL_LANGUAGES, Shot, State
from tests.web.people import Walk


def kept(house: House) -> None:
    """Two calls, one of them corrected, and a certificate were entered."""
    for service in ("house-call", "house-call", "narcological-certificate"):
        Walk(house.people, service).to_the_end()
    clerk, path = house.people.of("registry_clerk"), "/api/journals/house-call"
    newest = clerk.ask("POST", f"{path}/searches").body["rows"][0]
    correction = {"cells": {"full_name": "Аманов Арлан"}, "ground": "Аты қате жазылған"}
    assert clerk.ask("POST", f"{path}/rows/{newest['row']}/corrections", correction).status == 201


def door(shot: Shot) -> None:
    shot.speak_staffs_language()
    shot.page.goto(f"{shot.house.site.url}/journals")
    shot.page.wait_for_selector("#sign-in")


def at_journals(name: str, journal: str = "house-call", *taps: str) -> Callable[[Shot], None]:
    def show(shot: Shot) -> None:
        shot.speak_staffs_language()
        shot.sign_in(name)
        shot.page.goto(f"{shot.house.site.url}/journals?journal={journal}")
        shot.page.wait_for_selector("#forms *")
        shot.wait_until_quiet()
        for tap in taps:
            shot.page.click(tap)
        shot.wait_until_quiet()

    return show


def nothing_found(shot: Shot) -> None:
    at_journals("registry")(shot)
    shot.page.fill("#search-name", "Ешкім")
    shot.page.click("#do-search")
    shot.page.wait_for_selector("#nothing")


def wrong_iin(shot: Shot) -> None:
    at_journals("registry")(shot)
    shot.page.fill("#search-iin", "890101199901")
    shot.page.click("#do-search")
    shot.page.wait_for_selector("#problem .note-fault")


def state(name: str, show: Callable[[Shot], None], complaints: str = r"(?!)") -> State:
    return State("journals", name, show, ALL_LANGUAGES, SIZES, kept, send_home, complaints)


STATES = [
    state("signed-out", door),
    state("calls", at_journals("registry")),
    state("registration", at_journals("supervisor", "narcological-certificate")),
    state("row", at_journals("registry", "house-call", "tr:nth-child(1) .row-key")),
    state(
        "row-of-certificate", at_journals("registrar", "narcological-certificate", "tr:nth-child(1) .row-key")
    ),
    state("corrected-row", at_journals("registry", "house-call", "tr.corrected .row-key")),
    state("fill-in", at_journals("registry", "house-call", "tr:nth-child(1) .row-key", "#fill-row")),
    state("correct", at_journals("registry", "house-call", "tr:nth-child(1) .row-key", "#correct-row")),
    state("days-to-print", at_journals("registry", "house-call", "#fold-days")),
    state("empty", at_journals("registry", "attachment")),
    state("nothing-found", nothing_found),
    state("wrong-iin", wrong_iin, complaints="status of 422"),
    state("no-journal", at_journals("cashier")),
]
