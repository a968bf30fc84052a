"""Who changed what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_moment, to_text

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection
    from storage.model import ChatId


class Entry(NamedTuple):
    """One change: an action such as phrase.added, what it was done to, and in which words."""

    at: datetime
    actor_id: int
    action: str
    subject: str
    detail: str


async def note(
    connection: Connection, actor_id: ChatId | int, action: str, subject: str, now: datetime, detail: str = ""
) -> None:
    """Write a change down, in the transaction that makes it. Actor 0 is the program itself."""
    await connection.execute(
        "INSERT INTO audit (at, actor_id, action, subject, detail) VALUES (?, ?, ?, ?, ?)",
        (to_text(now), actor_id, action, subject, detail),
    )


async def latest(connection: Connection, limit: int) -> list[Entry]:
    """Return the newest entries, newest first."""
    cursor = await connection.execute("SELECT * FROM audit ORDER BY id DESC LIMIT ?", (limit,))
    return [
        Entry(to_moment(row["at"]), row["actor_id"], row["action"], row["subject"], row["detail"])
        for row in await cursor.fetchall()
    ]
