"""The outbox: what is owed to whom, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.channels.visibility import MAY_READ
from storage.database import to_moment, to_text
from storage.model.cards import SummaryLine
from storage.model.deliveries import Delivery, DeliveryKind, HeldBy, Occasion
from storage.model.ids import ChatId, DeliveryId
from storage.people.subscribers import columns
from storage.people.subscribers import from_row as subscriber_from_row

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from storage.database import Connection


# A card is written from what is stored a moment before it is sent; what changes meanwhile is put in afterwards.
CHANGES_SETTLE = timedelta(minutes=1)
# Nothing is put off for longer: quiet hours and digests wait a day at most, only mutes have an end of their own.
LONGEST_DELAY = timedelta(days=2)

# No text of the post before matched the narrative: what a card about an edit tells of.
IS_FIRST = """NOT EXISTS (
    SELECT 1 FROM matches AS before
    WHERE before.post_id = matches.post_id AND before.revision < matches.revision
        AND before.narrative_id = matches.narrative_id AND before.level = 'alert')"""

# How many alerts wait for a chat that cannot be reached; what is found beyond them it gets as numbers.
MOST_WAITING = 500
IS_CARD = "kind IN ('new', 'edit-added')"


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


_REACHABLE = "(subscribers.status = 'active' OR (subscribers.status = 'stopped' AND kind = 'notice'))"
DELIVERIES = f"""
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
        {DELIVERIES}
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
    return [from_row(row) for row in await cursor.fetchall()]


async def pending(connection: Connection, limit: int) -> list[Delivery]:
    """Return what is owed and not sent yet, the oldest first, at most `limit`, whatever its time and chat."""
    cursor = await connection.execute(
        f"{DELIVERIES} WHERE outbox.status = 'pending' ORDER BY outbox.id LIMIT ?",
        (limit,),
    )
    return [from_row(row) for row in await cursor.fetchall()]


async def get(connection: Connection, delivery_id: DeliveryId) -> Delivery | None:
    """Return one delivery, whatever became of it."""
    cursor = await connection.execute(f"{DELIVERIES} WHERE outbox.id = ?", (delivery_id,))
    row = await cursor.fetchone()
    return None if row is None else from_row(row)


def from_row(row: sqlite3.Row) -> Delivery:
    """Return the delivery that a row of DELIVERIES has."""
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


async def give_up(connection: Connection, delivery_id: DeliveryId, reason: str, now: datetime) -> None:
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
