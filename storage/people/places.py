"""Groups, channels and forum topics that alerts go to: subscribers that somebody set up."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from storage.database import to_text
from storage.model.ids import ChatId
from storage.model.subscribers import SubscriberStatus
from storage.people import subscribers
from storage.people.subscribers import from_row

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import MessageId
    from storage.model.subscribers import Subscriber

_ON = frozenset({SubscriberStatus.ACTIVE, SubscriberStatus.PAUSED})
# Topics have numbers of our own, below all that Telegram gives to chats.
TOPICS_BELOW = -1_000_000_000_000_000


async def at(connection: Connection, chat: ChatId, topic: MessageId | None) -> Subscriber | None:
    """Return the subscriber that a chat, or a topic of it, is."""
    cursor = await connection.execute(
        "SELECT * FROM subscribers WHERE (?2 IS NULL AND id = ?1) OR (forum_id = ?1 AND topic_id = ?2)", (chat, topic)
    )
    row = await cursor.fetchone()
    return None if row is None else from_row(row)


async def within(connection: Connection, chat: ChatId) -> list[Subscriber]:
    """Return the subscribers in a chat: itself and its topics."""
    cursor = await connection.execute("SELECT * FROM subscribers WHERE id = ?1 OR forum_id = ?1 ORDER BY id", (chat,))
    return [from_row(row) for row in await cursor.fetchall()]


async def list_all(connection: Connection) -> list[Subscriber]:
    """List all groups, channels and topics that were ever set up, by name."""
    cursor = await connection.execute("SELECT * FROM subscribers WHERE id < 0 ORDER BY lower(name), id")
    return [from_row(row) for row in await cursor.fetchall()]


async def set_up(connection: Connection, place: Subscriber, now: datetime) -> ChatId:
    """Have alerts go to a place, again if they did before; return its number.

    Of `place` count where it is, how it is called, who sets it up and the language of their Telegram.
    """
    known = await at(connection, place.chat, place.topic_id)
    number = known.id if known else await _number(connection, place)
    await connection.execute(
        """
        INSERT INTO subscribers (
            id, forum_id, topic_id, set_up_by, name, role, telegram_language, added_at
        )
        VALUES (?, ?, ?, ?, ?, 'subscriber', ?, ?)
        ON CONFLICT (id) DO UPDATE SET set_up_by = excluded.set_up_by, name = excluded.name,
            status = 'active', paused_reason = NULL
        WHERE status <> 'denied'
        """,
        (
            number,
            place.forum_id,
            place.topic_id,
            place.set_up_by,
            place.name,
            place.telegram_language,
            to_text(now),
        ),
    )
    await subscribers.record_name(connection, number, place.username)
    return number


async def _number(connection: Connection, place: Subscriber) -> ChatId:
    """Return the number of a place. A topic's is made of what it is: buttons name it, over a restore, too."""
    if place.forum_id is None:
        return place.id
    digest = hashlib.blake2b(f"{place.forum_id}:{place.topic_id}".encode(), digest_size=6).digest()
    number = TOPICS_BELOW - 1 - int.from_bytes(digest, "big")
    while await _is_taken(connection, number):
        number -= 1
    return ChatId(number)


async def set_up_by(connection: Connection, person: ChatId) -> list[Subscriber]:
    """List the places that somebody set up, by name."""
    cursor = await connection.execute(
        "SELECT * FROM subscribers WHERE set_up_by = ? ORDER BY lower(name), id", (person,)
    )
    return [from_row(row) for row in await cursor.fetchall()]


async def is_shut_out(connection: Connection, chat: ChatId) -> bool:
    """Tell whether a chat as a whole is shut out, with all topics that it has or will have."""
    cursor = await connection.execute("SELECT 1 FROM subscribers WHERE id = ? AND status = 'denied'", (chat,))
    return await cursor.fetchone() is not None


async def _is_taken(connection: Connection, number: int) -> bool:
    cursor = await connection.execute("SELECT 1 FROM subscribers WHERE id = ?", (number,))
    return await cursor.fetchone() is not None


async def give_up(connection: Connection, number: ChatId) -> None:
    """Have no more alerts go to a place, and forget what it followed."""
    await connection.execute("DELETE FROM subscriptions WHERE subscriber_id = ?", (number,))
    await subscribers.set_status(connection, number, SubscriberStatus.STOPPED)


async def stop_all_of(connection: Connection, person: ChatId) -> list[Subscriber]:
    """Have no more alerts go to the places that a person set up; return those that had some, as they were.

    They keep what they follow, for whoever subscribes them next.
    """
    theirs = [one for one in await set_up_by(connection, person) if one.status in _ON]
    for place in theirs:
        await subscribers.set_status(connection, place.id, SubscriberStatus.STOPPED)
    return theirs


async def rename(connection: Connection, number: ChatId, name: str) -> None:
    """Keep how a place is called now."""
    await connection.execute("UPDATE subscribers SET name = ? WHERE id = ?", (name, number))


async def move(connection: Connection, old: ChatId, new: ChatId) -> bool:
    """Give a group the id that it has since Telegram made it a supergroup; False where it is no subscriber (any more).

    What was sent stays with it, but cannot be changed any more: the messages have other ids now. Where the new group
    has subscribed meanwhile, it takes over what is owed and followed.
    """
    if await at(connection, old, None) is None:
        return False
    await connection.execute(
        "UPDATE outbox SET message_id = NULL, amend_at = NULL WHERE subscriber_id = ? AND status = 'sent'", (old,)
    )
    if await at(connection, new, None) is None:
        await connection.execute("UPDATE subscribers SET id = ? WHERE id = ?", (new, old))
    else:
        for table in ("subscriptions", "outbox", "private_readers"):
            await connection.execute(
                f"UPDATE OR IGNORE {table} SET subscriber_id = ? WHERE subscriber_id = ?",  # noqa: S608
                (new, old),
            )
        await give_up(connection, old)
    for table in ("handled_messages", "held_commands"):
        await connection.execute(f"DELETE FROM {table} WHERE chat_id = ?", (old,))  # noqa: S608 - their ids are void
    return True
