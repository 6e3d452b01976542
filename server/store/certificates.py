"""Certificates in SQLite. What they say is sealed, in pieces of one size: a length would tell what the words do not."""

import json
import sqlite3
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from server.desk.house_of_certificates import Drawn
from server.domain.certificate import Certificate, CertificateState
from server.domain.job import Job
from server.domain.paper import from_data
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.store import rows
from server.store.keys import PAPER_ROOM, Deriver, Sealer
from server.store.rows import Row
from server.store.times import from_stamp, from_stamp_or_none, to_stamp, to_stamp_or_none

_FIXED = "id, visit, service, number, made_at, made_on, valid_until, digest, signers, replaces"
_MOVING = "signed, state, waits_for, replaced_by, issued_at, paged_at"
COLUMNS = f"{_FIXED}, {_MOVING}"

OF_VISIT_SQL = f"SELECT {COLUMNS} FROM certificate WHERE visit = ? ORDER BY made_at DESC, id DESC LIMIT 1"
TO_SIGN_SQL = f"SELECT {COLUMNS} FROM certificate WHERE waits_for = ? ORDER BY made_at LIMIT ?"
LOST_SQL = (
    f"SELECT {', '.join(f'c.{column.strip()}' for column in COLUMNS.split(','))} FROM job j"
    " JOIN certificate c ON c.visit = j.visit AND c.made_at <= j.queued_at"
    " WHERE j.state IN ('failed', 'unknown') AND j.ended_at >= ?1 AND j.kind = 'certificate'"
    " AND c.state IN ('drafted', 'signed', 'issued') AND (c.paged_at IS NULL OR c.paged_at < j.ended_at)"
    " AND EXISTS (SELECT 1 FROM json_each(c.signers) s WHERE s.value IN (SELECT value FROM json_each(?2)))"
    " AND NOT EXISTS (SELECT 1 FROM job a WHERE a.visit = j.visit AND a.kind = 'certificate'"
    " AND a.queued_at > j.queued_at) ORDER BY j.ended_at DESC LIMIT ?3"
)
PRINTS_SQL = (
    f"SELECT {rows.JOB_COLUMNS} FROM job WHERE visit = ? AND kind = 'certificate' AND queued_at >= ?"
    " ORDER BY queued_at"
)


class SqlCertificates:
    """The part of the house that keeps certificates."""

    connection: sqlite3.Connection
    secrets: Any

    def _certificates(self, sql: str, *parameters: Any) -> list[Certificate]:
        return [_of_row(row) for row in self.connection.execute(sql, parameters)]

    def _seal(self) -> Sealer:
        sealer: Sealer = self.secrets.sealer
        return sealer

    def add_certificate(self, certificate: Certificate, drawn: Drawn) -> None:
        sealed = self._seal().seal_data(drawn, f"certificate {certificate.id}", PAPER_ROOM)
        self.connection.execute(
            f"INSERT INTO certificate ({COLUMNS}, drawn) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (*_fixed(certificate), *_moving(certificate), sealed),
        )

    def save_certificate(self, certificate: Certificate) -> None:
        self.connection.execute(
            f"UPDATE certificate SET ({_MOVING}) = (?,?,?,?,?,?) WHERE id = ?",
            (*_moving(certificate), certificate.id),
        )

    def certificate(self, certificate_id: str) -> Certificate:
        found = self._certificates(f"SELECT {COLUMNS} FROM certificate WHERE id = ?", certificate_id)
        if not found:
            raise Refusal("not_found", 404)
        return found[0]

    def certificate_of_visit(self, visit_id: str) -> Certificate | None:
        return next(iter(self._certificates(OF_VISIT_SQL, visit_id)), None)

    def certificate_of_code(self, code: str) -> Certificate:
        deriver: Deriver = self.secrets.deriver
        named = deriver.named_by("verify", code)
        if named is None:
            raise Refusal("not_found", 404)
        return self.certificate(named)

    def drawn(self, certificate: Certificate) -> Drawn | None:
        row: Row = self.connection.execute(
            "SELECT drawn FROM certificate WHERE id = ?", (certificate.id,)
        ).fetchone()
        if row[0] is None:
            return None
        data = self._seal().unseal_data(row[0], f"certificate {certificate.id}")
        return Drawn(from_data(data["paper"]), data["entry"], data["finding"], data["certified"])

    def certificates_to_sign(self, roles: Collection[Role], most: int) -> list[Certificate]:
        found = [one for role in roles for one in self._certificates(TO_SIGN_SQL, role.value, most)]
        return sorted(found, key=lambda one: (one.made_at, one.id))[:most]

    def certificates_lost(self, roles: Collection[Role], since: datetime, most: int) -> list[Certificate]:
        return self._certificates(LOST_SQL, to_stamp(since), _roles_text(roles), most)

    def prints_of(self, certificate: Certificate) -> list[Job]:
        found = self.connection.execute(PRINTS_SQL, (certificate.visit, to_stamp(certificate.made_at)))
        return [rows.job_of(row) for row in found]


def _roles_text(roles: Collection[Role]) -> str:
    return json.dumps([role.value for role in roles])


def _fixed(one: Certificate) -> Row:
    return (
        one.id,
        one.visit,
        one.service,
        one.number,
        to_stamp(one.made_at),
        one.made_on.isoformat(),
        one.valid_until.isoformat(),
        one.digest,
        _roles_text(one.signers),
        one.replaces,
    )


def _moving(one: Certificate) -> Row:
    return (
        _roles_text(one.signed),
        one.state.value,
        one.waits_for.value if one.waits_for else None,
        one.replaced_by,
        to_stamp_or_none(one.issued_at),
        to_stamp_or_none(one.paged_at),
    )


def _of_row(row: Row) -> Certificate:
    return Certificate(
        id=row[0],
        visit=row[1],
        service=row[2],
        number=row[3],
        made_at=from_stamp(row[4]),
        made_on=date.fromisoformat(row[5]),
        valid_until=date.fromisoformat(row[6]),
        digest=row[7],
        signers=rows.roles_of(row[8]),
        replaces=row[9],
        signed=rows.roles_of(row[10]),
        state=CertificateState(row[11]),
        replaced_by=row[13],
        issued_at=from_stamp_or_none(row[14]),
        paged_at=from_stamp_or_none(row[15]),
    )
