"""How each reading account stands to each channel: its own access hash, and whether it is a member."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from storage.model.channels import Membership
from storage.model.ids import ChannelId

if TYPE_CHECKING:
    from storage.database import Connection


class ChannelAccess(NamedTuple):
    """What an account may use to name a channel, and how it stands to it."""

    channel_id: ChannelId
    access_hash: int
    membership: Membership


async def save(
    connection: Connection, account: str, channel_id: ChannelId, access_hash: int, membership: Membership
) -> None:
    """Keep an account's access to a channel, in place of an older one. The channel need not be watched."""
    await connection.execute(
        """
        INSERT INTO accesses VALUES (?, ?, ?, ?)
        ON CONFLICT (channel_id, account) DO UPDATE SET access_hash = excluded.access_hash,
            membership = excluded.membership
        """,
        (channel_id, account, access_hash, membership),
    )


async def get(connection: Connection, account: str, channel_id: ChannelId) -> ChannelAccess | None:
    """Return an account's access to a channel."""
    cursor = await connection.execute(
        "SELECT * FROM accesses WHERE account = ? AND channel_id = ?", (account, channel_id)
    )
    row = await cursor.fetchone()
    return None if row is None else ChannelAccess(channel_id, row["access_hash"], Membership(row["membership"]))


async def stand(connection: Connection, account: str, channel_id: ChannelId, membership: Membership) -> None:
    """Note how an account stands to a channel now."""
    await connection.execute(
        "UPDATE accesses SET membership = ? WHERE account = ? AND channel_id = ?", (membership, account, channel_id)
    )


async def to_join(connection: Connection, account: str) -> list[ChannelId]:
    """Return the channels that an account reads and is still to join, the longest known first."""
    cursor = await connection.execute(
        """
        SELECT channels.id FROM accesses
        JOIN channels ON channels.id = accesses.channel_id AND channels.account = accesses.account
        WHERE accesses.account = ? AND membership = 'wanted' AND status = 'active' ORDER BY added_at, channels.id
        """,
        (account,),
    )
    return [ChannelId(row["id"]) for row in await cursor.fetchall()]


async def assign(connection: Connection, channel_id: ChannelId, account: str) -> None:
    """Have an account read a channel, by its own access hash."""
    await connection.execute(
        """
        UPDATE channels SET account = ?1,
            access_hash = (SELECT access_hash FROM accesses WHERE channel_id = ?2 AND account = ?1)
        WHERE id = ?2
        """,
        (account, channel_id),
    )
