"""What a subscriber follows, with how each narrative is delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_moment
from storage.model.ids import NarrativeId
from storage.model.narratives import NarrativeStatus
from storage.model.subscribers import DeliveryMode

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId


class Subscription(NamedTuple):
    """One narrative that a subscriber follows; its alerts are held until `muted_until`."""

    narrative_id: NarrativeId
    title: str
    status: NarrativeStatus
    urgent: bool
    delivery: DeliveryMode
    muted_until: datetime | None


async def of(connection: Connection, chat_id: ChatId) -> list[Subscription]:
    """List what a subscriber follows and can still hear of, by title."""
    cursor = await connection.execute(
        """
        SELECT narratives.id, title, status, urgent, delivery, muted_until
        FROM subscriptions JOIN narratives ON narratives.id = subscriptions.narrative_id
        WHERE subscriber_id = ? AND status <> 'archived' ORDER BY lower(title), narratives.id
        """,
        (chat_id,),
    )
    return [
        Subscription(
            NarrativeId(row["id"]),
            row["title"],
            NarrativeStatus(row["status"]),
            bool(row["urgent"]),
            DeliveryMode(row["delivery"]),
            row["muted_until"] and to_moment(row["muted_until"]),
        )
        for row in await cursor.fetchall()
    ]
