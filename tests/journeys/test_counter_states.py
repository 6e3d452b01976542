"""The counter in the states that seldom come: troubles, an old page, a wrong clock, a seat that is taken."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from server.domain.role import Role
from server.words.roles import ROLE_NAMES
from tests.journeys.clerk_at_screen import A_MINUTE_LATER, ClerkAtScreen
from tests.site import Site, running_site
from tests.web.people import People, Walk, return_code

pytestmark = pytest.mark.journey

TROUBLE = {
    "code": "paper_out",
    "device": "printer-cash",
    "name": "Printer 2",
    "words": {"kk": "Принтерде қағаз бітті", "ru": "В принтере кончилась бумага", "en": "Out of paper"},
    "cure": {"kk": "Орам салыңыз.", "ru": "Вставьте рулон.", "en": "Put in a roll."},
}
Change = Callable[[dict[str, Any]], None]
Open = Callable[..., ClerkAtScreen]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("states")
    with running_site(folder) as site:
        yield site


@pytest.fixture(scope="module")
def people(site: Site) -> People:
    return People(site)


@pytest.fixture
def open_at(browser: Browser, people: People) -> Iterator[Open]:
    """A clerk at the screen; `change` alters the news of the counter, `box` is how the browser is set up."""
    clerks: list[ClerkAtScreen] = []

    def open_it(name: str, change: Change = lambda _: None, **box: Any) -> ClerkAtScreen:
        clerks.append(ClerkAtScreen(browser, people.site, name, change=change, **box))
        return clerks[-1]

    yield open_it
    for clerk in clerks:
        clerk.page.context.close()
    people.send_home()


def test_troubles_are_one_line_that_unfolds_by_the_keyboard(open_at: Open) -> None:
    clerk = open_at(
        "nurse", lambda told: told["data"].update(troubles=[TROUBLE, TROUBLE | {"code": "error"}])
    )
    line = clerk.page.locator("#unfold-troubles")
    expect(line).to_contain_text("Out of paper · Printer 2")
    expect(line).to_contain_text("1 more")
    expect(clerk.page.locator("#troubles-list")).to_be_hidden()
    line.focus()
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(".trouble")).to_have_count(2)
    expect(clerk.page.locator(".trouble").first).to_contain_text("Put in a roll.")
    expect(line).to_be_focused()
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#troubles-list")).to_be_hidden()
    clerk.leaves()


def test_nothing_is_said_of_troubles_where_there_are_none(open_at: Open) -> None:
    clerk = open_at("nurse", lambda told: told["data"].update(troubles=[]))
    expect(clerk.page.locator(".troubles")).to_have_count(0)


def test_troubles_of_the_house_itself_are_shown(site: Site, open_at: Open) -> None:
    told = site.staff("nurse").see()["troubles"]
    clerk = open_at("nurse")
    expect(clerk.page.locator("#unfold-troubles")).to_have_count(1 if told else 0)
    if told:
        expect(clerk.page.locator("#unfold-troubles")).to_contain_text(told[0]["words"]["en"])


def test_a_page_older_than_its_server_asks_to_be_reloaded_and_works_on(open_at: Open) -> None:
    served = {"pages": "of today"}
    clerk = open_at("nurse", lambda told: told.update(served))
    expect(clerk.page.locator("#renew")).to_have_count(0)
    served["pages"] = "of tomorrow"
    expect(clerk.page.locator("#renew")).to_contain_text("newer version")
    clerk.sees_key("next")
    clerk.page.click("#load-anew")
    expect(clerk.page.locator("#renew")).to_have_count(0)
    clerk.sees_key("next")


def test_a_page_that_cannot_read_the_news_says_so(open_at: Open) -> None:
    broken = {"yes": False}

    def change(told: dict[str, Any]) -> None:
        if broken["yes"]:
            told["data"]["tickets"] = None

    clerk = open_at("nurse", change)
    broken["yes"] = True
    expect(clerk.page.locator("#renew")).to_contain_text("Do not rely on what you see")


def test_what_a_page_does_not_know_does_not_trouble_it(open_at: Open) -> None:
    clerk = open_at("nurse", lambda told: told["data"].update(new={"of": "tomorrow"}, waiting=500))
    expect(clerk.page.locator("#waiting")).to_have_text("500+")
    clerk.leaves()


def test_that_nobody_waits_is_said_only_while_nobody_does(site: Site, open_at: Open) -> None:
    clerk = open_at("doctor")
    clerk.page.keyboard.press("F2")
    clerk.reads("Nobody waits")
    number = site.kiosk.take("reception")["visit"]["number"]
    expect(clerk.page.locator(f".line [data-number={number}]")).to_be_visible()
    expect(clerk.page.locator("#note")).to_have_count(0)
    clerk.calls_next(number)
    expect(clerk.page.locator("#note")).to_have_count(0)
    clerk.page.keyboard.press("F4")
    clerk.finishes()
    clerk.leaves()


LOOKED_AGAIN = 1_500  # milliseconds: each second the page looks what is to be forgotten


def served(site: Site, clerk: ClerkAtScreen) -> str:
    """Somebody who comes, is served and goes; his number."""
    number = str(site.kiosk.take("reception")["visit"]["number"])
    clerk.calls_next(number)
    clerk.page.keyboard.press("F4")
    clerk.finishes()
    clerk.reads(number)
    clerk.reads("the service is complete")
    return number


def test_what_was_said_of_the_last_person_goes_from_a_free_counter(site: Site, open_at: Open) -> None:
    clerk = open_at("doctor")
    number = served(site, clerk)
    clerk.page.wait_for_timeout(LOOKED_AGAIN)
    clerk.reads(number)  # the clerk still has to read it
    clerk.page.evaluate(A_MINUTE_LATER)
    expect(clerk.page.locator("#note")).to_have_count(0)
    expect(clerk.page.locator("#screen")).not_to_contain_text(number)
    clerk.leaves()


def test_what_was_said_of_the_last_person_is_gone_when_the_next_is_here(site: Site, open_at: Open) -> None:
    clerk = open_at("doctor")
    number = served(site, clerk)
    other = site.kiosk.take("reception")["visit"]["number"]
    site.staff("doctor").next()  # as if by another window of the same clerk
    expect(clerk.page.locator("#number")).to_have_text(other)
    expect(clerk.page.locator("#sitting")).not_to_contain_text(number)
    clerk.presses_key("F4")
    clerk.finishes()
    clerk.leaves()


def test_what_is_said_of_who_is_here_stays_while_he_is(site: Site, open_at: Open) -> None:
    number = site.kiosk.take("attachment")["visit"]["number"]
    clerk = open_at("registry")
    clerk.calls_next(number)
    clerk.page.keyboard.press("F4")
    for field, text in {"full_name": "Аманов Арман", "iin": "890101199900", "address": "Үлгі, 1"}.items():
        clerk.page.fill(f"#field-{field}", text)
    clerk.confirms("application", "documents_complete")
    clerk.reads("printed")
    clerk.page.evaluate(A_MINUTE_LATER)
    clerk.page.wait_for_timeout(LOOKED_AGAIN)
    clerk.reads("printed")
    clerk.page.click("#do-withdraw")
    clerk.page.check("#ground-mistake")
    clerk.page.click("#confirm-ground")
    clerk.sees_key("next")
    clerk.leaves()


def test_clocks_run_by_the_servers_time_in_the_sites_zone(site: Site, open_at: Open) -> None:
    number = site.kiosk.take("reception")["visit"]["number"]
    clerk = open_at("doctor", timezone_id="America/New_York", clock_late_by=3600)
    clerk.calls_next(number)
    clerk.page.keyboard.press("F4")
    clerk.sees_key("finish")  # this step has no task
    for clock in ("waiting", "procedure"):
        expect(clerk.page.locator(f"[data-clock={clock}]")).to_have_attribute("data-level", "in")
        expect(clerk.page.locator(f"[data-clock={clock}] .clock-figure")).to_contain_text("00:")
    clerk.leaves()


@pytest.mark.parametrize(("minutes", "level", "said"), [(14, "near", "left"), (16, "over", "over by")])
def test_a_limit_that_is_near_or_over_is_told_by_word_and_sign(
    site: Site, open_at: Open, minutes: int, level: str, said: str
) -> None:
    number = site.kiosk.take("tb-certificate")["visit"]["number"]
    later: dict[str, Any] = {}

    def change(told: dict[str, Any]) -> None:
        told.update(later)

    clerk = open_at("operator", change)
    clerk.calls_next(number)
    clerk.starts()
    started = site.staff("operator").see()["ticket"]["started_at"]
    later["at"] = clerk.page.evaluate(f"new Date(Date.parse('{started}') + {minutes} * 60000).toISOString()")
    clock = clerk.page.locator("[data-clock=procedure]")
    expect(clock).to_have_attribute("data-level", level)
    expect(clock.locator(".clock-limit")).to_contain_text(said)
    expect(clock.locator(f".sign-{level}")).to_be_visible()
    clerk.page.click("#do-withdraw")
    clerk.page.check("#ground-left")
    clerk.page.click("#confirm-ground")
    clerk.sees_key("next")


def test_a_limit_that_ends_at_midnight_ends_with_the_day_before(open_at: Open) -> None:
    shown = """async (until) => {
      const { clock, tick } = await import("/counter/clock.js");
      const root = document.createElement("div");
      root.append(clock("procedure", "", { since: "2026-03-02T09:00:00Z", until }));
      tick(root, Date.parse("2026-03-02T10:00:00Z"), "Asia/Atyrau", (key) => key);
      return [".clock-figure", ".clock-words"].map((part) => root.querySelector(part).textContent);
    }"""
    page = open_at("nurse").page
    assert page.evaluate(shown, "2026-03-05T19:00:00Z") == ["05.03.2026", "until_night"]
    assert page.evaluate(shown, "2026-03-05T19:30:00Z") == ["06.03.2026", "until_hour"]


def test_whoever_comes_back_is_put_in_line_by_his_code(site: Site, open_at: Open) -> None:
    walk = Walk(People(site), "hiv-test", kind="voluntary-anonymous")
    walk.until("counsel-after")
    counsellor, ticket = walk.clerk("counsel-after"), walk.ticket("counsel-after")["id"]
    (result,) = [task for task in counsellor.ticket(ticket)["tasks"] if task["while_pending"]]
    counsellor.do(ticket, result["task"], result["example"])

    clerk = open_at("counsellor")
    clerk.page.keyboard.press("F6")
    expect(clerk.page.locator("#code")).to_be_focused()
    clerk.page.keyboard.type("AAAA-BBBB-CCCC-DDDD")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(".problem")).to_be_visible()
    expect(clerk.page.locator("#code")).to_have_value("AAAA-BBBB-CCCC-DDDD")
    clerk.page.fill("#code", return_code(walk.taken["slip"]))
    clerk.page.keyboard.press("Enter")
    clerk.reads("in line again")
    expect(clerk.page.locator(f".line [data-number={walk.visit['number']}]")).to_be_visible()


def test_a_seat_that_another_has_is_not_offered(site: Site, open_at: Open) -> None:
    clerk = open_at("registrar-2")
    clerk.page.click("#stand-up")
    expect(clerk.page.locator("#seat-window-3")).to_be_disabled()
    expect(clerk.page.locator("#seat-window-3")).to_contain_text("registrar")
    clerk.page.click("#seat-window-4")
    clerk.sees_key("next")


@pytest.mark.parametrize("name", ["supervisor", "administrator", "auditor"])
def test_who_sits_nowhere_is_led_to_his_pages(browser: Browser, site: Site, name: str) -> None:
    page = browser.new_page()
    page.goto(f"{site.url}/counter?name={name}")
    page.fill("#password", f"kezek-{name}")
    page.keyboard.press("Enter")
    expect(page.locator("#page-timetable")).to_have_attribute("href", "/timetable")
    page.click("#language-kk")
    expect(page.locator(".who-role")).to_have_text(ROLE_NAMES[Role(name)].kk)
    page.click("#page-journals")
    expect(page.locator(".choose-journal")).to_be_visible()
    page.close()


def test_who_has_a_seat_is_asked_for_it_alone(site: Site, open_at: Open) -> None:
    clerk = open_at("registrar-2")
    clerk.page.click("#stand-up")
    expect(clerk.page.locator(".seat")).to_have_count(2)
    expect(clerk.page.locator("#page-journals")).to_have_count(0)
    clerk.page.click("#seat-window-4")
    clerk.sees_key("next")


def test_only_those_next_in_line_are_named_and_the_others_counted(site: Site, open_at: Open) -> None:
    site.kiosk.take("reception")
    clerk = open_at("doctor")
    expect(clerk.page.locator(".line .waiting")).to_have_count(1)
    expect(clerk.page.locator(".waiting-more")).to_have_count(0)
    clerk = open_at("doctor", lambda told: told["data"].update(waiting=len(told["data"]["line"]) + 2))
    expect(clerk.page.locator(".waiting-more")).to_have_text("2 more")


def test_nothing_is_asked_in_vain_before_somebody_signs_in(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{site.url}/counter")
    expect(page.locator("#name")).to_be_focused()
    assert said == []
    page.close()


def test_without_a_script_the_page_says_what_it_needs(browser: Browser, site: Site) -> None:
    box = browser.new_context(java_script_enabled=False)
    page = box.new_page()
    for path in ("/counter", "/"):
        page.goto(f"{site.url}{path}")
        for language in ("kk", "ru", "en"):
            expect(page.locator(f"noscript [lang={language}]")).to_be_visible()
    box.close()
