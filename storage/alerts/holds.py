"""Alerts that are held, told together in a digest, or rolled into a storm: rows of the outbox not sent as such.

An alert is a card, or word that a story reached so many channels.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_moment, to_text
from storage.model.deliveries import HeldBy, Occasion
from storage.model.ids import ChatId, DeliveryId

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from storage.database import Connection

STORM_EDITS = timedelta(minutes=1)
ALERTS = "('new', 'edit-added', 'step')"


class Held(NamedTuple):
    """An alert that is held, by what, and when to look at it again."""

    id: DeliveryId
    by: HeldBy
    due_at: datetime


class Load(NamedTuple):
    """How many alerts a subscriber had in a span, those rolled into a storm included; and their open storm."""

    alerts: int
    storm: DeliveryId | None


async def waiting(connection: Connection, subscriber_id: ChatId, now: datetime) -> list[DeliveryId]:
    """Return the alerts of a subscriber whose time has come, the oldest first."""
    cursor = await connection.execute(
        f"""
        SELECT id FROM outbox
        WHERE subscriber_id = ? AND status = 'pending' AND due_at <= ? AND kind IN {ALERTS} ORDER BY id
        """,  # noqa: S608 - only the constant above is put in
        (subscriber_id, to_text(now)),
    )
    return [DeliveryId(row["id"]) for row in await cursor.fetchall()]


async def held(connection: Connection, subscriber_id: ChatId) -> list[Held]:
    """Return the alerts of a subscriber that are held, the oldest first."""
    cursor = await connection.execute(
        "SELECT id, held_by, due_at FROM outbox WHERE subscriber_id = ? AND status = 'held' ORDER BY id",
        (subscriber_id,),
    )
    return [
        Held(DeliveryId(row["id"]), HeldBy(row["held_by"]), to_moment(row["due_at"])) for row in await cursor.fetchall()
    ]


async def hold(connection: Connection, deliveries: Iterable[DeliveryId], by: HeldBy, until: datetime) -> None:
    """Hold alerts until a moment."""
    await connection.executemany(
        "UPDATE outbox SET status = 'held', held_by = ?, due_at = ? WHERE id = ? AND status IN ('pending', 'held')",
        [(by, to_text(until), one) for one in deliveries],
    )


async def release_held(connection: Connection, deliveries: Iterable[DeliveryId], now: datetime) -> None:
    """Let held alerts go, each by itself; they keep what they were held by."""
    await connection.executemany(
        "UPDATE outbox SET status = 'pending', due_at = ? WHERE id = ? AND status = 'held'",
        [(to_text(now), one) for one in deliveries],
    )


async def look_again_at(connection: Connection, deliveries: Iterable[DeliveryId], now: datetime) -> None:
    """Have held alerts looked at as soon as may be."""
    await connection.executemany(
        "UPDATE outbox SET due_at = ? WHERE id = ? AND status = 'held'",
        [(to_text(now), one) for one in deliveries],
    )


async def postpone_notices(connection: Connection, subscriber_id: ChatId, now: datetime, until: datetime) -> None:
    """Have what the program says of itself, or sums up, wait until a moment."""
    await connection.execute(
        """
        UPDATE outbox SET due_at = ?1
        WHERE subscriber_id = ?2 AND status = 'pending' AND kind IN ('notice', 'summary') AND due_at <= ?3
        """,
        (to_text(until), subscriber_id, to_text(now)),
    )


async def bring_notices_forward(connection: Connection, subscriber_id: ChatId, now: datetime) -> None:
    """Have what the program says of itself looked at as soon as may be."""
    await connection.execute(
        """
        UPDATE outbox SET due_at = min(due_at, ?)
        WHERE subscriber_id = ? AND status = 'pending' AND kind IN ('notice', 'summary') AND attempts = 0
        """,
        (to_text(now), subscriber_id),
    )


async def make_digest(
    connection: Connection,
    subscriber_id: ChatId,
    occasion: Occasion,
    members: Iterable[DeliveryId],
    due_at: datetime,
    now: datetime,
) -> DeliveryId:
    """Owe a subscriber a digest, due since `due_at`, that tells these alerts in their place."""
    cursor = await connection.execute(
        """
        INSERT INTO outbox (subscriber_id, kind, occasion, closed, owed_at, due_at) VALUES (?, 'digest', ?, ?, ?, ?)
        """,
        (subscriber_id, occasion, occasion is not Occasion.STORM, to_text(due_at), to_text(now)),
    )
    digest = DeliveryId(cursor.lastrowid or 0)
    await _roll(connection, members, digest, now, None)
    return digest


async def roll_into_storm(
    connection: Connection,
    subscriber_id: ChatId,
    members: Collection[DeliveryId],
    storm: DeliveryId | None,
    now: datetime,
) -> None:
    """Roll alerts into a subscriber's open storm, or a new one where there is none; it is written anew when it may."""
    if storm is None:
        storm = await make_digest(connection, subscriber_id, Occasion.STORM, (), now, now)
    else:
        await enqueue_group_edit(connection, storm, now)
    await _roll(connection, members, storm, now, HeldBy.STORM)


