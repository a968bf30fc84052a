"""What a card tells: gathered at the moment it is written, as its post is known then."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from storage.alerts.outbox import IS_FIRST
from storage.channels import channels, coverage, visibility
from storage.database import to_moment
from storage.model.cards import Card, CardMatch, Milestone, Removal, Rewording
from storage.model.deliveries import DeliveryKind
from storage.model.ids import ChannelId, MessageId, NarrativeId, Span
from storage.posts import posts, spread

if TYPE_CHECKING:
    import sqlite3

    from storage.database import Connection
    from storage.model.channels import Channel
    from storage.model.deliveries import Delivery


async def card(connection: Connection, delivery: Delivery) -> Card | None:
    """Gather what a delivery of one post has to tell: its text as owed, and the narratives this subscriber follows.

    None if nothing is left to tell: the subscriber has meanwhile left all of these narratives, or may not read this
    private channel any more. Words added by an edit name only the narratives that no text before matched.
    """
    cursor = await connection.execute(
        """
        SELECT posts.*, coalesce(revisions.text, posts.text) AS owed_text,
            CASE WHEN revisions.number IS NULL THEN posts.edited_at ELSE revisions.edited_at END AS owed_edited_at
        FROM posts LEFT JOIN revisions ON revisions.post_id = posts.id AND revisions.number = ?
        WHERE posts.id = ?
        """,
        (delivery.revision, delivery.post_id),
    )
    row = await cursor.fetchone()
    if row is None:
        return None
    channel_id, message_id = ChannelId(row["channel_id"]), MessageId(row["message_id"])
    if not await visibility.may_read(connection, channel_id, delivery.subscriber.id):
        return None
    matches = await _matches(connection, delivery)
    if not matches:
        return None
    named = [match.narrative_id for match in matches]
    is_new = delivery.kind is DeliveryKind.NEW
    return Card(
        await _channel(connection, channel_id),
        posts.from_row(row, row["owed_text"], row["owed_edited_at"]),
        matches,
        delivery.kind,
        noticed_at=delivery.owed_at,
        missed_by=await coverage.why_missed(connection, channel_id, message_id) if is_new else None,
        removal=await _removal(connection, row, matches),
        rewording=await _rewording(connection, row, delivery, named),
        deleted_at=row["deleted_at"] and to_moment(row["deleted_at"]),
        spread=await spread.spread(connection, delivery),
        debunks=await spread.debunks(connection, delivery.story_id, delivery.subscriber.id, named),
        held_by=delivery.held_by,
    )


async def step(connection: Connection, delivery: Delivery) -> Milestone | None:
    """Gather the word of a step: how far the story has come by now.

    None if nothing is left to tell: the subscriber follows it no more, or word of a higher step is owed already.
    """
    cursor = await connection.execute(
        "SELECT 1 FROM outbox WHERE subscriber_id = ? AND story_id = ? AND kind = 'step' AND step > ?",
        (delivery.subscriber.id, delivery.story_id, delivery.step),
    )
    reached = None if await cursor.fetchone() else await spread.spread(connection, delivery)
    matches = await _matches(connection, delivery)
    cursor = await connection.execute("SELECT * FROM posts WHERE id = ?", (delivery.post_id,))
    row = await cursor.fetchone()
    if reached is None or row is None or not matches:
        return None
    channel = await _channel(connection, ChannelId(row["channel_id"]))
    post = posts.from_row(row, row["text"], row["edited_at"])
    return Milestone(tuple(match.title for match in matches), channel, post, reached.channels, reached.span)


async def _channel(connection: Connection, channel_id: ChannelId) -> Channel:
    channel = await channels.get(connection, channel_id)
    if channel is None:  # the foreign key holds it
        raise LookupError(f"channel {channel_id}")
    return channel


async def _matches(connection: Connection, delivery: Delivery) -> tuple[CardMatch, ...]:
    """Gather the narratives of a card, the surest first, each with the words of all its phrases that were found."""
    cursor = await connection.execute(
        f"""
        SELECT narratives.id, narratives.title, matches.score, matches.spans
        FROM matches
        JOIN narratives ON narratives.id = matches.narrative_id
        JOIN subscriptions ON subscriptions.narrative_id = matches.narrative_id AND subscriptions.subscriber_id = ?
        WHERE matches.post_id = ? AND matches.revision = ? AND matches.level = 'alert' AND (? = 'new' OR {IS_FIRST})
        ORDER BY matches.score DESC, narratives.title
        """,  # noqa: S608 - only a constant is put in
        (delivery.subscriber.id, delivery.post_id, delivery.revision, delivery.kind),
    )
    found: dict[NarrativeId, CardMatch] = {}
    for row in await cursor.fetchall():
        name = NarrativeId(row["id"])
        best = found.get(name, CardMatch(name, row["title"], row["score"], ()))
        found[name] = replace(best, spans=(*best.spans, *_spans(row["spans"])))
    return tuple(found.values())


def _spans(text: str) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in json.loads(text))


async def _removal(connection: Connection, post: sqlite3.Row, matches: tuple[CardMatch, ...]) -> Removal | None:
    """Find which of a card's narratives an edit took out of the post, and when.

    Where nothing matches any more because an operator took the phrase or the narrative away, no edit is to blame.
    """
    cursor = await connection.execute(
        """
        SELECT narratives.title, max(matches.revision) + 1 AS gone_with
        FROM matches JOIN narratives ON narratives.id = matches.narrative_id
        JOIN phrases ON phrases.id = matches.phrase_id
        WHERE matches.post_id = ?1 AND matches.level = 'alert'
            AND narratives.id IN (SELECT value FROM json_each(?2))
            AND narratives.status = 'active' AND phrases.removed_at IS NULL
        GROUP BY narratives.id HAVING max(matches.revision) < ?3 ORDER BY gone_with, narratives.title
        """,
        (post["id"], json.dumps([match.narrative_id for match in matches]), post["revision"]),
    )
    gone = list(await cursor.fetchall())
    if not gone:
        return None
    cursor = await connection.execute(
        "SELECT edited_at FROM revisions WHERE post_id = ? AND number = ?", (post["id"], gone[0]["gone_with"])
    )
    revision = await cursor.fetchone()
    at = (revision and revision["edited_at"]) or post["edited_at"] or post["kept_at"]
    return Removal(tuple(row["title"] for row in gone), to_moment(at), post["text"])


async def _rewording(
    connection: Connection, post: sqlite3.Row, delivery: Delivery, narratives: list[NarrativeId]
) -> Rewording | None:
    """Find what the post says now, if it was edited since what the card tells of and still tells its narratives.

    A post that only grew by further messages of its album has no time of an edit.
    """
    if post["revision"] == delivery.revision or post["edited_at"] is None:
        return None
    cursor = await connection.execute(
        """
        SELECT spans FROM matches WHERE post_id = ?1 AND revision = ?2 AND level = 'alert'
            AND narrative_id IN (SELECT value FROM json_each(?3))
        """,
        (post["id"], post["revision"], json.dumps(narratives)),
    )
    spans = tuple(span for row in await cursor.fetchall() for span in _spans(row["spans"]))
    return Rewording(post["text"], spans, to_moment(post["edited_at"])) if spans else None
