"""Two confidential services give slips that are the same to the last dot, whatever they are and wherever they go."""

from dataclasses import replace
from itertools import product

import pytest

from server.desk.paperwork import compose_slip
from server.desk.where import place_to_tell
from server.domain.language import Language, Words
from server.domain.paper import Paper
from server.domain.role import Role
from server.domain.visit import Visit
from server.printing.escpos_bytes import to_bytes
from server.printing.picture import NARROW, WIDE, draw
from server.printing.typeface import Typeface
from server.words.paper import PLACE_ON_BOARD
from server.words.roles import ROLE_NAMES
from tests.desk.a_house import AHouse
from tests.printing.conftest import FONTS

WINDOW = Words("№ 2 терезе", "окно № 2", "window 2")
TYPEFACE = Typeface(FONTS)


def slip_as(house: AHouse, visit: Visit, service: str, place: Words) -> Paper:
    """The slip that this visit would get if it were for that service: number, code and QR are the same."""
    regulation = house.store.site.regulations[service]
    asked = replace(visit, service=service)
    return house.ask(lambda h: compose_slip(h, asked, regulation, place, 3, "https://kezek.example/track/x"))


@pytest.fixture
def visit(house: AHouse) -> Visit:
    return house.kiosk("tb-certificate")


def confidential(house: AHouse) -> list[str]:
    return [name for name, regulation in house.store.site.regulations.items() if regulation.confidential]


def test_the_same_values_give_the_same_bytes(house: AHouse, visit: Visit) -> None:
    services = confidential(house)
    assert len(services) == 4
    for language, width in product(Language, (WIDE, NARROW)):
        spoken = replace(visit, language=language)
        jobs = {
            to_bytes(draw(slip_as(house, spoken, service, WINDOW), TYPEFACE, width)) for service in services
        }
        assert len(jobs) == 1


def test_a_role_that_has_no_counter_is_not_named(house: AHouse) -> None:
    """«Врач-психиатр» in the place of a room would tell what the service is."""

    def told(role: Role, service: str) -> Words:
        return house.ask(lambda h: place_to_tell(h, role, h.site.regulation(service)))

    for service in confidential(house):
        assert told(Role.SUPERVISOR, service) == PLACE_ON_BOARD
        assert "12" in told(Role.PSYCHIATRIST, service).ru


def test_an_open_service_names_the_role_and_itself(house: AHouse, visit: Visit) -> None:
    slip = str(slip_as(house, visit, "house-call", next(iter(ROLE_NAMES.values()))))
    assert next(iter(ROLE_NAMES.values())).ru in slip
    assert house.store.site.regulations["house-call"].name.ru in slip
