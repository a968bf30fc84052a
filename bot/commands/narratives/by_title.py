"""Find the narrative that a subscriber means: they know its title better than its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.narratives.narratives import known
from storage.model.narratives import NarrativeStatus
from storage.narratives import narratives as stored

if TYPE_CHECKING:
    from bot.commands.request import Request
    from storage.model.ids import NarrativeId


async def named(request: Request, words: str) -> NarrativeId:
    """Return the narrative of that id or title. Raises UsageError naming the nearest ids."""
    found = await exactly_named(request, words)
    return (await known(request, words)).id if found is None else found


async def exactly_named(request: Request, words: str) -> NarrativeId | None:
    """Return the narrative of exactly that id or title, whatever their case; None where there is none."""
    wanted = words.strip().casefold()
    every = await stored.list_all(request.database.reader)
    live = [one for one in every if one.status is not NarrativeStatus.ARCHIVED]
    ids = [one.id for one in live if one.id == wanted]  # before titles: one may be another's id
    return next(iter(ids or [one.id for one in live if one.title.casefold() == wanted]), None)
