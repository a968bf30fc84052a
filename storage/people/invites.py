"""Invites into the bot: links that let one person in once, for a while. Only their hashes are kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.database import to_moment, to_text
from storage.model.ids import ChatId
from storage.model.subscribers import Role

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection

BY_THE_PROGRAM = ChatId(0)


@dataclass(frozen=True, slots=True)
class Invite:
    """What an invite makes of whoever takes it up, and who gave it; `used` and `expires_at` say whether it is good."""

    role: Role
    made_by: ChatId
    expires_at: datetime
    used: bool


async def save(connection: Connection, token: str, role: Role, made_by: ChatId, until: datetime, now: datetime) -> None:
    """Keep an invite that was given out just now."""
    await connection.execute(
        "INSERT INTO invites (token_hash, role, made_by, made_at, expires_at) VALUES (?, ?, ?, ?, ?)",
        (_hash(token), role, made_by, to_text(now), to_text(until)),
    )


async def get(connection: Connection, token: str) -> Invite | None:
    """Return the invite of that token, None where there never was one."""
    cursor = await connection.execute("SELECT * FROM invites WHERE token_hash = ?", (_hash(token),))
    row = await cursor.fetchone()
    if row is None:
        return None
    used = row["used_at"] is not None
    return Invite(Role(row["role"]), ChatId(row["made_by"]), to_moment(row["expires_at"]), used)


async def use(connection: Connection, token: str, person: ChatId, now: datetime) -> bool:
    """Use an invite up; False if somebody else was quicker, or its time is over."""
    cursor = await connection.execute(
        """
        UPDATE invites SET used_by = ?1, used_at = ?2
        WHERE token_hash = ?3 AND used_at IS NULL AND expires_at > ?2
        """,
        (person, to_text(now), _hash(token)),
    )
    return cursor.rowcount == 1


async def withdraw_claims(connection: Connection) -> None:
    """Make every claim code that the program gave out, and nobody used, worthless."""
    await connection.execute("DELETE FROM invites WHERE made_by = ? AND used_at IS NULL", (BY_THE_PROGRAM,))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
