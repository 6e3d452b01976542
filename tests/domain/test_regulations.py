"""The seven services, held against the decree: this table restates it, the files are compared with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

import server
from server.domain.iin import fault_of_bin
from server.domain.regulation import Channel, Form, Limit, LimitUnit, Presence, Regulation
from server.domain.regulation_file import read_regulations
from server.domain.role import Role
from server.domain.task import TASKS

FOLDER = Path(server.__file__).parent / "regulations"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))}
HOUSE = {regulation.service: regulation for regulation in read_regulations(TEXTS, TASKS)}


def minutes(amount: int, counted_from: str = "start") -> Limit:
    return Limit(amount, LimitUnit.MINUTES, counted_from)


def working_days(amount: int, counted_from: str) -> Limit:
    return Limit(amount, LimitUnit.WORKING_DAYS, counted_from)


PRESENT, ABSENT = Presence.PRESENT, Presence.ABSENT

# service → step → role, after, presence, same sitting, limit, tasks
Row = tuple[Role, tuple[str, ...], Presence, bool, Limit, tuple[str, ...]]


def _certificate_of(doctor: Role) -> dict[str, Row]:
    """Appendices 6 and 7 differ in the doctor alone."""
    return {
        "check": (Role.REGISTRAR, (), PRESENT, False, minutes(30), ("documents", "register-check")),
        "draft": (
            Role.REGISTRAR,
            ("check",),
            PRESENT,
            True,
            minutes(20),
            ("journal-entry", "certificate", "registrar-signature"),
        ),
        "pay": (Role.CASHIER, ("draft",), PRESENT, False, minutes(20), ("payment",)),
        "sign": (doctor, ("draft",), ABSENT, False, minutes(30), ("signature",)),
        "issue": (Role.REGISTRAR, ("pay", "sign"), PRESENT, False, minutes(20), ("hand-over",)),
    }


DECREE: dict[str, dict[str, Row]] = {
    "house-call": {
        "record": (Role.REGISTRY_CLERK, (), PRESENT, False, minutes(10, "documents"), ("call-entry",)),
    },
    "appointment": {
        "record": (Role.REGISTRY_CLERK, (), PRESENT, False, minutes(10, "documents"), ("booking-entry",)),
    },
    "attachment": {
        "register": (
            Role.REGISTRY_CLERK,
            (),
            PRESENT,
            False,
            working_days(1, "documents"),
            ("application", "attachment-entry", "attachment-hand-over"),
        ),
    },
    "hiv-test": {
        "counsel-before": (Role.COUNSELLOR, (), PRESENT, False, minutes(20), ("counselling",)),
        "draw-blood": (Role.NURSE, ("counsel-before",), PRESENT, False, minutes(10), ("blood-draw",)),
        "counsel-after": (
            Role.COUNSELLOR,
            ("draw-blood",),
            PRESENT,
            False,
            working_days(3, "draw-blood"),
            ("result", "counselling", "result-certificate", "result-certificate-signature"),
        ),
    },
    "tb-certificate": {
        "check": (Role.OPERATOR, (), PRESENT, False, minutes(15), ("register-check",)),
        "enter": (Role.OPERATOR, ("check",), PRESENT, True, minutes(15), ("journal-entry",)),
        "pay": (Role.CASHIER, ("enter",), PRESENT, False, minutes(15), ("payment",)),
        "sign": (Role.PHTHISIATRICIAN, ("pay",), PRESENT, False, minutes(15), ("certificate", "signature")),
    },
    "psychoneurological-certificate": _certificate_of(Role.PSYCHIATRIST),
    "narcological-certificate": _certificate_of(Role.NARCOLOGIST),
    "reception": {"reception": (Role.DOCTOR, (), PRESENT, False, minutes(20), ())},
}

CONFIDENTIAL = {
    "hiv-test",
    "tb-certificate",
    "psychoneurological-certificate",
    "narcological-certificate",
}
CERTIFICATES = CONFIDENTIAL - {"hiv-test"}


def test_the_house_offers_the_seven_services_and_the_reception() -> None:
    assert HOUSE.keys() == DECREE.keys()
    assert set(TEXTS) == {f"{service}.toml" for service in DECREE}


@pytest.mark.parametrize("service", DECREE)
def test_a_route_is_the_one_that_the_decree_fixes(service: str) -> None:
    assert {
        step.code: (step.role, step.after, step.presence, step.same_sitting, step.limit, step.tasks)
        for step in HOUSE[service].steps
    } == DECREE[service]
    assert [step.code for step in HOUSE[service].steps] == list(DECREE[service])


def test_certificates_and_the_hiv_test_are_confidential() -> None:
    assert _services_where(lambda one: one.confidential) == CONFIDENTIAL


def test_the_attachment_and_the_hiv_test_run_over_days() -> None:
    assert _services_where(lambda one: one.over_days) == {"attachment", "hiv-test"}


def test_the_kiosk_offers_everything_but_the_reception() -> None:
    assert _services_where(lambda one: not one.at_kiosk) == {"reception"}


def test_a_price_stands_on_the_certificates_alone_and_their_pay_step_takes_it() -> None:
    assert _services_where(lambda one: one.price > 0) == CERTIFICATES
    for service, regulation in HOUSE.items():
        fees = [step.code for step in regulation.steps if step.fee]
        assert fees == (["pay"] if service in CERTIFICATES else [])


def test_channels_and_forms_are_those_of_the_decree() -> None:
    everywhere = (Channel.IN_PERSON, Channel.TELEPHONE, Channel.PORTAL)
    assert HOUSE["house-call"].channels == HOUSE["appointment"].channels == everywhere
    assert HOUSE["attachment"].channels == (Channel.IN_PERSON, Channel.PORTAL)
    for service in CONFIDENTIAL | {"reception"}:
        assert HOUSE[service].channels == (Channel.IN_PERSON,)
        assert HOUSE[service].form == (Form.PAPER,)
    for service in ("house-call", "appointment", "attachment"):
        assert HOUSE[service].form == (Form.ELECTRONIC, Form.PAPER)


def test_the_hiv_test_has_two_kinds_and_one_of_them_is_anonymous() -> None:
    kinds = {kind.code: kind.anonymous for kind in HOUSE["hiv-test"].kinds}
    assert kinds == {"voluntary-anonymous": True, "mandatory-confidential": False}
    assert all(not regulation.kinds for service, regulation in HOUSE.items() if service != "hiv-test")


def test_only_the_counselling_after_the_test_waits_for_a_result() -> None:
    gates = {
        (regulation.service, step.code): step.gate
        for regulation in HOUSE.values()
        for step in regulation.steps
        if step.gate
    }
    assert gates == {("hiv-test", "counsel-after"): "result"}


def test_nobody_waits_longer_than_half_an_hour_before_it_counts_as_a_breach() -> None:
    assert {step.waiting_limit for one in HOUSE.values() for step in one.steps} <= set(range(20, 31))


def test_every_legal_entity_has_a_bin_of_its_own() -> None:
    by_bin = {one.provider.bin: one.provider for one in HOUSE.values()}
    assert all(fault_of_bin(number) is None for number in by_bin)
    assert len(by_bin) == len({one.provider.name for one in HOUSE.values()})
    assert all(by_bin[one.provider.bin] == one.provider for one in HOUSE.values())


def _services_where(holds: Callable[[Regulation], bool]) -> set[str]:
    return {service for service, regulation in HOUSE.items() if holds(regulation)}
