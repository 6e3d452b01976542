"""A journal full of rows that were entered long ago, written by the hundred thousand into a stopped site's database."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from server.store.journals import blind_indexes
from server.store.keys import Deriver, Sealer, read_or_make_keys
from server.store.store import DATABASE
from server.store.times import to_stamp
from tests.site import Site

JOURNAL = "narcological-certificate"
FIRST = datetime(2026, 1, 1, 4, tzinfo=UTC)
SURNAMES = (
    "Аманов",
    "Сейітова",
    "Қасымов",
    "Оспанова",
    "Ерланқызы",
    "Жұмабаев",
    "Нұрланова",
    "Ибраева",
    "Әбенов",
)
NAMES = ("Арман", "Әсем", "Гүлнар", "Дәурен", "Ержан", "Жанар", "Зере", "Қанат", "Ләззат", "Мақсат")
IINS = ("890101199900", "751231299909", "950315599903", "880229699907", "890101190603", "950315590903")
_BATCH = 20_000
_YEAR = 100_000  # rows


def name_of(nth: int) -> str:
    """A whole name that one of a hundred thousand has."""
    return (
        f"{SURNAMES[nth % len(SURNAMES)]}{nth % 1000} {NAMES[nth % len(NAMES)]}{nth // 1000 % 100} Сынақұлы"
    )


def add_rows(site: Site, rows: int) -> None:
    """`rows` of them, a hundred thousand a year, one every five minutes."""
    keys = read_or_make_keys(site.data / "keys", site.data / DATABASE)
    sealer, deriver = Sealer(keys.sealing), Deriver(keys.tokens)
    with sqlite3.connect(site.data / DATABASE) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("PRAGMA synchronous = OFF")
        for start in range(0, rows, _BATCH):
            made = list(_rows(sealer, deriver, start, min(rows, start + _BATCH)))
            database.executemany(
                "INSERT INTO journal_row (id, journal, year, number, visit, received_at, entered_at, staff, cells,"
                " iin, surname, short_name, whole_name) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                [row for row, _ in made],
            )
            database.executemany(
                "INSERT INTO journal_cell VALUES (?,?,?,?)", [cell for _, cells in made for cell in cells]
            )
            database.commit()
    database.close()


def _rows(
    sealer: Sealer, deriver: Deriver, first: int, last: int
) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    for nth in range(first, last):
        row_id, year = f"past-row-{nth:07}", nth // _YEAR
        at = to_stamp(FIRST + timedelta(days=365) * (year - 10) + timedelta(minutes=5) * (nth % _YEAR))
        cells = {
            "full_name": name_of(nth),
            "iin": IINS[nth % len(IINS)],
            "birth_date": "1890-02-01",
            "address": f"Атырау қ., Сынақ көш., {nth % 200}",
            "purpose": "Жұмысқа орналасу",
            "finding": "absent",
            "channel": "in_person",
            "clerk": "registrar",
        }
        later = {
            "certificate_number": f"{nth % _YEAR + 1}/{2016 + year}",
            "receipt_number": f"{nth % _YEAR + 1}/{2016 + year}",
            "issued_on": "2026-11-23",
            "issued_by": "registrar",
        }
        sealed = sealer.seal_data({"cells": cells, "ground": None}, f"journal row {row_id}")
        number = nth % _YEAR + 1
        row = (row_id, JOURNAL, 2016 + year, number, f"past-visit-{nth}", at, at, "registrar", sealed)
        noted = [
            (row_id, name, at, sealer.seal_data(value, f"journal cell {row_id} {name}"))
            for name, value in later.items()
        ]
        yield (*row, *blind_indexes(deriver, cells)), noted