async def _roll(
    connection: Connection, members: Iterable[DeliveryId], digest: DeliveryId, now: datetime, by: HeldBy | None
) -> None:
    await connection.executemany(
        """
        UPDATE outbox SET status = 'rolled', rolled_into = ?, held_by = coalesce(?, held_by), due_at = ?
        WHERE id = ? AND status IN ('pending', 'held')
        """,
        [(digest, by, to_text(now), one) for one in members],
    )


async def enqueue_group_edit(connection: Connection, storm: DeliveryId, now: datetime) -> None:
    """Have a storm's message changed, a minute after it was sent or changed last at the earliest."""
    cursor = await connection.execute("SELECT coalesce(amended_at, sent_at) AS last FROM outbox WHERE id = ?", (storm,))
    row = await cursor.fetchone()
    last = to_moment(row["last"]) if row is not None and row["last"] else now  # it may just be written
    at = max(now, last + STORM_EDITS)
    await connection.execute("UPDATE outbox SET amendments = 0, amend_at = ? WHERE id = ?", (to_text(at), storm))


async def loads(connection: Connection, subscribers: Collection[ChatId], since: datetime) -> dict[ChatId, Load]:
    """Return the load of each subscriber since a moment: alerts that were sent, or rolled into a storm."""
    cursor = await connection.execute(
        f"""
        SELECT value AS id,
            (SELECT count(*) FROM outbox WHERE subscriber_id = value AND status = 'sent' AND sent_at > ?1
                AND kind IN {ALERTS})
            + (SELECT count(*) FROM outbox WHERE subscriber_id = value AND status = 'rolled' AND held_by = 'storm'
                AND due_at > ?1) AS alerts,
            (SELECT id FROM outbox WHERE subscriber_id = value AND kind = 'digest' AND occasion = 'storm'
                AND closed = 0 AND status <> 'buried') AS storm
        FROM json_each(?2)
        """,  # noqa: S608 - only the constant above is put in
        (to_text(since), json.dumps(list(subscribers))),
    )
    return {ChatId(row["id"]): Load(row["alerts"], row["storm"]) for row in await cursor.fetchall()}


async def hold_for_the_absent(connection: Connection, now: datetime) -> None:
    """Hold what waits for subscribers who want no alerts or cannot be reached, so that it does not come in a flood."""
    await connection.execute(
        f"""
        UPDATE outbox SET status = 'held', held_by = 'away', due_at = ?
        WHERE status = 'pending' AND kind IN {ALERTS}
            AND subscriber_id IN (SELECT id FROM subscribers WHERE status <> 'active' AND role <> 'console')
        """,  # noqa: S608 - only the constant above is put in
        (to_text(now),),
    )


async def any_for_the_absent(connection: Connection) -> bool:
    """Tell whether something waits for subscribers who want no alerts or cannot be reached."""
    cursor = await connection.execute(
        f"""
        SELECT 1 FROM outbox JOIN subscribers ON subscribers.id = subscriber_id
        WHERE outbox.status = 'pending' AND kind IN {ALERTS} AND subscribers.status <> 'active'
            AND role <> 'console' LIMIT 1
        """  # noqa: S608 - only the constant above is put in
    )
    return await cursor.fetchone() is not None


async def due(connection: Connection, now: datetime) -> set[ChatId]:
    """Return the subscribers that can be reached and have held alerts whose time has come."""
    cursor = await connection.execute(
        """
        SELECT DISTINCT subscriber_id FROM outbox JOIN subscribers ON subscribers.id = subscriber_id
        WHERE outbox.status = 'held' AND due_at <= ? AND subscribers.status = 'active'
        """,
        (to_text(now),),
    )
    return {ChatId(row["subscriber_id"]) for row in await cursor.fetchall()}


async def next_due(connection: Connection) -> datetime | None:
    """Return when held alerts are to be looked at next, or None."""
    cursor = await connection.execute(
        """
        SELECT min(due_at) AS due FROM outbox JOIN subscribers ON subscribers.id = subscriber_id
        WHERE outbox.status = 'held' AND subscribers.status = 'active'
        """
    )
    row = await cursor.fetchone()
    return None if row is None or row["due"] is None else to_moment(row["due"])


async def open_storms(connection: Connection) -> list[ChatId]:
    """Return the subscribers who have an open storm."""
    cursor = await connection.execute(
        """
        SELECT subscriber_id FROM outbox
        WHERE kind = 'digest' AND occasion = 'storm' AND closed = 0 AND status <> 'buried'
        """
    )
    return [ChatId(row["subscriber_id"]) for row in await cursor.fetchall()]


async def close_storm(connection: Connection, storm: DeliveryId, now: datetime) -> None:
    """Note that a storm is over: it takes no more alerts, and its message says so."""
    await connection.execute("UPDATE outbox SET closed = 1 WHERE id = ?", (storm,))
    await enqueue_group_edit(connection, storm, now)
