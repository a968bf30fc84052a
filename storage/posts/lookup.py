"""Stored posts as people look them up: by their row, or by what their link says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from storage.channels import channels
from storage.database import to_moment, to_text
from storage.model.ids import ChannelId, MessageId, PostId
from storage.posts import posts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    from storage.database import Connection
    from storage.model.channels import Channel
    from storage.model.posts import Post


class Text(NamedTuple):
    """What a post says now, with the title of its link preview."""

    post_id: PostId
    posted_at: datetime
    text: str
    preview: str | None


class StoredPost(NamedTuple):
    """A post as it is now, with the channel that it is in."""

    id: PostId
    channel: Channel
    post: Post


async def texts(
    connection: Connection, ids: Collection[PostId], *, since: datetime | None = None, channel: ChannelId | None = None
) -> list[Text]:
    """Return what those posts say, as far as they are of a channel and were posted since a moment."""
    cursor = await connection.execute(
        """
        SELECT id, posted_at, text, preview FROM posts
        WHERE id IN (SELECT value FROM json_each(?1))
            AND posted_at >= coalesce(?2, '') AND channel_id = coalesce(?3, channel_id)
        """,
        (json.dumps([*ids]), since and to_text(since), channel),
    )
    return [
        Text(PostId(row["id"]), to_moment(row["posted_at"]), row["text"], row["preview"])
        for row in await cursor.fetchall()
    ]


async def newest_first(
    connection: Connection, ids: Collection[PostId], *, since: datetime | None = None, channel: ChannelId | None = None
) -> list[PostId]:
    """Return those posts, as far as they are of a channel and were posted since a moment, the newest first."""
    cursor = await connection.execute(
        """
        SELECT id FROM posts
        WHERE id IN (SELECT value FROM json_each(?1))
            AND posted_at >= coalesce(?2, '') AND channel_id = coalesce(?3, channel_id)
        ORDER BY posted_at DESC, id DESC
        """,
        (json.dumps([*ids]), since and to_text(since), channel),
    )
    return [PostId(row["id"]) for row in await cursor.fetchall()]


async def read(connection: Connection, ids: Collection[PostId]) -> list[StoredPost]:
    """Return those posts with their channels, in the order asked for."""
    cursor = await connection.execute(
        "SELECT * FROM posts WHERE id IN (SELECT value FROM json_each(?))", (json.dumps([*ids]),)
    )
    rows = {row["id"]: row for row in await cursor.fetchall()}
    every = {channel.id: channel for channel in await channels.list_all(connection, removed=True)}
    return [_stored(rows[one], every) for one in ids if one in rows]


async def get(connection: Connection, post_id: PostId) -> StoredPost:
    """Return a post that something points to, with its channel. Raises LookupError where there is none."""
    cursor = await connection.execute("SELECT * FROM posts WHERE id = ?", (post_id,))
    row = await cursor.fetchone()
    channel = None if row is None else await channels.get(connection, ChannelId(row["channel_id"]))
    if row is None or channel is None:  # the foreign keys hold them
        raise LookupError(f"post {post_id}")
    return _stored(row, {channel.id: channel})


async def at(connection: Connection, channel_id: ChannelId, message_id: MessageId) -> StoredPost | None:
    """Return the post that a message is, or is a part of: an album is one post."""
    cursor = await connection.execute(
        """
        SELECT * FROM posts WHERE id = coalesce(
            (SELECT id FROM posts WHERE channel_id = ?1 AND message_id = ?2),
            (SELECT post_id FROM album_members WHERE channel_id = ?1 AND message_id = ?2))
        """,
        (channel_id, message_id),
    )
    row = await cursor.fetchone()
    if row is None:
        return None
    channel = await channels.get(connection, channel_id)
    return None if channel is None else _stored(row, {channel.id: channel})


async def span(
    connection: Connection, *, since: datetime | None = None
) -> tuple[int, datetime | None, datetime | None]:
    """Return how many posts are stored since a moment, and when the first and the last of them were posted."""
    cursor = await connection.execute(
        """
        SELECT count(*) AS number, min(posted_at) AS first, max(posted_at) AS last FROM posts
        WHERE posted_at >= coalesce(?, '')
        """,
        (since and to_text(since),),
    )
    row = await cursor.fetchone()
    if row is None or row["first"] is None:
        return 0, None, None
    return row["number"], to_moment(row["first"]), to_moment(row["last"])


def _stored(row: sqlite3.Row, every: dict[ChannelId, Channel]) -> StoredPost:
    post = posts.from_row(row, row["text"], row["edited_at"])
    return StoredPost(PostId(row["id"]), every[post.channel_id], post)
