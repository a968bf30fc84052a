"""How far a story has come, and who answered it, as one reader may know it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from storage.channels.channels import from_row as channel_from_row
from storage.channels.visibility import MAY_READ
from storage.database import to_moment
from storage.model.ids import MessageId
from storage.model.stories import Debunk, Sighting, Spread

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from storage.database import Connection
    from storage.model.deliveries import Delivery
    from storage.model.ids import ChatId, NarrativeId

OTHERS_NAMED = 3
DEBUNKS_NAMED = 3
# The first post of a story in each of its channels.
_FIRSTS = f"""
    WITH firsts AS (
        SELECT story_posts.at, story_posts.post_id, posts.message_id, posts.channel_id,
            row_number() OVER (PARTITION BY posts.channel_id ORDER BY story_posts.at, post_id) AS place
        FROM story_posts JOIN posts ON posts.id = post_id JOIN channels ON channels.id = posts.channel_id
        WHERE story_id = ? AND channels.role <> 'fact-checker')
    SELECT firsts.at, firsts.message_id, channels.*, {MAY_READ} AS readable
    FROM firsts JOIN channels ON channels.id = firsts.channel_id JOIN subscribers ON subscribers.id = ?
    WHERE place = 1 ORDER BY firsts.at, post_id
"""  # noqa: S608 - only the constant above is put in


async def spread(connection: Connection, delivery: Delivery) -> Spread | None:
    """Gather how far the story of a delivery has come; None where only one post tells it.

    A post has changed that once told a narrative that the subscriber follows, and tells none of them any more.
    """
    cursor = await connection.execute(
        """
        SELECT count(*) AS posts, sum(views) AS views, count(*) FILTER (WHERE forward) AS forwarded,
            count(*) FILTER (WHERE deleted AND NOT own) AS deleted,
            count(*) FILTER (WHERE changed AND NOT deleted AND NOT own) AS changed,
            min(at) AS first_at, max(forward) FILTER (WHERE place = 1) AS first_is_forward
        FROM (
            SELECT posts.views, story_posts.at, posts.id = ?2 AS own, posts.deleted_at IS NOT NULL AS deleted,
                coalesce(forward_title, forward_channel_id, forward_posted_at) IS NOT NULL AS forward,
                row_number() OVER (ORDER BY story_posts.at, posts.id) AS place,
                (SELECT max(matches.revision) < posts.revision
                    FROM matches JOIN subscriptions ON subscriptions.narrative_id = matches.narrative_id
                    WHERE matches.post_id = posts.id AND level = 'alert' AND subscriber_id = ?3) AS changed
            FROM story_posts JOIN posts ON posts.id = post_id JOIN channels ON channels.id = posts.channel_id
            WHERE story_id = ?1 AND channels.role <> 'fact-checker')
        """,
        (delivery.story_id, delivery.post_id, delivery.subscriber.id),
    )
    row = await cursor.fetchone()
    if row is None or row["posts"] < 2:
        return None
    seen = await _sightings(connection, delivery)
    first, last = seen[0][1], seen[-1][1]
    cursor = await connection.execute("SELECT channel_id FROM posts WHERE id = ?", (delivery.post_id,))
    own = await cursor.fetchone()
    others = [one for channel_id, one in seen[1:] if own is None or channel_id != own["channel_id"]]
    named = [one for one in others if one.channel is not None][:OTHERS_NAMED]
    forwarded = row["forwarded"] - row["first_is_forward"]
    return Spread(
        first,
        posts=row["posts"],
        channels=len(seen),
        span=last.at - first.at,
        forwarded=forwarded,
        retyped=row["posts"] - 1 - forwarded,
        views=row["views"],
        others=tuple(named),
        others_unnamed=len(others) - len(named),
        deleted=row["deleted"],
        changed=row["changed"],
    )


async def debunks(
    connection: Connection, story_id: int | None, reader: ChatId, narratives: Collection[NarrativeId]
) -> tuple[Debunk, ...]:
    """Gather what fact-checkers wrote about these narratives of a story, one post of each checker.

    That is the first after the story began, or else the first before; answers to the story come before checks that
    are older than it.
    """
    cursor = await connection.execute(
        f"""
        WITH checks AS (
            SELECT posts.channel_id, message_id, story_posts.at, first_at, story_posts.at < first_at AS is_older
            FROM debunks JOIN stories ON stories.id = debunks.story_id
            JOIN story_posts ON story_posts.post_id = debunks.post_id JOIN posts ON posts.id = debunks.post_id
            WHERE debunks.story_id = ?2 AND posts.deleted_at IS NULL AND EXISTS (
                SELECT 1 FROM matches WHERE matches.post_id = posts.id AND level = 'alert'
                    AND narrative_id IN (SELECT value FROM json_each(?3)))),
        ranked AS (
            SELECT *, row_number() OVER (PARTITION BY channel_id ORDER BY is_older, at, message_id) AS place
            FROM checks)
        SELECT ranked.at, message_id, first_at, channels.*, {MAY_READ} AS readable
        FROM ranked JOIN channels ON channels.id = ranked.channel_id JOIN subscribers ON subscribers.id = ?1
        WHERE place = 1 ORDER BY is_older, ranked.at, channels.id LIMIT ?4
        """,  # noqa: S608 - only a constant is put in
        (reader, story_id, json.dumps(sorted(narratives)), DEBUNKS_NAMED),
    )
    return tuple(
        Debunk(_sighting(row), to_moment(row["at"]) - to_moment(row["first_at"])) for row in await cursor.fetchall()
    )


async def _sightings(connection: Connection, delivery: Delivery) -> list[tuple[int, Sighting]]:
    """Return the first post of a story in each channel, the earliest first, with the channel's id."""
    cursor = await connection.execute(_FIRSTS, (delivery.story_id, delivery.subscriber.id))
    return [(row["id"], _sighting(row)) for row in await cursor.fetchall()]


def _sighting(row: sqlite3.Row) -> Sighting:
    channel = channel_from_row(row) if row["readable"] else None
    return Sighting(channel, MessageId(row["message_id"]), to_moment(row["at"]))
