"""Who is let in: operators allow and deny people, owners make operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.numbers import chat_number
from bot.commands.request import NeedsArguments, UsageError
from bot.core.markup import Markup, escaped, lines, shortened
from bot.core.message import Message
from storage import people
from storage.model import ChatId, Role, SubscriberStatus

if TYPE_CHECKING:
    from bot.commands.request import Request
    from storage.database import Connection

AT_THE_DOOR = 10


async def allow(request: Request) -> Message:
    """Let a person in by id or @name; without one, show who knocked last."""
    if not request.arguments.strip():
        return await _at_the_door(request)
    person = await _person(request)
    before = await people.one(request.database.reader, person)
    if before is not None and before.status is not SubscriberStatus.DENIED:
        return Message(request.say("person-there-already", person=_shown(before.name, person)))
    await _give(request, person, Role.SUBSCRIBER)
    return Message(request.say("person-allowed", person=await _name(request, person)))


async def deny(request: Request) -> Message:
    """Shut a person out."""
    person = await _person(request)
    before = await people.one(request.database.reader, person)
    if before is None:
        raise UsageError("person-not-in", person=str(person))
    if before.role is Role.OPERATOR and not _is_owner(request, request.person.id):
        raise UsageError("only-owner-denies-operator")

    async def work(connection: Connection) -> None:
        await people.set_status(connection, person, SubscriberStatus.DENIED)
        await request.note(connection, "person.denied", str(person))

    await request.change(work)
    return Message(request.say("person-denied", person=_shown(before.name, person)))


async def add_operator(request: Request) -> Message:
    """Make a person an operator."""
    person = await _person(request)
    await _give(request, person, Role.OPERATOR)
    return Message(request.say("operator-added", person=await _name(request, person)))


async def remove_operator(request: Request) -> Message:
    """Make an operator a plain subscriber."""
    person = await _person(request)
    before = await people.one(request.database.reader, person)
    if before is None or before.role is not Role.OPERATOR:
        raise UsageError("person-no-operator", person=str(person))
    await _give(request, person, Role.SUBSCRIBER)
    return Message(request.say("operator-removed", person=_shown(before.name, person)))


async def _give(request: Request, person: ChatId, role: Role) -> None:
    async def work(connection: Connection) -> None:
        await people.let_in(connection, person, role, request.now)
        await request.note(connection, f"person.{role}", str(person))

    await request.change(work)


def _is_owner(request: Request, person: int) -> bool:
    return person in request.around.owner_ids


async def _person(request: Request) -> ChatId:
    """Read the id or @name of a person who is no owner, or the id of a group that has subscribed. Raises UsageError."""
    if not request.arguments.strip():
        raise NeedsArguments
    word = request.arguments.split()[0]
    name = word.rpartition("/")[2].removeprefix("@")
    number = chat_number(name)
    if number is None:
        person = await people.by_username(request.database.reader, name)
    elif number > 0:
        person = ChatId(number)
    else:
        place = await people.one(request.database.reader, ChatId(number))
        person = place.id if place else None
    if person is None:
        raise UsageError("person-unknown", person=word[:40])
    if _is_owner(request, person):
        raise UsageError("person-is-owner")
    return person


async def _name(request: Request, person: ChatId) -> Markup:
    known = await people.one(request.database.reader, person)
    return _shown(known.name if known else "", person)


def _shown(name: str, person: ChatId) -> Markup:
    return Markup(" ".join(filter(None, [escaped(shortened(name, 40)), f"(<code>{person}</code>)"])))


async def _at_the_door(request: Request) -> Message:
    knocked = await people.strangers(request.database.reader, AT_THE_DOOR)
    if not knocked:
        raise NeedsArguments
    rows = [
        f"<code>/allow {person}</code> {escaped(shortened(name, 40))}{f' @{escaped(username)}' if username else ''}"
        for person, name, username in knocked
    ]
    return Message(lines(request.say("door-title"), *rows))
