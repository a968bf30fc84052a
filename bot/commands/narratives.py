"""Operators make, rename, pause and archive narratives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anyascii import anyascii
from rapidfuzz import process, utils

from bot.commands.request import UsageError
from bot.core.markup import Markup, bold
from bot.core.message import Message
from bot.tracking import track_again
from storage import narratives as stored
from storage.model import Narrative, NarrativeId, NarrativeStatus

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.commands.request import Request
    from storage.database import Connection

LONGEST_ID = 40
LONGEST_TITLE = 120
SUGGESTED = 3


def slug(title: str, taken: Collection[str]) -> NarrativeId:
    """Make an id of a title: Latin small letters, digits and hyphens, at most 40; numbered where it is taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower().replace("'", "")).strip("-")
    base = plain[:LONGEST_ID].strip("-") or "narrative"
    name, number = base, 1
    while name in taken:
        number += 1
        ending = f"-{number}"
        name = base[: LONGEST_ID - len(ending)].rstrip("-") + ending
    return NarrativeId(name)


async def known(request: Request, name: str) -> Narrative:
    """Return the narrative of that id. Raises UsageError naming the nearest ids for an unknown one."""
    narrative = await stored.one(request.database.reader, NarrativeId(name.lower()))
    if narrative is not None:
        return narrative
    every = await stored.every(request.database.reader)
    if not every:
        raise UsageError("narrative-none-yet")
    near = process.extract(name, [one.id for one in every], processor=utils.default_process, limit=SUGGESTED)
    ids = Markup(", ".join(f"<code>{found[0]}</code>" for found in near))
    raise UsageError("narrative-unknown", id=name[:LONGEST_ID], nearest=ids)


async def new(request: Request) -> Message:
    """Add a narrative by its title."""
    title = " ".join(request.words(1, 1)[0].split())
    if len(title) > LONGEST_TITLE:
        raise UsageError("title-too-long", limit=LONGEST_TITLE)

    async def work(connection: Connection) -> NarrativeId:
        taken = {narrative.id for narrative in await stored.every(connection)}
        narrative = Narrative(slug(title, taken), title)
        await stored.add(connection, narrative, request.now)
        await request.note(connection, "narrative.added", narrative.id, title)
        return narrative.id

    name = await request.change(work)
    return Message(request.say("narrative-added", title=bold(title), id=name))


async def rename(request: Request) -> Message:
    """Give a narrative another title."""
    name, title = request.words(2, 2)
    narrative = await known(request, name)
    if len(title) > LONGEST_TITLE:
        raise UsageError("title-too-long", limit=LONGEST_TITLE)

    async def work(connection: Connection) -> None:
        await stored.rename(connection, narrative.id, title)
        await request.note(connection, "narrative.renamed", narrative.id, f"{narrative.title} → {title}")

    await request.change(work)
    return Message(request.say("narrative-renamed", title=bold(title), id=narrative.id))


async def pause(request: Request) -> Message:
    """Match a narrative no more until it is resumed."""
    return await _set_status(request, NarrativeStatus.PAUSED)


async def resume(request: Request) -> Message:
    """Match a paused or archived narrative again."""
    return await _set_status(request, NarrativeStatus.ACTIVE)


async def archive(request: Request) -> Message:
    """Put a narrative away, out of everybody's list; nothing of it is lost."""
    return await _set_status(request, NarrativeStatus.ARCHIVED)


async def _set_status(request: Request, status: NarrativeStatus) -> Message:
    (name,) = request.words(1, 1)
    narrative = await known(request, name)

    async def work(connection: Connection) -> None:
        await stored.set_status(connection, narrative.id, status)
        await request.note(connection, f"narrative.{status}", narrative.id)

    await request.change(work)
    await track_again(request.database.reader, request.around.matcher, narrative.id)
    return Message(request.say(f"narrative-now-{status}", title=bold(narrative.title)))
