"""Number on from far above, in a database that was put back to an earlier state.

Telegram refuses a delivery whose number it has seen: the numbers that were given after the backup must not come again,
or new alerts would pass for sent. Nor may a button under an old message name what is new: a card, a change to undo, a
phrase to remove.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from storage.database import Connection


class Scale(NamedTuple):
    """What numbers lead up to: how many of these units have passed since the epoch.

    Rows have to come more slowly than the units go by. Where the clock is behind the numbers they leap by `ahead`: more
    than can have been given since any backup.
    """

    epoch: datetime
    unit: timedelta
    ahead: int


DELIVERIES = Scale(to_moment("1970-01-01T00:00:00+00:00"), timedelta(milliseconds=1), 1_000_000_000)
# People read these numbers, and type them; and beside one of them a button has room for the longest id of a narrative.
SHORT = Scale(to_moment("2020-01-01T00:00:00+00:00"), timedelta(minutes=1), 10_000)
SCALES = MappingProxyType(
    {"outbox": DELIVERIES, "phrases": SHORT, "audit": SHORT, "inquiries": SHORT, "imports": SHORT}
)


def given(path: Path) -> dict[str, int]:
    """Return up to which number the rows of each table are numbered in a database that is about to be replaced.

    Nothing where there is none, or none that can be read.
    """
    try:
        # Who may only read leaves a journal behind, which would then be put aside with the database.
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=10)) as connection:
            return {str(name): int(seq) for name, seq in connection.execute("SELECT name, seq FROM sqlite_sequence")}
    except (sqlite3.Error, OSError, UnicodeDecodeError, TypeError, ValueError):  # it may be damaged in any way
        return {}


async def leave_id_gap(connection: Connection, now: datetime, given: Mapping[str, int] = MappingProxyType({})) -> None:
    """Have what comes from now on numbered by the moment, and above what was `given`: no other restore gave those.

    A backup may be restored twice, and what was done in between is known to neither.
    """
    for table, (epoch, unit, ahead) in SCALES.items():
        least = max((now - epoch) // unit, given.get(table, 0))
        cursor = await connection.execute(
            "UPDATE sqlite_sequence SET seq = CASE WHEN seq < ?2 THEN ?2 ELSE seq + ?3 END WHERE name = ?1",
            (table, least, ahead),
        )
        if not cursor.rowcount:  # there never was such a row
            await connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, least))


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
