"""Number deliveries on from far above, in a database that was put back to an earlier state.

Telegram refuses a delivery whose number it has seen: the numbers that were given after the backup must not come again,
or new alerts would pass for sent. Nor may a button under an old card name a new one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.database import to_moment

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection

EPOCH = to_moment("1970-01-01T00:00:00+00:00")
MILLISECOND = timedelta(milliseconds=1)
LEAP = 1_000_000_000  # where the clock is behind the numbers: more deliveries than can have been made since any backup


async def leap(connection: Connection, now: datetime) -> None:
    """Have what is owed from now on numbered by the moment, in milliseconds: no other restore gave those numbers.

    A backup may be restored twice, and what was sent in between is known to neither. Deliveries are made more slowly
    than milliseconds go by. What is longer than that does not fit into a button.
    """
    moment = (now - EPOCH) // MILLISECOND
    cursor = await connection.execute(
        "UPDATE sqlite_sequence SET seq = CASE WHEN seq < ?1 THEN ?1 ELSE seq + ?2 END WHERE name = 'outbox'",
        (moment, LEAP),
    )
    if not cursor.rowcount:  # nothing was ever owed
        await connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)", (moment,))


async def close_what_waits(connection: Connection) -> None:
    """Let summaries and storms that wait take no more posts.

    They may have been sent since the backup, and are then refused as repeats, with all that was put in anew.
    """
    await connection.execute(
        """
        UPDATE outbox SET closed = 1
        WHERE status = 'pending' AND closed = 0 AND (kind = 'summary' OR (kind = 'digest' AND occasion = 'storm'))
        """
    )
