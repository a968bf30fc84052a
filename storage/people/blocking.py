"""Shut somebody out, and end all that could be a way back in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.database import to_text
from storage.model.subscribers import PlaceTrouble
from storage.people.subscribers import from_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId
    from storage.model.subscribers import Subscriber

# ?1 is who is shut out. A private channel that was shared before has to be shared again.
_ENDED = (
    "DELETE FROM strangers WHERE id = ?1",
    "DELETE FROM private_readers WHERE subscriber_id IN (SELECT id FROM subscribers WHERE ?1 IN (id, forum_id))",
    "DELETE FROM questions WHERE person_id = ?1",
    "DELETE FROM held_commands WHERE chat_id = ?1",
)


async def shut_out(connection: Connection, chat: ChatId, now: datetime) -> list[Subscriber]:
    """Shut a person or a place out with all that came of them; return the places that get no more alerts with it.

    A group is shut out with its topics. Somebody who was never let in is shut out, too, so that no invite lets them in.
    """
    await connection.execute(
        """
        INSERT INTO subscribers (id, role, status, added_at, name, username)
        VALUES (?1, 'subscriber', 'denied', ?2, coalesce((SELECT name FROM strangers WHERE id = ?1), ''),
            (SELECT username FROM strangers WHERE id = ?1))
        ON CONFLICT (id) DO UPDATE SET role = 'subscriber', status = 'denied', paused_reason = NULL
        """,
        (chat, to_text(now)),
    )
    for statement in _ENDED:
        await connection.execute(statement, (chat,))
    await withdraw(connection, chat)
    cursor = await connection.execute("SELECT * FROM subscribers WHERE forum_id = ? AND status <> 'denied'", (chat,))
    topics = await _shut(connection, await cursor.fetchall())
    return [*topics, *await end_places(connection, chat)]


async def end_places(connection: Connection, person: ChatId) -> list[Subscriber]:
    """Shut out the places that a person set up; return those that were open before."""
    cursor = await connection.execute(
        "SELECT * FROM subscribers WHERE set_up_by = ? AND status <> 'denied' ORDER BY lower(name), id", (person,)
    )
    return await _shut(connection, await cursor.fetchall())


async def withdraw(connection: Connection, person: ChatId) -> None:
    """Make worthless what somebody handed out in their office, and nobody used: invites, links of private channels."""
    await connection.execute("DELETE FROM invites WHERE made_by = ? AND used_at IS NULL", (person,))
    await connection.execute("DELETE FROM invitations WHERE asked_by = ?", (person,))


async def _shut(connection: Connection, rows: Iterable[sqlite3.Row]) -> list[Subscriber]:
    open_ones = [from_row(row) for row in rows]
    for place in open_ones:
        await connection.execute("DELETE FROM private_readers WHERE subscriber_id = ?", (place.id,))
        await connection.execute(
            "UPDATE subscribers SET status = 'denied', paused_reason = ? WHERE id = ?",
            (PlaceTrouble.SHUT_OUT, place.id),
        )
    return open_ones
