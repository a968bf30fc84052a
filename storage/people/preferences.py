"""On what terms subscribers want alerts: what they set. After a change, have what is held looked at again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from storage.database import to_moment, to_text
from storage.model.ids import DeliveryId, NarrativeId
from storage.model.subscribers import DeliveryMode, NarrativePreference

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId
    from storage.model.subscribers import CardStyle


async def mute(connection: Connection, subscriber_id: ChatId, until: datetime | None) -> None:
    """Hold all alerts of a subscriber until a moment (storage.model.ids.FOR_EVER for no end); None ends the mute."""
    await connection.execute(
        "UPDATE subscribers SET muted_until = ? WHERE id = ?", (until and to_text(until), subscriber_id)
    )


async def mute_narrative(
    connection: Connection, subscriber_id: ChatId, narrative_id: NarrativeId, until: datetime | None
) -> bool:
    """Hold the alerts of one narrative that is followed; None ends it. False for one that is not followed."""
    cursor = await connection.execute(
        "UPDATE subscriptions SET muted_until = ? WHERE subscriber_id = ? AND narrative_id = ?",
        (until and to_text(until), subscriber_id, narrative_id),
    )
    return cursor.rowcount == 1


async def set_delivery(
    connection: Connection, subscriber_id: ChatId, narrative_id: NarrativeId, mode: DeliveryMode
) -> bool:
    """Set how the alerts of a narrative that is followed come; False for one that is not followed."""
    cursor = await connection.execute(
        "UPDATE subscriptions SET delivery = ? WHERE subscriber_id = ? AND narrative_id = ?",
        (mode, subscriber_id, narrative_id),
    )
    return cursor.rowcount == 1


async def set_quiet_hours(connection: Connection, subscriber_id: ChatId, hours: tuple[str, str] | None) -> None:
    """Set from when to when (HH:MM, local) deliveries are held; None for no quiet hours."""
    start, end = hours or (None, None)
    await connection.execute(
        "UPDATE subscribers SET quiet_from = ?, quiet_to = ? WHERE id = ?", (start, end, subscriber_id)
    )


async def set_daily_at(connection: Connection, subscriber_id: ChatId, at: str) -> None:
    """Set when (HH:MM, local) the daily digest comes, and the line that all is quiet."""
    await connection.execute("UPDATE subscribers SET daily_at = ? WHERE id = ?", (at, subscriber_id))


async def set_all_quiet(connection: Connection, subscriber_id: ChatId, *, wanted: bool) -> None:
    """Set whether a line comes on days without alerts."""
    await connection.execute("UPDATE subscribers SET all_quiet = ? WHERE id = ?", (wanted, subscriber_id))


async def set_budget(connection: Connection, subscriber_id: ChatId, cards: int | None) -> None:
    """Set how many cards an hour come one by one: 0 for no limit, None for the default."""
    await connection.execute("UPDATE subscribers SET budget = ? WHERE id = ?", (cards, subscriber_id))


async def set_card_style(connection: Connection, subscriber_id: ChatId, style: CardStyle) -> None:
    """Set how much of a post a card shows."""
    await connection.execute("UPDATE subscribers SET card_style = ? WHERE id = ?", (style, subscriber_id))


async def wishes_for(
    connection: Connection, deliveries: Collection[DeliveryId]
) -> dict[DeliveryId, list[NarrativePreference]]:
    """Return for each alert how its subscriber wants the narratives that it tells, as far as they are followed."""
    cursor = await connection.execute(
        """
        SELECT DISTINCT outbox.id AS delivery_id, subscriptions.narrative_id, subscriptions.delivery,
            subscriptions.muted_until, narratives.urgent
        FROM outbox
        JOIN matches ON matches.post_id = outbox.post_id AND matches.revision = outbox.revision
            AND matches.level = 'alert'
        JOIN subscriptions ON subscriptions.subscriber_id = outbox.subscriber_id
            AND subscriptions.narrative_id = matches.narrative_id
        JOIN narratives ON narratives.id = matches.narrative_id
        WHERE outbox.id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(list(deliveries)),),
    )
    found: dict[DeliveryId, list[NarrativePreference]] = {one: [] for one in deliveries}
    for row in await cursor.fetchall():
        found[DeliveryId(row["delivery_id"])].append(_wish(row))
    return found


def _wish(row: sqlite3.Row) -> NarrativePreference:
    return NarrativePreference(
        NarrativeId(row["narrative_id"]),
        DeliveryMode(row["delivery"]),
        row["muted_until"] and to_moment(row["muted_until"]),
        bool(row["urgent"]),
    )
