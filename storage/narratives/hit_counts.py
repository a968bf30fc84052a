"""How much narratives and phrases found of late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_text

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import NarrativeId

WEEK, MONTH = timedelta(days=7), timedelta(days=30)


class Hits(NamedTuple):
    """How many posts of the last 7 and 30 days were found; a post that was edited counts once."""

    week: int = 0
    month: int = 0


async def of_narrative(connection: Connection, narrative_id: NarrativeId, now: datetime) -> Hits:
    """Count the posts that raised an alert for a narrative, by any phrase."""
    cursor = await connection.execute(
        """
        SELECT count(DISTINCT CASE WHEN posted_at >= ?2 THEN post_id END) AS week, count(DISTINCT post_id) AS month
        FROM matches WHERE narrative_id = ?1 AND level = 'alert' AND posted_at >= ?3
        """,
        (narrative_id, to_text(now - WEEK), to_text(now - MONTH)),
    )
    row = await cursor.fetchone()
    return Hits() if row is None else Hits(row["week"], row["month"])


async def of_phrases(connection: Connection, narrative_id: NarrativeId, now: datetime) -> dict[str, Hits]:
    """Count the posts that each watch phrase of a narrative found well enough to alert; those without any are left out.

    They go by their words: a phrase that was removed and is back again found what it found before, too.
    """
    cursor = await connection.execute(
        """
        SELECT text, count(DISTINCT CASE WHEN posted_at >= ?2 THEN post_id END) AS week,
            count(DISTINCT post_id) AS month
        FROM matches JOIN phrases ON phrases.id = matches.phrase_id
        WHERE matches.narrative_id = ?1 AND level = 'alert' AND posted_at >= ?3 GROUP BY text
        """,
        (narrative_id, to_text(now - WEEK), to_text(now - MONTH)),
    )
    return {row["text"]: Hits(row["week"], row["month"]) for row in await cursor.fetchall()}
