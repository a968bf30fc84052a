"""How much of what is watched was read without a gap: what a silence is worth."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.channels.visibility import MAY_READ
from storage.database import to_moment, to_text
from storage.model.channels import CoverageSummary

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId

# A channel that should have been asked after so long ago is not being read.
OVERDUE = timedelta(hours=1)
NAMED = 5
_WHOLE = """(
    channels.status = 'active' AND coalesce(next_at, '') > ?1
    AND NOT EXISTS (SELECT 1 FROM gaps WHERE gaps.channel_id = channels.id AND refilled_at IS NULL))"""


async def coverage_summary(connection: Connection, subscriber_id: ChatId | None, now: datetime) -> CoverageSummary:
    """Return how much was read without a gap; a few of the other channels are named, to a subscriber who may know."""
    cursor = await connection.execute(
        f"""
        SELECT count(*) AS channels, count(*) FILTER (WHERE {_WHOLE}) AS whole,
            min(to_at) FILTER (WHERE {_WHOLE}) AS until
        FROM channels LEFT JOIN coverage ON coverage.channel_id = channels.id WHERE status <> 'removed'
        """,  # noqa: S608 - only the constant above is put in
        (to_text(now - OVERDUE),),
    )
    row = await cursor.fetchone()
    if row is None:
        return CoverageSummary(0, 0, None)
    cursor = await connection.execute(
        f"""
        SELECT CASE WHEN {MAY_READ} THEN title END AS title FROM channels
        LEFT JOIN coverage ON coverage.channel_id = channels.id JOIN subscribers ON subscribers.id = ?2
        WHERE channels.status <> 'removed' AND NOT {_WHOLE}
        ORDER BY title IS NULL, lower(title), channels.id LIMIT ?3
        """,  # noqa: S608 - only the constants above are put in
        (to_text(now - OVERDUE), subscriber_id, NAMED),
    )
    others = tuple(one["title"] for one in await cursor.fetchall())
    return CoverageSummary(row["channels"], row["whole"], row["until"] and to_moment(row["until"]), others)
