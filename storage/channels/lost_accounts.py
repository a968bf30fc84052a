"""Accounts whose session is over for good: latched, so that no restart tries them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.database import to_text

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection


async def record(connection: Connection, account: str, session: str, reason: str, now: datetime) -> None:
    """Keep that an account's session is over, and the name of the text that says why."""
    await connection.execute(
        """
        INSERT INTO lost_accounts VALUES (?, ?, ?, ?)
        ON CONFLICT (account) DO UPDATE SET session = excluded.session, reason = excluded.reason, at = excluded.at
        """,
        (account, session, reason, to_text(now)),
    )


async def reason(connection: Connection, account: str, session: str) -> str | None:
    """Return why this very session of an account is over; None where it is not, or the account has a new one."""
    cursor = await connection.execute(
        "SELECT reason FROM lost_accounts WHERE account = ? AND session = ?", (account, session)
    )
    row = await cursor.fetchone()
    return None if row is None else str(row["reason"])
