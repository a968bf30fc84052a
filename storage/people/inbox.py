"""Commands already acted on, and late ones that wait for a yes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.database import to_moment, to_text

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId, MessageId

# Telegram hands updates over again for days at the most; the table need not grow for ever.
REMEMBERED = timedelta(days=60)


async def mark_handled(connection: Connection, chat_id: ChatId, message_id: MessageId, now: datetime) -> bool:
    """Note that a message is being acted on; False if it was before."""
    cursor = await connection.execute(
        "INSERT INTO handled_messages VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (chat_id, message_id, to_text(now)),
    )
    return cursor.rowcount == 1


async def is_handled(connection: Connection, chat_id: ChatId, message_id: MessageId) -> bool:
    """Tell whether a message was acted on."""
    cursor = await connection.execute(
        "SELECT 1 FROM handled_messages WHERE chat_id = ? AND message_id = ?", (chat_id, message_id)
    )
    return await cursor.fetchone() is not None


async def forget_old(connection: Connection, now: datetime) -> None:
    """Drop what no longer needs remembering."""
    limit = to_text(now - REMEMBERED)
    await connection.execute("DELETE FROM handled_messages WHERE at < ?", (limit,))
    await connection.execute("DELETE FROM held_commands WHERE sent_at < ?", (limit,))


async def hold(connection: Connection, chat_id: ChatId, message_id: MessageId, text: str, sent_at: datetime) -> None:
    """Keep a late command until its sender says whether it still holds."""
    await connection.execute(
        "INSERT INTO held_commands VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (chat_id, message_id, text, to_text(sent_at)),
    )


async def held(connection: Connection, chat_id: ChatId, message_id: MessageId) -> tuple[str, datetime] | None:
    """Return a held command's text and time, or None if it was decided already."""
    cursor = await connection.execute(
        "SELECT text, sent_at FROM held_commands WHERE chat_id = ? AND message_id = ?", (chat_id, message_id)
    )
    row = await cursor.fetchone()
    return None if row is None else (row["text"], to_moment(row["sent_at"]))


async def let_go(connection: Connection, chat_id: ChatId, message_id: MessageId) -> bool:
    """Drop a held command; False if it was decided already."""
    cursor = await connection.execute(
        "DELETE FROM held_commands WHERE chat_id = ? AND message_id = ?", (chat_id, message_id)
    )
    return cursor.rowcount == 1
