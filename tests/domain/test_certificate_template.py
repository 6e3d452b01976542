"""The template of a certificate is data: what is wrong with it is told all at once, and what is right is used."""

from datetime import date

import pytest

from server.domain.certificate_template import Validity, ValidUnit, filled
from server.domain.language import Words
from server.domain.regulation_file import FaultyRegulations, read_regulations
from server.domain.role import Role
from server.domain.task import TASKS
from tests.domain.test_regulations import HOUSE, TEXTS


def faults(file: str, *changes: tuple[str, str]) -> dict[str, str]:
    text = TEXTS[file]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    with pytest.raises(FaultyRegulations) as caught:
        read_regulations({file: text}, TASKS)
    return {fault.key: fault.reason for fault in caught.value.faults}


def test_who_signs_is_what_the_regulation_says() -> None:
    signers = {name: one.certificate.signed_by for name, one in HOUSE.items() if one.certificate}
    assert signers == {
        "tb-certificate": (Role.PHTHISIATRICIAN,),
        "psychoneurological-certificate": (Role.REGISTRAR, Role.PSYCHIATRIST),
        "narcological-certificate": (Role.REGISTRAR, Role.NARCOLOGIST),
        "hiv-test": (Role.COUNSELLOR,),
    }


def test_only_a_negative_result_has_a_text() -> None:
    template = HOUSE["hiv-test"].certificate
    assert template is not None
    assert set(template.texts) == {"negative"}
    assert template.otherwise is not None


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = faults(
        "tb-certificate.toml",
        ('signed_by = ["phthisiatrician"]', 'signed_by = ["cashier", "nobody"]'),
        ("{ amount = 10,", "{ amount = 0,"),
        ("учёте в противотуберкулёзной организации", "учёте в {place} {number:>5} организации"),
        ("[certificate.texts.present]", "[certificate.texts.negative]"),
    )
    assert set(found) >= {
        "certificate.signed_by.2",
        "certificate.signed_by",
        "certificate.valid.amount",
        "certificate.texts.absent.ru",
        "certificate.texts.present",
        "certificate.texts.negative",
    }


def test_a_brace_that_stands_alone_is_found() -> None:
    found = faults("tb-certificate.toml", ("не состоит", "не { состоит"))
    assert "brace" in found["certificate.texts.absent.ru"]


def test_a_service_that_prints_one_needs_a_template() -> None:
    text = TEXTS["tb-certificate.toml"]
    before, _, rest = text.partition("[certificate]")
    _, mark, after = rest.partition("# ¶ 5, 1)")
    with pytest.raises(FaultyRegulations) as caught:
        read_regulations({"x.toml": before + mark + after}, TASKS)
    assert [fault.key for fault in caught.value.faults] == ["certificate"]


def test_an_empty_hand_would_tell_the_result() -> None:
    found = faults("hiv-test.toml", ("[certificate.otherwise]", "[certificate.texts.positive]"))
    assert {"certificate.otherwise", "certificate.texts.positive"} <= set(found)


@pytest.mark.parametrize(
    ("amount", "unit", "first", "last"),
    [
        (10, ValidUnit.CALENDAR_DAYS, date(2026, 12, 28), date(2027, 1, 7)),
        (3, ValidUnit.MONTHS, date(2026, 11, 30), date(2027, 2, 28)),
        (3, ValidUnit.MONTHS, date(2026, 9, 15), date(2026, 12, 15)),
        (12, ValidUnit.MONTHS, date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_it_is_good_until_a_day_that_exists(amount: int, unit: ValidUnit, first: date, last: date) -> None:
    assert Validity(amount, unit).until(first) == last


def test_slots_are_filled_in_each_language() -> None:
    text = Words("{provider}: {number}", "{provider} № {number}", "{number}")
    slots = {"provider": Words("Қ", "Р", "E"), "number": Words("1", "1", "1")}
    assert filled(text, slots) == Words("Қ: 1", "Р № 1", "1")
