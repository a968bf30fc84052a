"""The channels under watch, and how far each has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.database import to_text
from storage.model.channels import Channel, ChannelRole, ChannelStatus
from storage.model.ids import ChannelId, MessageId

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from storage.database import Connection


def from_row(row: sqlite3.Row) -> Channel:
    """Make a Channel of a row of the table."""
    return Channel(
        id=ChannelId(row["id"]),
        title=row["title"],
        username=row["username"],
        role=ChannelRole(row["role"]),
        status=ChannelStatus(row["status"]),
        paused_reason=row["paused_reason"],
        account=row["account"],
        access_hash=row["access_hash"],
        invite=row["invite"],
        read_to=MessageId(row["read_to"]),
        newest_seen=MessageId(row["newest_seen"]),
        summed_to=MessageId(row["summed_to"]),
        is_private=bool(row["is_private"]),
    )


async def add(connection: Connection, channel: Channel, now: datetime) -> bool:
    """Watch a channel; True if it was not watched before.

    A channel that comes back after its removal keeps its marks, so that what was posted meanwhile is read. Another one
    that had its @name loses it.
    """
    await leave_name(connection, channel.username, channel.id)
    cursor = await connection.execute("SELECT status FROM channels WHERE id = ?", (channel.id,))
    before = await cursor.fetchone()
    await connection.execute(
        """
        INSERT INTO channels (
            id, title, username, role, account, access_hash, invite,
            read_to, newest_seen, summed_to, is_private, added_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET title = excluded.title, username = excluded.username, role = excluded.role,
            access_hash = coalesce(excluded.access_hash, access_hash), account = coalesce(excluded.account, account),
            invite = coalesce(excluded.invite, invite), is_private = excluded.is_private,
            status = 'active', paused_reason = NULL
        """,
        (
            channel.id,
            channel.title,
            channel.username,
            channel.role,
            channel.account,
            channel.access_hash,
            channel.invite,
            channel.read_to,
            channel.newest_seen,
            channel.summed_to,
            channel.is_private,
            to_text(now),
        ),
    )
    return before is None or before["status"] == ChannelStatus.REMOVED


async def list_all(connection: Connection, *, removed: bool = False) -> list[Channel]:
    """List the channels by title, removed ones only if asked."""
    cursor = await connection.execute(
        "SELECT * FROM channels WHERE ? OR status <> 'removed' ORDER BY lower(title), id", (removed,)
    )
    return [from_row(row) for row in await cursor.fetchall()]


async def get(connection: Connection, channel_id: ChannelId) -> Channel | None:
    """Return the channel of that id."""
    cursor = await connection.execute("SELECT * FROM channels WHERE id = ?", (channel_id,))
    row = await cursor.fetchone()
    return None if row is None else from_row(row)


async def by_name(connection: Connection, username: str) -> Channel | None:
    """Return the channel of that @name (without the @), removed ones too."""
    cursor = await connection.execute("SELECT * FROM channels WHERE username = ? COLLATE NOCASE", (username,))
    row = await cursor.fetchone()
    return None if row is None else from_row(row)


async def by_invite(connection: Connection, invite: str) -> Channel | None:
    """Return the channel that an invite link of that hash led to, removed ones too."""
    cursor = await connection.execute("SELECT * FROM channels WHERE invite = ?", (invite,))
    row = await cursor.fetchone()
    return None if row is None else from_row(row)


async def set_status(
    connection: Connection, channel_id: ChannelId, status: ChannelStatus, reason: str | None = None
) -> None:
    """Change whether a channel is read, and keep why."""
    await connection.execute(
        "UPDATE channels SET status = ?, paused_reason = ? WHERE id = ?", (status, reason, channel_id)
    )


async def move_read_to(connection: Connection, channel_id: ChannelId, read_to: MessageId) -> None:
    """Note that history is read without a gap up to `read_to`. The mark never moves back."""
    await connection.execute(
        "UPDATE channels SET read_to = max(read_to, ?), newest_seen = max(newest_seen, ?) WHERE id = ?",
        (read_to, read_to, channel_id),
    )


async def record_seen(connection: Connection, channel_id: ChannelId, newest: MessageId) -> None:
    """Note the highest message id seen by any way."""
    await connection.execute("UPDATE channels SET newest_seen = max(newest_seen, ?) WHERE id = ?", (newest, channel_id))


async def rename(connection: Connection, channel_id: ChannelId, title: str, username: str | None) -> None:
    """Keep how a channel is called now; one without a @name is private. Another one that had its @name loses it."""
    await leave_name(connection, username, channel_id)
    await connection.execute(
        "UPDATE channels SET title = ?1, username = ?2, is_private = ?2 IS NULL WHERE id = ?3",
        (title, username, channel_id),
    )


async def leave_name(connection: Connection, username: str | None, holder: ChannelId) -> None:
    """Take a @name from every channel but its holder: Telegram said who has it now, so links by it lead elsewhere.

    The old one is not taken for private: how it is called now is not known yet.
    """
    await connection.execute(
        "UPDATE channels SET username = NULL WHERE username = ? COLLATE NOCASE AND id <> ?", (username, holder)
    )


async def read_again_from(connection: Connection, channel_id: ChannelId, mark: MessageId, newest: MessageId) -> None:
    """Have history read again from an earlier mark; what was posted up to `newest` is summed up, not alerted."""
    await connection.execute(
        "UPDATE channels SET read_to = ?1, summed_to = max(summed_to, ?2) WHERE id = ?3 AND read_to > ?1",
        (mark, newest, channel_id),
    )


async def is_summed_up(connection: Connection, channel_id: ChannelId, message_id: MessageId) -> bool:
    """Tell whether a post is older than the watch of its channel."""
    cursor = await connection.execute(
        "SELECT 1 FROM channels WHERE id = ? AND summed_to >= ?", (channel_id, message_id)
    )
    return await cursor.fetchone() is not None
