"""Subscribers, what they follow, and the strangers at the door."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from storage.database import to_moment, to_text
from storage.model.ids import ChatId, NarrativeId
from storage.model.subscribers import CardStyle, Role, Subscriber, SubscriberStatus

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from storage.database import Connection

STRANGERS_KEPT = 100


_COLUMNS = tuple(get.name for get in fields(Subscriber))


def columns(prefix: str) -> str:
    """Return the columns of a subscriber, each under its name behind a prefix, for the SELECT of a join."""
    return ", ".join(f"subscribers.{name} AS {prefix}{name}" for name in _COLUMNS)


def from_row(row: sqlite3.Row, prefix: str = "") -> Subscriber:
    """Make a Subscriber of a row of the table, whose columns may carry a prefix."""
    values = {name: row[f"{prefix}{name}"] for name in _COLUMNS}
    values |= {
        "role": Role(values["role"]),
        "status": SubscriberStatus(values["status"]),
        "card_style": CardStyle(values["card_style"]),
        "all_quiet": bool(values["all_quiet"]),
        "muted_until": values["muted_until"] and to_moment(values["muted_until"]),
        "seen_at": values["seen_at"] and to_moment(values["seen_at"]),
    }
    return Subscriber(**values)


async def let_in(connection: Connection, chat_id: ChatId, role: Role, now: datetime) -> None:
    """Give a chat a role; who was denied is active again. A group or channel is no more than a subscriber."""
    given = role if chat_id >= 0 else Role.SUBSCRIBER
    await connection.execute(
        """
        INSERT INTO subscribers (id, role, added_at, name, username)
        VALUES (?1, ?2, ?3, coalesce((SELECT name FROM strangers WHERE id = ?1), ''),
            (SELECT username FROM strangers WHERE id = ?1))
        ON CONFLICT (id) DO UPDATE SET role = excluded.role,
            paused_reason = CASE status WHEN 'denied' THEN NULL ELSE paused_reason END,
            status = CASE status WHEN 'denied' THEN 'active' ELSE status END
        """,
        (chat_id, given, to_text(now)),
    )
    await connection.execute("DELETE FROM strangers WHERE id = ?", (chat_id,))


async def demote_owners(connection: Connection) -> None:
    """Make every owner a plain subscriber; the settings say at each start who the owners are."""
    await connection.execute("UPDATE subscribers SET role = 'subscriber' WHERE role = 'owner'")


async def get(connection: Connection, chat_id: ChatId) -> Subscriber | None:
    """Return the subscriber of that chat."""
    cursor = await connection.execute("SELECT * FROM subscribers WHERE id = ?", (chat_id,))
    row = await cursor.fetchone()
    return None if row is None else from_row(row)


async def last_seen_as(connection: Connection, username: str) -> list[ChatId]:
    """Return all subscribers and strangers that were seen under that @name (without the @) when they were seen last.

    Names are given up and taken by others: who has it now, only Telegram knows.
    """
    cursor = await connection.execute(
        """
        SELECT id FROM strangers WHERE lower(username) = lower(?1)
        UNION SELECT id FROM subscribers WHERE lower(username) = lower(?1) ORDER BY id
        """,
        (username,),
    )
    return [ChatId(row["id"]) for row in await cursor.fetchall()]


async def record_name(connection: Connection, chat_id: ChatId, username: str | None) -> None:
    """Keep that a chat has this @name now; whoever had it before has it no more."""
    for table in ("subscribers", "strangers"):
        await connection.execute(
            f"UPDATE {table} SET username = NULL WHERE lower(username) = lower(?) AND id <> ?",  # noqa: S608
            (username, chat_id),
        )
        await connection.execute(f"UPDATE {table} SET username = ? WHERE id = ?", (username, chat_id))  # noqa: S608


@dataclass(frozen=True, slots=True)
class Sighting:
    """When somebody was first and last heard of, and how they were called then."""

    name: str
    username: str | None
    first_at: datetime
    last_at: datetime | None


async def sighting(connection: Connection, chat_id: ChatId) -> Sighting | None:
    """Return what is known of a subscriber or stranger; None where the bot never met them."""
    cursor = await connection.execute(
        """
        SELECT name, username, added_at AS first_at, seen_at AS last_at FROM subscribers WHERE id = ?1
        UNION ALL SELECT name, username, coalesce(first_at, last_at), last_at FROM strangers WHERE id = ?1
        """,
        (chat_id,),
    )
    row = await cursor.fetchone()
    if row is None:
        return None
    last_at = row["last_at"] and to_moment(row["last_at"])
    return Sighting(row["name"], row["username"], to_moment(row["first_at"]), last_at)


async def list_all(connection: Connection) -> list[Subscriber]:
    """List all that were ever let in, the most trusted first."""
    cursor = await connection.execute(
        """
        SELECT * FROM subscribers
        ORDER BY CASE role WHEN 'owner' THEN 0 WHEN 'operator' THEN 1 ELSE 2 END, lower(name), id
        """
    )
    return [from_row(row) for row in await cursor.fetchall()]


async def record_person(
    connection: Connection, chat_id: ChatId, *, name: str, username: str | None, language: str | None
) -> None:
    """Keep how a subscriber is called now, and the language their Telegram is set to."""
    await record_name(connection, chat_id, username)
    await connection.execute(
        "UPDATE subscribers SET name = ?, telegram_language = coalesce(?, telegram_language) WHERE id = ?",
        (name, language, chat_id),
    )


async def set_speech(connection: Connection, chat_id: ChatId, *, language: str | None, time_zone: str | None) -> None:
    """Set the language and time zone of a subscriber; None for the defaults."""
    await connection.execute(
        "UPDATE subscribers SET language = ?, time_zone = ? WHERE id = ?", (language, time_zone, chat_id)
    )


async def set_status(
    connection: Connection, chat_id: ChatId, status: SubscriberStatus, reason: str | None = None
) -> None:
    """Change whether alerts go to a subscriber, and keep why. Who is denied stays so: only `let_in` ends that."""
    await connection.execute(
        "UPDATE subscribers SET status = ?, paused_reason = ? WHERE id = ? AND status <> 'denied'",
        (status, reason, chat_id),
    )


async def come_back(connection: Connection, chat_id: ChatId) -> None:
    """Have alerts go again to somebody who could not be reached."""
    await connection.execute(
        "UPDATE subscribers SET status = 'active', paused_reason = NULL WHERE id = ? AND status = 'paused'", (chat_id,)
    )


async def following(connection: Connection, chat_id: ChatId) -> set[NarrativeId]:
    """Return the narratives a subscriber follows."""
    cursor = await connection.execute("SELECT narrative_id FROM subscriptions WHERE subscriber_id = ?", (chat_id,))
    return {NarrativeId(row["narrative_id"]) for row in await cursor.fetchall()}


async def follow(connection: Connection, chat_id: ChatId, narrative_id: NarrativeId, now: datetime) -> None:
    """Subscribe to a narrative; doing it twice changes nothing."""
    await connection.execute(
        "INSERT INTO subscriptions (subscriber_id, narrative_id, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (chat_id, narrative_id, to_text(now)),
    )


async def unfollow(connection: Connection, chat_id: ChatId, narrative_id: NarrativeId) -> None:
    """Unsubscribe from a narrative; doing it twice changes nothing."""
    await connection.execute(
        "DELETE FROM subscriptions WHERE subscriber_id = ? AND narrative_id = ?", (chat_id, narrative_id)
    )


async def private_channels(connection: Connection, chat_id: ChatId) -> list[str]:
    """Return the titles of the private channels that a subscriber is allowed."""
    cursor = await connection.execute(
        """
        SELECT title FROM private_readers JOIN channels ON channels.id = private_readers.channel_id
        WHERE subscriber_id = ? ORDER BY lower(title)
        """,
        (chat_id,),
    )
    return [row["title"] for row in await cursor.fetchall()]


async def record_seen(connection: Connection, chat_id: ChatId, now: datetime) -> None:
    """Keep when somebody wrote or pressed last."""
    await connection.execute("UPDATE subscribers SET seen_at = ? WHERE id = ?", (to_text(now), chat_id))


async def record_menu(connection: Connection, chat_id: ChatId, menu: str) -> None:
    """Keep which menu of commands Telegram shows somebody."""
    await connection.execute("UPDATE subscribers SET menu = ? WHERE id = ?", (menu, chat_id))


async def record_stranger(
    connection: Connection, chat_id: ChatId, *, name: str, username: str | None, now: datetime
) -> None:
    """Remember the person who knocked, so that an owner can let them in; only the latest hundred are kept.

    Of a channel that somebody writes in the name of, and of who was shut out, only the @name is noted.
    """
    await connection.execute(
        """
        INSERT INTO strangers (id, name, first_at, last_at)
        SELECT ?1, ?2, ?3, ?3 WHERE ?1 > 0 AND NOT EXISTS (SELECT 1 FROM subscribers WHERE id = ?1)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, last_at = excluded.last_at
        """,
        (chat_id, name, to_text(now)),
    )
    await record_name(connection, chat_id, username)
    await connection.execute(
        "DELETE FROM strangers WHERE id NOT IN (SELECT id FROM strangers ORDER BY last_at DESC LIMIT ?)",
        (STRANGERS_KEPT,),
    )


async def strangers(connection: Connection, limit: int) -> list[tuple[ChatId, str, str | None]]:
    """List who knocked last: id, name, @name."""
    cursor = await connection.execute("SELECT * FROM strangers ORDER BY last_at DESC LIMIT ?", (limit,))
    return [(ChatId(row["id"]), row["name"], row["username"]) for row in await cursor.fetchall()]
