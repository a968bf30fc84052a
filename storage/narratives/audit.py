"""Who changed what, and when; and what a change of a narrative has to be undone to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_moment, to_text
from storage.model.ids import NarrativeId
from storage.model.narratives import Change

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId

# What readers choose for themselves is kept, and is no operator's business.
_READERS_OWN = "action NOT IN ('narrative.followed', 'narrative.left') AND action NOT LIKE 'subscriber.%'"


class Entry(NamedTuple):
    """One change: an action such as phrase.added, what it was done to, and in which words.

    That of a narrative has its `change`. `batch` is the first entry of what was changed together.
    """

    at: datetime
    actor_id: int
    action: str
    subject: str
    detail: str
    id: int
    change: Change | None = None
    batch: int | None = None


async def record(
    connection: Connection,
    actor_id: ChatId | int,
    action: str,
    subject: str,
    now: datetime,
    detail: str = "",
    *,
    change: Change | None = None,
    batch: int | None = None,
    undoes: int | None = None,
) -> int:
    """Write a change down, in the transaction that makes it, and return the entry's number. Actor 0 is the program."""
    kept = None if change is None else json.dumps([change.before, change.after], ensure_ascii=False)
    cursor = await connection.execute(
        """
        INSERT INTO audit (at, actor_id, action, subject, detail, change, batch, undoes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (to_text(now), actor_id, action, subject, detail, kept, batch, undoes),
    )
    return cursor.lastrowid or 0


async def get(connection: Connection, entry_id: int) -> Entry | None:
    """Return the entry of that number."""
    cursor = await connection.execute("SELECT * FROM audit WHERE id = ?", (entry_id,))
    row = await cursor.fetchone()
    return None if row is None else _entry(row)


async def together(connection: Connection, batch: int) -> list[Entry]:
    """Return what was changed together, oldest first."""
    cursor = await connection.execute("SELECT * FROM audit WHERE id = ?1 OR batch = ?1 ORDER BY id", (batch,))
    return [_entry(row) for row in await cursor.fetchall()]


async def undone(connection: Connection, entry_ids: Iterable[int]) -> set[int]:
    """Return those entries that another one took back."""
    cursor = await connection.execute(
        "SELECT undoes FROM audit WHERE undoes IN (SELECT value FROM json_each(?))", (json.dumps(list(entry_ids)),)
    )
    return {row["undoes"] for row in await cursor.fetchall()}


async def page(
    connection: Connection,
    limit: int,
    *,
    subject: str | None = None,
    before: int | None = None,
    after: int | None = None,
) -> list[Entry]:
    """Return what was changed, newest first: below the number `before`, or next above `after`; of one subject or all.

    What subscribers choose for themselves is left out.
    """
    upwards = after is not None
    whose = "?1 IS NULL" if subject is None else "subject = ?1"
    place, order = ("id > ?2", "ASC") if upwards else ("id < coalesce(?2, id + 1)", "DESC")
    cursor = await connection.execute(
        f"SELECT * FROM audit WHERE {whose} AND {place} AND {_READERS_OWN} ORDER BY id {order} LIMIT ?3",  # noqa: S608
        (subject, after if upwards else before, limit),
    )
    found = [_entry(row) for row in await cursor.fetchall()]
    return found[::-1] if upwards else found


async def newest(connection: Connection) -> int:
    """Return the number of the newest entry, 0 before the first."""
    cursor = await connection.execute("SELECT coalesce(max(id), 0) AS id FROM audit")
    row = await cursor.fetchone()
    return 0 if row is None else int(row["id"])


async def changed_from_outside(connection: Connection, after: int, upto: int) -> set[NarrativeId]:
    """Return the narratives that the command line changed, after one entry and up to another."""
    cursor = await connection.execute(
        "SELECT DISTINCT subject FROM audit WHERE id > ? AND id <= ? AND actor_id = 0 AND change IS NOT NULL",
        (after, upto),
    )
    return {NarrativeId(row["subject"]) for row in await cursor.fetchall()}


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        to_moment(row["at"]),
        row["actor_id"],
        row["action"],
        row["subject"],
        row["detail"],
        row["id"],
        None if row["change"] is None else Change(*json.loads(row["change"])),
        row["batch"],
    )
