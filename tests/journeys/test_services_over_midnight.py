"""Every service, with somebody at each stage of it when midnight falls before a holiday.

Whoever was not served yet has left, and needs a new number; whoever is owed something left the line without leaving
his visit, and goes on with his paper on the next working day. Whoever is being served is served to the end.
"""

import pytest
from playwright.sync_api import expect

from server.words.grounds import REFUSAL_GROUNDS
from tests.journeys.overnight import (
    AFTER_THE_HOLIDAY,
    NIGHT,
    Hall,
    Overnight,
    is_told,
    new_number,
)
from tests.journeys.test_services_walked import gives_back, rows_of
from tests.journeys.walk_at_screens import KeyClerk, WalkAtScreens
from tests.web.test_walks import OF_TWO_SIGNATURES

pytestmark = pytest.mark.journey

full = pytest.mark.full
LEFT = ("withdrawn", "day_ended", False)
STAYS = ("open", None, True)
CERTIFICATES = ["tb-certificate", *OF_TWO_SIGNATURES]
NOTHING_BEGUN = [
    ("house-call", "record"),
    pytest.param("appointment", "record", marks=full),
    *(pytest.param(service, "check", marks=full) for service in CERTIFICATES),
]
OWED = [
    pytest.param("attachment", "register", marks=full),
    *(
        pytest.param("hiv-test", step, marks=full)
        for step in ("counsel-before", "draw-blood", "counsel-after")
    ),
    *(pytest.param(service, "pay", marks=full) for service in CERTIFICATES),
    pytest.param("tb-certificate", "sign", marks=full),
    *(pytest.param(service, "issue", marks=full) for service in OF_TWO_SIGNATURES),
]
FIRST_STEPS = [
    ("house-call", "record", {}),
    ("appointment", "record", {}),
    ("attachment", "register", {}),
    ("hiv-test", "counsel-before", {"draw-blood": "pending"}),
    ("tb-certificate", "check", {"enter": "serving"}),
    *((service, "check", {"draft": "serving"}) for service in OF_TWO_SIGNATURES),
]
GROUND = "data_untrue"


def in_line(overnight: Overnight, service: str, step: str) -> WalkAtScreens:
    walk = overnight.taken(service, until=step)
    if walk.step(step)["state"] == "pending":
        walk.let_in(step)
    return walk


def one_in_each_state(overnight: Overnight, service: str, step: str) -> dict[str, WalkAtScreens]:
    """By what became of him at the window of `step` before midnight."""
    missed, held, called, waiting = (in_line(overnight, service, step) for _ in range(4))
    clerk = overnight.screens.of(missed.step(step)["role"])
    clerk.sees_key("next")
    clerk.calls_next(missed.number)
    clerk.page.keyboard.press("F7")
    clerk.sees_key("next")
    clerk.calls_next(held.number)
    clerk.page.keyboard.press("F4")
    clerk.sees_what_is_to_do()
    clerk.page.keyboard.press("F8")
    clerk.sees_key("next")
    clerk.calls_next(called.number)
    everybody = {"missed": missed, "held": held, "called": called, "waiting": waiting}
    assert {state: walk.steps()[step] for state, walk in everybody.items()} == {one: one for one in everybody}
    return everybody


def stands_empty(clerk: KeyClerk) -> None:
    clerk.sees_key("next")
    expect(clerk.page.locator("#sitting .free")).to_be_visible()
    expect(clerk.page.locator(".line .waiting-number")).to_have_count(0)


def somebody_else(overnight: Overnight) -> str:
    """The first number of today: it was another's before midnight."""
    return str(overnight.site.kiosk.take("reception")["visit"]["number"])


def back_at_the_kiosk(overnight: Overnight, hall: Hall, walk: WalkAtScreens) -> None:
    """His paper of the other day brings him into line, under a number of today."""
    walk.number = new_number(hall.scans(walk.taken))
    assert walk.number == walk.route()["visit"]["number"]
    assert overnight.kept_of(walk)[2] is False


@pytest.mark.parametrize(("service", "step"), NOTHING_BEGUN)
def test_who_was_not_served_before_midnight_has_left_and_takes_a_new_number(
    overnight: Overnight, service: str, step: str
) -> None:
    hall = overnight.open_hall()
    left = one_in_each_state(overnight, service, step)
    rows = len(rows_of(overnight.people, service))
    clerk = overnight.screens.of(left["waiting"].step(step)["role"])
    hall.board_calls(left["called"].number)

    overnight.clock.goes_to(NIGHT)
    stands_empty(clerk)
    expect(clerk.page.locator(".aside")).to_have_count(0)
    hall.board_is_empty()
    assert {overnight.kept_of(walk) for walk in left.values()} == {LEFT}
    hall.phone_says(left["waiting"].taken, "withdrawn")
    is_told(hall.types(left["missed"].number), "return_code_unknown")
    is_told(hall.scans(left["missed"].taken), "visit_closed")

    overnight.the_next_morning(AFTER_THE_HOLIDAY)
    stands_empty(clerk)
    for walk in left.values():
        is_told(hall.scans(walk.taken), "visit_closed")
        assert overnight.kept_of(walk) == LEFT
    again = overnight.taken(service)
    assert again.number == left["missed"].number, "numbers begin anew each day"
    again.begin(step)
    assert len(rows_of(overnight.people, service)) == rows, "nothing was done, so nothing stands in a journal"


