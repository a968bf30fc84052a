"""What a digest tells, gathered when it is written: the stories of the alerts that were rolled into it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from storage.channels import coverage_summary
from storage.channels.visibility import MAY_READ
from storage.database import to_moment
from storage.model.deliveries import LATE_AFTER, Occasion
from storage.model.digests import NARRATIVES_AT_ONCE, Digest, DigestNarrative, DigestStory
from storage.model.ids import NarrativeId, PostId
from storage.posts import lookup, spread

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId, DeliveryId

TOP_STORIES = 2  # of each narrative in the digest itself

# Which posts are told to the subscriber (?2) by the digest (?1), under which narrative, as which story; a post that
# is of no story is one by itself. Those who left a narrative meanwhile, or may not read a channel, are not told of it.
_TOLD = f"""
    WITH members AS MATERIALIZED (
        SELECT DISTINCT subscriptions.narrative_id, outbox.story_id, outbox.post_id
        FROM outbox
        JOIN matches ON matches.post_id = outbox.post_id AND matches.revision = outbox.revision
            AND matches.level = 'alert'
        JOIN subscriptions ON subscriptions.narrative_id = matches.narrative_id AND subscriptions.subscriber_id = ?2
        WHERE outbox.rolled_into = ?1 AND outbox.status = 'rolled'),
    copies AS (
        SELECT narrative_id, coalesce(story_id, -post_id) AS story, post_id FROM members
        UNION
        SELECT members.narrative_id, members.story_id, story_posts.post_id
        FROM members JOIN story_posts ON story_posts.story_id = members.story_id),
    told AS MATERIALIZED (
        SELECT copies.*, posts.channel_id, posts.posted_at, posts.deleted_at
        FROM copies JOIN posts ON posts.id = copies.post_id JOIN channels ON channels.id = posts.channel_id
        JOIN subscribers ON subscribers.id = ?2
        WHERE {MAY_READ})
"""  # noqa: S608 - only the constant above is put in


class _Totals(NamedTuple):
    narratives: int
    stories: int
    posts: int


async def digest(
    connection: Connection, delivery_id: DeliveryId, subscriber_id: ChatId, now: datetime, *, page: int = 0
) -> Digest | None:
    """Gather a page of what a digest tells its subscriber; None for another's, or where nothing is left to tell."""
    cursor = await connection.execute(
        """
        SELECT digest.*, count(*) FILTER (WHERE
                member.kind = 'new' AND julianday(member.owed_at) - julianday(posts.posted_at) > ?3) AS late,
            max(member.due_at) AS last_at
        FROM outbox AS digest
        LEFT JOIN outbox AS member ON member.rolled_into = digest.id AND member.status = 'rolled'
        LEFT JOIN posts ON posts.id = member.post_id
        WHERE digest.id = ?1 AND digest.subscriber_id = ?2 AND digest.kind = 'digest' GROUP BY digest.id
        """,
        (delivery_id, subscriber_id, LATE_AFTER / timedelta(days=1)),
    )
    row = await cursor.fetchone()
    if row is None:
        return None
    totals = await _totals(connection, delivery_id, subscriber_id)
    occasion = Occasion(row["occasion"])
    if totals.stories == 0 and occasion is not Occasion.ALL_QUIET:
        return None
    over = occasion is Occasion.STORM and row["closed"]
    return Digest(
        delivery_id,
        occasion,
        to_moment(row["owed_at"]),
        await _narratives(connection, delivery_id, subscriber_id, page),
        *totals,
        row["late"],
        await coverage_summary.coverage_summary(connection, subscriber_id, now),
        over_at=to_moment(row["last_at"]) if over else None,
        sent_at=row["sent_at"] and to_moment(row["sent_at"]),
        message_id=row["message_id"],
    )


async def _totals(connection: Connection, delivery_id: DeliveryId, subscriber_id: ChatId) -> _Totals:
    cursor = await connection.execute(
        f"""
        {_TOLD}
        SELECT count(DISTINCT narrative_id) AS narratives, count(DISTINCT story) AS stories,
            count(DISTINCT post_id) AS posts FROM told
        """,  # noqa: S608 - only the constant above is put in
        (delivery_id, subscriber_id),
    )
    row = await cursor.fetchone()
    return _Totals(0, 0, 0) if row is None else _Totals(row["narratives"], row["stories"], row["posts"])


