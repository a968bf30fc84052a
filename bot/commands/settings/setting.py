"""One thing that can be set: how it is shown, pressed and typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.alerts.gate import reconsider_held
from bot.commands.request import UsageError
from bot.ui.markup import plain
from bot.ui.message import Button
from storage.people import pending_questions, subscribers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.commands.request import Request
    from bot.ui.keyboard import Row
    from bot.ui.markup import Markup
    from bot.ui.message import Message
    from storage.database import Connection

ASK = "ask"


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that can be set.

    `name` stands in the data of its buttons, `words` are what it is called after /settings, in small letters.
    `line` says the present value; `page` shows it with buttons; `press` acts on what follows the name in a button's
    data, `read` on what was typed. The last three answer with the page, and raise UsageError.
    """

    name: str
    words: frozenset[str]
    line: Callable[[Request], Awaitable[Markup]]
    page: Callable[[Request], Awaitable[Message]]
    press: Callable[[Request, str], Awaitable[Message]]
    read: Callable[[Request, str], Awaitable[Message]]


async def change(request: Request, work: Callable[[Connection], Awaitable[object]]) -> Request:
    """Change a setting; whatever was asked for it is answered by that. Return the request as it stands afterwards."""

    async def once(connection: Connection) -> None:
        await work(connection)
        await reconsider_held(connection, request.recipient.id, request.now, request.services.defaults)
        await pending_questions.close(connection, request.person.id, request.recipient.id)

    await request.change(once)
    request.services.owed()
    return await afresh(request)


async def afresh(request: Request) -> Request:
    """Return a request with its recipient as stored now, answered in the language they speak now."""
    recipient = await subscribers.get(request.database.reader, request.recipient.id) or request.recipient
    if request.place.is_private:  # whoever looks after a group from here is spoken to in their own language
        speaks = recipient.language or request.person.language if recipient.id == request.person.id else None
    else:
        speaks = recipient.speaks
    say = request.say if speaks is None else request.services.texts.for_language(speaks)
    return replace(request, recipient=recipient, say=say)


def asking(request: Request, key: str, subject: str) -> Row:
    """Return the button that asks for another value, to be typed; in a group the bot hears only commands."""
    if request.recipient.id != request.person.id:
        return ()
    return (Button(plain(request.say(key)), data=f"set:{subject}:{ASK}"),)


async def ask(request: Request, about: str) -> None:
    """Take the person's next message for the answer to a question about their own settings. Raises UsageError."""
    if request.recipient.id != request.person.id:
        raise UsageError("button-stale")

    async def work(connection: Connection) -> None:
        await pending_questions.save(connection, request.person.id, request.recipient.id, about, request.now)

    await request.change(work)


def back(request: Request, to: str = "set") -> Row:
    """Return the row that leads back: to all settings, or to one of them."""
    return (Button(plain(request.say("settings-back")), data=to),)
