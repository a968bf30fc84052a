"""The outbox: what is owed to whom, and what became of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from storage.channels.visibility import MAY_READ
from storage.database import to_moment, to_text
from storage.model import CHANNEL_IDS, ChatId, Delivery, DeliveryId, DeliveryKind, HeldBy, Occasion, PostId, SummaryLine
from storage.people.subscribers import columns
from storage.people.subscribers import from_row as subscriber_from_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from storage.database import Connection
    from storage.model import ChannelId, NarrativeId, StoryId


# A card is written from what is stored a moment before it is sent; what changes meanwhile is put in afterwards.
CHANGES_SETTLE = timedelta(minutes=1)
# How long a summary waits for the next page of old posts, and for all of them.
SUMMARY_WAIT = timedelta(minutes=1)
LONGEST_SUMMARY_WAIT = timedelta(minutes=10)
# Nothing is put off for longer: quiet hours and digests wait a day at most, only mutes have an end of their own.
LONGEST_DELAY = timedelta(days=2)

# No text of the post before matched the narrative: what a card about an edit tells of.
IS_FIRST = """NOT EXISTS (
    SELECT 1 FROM matches AS before
    WHERE before.post_id = matches.post_id AND before.revision < matches.revision
        AND before.narrative_id = matches.narrative_id AND before.level = 'alert')"""

# How many alerts wait for a chat that cannot be reached; what is found beyond them it gets as numbers.
MOST_WAITING = 500

_KEEPS_UP = "subscribers.status IN ('active', 'paused')"  # wants alerts, now or when it can be reached again
_IS_CARD = "kind IN ('new', 'edit-added')"
_MOMENT = "%Y-%m-%dT%H:%M:%f+00:00"  # the form of storage.database.to_text
_LAST_SHOWN = "coalesce(amended_at, sent_at, ?2)"


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


async def overfull(connection: Connection) -> set[ChatId]:
    """Return the chats that cannot be reached and that as many alerts wait for as may (MOST_WAITING)."""
    cursor = await connection.execute(
        """
        SELECT id FROM subscribers WHERE status = 'paused' AND ?
            <= (SELECT count(*) FROM outbox
                WHERE subscriber_id = subscribers.id AND status = 'pending' AND kind IN ('new', 'edit-added', 'step'))
            + (SELECT count(*) FROM outbox WHERE subscriber_id = subscribers.id AND status = 'held')
        """,
        (MOST_WAITING,),
    )
    return {ChatId(row["id"]) for row in await cursor.fetchall()}


async def owe(
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


async def told(connection: Connection, stories: Collection[StoryId]) -> set[ChatId]:
    """Return who has a card of one of these stories, or will have: sent, waiting, held, or told in a digest."""
    cursor = await connection.execute(
        f"""
        SELECT DISTINCT subscriber_id FROM outbox
        WHERE story_id IN (SELECT value FROM json_each(?)) AND {_IS_CARD} AND status <> 'buried'
        """,  # noqa: S608 - only the constant above is put in
        (json.dumps(list(stories)),),
    )
    return {ChatId(row["subscriber_id"]) for row in await cursor.fetchall()}


async def shown(
    connection: Connection, stories: Collection[StoryId], narratives: Collection[NarrativeId]
) -> set[ChatId]:
    """Return who has a card of one of these stories that shows, or will show, a check of these narratives found now.

    It can be changed, and it tells its reader of one of them.
    """
    cursor = await connection.execute(
        f"""
        SELECT DISTINCT subscriber_id FROM outbox
        WHERE story_id IN (SELECT value FROM json_each(?)) AND {_IS_CARD} AND (
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


async def owe_step(connection: Connection, story_id: StoryId, step: int, now: datetime) -> int:
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
                WHERE story_id = ?1 AND {_IS_CARD} AND (status = 'sent' OR (status = 'rolled' AND EXISTS (
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


async def owe_in_summary(
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


_REACHABLE = "(subscribers.status = 'active' OR (subscribers.status = 'stopped' AND kind = 'notice'))"
_DELIVERIES = f"""
    SELECT outbox.id AS delivery_id, kind, post_id, revision, owed_at, due_at,
        CASE outbox.status WHEN 'sent' THEN amendments ELSE attempts END AS attempts,
        message_id, sent_at, amend_at, story_id, step, occasion, held_by,
        CASE kind WHEN 'step' THEN (
            SELECT card.message_id FROM outbox AS card
            WHERE card.subscriber_id = outbox.subscriber_id AND card.post_id = outbox.post_id
                AND card.revision = outbox.revision AND card.kind <> 'step' AND card.status = 'sent'
        ) END AS reply_to, {columns("to_")}
    FROM outbox JOIN subscribers ON subscribers.id = outbox.subscriber_id
"""  # noqa: S608 - only names of columns are put in


async def due(connection: Connection, now: datetime, limit: int = -1, offset: int = 0) -> list[Delivery]:
    """Return the deliveries whose time has come: of each reachable chat the oldest card, summary and notice.

    So order is kept: a card that has to wait holds up the later ones of its chat. Notices also go to those who want
    no alerts. The longest due come first; `limit` and `offset` give a part of them.
    """
    cursor = await connection.execute(
        f"""
        {_DELIVERIES}
        WHERE outbox.id IN (
            SELECT outbox.id FROM outbox JOIN subscribers ON subscribers.id = outbox.subscriber_id
            WHERE outbox.id IN (
                    SELECT min(id) FROM outbox WHERE outbox.status = 'pending' GROUP BY subscriber_id,
                        CASE kind WHEN 'summary' THEN 1 WHEN 'notice' THEN 2 ELSE 0 END)
                AND {_REACHABLE} AND due_at <= ?
            ORDER BY due_at, outbox.id LIMIT ? OFFSET ?)
        ORDER BY due_at, outbox.id
        """,  # noqa: S608 - only the constants above are put in
        (to_text(now), limit, offset),
    )
    return [_delivery(row) for row in await cursor.fetchall()]


async def pending(connection: Connection, limit: int) -> list[Delivery]:
    """Return what is owed and not sent yet, the oldest first, at most `limit`, whatever its time and chat."""
    cursor = await connection.execute(
        f"{_DELIVERIES} WHERE outbox.status = 'pending' ORDER BY outbox.id LIMIT ?",
        (limit,),
    )
    return [_delivery(row) for row in await cursor.fetchall()]


async def one(connection: Connection, delivery_id: DeliveryId) -> Delivery | None:
    """Return one delivery, whatever became of it."""
    cursor = await connection.execute(f"{_DELIVERIES} WHERE outbox.id = ?", (delivery_id,))
    row = await cursor.fetchone()
    return None if row is None else _delivery(row)


def _delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        id=DeliveryId(row["delivery_id"]),
        subscriber=subscriber_from_row(row, prefix="to_"),
        kind=DeliveryKind(row["kind"]),
        post_id=row["post_id"],
        revision=row["revision"],
        attempts=row["attempts"],
        owed_at=to_moment(row["owed_at"]),
        message_id=row["message_id"],
        sent_at=row["sent_at"] and to_moment(row["sent_at"]),
        amend_at=row["amend_at"] and to_moment(row["amend_at"]),
        story_id=row["story_id"],
        step=row["step"],
        occasion=row["occasion"] and Occasion(row["occasion"]),
        held_by=row["held_by"] and HeldBy(row["held_by"]),
        reply_to=row["reply_to"],
    )


async def next_due(connection: Connection, *, after: datetime) -> datetime | None:
    """Return when the next delivery to a reachable chat comes due after that moment, or None."""
    cursor = await connection.execute(
        f"""
        SELECT min(due_at) AS due FROM outbox JOIN subscribers ON subscribers.id = outbox.subscriber_id
        WHERE outbox.status = 'pending' AND {_REACHABLE} AND due_at > ?
        """,  # noqa: S608 - only the constant above is put in
        (to_text(after),),
    )
    row = await cursor.fetchone()
    return None if row is None or row["due"] is None else to_moment(row["due"])


async def mark_sent(
    connection: Connection, delivery_id: DeliveryId, now: datetime, message_id: int | None, written_at: datetime
) -> None:
    """Note that a delivery was sent, and which message it became.

    What changed well before it was written is in it already. A change at about that time may not be.
    """
    await connection.execute(
        """
        UPDATE outbox SET status = 'sent', sent_at = ?1, message_id = ?2, reason = NULL,
            amend_at = CASE WHEN amend_at < ?3 THEN NULL ELSE amend_at END
        WHERE id = ?4
        """,
        (to_text(now), message_id, to_text(written_at - CHANGES_SETTLE), delivery_id),
    )


async def owe_amendment(connection: Connection, post_id: PostId, now: datetime) -> int:
    """Have the cards about a post and its story changed, since it changed itself; return how many there are."""
    cursor = await connection.execute(
        f"""
        UPDATE outbox SET amend_at = ?1, amendments = 0
        WHERE status IN ('pending', 'sent') AND {_IS_CARD} AND (post_id = ?2
            OR story_id IN (SELECT story_id FROM story_posts WHERE post_id = ?2)
            OR story_id IN (SELECT story_id FROM debunks WHERE post_id = ?2))
        """,  # noqa: S608 - only the constant above is put in
        (to_text(now), post_id),
    )
    return cursor.rowcount


async def owe_rewording(connection: Connection, post_id: PostId, now: datetime) -> int:
    """Have the cards that quote a post changed, since its words did; return how many there are."""
    cursor = await connection.execute(
        f"""
        UPDATE outbox SET amend_at = ?, amendments = 0
        WHERE post_id = ? AND status IN ('pending', 'sent') AND {_IS_CARD}
        """,  # noqa: S608 - only the constant above is put in
        (to_text(now), post_id),
    )
    return cursor.rowcount


async def amend_stories(
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
        WHERE story_id IN (SELECT value FROM json_each(?1)) AND status IN ('pending', 'sent') AND {_IS_CARD}
        """,  # noqa: S608 - only the constants above are put in
        (json.dumps(list(stories)), to_text(now), pause and f"+{pause.total_seconds():.0f} seconds"),
    )
    return cursor.rowcount


async def amend_channel(connection: Connection, channel_id: ChannelId, *, since: datetime, now: datetime) -> None:
    """Have the cards about a channel's posts changed that were sent since then: their links go by its @name."""
    await connection.execute(
        f"""
        UPDATE outbox SET amend_at = ?, amendments = 0
        WHERE status = 'sent' AND {_IS_CARD} AND sent_at >= ?
            AND post_id IN (SELECT id FROM posts WHERE channel_id = ?)
        """,  # noqa: S608 - only the constant above is put in
        (to_text(now), to_text(since), channel_id),
    )


async def owe_change(connection: Connection, delivery_id: DeliveryId, now: datetime) -> None:
    """Have one sent card changed, since something was said of it."""
    await connection.execute(
        "UPDATE outbox SET amend_at = ?, amendments = 0 WHERE id = ? AND status = 'sent'", (to_text(now), delivery_id)
    )


async def amendments_due(connection: Connection, now: datetime, limit: int) -> list[Delivery]:
    """Return sent cards that are to be changed: of each reachable chat one, the longest overdue first."""
    cursor = await connection.execute(
        f"""
        {_DELIVERIES}
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
    return [_delivery(row) for row in await cursor.fetchall()]


async def next_amendment(connection: Connection, *, after: datetime) -> datetime | None:
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


async def note_message(connection: Connection, delivery_id: DeliveryId, message_id: int) -> None:
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


async def settle_amendment(
    connection: Connection, delivery: Delivery, now: datetime, reason: str | None = None
) -> None:
    """Note that a card shows how its post was at `amend_at`, or never will, for a reason; a later change stays owed."""
    await connection.execute(
        """
        UPDATE outbox SET amended_at = ?1, reason = ?2, amend_at = CASE WHEN amend_at = ?3 THEN NULL ELSE amend_at END
        WHERE id = ?4
        """,
        (to_text(now), reason, delivery.amend_at and to_text(delivery.amend_at), delivery.id),
    )


async def postpone_amendment(connection: Connection, delivery_id: DeliveryId, until: datetime, reason: str) -> None:
    """Count a failed attempt to change a card, and try again at `until`."""
    await connection.execute(
        "UPDATE outbox SET amendments = amendments + 1, amend_at = ?, reason = ? WHERE id = ?",
        (to_text(until), reason, delivery_id),
    )


async def postpone(connection: Connection, delivery_id: DeliveryId, until: datetime, reason: str) -> None:
    """Count a failed attempt and try again at `until`."""
    await connection.execute(
        "UPDATE outbox SET attempts = attempts + 1, due_at = ?, reason = ? WHERE id = ?",
        (to_text(until), reason, delivery_id),
    )


_FAR_AHEAD = """
    (status = 'pending' OR (status = 'held' AND held_by <> 'mute')) AND due_at > :far
    OR status = 'sent' AND amend_at > :far
"""


async def any_far_ahead(connection: Connection, now: datetime) -> bool:
    """Tell whether something is due further ahead than anything is put off: the clock was set back since."""
    cursor = await connection.execute(
        f"SELECT 1 FROM outbox WHERE {_FAR_AHEAD} LIMIT 1",  # noqa: S608 - only the constant above is put in
        {"far": to_text(now + LONGEST_DELAY)},
    )
    return await cursor.fetchone() is not None


async def bring_back(connection: Connection, now: datetime) -> None:
    """Have that be due now; what is held is looked at anew."""
    await connection.execute(
        f"""
        UPDATE outbox SET due_at = min(due_at, :now), amend_at = CASE WHEN amend_at > :far THEN :now ELSE amend_at END
        WHERE {_FAR_AHEAD}
        """,  # noqa: S608 - only the constant above is put in
        {"now": to_text(now), "far": to_text(now + LONGEST_DELAY)},
    )


async def bury(connection: Connection, delivery_id: DeliveryId, reason: str, now: datetime) -> None:
    """Give a delivery up for good, and keep when and why."""
    await connection.execute(
        "UPDATE outbox SET status = 'buried', buried_at = ?, reason = ? WHERE id = ?",
        (to_text(now), reason, delivery_id),
    )


async def close_summary(connection: Connection, delivery_id: DeliveryId) -> None:
    """Let a summary take no more posts: what is found while it is being sent belongs to the next one."""
    await connection.execute("UPDATE outbox SET closed = 1 WHERE id = ?", (delivery_id,))


async def summary(connection: Connection, delivery_id: DeliveryId) -> list[SummaryLine]:
    """Return the lines of a summary, the busiest narrative first."""
    cursor = await connection.execute(
        f"""
        SELECT narratives.title, count(*) AS posts, count(DISTINCT posts.channel_id) AS channels,
            min(posts.posted_at) AS first, max(posts.posted_at) AS last
        FROM summary_posts
        JOIN outbox ON outbox.id = summary_posts.delivery_id
        JOIN subscribers ON subscribers.id = outbox.subscriber_id
        JOIN posts ON posts.id = summary_posts.post_id
        JOIN channels ON channels.id = posts.channel_id
        JOIN narratives ON narratives.id = summary_posts.narrative_id
        WHERE delivery_id = ? AND {MAY_READ} GROUP BY narratives.id ORDER BY posts DESC, narratives.title
        """,  # noqa: S608 - only a constant is put in
        (delivery_id,),
    )
    return [
        SummaryLine(row["title"], row["posts"], row["channels"], to_moment(row["first"]), to_moment(row["last"]))
        for row in await cursor.fetchall()
    ]


async def count_waiting(connection: Connection) -> int:
    """Return how many alerts wait to be sent to chats that can be reached; notices are none."""
    cursor = await connection.execute(
        """
        SELECT count(*) AS number FROM outbox JOIN subscribers ON subscribers.id = subscriber_id
        WHERE outbox.status = 'pending' AND kind <> 'notice' AND subscribers.status = 'active'
        """
    )
    row = await cursor.fetchone()
    return 0 if row is None else int(row["number"])


async def count_sent(connection: Connection, since: datetime) -> int:
    """Return how many deliveries were sent since a moment; notices do not count."""
    cursor = await connection.execute(
        "SELECT count(*) AS number FROM outbox WHERE sent_at >= ? AND kind <> 'notice'", (to_text(since),)
    )
    row = await cursor.fetchone()
    return 0 if row is None else int(row["number"])


async def counts(connection: Connection) -> dict[str, int]:
    """Return how many deliveries there are of each status."""
    cursor = await connection.execute("SELECT status, count(*) AS number FROM outbox GROUP BY status")
    return {row["status"]: row["number"] for row in await cursor.fetchall()}
