"""The states of the kiosk."""

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Route, expect

from tests.pictures.house import House
from tests.pictures.state import ALL_LANGUAGES, Shot, State

PORTRAIT, LANDSCAPE, SMALL, SMALL_UPRIGHT = (1080, 1920), (1920, 1080), (1280, 800), (800, 1280)
SIZES = (PORTRAIT, LANDSCAPE, SMALL, SMALL_UPRIGHT)
LANGUAGES = ("both", *ALL_LANGUAGES)  # "both": nothing was chosen yet
CODE = "ABCDEFGHJKLM2345"


def start(shot: Shot) -> None:
    shot.page.clock.install()
    shot.page.goto(shot.house.box.url)
    expect(shot.page.locator(".tile")).not_to_have_count(0)
    if shot.language != "both":
        shot.page.click(f"#language-{shot.language}")


def then(*taps: str) -> Callable[[Shot], None]:
    """From the start screen by those taps; {language} is the one that is spoken."""

    def show(shot: Shot) -> None:
        start(shot)
        for tap in taps:
            shot.page.click(tap.format(language="kk" if shot.language == "both" else shot.language))

    return show


def taken(service: str, *taps: str, slip: str = "printed") -> Callable[[Shot], None]:
    def show(shot: Shot) -> None:
        then(f"#service-{service}", *taps, "#take-{language}")(shot)
        expect(shot.page.locator("#slip")).to_have_attribute("data-state", slip)

    return show


def waiting_for_ticket(shot: Shot) -> None:
    shot.page.route("**/api/visits", lambda route: None)  # no answer as long as the picture is taken
    then("#service-tb-certificate", "#take-{language}")(shot)


def code_half_typed(shot: Shot) -> None:
    then("#have-code", *(f"#key-{sign}" for sign in CODE[:6]))(shot)


def code_unknown(shot: Shot) -> None:
    """A scanner reads it, faster than anybody types."""
    start(shot)
    shot.page.clock.pause_at(shot.page.evaluate("Date.now() / 1000") + 5)
    shot.page.keyboard.type(f"{CODE}\n")
    shot.page.clock.resume()
    shot.page.wait_for_selector("[data-screen=trouble]")


def no_server(shot: Shot) -> None:
    start(shot)
    shot.page.route("**/api/*", lambda route: route.abort())
    shot.page.clock.fast_forward(5500)
    shot.page.wait_for_selector("[role=alert]")


def given_up(shot: Shot) -> None:
    start(shot)
    problem = {"status": 503, "content_type": "application/problem+json", "json": {"code": "given_up"}}
    shot.page.route("**/api/visits", lambda route: route.fulfill(**problem))
    then("#service-tb-certificate", "#take-{language}")(shot)
    shot.page.wait_for_selector("[data-screen=trouble]")


def closed_service(shot: Shot) -> None:
    def close(route: Route) -> None:
        services = route.fetch().json()
        why = {
            "kk": "Бүгін қабылдау аяқталды. Ертең 8:00-ден бастап келіңіз.",
            "ru": "На сегодня приём окончен. Приходите завтра с 8:00.",
            "en": "Closed for today. Please come tomorrow from 8:00.",
        }
        services[0] |= {"open": False, "why_closed": why}
        route.fulfill(json=services)

    shot.page.route("**/api/services", close)
    start(shot)


def still_here(shot: Shot) -> None:
    then("#service-hiv-test")(shot)
    shot.page.clock.fast_forward(45_500)
    shot.page.wait_for_selector("#over:not([hidden])")


def out_of_paper(house: House) -> None:
    house.box.printer.set_fault("paper_out")


def paper_again(house: House) -> None:
    house.box.printer.set_fault(None)


asking = partial(State, "kiosk", languages=LANGUAGES, sizes=SIZES)
ended = partial(State, "kiosk", languages=ALL_LANGUAGES, sizes=SIZES)  # taking a ticket chooses a language

STATES = [
    asking("start", start),
    asking("start-large", then("#ease-large")),
    asking("start-contrast", then("#ease-contrast")),
    asking("start-low", then("#ease-low")),
    asking("start-all-eases", then("#ease-large", "#ease-contrast", "#ease-low")),
    asking("start-closed-service", closed_service),
    asking("kinds", then("#service-hiv-test")),
    asking("kinds-all-eases", then("#ease-large", "#ease-contrast", "#ease-low", "#service-hiv-test")),
    asking("ticket", then("#service-attachment")),
    asking("ticket-benefit", then("#service-tb-certificate", "#benefit-yes")),
    asking("ticket-of-kind", then("#service-hiv-test", "#kind-mandatory-confidential")),
    asking("ticket-all-eases", then("#ease-large", "#ease-contrast", "#ease-low", "#service-attachment")),
    asking("taking", waiting_for_ticket),
    asking("code", code_half_typed),
    asking("code-all-eases", then("#ease-large", "#ease-contrast", "#ease-low", "#have-code")),
    asking("code-unknown", code_unknown, complaints="404|422|409"),
    asking("no-server", no_server, complaints="failed: |ERR_FAILED"),
    asking("given-up", given_up, complaints="status of 503"),
    asking("still-here", still_here),
    asking("desk", then("#ask")),
    asking("desk-contrast", then("#ease-contrast", "#ask")),
    ended("done", taken("tb-certificate")),
    ended("done-confidential", taken("hiv-test", "#kind-voluntary-anonymous")),
    ended("done-benefit", taken("appointment", "#benefit-yes")),
    ended("done-paper-failed", taken("house-call", slip="failed"), prepare=out_of_paper, leave=paper_again),
]
