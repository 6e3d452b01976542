"""The states of the services' page: prices, a new price, samples of certificates."""

from collections.abc import Callable
from functools import partial

from tests.pictures.counter import SIZES
from tests.pictures.house import House
from tests.pictures.state import ALL_LANGUAGES, Shot, State

TABLET = (768, 1024)
SERVICE = "tb-certificate"


def set_for_later(house: House) -> None:
    price = {"service": SERVICE, "price": 250_050, "valid_from": "2099-01-01", "valid_until": "2099-01-31"}
    assert house.people.of("administrator").ask("POST", "/api/prices", price).status == 201


def door(shot: Shot) -> None:
    shot.speak_staffs_language()
    shot.page.goto(f"{shot.house.site.url}/services")
    shot.page.wait_for_selector("#sign-in")


def prices(name: str) -> Callable[[Shot], None]:
    def show(shot: Shot) -> None:
        shot.speak_staffs_language()
        shot.sign_in(name)
        shot.page.goto(f"{shot.house.site.url}/services")
        shot.page.wait_for_selector(".periods")

    return show


def new_price(shot: Shot) -> None:
    prices("administrator")(shot)
    shot.page.click(f"#ask-{SERVICE}")
    shot.page.wait_for_selector("#look-over")


def wrong(shot: Shot) -> None:
    new_price(shot)
    shot.page.fill("#field-price", "two")
    shot.page.fill("#field-valid_until", "31.02.2099")
    shot.page.click("#look-over")
    shot.page.wait_for_selector(".field-fault")


def looked_over(shot: Shot) -> None:
    new_price(shot)
    shot.page.fill("#field-price", "3000")
    shot.page.fill("#field-valid_from", "01.12.2098")
    shot.page.fill("#field-valid_until", "15.02.2099")
    shot.page.click("#look-over")
    shot.page.wait_for_selector("#set-price")


def refused(shot: Shot) -> None:
    new_price(shot)
    shot.page.fill("#field-price", "3000")
    shot.page.fill("#field-valid_from", "01.01.2020")
    shot.page.click("#look-over")
    shot.page.click("#set-price")
    shot.page.wait_for_selector(".field-fault")


def sample(service: str = "", finding: str = "") -> Callable[[Shot], None]:
    def show(shot: Shot) -> None:
        shot.speak_staffs_language()
        shot.sign_in("administrator")
        shot.page.goto(f"{shot.house.site.url}/services?view=samples")
        shot.page.wait_for_selector("#sheet")
        if service:
            shot.page.select_option("#service", service)
            shot.wait_until_quiet()
            shot.page.select_option("#finding", finding)
            shot.wait_until_quiet()

    return show


_state = partial(State, "services", languages=ALL_LANGUAGES, sizes=(*SIZES, TABLET), prepare=set_for_later)

STATES = [
    _state("door", door),
    _state("prices", prices("administrator")),
    _state("prices-read", prices("cashier")),
    _state("new-price", new_price),
    _state("new-price-wrong", wrong),
    _state("new-price-looked-over", looked_over),
    _state("new-price-refused", refused, complaints="status of 422"),
    _state("sample", sample()),
    _state("sample-sheet-in-place", sample("hiv-test", "otherwise")),
]
