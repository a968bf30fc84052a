"""Who may read what private channels say: operators, and those that were allowed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.people.subscribers import from_row

if TYPE_CHECKING:
    from storage.database import Connection
    from storage.model.ids import ChannelId, ChatId
    from storage.model.subscribers import Subscriber

# A condition on a row of `channels` and one of `subscribers`, for every question that gives text of posts to somebody.
MAY_READ = """(
    channels.is_private = 0 OR subscribers.role <> 'subscriber' OR EXISTS (
        SELECT 1 FROM private_readers
        WHERE private_readers.channel_id = channels.id AND private_readers.subscriber_id = subscribers.id))"""


async def may_read(connection: Connection, channel_id: ChannelId, subscriber_id: ChatId) -> bool:
    """Tell whether a subscriber may be given what a channel says."""
    cursor = await connection.execute(
        f"SELECT {MAY_READ} AS allowed FROM channels, subscribers WHERE channels.id = ? AND subscribers.id = ?",  # noqa: S608
        (channel_id, subscriber_id),
    )
    row = await cursor.fetchone()
    return row is not None and bool(row["allowed"])


async def readers(connection: Connection, channel_id: ChannelId) -> list[Subscriber]:
    """List who is allowed a private channel, by name; operators are, too, and not among them."""
    cursor = await connection.execute(
        """
        SELECT subscribers.* FROM private_readers JOIN subscribers ON subscribers.id = private_readers.subscriber_id
        WHERE channel_id = ? AND role = 'subscriber' AND status <> 'denied' ORDER BY lower(name), id
        """,
        (channel_id,),
    )
    return [from_row(row) for row in await cursor.fetchall()]


async def share(connection: Connection, channel_id: ChannelId, subscriber_id: ChatId) -> bool:
    """Allow a subscriber what a private channel says; False where they were allowed it before."""
    cursor = await connection.execute(
        "INSERT INTO private_readers VALUES (?, ?) ON CONFLICT DO NOTHING", (channel_id, subscriber_id)
    )
    return cursor.rowcount == 1


async def unshare(connection: Connection, channel_id: ChannelId, subscriber_id: ChatId) -> bool:
    """Take that back; False where they were not allowed it."""
    cursor = await connection.execute(
        "DELETE FROM private_readers WHERE channel_id = ? AND subscriber_id = ?", (channel_id, subscriber_id)
    )
    return cursor.rowcount == 1
