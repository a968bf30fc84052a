"""What the program has to say about itself: owed by the outbox like alerts, so that it is said once and not lost."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from storage.database import to_moment, to_text
from storage.model.deliveries import Notice, TextName
from storage.model.ids import ChatId
from storage.model.subscribers import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.database import Connection
    from storage.model.ids import DeliveryId


async def enqueue(connection: Connection, chats: Iterable[ChatId], notice: Notice, now: datetime) -> None:
    """Owe these chats a notice, in the transaction of what it tells."""
    said = json.dumps({name: _packed(value) for name, value in notice.values.items()}, ensure_ascii=False)
    for chat in chats:
        cursor = await connection.execute(
            "INSERT INTO outbox (subscriber_id, kind, owed_at, due_at) VALUES (?1, 'notice', ?2, ?2)",
            (chat, to_text(now)),
        )
        await connection.execute("INSERT INTO notices VALUES (?, ?, ?)", (cursor.lastrowid, notice.name, said))


async def withdraw(connection: Connection, since: datetime, now: datetime, reason: str) -> None:
    """Drop what was to be sent of a blindness since that moment, and was not: it is true no more."""
    await connection.execute(
        """
        UPDATE outbox SET status = 'buried', buried_at = ?1, reason = ?2
        WHERE status = 'pending' AND kind = 'notice' AND id IN (
            SELECT delivery_id FROM notices
            WHERE name IN ('notice-blind', 'notice-blind-briefly') AND said ->> '$.since.time' = ?3)
        """,
        (to_text(now), reason, to_text(since)),
    )


async def get(connection: Connection, delivery_id: DeliveryId) -> Notice | None:
    """Return what a delivery of the kind notice says."""
    cursor = await connection.execute("SELECT name, said FROM notices WHERE delivery_id = ?", (delivery_id,))
    row = await cursor.fetchone()
    if row is None:
        return None
    return Notice(row["name"], {name: _unpacked(value) for name, value in json.loads(row["said"]).items()})


async def owners(connection: Connection) -> list[ChatId]:
    """Return the chats of the owners, also of those who want no alerts."""
    return await _chats(connection, Role.OWNER, Role.OWNER, "stopped")


async def operators(connection: Connection) -> list[ChatId]:
    """Return the chats of operators and owners, also of those who want no alerts."""
    return await _chats(connection, Role.OPERATOR, Role.OWNER, "stopped")


async def subscribers(connection: Connection) -> list[ChatId]:
    """Return the chats that alerts go to and that belong to no operator."""
    return await _chats(connection, Role.SUBSCRIBER, Role.SUBSCRIBER, "active")


async def _chats(connection: Connection, one: Role, other: Role, also: str) -> list[ChatId]:
    cursor = await connection.execute(
        "SELECT id FROM subscribers WHERE role IN (?, ?) AND status IN ('active', 'paused', ?) ORDER BY id",
        (one, other, also),
    )
    return [ChatId(row["id"]) for row in await cursor.fetchall()]


def _packed(value: str | int | datetime) -> object:
    if isinstance(value, datetime):
        return {"time": to_text(value)}
    return {"text": str(value)} if isinstance(value, TextName) else value


def _unpacked(value: object) -> str | int | datetime:
    if isinstance(value, dict):
        return to_moment(value["time"]) if "time" in value else TextName(value["text"])
    return value if isinstance(value, int) else str(value)
