"""Put a site's halls, counters, staff and devices into an empty house, in one command."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.desk.house import Staff
from server.domain.event import Event
from server.domain.place import Counter, Hall
from server.store.house import SqlHouse
from server.store.keys import token_hash
from server.store.rows import roles_text


@dataclass(frozen=True, slots=True)
class NewStaff:
    staff: Staff
    password_hash: str


@dataclass(frozen=True, slots=True)
class NewDevice:
    """`kind`: kiosk, board, printer. A kiosk prints on `printer`; a board hangs in `hall`."""

    id: str
    kind: str
    name: str
    token: str
    hall: str | None = None
    printer: str | None = None


@dataclass(frozen=True, slots=True)
class SiteToSetUp:
    halls: Sequence[Hall]
    devices: Sequence[NewDevice]  # printers before the kiosks that print on them
    counters: Sequence[Counter]
    staff: Sequence[NewStaff]


def is_empty(house: SqlHouse) -> bool:
    return house.connection.execute("SELECT 1 FROM hall LIMIT 1").fetchone() is None


def set_up(house: SqlHouse, site: SiteToSetUp) -> None:
    run = house.connection.execute
    for hall in site.halls:
        run("INSERT INTO hall VALUES (?,?,?,?,?,?,?)", (hall.id, *hall.name, *hall.text))
    for device in site.devices:
        run(
            "INSERT INTO device (id, kind, name, token_hash, hall, printer) VALUES (?,?,?,?,?,?)",
            (device.id, device.kind, device.name, token_hash(device.token), device.hall, device.printer),
        )
    for counter in site.counters:
        run(
            "INSERT INTO counter VALUES (?,?,?,?,?,?)",
            (
                counter.id,
                counter.name,
                counter.kind.value,
                counter.hall,
                roles_text(counter.roles),
                counter.printer,
            ),
        )
    for new in site.staff:
        run(
            "INSERT INTO staff (id, name, password_hash, roles) VALUES (?,?,?,?)",
            (new.staff.id, new.staff.name, new.password_hash, roles_text(new.staff.roles)),
        )
    house.change_known()
    house.record(Event("site_set_up", {"halls": len(site.halls), "counters": len(site.counters)}))
