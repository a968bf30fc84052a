"""What was matched in the posts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from storage.model.ids import MessageId, NarrativeId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.database import Connection
    from storage.model.ids import ChannelId, PostId, Span
    from storage.model.narratives import Match
    from storage.posts.posts import SavedPost


async def between(connection: Connection, channel_id: ChannelId, first: MessageId, last: MessageId) -> set[MessageId]:
    """Return the messages of a stretch of a channel that matched well enough to alert."""
    cursor = await connection.execute(
        """
        SELECT message_id FROM posts WHERE channel_id = ? AND message_id BETWEEN ? AND ?
            AND EXISTS (SELECT 1 FROM matches WHERE post_id = posts.id AND level = 'alert')
        """,
        (channel_id, first, last),
    )
    return {MessageId(row["message_id"]) for row in await cursor.fetchall()}


async def save(connection: Connection, kept: SavedPost, matches: Iterable[Match]) -> None:
    """Store what was found in one revision of a post."""
    await connection.executemany(
        """
        INSERT INTO matches SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, posted_at FROM posts WHERE id = ?1
        ON CONFLICT DO NOTHING
        """,
        [
            (
                kept.id,
                kept.revision,
                match.phrase_id,
                match.narrative_id,
                match.level,
                match.score,
                json.dumps(match.spans),
            )
            for match in matches
        ],
    )


async def narratives(connection: Connection, post_id: PostId, *, revision: int | None = None) -> set[NarrativeId]:
    """Return the narratives that a post, in one revision or in any, matched well enough to alert."""
    cursor = await connection.execute(
        """
        SELECT DISTINCT narrative_id FROM matches
        WHERE post_id = ?1 AND revision = coalesce(?2, revision) AND level = 'alert'
        """,
        (post_id, revision),
    )
    return {NarrativeId(row["narrative_id"]) for row in await cursor.fetchall()}


async def spans(connection: Connection, post_id: PostId, revision: int) -> list[Span]:
    """Return where a revision of a post matched well enough to alert."""
    cursor = await connection.execute(
        "SELECT spans FROM matches WHERE post_id = ? AND revision = ? AND level = 'alert'", (post_id, revision)
    )
    return [(start, end) for row in await cursor.fetchall() for start, end in json.loads(row["spans"])]
