"""The list of a register: from a file in a folder to the list in which people are looked up."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from server.desk.import_register import import_list
from server.domain.iin import fault_of_iin
from server.domain.register_list import ListChecked
from server.outside.register_file import iins_in
from tests.bench import spread
from tests.bench.figure import Figure
from tests.bench.plan import Plan
from tests.desk.a_house import AHouse, connection_of, open_house

ABOUT = "Register"
SERVICE = "tb-certificate"
_MOST_SECONDS = 10.0


def measure(plan: Plan) -> list[Figure]:
    rows = plan.count(100_000, 5_000)
    path = _a_list(plan.folder, rows)
    house = open_house(plan.folder)
    connection_of(house.store).execute("PRAGMA synchronous = FULL")
    began = time.perf_counter()
    checked = ListChecked(iins_in(path))
    read = time.perf_counter() - began
    import_list(house.store, SERVICE, checked.iins, len(checked.bad_rows), "bench")
    took = time.perf_counter() - began
    again = _seconds_again(house, checked.iins)
    looked_up = [_seconds_to_look_up(house, iin) for iin in checked.iins[:: max(1, rows // 1000)]]
    house.store.close()
    return [
        Figure(ABOUT, f"list of {rows}, file → checked", read, "s"),
        Figure(ABOUT, f"list of {rows}, file → in use", took, "s", _MOST_SECONDS),
        Figure(ABOUT, f"the same list of {rows} again", again, "s", _MOST_SECONDS),
        Figure(ABOUT, "looking one person up, p99", spread.at(looked_up, 0.99) * 1000, "ms", 1.0),
    ]


def _seconds_again(house: AHouse, iins: Sequence[str]) -> float:
    began = time.perf_counter()
    import_list(house.store, SERVICE, iins, 0, "bench")
    return time.perf_counter() - began


def _seconds_to_look_up(house: AHouse, iin: str) -> float:
    began = time.perf_counter()
    assert house.ask(lambda h: h.is_listed(SERVICE, iin))
    return time.perf_counter() - began


def _a_list(folder: Path, rows: int) -> Path:
    """Semicolons and Windows' letters, as offices save it."""
    path = folder / "list.csv"
    with path.open("w", encoding="cp1251", newline="") as file:
        file.write("№;ИИН;ФИО\r\n")
        for number, iin in zip(range(rows), _iins(), strict=False):
            file.write(f"{number};{iin};Сынаков Сынак\r\n")
    return path


def _iins() -> Iterator[str]:
    """Of nobody: born in the 1800s."""
    for serial in range(10_000):
        for day in range(1, 29):
            base = f"8901{day:02}1{serial:04}"
            yield from (iin for digit in range(10) if fault_of_iin(iin := f"{base}{digit}") is None)
