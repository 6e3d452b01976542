"""The states of the board: Kazakh and Russian stand on it at once."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from playwright.sync_api import expect

from tests.pictures.house import House, send_home
from tests.pictures.state import BOTH, Shot, State
from tests.web.people import Walk

SIZES = ((1920, 1080), (3840, 2160))
HALL_UPSTAIRS = {
    "kk": "Екінші қабаттағы күту залы, шығыс қанаты",
    "ru": "Зал ожидания на втором этаже, восточное крыло",
}
ANNOUNCED = 30_000  # milliseconds, whatever has to be said
LONG_TEXT = {
    "kk": "Құрметті келушілер! Бүгін үшінші қабатта жөндеу жүріп жатыр, сондықтан он бірінші және он екінші"
    " кабинеттер уақытша екінші қабатқа көшірілді. Нөміріңіз шақырылғанша күту залында отырыңыз, құжаттарыңызды"
    " дайындап қойыңыз. Сұрақтарыңыз болса, тіркеу бөліміне келіңіз немесе 109 нөміріне қоңырау шалыңыз. Рақмет!",
    "ru": "Уважаемые посетители! Сегодня на третьем этаже ремонт, поэтому кабинеты одиннадцать и двенадцать"
    " временно переведены на второй этаж. Пожалуйста, ожидайте вызова в зале и приготовьте документы. По всем"
    " вопросам обращайтесь в регистратуру или звоните по телефону 109. Спасибо за понимание и терпение!",
}


def board(shot: Shot, retell: Callable[[Any], None] = lambda data: None) -> None:
    shot.hold_the_news(retell)
    newest = shot.house.people.of("supervisor").ask("GET", "/api/boards/main").body["calls"][:1]
    shot.page.add_init_script(
        f"localStorage.setItem('kezek.board.main.announced', '{json.dumps(*newest or [None])}')"
    )
    shot.page.goto(shot.house.site.board_url)
    shot.page.wait_for_selector("#picture:not([hidden])")


def settled(shot: Shot, count: int = 8) -> None:
    """Everything was announced before, and those who were called longer ago have left the board."""

    def retell(data: Any) -> None:
        numbers = list(dict.fromkeys(told["number"] for told in data["calls"]))[:count]
        data["calls"] = [told for told in data["calls"] if told["number"] in numbers]

    board(shot, retell)
    shot.page.wait_for_selector(".newest")
    expect(shot.page.locator("[data-announced]")).to_have_count(0, timeout=ANNOUNCED)


def empty(shot: Shot) -> None:
    board(shot)
    shot.page.wait_for_selector(".nobody")


def call(house: House, service: str, step: str, **more: str) -> None:
    """Somebody is called to that step of the service."""
    walk = Walk(house.people, service, **more)
    walk.until(step)
    ticket = walk.ticket(step)
    house.people.of(ticket["role"]).next(ticket["id"])


PEOPLE: tuple[tuple[str, str, dict[str, str]], ...] = (  # who are called, and to what step; long walks first
    ("appointment", "record", {}),
    ("tb-certificate", "sign", {}),
    ("hiv-test", "draw-blood", {"kind": "voluntary-anonymous"}),
    ("psychoneurological-certificate", "pay", {}),
    ("tb-certificate", "check", {}),
    ("narcological-certificate", "check", {}),
    ("hiv-test", "counsel-before", {"kind": "mandatory-confidential"}),
    ("reception", "reception", {}),
)


def calls(count: int) -> Callable[[House], None]:
    """The first so many of them are called."""

    def prepare(house: House) -> None:
        for service, step, more in PEOPLE[:count]:
            call(house, service, step, **more)

    return prepare


def announcing(shot: Shot) -> None:
    """The registry calls once more while the board hangs there."""
    settled(shot)
    clerk = shot.house.people.called("registry")
    clerk.move(clerk.see()["tickets"][0]["id"], "call")
    shot.page.wait_for_selector("[data-announced]")


def five_digits(shot: Shot) -> None:
    def retell(data: Any) -> None:
        for at, told in enumerate(data["calls"]):
            told["number"] = f"A{10_000 + at}"

    board(shot, retell)
    expect(shot.page.locator(".newest > .number")).to_have_text("A10000")


def long_place(shot: Shot) -> None:
    def retell(data: Any) -> None:
        for told in data["calls"]:
            told["place"]["name"] = "214-А/2"

    board(shot, retell)
    expect(shot.page.locator(".newest .place-name")).to_have_text("214-А/2")


def long_text(shot: Shot) -> None:
    def retell(data: Any) -> None:
        data["text"] |= LONG_TEXT

    board(shot, retell)
    expect(shot.page.locator("#text")).to_contain_text("109")


def another_hall(shot: Shot) -> None:
    def retell(data: Any) -> None:
        data["hall"]["name"] |= HALL_UPSTAIRS

    board(shot, retell)
    expect(shot.page.locator("#hall")).to_contain_text(HALL_UPSTAIRS["ru"])


def stale(shot: Shot) -> None:
    shot.page.clock.install()
    settled(shot)
    shot.cut()
    shot.page.clock.fast_forward(11_000)
    shot.page.wait_for_selector("#stale:not([hidden])")


def sound_blocked(shot: Shot) -> None:
    shot.page.add_init_script(
        "Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' });"
        "AudioContext.prototype.resume = () => new Promise(() => {});"
    )
    board(shot)
    shot.page.wait_for_selector("#silent:not([hidden])")


def refused(path: str) -> Callable[[Shot], None]:
    def show(shot: Shot) -> None:
        token = shot.house.site.token("board-main")
        shot.page.goto(f"{shot.house.site.url}{path.format(token=token)}")
        shot.page.wait_for_selector("#refused:not([hidden])")

    return show


on_wall = partial(State, "board", languages=BOTH, sizes=SIZES, leave=send_home)
full = partial(on_wall, prepare=calls(8))

STATES = [
    on_wall("empty", empty),
    on_wall("one-call", partial(settled, count=1), prepare=calls(1)),
    on_wall("three-calls", partial(settled, count=3), prepare=calls(3)),
    on_wall("announcing", announcing, prepare=calls(4)),
    full("eight-calls", settled),
    full("five-digits", five_digits),
    full("long-place", long_place),
    full("long-text", long_text),
    full("another-hall", another_hall),
    full("stale", stale, complaints="ERR_INTERNET_DISCONNECTED|failed: |Failed to fetch"),
    full("sound-blocked", sound_blocked),
    on_wall("unknown-hall", refused("/board/cellar#token={token}")),
    on_wall("revoked-token", refused("/board/main#token=revoked"), complaints="status of 401"),
]