async def _narratives(
    connection: Connection, delivery_id: DeliveryId, subscriber_id: ChatId, page: int
) -> tuple[DigestNarrative, ...]:
    """Return a page of narratives, urgent ones first and then the busiest."""
    cursor = await connection.execute(
        f"""
        {_TOLD}
        SELECT narratives.id, title, urgent, count(DISTINCT story) AS stories, count(DISTINCT post_id) AS posts,
            count(DISTINCT channel_id) AS channels
        FROM told JOIN narratives ON narratives.id = told.narrative_id
        GROUP BY narratives.id ORDER BY urgent DESC, posts DESC, title LIMIT ?3 OFFSET ?4
        """,  # noqa: S608 - only the constant above is put in
        (delivery_id, subscriber_id, NARRATIVES_AT_ONCE, page * NARRATIVES_AT_ONCE),
    )
    return tuple(
        [
            await _narrative(connection, delivery_id, subscriber_id, row, (0, TOP_STORIES))
            for row in await cursor.fetchall()
        ]
    )


async def _narrative(
    connection: Connection, delivery_id: DeliveryId, subscriber_id: ChatId, row: sqlite3.Row, window: tuple[int, int]
) -> DigestNarrative:
    return DigestNarrative(
        NarrativeId(row["id"]),
        row["title"],
        bool(row["urgent"]),
        row["stories"],
        row["posts"],
        row["channels"],
        await _stories(connection, delivery_id, subscriber_id, NarrativeId(row["id"]), window),
    )


async def narrative(
    connection: Connection,
    delivery_id: DeliveryId,
    subscriber_id: ChatId,
    narrative_id: NarrativeId,
    *,
    offset: int,
    limit: int,
) -> DigestNarrative | None:
    """Return one narrative of a digest with so many of its stories, those that came furthest first."""
    cursor = await connection.execute(
        f"""
        {_TOLD}
        SELECT narratives.id, title, urgent, count(DISTINCT story) AS stories, count(DISTINCT post_id) AS posts,
            count(DISTINCT channel_id) AS channels
        FROM told JOIN narratives ON narratives.id = told.narrative_id WHERE narratives.id = ?3 GROUP BY narratives.id
        """,  # noqa: S608 - only the constant above is put in
        (delivery_id, subscriber_id, narrative_id),
    )
    row = await cursor.fetchone()
    return None if row is None else await _narrative(connection, delivery_id, subscriber_id, row, (offset, limit))


async def _stories(
    connection: Connection,
    delivery_id: DeliveryId,
    subscriber_id: ChatId,
    narrative_id: NarrativeId,
    window: tuple[int, int],
) -> tuple[DigestStory, ...]:
    cursor = await connection.execute(
        f"""
        {_TOLD}
        SELECT story, count(*) AS posts, count(DISTINCT channel_id) AS channels, min(posted_at), post_id, deleted_at
        FROM told WHERE narrative_id = ?3 GROUP BY story
        ORDER BY channels DESC, posts DESC, min(posted_at), story LIMIT ?5 OFFSET ?4
        """,  # noqa: S608 - only the constant above is put in; SQLite takes the bare columns from the row of the minimum
        (delivery_id, subscriber_id, narrative_id, *window),
    )
    return tuple([await _story(connection, subscriber_id, narrative_id, row) for row in await cursor.fetchall()])


async def _story(
    connection: Connection, subscriber_id: ChatId, narrative_id: NarrativeId, told: sqlite3.Row
) -> DigestStory:
    lead = await lookup.get(connection, PostId(told["post_id"]))
    checks = await spread.debunks(connection, told["story"], subscriber_id, [narrative_id])
    return DigestStory(
        lead.post,
        lead.channel,
        told["posts"],
        told["channels"],
        deleted=told["deleted_at"] is not None,
        check=checks[0] if checks else None,
    )
