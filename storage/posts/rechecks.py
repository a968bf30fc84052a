"""Matched posts that are read again: when, what was counted each time, and whether they are still there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_moment, to_text
from storage.model.ids import ChannelId, MessageId, PostId

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    from storage.database import Connection


class Recheck(NamedTuple):
    """A post that is to be read again, and its messages: several if it is an album.

    `missing_since` is when it was first not to be found.
    """

    post_id: PostId
    message_ids: tuple[MessageId, ...]
    posted_at: datetime
    missing_since: datetime | None
    deleted_at: datetime | None


async def plan(connection: Connection, post_id: PostId, due: datetime | None) -> None:
    """Set when a post is read again; None for never more."""
    if due is None:
        await connection.execute("DELETE FROM revisits WHERE post_id = ?", (post_id,))
        return
    await connection.execute(
        "INSERT INTO revisits VALUES (?, ?) ON CONFLICT (post_id) DO UPDATE SET due_at = excluded.due_at",
        (post_id, to_text(due)),
    )


async def suspect(
    connection: Connection, channel_id: ChannelId, message_ids: Collection[MessageId], now: datetime, due: datetime
) -> int:
    """Note that matched posts seem to be gone, and have them read again by `due`; return how many are kept."""
    cursor = await connection.execute(
        """
        WITH asked AS (SELECT value AS message_id FROM json_each(?2))
        SELECT id FROM posts
        WHERE id IN (SELECT id FROM posts JOIN asked USING (message_id) WHERE channel_id = ?1
                UNION SELECT post_id FROM album_members JOIN asked USING (message_id) WHERE channel_id = ?1)
            AND deleted_at IS NULL AND EXISTS (SELECT 1 FROM matches WHERE post_id = posts.id AND level = 'alert')
        """,
        (channel_id, json.dumps(list(message_ids))),
    )
    found = [row["id"] for row in await cursor.fetchall()]
    await connection.executemany(
        "UPDATE posts SET missing_since = coalesce(missing_since, ?) WHERE id = ?",
        [(to_text(now), post_id) for post_id in found],
    )
    await connection.executemany(
        "INSERT INTO revisits VALUES (?, ?) ON CONFLICT (post_id) DO UPDATE SET due_at = min(due_at, excluded.due_at)",
        [(post_id, to_text(due)) for post_id in found],
    )
    return len(found)


async def channels_due(connection: Connection, now: datetime) -> list[ChannelId]:
    """Return the channels with posts that are to be read again now, the longest overdue first."""
    cursor = await connection.execute(
        """
        SELECT channel_id FROM revisits JOIN posts ON posts.id = post_id WHERE due_at <= ?
        GROUP BY channel_id ORDER BY min(due_at)
        """,
        (to_text(now),),
    )
    return [ChannelId(row["channel_id"]) for row in await cursor.fetchall()]


async def due(connection: Connection, channel_id: ChannelId, until: datetime, limit: int) -> list[Recheck]:
    """Return the posts of a channel that are to be read again until then, the longest overdue first."""
    cursor = await connection.execute(
        """
        SELECT posts.*, (SELECT json_group_array(message_id) FROM album_members WHERE post_id = posts.id) AS members
        FROM revisits JOIN posts ON posts.id = post_id
        WHERE channel_id = ? AND due_at <= ? ORDER BY due_at, post_id LIMIT ?
        """,
        (channel_id, to_text(until), limit),
    )
    return [_revisit(row) for row in await cursor.fetchall()]


def _revisit(row: sqlite3.Row) -> Recheck:
    return Recheck(
        PostId(row["id"]),
        tuple(json.loads(row["members"])) or (MessageId(row["message_id"]),),
        to_moment(row["posted_at"]),
        row["missing_since"] and to_moment(row["missing_since"]),
        row["deleted_at"] and to_moment(row["deleted_at"]),
    )


async def neighbours(
    connection: Connection, channel_id: ChannelId, but: Collection[MessageId], limit: int
) -> list[MessageId]:
    """Return the newest messages of a channel that should be there, other than some."""
    cursor = await connection.execute(
        """
        SELECT message_id FROM posts WHERE channel_id = ? AND missing_since IS NULL AND deleted_at IS NULL
            AND message_id NOT IN (SELECT value FROM json_each(?)) ORDER BY message_id DESC LIMIT ?
        """,
        (channel_id, json.dumps(list(but)), limit),
    )
    return [MessageId(row["message_id"]) for row in await cursor.fetchall()]


async def record_counts(
    connection: Connection,
    post_id: PostId,
    now: datetime,
    *,
    views: int | None,
    forwards: int | None,
    reactions: int | None,
) -> None:
    """Keep how often a post was seen, forwarded and reacted to by now."""
    if (views, forwards, reactions) != (None, None, None):
        await connection.execute(
            "INSERT INTO counts VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (post_id, to_text(now), views, forwards, reactions),
        )


async def record_present(connection: Connection, post_id: PostId) -> None:
    """Note that a post is there."""
    await connection.execute(
        "UPDATE posts SET missing_since = NULL, deleted_at = NULL WHERE id = ? AND missing_since IS NOT NULL",
        (post_id,),
    )


async def record_missing(connection: Connection, post_id: PostId, now: datetime) -> None:
    """Note that a post was not to be found."""
    await connection.execute(
        "UPDATE posts SET missing_since = coalesce(missing_since, ?) WHERE id = ?", (to_text(now), post_id)
    )


async def record_deleted(connection: Connection, post_id: PostId) -> None:
    """Note that a post is gone, since it was first not to be found."""
    await connection.execute("UPDATE posts SET deleted_at = missing_since WHERE id = ?", (post_id,))
