"""When a subscriber's day is over: then a digest is due, or the line that all is quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.database import to_moment, to_text
from storage.model.ids import ChatId
from storage.people.subscribers import from_row

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.database import Connection
    from storage.model.subscribers import Subscriber


async def unplanned(connection: Connection) -> list[Subscriber]:
    """Return the subscribers who follow something and whose next round is not planned."""
    cursor = await connection.execute(
        """
        SELECT * FROM subscribers
        WHERE status = 'active' AND role <> 'console'
            AND id NOT IN (SELECT subscriber_id FROM rounds) AND id IN (SELECT subscriber_id FROM subscriptions)
        """
    )
    return [from_row(row) for row in await cursor.fetchall()]


async def plan(connection: Connection, due: Mapping[ChatId, datetime]) -> None:
    """Set when the next round of each subscriber is due."""
    await connection.executemany(
        """
        INSERT INTO rounds (subscriber_id, due_at) SELECT id, ?2 FROM subscribers WHERE id = ?1
        ON CONFLICT (subscriber_id) DO UPDATE SET due_at = excluded.due_at
        """,
        [(subscriber_id, to_text(moment)) for subscriber_id, moment in due.items()],
    )


async def forget(connection: Connection, subscriber_id: ChatId) -> None:
    """Have a subscriber's next round planned anew, since their day begins at another time."""
    await connection.execute("DELETE FROM rounds WHERE subscriber_id = ?", (subscriber_id,))


async def due(connection: Connection, now: datetime) -> dict[ChatId, datetime]:
    """Return whose round is due, and since when; subscribers that can be reached only."""
    cursor = await connection.execute(
        """
        SELECT subscriber_id, due_at FROM rounds JOIN subscribers ON subscribers.id = subscriber_id
        WHERE due_at <= ? AND status = 'active'
        """,
        (to_text(now),),
    )
    return {ChatId(row["subscriber_id"]): to_moment(row["due_at"]) for row in await cursor.fetchall()}


async def next_due(connection: Connection) -> datetime | None:
    """Return when the next round is due, or None."""
    cursor = await connection.execute(
        """
        SELECT min(due_at) AS due FROM rounds JOIN subscribers ON subscribers.id = subscriber_id
        WHERE status = 'active'
        """
    )
    row = await cursor.fetchone()
    return None if row is None or row["due"] is None else to_moment(row["due"])


async def was_quiet(connection: Connection, subscriber_id: ChatId, since: datetime) -> bool:
    """Tell whether a subscriber followed something all the time since a moment, and nothing was told or is held.

    What the program says of itself does not count, nor an earlier line that all is quiet.
    """
    cursor = await connection.execute(
        """
        SELECT EXISTS (
                SELECT 1 FROM subscriptions JOIN narratives ON narratives.id = narrative_id
                WHERE subscriber_id = ?1 AND status = 'active' AND since <= ?2)
            AND NOT EXISTS (
                SELECT 1 FROM outbox
                WHERE subscriber_id = ?1 AND kind <> 'notice' AND coalesce(occasion, '') <> 'all-quiet'
                    AND (status IN ('pending', 'held') OR sent_at > ?2 OR amended_at > ?2
                        OR (status = 'rolled' AND due_at > ?2)))
            AS quiet
        """,
        (subscriber_id, to_text(since)),
    )
    row = await cursor.fetchone()
    return row is not None and bool(row["quiet"])
