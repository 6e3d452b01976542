"""The try-out: an invented site with open passwords, so that anybody can walk through the whole house.

It exists on the loopback address only, and only where it is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from argon2 import PasswordHasher

from server.desk.commands import Command
from server.desk.house import Staff
from server.desk.import_register import import_list, services_with_register
from server.desk.journal import enter
from server.desk.seats import take_seat
from server.desk.shifts import close_shift, open_shift
from server.domain.language import Language, Words
from server.domain.money import totals_of
from server.domain.place import Counter, Hall, PlaceKind
from server.domain.regulation import Channel
from server.domain.role import Role
from server.domain.visit import Visit, VisitState
from server.store.house import SqlHouse
from server.store.setting_up import NewDevice, NewStaff, SiteToSetUp, is_empty, set_up
from server.store.store import SqlStore
from server.tryout_timetable import furnish_timetable, receive_today
from server.words.roles import ROLE_NAMES

HALL = Hall(
    "main",
    Words("Күту залы", "Зал ожидания", "Waiting hall"),
    Words(
        "Нөміріңіз шақырылғанша күтіңіз. Сұрағыңыз болса, тіркеу бөліміне келіңіз.",
        "Ожидайте вызова вашего номера. По вопросам обращайтесь в регистратуру.",
        "Please wait until your number is called. Ask at the registry if you have a question.",
    ),
)
# Quick: whoever wants its passwords reads them on its first page.
_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
ON_RECORD = ("950315590903", "751231299909")  # nobody's numbers: whom the invented lists have on record
KIOSK, BOARD = "kiosk-1", "board-main"
LOBBY_PRINTER, CASH_PRINTER, OFFICE_PRINTER = "printer-lobby", "printer-cash", "printer-office"
SHIFT_OF_TODAY = timedelta(hours=12)
DRAWER = 2_000_000  # tiyn that the cashier begins with
PRINTERS = (LOBBY_PRINTER, CASH_PRINTER, OFFICE_PRINTER)
PRINTER_NAMES = {  # the same words in Kazakh and in Russian
    LOBBY_PRINTER: "Принтер (киоск)",
    CASH_PRINTER: "Принтер (касса)",
    OFFICE_PRINTER: "Принтер (кабинет)",
}


@dataclass(frozen=True, slots=True)
class _Post:
    """A counter and who sits there."""

    counter: str
    name: str
    kind: PlaceKind
    staff: str
    role: Role
    printer: str = OFFICE_PRINTER


_POSTS = (
    _Post("window-1", "1", PlaceKind.WINDOW, "registry", Role.REGISTRY_CLERK),
    _Post("window-2", "2", PlaceKind.WINDOW, "operator", Role.OPERATOR),
    _Post("window-3", "3", PlaceKind.WINDOW, "registrar", Role.REGISTRAR),
    _Post("window-4", "4", PlaceKind.WINDOW, "registrar-2", Role.REGISTRAR),
    _Post("cash-1", "1", PlaceKind.CASH_DESK, "cashier", Role.CASHIER, CASH_PRINTER),
    _Post("cabinet-11", "11", PlaceKind.CABINET, "phthisiatrician", Role.PHTHISIATRICIAN),
    _Post("cabinet-12", "12", PlaceKind.CABINET, "psychiatrist", Role.PSYCHIATRIST),
    _Post("cabinet-13", "13", PlaceKind.CABINET, "narcologist", Role.NARCOLOGIST),
    _Post("cabinet-14", "14", PlaceKind.CABINET, "counsellor", Role.COUNSELLOR),
    _Post("cabinet-15", "15", PlaceKind.CABINET, "nurse", Role.NURSE),
    _Post("cabinet-16", "16", PlaceKind.CABINET, "doctor", Role.DOCTOR),
)
_WITHOUT_COUNTER = (
    ("supervisor", Role.SUPERVISOR),
    ("administrator", Role.ADMINISTRATOR),
    ("auditor", Role.AUDITOR),
)


# What the journals show before anybody was served: invented persons, with numbers that belong to nobody.
_BOOKED = {"phone": "+7 700 000 00 00", "doctor": "Сәрсенова С.", "cabinet": "12", "time": "10:30"}
_CHECKED = {"birth_date": "1890-02-01", "purpose": "Жұмысқа орналасу", "finding": "absent"}
_ENTERED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("appointment", "registry", {"full_name": "Әбенова Гүл", "iin": "890101199900", **_BOOKED}),
    ("appointment", "registry", {"full_name": "Петров Пётр", "iin": "751231299909", **_BOOKED}),
    ("tb-certificate", "operator", {"full_name": "Қасымов Дәурен", "iin": "950315599903", **_CHECKED}),
    ("tb-certificate", "operator", {"full_name": "Ильина Анна", "iin": "880229699907", **_CHECKED}),
)


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the parts of the try-out listen, from the server's port on."""

    server: int

    @property
    def kiosk(self) -> int:
        return self.server + 1

    def printer(self, printer: str) -> int:
        return self.server + 2 + 2 * PRINTERS.index(printer)

    @property
    def register(self) -> int:
        return self.server + 9

    def papers(self, printer: str) -> int:
        return self.printer(printer) + 1


