"""Mutes: until when a subscriber wants no alerts, of anything or of one narrative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.database import to_text

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection
    from storage.model import ChatId, NarrativeId


async def mute(
    connection: Connection, chat_id: ChatId, until: datetime, now: datetime, narrative_id: NarrativeId | None = None
) -> None:
    """Keep a subscriber's alerts back until a moment, all or those of one narrative; what is held is looked at anew."""
    if narrative_id is None:
        await connection.execute("UPDATE subscribers SET muted_until = ? WHERE id = ?", (to_text(until), chat_id))
    else:
        await connection.execute(
            "UPDATE subscriptions SET muted_until = ? WHERE subscriber_id = ? AND narrative_id = ?",
            (to_text(until), chat_id, narrative_id),
        )
    await connection.execute(
        "UPDATE outbox SET due_at = ? WHERE subscriber_id = ? AND status = 'held'", (to_text(now), chat_id)
    )
