"""Certificates: signed several at once, printed once more, looked at as a sheet; void, replaced, handed over."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.clerk_at_screen import ClerkAtScreen
from tests.site import Site, running_site
from tests.web.people import People, Walk

pytestmark = pytest.mark.journey

Seat = Callable[[str], ClerkAtScreen]
SERVICE = "psychoneurological-certificate"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("certificates")
    with running_site(folder) as site:
        yield site


@pytest.fixture
def people(site: Site) -> Iterator[People]:
    people = People(site)
    yield people
    people.send_home()


@pytest.fixture
def seat(browser: Browser, site: Site) -> Iterator[Seat]:
    clerks: list[ClerkAtScreen] = []

    def at_screen(name: str) -> ClerkAtScreen:
        clerks.append(ClerkAtScreen(browser, site, name))
        return clerks[-1]

    yield at_screen
    for clerk in clerks:
        clerk.leaves()


def drafted(people: People) -> Walk:
    walk = Walk(people, SERVICE)
    walk.until("sign")
    return walk


def state(people: People, walk: Walk, step: str) -> str:
    route = people.of("auditor").ask("GET", f"/api/visits/{walk.visit['id']}").body["steps"]
    return next(str(one["state"]) for one in route if one["step"] == step)


def test_a_doctor_signs_several_at_once_by_the_keyboard(people: People, seat: Seat) -> None:
    first, second, third = (drafted(people) for _ in range(3))
    doctor = seat("psychiatrist")
    keys, page = doctor.page.keyboard, doctor.page
    keys.press("F10")
    expect(page.locator("#to-sign li")).to_have_count(3)
    expect(page.locator("#all-papers")).to_be_focused()
    expect(page.locator("#to-sign")).to_contain_text("Аманов Арман")
    expect(page.locator("#to-sign")).to_contain_text("Not on dispensary record")
    expect(page.locator("#sign-papers")).to_be_disabled()
    keys.press("Space")
    for _ in range(3):
        keys.press("Tab")
    keys.press("Space")  # the third is left out
    expect(page.locator(f"[id='paper-{third.visit['id']}']")).not_to_be_checked()
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("#papers-outcome")).to_contain_text("Signed: 2")
    expect(page.locator("#to-sign li")).to_have_count(1)
    assert [state(people, walk, "sign") for walk in (first, second, third)] == ["done", "done", "waiting"]
    keys.press("Escape")
    doctor.sees_key("next")


def test_one_that_is_gone_is_named_and_the_other_is_signed(people: People, seat: Seat) -> None:
    gone, stays = drafted(people), drafted(people)
    doctor = seat("psychiatrist")
    doctor.page.keyboard.press("F10")
    expect(doctor.page.locator("#to-sign li")).to_have_count(2)
    people.of("cashier").ask("POST", f"/api/visits/{gone.visit['id']}/moves", {"move": "withdraw"})
    doctor.page.check("#all-papers")
    doctor.page.check("#papers-confirmed")
    doctor.page.click("#sign-papers")
    expect(doctor.page.locator("#papers-outcome")).to_contain_text("Signed: 1")
    expect(doctor.page.locator("#papers-outcome li")).to_have_count(1)
    assert state(people, stays, "sign") == "done"


def test_a_list_that_could_not_be_read_is_read_again(people: People, seat: Seat) -> None:
    page = seat("psychiatrist").page
    page.route("**/api/certificates", lambda reading: reading.abort(), times=1)
    page.keyboard.press("F10")
    expect(page.locator(".papers")).to_be_visible()
    page.keyboard.press("Escape")


def test_what_was_ticked_to_be_signed_stays_when_nobody_answered(people: People, seat: Seat) -> None:
    walk = drafted(people)
    page = seat("psychiatrist").page
    page.keyboard.press("F10")
    page.check("#all-papers")
    page.check("#papers-confirmed")
    page.route("**/api/signatures", lambda signing: signing.abort(), times=1)
    page.click("#sign-papers")
    expect(page.locator(".problem")).to_be_visible()
    expect(page.locator("#all-papers")).to_be_checked()
    page.click("#sign-papers")
    expect(page.locator("#papers-outcome")).to_contain_text("Signed: 1")
    assert state(people, walk, "sign") == "done"


def test_the_registrar_reads_number_and_name_at_issue_and_makes_a_lost_print_good(
    people: People, seat: Seat
) -> None:
    walk = drafted(people)
    printer = people.printer("printer-office")
    for outcome in ("sent", "unknown"):
        assert printer.report(walk.jobs["certificate"], outcome).status == 200
    walk.finish("pay")
    walk.finish("sign")
    registrar = seat("registrar")
    registrar.calls_next(walk.visit["number"])
    registrar.starts()
    page = registrar.page
    seen = page.locator("#certificate")
    expect(seen).to_contain_text("Аманов Арман")
    number = (
        people.of("registrar")
        .ask("GET", f"/api/certificates/{walk.visit['id']}")
        .body["certificate"]["number"]
    )
    expect(seen).to_contain_text(f"No. {number}")
    expect(seen).to_contain_text("perhaps not printed")
    page.keyboard.press("F10")
    again = page.locator(f"[id='print-{walk.visit['id']}']")
    expect(again).to_have_text("Print a COPY")
    again.focus()
    page.keyboard.press("Enter")
    registrar.reads("A copy of the certificate is being printed.")
    copies = [job for job in printer.print_all().values() if "КОПИЯ" in str(job["paper"]["blocks"][0])]
    assert len(copies) == 1


def test_who_signs_nothing_has_no_such_key(people: People, seat: Seat) -> None:
    operator = seat("operator")
    operator.page.keyboard.press("F10")
    expect(operator.page.locator("#papers, #panel")).to_have_count(0)


def test_a_sheet_is_looked_at_and_printed_as_what_it_is(people: People, seat: Seat, site: Site) -> None:
    walk = drafted(people)
    people.printer("printer-office").print_all()
    registrar = seat("registrar")
    page = registrar.page
    page.add_init_script("globalThis.print = () => { document.body.dataset.printed = 'yes'; }")
    page.goto(f"{site.url}/certificate/{walk.visit['id']}")
    sheet = page.locator("#sheet")
    expect(sheet).to_contain_text("Аманов Арман")
    expect(sheet.locator(".mark-preview")).to_be_visible()
    expect(page.locator("#copy-note")).to_contain_text("COPY")
    page.keyboard.press("Control+p")
    expect(page.locator("body[data-printed=yes]")).to_be_attached()
    expect(sheet.locator(".mark-copy")).to_have_count(2)
    expect(sheet.locator(".mark-preview")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(sheet.locator(".mark-preview")).to_be_visible()
    expect(sheet.locator(".mark-copy")).to_have_count(0)


# void, replaced, handed over


def issued(people: People) -> Walk:
    walk = Walk(people, SERVICE)
    walk.to_the_end()
    people.printer("printer-office").print_all()
    return walk


def qr_on(people: People, certificate: str) -> str:
    text = people.of("registrar").ask("GET", f"/api/certificates/{certificate}").body["text"]
    (qr,) = [block["data"] for block in text["paper"]["blocks"] if block["block"] == "qr"]
    return str(qr)


def verdict(people: People, certificate: str) -> Any:
    """What anyone is told who asks about the code on its paper."""
    return people.site.request("GET", f"/verify/{qr_on(people, certificate).rpartition('/')[2]}").body


def at_sheet(clerk: ClerkAtScreen, site: Site, certificate: str) -> Page:
    clerk.page.goto(f"{site.url}/certificate/{certificate}")
    expect(clerk.page.locator("#sheet")).to_be_visible()
    return clerk.page


def test_a_code_is_scanned_into_the_page_that_checks_and_nothing_else_leaves_it(
    people: People, browser: Browser, site: Site
) -> None:
    scanned = qr_on(people, issued(people).visit["id"])
    page = browser.new_page()
    page.goto(f"{site.url}/verify")
    for typed, told in (("15/2026", "not-the-code"), (scanned, "genuine")):
        page.fill("[name=code]", typed)
        page.keyboard.press("Enter")
        page.wait_for_selector(f".verdict-{told}")
        assert "2026" not in page.url
    page.close()


def test_a_registrar_finds_an_issued_one_in_the_journal_and_makes_it_void_by_the_keyboard(
    people: People, seat: Seat, site: Site
) -> None:
    walk, neighbour = issued(people), issued(people)
    page = seat("registrar").page
    page.click("#to-journals")
    page.select_option("#journal", SERVICE)
    page.locator(".row-key").nth(1).click()
    with page.expect_popup() as opened:
        page.click("#to-certificate")
    sheet = opened.value
    assert sheet.url.endswith(walk.visit["id"])
    sheet.focus("#ask-annul")
    sheet.keyboard.press("Enter")
    expect(sheet.locator("#move-form")).to_contain_text("This cannot be taken back")
    expect(sheet.locator("#confirm-move")).to_be_disabled()
    expect(sheet.locator("#ground-error_in_text")).to_be_focused()
    sheet.keyboard.press("Escape")
    expect(sheet.locator("#move-form")).to_have_count(0)
    expect(sheet.locator("#ask-annul")).to_be_focused()
    assert verdict(people, walk.visit["id"])["state"] == "genuine"
    sheet.keyboard.press("Enter")
    for key in ("ArrowDown", "ArrowDown", "Tab", "Enter"):
        sheet.keyboard.press(key)
    expect(sheet.locator("#note")).to_contain_text("is void now")
    expect(sheet.locator("#state")).to_have_text("void")
    expect(sheet.locator("[id^=ask-]")).to_have_count(0)
    expect(sheet.locator("#print")).to_have_count(0)
    expect(sheet.locator("#sheet .mark")).to_have_text("NOT IN FORCE")
    assert verdict(people, walk.visit["id"])["state"] == "void"
    assert verdict(people, neighbour.visit["id"])["state"] == "genuine"


def test_an_error_in_an_issued_one_is_put_right_by_another_which_is_signed_and_handed_over(
    people: People, seat: Seat, site: Site
) -> None:
    walk = issued(people)
    old, new = walk.visit["id"], f"{walk.visit['id']}.2"
    page = at_sheet(seat("registrar"), site, old)
    page.click("#ask-replace")
    page.check("#ground-error_in_text")
    page.fill("#field-birth_date", "31.02.1890")
    page.click("#confirm-move")
    expect(page.locator("#field-birth_date-fault")).to_contain_text("05.03.1990")
    expect(page.locator("#field-birth_date")).to_be_focused()
    page.fill("#field-birth_date", "01.01.1890")
    page.fill("#field-iin", "890101199901")
    page.click("#confirm-move")
    expect(page.locator("#field-iin-fault")).to_be_visible()
    expect(page.locator("#ground-error_in_text")).to_be_checked()
    assert verdict(people, old)["state"] == "genuine"
    page.fill("#field-iin", "890101199900")
    page.fill("#field-full_name", "Серікова Сәуле")
    page.click("#confirm-move")
    expect(page.locator("#note")).to_contain_text("is being printed")
    expect(page.locator("#state")).to_have_text("replaced")
    page.click("#to-replaced_by")
    expect(page.locator("#sheet")).to_contain_text("Серікова Сәуле")
    expect(page.locator("#ask-issue")).to_have_count(0)  # nobody has signed it yet
    told = verdict(people, old)
    assert (told["state"], told["replaced_by"]) == ("replaced", verdict(people, new)["number"])
    for role in ("registrar", "psychiatrist"):
        signed = {"certificates": [new], "signed": True, "sealed": True}
        assert people.of(role).ask("POST", "/api/signatures", signed).body["signed"]
    page.reload()
    page.click("#ask-issue")
    page.click("#confirm-move")
    expect(page.locator("#note")).to_contain_text("was handed over")
    assert verdict(people, new)["state"] == "genuine"


def test_one_on_its_way_can_be_replaced_and_not_made_void(people: People, seat: Seat, site: Site) -> None:
    walk = drafted(people)
    page = at_sheet(seat("registrar"), site, walk.visit["id"])
    expect(page.locator("#ask-replace")).to_be_visible()
    expect(page.locator("#ask-annul, #ask-issue")).to_have_count(0)
    expect(page.locator("#annul-later")).to_be_visible()


def test_a_signer_who_sits_nowhere_is_told_to_sit_down_and_has_no_keys(
    people: People, seat: Seat, site: Site
) -> None:
    walk = issued(people)
    clerk = seat("registrar")
    clerk.page.click("#stand-up")
    expect(clerk.page.locator("[id^=seat-]").first).to_be_visible()
    page = at_sheet(clerk, site, walk.visit["id"])
    expect(page.locator("#not-seated")).to_be_visible()
    expect(page.locator("[id^=ask-]")).to_have_count(0)
    page.goto(f"{site.url}/counter")
    page.click("[id^=seat-]")
    clerk.sees_key("next")


def test_who_does_not_sign_it_is_led_to_no_certificate(people: People, seat: Seat, site: Site) -> None:
    walk = issued(people)
    rows = people.of("supervisor").ask("POST", f"/api/journals/{SERVICE}/searches").body["rows"]
    assert {row["certificate"] for row in rows} == {None}
    cashier = seat("cashier")
    cashier.page.goto(f"{site.url}/certificate/{walk.visit['id']}")
    expect(cashier.page.locator("#problem")).to_be_visible()
    expect(cashier.page.locator("#sheet, [id^=ask-]")).to_have_count(0)


def test_a_sheet_of_another_house_is_not_shown(people: People, seat: Seat, site: Site) -> None:
    walk = drafted(people)
    doctor = seat("narcologist")
    doctor.page.goto(f"{site.url}/certificate/{walk.visit['id']}")
    expect(doctor.page.locator("#problem")).to_be_visible()
    expect(doctor.page.locator("#sheet")).to_have_count(0)
