"""The journals in a real browser: found, filled in, put right, printed, saved; by whoever may."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.conftest import At
from tests.journeys.held import Held
from tests.site import running_site
from tests.web.people import People, Walk

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    """A site where two calls and a certificate were entered."""
    folder: Path = tmp_path_factory.mktemp("journals")
    with running_site(folder) as site:
        people = People(site)
        for service in ("house-call", "house-call", "narcological-certificate"):
            Walk(people, service).to_the_end()
        yield people


def test_a_clerk_comes_from_the_counter_and_sees_the_journals_of_his_steps(at: At) -> None:
    page = at("registry", "/counter")
    page.click("#to-journals")
    expect(page.locator("#journal option")).to_have_count(3)
    page.select_option("#journal", "house-call")
    expect(page.locator(".journal tbody tr[data-number]")).to_have_count(2)


def test_a_cashier_is_not_led_to_journals_and_finds_none(at: At) -> None:
    page = at("cashier", "/counter")
    expect(page.locator("#sign-out")).to_be_visible()
    expect(page.locator("#to-journals")).to_have_count(0)
    page.goto(page.url.replace("/counter", "/journals"))
    expect(page.locator("#forms")).to_contain_text("There is no journal for your role")


def test_a_person_is_found_by_name_and_his_name_stands_in_no_address(at: At) -> None:
    page = at("registry", "/journals")
    page.select_option("#journal", "house-call")
    expect(page.locator(".journal tbody tr[data-number]")).to_have_count(2)
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.fill("#search-name", "аманов")
    page.keyboard.press("Enter")
    expect(page.locator(".journal tbody tr[data-number]")).to_have_count(2)
    page.fill("#search-name", "Сейітова")
    page.keyboard.press("Enter")
    expect(page.locator("#nothing")).to_contain_text("Nothing was found")
    page.click("#clear")
    expect(page.locator(".journal tbody tr[data-number]")).to_have_count(2)
    assert len(asked) == 3
    assert not [url for url in asked if "?" in url]


def test_an_empty_journal_says_so_and_not_that_nothing_was_found(at: At) -> None:
    page = at("registry", "/journals")
    page.select_option("#journal", "attachment")
    expect(page.locator("#nothing")).to_have_text("There are no rows in this journal yet.")
    page.fill("#search-name", "Сейітова")
    page.keyboard.press("Enter")
    expect(page.locator("#nothing")).to_have_text("Nothing was found. Check what you typed.")
    page.click("#clear")
    expect(page.locator("#nothing")).to_have_text("There are no rows in this journal yet.")


def test_the_days_to_print_are_folded_away_until_asked_for_and_stay_open_then(at: At) -> None:
    page = at("registry", "/journals")
    expect(page.locator("#do-search")).to_be_visible()
    expect(page.locator("#print")).to_be_hidden()
    page.focus("#fold-days")
    page.keyboard.press("Enter")
    expect(page.locator("#print")).to_be_visible()
    page.select_option("#journal", "house-call")
    expect(page.locator(".journal tbody tr[data-number]")).to_have_count(2)
    expect(page.locator("#print")).to_be_visible()


def test_what_came_later_is_filled_in_and_a_mistake_put_right_by_the_keyboard(at: At) -> None:
    page = at("registry", "/journals")
    page.select_option("#journal", "house-call")
    page.focus(".row-key")
    page.keyboard.press("Enter")
    page.focus("#fill-row")
    page.keyboard.press("Enter")
    page.select_option("#cell-outcome", "treated_at_home")
    page.locator("#cell-outcome").locator("xpath=ancestor::form").locator("[type=submit]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#note")).to_have_text("Row no. 2 was filled in.")
    row = page.locator("tr[data-number='2']")
    expect(row).to_contain_text("Treated at home")
    page.click("tr[data-number='2'] .row-key")
    page.click("#correct-row")
    page.fill("#cell-full_name", "Аманов Арлан")
    page.fill("#ground_of_correction", "Аты қате жазылған")
    page.keyboard.press("Enter")
    expect(page.locator("#note")).to_have_text("The correction was entered as no. 3.")
    expect(page.locator("tr[data-number='3']")).to_contain_text("Аманов Арлан")
    expect(page.locator("tr[data-number='3'] + .correction")).to_have_text(
        "Corrects no. 2: Аты қате жазылған"
    )
    expect(row).to_contain_text("Аманов Арман")
    expect(page.locator("tr[data-number='2'] + .correction")).to_have_text("Corrected by no. 3")
    page.click("tr[data-number='2'] .row-key")
    expect(page.locator("#row-title")).to_have_text("Row no. 2")
    expect(page.locator("#correct-row")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#row")).to_have_count(0)


def test_a_late_answer_about_another_journal_is_not_shown(at: At) -> None:
    page = at("registry", "/journals")
    expect(page.locator("#journal option")).to_have_count(3)
    late = Held(page, "**/searches", times=1)
    page.select_option("#journal", "appointment")
    late.is_there()
    page.select_option("#journal", "house-call")
    rows = page.locator(".journal tbody tr[data-number]")
    expect(rows).not_to_have_count(0)
    calls = rows.count()
    with page.expect_response("**/appointment/searches"):
        late.goes_on()
    page.wait_for_timeout(100)
    expect(rows).to_have_count(calls)


def prints_what_is_long_in_coming(page: Page) -> Held:
    page.select_option("#journal", "house-call")
    expect(page.locator(".row-key")).not_to_have_count(0)
    page.click("#fold-days")
    days = Held(page, "**/house-call/searches", times=1)
    page.click("#print")
    days.is_there()
    return days


def test_a_journal_that_was_left_while_it_was_read_is_not_printed_as_another(at: At) -> None:
    page = at("registry", "/journals")
    page.select_option("#journal", "attachment")
    expect(page.locator("#nothing")).to_be_visible()
    days = prints_what_is_long_in_coming(page)
    page.select_option("#journal", "attachment")
    expect(page.locator("#nothing")).to_be_visible()
    days.goes_on()
    page.wait_for_timeout(100)
    expect(page.locator("#paper .journal")).to_have_count(0)


def test_a_journal_whose_reader_turned_to_another_language_is_not_printed_in_two(at: At) -> None:
    page = at("registry", "/journals")
    days = prints_what_is_long_in_coming(page)
    page.click("#language-ru")
    expect(page.locator("#do-search")).to_have_text("Найти")
    days.goes_on()
    page.wait_for_timeout(100)
    expect(page.locator("#paper .journal")).to_have_count(0)


def test_a_page_whose_first_question_nobody_answered_asks_again(at: At) -> None:
    page = at("registry", "/journals")
    expect(page.locator("#journal")).to_be_visible()
    page.route("**/api/journals", lambda asking: asking.abort(), times=1)
    page.reload()
    expect(page.locator("#journal")).to_be_visible()


def test_a_row_that_is_saved_late_takes_away_no_other_that_was_opened_meanwhile(at: At) -> None:
    page = at("registry", "/journals")
    page.select_option("#journal", "house-call")
    page.locator(".row-key").last.click()
    page.click("#correct-row")
    page.fill("#ground_of_correction", "Аты қате жазылған")
    correction = Held(page, "**/corrections")
    page.keyboard.press("Enter")
    correction.is_there()
    page.locator(".row-key").first.click()
    page.click("#correct-row")
    page.fill("#cell-full_name", "Аманова")
    correction.goes_on({"number": 9})
    expect(page.locator("#note")).to_contain_text("no. 9")
    page.wait_for_timeout(100)
    expect(page.locator("#cell-full_name")).to_have_value("Аманова")


def test_what_is_looked_for_stands_in_its_field_as_long_as_only_that_is_shown(at: At) -> None:
    page = at("registry", "/journals")
    page.select_option("#journal", "house-call")
    page.fill("#search-name", "Сейітова")
    page.keyboard.press("Enter")
    expect(page.locator("#nothing")).to_be_visible()
    page.click("#language-ru")
    expect(page.locator("#do-search")).to_have_text("Найти")
    expect(page.locator("#search-name")).to_have_value("Сейітова")
    page.click("#clear")
    expect(page.locator("#search-name")).to_have_value("")
    expect(page.locator(".row-key")).not_to_have_count(0)
    page.click("#language-en")


def test_an_auditor_reads_all_six_and_changes_nothing(at: At) -> None:
    page = at("auditor", "/journals")
    expect(page.locator("#journal option")).to_have_count(6)
    page.select_option("#journal", "narcological-certificate")
    expect(page.locator("#search-number")).to_be_visible()
    expect(page.locator("#search-name, #search-iin")).to_have_count(0)
    page.click(".row-key")
    expect(page.locator("#row")).to_contain_text("А••• А•••")
    expect(page.locator("#row")).not_to_contain_text("Аманов")
    expect(page.locator("#correct-row, #fill-row")).to_have_count(0)


@pytest.mark.parametrize(("form", "begins"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_a_journal_is_saved_as_a_file(at: At, form: str, begins: bytes) -> None:
    page = at("supervisor", "/journals")
    page.select_option("#journal", "house-call")
    page.click("#fold-days")
    with page.expect_download() as saved:
        page.click(f"#save-{form}")
    assert saved.value.suggested_filename.endswith(f".{form}")
    assert Path(saved.value.path()).read_bytes().startswith(begins)
    expect(page.locator("#note")).to_contain_text("The file is being made")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_journal_is_printed_across_with_heads_and_lines_for_signatures(
    at: At, people: People, language: str
) -> None:
    page = at("supervisor", "/journals", language)
    page.select_option("#journal", "narcological-certificate")
    page.click("#fold-days")
    page.click("#print")
    expect(page.locator("body.prints #paper tr[data-number]")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator("#page")).to_be_hidden()
    expect(page.locator("#paper .signature")).to_have_count(2)
    heading = {
        "kk": "Мемлекеттік қызметті көрсетуді тіркеу журналы",
        "ru": "Журнал регистрации оказания госуслуги",
    }
    expect(page.locator(".paper-title")).to_have_text(heading[language])
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


BROKEN_HEADINGS = """() => [...document.querySelectorAll("#paper thead th")].filter((heading) => {
  heading.style.overflowWrap = "normal";
  heading.style.hyphens = "none";
  return heading.scrollWidth > heading.clientWidth;
}).map((heading) => heading.textContent)"""


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_heading_on_paper_is_broken_within_a_word(at: At, language: str) -> None:
    page = at("auditor", "/journals", language)
    page.click("#fold-days")
    expect(page.locator("#journal option")).to_have_count(6)
    page.emulate_media(media="print")
    for journal in page.locator("#journal option").evaluate_all("all => all.map((one) => one.value)"):
        page.emulate_media(media="screen")
        page.select_option("#journal", journal)
        page.click("#print")
        page.wait_for_selector("body.prints #paper table", state="attached")
        page.emulate_media(media="print")
        assert page.evaluate(BROKEN_HEADINGS) == [], journal
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(page.locator("body.prints")).to_have_count(0)


def test_a_month_is_printed_over_pages_that_all_say_of_which_journal_they_are(at: At) -> None:
    page = at("supervisor", "/journals", "ru")
    page.select_option("#journal", "house-call")
    expect(page.locator(".journal tbody tr[data-number]")).not_to_have_count(0)

    kept: list[Any] = []

    def fill(route: Route) -> None:
        """A hundred rows in two portions, as a busy month has them."""
        if not kept:
            kept.append(route.fetch().json()["rows"][0])
        since = 50 if "beyond" in (route.request.post_data or "") else 0
        rows = [kept[0] | {"number": since + n + 1} for n in range(50)]
        route.fulfill(json={"rows": rows, "more": since == 0, "today": "2026-11-27"})

    page.route("**/searches", fill)
    page.click("#fold-days")
    page.click("#print")
    expect(page.locator("#paper tr[data-number]")).to_have_count(100)
    table = page.locator("#paper > table")
    expect(table).to_have_count(1)
    expect(table.locator("thead .paper-title")).to_have_text("Журнал регистрации вызовов")
    expect(table.locator(".signature")).to_have_count(2)
    page.emulate_media(media="print")
    assert table.locator("thead").evaluate("(head) => getComputedStyle(head).display") == "table-header-group"
    whole = "({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth"
    assert all(table.locator("td").evaluate_all(f"all => all.map({whole})")), "no text leaves its column"
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") > 4


def test_the_day_to_print_is_the_sites_whatever_clock_the_page_runs_by(at: At) -> None:
    page = at("supervisor", "/journals")
    expect(page.locator("#days")).to_be_visible()
    page.clock.set_system_time("2031-05-04T12:00:00Z")
    with page.expect_response("**/searches") as searched:
        page.reload()
    today = searched.value.json()["today"]
    assert today < "2031"
    expect(page.locator("#days-since")).to_have_value(today)
    expect(page.locator("#days-until")).to_have_value(today)


def test_the_try_out_leads_to_the_journals(browser: Browser, people: People) -> None:
    page = browser.new_page()
    page.goto(people.site.url)
    expect(page.locator("a[href='/journals']")).to_be_visible()
    page.close()
