"""What operators ask to see whether all is well: what waits, what failed, what was set up in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from storage.channels.channels import from_row as channel_from_row
from storage.database import to_moment, to_text
from storage.people.subscribers import from_row as person_from_row

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from storage.database import Connection
    from storage.model.channels import Channel
    from storage.model.subscribers import Subscriber

POSTS_TIMED = 200


class Lag(NamedTuple):
    """How long after they were posted half of the newest posts were kept, and the slowest of them."""

    typical: timedelta
    worst: timedelta


class AtTheDoor(NamedTuple):
    """How many strangers knocked, and the name of the last one."""

    people: int
    latest: str


async def lag(connection: Connection, since: datetime) -> Lag | None:
    """Time the newest posts, those posted since a moment; None where there are none.

    Posts from before their channel was watched are no measure, and are left out.
    """
    cursor = await connection.execute(
        """
        SELECT posted_at, kept_at FROM (SELECT * FROM posts ORDER BY id DESC LIMIT ?) AS newest
        JOIN channels ON channels.id = newest.channel_id
        WHERE posted_at >= ? AND message_id > summed_to
        """,
        (POSTS_TIMED, to_text(since)),
    )
    spans = sorted(to_moment(row["kept_at"]) - to_moment(row["posted_at"]) for row in await cursor.fetchall())
    return Lag(spans[len(spans) // 2], spans[-1]) if spans else None


async def oldest_waiting(connection: Connection) -> datetime | None:
    """Return since when the first delivery is owed of those that wait and could go."""
    cursor = await connection.execute(
        """
        SELECT min(owed_at) AS first FROM outbox JOIN subscribers ON subscribers.id = outbox.subscriber_id
        WHERE outbox.status = 'pending' AND subscribers.status = 'active'
        """
    )
    row = await cursor.fetchone()
    return None if row is None or row["first"] is None else to_moment(row["first"])


async def given_up(connection: Connection, since: datetime) -> dict[str, int]:
    """Count the deliveries that were buried since a moment, by the reason, the most frequent first."""
    cursor = await connection.execute(
        """
        SELECT coalesce(reason, '') AS reason, count(*) AS number FROM outbox
        WHERE status = 'buried' AND buried_at >= ? GROUP BY reason ORDER BY number DESC, reason
        """,
        (to_text(since),),
    )
    return {row["reason"]: row["number"] for row in await cursor.fetchall()}


async def unreachable(connection: Connection) -> list[Subscriber]:
    """List the subscribers that alerts do not reach, by name."""
    cursor = await connection.execute("SELECT * FROM subscribers WHERE status = 'paused' ORDER BY lower(name), id")
    return [person_from_row(row) for row in await cursor.fetchall()]


async def unread(connection: Connection, since: datetime) -> list[Channel]:
    """List the channels that should be read and were not checked to their end since a moment, by title."""
    cursor = await connection.execute(
        """
        SELECT channels.* FROM channels LEFT JOIN coverage ON coverage.channel_id = channels.id
        WHERE status = 'active' AND coalesce(checked_at, added_at) < ? ORDER BY lower(title), id
        """,
        (to_text(since),),
    )
    return [channel_from_row(row) for row in await cursor.fetchall()]


async def is_followed(connection: Connection) -> bool:
    """Tell whether anybody who gets alerts follows an active narrative."""
    cursor = await connection.execute(
        """
        SELECT 1 FROM subscriptions JOIN subscribers ON subscribers.id = subscriptions.subscriber_id
        JOIN narratives ON narratives.id = subscriptions.narrative_id
        WHERE subscribers.status = 'active' AND narratives.status = 'active' LIMIT 1
        """
    )
    return await cursor.fetchone() is not None


async def at_the_door(connection: Connection, since: datetime) -> AtTheDoor | None:
    """Tell who knocked since a moment; None where nobody did."""
    cursor = await connection.execute(
        "SELECT name, count(*) OVER () AS number FROM strangers WHERE last_at >= ? ORDER BY last_at DESC LIMIT 1",
        (to_text(since),),
    )
    row = await cursor.fetchone()
    return None if row is None else AtTheDoor(row["number"], row["name"])
