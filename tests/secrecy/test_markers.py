"""The search itself: what it is to find, it finds; so what it does not find is not there."""

import json
from base64 import b64encode

import pytest

from server.store.keys import Sealer
from tests.secrecy.markers import PERSONS, forms_of, found_in

NAME = "Ғажайыпбергенұлы"


@pytest.mark.parametrize(
    "written",
    [
        NAME.encode(),
        NAME.upper().encode(),
        NAME.encode("utf-16-le"),
        NAME.encode("utf-16-be"),
        NAME.encode("kz1048"),
        "Щукогрызова".encode("cp1251"),
        json.dumps({"full_name": f"{NAME} Ү."}).encode(),
        repr(NAME.encode()).encode("latin-1") + NAME.encode().hex().encode(),
        b64encode(json.dumps({"name": NAME}, ensure_ascii=False).encode()),
        *(b64encode(b"x" * before + NAME.encode() + b"yz") for before in range(3)),
    ],
)
def test_a_name_is_found_however_it_is_written(written: bytes) -> None:
    assert found_in(b"\x00\x01" * 50 + written + b"\xff", PERSONS[0].texts() | PERSONS[1].texts())


def test_every_person_is_found_by_everything_he_said() -> None:
    for person in PERSONS:
        for field in ("full_name", "iin", "phone", "address", "complaint", "purpose", "organisation_left"):
            assert found_in(getattr(person, field).encode(), person.texts()), field


def test_nobody_is_taken_for_another() -> None:
    for person in PERSONS:
        others = {text for other in PERSONS if other is not person for text in other.texts()}
        own = " ".join([person.full_name, person.iin, person.phone])
        assert not found_in(own.encode(), others)


def test_what_is_sealed_is_not_found() -> None:
    sealed = Sealer(b"k" * 32).seal_data(PERSONS[0].fields(), "task 1")
    assert not found_in(sealed, PERSONS[0].texts())


def test_no_form_is_so_short_that_it_would_be_found_by_chance() -> None:
    for person in PERSONS:
        for text in person.texts():
            assert min(map(len, forms_of(text))) >= 8
