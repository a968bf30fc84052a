"""Private channels that operators gave the links of, until an account is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.database import to_text
from storage.model.channels import Invitation, Membership
from storage.model.ids import ChatId

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection


async def save(connection: Connection, invitation: Invitation, now: datetime) -> None:
    """Keep an invitation to be taken up; given again, it takes the newer wish."""
    await connection.execute(
        """
        INSERT INTO invitations VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (hash) DO UPDATE SET arguments = excluded.arguments, asked_by = excluded.asked_by,
            account = excluded.account, membership = excluded.membership
        """,
        (
            invitation.hash,
            invitation.title,
            invitation.arguments,
            invitation.asked_by,
            to_text(now),
            invitation.account,
            invitation.membership,
        ),
    )


async def list_all(connection: Connection) -> list[Invitation]:
    """List the invitations that wait, the oldest first."""
    cursor = await connection.execute("SELECT * FROM invitations ORDER BY asked_at, hash")
    return [
        Invitation(
            row["hash"],
            row["title"],
            row["arguments"],
            ChatId(row["asked_by"]),
            row["account"],
            Membership(row["membership"]),
        )
        for row in await cursor.fetchall()
    ]


async def stand(connection: Connection, invite: str, membership: Membership) -> None:
    """Note how an invitation stands now."""
    await connection.execute("UPDATE invitations SET membership = ? WHERE hash = ?", (membership, invite))


async def drop(connection: Connection, invite: str) -> None:
    """Forget an invitation that was taken up, or cannot be."""
    await connection.execute("DELETE FROM invitations WHERE hash = ?", (invite,))
