"""The counter in a real browser: whole walks of visits, by the keys that a clerk presses."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.clerk_at_screen import ClerkAtScreen
from tests.site import REPOSITORY, Site, running_site

pytestmark = pytest.mark.journey

Seat = Callable[[str], ClerkAtScreen]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("counter")
    with running_site(folder) as site:
        yield site


@pytest.fixture
def seat(browser: Browser, site: Site) -> Iterator[Seat]:
    """Clerks at their screens; at the end none of them has met a fault."""
    clerks: list[ClerkAtScreen] = []

    def at_screen(name: str) -> ClerkAtScreen:
        clerks.append(ClerkAtScreen(browser, site, name))
        return clerks[-1]

    yield at_screen
    for clerk in clerks:
        clerk.leaves()


def state_of(site: Site, visit: str) -> str:
    return str(site.staff("supervisor").ask("GET", f"/api/visits/{visit}").body["visit"]["state"])


def test_walks_a_tb_certificate_from_check_to_hand_over(site: Site, seat: Seat) -> None:
    visit = site.kiosk.take("tb-certificate")["visit"]
    number = visit["number"]
    operator = seat("operator")
    operator.calls_next(number)
    operator.starts()
    operator.checks_register("present")
    operator.finishes()
    operator.reads("The person stays here: Journal entry")
    operator.enters_in_journal()
    operator.finishes()
    operator.reads("The person goes to: cash desk 1")

    cashier = seat("cashier")
    cashier.calls_next(number)
    cashier.starts()
    expect(cashier.page.locator("#price")).to_have_text("1\u202f500 ₸")
    expect(cashier.page.locator("#field-taken")).to_have_value("1500")
    expect(cashier.page.locator("#change")).to_be_hidden()
    cashier.page.fill("#field-taken", "2000")
    expect(cashier.page.locator("#change")).to_have_text("500 ₸")
    expect(cashier.page.locator("#findings")).to_have_count(0)
    cashier.takes_payment()
    cashier.reads("Taken: 2\u202f000 ₸ · Change to give: 500 ₸")
    cashier.finishes()
    cashier.reads("The person goes to: cabinet 11")
    cashier.reads("Change to give: 500 ₸")

    doctor = seat("phthisiatrician")
    doctor.calls_next(number)
    doctor.starts()
    expect(doctor.page.locator("#findings")).to_contain_text("On dispensary record")
    doctor.confirms("certificate")
    doctor.confirms("signature", "signed", "doctor_seal", "provider_seal")
    doctor.finishes()
    doctor.reads("the service is complete")
    assert state_of(site, visit["id"]) == "done"


def test_too_little_money_is_told_with_what_is_due_and_the_fault_goes_as_it_is_mended(
    site: Site, seat: Seat
) -> None:
    number = site.kiosk.take("tb-certificate")["visit"]["number"]
    operator = seat("operator")
    operator.calls_next(number)
    operator.starts()
    operator.checks_register("absent")
    operator.finishes()
    operator.reads("The person stays here")
    operator.enters_in_journal()
    operator.finishes()
    cashier = seat("cashier")
    cashier.calls_next(number)
    cashier.starts()
    page, taken = cashier.page, cashier.page.locator("#field-taken")
    page.check("[name=method][value=cash]")
    for short in ("1000", "1000"):  # the same fault again is said again
        taken.fill(short)
        page.click("#task-payment")
        expect(page.locator("#field-taken-fault")).to_have_text("That is not enough: 1\u202f500 ₸ is due.")
        expect(taken).to_be_focused()
        taken.press("End")
        page.keyboard.type("0")
        expect(page.locator("#field-taken-fault")).to_have_count(0)
        expect(taken).not_to_have_attribute("aria-invalid", "true")
    expect(taken).to_have_value("10000")
    expect(page.locator("#change")).to_have_text("8\u202f500 ₸")
    page.wait_for_timeout(3500)  # what the news draw anew brings no fault back
    expect(page.locator("#field-taken-fault")).to_have_count(0)
    cashier.does("payment")
    cashier.finishes()
    cashier.reads("The person goes to: cabinet 11")


def test_a_field_that_is_typed_in_leaves_the_fault_of_its_neighbour(seat: Seat) -> None:
    page = seat("registry").page
    page.click("#telephone")
    page.click("#telephone-house-call")
    page.click("#task-call-entry")
    expect(page.locator("#field-phone-fault")).to_be_visible()
    page.fill("#field-full_name", "Аманов")
    expect(page.locator("#field-full_name-fault")).to_have_count(0)
    expect(page.locator("#field-phone-fault")).to_be_visible()
    page.click("#do-withdraw")
    page.check("#ground-mistake")
    page.click("#confirm-ground")
    expect(page.locator("#primary[data-does=next]")).to_be_visible()


def draft(registrar: ClerkAtScreen, number: str) -> None:
    registrar.calls_next(number)
    registrar.starts()
    registrar.confirms("documents", "complete")
    registrar.checks_register()
    registrar.finishes()
    registrar.enters_in_journal()
    registrar.confirms("certificate")
    registrar.confirms("registrar-signature", "signed")
    registrar.finishes()
    registrar.reads("The person goes to: cash desk 1")
    registrar.reads("The papers go to: cabinet 12")


def pay(cashier: ClerkAtScreen, number: str) -> None:
    cashier.calls_next(number)
    cashier.starts()
    cashier.takes_payment()
    cashier.finishes()


def sign(psychiatrist: ClerkAtScreen, number: str) -> None:
    psychiatrist.starts_paper(number)
    expect(psychiatrist.page.locator("#undo")).to_contain_text(f"{number}: taken to work on.")
    psychiatrist.confirms("signature", "signed", "doctor_seal", "provider_seal")
    psychiatrist.finishes()


@pytest.mark.parametrize("first", ["sign", "pay"])
def test_walks_a_psychoneurological_certificate_whichever_side_ends_first(
    site: Site, seat: Seat, first: str
) -> None:
    visit = site.kiosk.take("psychoneurological-certificate")["visit"]
    number = visit["number"]
    registrar, cashier, psychiatrist = seat("registrar"), seat("cashier"), seat("psychiatrist")
    draft(registrar, number)
    if first == "sign":
        sign(psychiatrist, number)
        psychiatrist.reads("Not finished yet: Payment")
        pay(cashier, number)
        cashier.reads("The person goes to: window 3")
    else:
        pay(cashier, number)
        cashier.reads("Not finished yet: Doctor's signature")
        sign(psychiatrist, number)
        psychiatrist.reads("The person goes to: window 3")
    registrar.calls_next(number)
    registrar.starts()
    for move in ("hold", "put_back", "redirect", "refuse", "withdraw"):
        expect(registrar.page.locator(f"#do-{move}")).to_be_enabled()
    registrar.confirms("hand-over", "handed_over")
    for move in ("hold", "put_back", "redirect", "refuse", "withdraw"):
        expect(registrar.page.locator(f"#do-{move}")).to_be_disabled()
    registrar.finishes()
    registrar.reads("the service is complete")
    assert state_of(site, visit["id"]) == "done"


def test_takes_a_mistaken_call_back_and_a_mistaken_miss(site: Site, seat: Seat) -> None:
    number = site.kiosk.take("narcological-certificate")["visit"]["number"]
    registrar = seat("registrar")
    registrar.calls_next(number)
    registrar.page.click("#do-undo")
    registrar.sees_key("next")
    expect(registrar.page.locator(f".line [data-number={number}]")).to_be_visible()

    registrar.calls_next(number)
    registrar.page.keyboard.press("F7")
    expect(registrar.page.locator(f".aside [data-number={number}]")).to_be_visible()
    registrar.presses_key("Control+z")
    expect(registrar.page.locator(f".line [data-number={number}]")).to_be_visible()

    registrar.calls_next(number)
    registrar.page.click("#do-withdraw")
    registrar.page.check("#ground-left")
    registrar.page.click("#confirm-ground")
    registrar.sees_key("next")


def test_refuses_with_a_ground_out_of_the_list(site: Site, seat: Seat) -> None:
    visit = site.kiosk.take("attachment")["visit"]
    clerk = seat("registry")
    clerk.calls_next(visit["number"])
    clerk.starts()
    clerk.page.click("#do-refuse")
    expect(clerk.page.locator("#confirm-ground")).to_be_disabled()
    clerk.page.check("#ground-documents_incomplete")
    clerk.page.click("#confirm-ground")
    clerk.sees_key("next")
    assert state_of(site, visit["id"]) == "refused"


def with_patience(asked: Route, limit: str) -> None:
    """A press, or a second one, may take as long as this machine needs."""
    script = (REPOSITORY / f"server/pages{urlsplit(asked.request.url).path}").read_text()
    assert f"{limit};" in script
    name, _, _ = limit.partition(" = ")
    asked.fulfill(body=script.replace(f"{limit};", f"{name} = 600_000;"), content_type="text/javascript")


def test_sends_one_command_however_often_the_key_is_pressed(site: Site, seat: Seat) -> None:
    first, second = (site.kiosk.take("reception")["visit"]["number"] for _ in range(2))
    doctor = seat("doctor")
    doctor.page.route("**/counter/action_keys.js", lambda asked: with_patience(asked, "SHAKING = 400"))
    doctor.page.reload()
    doctor.sees_key("next")
    expect(doctor.page.locator(f".line [data-number={second}]")).to_be_visible()
    doctor.commands.clear()
    doctor.page.dblclick("#primary")
    doctor.sees_key("start")
    doctor.page.keyboard.press("F2")
    doctor.page.wait_for_timeout(300)
    expect(doctor.page.locator("#number")).to_have_text(first)
    assert [url.rpartition("/")[2] for url in doctor.commands] == ["calls"]


def press_with_a_finger(page: Page) -> Callable[[], None]:
    page.hover("#primary[data-does=next]")
    page.mouse.down()
    return page.mouse.up


def press_with_the_space_bar(page: Page) -> Callable[[], None]:
    page.focus("#primary[data-does=next]")
    page.keyboard.down("Space")
    return lambda: page.keyboard.up("Space")


@pytest.mark.parametrize("press", [press_with_a_finger, press_with_the_space_bar])
def test_news_that_come_during_a_press_take_it_not_away(
    site: Site, seat: Seat, press: Callable[[Page], Callable[[], None]]
) -> None:
    site.kiosk.take("tb-certificate")
    clerk = seat("operator")
    clerk.page.route("**/shared/press.js", lambda asked: with_patience(asked, "LONGEST_PRESS = 1000"))
    clerk.page.reload()
    clerk.sees_key("next")
    release = press(clerk.page)
    came = site.kiosk.take("tb-certificate")["visit"]["number"]
    clerk.page.wait_for_timeout(400)
    expect(clerk.page.locator(f".line [data-number={came}]")).to_have_count(0)
    release()
    clerk.sees_key("start")
    expect(clerk.page.locator(f".line [data-number={came}]")).to_be_visible()
    clerk.page.keyboard.press("F7")
    clerk.sees_key("next")


def test_a_hand_that_rests_on_the_glass_keeps_no_news_away(site: Site, seat: Seat) -> None:
    clerk = seat("operator")
    clerk.sees_key("next")
    clerk.page.hover(".brand")
    clerk.page.mouse.down()
    came = site.kiosk.take("tb-certificate")["visit"]["number"]
    expect(clerk.page.locator(f".line [data-number={came}]")).to_be_visible()


def test_the_iin_fills_in_the_birth_date_and_another_is_pointed_out_and_accepted(
    site: Site, seat: Seat
) -> None:
    clerk = seat("registry")
    clerk.page.click("#telephone")
    clerk.page.click("#telephone-house-call")
    born, otherwise = clerk.page.locator("#field-birth_date"), clerk.page.locator("#born-otherwise")
    for iin, day in (
        ("890101199900", "01.01.1889"),
        ("751231299909", "31.12.1875"),
        ("950315599903", ""),  # nobody is born in 2095 yet
        ("8901", ""),
        ("890101199900", "01.01.1889"),
    ):
        clerk.page.fill("#field-iin", iin)
        expect(born).to_have_value(day)
        expect(otherwise).to_be_empty()
    born.fill("5.5.1890")
    expect(otherwise).to_have_text("By the IIN: born on 01.01.1889. Check the document.")
    clerk.page.fill("#field-iin", "751231299909")
    expect(born).to_have_value("5.5.1890")
    expect(otherwise).to_contain_text("31.12.1875")
    for field, text in {"full_name": "Аманов", "phone": "1", "address": "Сынақ көш., 1"}.items():
        clerk.page.fill(f"#field-{field}", text)
    clerk.page.fill("#field-complaint", "Т")
    clerk.page.click(".time >> nth=0")
    clerk.page.click("#task-call-entry")
    clerk.finishes()
    clerk.reads("the service is complete")


def test_says_by_each_field_what_is_wrong_with_it(site: Site, seat: Seat) -> None:
    clerk = seat("registry")
    clerk.page.click("#telephone")
    clerk.page.click("#telephone-house-call")
    clerk.page.wait_for_selector("#task-call-entry")
    for field, text in {"full_name": "Аманов", "phone": "1", "complaint": "Т"}.items():
        clerk.page.fill(f"#field-{field}", text)
    clerk.page.fill("#field-address", "Сынақ көш., 1")
    clerk.page.fill("#field-iin", "890101199901")
    clerk.page.fill("#field-birth_date", "31.02.1890")
    clerk.page.click("#task-call-entry")
    expect(clerk.page.locator("#field-birth_date-fault")).to_contain_text("05.03.1990")
    expect(clerk.page.locator("#field-round-fault")).to_be_visible()
    clerk.page.fill("#field-phone", "")
    clerk.page.click("#task-call-entry")
    expect(clerk.page.locator("#field-phone-fault")).to_be_visible()
    expect(clerk.page.locator("#field-birth_date-fault")).to_be_visible()
    clerk.page.fill("#field-phone", "1")
    clerk.page.fill("#field-birth_date", "1.3.1890")
    clerk.page.fill("#field-iin", "890101199900")
    clerk.page.click(".time >> nth=0")
    with clerk.page.expect_response("**/house-calls/offers"):
        clerk.page.fill("#field-iin", "890101199901")
    clerk.page.click("#task-call-entry")
    expect(clerk.page.locator("#field-iin-fault")).to_be_visible()
    expect(clerk.page.locator("#field-full_name")).to_have_value("Аманов")
    clerk.page.fill("#field-iin", "890101199900")
    expect(clerk.page.locator("[data-round][aria-pressed=true]")).to_be_visible()
    clerk.page.click("#task-call-entry")
    clerk.finishes()
    clerk.reads("the service is complete")


def test_the_category_is_taken_off_at_the_first_step_and_at_no_other(site: Site, seat: Seat) -> None:
    number = site.kiosk.take("tb-certificate", category="benefit")["visit"]["number"]
    operator = seat("operator")
    operator.calls_next(number)
    expect(operator.page.locator("#not-confirmed")).to_have_count(0)
    operator.starts()
    expect(operator.page.locator("#not-confirmed")).to_be_enabled()
    expect(operator.page.locator("#not-confirmed")).to_have_accessible_description(
        re.compile("no document of the category")
    )
    operator.checks_register("absent")
    operator.finishes()
    operator.reads("The person stays here: Journal entry")
    expect(operator.page.locator(".step")).to_have_text("Journal entry")
    expect(operator.page.locator(".facts")).to_contain_text("Benefit category")
    expect(operator.page.locator("#not-confirmed")).to_have_count(0)
    operator.enters_in_journal()
    operator.finishes()
    operator.reads("The person goes to: cash desk 1")


def test_what_was_found_is_in_sight_when_the_doctor_is_to_sign(
    browser: Browser, site: Site, seat: Seat
) -> None:
    number = site.kiosk.take("psychoneurological-certificate")["visit"]["number"]
    draft(seat("registrar"), number)
    psychiatrist = ClerkAtScreen(browser, site, "psychiatrist", "ru")
    psychiatrist.starts_paper(number)
    expect(psychiatrist.page.locator("#field-signed")).to_be_focused()
    expect(psychiatrist.page.locator("#field-signed")).to_be_in_viewport(ratio=1)
    expect(psychiatrist.page.locator("#findings .found").first).to_be_in_viewport(ratio=1)
    psychiatrist.leaves()
