"""Number deliveries on from far above, in a database that was put back to an earlier state.

Telegram refuses a delivery whose number it has seen: the numbers that were given after the backup must not come again,
or new alerts would pass for sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.database import to_text

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection

LEAP = 1_000_000_000  # more deliveries than can have been made since any backup


async def leap(connection: Connection, now: datetime) -> int | None:
    """Put in a row far above all others, that the next ones follow; return its number, None where nobody is written to.

    It stands there as given up; `land` takes it out again.
    """
    cursor = await connection.execute(
        """
        INSERT INTO outbox (id, subscriber_id, kind, status, owed_at, due_at, reason)
        SELECT coalesce((SELECT max(id) FROM outbox), 0) + ?1, subscribers.id, 'notice', 'buried', ?2, ?2, 'restored'
        FROM subscribers ORDER BY subscribers.id LIMIT 1
        RETURNING id
        """,
        (LEAP, to_text(now)),
    )
    row = await cursor.fetchone()
    return None if row is None else int(row["id"])


async def land(connection: Connection, number: int) -> None:
    """Take the row out where others follow it."""
    await connection.execute(
        "DELETE FROM outbox WHERE id = ?1 AND EXISTS (SELECT 1 FROM outbox AS later WHERE later.id > ?1)", (number,)
    )
