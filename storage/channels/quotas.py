"""What an account may ask of Telegram: look-ups, joins and fetches of the last day, and the waits it was told to make.

It is kept, so that a restart makes no account impatient.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from storage.database import to_moment, to_text

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection


# A budget is of a day; the rest is for a clock that was set back.
REMEMBERED = timedelta(days=7)


class Spending(StrEnum):
    """What Telegram grants few of a day."""

    LOOKUP = "lookup"
    JOIN = "join"
    FETCH = "fetch"  # of a single post that an operator asks about


async def spend(connection: Connection, account: str, what: Spending, now: datetime) -> None:
    """Count one look-up, join or fetch, before it is asked for."""
    await connection.execute("INSERT INTO spendings VALUES (?, ?, ?)", (account, what, to_text(now)))


async def spent(connection: Connection, account: str, what: Spending, since: datetime) -> list[datetime]:
    """Return when an account looked up, joined or fetched since a moment, the earliest first."""
    cursor = await connection.execute(
        "SELECT at FROM spendings WHERE account = ? AND what = ? AND at > ? ORDER BY at",
        (account, what, to_text(since)),
    )
    return [to_moment(row["at"]) for row in await cursor.fetchall()]


async def forget_old(connection: Connection, now: datetime) -> None:
    """Drop what no budget counts any more, and waits that are over."""
    limit = to_text(now - REMEMBERED)
    await connection.execute("DELETE FROM spendings WHERE at < ?", (limit,))
    await connection.execute("DELETE FROM flood_waits WHERE until < ?", (limit,))


async def keep_wait(connection: Connection, account: str, method: str, until: datetime) -> None:
    """Keep until when an account has to wait with a method."""
    await connection.execute(
        "INSERT INTO flood_waits VALUES (?, ?, ?) ON CONFLICT (account, method) DO UPDATE SET until = excluded.until",
        (account, method, to_text(until)),
    )


async def waits(connection: Connection, account: str, now: datetime) -> dict[str, datetime]:
    """Return the methods that an account has to wait with, and until when."""
    cursor = await connection.execute(
        "SELECT method, until FROM flood_waits WHERE account = ? AND until > ? ORDER BY until",
        (account, to_text(now)),
    )
    return {row["method"]: to_moment(row["until"]) for row in await cursor.fetchall()}
