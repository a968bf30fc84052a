"""Which person or place somebody means by an id or @name, and how they are shown before they are given anything.

A @name is a hint: people give it up, and others take it. Telegram is asked who has it now.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.commands.arguments.numbers import chat_number
from bot.commands.ports import ChatUnreachable
from bot.commands.request import UsageError
from bot.ui.format import short_time, time_ago
from bot.ui.markup import Markup, escaped, lines, shortened
from bot.ui.message import Button, Message
from storage.model.ids import ChatId
from storage.people import subscribers

if TYPE_CHECKING:
    from datetime import datetime

    from bot.commands.request import Request

# A link of a post has more behind the name: the number there is no person's id.
_NAME = re.compile(r"(?:@|(?:https?://)?(?:t|telegram)\.(?:me|dog)/)?([A-Za-z0-9_]{1,32})/?", re.IGNORECASE)
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom somebody means. `name` is how Telegram calls them now, if it was asked.

    It is sure for an id, and for a @name that Telegram says is theirs and that nobody else was seen under.
    """

    id: ChatId
    name: str = ""
    by_name: bool = False
    sure: bool = True


async def meant(request: Request, word: str) -> Meant:
    """Find who is meant by an id, a @name or a t.me link to a person. Raises UsageError where that is not clear."""
    number = chat_number(word)
    if number is not None:
        return Meant(ChatId(number))
    written = _NAME.fullmatch(word)
    if written is None:
        raise UsageError("person-unknown", person=word[:40])
    name = written[1]
    before = await subscribers.last_seen_as(request.database.reader, name)
    try:
        holder = await request.services.chats.holder(name)
    except ChatUnreachable:
        return _last_seen(name, before)
    if holder is None:
        raise UsageError("person-name-free", person=f"@{name}", known=await _listed(request, before))
    if not holder.may_write and await subscribers.get(request.database.reader, holder.id) is None:
        raise UsageError("person-no-person", person=f"@{name}")
    return Meant(holder.id, holder.name, by_name=True, sure=not set(before) - {holder.id})


def _last_seen(name: str, before: list[ChatId]) -> Meant:
    """Settle for who was seen under a @name, as long as only one was."""
    if len(before) != 1:
        raise UsageError("person-name-unsure", person=f"@{name}")
    return Meant(before[0], by_name=True, sure=False)


async def _listed(request: Request, known: list[ChatId]) -> Markup:
    shown = [await shown_as(request, one) for one in known[:SHOWN]]
    return Markup(f" {request.say('person-name-was', people=Markup(', '.join(shown)))}" if shown else "")


async def shown_as(request: Request, person: ChatId, name: str = "") -> Markup:
    """Return the name and id of somebody, the name as it is stored where none is given."""
    if not name:
        seen = await subscribers.sighting(request.database.reader, person)
        name = seen.name if seen else ""
    return Markup(" ".join(filter(None, [escaped(shortened(name, 40)), f"(<code>{person}</code>)"])))


async def ask(request: Request, question: str, who: Meant, yes: Button, **values: object) -> Message:
    """Ask whether something shall be done about somebody, and show all that tells who they are.

    `question` is the key of a text, `values` what it needs beside the person; the button `yes` does it.
    """
    say = request.say
    seen = await subscribers.sighting(request.database.reader, who.id)
    rows = [say(question, person=await shown_as(request, who.id, who.name), **values)]
    if seen is None:
        rows.append(say("who-never-here"))
    else:
        rows += [say("who-username", name=seen.username)] if seen.username else []
        rows.append(say("who-first-seen", time=_time(request, seen.first_at)))
        rows.append(_last(request, seen.last_at))
    if not who.sure:
        rows.append(say("who-unsure"))
    return Message(lines(*rows), ((yes, Button(say("who-cancel"), data="never-mind")),))


def _last(request: Request, at: datetime | None) -> Markup:
    say = request.say
    if at is None:
        return say("people-never-seen")
    return say("people-seen", ago=time_ago(request.now - at, say), time=_time(request, at))


def _time(request: Request, at: datetime) -> str:
    return short_time(at, request.say, request.zone, now=request.now)


async def never_mind(request: Request) -> Message:
    """Take a question back."""
    return Message(request.say("who-cancelled"))
