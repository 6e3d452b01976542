"""The services' page: the administrator sets a price that was looked over, and looks at samples of certificates."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.journeys.conftest import At
from tests.site import running_site
from tests.web.people import People, Walk

pytestmark = pytest.mark.journey

SERVICE = "tb-certificate"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    folder: Path = tmp_path_factory.mktemp("services")
    with running_site(folder) as site:
        yield People(site)


def price_of(people: People, service: str) -> int:
    """What the cashier asks of somebody who comes now."""
    walk = Walk(people, service)
    walk.until("pay")
    tasks = people.of("cashier").ticket(walk.ticket("pay")["id"])["tasks"]
    people.send_home()
    return int(tasks[0]["schema"]["properties"]["taken"]["minimum"])


def test_an_administrator_comes_from_the_timetable_and_sets_a_price_by_the_keyboard(
    people: People, at: At
) -> None:
    before, neighbour = price_of(people, SERVICE), price_of(people, "narcological-certificate")
    page = at("administrator", "/timetable")
    page.click("#to-services")
    page.focus(f"#ask-{SERVICE}")
    page.keyboard.press("Enter")
    expect(page.locator("#field-price")).to_be_focused()
    page.keyboard.type("2 345,50")
    page.keyboard.press("Enter")
    expect(page.locator(".follows")).to_contain_text(
        "the service will cost 2\u202f345,50 ₸ instead of 1\u202f500 ₸"
    )
    expect(page.locator("#set-price")).to_be_focused()
    assert price_of(people, SERVICE) == before
    page.keyboard.press("Escape")
    expect(page.locator("#field-price")).to_have_value("2 345,50")
    page.keyboard.press("Escape")
    expect(page.locator("#new-price")).to_have_count(0)
    expect(page.locator(f"#ask-{SERVICE}")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("2345,50")
    page.keyboard.press("Enter")
    expect(page.locator("#set-price")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#note")).to_contain_text("The new price is set")
    expect(page.locator(f"[data-service={SERVICE}] .price-now")).to_have_text("2\u202f345,50 ₸")
    assert price_of(people, SERVICE) == 234_550
    assert price_of(people, "narcological-certificate") == neighbour


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_set(people: People, at: At) -> None:
    before = people.of("administrator").ask("GET", "/api/prices").body
    page = at("administrator", "/services")
    page.click(f"#ask-{SERVICE}")
    page.fill("#field-valid_from", "31.02.2099")
    page.keyboard.press("Enter")
    expect(page.locator("#field-price-fault")).to_be_visible()
    expect(page.locator("#field-valid_from-fault")).to_be_visible()
    expect(page.locator("#field-price")).to_be_focused()
    for first, last, field, text in (
        ("01.01.2020", "", "valid_from", "A price begins today or later"),
        ("01.03.2099", "01.02.2099", "valid_until", "cannot be before"),
    ):
        page.fill("#field-price", "100")
        page.fill("#field-valid_from", first)
        page.fill("#field-valid_until", last)
        page.click("#look-over")
        page.click("#set-price")
        expect(page.locator(f"#field-{field}-fault")).to_contain_text(text)
        expect(page.locator(f"#field-{field}")).to_be_focused()
    assert people.of("administrator").ask("GET", "/api/prices").body == before


def test_a_price_for_some_days_says_what_comes_after_and_what_it_hides(people: People, at: At) -> None:
    administrator = people.of("administrator")
    later = {"service": SERVICE, "price": 400_000, "valid_from": "2098-03-01"}
    assert administrator.ask("POST", "/api/prices", later).status == 201
    page = at("administrator", "/services")
    row = page.locator(f"[data-service={SERVICE}] tr", has_text="from 01.03.2098")
    expect(row).to_contain_text("later")
    page.click(f"#ask-{SERVICE}")
    for field, text in (("price", "100"), ("valid_from", "01.02.2098"), ("valid_until", "31.03.2098")):
        page.fill(f"#field-{field}", text)
    page.click("#look-over")
    expect(page.locator(".follows")).to_contain_text("01.02.2098 – 31.03.2098")
    expect(page.locator(".follows")).to_contain_text(
        "The price set before no longer holds: 01.03.2098 – 31.03.2098, 4\u202f000 ₸"
    )
    expect(page.locator(".follows")).to_contain_text("From 01.04.2098 it is 4\u202f000 ₸ again")
    page.click("#set-price")
    periods = page.locator(f"[data-service={SERVICE}] tbody")
    expect(periods).to_contain_text("from 01.04.2098")
    expect(periods).to_contain_text("01.02.2098 – 31.03.2098")


def test_the_counters_page_leads_an_administrator_there_and_no_clerk(at: At) -> None:
    page = at("administrator", "/counter")
    page.click("#to-services")
    expect(page.locator(".periods")).not_to_have_count(0)
    clerk = at("cashier", "/counter")
    expect(clerk.locator("#sign-out")).to_be_visible()
    expect(clerk.locator("#to-services")).to_have_count(0)


def test_a_cashier_reads_prices_and_is_offered_nothing_else(at: At) -> None:
    page = at("cashier", "/services")
    expect(page.locator(".periods")).not_to_have_count(0)
    expect(page.locator("[id^=ask-], #view-samples")).to_have_count(0)
    page.goto(f"{page.url.partition('?')[0]}?view=samples")
    expect(page.locator(".periods")).not_to_have_count(0)
    expect(page.locator("#sheet")).to_have_count(0)


def test_a_supervisor_sees_the_sample_of_each_finding_and_sets_no_price(at: At) -> None:
    page = at("supervisor", "/services")
    expect(page.locator(".periods")).not_to_have_count(0)
    expect(page.locator("[id^=ask-]")).to_have_count(0)
    page.click("#view-samples")
    page.select_option("#service", "narcological-certificate")
    expect(page.locator("#sheet")).to_contain_text("АЛДЫН АЛА ҚАРАУ")
    expect(page.locator("#sheet")).to_contain_text("CERTIFICATE")
    page.click("#language-kk")
    expect(page.locator("#sheet")).not_to_contain_text("CERTIFICATE")
    absent = page.locator("#sheet").inner_text()
    page.select_option("#finding", "present")
    expect(page.locator("#sheet")).not_to_have_text(absent)


def test_a_sample_is_printed_alone_on_one_page_in_three_languages(at: At) -> None:
    page = at("administrator", "/services?view=samples")
    services = page.locator("#service option")
    expect(services).to_have_count(4)
    for service in services.evaluate_all("options => options.map(({ value }) => value)"):
        page.emulate_media(media="screen")
        page.select_option("#service", service)
        expect(page.locator(f"#sheet[data-service={service}]")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator("#top")).to_be_hidden()
        expect(page.locator(".choose-sample")).to_be_hidden()
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1, service


def test_the_try_out_leads_to_the_services(browser: Browser, people: People) -> None:
    page = browser.new_page()
    page.goto(people.site.url)
    expect(page.locator("a[href='/services']")).to_be_visible()
    page.close()


def test_the_same_price_for_another_service_is_another_deed(at: At) -> None:
    page = at("administrator", "/services")

    def price(service: str) -> None:
        page.click(f"#ask-{service}")
        page.fill("#field-price", "100")
        page.fill("#field-valid_from", "01.04.2099")
        page.click("#look-over")
        page.click("#set-price")

    def set_unanswered(setting: Route) -> None:
        setting.fetch()
        setting.abort()

    page.wait_for_selector(f"#ask-{SERVICE}")
    page.route("**/api/prices", set_unanswered, times=1)
    price(SERVICE)
    expect(page.locator(".problem")).to_contain_text("Cannot reach the server")
    page.click("#price-not")
    page.click("#price-not")
    price("narcological-certificate")
    expect(page.locator("#note")).to_contain_text("The new price is set")
