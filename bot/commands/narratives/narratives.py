"""Operators make narratives, and change what is said of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from anyascii import anyascii
from rapidfuzz import process, utils

from bot.commands.narratives.edit import edit_narrative, undo_button
from bot.commands.request import UsageError
from bot.narratives.editing import Edit, apply_edits
from bot.narratives.importing import MOST_NARRATIVES
from bot.ui.markup import Markup, bold
from bot.ui.message import Message
from storage.model.ids import NarrativeId
from storage.model.narratives import Narrative, NarrativeStatus
from storage.narratives import narratives as stored

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.commands.request import Request
    from storage.database import Connection

LONGEST_ID = 40
LONGEST_TITLE = 120
LONGEST_DESCRIPTION = 1000
SUGGESTED = 3
# Below this nearly everything is found; above 100 nothing.
LEAST_THRESHOLD, MOST_THRESHOLD = 50, 100
DEFAULT_WORDS = {"default", "off", "-", "ні", "типово"}
NOTHING = "-"


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
    narrative = await stored.get(request.database.reader, NarrativeId(name.lower()))
    if narrative is not None:
        return narrative
    every = await stored.list_all(request.database.reader)
    if not every:
        raise UsageError("narrative-none-yet")
    near = process.extract(name, [one.id for one in every], processor=utils.default_process, limit=SUGGESTED)
    ids = Markup(", ".join(f"<code>{found[0]}</code>" for found in near))
    raise UsageError("narrative-unknown", id=name[:LONGEST_ID], nearest=ids)


async def new(request: Request) -> Message:
    """Add a narrative by its title."""
    title = checked_title(request.words(1, 1)[0])

    async def work(connection: Connection) -> tuple[NarrativeId, int | None]:
        every = await stored.list_all(connection)
        for one in every:
            if one.title == title:  # most likely asked for twice, since no answer came
                raise UsageError("title-taken", title=title, id=one.id)
        if len(every) >= MOST_NARRATIVES:
            raise UsageError("narratives-many", limit=str(MOST_NARRATIVES))
        taken = {narrative.id for narrative in every}
        narrative = Narrative(slug(title, taken), title)
        step = Edit("narrative.added", narrative, title)
        return narrative.id, await apply_edits(connection, request.person.id, None, [step], request.now)

    name, entry = await request.change(work)
    return Message(request.say("narrative-added", title=bold(title), id=name), undo_button(request, entry))


def checked_title(text: str) -> str:
    """Return a title on one line. Raises UsageError for one that is too long."""
    title = " ".join(text.split())
    if len(title) > LONGEST_TITLE:
        raise UsageError("title-too-long", limit=LONGEST_TITLE)
    return title


async def rename(request: Request) -> Message:
    """Give a narrative another title."""
    name, words = request.words(2, 2)
    title = checked_title(words)
    narrative = await known(request, name)
    done = await edit_narrative(
        request,
        narrative.id,
        lambda now: [Edit("narrative.renamed", replace(now, title=title), f"{now.title} → {title}")],
    )
    said = request.say("narrative-renamed", title=bold(title), id=narrative.id)
    return Message(said, undo_button(request, done.entry))


async def describe(request: Request) -> Message:
    """Say what a narrative claims, for those who follow it; a hyphen takes the description away."""
    name, words = request.words(2, 2)
    narrative = await known(request, name)
    description = "" if words.strip() == NOTHING else words.strip()
    if len(description) > LONGEST_DESCRIPTION:
        raise UsageError("description-too-long", limit=LONGEST_DESCRIPTION)
    step = "narrative.described"
    done = await edit_narrative(request, narrative.id, lambda now: [Edit(step, replace(now, description=description))])
    key = "narrative-described" if description else "narrative-not-described"
    said = request.say(key, title=bold(done.after.title), description=description)
    return Message(said, undo_button(request, done.entry))


async def set_threshold(request: Request) -> Message:
    """Set how alike a passage must be to what the phrases of a narrative say; or leave that to the default."""
    name, word = request.words(2, 2)
    narrative = await known(request, name)
    threshold = None if word.strip().casefold() in DEFAULT_WORDS else read_threshold(word)
    shown = "" if threshold is None else f"{threshold:g}"
    done = await edit_narrative(
        request,
        narrative.id,
        lambda now: [Edit("narrative.threshold", replace(now, threshold=threshold), shown)],
    )
    key = "narrative-threshold-default" if threshold is None else "narrative-threshold-set"
    said = request.say(key, title=bold(done.after.title), threshold=shown)
    return Message(said, undo_button(request, done.entry))


def read_threshold(word: str) -> float:
    """Read a threshold such as 85 or 87,5. Raises UsageError."""
    number = word.strip().removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", number, re.ASCII):
        raise UsageError("threshold-wrong", threshold=word[:20], least=LEAST_THRESHOLD, most=MOST_THRESHOLD)
    threshold = float(number)
    if not LEAST_THRESHOLD <= threshold <= MOST_THRESHOLD:
        raise UsageError("threshold-wrong", threshold=word[:20], least=LEAST_THRESHOLD, most=MOST_THRESHOLD)
    return threshold


async def pause(request: Request) -> Message:
    """Match a narrative no more until it is resumed."""
    return await _set_status(request, NarrativeStatus.PAUSED)


async def resume(request: Request) -> Message:
    """Match a paused or archived narrative again."""
    return await _set_status(request, NarrativeStatus.ACTIVE)


async def archive(request: Request) -> Message:
    """Put a narrative away, out of everybody's list; nothing of it is lost."""
    return await _set_status(request, NarrativeStatus.ARCHIVED)


async def restore(request: Request) -> Message:
    """Take a narrative out of the archive."""
    narrative = await known(request, request.words(1, 1)[0])
    if narrative.status is not NarrativeStatus.ARCHIVED:
        raise UsageError("narrative-not-archived", title=narrative.title)
    return await _set_status(request, NarrativeStatus.ACTIVE)


async def _set_status(request: Request, status: NarrativeStatus) -> Message:
    (name,) = request.words(1, 1)
    narrative = await known(request, name)
    done = await edit_narrative(request, narrative.id, lambda now: status_steps(now, status))
    said = request.say(f"narrative-now-{status}", title=bold(done.after.title))
    return Message(said, undo_button(request, done.entry))


def status_steps(narrative: Narrative, status: NarrativeStatus) -> list[Edit]:
    """Return the change of a narrative's status, as the audit log tells it."""
    return [Edit(f"narrative.{status}", replace(narrative, status=status))]
