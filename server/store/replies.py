"""The replies kept for repeats: the same command again gets the same answer, also after a restart.

A page that lost the answer must be able to ask again without fear of a second ticket. The body is sealed: it holds
what its reader alone may know, and filled up, because a length may tell it too.
"""

import hmac
import sqlite3
from datetime import datetime

from server.desk.commands import Reply, ReplyKey
from server.domain.refusal import Refusal
from server.store.keys import Sealer, filled_up
from server.store.times import to_stamp

_NO_COMMAND = b""  # the fingerprint of none


class Replies:
    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    def find(self, connection: sqlite3.Connection, actor: str, key: ReplyKey) -> Reply | None:
        """The reply that was given, marked as replayed.

        Raises Refusal `key_reused` (409) if the key stood for another command, ValueError if it does not unseal.
        """
        row = connection.execute(
            "SELECT fingerprint, status, body FROM reply WHERE actor = ? AND key = ?", (actor, key.key)
        ).fetchone()
        if row is None:
            return None
        fingerprint, status, body = row
        if not hmac.compare_digest(fingerprint, key.fingerprint):
            raise Refusal("key_reused", 409)
        return Reply(status, self._sealer.unseal(body, _about(actor, key)).rstrip(b" "), replayed=True)

    def keep(
        self, connection: sqlite3.Connection, actor: str, key: ReplyKey, reply: Reply, now: datetime
    ) -> None:
        """A command that forbade its own key has the last word."""
        sealed = self._sealer.seal(filled_up(reply.body), _about(actor, key))
        connection.execute(
            "INSERT OR REPLACE INTO reply VALUES (?,?,?,?,?,?)",
            (actor, key.key, key.fingerprint, reply.status, sealed, to_stamp(now)),
        )

    def forbid(self, connection: sqlite3.Connection, actor: str, key: str, now: datetime) -> None:
        """From now on `key` stands for a command that nobody can give."""
        self.keep(connection, actor, ReplyKey(key, _NO_COMMAND), Reply(204, b""), now)


def _about(actor: str, key: ReplyKey) -> str:
    return f"reply {actor} {key.key}"
