"""Keep the matcher in step with the narratives in storage."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from bot.matching import Engine
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.narratives import NarrativeStatus
from storage.narratives import audit
from storage.narratives import narratives as stored

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.matching import Matcher
    from storage.database import Connection, Database
    from storage.model.ids import NarrativeId
    from storage.model.narratives import Narrative


def new_matcher(default_threshold: float) -> Engine:
    """Load the dictionaries and make a matcher without narratives."""
    return Engine(standard_lexicon(), default_threshold=default_threshold)


def watch_all(matcher: Matcher, narratives: Iterable[Narrative]) -> None:
    """Have the narratives that a program begins with watched."""
    for narrative in narratives:
        matcher.watch(narrative)
    # Dictionaries and phrases stay: looking through them again and again would take seconds. But once a process: a
    # later freeze would keep for ever what a program before has left behind.
    if not gc.get_freeze_count():
        gc.freeze()


async def load_active(connection: Connection, matcher: Matcher) -> int:
    """Have every active narrative watched; return how many there are."""
    active = [one for one in await stored.list_all(connection) if one.status is NarrativeStatus.ACTIVE]
    watch_all(matcher, active)
    return len(active)


class MatcherSync:
    """Has the matcher follow what the command line changes while the service runs, by the audit log."""

    def __init__(self, database: Database, matcher: Matcher, seen: int) -> None:
        """Begin after the entry `seen`."""
        self._database = database
        self._matcher = matcher
        self._seen = seen

    async def catch_up(self) -> None:
        """Track again what was changed since the last time."""
        newest = await audit.newest(self._database.reader)
        for name in sorted(await audit.changed_from_outside(self._database.reader, self._seen, newest)):
            await reload(self._database.reader, self._matcher, name)
        self._seen = newest


async def reload(connection: Connection, matcher: Matcher, narrative_id: NarrativeId) -> None:
    """Have the matcher watch a narrative as it now stands in storage, or no more; the next post feels it."""
    narrative = await stored.get(connection, narrative_id)
    if narrative is not None and narrative.status is NarrativeStatus.ACTIVE:
        matcher.watch(narrative)
    else:
        matcher.forget(narrative_id)
