"""The cash desk in a browser, as its cashier uses it: shift, receipts, what goes back; and whom it is hidden from."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.clerk_at_screen import A_MINUTE_LATER, ClerkAtScreen
from tests.site import Site, running_site
from tests.web.people import People, Walk

pytestmark = pytest.mark.journey

Seat = Callable[..., ClerkAtScreen]
FOLDER = Path(__file__).parent.parent.parent / "server/pages/counter/cash_desk"
MADE = {  # keys of which one part stands in the code and one comes from the house
    "method": "cash card transfer",
    "cash": "cash counted",
    "do": "void refund",
    "confirm": "void refund",
    "did": "void refund",
    "fiscal": "pending failed",
}
OF_THE_COUNTER = {"number_no", "connecting", "fault_money", "telephone", "do_take_payment"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("cash")) as site:
        yield site


@pytest.fixture
def people(site: Site) -> Iterator[People]:
    people = People(site)
    yield people
    people.send_home()


@pytest.fixture
def seat(browser: Browser, site: Site) -> Iterator[Seat]:
    seated: list[ClerkAtScreen] = []

    def sit(name: str, **more: Any) -> ClerkAtScreen:
        seated.append(ClerkAtScreen(browser, site, name, **more))
        return seated[-1]

    yield sit
    for clerk in seated:
        clerk.leaves()


def row(clerk: ClerkAtScreen, receipt: str) -> Any:
    return clerk.page.locator(f"[data-receipt='{receipt}']").last


def newest(people: People) -> Any:
    return people.of("cashier").ask("GET", "/api/counters/cash-1/cash-desk").body["receipts"][0]


def test_a_wrong_method_is_made_void_and_paid_again_by_keyboard_and_hand(people: People, seat: Seat) -> None:
    Walk(people, "tb-certificate").until("sign")
    receipt = newest(people)["payment"]["receipt"]
    cashier = seat("cashier")
    page = cashier.page
    page.wait_for_selector("#cash-desk:enabled")
    page.keyboard.press("F10")
    shown = row(cashier, receipt)
    expect(shown).to_contain_text("Cash")
    shown.get_by_text("Void", exact=True).click()
    expect(page.locator("#confirm-ending")).to_be_disabled()
    page.check("#reason-wrong_method")
    page.click("#confirm-ending")
    cashier.reads(f"Receipt no. {receipt} is void")
    expect(shown).to_contain_text("void")
    shown.get_by_text("Take again").click()
    page.check("#again-card")
    page.fill("#again-taken", "1")
    page.click("#confirm-again")
    expect(page.locator(".problem")).to_be_visible()
    expect(page.locator("#again-card")).to_be_checked()
    page.wait_for_timeout(1500)  # the page looks each second what is old
    page.evaluate(A_MINUTE_LATER)
    page.wait_for_timeout(1500)
    expect(page.locator(".problem")).to_be_visible()  # what it is about is still open
    expect(page.locator("#again-card")).to_be_checked()
    page.fill("#again-taken", "1500")
    page.click("#confirm-again")
    cashier.reads("taken again")
    cashier.reads("No change")
    again = newest(people)["payment"]
    assert (again["method"], again["state"]) == ("card", "paid")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_have_count(0)


def test_a_reason_that_was_chosen_stays_when_nobody_answered(people: People, seat: Seat) -> None:
    Walk(people, "tb-certificate").until("sign")
    receipt = newest(people)["payment"]["receipt"]
    cashier = seat("cashier")
    page = cashier.page
    page.wait_for_selector("#cash-desk:enabled")
    page.keyboard.press("F10")
    page.fill("#copy-receipt", "half")
    row(cashier, receipt).get_by_text("Void", exact=True).click()
    page.check("#reason-wrong_method")
    page.route("**/endings", lambda ending: ending.abort(), times=1)
    page.click("#confirm-ending")
    expect(page.locator(".problem")).to_be_visible()
    expect(page.locator("#reason-wrong_method")).to_be_checked()
    expect(page.locator("#copy-receipt")).to_have_value("half")
    page.click("#confirm-ending")
    cashier.reads(f"Receipt no. {receipt} is void")


def test_a_copy_is_printed_from_the_list_and_by_number(people: People, seat: Seat) -> None:
    Walk(people, "tb-certificate").until("sign")
    receipt = newest(people)["payment"]["receipt"]
    cashier = seat("cashier")
    cashier.page.wait_for_selector("#cash-desk:enabled")
    cashier.page.keyboard.press("F10")
    row(cashier, receipt).get_by_text("Copy").click()
    cashier.reads(f"A copy of receipt no. {receipt}")
    number = cashier.page.locator("#copy-receipt")
    number.fill("999/2026")
    cashier.page.click("#language-ru")
    expect(cashier.page.locator("#print-copy")).to_have_text("Копия")
    expect(number).to_have_value("999/2026")  # whatever is drawn anew
    number.press("Enter")
    expect(cashier.page.locator(".problem")).to_be_visible()
    expect(number).to_have_value("999/2026")  # a figure of it may be wrong
    number.fill(receipt)
    number.press("Enter")
    expect(cashier.page.locator("#note")).to_contain_text(receipt)
    expect(number).to_have_value("")


def test_a_shift_is_reported_counted_closed_and_opened_again(people: People, seat: Seat) -> None:
    cashier = seat("cashier")
    page = cashier.page
    page.wait_for_selector("#cash-desk:enabled")
    page.keyboard.press("F10")
    page.click("#x-report")
    cashier.reads("The report is being printed")
    page.fill("#field-counted", "abc")
    page.keyboard.press("Enter")
    expect(page.locator("#field-counted-fault")).not_to_be_empty()
    page.fill("#field-counted", "1")
    expect(page.locator("#difference")).to_contain_text("−")
    page.keyboard.press("Enter")
    cashier.reads("is closed")
    page.fill("#field-cash", "20000")
    page.keyboard.press("Enter")
    cashier.reads("is open")
    expect(page.locator("#in-drawer")).to_contain_text("20\u202f000 ₸")


def test_money_for_a_refused_paper_is_asked_of_the_cashier(people: People, seat: Seat) -> None:
    walk = Walk(people, "psychoneurological-certificate")
    walk.until("pay")
    walk.finish("pay")
    walk.begin("sign")
    walk.moved("sign", "refuse", ground="data_untrue")
    cashier = seat("cashier")
    expect(cashier.page.locator("#refunds-asked")).to_be_visible()
    cashier.page.keyboard.press("F10")
    asked = cashier.page.locator("[aria-labelledby=refunds_title]")
    asked.get_by_text("Refund", exact=True).click()
    cashier.page.check("#reason-service_refused")
    cashier.page.click("#confirm-ending")
    cashier.reads("Give back the money")
    expect(asked).to_have_count(0)


def test_nobody_else_sees_the_cash_desk(seat: Seat) -> None:
    operator = seat("operator")
    expect(operator.page.locator("#comeback")).to_be_visible()
    expect(operator.page.locator("#cash-desk")).to_have_count(0)
    operator.page.keyboard.press("F10")
    expect(operator.page.locator("#panel")).to_have_count(0)


def test_the_cash_desk_has_every_text_that_it_asks_for_in_three_languages() -> None:
    words = json.loads((FOLDER / "words.json").read_text())
    for key, texts in words.items():
        assert list(texts) == ["kk", "ru", "en"], key
        assert all(texts.values()), key
        assert len({frozenset(re.findall(r"\{\w+\}", text)) for text in texts.values()}) == 1, key
    code = "".join(path.read_text() for path in FOLDER.glob("*.js"))
    asked = set(re.findall(r'\b(?:say|said)\("(\w+)"', code))
    made = {f"{part}_{name}" for part, names in MADE.items() for name in names.split()}
    assert (asked | made) - OF_THE_COUNTER <= set(words)
