"""What a subscriber did not get at once: what was held, came late, or was too old for an alert of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from storage.channels.visibility import MAY_READ
from storage.database import to_moment, to_text
from storage.model.deliveries import LATE_AFTER, HeldBy
from storage.model.ids import PostId
from storage.posts import lookup

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from storage.database import Connection
    from storage.model.channels import Channel
    from storage.model.ids import ChatId
    from storage.model.posts import Post


class MissedWhy(StrEnum):
    """Why something did not come at once; of what is told in a digest or a storm, that it was."""

    HELD = "held"
    TOGETHER = "together"
    LATE = "late"
    TOO_OLD = "too-old"


@dataclass(frozen=True, slots=True)
class Missed:
    """One post that did not come at once. `at` is when it was told, or until when it is held, or was summed up."""

    why: MissedWhy
    held_by: HeldBy | None
    at: datetime
    post: Post
    channel: Channel


_MISSED = """
    WITH missed AS (
        SELECT 'held' AS why, held_by, due_at AS at, owed_at, post_id FROM outbox
        WHERE subscriber_id = ?1 AND kind IN ('new', 'edit-added') AND status = 'held'
        UNION ALL
        SELECT 'together', member.held_by, coalesce(digest.sent_at, member.due_at), member.owed_at, member.post_id
        FROM outbox AS member JOIN outbox AS digest ON digest.id = member.rolled_into
        WHERE member.subscriber_id = ?1 AND member.kind IN ('new', 'edit-added') AND member.status = 'rolled'
        UNION ALL
        SELECT 'late', held_by, sent_at, owed_at, post_id FROM outbox JOIN posts ON posts.id = post_id
        WHERE subscriber_id = ?1 AND kind IN ('new', 'edit-added') AND status = 'sent'
            AND julianday(sent_at)
                - julianday(CASE kind WHEN 'new' THEN posted_at ELSE coalesce(edited_at, posted_at) END) > ?3
        UNION ALL
        SELECT DISTINCT 'too-old', NULL, coalesce(sent_at, due_at), owed_at, summary_posts.post_id
        FROM outbox JOIN summary_posts ON delivery_id = outbox.id
        WHERE subscriber_id = ?1 AND kind = 'summary')
"""
# What a private channel said is for those who may read it now, whatever they were owed once.
_READABLE = f"""
    FROM missed JOIN posts ON posts.id = missed.post_id JOIN channels ON channels.id = posts.channel_id
    JOIN subscribers ON subscribers.id = ?1 WHERE missed.owed_at > ?2 AND {MAY_READ}
"""


async def count(connection: Connection, subscriber_id: ChatId, since: datetime) -> int:
    """Return how much did not come at once of what was found since a moment."""
    cursor = await connection.execute(
        f"{_MISSED} SELECT count(*) AS number {_READABLE}",
        (subscriber_id, to_text(since), LATE_AFTER / timedelta(days=1)),
    )
    row = await cursor.fetchone()
    return 0 if row is None else int(row["number"])


async def missed(
    connection: Connection, subscriber_id: ChatId, since: datetime, *, limit: int, offset: int = 0
) -> list[Missed]:
    """Return what did not come at once of what was found since a moment, the newest first."""
    cursor = await connection.execute(
        f"""
        {_MISSED}
        SELECT missed.why, missed.held_by, missed.at, missed.post_id
        {_READABLE} ORDER BY missed.owed_at DESC, missed.post_id DESC LIMIT ?4 OFFSET ?5
        """,
        (subscriber_id, to_text(since), LATE_AFTER / timedelta(days=1), limit, offset),
    )
    return [await _missed(connection, row) for row in await cursor.fetchall()]


async def _missed(connection: Connection, row: sqlite3.Row) -> Missed:
    stored = await lookup.get(connection, PostId(row["post_id"]))
    return Missed(
        MissedWhy(row["why"]),
        row["held_by"] and HeldBy(row["held_by"]),
        to_moment(row["at"]),
        stored.post,
        stored.channel,
    )
