"""Who may come in: staff with their sessions, devices with their tokens.

Only hashes of tokens are stored. Devices that were revoked and staff who left are not found.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.desk.house import Device, Staff
from server.domain.event import Event
from server.store import rows
from server.store.house import SqlHouse
from server.store.keys import fresh_token, token_hash
from server.store.times import to_stamp

SESSION_LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    staff: Staff
    csrf: str


def staff_called(connection: sqlite3.Connection, name: str) -> tuple[Staff, str] | None:
    """The staff member who signs in as `name`, and the hash of his password."""
    row = connection.execute(
        f"SELECT {rows.STAFF_COLUMNS}, password_hash FROM staff WHERE name = ? AND gone_at IS NULL", (name,)
    ).fetchone()
    return (rows.staff_of(row[:3]), row[3]) if row else None


def session_of(connection: sqlite3.Connection, token: str, now: datetime) -> Session | None:
    row = connection.execute(
        "SELECT p.id, p.name, p.roles, s.csrf FROM session s JOIN staff p ON p.id = s.staff"
        " WHERE s.token_hash = ? AND s.expires_at > ? AND p.gone_at IS NULL",
        (token_hash(token), to_stamp(now)),
    ).fetchone()
    return Session(rows.staff_of(row[:3]), row[3]) if row else None


def device_of_token(connection: sqlite3.Connection, token: str) -> Device | None:
    row = connection.execute(
        f"SELECT {rows.DEVICE_COLUMNS} FROM device WHERE token_hash = ? AND revoked_at IS NULL",
        (token_hash(token),),
    ).fetchone()
    return rows.device_of(row) if row else None


def open_session(house: SqlHouse, staff: Staff) -> tuple[str, str]:
    """A fresh session: its token for the cookie, and its CSRF token."""
    token, csrf = fresh_token(), fresh_token()
    house.connection.execute(
        "INSERT INTO session VALUES (?, ?, ?, ?, ?)",
        (token_hash(token), staff.id, csrf, to_stamp(house.now), to_stamp(house.now + SESSION_LASTS)),
    )
    house.record(Event("signed_in", {"staff": staff.id}))
    return token, csrf


def close_session(house: SqlHouse, token: str) -> None:
    """After this the cookie is worth nothing, whoever replays it."""
    house.connection.execute("DELETE FROM session WHERE token_hash = ?", (token_hash(token),))
    house.record(Event("signed_out"))


def revoke_device(house: SqlHouse, device_id: str) -> None:
    house.connection.execute(
        "UPDATE device SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
        (to_stamp(house.now), device_id),
    )
    house.record(Event("device_revoked", {"device": device_id}))
