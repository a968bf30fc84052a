"""Keep the matcher in step with the narratives in storage."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from storage import narratives
from storage.model import NarrativeStatus

if TYPE_CHECKING:
    from bot.core.matching import Matcher
    from storage.database import Connection
    from storage.model import NarrativeId


async def track_all(connection: Connection, matcher: Matcher) -> int:
    """Have every active narrative watched; return how many there are."""
    active = [one for one in await narratives.every(connection) if one.status is NarrativeStatus.ACTIVE]
    for narrative in active:
        matcher.watch(narrative)
    gc.freeze()  # dictionaries and phrases stay: looking through them again and again would take seconds
    return len(active)


async def track_again(connection: Connection, matcher: Matcher, narrative_id: NarrativeId) -> None:
    """Have the matcher watch a narrative as it now stands in storage, or no more; the next post feels it."""
    narrative = await narratives.one(connection, narrative_id)
    if narrative is not None and narrative.status is NarrativeStatus.ACTIVE:
        matcher.watch(narrative)
    else:
        matcher.forget(narrative_id)
