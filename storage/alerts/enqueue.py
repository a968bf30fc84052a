"""Put alerts into the outbox: for whom, and what is summed up."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from storage.alerts.outbox import IS_CARD, IS_FIRST
from storage.channels.visibility import MAY_READ
from storage.database import to_text
from storage.model.ids import ChatId, PostId

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from storage.database import Connection
    from storage.model.deliveries import DeliveryKind
    from storage.model.ids import NarrativeId, StoryId

# How long a summary waits for the next page of old posts, and for all of them.
SUMMARY_WAIT = timedelta(minutes=1)
LONGEST_SUMMARY_WAIT = timedelta(minutes=10)

_KEEPS_UP = "subscribers.status IN ('active', 'paused')"  # wants alerts, now or when it can be reached again


async def followers(connection: Connection, narratives: Collection[NarrativeId], post_id: PostId) -> list[ChatId]:
    """Return the chats that follow at least one of these narratives, paused narratives left out.

    Among them are chats that cannot be reached now: they get what is found when they return.
    What a private channel posted is only for those who are allowed it.
    """
    marks = ", ".join("?" * len(narratives))
    cursor = await connection.execute(
        f"""
        SELECT DISTINCT subscribers.id FROM subscriptions
        JOIN subscribers ON subscribers.id = subscriptions.subscriber_id
        JOIN narratives ON narratives.id = subscriptions.narrative_id
        JOIN posts ON posts.id = ? JOIN channels ON channels.id = posts.channel_id
        WHERE {_KEEPS_UP} AND narratives.status = 'active' AND narratives.id IN ({marks})
            AND {MAY_READ}
        ORDER BY subscribers.id
        """,  # noqa: S608 - only question marks and constants are put in
        (post_id, *narratives),
    )
    return [ChatId(row["id"]) for row in await cursor.fetchall()]


async def enqueue(
    connection: Connection,
    chats: Sequence[ChatId],
    post_id: PostId,
    revision: int,
    kind: DeliveryKind,
    now: datetime,
    story_id: StoryId | None = None,
) -> int:
    """Owe these chats a card about a post of a story, each once; return how many were not owed it before."""
    moment = to_text(now)
    before = connection.total_changes
    await connection.executemany(
        """
        INSERT INTO outbox (subscriber_id, kind, post_id, revision, owed_at, due_at, story_id)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        [(chat, kind, post_id, revision, moment, moment, story_id) for chat in chats],
    )
    return connection.total_changes - before


async def recipients(connection: Connection, stories: Collection[StoryId]) -> set[ChatId]:
    """Return who has a card of one of these stories, or will have: sent, waiting, held, or told in a digest."""
    cursor = await connection.execute(
        f"""
        SELECT DISTINCT subscriber_id FROM outbox
        WHERE story_id IN (SELECT value FROM json_each(?)) AND {IS_CARD} AND status <> 'buried'
        """,  # noqa: S608 - only the constant above is put in
        (json.dumps(list(stories)),),
    )
    return {ChatId(row["subscriber_id"]) for row in await cursor.fetchall()}


async def recipients_with_editable_card(
    connection: Connection, stories: Collection[StoryId], narratives: Collection[NarrativeId]
) -> set[ChatId]:
    """Return who has a card of one of these stories that shows, or will show, a check of these narratives found now.

    It can be changed, and it tells its reader of one of them.
    """
    cursor = await connection.execute(
        f"""
        SELECT DISTINCT subscriber_id FROM outbox
        WHERE story_id IN (SELECT value FROM json_each(?)) AND {IS_CARD} AND (
            status IN ('pending', 'held') OR (status = 'sent' AND message_id IS NOT NULL) OR (
                status = 'rolled' AND EXISTS (SELECT 1 FROM outbox AS digest
                    WHERE digest.id = outbox.rolled_into AND digest.status IN ('pending', 'held'))))
            AND EXISTS (
                SELECT 1 FROM matches JOIN subscriptions USING (narrative_id)
                WHERE matches.post_id = outbox.post_id AND matches.revision = outbox.revision AND level = 'alert'
                    AND subscriptions.subscriber_id = outbox.subscriber_id
                    AND narrative_id IN (SELECT value FROM json_each(?)) AND (outbox.kind = 'new' OR {IS_FIRST}))
        """,  # noqa: S608 - only constants are put in
        (json.dumps(list(stories)), json.dumps(sorted(narratives))),
    )
    return {ChatId(row["subscriber_id"]) for row in await cursor.fetchall()}


async def enqueue_milestone(connection: Connection, story_id: StoryId, step: int, now: datetime) -> int:
    """Owe word that a story reached so many channels to everybody who was told of it; return to how many.

    Whose card is still to come will read the number there.
    """
    cursor = await connection.execute(
        f"""
        INSERT INTO outbox (subscriber_id, kind, post_id, revision, story_id, step, owed_at, due_at)
        SELECT card.subscriber_id, 'step', card.post_id, card.revision, ?1, ?2, ?3, ?3
        FROM outbox AS card JOIN subscribers ON subscribers.id = card.subscriber_id
        WHERE card.id IN (
                SELECT min(id) FROM outbox
                WHERE story_id = ?1 AND {IS_CARD} AND (status = 'sent' OR (status = 'rolled' AND EXISTS (
                    SELECT 1 FROM outbox AS digest WHERE digest.id = outbox.rolled_into AND digest.status = 'sent')))
                GROUP BY subscriber_id)
            AND {_KEEPS_UP}
            AND NOT EXISTS (
                SELECT 1 FROM outbox AS word WHERE word.subscriber_id = card.subscriber_id
                    AND word.story_id = ?1 AND word.kind = 'step' AND word.step >= ?2)
        ON CONFLICT DO NOTHING
        """,  # noqa: S608 - only the constants above are put in
        (story_id, step, to_text(now)),
    )
    return cursor.rowcount


async def enqueue_in_summary(
    connection: Connection,
    narratives: Collection[NarrativeId],
    post_id: PostId,
    now: datetime,
    *,
    only: Collection[ChatId] | None = None,
) -> None:
    """Count a post in the open summary of everybody, or `only` of some, who follow its narratives; open it if need be.

    Old posts come in pages: a summary waits for a while after each of them, but not for ever.
    """
    for chat in await followers(connection, narratives, post_id) if only is None else only:
        await connection.execute(
            """
            INSERT INTO outbox (subscriber_id, kind, owed_at, due_at) VALUES (?, 'summary', ?, ?)
            ON CONFLICT (subscriber_id) WHERE kind = 'summary' AND status = 'pending' AND closed = 0
                DO UPDATE SET due_at = max(due_at, excluded.due_at) WHERE owed_at > ?
            """,
            (chat, to_text(now), to_text(now + SUMMARY_WAIT), to_text(now - LONGEST_SUMMARY_WAIT)),
        )
        await connection.executemany(
            """
            INSERT INTO summary_posts
            SELECT outbox.id, subscriptions.narrative_id, ?1
            FROM outbox JOIN subscriptions ON subscriptions.subscriber_id = outbox.subscriber_id
            JOIN narratives ON narratives.id = subscriptions.narrative_id AND narratives.status = 'active'
            WHERE outbox.subscriber_id = ?2 AND kind = 'summary' AND outbox.status = 'pending' AND closed = 0
                AND subscriptions.narrative_id = ?3
            ON CONFLICT DO NOTHING
            """,
            [(post_id, chat, narrative) for narrative in narratives],
        )
