"""Operators add and remove watch phrases and exclusions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.commands.arguments.numbers import row_number
from bot.commands.arguments.pasted_lists import phrases_of
from bot.commands.narratives.edit import edit_narrative, undo_button
from bot.commands.narratives.narratives import known
from bot.commands.narratives.phrase_lines import SHOWN, answer, judge, steps, without
from bot.commands.request import NeedsArguments, UsageError
from bot.narratives.editing import Edit
from bot.ui.format import in_quotes
from bot.ui.markup import bold, lines, plain, shortened
from bot.ui.message import Button, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.commands.request import Request
    from storage.model.narratives import Narrative, Phrase

# Lines in one message: more are for a file.
MOST_LINES = 50
MOST_PHRASES = 1_000  # of a narrative, and as many exclusions, as in a file
# A number above can only be a phrase's own, which older answers show.
LONGEST_LIST = 2 * MOST_PHRASES
ON_A_BUTTON = 40  # characters of a phrase


async def watch(request: Request) -> Message:
    """Add phrases to a narrative, one a line or a list; «-phrase» adds an exclusion. Matching begins at once."""
    name, text = request.words(2, 2)
    narrative = await known(request, name)
    written = phrases_of(text)
    if len(written) > MOST_LINES:
        raise UsageError("phrase-lines-many", count=len(written), most=MOST_LINES)
    return await add(request, narrative, written)


async def add(request: Request, narrative: Narrative, written: Sequence[str]) -> Message:
    """Add phrases as they are written, with their marks, and answer each."""
    if not written:
        raise NeedsArguments
    judged = judge(written, narrative, request.services.lexicon)
    done = await edit_narrative(request, narrative.id, lambda now: _not_too_many(steps(judged, now)))
    alone = len(judged) == 1
    title = bold(narrative.title)
    rows = [answer(one, title, request.say, alone=alone) for one in judged]
    if not alone:
        taken = sum(one.phrase is not None for one in judged)
        rows.insert(0, request.say("phrase-lines", title=title, taken=taken, left=len(judged) - taken))
    return Message(lines(*rows), undo_button(request, done.entry))


def _not_too_many(taken: list[Edit]) -> list[Edit]:
    """Return the changes, unless they make more phrases than a narrative may have. Raises UsageError."""
    after = taken[-1].becomes if taken else None
    if after is not None and max(Counter(phrase.kind for phrase in after.phrases).values()) > MOST_PHRASES:
        raise UsageError("phrases-many", title=after.title, limit=str(MOST_PHRASES))
    return taken


async def unwatch(request: Request) -> Message:
    """Remove a phrase, by its words or by a number; one that a list may have shown is asked about first."""
    name, text = request.words(2, 2)
    narrative = await known(request, name)
    phrase = _worded(narrative, text)
    if phrase is None:
        number = row_number(text.strip().removeprefix("#"))
        meant = _numbered(narrative, number)
        if not meant:
            raise UsageError("phrase-unknown", phrase=shortened(text, SHOWN), id=narrative.id)
        if number <= LONGEST_LIST:
            return _which(request, narrative, meant)
        (phrase,) = meant
    done = await edit_narrative(request, narrative.id, lambda now: removal(now, phrase))
    said = request.say("phrase-removed", phrase=phrase.text, title=bold(narrative.title))
    return Message(said, undo_button(request, done.entry))


def removal(narrative: Narrative, phrase: Phrase) -> list[Edit]:
    """Return the change that takes a phrase out of use; none where it is out of use already."""
    found = next((one for one in narrative.phrases if one.id == phrase.id), None)
    return [] if found is None else [Edit("phrase.removed", without(narrative, found), found.text)]


def _worded(narrative: Narrative, text: str) -> Phrase | None:
    wanted = " ".join(text.split()).removeprefix("-").strip().casefold()
    return next((phrase for phrase in narrative.phrases if phrase.text.casefold() == wanted), None)


def _numbered(narrative: Narrative, number: int) -> list[Phrase]:
    """Return the phrases that a number can mean: one by its place in the list, one by its own number."""
    phrases = narrative.phrases
    return [one for place, one in enumerate(phrases, 1) if number == one.id or number == place <= LONGEST_LIST]


def _which(request: Request, narrative: Narrative, meant: Sequence[Phrase]) -> Message:
    """Ask by the words: a list may have changed since its numbers were read."""
    words = {one.id: plain(in_quotes(shortened(one.text, ON_A_BUTTON), request.say)) for one in meant}
    buttons = ((Button(f"🗑 {words[one.id]}", data=f"unwatch:{one.id}"),) for one in meant)
    return Message(request.say("phrase-which", title=bold(narrative.title)), tuple(buttons))