@pytest.mark.parametrize(("service", "step"), OWED)
def test_who_is_owed_something_left_the_line_and_goes_on_by_his_paper_after_the_holiday(
    overnight: Overnight, service: str, step: str
) -> None:
    hall = overnight.open_hall()
    stays = one_in_each_state(overnight, service, step)
    clerk = overnight.screens.of(stays["waiting"].step(step)["role"])
    hall.board_calls(stays["called"].number)
    rows = len(rows_of(overnight.people, service))

    overnight.clock.goes_to(NIGHT)
    stands_empty(clerk)
    expect(clerk.page.locator(".aside .waiting-number")).to_have_text(awaited_by_staff(stays, step))
    hall.board_is_empty()
    assert {overnight.kept_of(walk) for walk in stays.values()} == {STAYS}
    assert {walk.steps()[step] for walk in stays.values()} == {"pending"}
    hall.phone_says(stays["waiting"].taken, "pending")
    is_told(hall.types(stays["missed"].number), "return_code_unknown")

    overnight.the_next_morning(AFTER_THE_HOLIDAY)
    stands_empty(clerk)
    anothers = somebody_else(overnight)
    first, *others = stays.values()
    if step == "pay":
        takes_over_the_cash_desk(clerk)
    back_at_the_kiosk(overnight, hall, first)
    first.to_the_end()
    assert overnight.kept_of(first) == ("done", None, False)
    for walk in others:
        back_at_the_kiosk(overnight, hall, walk)
        assert walk.steps()[step] == "waiting"
    assert len({anothers, *(walk.number for walk in stays.values())}) == 5
    begun = 1 if service == "attachment" else 0  # its row is made at the very step
    assert len(rows_of(overnight.people, service)) == rows + begun


def awaited_by_staff(stays: dict[str, WalkAtScreens], step: str) -> list[str]:
    """A person whose result is awaited stands aside by the number on his blood; of others nothing is awaited."""
    walks = reversed(stays.values()) if step == "counsel-after" else ()
    return [on_paper(walk) for walk in walks]


def on_paper(walk: WalkAtScreens) -> str:
    """As clerks read it when its day is over."""
    return f"{walk.taken['visit']['number']} · 15.12"


def takes_over_the_cash_desk(cashier: KeyClerk) -> None:
    """The shift of the day before yesterday is counted and closed before anything is taken in a new one."""
    page = cashier.page
    expect(page.locator("#cash-desk")).to_be_enabled()
    page.keyboard.press("F10")
    expect(page.locator("#panel .note-warning")).to_contain_text("longer than 24 hours")
    for field, sum_, reads in (("#field-counted", "20000", "is closed"), ("#field-cash", "20000", "is open")):
        page.fill(field, sum_)
        page.keyboard.press("Enter")
        cashier.reads(reads)
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_have_count(0)


@pytest.mark.full
@pytest.mark.parametrize(("service", "step", "then"), FIRST_STEPS)
def test_who_is_being_served_at_midnight_is_served_to_the_end(
    overnight: Overnight, service: str, step: str, then: dict[str, str]
) -> None:
    hall = overnight.open_hall()
    walk = overnight.taken(service)
    rows = len(rows_of(overnight.people, service))
    clerk = walk.begin(step)

    overnight.clock.goes_to(NIGHT)
    neighbour = overnight.site.kiosk.take("reception")["visit"]
    assert neighbour["number"] == walk.number, "a new day, and somebody else has that number"
    expect(clerk.page.locator("#number")).to_have_text(walk.number)
    hall.board_is_empty()
    assert overnight.kept_of(walk) == ("open", None, False)
    walk.finish(step)
    assert {code: walk.steps()[code] for code in then} == then
    if "serving" in then.values():  # in the same sitting
        (second,) = then
        walk.finish(second)
    expect(clerk.page.locator("#sitting .free")).to_be_visible()
    if service == "hiv-test" or service in CERTIFICATES:
        goes_on_after_the_holiday(overnight, hall, walk)
    assert overnight.kept_of(walk) == ("done", None, False)
    if service != "hiv-test":
        assert len(rows_of(overnight.people, service)) == rows + 1


def goes_on_after_the_holiday(overnight: Overnight, hall: Hall, walk: WalkAtScreens) -> None:
    present = next(one for one in walk.route()["steps"] if one["state"] == "pending")
    clerk = overnight.screens.of(present["role"])
    stands_empty(clerk)
    hall.phone_says(walk.taken, "pending")
    overnight.the_next_morning(AFTER_THE_HOLIDAY)
    stands_empty(clerk)
    back_at_the_kiosk(overnight, hall, walk)
    if present["step"] == "pay":
        takes_over_the_cash_desk(clerk)
    walk.to_the_end()


