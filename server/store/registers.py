"""Look-ups, sealed, and the lists of registers: of each person in them only a mac, so that a list names nobody.

A list is written beside the one that is in use, in small pieces, and taken into use by one row: whoever is looked
up meanwhile, or after an import that broke off, is looked up in a whole list.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from server.desk.house_of_registers import LocalList
from server.domain.language import Words
from server.domain.register import Finding, Found, LookUp, NoAnswer, NoAnswerReason, RegisterAnswer
from server.store.keys import Secrets
from server.store.rows import Row
from server.store.times import from_stamp, to_stamp

LOOK_UPS_SQL = "SELECT ticket, at, staff, said FROM look_up WHERE visit = ? AND length(said) > 0 ORDER BY at"
LISTED_SQL = (
    "SELECT 1 FROM register_list l JOIN register_entry e ON e.service = l.service AND e.number = l.number"
    " WHERE l.service = ? AND e.mac = ?"
)
_FORGET = (
    "DELETE FROM register_entry WHERE (service, number, mac) IN (SELECT e.service, e.number, e.mac"
    " FROM register_entry e WHERE e.service = ?1 AND e.number {}"
    " coalesce((SELECT number FROM register_list WHERE service = ?1), 0) LIMIT ?2)"
)
FORGET_SQL = (_FORGET.format("<"), _FORGET.format(">"))  # older lists, and those that were never finished


class SqlRegisters:
    """The part of the house that knows registers."""

    connection: sqlite3.Connection
    secrets: Secrets
    now: datetime

    def add_look_up(self, look_up: LookUp) -> None:
        said = {"iin": look_up.iin, **_data_of(look_up.answer)}
        sealed = self.secrets.sealer.seal_data(said, _about(look_up.visit, to_stamp(look_up.at)))
        self.connection.execute(
            "INSERT INTO look_up VALUES (?,?,?,?,?)",
            (look_up.visit, to_stamp(look_up.at), look_up.ticket, look_up.staff, sealed),
        )

    def look_ups_of(self, visit_id: str) -> list[LookUp]:
        return [self._look_up_of(visit_id, row) for row in self.connection.execute(LOOK_UPS_SQL, (visit_id,))]

    def _look_up_of(self, visit_id: str, row: Row) -> LookUp:
        ticket, at, staff, sealed = row
        said = self.secrets.sealer.unseal_data(sealed, _about(visit_id, at))
        return LookUp(ticket, visit_id, from_stamp(at), staff, said["iin"], _answer_of(said))

    def local_list(self, service: str) -> LocalList | None:
        row: Row | None = self.connection.execute(
            "SELECT imported_at, size FROM register_list WHERE service = ?", (service,)
        ).fetchone()
        return LocalList(from_stamp(row[0]), row[1]) if row else None

    def is_listed(self, service: str, iin: str) -> bool:
        found = self.connection.execute(LISTED_SQL, (service, self._mac(service, iin)))
        return found.fetchone() is not None

    def begin_list(self, service: str) -> int:
        (number,) = self.connection.execute(
            "SELECT 1 + max(coalesce((SELECT number FROM register_list WHERE service = ?1), 0),"
            " coalesce((SELECT max(number) FROM register_entry WHERE service = ?1), 0))",
            (service,),
        ).fetchone()
        return int(number)

    def add_to_list(self, service: str, number: int, iins: Sequence[str]) -> int:
        macs = [self._mac(service, iin) for iin in iins]
        known = sum(
            self.connection.execute(LISTED_SQL, (service, mac)).fetchone() is not None for mac in macs
        )
        self.connection.executemany(
            "INSERT INTO register_entry VALUES (?,?,?)", [(service, number, mac) for mac in macs]
        )
        return known

    def switch_list(self, service: str, number: int, size: int) -> int:
        before = self.local_list(service)
        self.connection.execute(
            "INSERT INTO register_list VALUES (?1, ?2, ?3, ?4) ON CONFLICT (service)"
            " DO UPDATE SET number = ?2, size = ?3, imported_at = ?4",
            (service, number, size, to_stamp(self.now)),
        )
        return before.size if before else 0

    def forget_lists(self, service: str, most: int) -> int:
        return sum(self.connection.execute(sql, (service, most)).rowcount for sql in FORGET_SQL)

    def _mac(self, service: str, iin: str) -> bytes:
        return self.secrets.deriver.mac(f"register {service}", iin)


def _about(visit: str, at: int) -> str:
    return f"look-up {visit} {at}"


def _data_of(answer: RegisterAnswer) -> dict[str, Any]:
    if isinstance(answer, NoAnswer):
        return {"reason": answer.reason, "source": list(answer.source)}
    return {"finding": answer.finding, "text": list(answer.text), "source": list(answer.source)}


def _answer_of(said: dict[str, Any]) -> RegisterAnswer:
    source = Words(*said["source"])
    if "reason" in said:
        return NoAnswer(NoAnswerReason(said["reason"]), source)
    return Found(Finding(said["finding"]), Words(*said["text"]), source)
