"""What readers say of the cards they get: relevant, or a false alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.database import to_text
from storage.model.deliveries import ReaderVerdict, Verdicts

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection
    from storage.model.deliveries import Delivery
    from storage.model.ids import ChatId


async def save(
    connection: Connection, delivery: Delivery, person_id: ChatId, verdict: ReaderVerdict, now: datetime
) -> bool:
    """Keep what a person says of a card; their last word counts. The same word again is taken back, and False."""
    key = (delivery.post_id, delivery.revision, person_id)
    cursor = await connection.execute(
        "DELETE FROM verdicts WHERE post_id = ? AND revision = ? AND person_id = ? RETURNING verdict", key
    )
    before = await cursor.fetchone()
    if before is not None and before["verdict"] == verdict:
        return False
    await connection.execute(
        """
        INSERT INTO verdicts (post_id, revision, person_id, subscriber_id, verdict, at) VALUES (?, ?, ?, ?, ?, ?)
        """,
        (*key, delivery.subscriber.id, verdict, to_text(now)),
    )
    return True


async def of_card(connection: Connection, delivery: Delivery) -> Verdicts:
    """Count what was said of a card where it was sent."""
    cursor = await connection.execute(
        """
        SELECT verdict, count(*) AS number FROM verdicts
        WHERE post_id = ? AND revision = ? AND subscriber_id = ? GROUP BY verdict
        """,
        (delivery.post_id, delivery.revision, delivery.subscriber.id),
    )
    counts = {row["verdict"]: row["number"] for row in await cursor.fetchall()}
    return Verdicts(counts.get(ReaderVerdict.RELEVANT, 0), counts.get(ReaderVerdict.FALSE_ALARM, 0))
