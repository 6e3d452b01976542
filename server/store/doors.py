"""Who may come in: staff with their sessions, devices with their tokens.

Only hashes of tokens are stored. Devices that were revoked and staff who left are not found.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from server.desk.house import Device, Session, Staff
from server.domain.event import Event
from server.store import rows
from server.store.keys import fresh_token, token_hash
from server.store.known import KNOWN, Known
from server.store.rows import Row
from server.store.times import to_stamp

SESSION_LASTS = timedelta(hours=12)


class SqlDoors:
    """The part of the house that stands at its doors."""

    connection: sqlite3.Connection
    now: datetime
    events: list[Event]
    touched: set[str]
    known: Known

    def change_known(self) -> None:
        self.known.forget()
        self.touched.add(KNOWN)

    def staff(self) -> Sequence[Staff]:
        found = self.connection.execute(
            f"SELECT {rows.STAFF_COLUMNS} FROM staff WHERE gone_at IS NULL ORDER BY name"
        )
        return [rows.staff_of(row) for row in found]

    def staff_called(self, name: str) -> tuple[Staff, str] | None:
        row: Row | None = self.connection.execute(
            f"SELECT {rows.STAFF_COLUMNS}, password_hash FROM staff WHERE name = ? AND gone_at IS NULL",
            (name,),
        ).fetchone()
        return (rows.staff_of(row[:3]), row[3]) if row else None

    def session(self, token: str) -> Session | None:
        hashed, now = token_hash(token), to_stamp(self.now)
        if hashed not in self.known.sessions:
            row: Row | None = self.connection.execute(
                "SELECT p.id, p.name, p.roles, s.csrf, s.expires_at FROM session s JOIN staff p ON p.id = s.staff"
                " WHERE s.token_hash = ? AND s.expires_at > ? AND p.gone_at IS NULL",
                (hashed, now),
            ).fetchone()
            if row is None:
                return None
            self.known.sessions[hashed] = Session(rows.staff_of(row[:3]), row[3]), row[4]
        session, expires_at = self.known.sessions[hashed]
        return session if expires_at > now else None

    def device_of_token(self, token: str) -> Device | None:
        hashed = token_hash(token)
        if hashed not in self.known.devices:
            row: Row | None = self.connection.execute(
                f"SELECT {rows.DEVICE_COLUMNS} FROM device WHERE token_hash = ? AND revoked_at IS NULL",
                (hashed,),
            ).fetchone()
            if row is None:
                return None
            self.known.devices[hashed] = replace(
                rows.device_of(row), state="unknown", fault=None, seen_at=None
            )
        return self.known.devices[hashed]

    def open_session(self, staff: Staff) -> tuple[str, str]:
        token, csrf = fresh_token(), fresh_token()
        self.connection.execute(
            "INSERT INTO session VALUES (?, ?, ?, ?, ?)",
            (token_hash(token), staff.id, csrf, to_stamp(self.now), to_stamp(self.now + SESSION_LASTS)),
        )
        return token, csrf

    def close_session(self, token: str) -> None:
        self.connection.execute("DELETE FROM session WHERE token_hash = ?", (token_hash(token),))
        self.change_known()

    def revoke_device(self, device_id: str) -> None:
        self.connection.execute(
            "UPDATE device SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            (to_stamp(self.now), device_id),
        )
        self.change_known()
