"""What has been kept long enough goes, in small pieces, so that no clerk ever waits for the broom."""

from datetime import timedelta

from server.desk.commands import REPLIES_KEPT_FOR
from server.store.house import SqlHouse
from server.store.times import to_stamp

MOST_AT_ONCE = 200
PAPERS_KEPT_FOR = timedelta(days=1)  # the drawing only: that it was printed stays in `job` and in the ledger

_SWEEPS = (
    (
        # Rows lie in the order of their time: no index is kept for this alone, which every command would pay for.
        "DELETE FROM reply WHERE at < ?1 AND rowid IN (SELECT rowid FROM reply ORDER BY rowid LIMIT ?2)",
        REPLIES_KEPT_FOR,
    ),
    (
        "DELETE FROM session WHERE token_hash IN (SELECT token_hash FROM session WHERE expires_at < ? LIMIT ?)",
        timedelta(0),
    ),
    (
        "UPDATE job SET paper = NULL WHERE id IN"
        " (SELECT id FROM job WHERE paper IS NOT NULL AND ended_at IS NOT NULL AND ended_at < ? LIMIT ?)",
        PAPERS_KEPT_FOR,
    ),
)


def sweep(house: SqlHouse) -> int:
    """Remove at most a small piece of each kind; returns how many rows went, 0 when all is swept."""
    return sum(
        house.connection.execute(sql, (to_stamp(house.now - kept_for), MOST_AT_ONCE)).rowcount
        for sql, kept_for in _SWEEPS
    )
