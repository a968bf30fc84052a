"""Cards that were sent and wait to be edited."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from storage.alerts.outbox import DELIVERIES, IS_CARD, from_row
from storage.database import to_moment, to_text
from storage.model.ids import CHANNEL_IDS, DeliveryId, PostId

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime, timedelta

    from storage.database import Connection
    from storage.model.deliveries import Delivery
    from storage.model.ids import ChannelId, StoryId

_MOMENT = "%Y-%m-%dT%H:%M:%f+00:00"  # the form of storage.database.to_text
_LAST_SHOWN = "coalesce(amended_at, sent_at, ?2)"


async def enqueue_edit(connection: Connection, post_id: PostId, now: datetime) -> int:
    """Have the cards about a post and its story changed, since it changed itself; return how many there are."""
    cursor = await connection.execute(
        f"""
        UPDATE outbox SET amend_at = ?1, amendments = 0
        WHERE status IN ('pending', 'sent') AND {IS_CARD} AND (post_id = ?2
            OR story_id IN (SELECT story_id FROM story_posts WHERE post_id = ?2)
            OR story_id IN (SELECT story_id FROM debunks WHERE post_id = ?2))
        """,  # noqa: S608 - only the constant above is put in
        (to_text(now), post_id),
    )
    return cursor.rowcount


async def enqueue_reworded(connection: Connection, post_id: PostId, now: datetime) -> int:
    """Have the cards that quote a post changed, since its words did; return how many there are."""
    cursor = await connection.execute(
        f"""
        UPDATE outbox SET amend_at = ?, amendments = 0
        WHERE post_id = ? AND status IN ('pending', 'sent') AND {IS_CARD}
        """,  # noqa: S608 - only the constant above is put in
        (to_text(now), post_id),
    )
    return cursor.rowcount


async def edit_stories(
    connection: Connection, stories: Collection[StoryId], now: datetime, *, pause: timedelta | None = None
) -> int:
    """Have the cards of stories changed, at once or a `pause` after the last change; return how many there are.

    A change that is due already may be under way: it is owed anew.
    """
    cursor = await connection.execute(
        f"""
        UPDATE outbox SET amendments = 0, amend_at = CASE
            WHEN ?3 IS NULL OR amend_at <= ?2 THEN ?2
            ELSE min(coalesce(amend_at, '9'), max(?2, strftime('{_MOMENT}', {_LAST_SHOWN}, ?3))) END
        WHERE story_id IN (SELECT value FROM json_each(?1)) AND status IN ('pending', 'sent') AND {IS_CARD}
        """,  # noqa: S608 - only the constants above are put in
        (json.dumps(list(stories)), to_text(now), pause and f"+{pause.total_seconds():.0f} seconds"),
    )
    return cursor.rowcount


async def edit_channel(connection: Connection, channel_id: ChannelId, *, since: datetime, now: datetime) -> None:
    """Have the cards about a channel's posts changed that were sent since then: their links go by its @name."""
    await connection.execute(
        f"""
        UPDATE outbox SET amend_at = ?, amendments = 0
        WHERE status = 'sent' AND {IS_CARD} AND sent_at >= ?
            AND post_id IN (SELECT id FROM posts WHERE channel_id = ?)
        """,  # noqa: S608 - only the constant above is put in
        (to_text(now), to_text(since), channel_id),
    )


async def enqueue_change(connection: Connection, delivery_id: DeliveryId, now: datetime) -> None:
    """Have one sent card changed, since something was said of it."""
    await connection.execute(
        "UPDATE outbox SET amend_at = ?, amendments = 0 WHERE id = ? AND status = 'sent'", (to_text(now), delivery_id)
    )


async def edits_due(connection: Connection, now: datetime, limit: int) -> list[Delivery]:
    """Return sent cards that are to be changed: of each reachable chat one, the longest overdue first."""
    cursor = await connection.execute(
        f"""
        {DELIVERIES}
        WHERE outbox.id IN (
                SELECT id FROM (
                    SELECT id, row_number() OVER (PARTITION BY subscriber_id ORDER BY amend_at, id) AS place
                    FROM outbox WHERE status = 'sent' AND amend_at <= ?)
                WHERE place = 1)
            AND subscribers.status = 'active'
        ORDER BY amend_at, outbox.id LIMIT ?
        """,  # noqa: S608 - only the constant above is put in
        (to_text(now), limit),
    )
    return [from_row(row) for row in await cursor.fetchall()]


async def next_edit(connection: Connection, *, after: datetime) -> datetime | None:
    """Return when the next sent card is to be changed after that moment, or None."""
    cursor = await connection.execute(
        """
        SELECT min(amend_at) AS due FROM outbox JOIN subscribers ON subscribers.id = outbox.subscriber_id
        WHERE outbox.status = 'sent' AND subscribers.status = 'active' AND amend_at > ?
        """,
        (to_text(after),),
    )
    row = await cursor.fetchone()
    return None if row is None or row["due"] is None else to_moment(row["due"])


async def record_message(connection: Connection, delivery_id: DeliveryId, message_id: int) -> None:
    """Note which message a delivery became, where its sending was never answered."""
    await connection.execute("UPDATE outbox SET message_id = ? WHERE id = ?", (message_id, delivery_id))


async def messages_around(connection: Connection, delivery: Delivery) -> tuple[int, set[int]]:
    """Return the newest known message that is older than a delivery's own, and those of other deliveries of its post.

    Telegram counts the messages of all private chats and basic groups together, those of a supergroup apart.
    """
    chat = delivery.subscriber.chat
    cursor = await connection.execute(
        """
        SELECT max(message_id) AS newest FROM (
            SELECT message_id, coalesce(forum_id, subscriber_id) AS chat_id, sent_at AS at
            FROM outbox JOIN subscribers ON subscribers.id = outbox.subscriber_id
            UNION ALL SELECT message_id, chat_id, at FROM handled_messages)
        WHERE at <= ?1 AND (chat_id = ?2 OR (chat_id > ?3 AND ?2 > ?3))
        """,
        (to_text(delivery.owed_at), chat, CHANNEL_IDS),
    )
    row = await cursor.fetchone()
    cursor = await connection.execute(
        """
        SELECT message_id FROM outbox JOIN subscribers ON subscribers.id = outbox.subscriber_id
        WHERE post_id = ? AND coalesce(forum_id, subscriber_id) = ? AND message_id IS NOT NULL
        """,
        (delivery.post_id, chat),
    )
    return (row and row["newest"]) or 0, {row["message_id"] for row in await cursor.fetchall()}


async def settle_edit(connection: Connection, delivery: Delivery, now: datetime, reason: str | None = None) -> None:
    """Note that a card shows how its post was at `amend_at`, or never will, for a reason; a later change stays owed."""
    await connection.execute(
        """
        UPDATE outbox SET amended_at = ?1, reason = ?2, amend_at = CASE WHEN amend_at = ?3 THEN NULL ELSE amend_at END
        WHERE id = ?4
        """,
        (to_text(now), reason, delivery.amend_at and to_text(delivery.amend_at), delivery.id),
    )


async def postpone_edit(connection: Connection, delivery_id: DeliveryId, until: datetime, reason: str) -> None:
    """Count a failed attempt to change a card, and try again at `until`."""
    await connection.execute(
        "UPDATE outbox SET amendments = amendments + 1, amend_at = ?, reason = ? WHERE id = ?",
        (to_text(until), reason, delivery_id),
    )