def password_of(staff: str) -> str:
    return f"kezek-{staff}"


def device_token(store: SqlStore, device: str) -> str:
    """Derived, not stored: so that the first page can show it again after a restart."""
    return store.secrets.deriver.token("try-out device", device)


def furnish(store: SqlStore) -> None:
    """Set the invented site up in an empty house and seat its clerks; else see to its cashier and its doctor."""
    if not store.read(is_empty):
        store.submit(Command("site", _mind_the_day))
        return
    site = SiteToSetUp(
        halls=(HALL,),
        devices=_devices(store),
        counters=[
            Counter(post.counter, post.name, post.kind, HALL.id, (post.role,), post.printer)
            for post in _POSTS
        ],
        staff=[NewStaff(staff, _HASHER.hash(password_of(staff.name))) for staff in _staff()],
    )
    store.submit(Command("site", lambda house: _furnish(house, site)))
    for service in services_with_register(store.site.regulations):
        import_list(store, service, ON_RECORD, 0, "site")


def _furnish(house: SqlHouse, site: SiteToSetUp) -> None:
    """All of it or nothing: a house that is half furnished would not be furnished again."""
    set_up(house, site)
    by_name = {staff.name: staff for staff in _staff()}
    for post in _POSTS:
        take_seat(house, post.counter, by_name[post.staff])
    for service, staff, cells in _ENTERED:
        visit = Visit(
            *(house.new_id(), service, None, Language.KK, None, Channel.IN_PERSON, VisitState.DONE),
            *(None, None, house.now, ()),
            ended_at=house.now,
        )
        house.add_visit(visit, None)
        enter(house, visit, cells, by_name[staff])
    furnish_timetable(house, "doctor")
    _mind_the_day(house)


def _mind_the_day(house: SqlHouse) -> None:
    _mind_shifts(house)
    receive_today(house)


def _mind_shifts(house: SqlHouse) -> None:
    """Whoever walks through the house can pay: the shift of an earlier day is closed, and a fresh one opened."""
    for post in _POSTS:
        seat = house.seat_at(post.counter)
        if post.role is not Role.CASHIER or seat is None:
            continue
        shift = house.open_shift(post.counter)
        if shift is not None and house.now - shift.opened_at > SHIFT_OF_TODAY:
            in_drawer = totals_of(shift, house.payments_in_shift(shift.id)).in_drawer
            close_shift(house, post.counter, max(0, in_drawer), seat.staff)
            shift = None
        if shift is None:
            open_shift(house, post.counter, DRAWER, seat.staff)


def _staff() -> list[Staff]:
    posts = [(post.staff, post.role) for post in _POSTS]
    return [Staff(name, name, (role,)) for name, role in (*posts, *_WITHOUT_COUNTER)]


def _devices(store: SqlStore) -> list[NewDevice]:
    printers = [
        NewDevice(printer, "printer", name, device_token(store, printer))
        for printer, name in PRINTER_NAMES.items()
    ]
    return [
        *printers,
        NewDevice(KIOSK, "kiosk", "Киоск 1", device_token(store, KIOSK), HALL.id, LOBBY_PRINTER),
        NewDevice(BOARD, "board", "Табло", device_token(store, BOARD), HALL.id),
    ]


def description(store: SqlStore, port: int, is_read: Callable[[str], bool]) -> dict[str, Any]:
    """What `GET /api/try-out` answers: every screen, who signs in how, and which counters are open in a browser.

    `is_read(room)`: whether somebody follows its news.
    """
    ports = Ports(port)
    token = device_token(store, BOARD)
    devices = [("kiosk", KIOSK), ("board", BOARD), *(("printer", printer) for printer in PRINTERS)]
    return {
        "halls": [{"id": HALL.id, "name": HALL.name._asdict()}],
        "counters": [
            {
                "id": post.counter,
                "name": post.name,
                "kind": post.kind.value,
                "roles": [post.role.value],
                "printer": post.printer,
                "is_open": is_read(f"counter:{post.counter}"),
            }
            for post in _POSTS
        ],
        "staff": [
            {
                "name": staff.name,
                "password": password_of(staff.name),
                "roles": [role.value for role in staff.roles],
                "role_names": [ROLE_NAMES[role]._asdict() for role in staff.roles],
                "counter": next((post.counter for post in _POSTS if post.staff == staff.name), None),
            }
            for staff in _staff()
        ],
        "devices": [
            {"kind": kind, "id": device, "token": device_token(store, device)} for kind, device in devices
        ],
        "kiosk_url": f"http://127.0.0.1:{ports.kiosk}/",
        "board_url": f"http://127.0.0.1:{port}/board/{HALL.id}#token={token}",
        "printers": [
            {"id": printer, "papers_url": f"http://127.0.0.1:{ports.papers(printer)}/papers"}
            for printer in PRINTERS
        ],
    }
