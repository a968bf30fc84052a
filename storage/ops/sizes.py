"""How large the database is, and was: noted once a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection

REMEMBERED = timedelta(days=400)


class Growth(NamedTuple):
    """The size now, and by how many bytes it grew in so many days; no days: nothing to compare with yet."""

    size: int
    grown: int
    days: int


async def size(connection: Connection) -> int:
    """Return how many bytes the file has."""
    cursor = await connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    row = await cursor.fetchone()
    return int(row[0]) if row is not None else 0


async def free_pages(connection: Connection) -> int:
    """Return how many pages of the file hold nothing."""
    cursor = await connection.execute("PRAGMA freelist_count")
    row = await cursor.fetchone()
    return int(row[0]) if row is not None else 0


async def record(connection: Connection, now: datetime) -> None:
    """Note today's size, unless it is noted; drop what is very old."""
    await connection.execute(
        "INSERT INTO sizes VALUES (?, ?) ON CONFLICT (day) DO NOTHING", (_day(now), await size(connection))
    )
    await connection.execute("DELETE FROM sizes WHERE day < ?", (_day(now - REMEMBERED),))


async def growth(connection: Connection, now: datetime, over: timedelta) -> Growth:
    """Compare the size now with that of the earliest day noted within a span."""
    cursor = await connection.execute(
        """
        SELECT bytes, julianday(?) - julianday(day) AS days FROM sizes WHERE day >= ? AND day < ? ORDER BY day LIMIT 1
        """,
        (_day(now), _day(now - over), _day(now)),
    )
    then = await cursor.fetchone()
    present = await size(connection)
    if then is None:
        return Growth(present, 0, 0)
    return Growth(present, present - int(then["bytes"]), round(then["days"]))


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