@pytest.mark.parametrize("service", [OF_TWO_SIGNATURES[0], pytest.param(OF_TWO_SIGNATURES[1], marks=full)])
def test_a_doctor_decides_by_night_on_papers_of_yesterday_by_the_number_on_their_slips(
    overnight: Overnight, service: str
) -> None:
    screens = overnight.screens
    signed, refused, unpaid = at_the_fork(overnight, service)
    doctor = screens.of(signed.step("sign")["role"])
    papers = doctor.page.locator(".line .waiting-number")
    expect(papers).to_have_text([signed.number, refused.number, unpaid.number])
    expect(screens.of("cashier").page.locator(".line .waiting-number")).to_have_text([unpaid.number])

    overnight.clock.goes_to(NIGHT)
    expect(papers).to_have_text([on_paper(signed), on_paper(refused), on_paper(unpaid)])
    stands_empty(screens.of("cashier"))
    assert somebody_else(overnight) == signed.number, "a new day, and somebody else has that number"
    decides(signed, refused)
    assert on_paper(signed) in signed.said["sign"]
    expect(papers).to_have_text([on_paper(unpaid)])
    stands_empty(screens.of("registrar"))
    assert screens.people.of("supervisor").ask("GET", "/api/boards/main").body["calls"] == []
    for walk in (signed, refused):
        assert (walk.steps()["issue"], overnight.kept_of(walk)[0]) == ("pending", "open")


def at_the_fork(overnight: Overnight, service: str) -> tuple[WalkAtScreens, WalkAtScreens, WalkAtScreens]:
    """Three papers are with the doctor; two of their persons have paid."""
    first, second, third = (overnight.taken(service, until="sign") for _ in range(3))
    first.finish("pay")
    second.finish("pay")
    return first, second, third


def decides(signed: WalkAtScreens, refused: WalkAtScreens) -> None:
    """The doctor reads whose papers they are by what stands on the slips; nobody is called by it."""
    for walk in (signed, refused):
        walk.number = on_paper(walk)
    signed.finish("sign").reads("comes back another day")
    refused.refuse("sign", GROUND, reads="comes back another day")


@pytest.mark.full
@pytest.mark.parametrize("service", OF_TWO_SIGNATURES)
def test_what_was_decided_by_night_is_handed_over_after_the_holiday_and_money_goes_back(
    overnight: Overnight, service: str
) -> None:
    hall, screens = overnight.open_hall(), overnight.screens
    signed, refused, unpaid = at_the_fork(overnight, service)
    overnight.clock.goes_to(NIGHT)
    hall.phone_says(signed.taken, "pending")
    decides(signed, refused)
    hall.phone_says(signed.taken, "pending")
    hall.board_is_empty()

    overnight.the_next_morning(AFTER_THE_HOLIDAY)
    registrar, cashier = screens.of("registrar"), screens.of("cashier")
    takes_over_the_cash_desk(cashier)
    somebody_else(overnight)
    back_at_the_kiosk(overnight, hall, signed)
    signed.finish("issue")
    assert issued(overnight, service) == ("2026-12-17", True)
    back_at_the_kiosk(overnight, hall, refused)
    refused.begin("issue")
    expect(registrar.page.locator("#ground")).to_contain_text(REFUSAL_GROUNDS[GROUND].en)
    refused.do_tasks("issue", registrar)
    registrar.finishes()
    registrar.reads("A slip with the reason is being printed")
    refused.number = refused.taken["visit"]["number"]  # what stands on his receipt
    cashier.page.keyboard.press("F10")
    expect(cashier.page.locator("[aria-labelledby=refunds_title]")).to_contain_text(
        f"{refused.number} · 15.12 23:4"
    )
    cashier.page.keyboard.press("Escape")
    gives_back(screens, refused)
    is_sent_to_the_cash_desk_and_then_to_the_registrar(overnight, hall, unpaid)
    unpaid.to_the_end()
    assert [overnight.kept_of(walk) for walk in (signed, refused, unpaid)] == [
        ("done", None, False),
        ("refused", GROUND, False),
        ("done", None, False),
    ]


def is_sent_to_the_cash_desk_and_then_to_the_registrar(
    overnight: Overnight, hall: Hall, walk: WalkAtScreens
) -> None:
    """Never to the doctor who has his paper."""
    back_at_the_kiosk(overnight, hall, walk)
    where = hall.scans(walk.taken).locator(".where")
    expect(where).to_contain_text("касса")
    walk.finish("pay")
    expect(hall.scans(walk.taken).locator(".where")).to_contain_text("№ 3")


def issued(overnight: Overnight, service: str) -> tuple[str, bool]:
    """When the certificate was handed over that was signed by night, and whether it bears a number."""
    rows = [row["cells"] for row in rows_of(overnight.people, service) if "issued_on" in row["cells"]]
    (cells,) = rows
    return cells["issued_on"], bool(cells["certificate_number"])
