"""Operators add and remove watch phrases and exclusions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.narratives import known
from bot.commands.request import UsageError
from bot.core.markup import bold, escaped, lines, shortened
from bot.core.matching import UnusablePhrase, check_phrase
from bot.core.message import Message
from bot.tracking import track_again
from storage import narratives as stored
from storage.model import PhraseKind

if TYPE_CHECKING:
    from bot.commands.request import Request
    from storage.database import Connection
    from storage.model import Narrative, Phrase, PhraseId

LONGEST = 300  # characters of a phrase
SHOWN = 60  # phrases in one message


async def watch(request: Request) -> Message:
    """Add a phrase to a narrative; «-phrase» adds an exclusion. The next post is matched against it."""
    name, text = request.words(2, 2)
    narrative = await known(request, name)
    kind = PhraseKind.EXCLUDE if text.startswith("-") else PhraseKind.WATCH
    phrase = usable(text.removeprefix("-").strip())

    async def work(connection: Connection) -> PhraseId | None:
        added = await stored.add_phrase(connection, narrative.id, phrase, request.now, kind=kind)
        if added is not None:
            await request.note(connection, f"phrase.{kind}", narrative.id, phrase)
        return added

    added = await request.change(work)
    if added is None:
        return Message(request.say("phrase-there-already", phrase=phrase, title=bold(narrative.title)))
    await track_again(request.database.reader, request.around.matcher, narrative.id)
    return Message(request.say(f"phrase-added-{kind}", phrase=phrase, title=bold(narrative.title), number=str(added)))


def usable(text: str) -> str:
    """Return a phrase on one line. Raises UsageError saying why it cannot work."""
    phrase = " ".join(text.split())
    if len(phrase) > LONGEST:
        raise UsageError("phrase-too-long", phrase=shortened(phrase, SHOWN))
    try:
        check_phrase(phrase)
    except UnusablePhrase as error:
        raise UsageError(f"phrase-{error.reason}", phrase=shortened(phrase, SHOWN)) from None
    return phrase


async def unwatch(request: Request) -> Message:
    """Remove a phrase, by its words or by the number that /phrases shows."""
    name, text = request.words(2, 2)
    narrative = await known(request, name)
    phrase = _chosen(narrative, text)
    if phrase is None:
        raise UsageError("phrase-unknown", phrase=shortened(text, SHOWN), id=narrative.id)

    async def work(connection: Connection) -> None:
        await stored.remove_phrase(connection, phrase.id, request.now)
        await request.note(connection, "phrase.removed", narrative.id, phrase.text)

    await request.change(work)
    await track_again(request.database.reader, request.around.matcher, narrative.id)
    return Message(request.say("phrase-removed", phrase=phrase.text, title=bold(narrative.title)))


def _chosen(narrative: Narrative, text: str) -> Phrase | None:
    number = text.strip().removeprefix("#")
    wanted = " ".join(text.split()).removeprefix("-").strip().casefold()
    for phrase in narrative.phrases:
        if phrase.text.casefold() == wanted or str(phrase.id) == number:
            return phrase
    return None


async def show(request: Request) -> Message:
    """List the phrases of a narrative with their numbers; without an id, list the narratives."""
    if not request.arguments.strip():
        return await _show_narratives(request)
    narrative = await known(request, request.words(1, 1)[0])
    rows = [
        f"<code>{phrase.id}</code> {_sign(phrase)}{escaped(shortened(phrase.text, 50))}"
        + (f" ≥{phrase.threshold:g}" if phrase.threshold is not None else "")
        for phrase in narrative.phrases[:SHOWN]
    ]
    rest = len(narrative.phrases) - len(rows)
    return Message(
        lines(
            request.say("phrases-title", title=bold(narrative.title), count=len(narrative.phrases)),
            *rows,
            request.say("and-more", count=rest) if rest else "",
            request.say("phrases-hint", id=narrative.id),
        )
    )


def _sign(phrase: Phrase) -> str:
    return "− " if phrase.kind is PhraseKind.EXCLUDE else ""


async def _show_narratives(request: Request) -> Message:
    every = await stored.every(request.database.reader)
    if not every:
        raise UsageError("narrative-none-yet")
    rows = [
        request.say(
            f"phrases-narrative-{narrative.status}",
            id=narrative.id,
            title=shortened(narrative.title, 50),
            count=len(narrative.phrases),
        )
        for narrative in every[:SHOWN]
    ]
    rest = len(every) - len(rows)
    return Message(lines(request.say("phrases-choose"), *rows, request.say("and-more", count=rest) if rest else ""))
