"""The states of the counter."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from playwright.sync_api import Route, expect

from server.domain.register import NoAnswerReason
from server.words.register import NO_ANSWER
from tests.pictures.house import House, send_home
from tests.pictures.state import ALL_LANGUAGES, Shot, State
from tests.web.people import Walk

SIZES = ((1280, 720), (1920, 1080), (1024, 768))
STEPS = {  # every service's every step, with what the service is asked for
    "house-call": ("record",),
    "appointment": ("record",),
    "attachment": ("register",),
    "hiv-test": ("counsel-before", "draw-blood", "counsel-after"),
    "tb-certificate": ("check", "enter", "pay", "sign"),
    "psychoneurological-certificate": ("check", "draft", "pay", "sign", "issue"),
    "narcological-certificate": ("check", "draft", "pay", "sign", "issue"),
    "reception": ("reception",),
}
AGO = timedelta(minutes=40)
TOLD_SECONDS = 60.0
SILENCE = NO_ANSWER[NoAnswerReason.SLOW]._asdict()
ANONYMOUS = {"hiv-test": {"kind": "voluntary-anonymous"}}


def door(shot: Shot) -> None:
    shot.speak_staffs_language()
    shot.page.goto(f"{shot.house.site.url}/counter?name=operator")
    shot.page.wait_for_selector("#sign-in")


def wrong_password(shot: Shot) -> None:
    door(shot)
    shot.page.fill("#password", "wrong")
    shot.page.click("#sign-in")
    shot.page.wait_for_selector("#problem .note")


def at_counter(shot: Shot, name: str, screen: str = "work") -> None:
    shot.speak_staffs_language()
    shot.sign_in(name)
    shot.page.goto(f"{shot.house.site.url}/counter")
    shot.page.wait_for_selector(f"[data-screen={screen}]")
    if screen == "work":
        shot.page.wait_for_selector("#primary")
        shot.wait_until_quiet()


def of_clerk(name: str, *taps: str) -> Callable[[Shot], None]:
    def show(shot: Shot) -> None:
        at_counter(shot, name)
        for tap in taps:
            shot.page.click(tap)

    return show


def at_step(service: str, step: str) -> State:
    """Somebody is served at that step."""
    served: dict[str, str] = {}

    def prepare(house: House) -> None:
        walk = Walk(house.people, service, **ANONYMOUS.get(service, {}))
        walk.until(step)
        served["name"] = walk.clerk(step).name
        walk.begin(step)

    def show(shot: Shot) -> None:
        at_counter(shot, served["name"])
        shot.page.wait_for_selector("#primary[data-does=finish]")

    return State("counter", f"serving-{service}-{step}", show, ALL_LANGUAGES, SIZES, prepare, send_home)


def of_registrar(does: str) -> Callable[[House], None]:
    """He leaves his counter (DELETE), or sits down at it again (PUT)."""

    def ask(house: House) -> None:
        registrar = house.people.called("registrar")
        assert registrar.ask(does, f"/api/counters/{registrar.counter}/seat", {}).status in (200, 204)

    return ask


def take(house: House, *services: str) -> None:
    for service in services:
        house.site.kiosk.take(service)


def full_line(house: House) -> None:
    take(house, "tb-certificate")
    house.site.kiosk.take("tb-certificate", language="ru", category="benefit")
    house.site.kiosk.take("tb-certificate", language="en")
    for _ in range(7):
        take(house, "tb-certificate")


def line_of_registrar(house: House) -> None:
    for language in ALL_LANGUAGES:
        take(house, "psychoneurological-certificate")
        house.site.kiosk.take("narcological-certificate", language=language, category="benefit")


def called(house: House) -> None:
    full_line(house)
    house.people.called("operator").next()


def set_aside(house: House) -> None:
    take(house, *("reception",) * 4)
    doctor = house.people.called("doctor")
    for move in ("hold", "dismiss"):
        doctor.move(doctor.next()["id"], move)


def registrar_serves(house: House) -> None:
    take(house, "narcological-certificate")
    registrar = house.people.called("registrar")
    registrar.move(registrar.next()["id"], "start")


def link_lost(shot: Shot) -> None:
    shot.page.clock.install()
    shot.hold_the_news()
    at_counter(shot, "operator")
    shot.cut()
    shot.page.clock.fast_forward(11_000)
    expect(shot.page.locator("#banner")).not_to_be_empty()


def finished_note(shot: Shot) -> None:
    """The clerk has just finished, and reads where the person goes."""
    take(shot.house, "reception")
    at_counter(shot, "doctor")
    for key, does in (("F2", "start"), ("F4", "finish"), ("F9", "next")):
        shot.page.keyboard.press(key)
        shot.page.wait_for_selector(f"#primary[data-does={does}]:enabled")


def over_the_limit(shot: Shot) -> None:
    """The registrar began forty minutes ago: the clocks of his ticket are told so."""

    def tell(route: Route) -> None:
        route.fulfill(json=_earlier(route.fetch().json()))

    shot.page.route("**/api/tickets/*", tell)
    shot.page.route("**/api/visits/*", tell)
    at_counter(shot, "registrar")
    shot.page.wait_for_selector("[data-clock][data-level=over]")


def _earlier(told: Any) -> Any:
    """Every clock in it runs for that much longer."""
    if isinstance(told, list):
        return [_earlier(one) for one in told]
    if not isinstance(told, dict):
        return told
    moved = {name: _earlier(one) for name, one in told.items()}
    if {"since", "until"} <= moved.keys():
        moved |= {end: _moved(moved[end]) for end in ("since", "until")}
    return moved


def _moved(at: str) -> str:
    return (datetime.fromisoformat(at) - AGO).isoformat()


def checking(house: House) -> None:
    walk = Walk(house.people, "tb-certificate")
    walk.begin("check")


def looked_up(iin: str, silent: bool = False, waits: bool = False) -> Callable[[Shot], None]:
    """The clerk has asked the register, which may be silent, or still be asked."""

    def answer(route: Route) -> None:
        if not waits:
            route.continue_()

    def tell(route: Route) -> None:
        told = route.fetch().json()
        for made in told.get("look_ups", []):
            made |= {"finding": None, "reason": "slow", "text": SILENCE} if silent else {}
        route.fulfill(json=told)

    def show(shot: Shot) -> None:
        shot.page.route("**/look-ups", answer)
        if silent:
            shot.page.route("**/api/tickets/*", tell)
        at_counter(shot, "operator")
        shot.page.fill("#look-up-iin", iin)
        shot.page.click("#look-up")  # in each language again: Enter would confirm what was said in the first
        shot.page.wait_for_selector(".look-up-waits" if waits else ".look-up-told")
        if not waits:
            shot.wait_until_quiet()

    return show


def refused_unseen(house: House) -> Walk:
    """By the doctor, after payment: the person is still to be told."""
    walk = Walk(house.people, "psychoneurological-certificate")
    walk.until("pay")
    walk.finish("pay")
    walk.begin("sign")
    walk.open = walk.moved("sign", "refuse", ground="data_untrue")
    return walk


def hands_over_refusal(house: House) -> None:
    refused_unseen(house).begin("issue")


def result_asked(shot: Shot) -> None:
    """For a person who is not here: out of the list of those who wait for one."""
    at_counter(shot, "counsellor")
    shot.page.locator("#aside .button").first.click()
    shot.page.wait_for_selector("#panel form")


def examined(house: House) -> None:
    Walk(house.people, "hiv-test", **ANONYMOUS["hiv-test"]).until("counsel-after")


def cash_taken(house: House) -> None:
    """Two have paid, and the paper of one was refused after it."""
    Walk(house.people, "tb-certificate").until("sign")
    refused_unseen(house)


def cash_desk(shot: Shot) -> None:
    at_counter(shot, "cashier")
    shot.page.wait_for_selector("#cash-desk:enabled")
    shot.page.keyboard.press("F10")
    shot.page.wait_for_selector("#close-shift")


def cash_to_refund(shot: Shot) -> None:
    cash_desk(shot)
    shot.page.locator("[id^=refund-refunds_title]").first.click()
    shot.page.check("#reason-service_refused")


def without_shift(shot: Shot) -> None:
    """As the desk looks before the cashier opens his shift."""

    def tell(route: Route) -> None:
        told = route.fetch().json()
        route.fulfill(json=told | {"shift": None, "totals": None, "receipts": [], "refunds": []})

    shot.page.route("**/cash-desk", tell)
    at_counter(shot, "cashier")
    shot.page.wait_for_selector("#cash-desk:enabled")
    shot.page.keyboard.press("F10")
    shot.page.wait_for_selector("#open-shift")


def printers_fail(house: House) -> None:
    """Until the site knows of it."""
    for printer, fault in (("printer-office", "paper_out"), ("printer-cash", "cover_open")):
        house.printers[printer].set_fault(fault)
    registrar, until = house.people.called("registrar"), time.monotonic() + TOLD_SECONDS
    while not registrar.see()["troubles"]:
        assert time.monotonic() < until, "the site was not told of the printers' faults"
        time.sleep(0.1)


def printers_are_mended(house: House) -> None:
    for printer in house.printers.values():
        printer.set_fault(None)


staff_state = partial(State, "counter", languages=ALL_LANGUAGES, sizes=SIZES)

STATES = [
    staff_state("signed-out", door),
    staff_state("wrong-password", wrong_password, complaints="status of 401"),
    staff_state("no-seat", lambda shot: at_counter(shot, "supervisor", "seat")),
    staff_state(
        "seats",
        lambda shot: at_counter(shot, "registrar", "seat"),
        prepare=of_registrar("DELETE"),
        leave=of_registrar("PUT"),
    ),
    staff_state("idle-empty", of_clerk("operator"), prepare=send_home),
    staff_state("line", of_clerk("operator"), prepare=full_line, leave=send_home),
    staff_state("line-of-registrar", of_clerk("registrar"), prepare=line_of_registrar, leave=send_home),
    staff_state("called", of_clerk("operator"), prepare=called, leave=send_home),
    staff_state("set-aside", of_clerk("doctor"), prepare=set_aside, leave=send_home),
    staff_state("redirect", of_clerk("registrar", "#do-redirect"), prepare=registrar_serves, leave=send_home),
    staff_state("refuse", of_clerk("registrar", "#do-refuse"), prepare=registrar_serves, leave=send_home),
    staff_state("withdraw", of_clerk("registrar", "#do-withdraw"), prepare=registrar_serves, leave=send_home),
    staff_state("refusal-to-hand-over", of_clerk("registrar"), prepare=hands_over_refusal, leave=send_home),
    staff_state("result", result_asked, prepare=examined, leave=send_home),
    staff_state("telephone", of_clerk("registry", "#telephone"), leave=send_home),
    staff_state("register-absent", looked_up("890101199900"), prepare=checking, leave=send_home),
    staff_state("register-present", looked_up("950315590903"), prepare=checking, leave=send_home),
    staff_state("register-silent", looked_up("890101199900", silent=True), prepare=checking, leave=send_home),
    staff_state(
        "register-asked",
        looked_up("890101199900", waits=True),
        prepare=checking,
        leave=send_home,
        complaints="failed: POST .*/look-ups",
    ),
    staff_state("finished", finished_note, leave=send_home),
    staff_state("over-the-limit", over_the_limit, prepare=registrar_serves, leave=send_home),
    staff_state("cash-desk", cash_desk, prepare=cash_taken, leave=send_home),
    staff_state("cash-desk-refund", cash_to_refund, prepare=cash_taken, leave=send_home),
    staff_state("cash-desk-no-shift", without_shift),
    staff_state("troubles", of_clerk("registrar"), prepare=printers_fail, leave=printers_are_mended),
    staff_state("link-lost", link_lost, complaints="ERR_INTERNET_DISCONNECTED|failed: "),
    *(at_step(service, step) for service, steps in STEPS.items() for step in steps),
]
