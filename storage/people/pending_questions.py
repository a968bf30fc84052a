"""What the bot asked somebody, so that their next message is taken for the answer; it outlives a restart."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.database import to_text

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId

# Who writes later than that has other things in mind.
OPEN_FOR = timedelta(hours=1)


async def save(connection: Connection, person_id: ChatId, subscriber_id: ChatId, about: str, now: datetime) -> None:
    """Ask a person something about a subscriber's settings, in place of what was asked before."""
    await connection.execute(
        """
        INSERT INTO questions VALUES (?, ?, ?, ?)
        ON CONFLICT (person_id, subscriber_id) DO UPDATE SET about = excluded.about, asked_at = excluded.asked_at
        """,
        (person_id, subscriber_id, about, to_text(now)),
    )


async def get(connection: Connection, person_id: ChatId, subscriber_id: ChatId, now: datetime) -> str | None:
    """Return what a person is being asked about; None if nothing, or too long ago."""
    cursor = await connection.execute(
        "SELECT about FROM questions WHERE person_id = ? AND subscriber_id = ? AND asked_at > ?",
        (person_id, subscriber_id, to_text(now - OPEN_FOR)),
    )
    row = await cursor.fetchone()
    return None if row is None else str(row["about"])


async def close(connection: Connection, person_id: ChatId, subscriber_id: ChatId) -> None:
    """Wait no longer for an answer."""
    await connection.execute(
        "DELETE FROM questions WHERE person_id = ? AND subscriber_id = ?", (person_id, subscriber_id)
    )
