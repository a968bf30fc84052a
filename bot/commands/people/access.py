"""Who is let in: operators allow and deny people, owners make operators.

Each change looks at the rights of both in its own transaction: no owner can be changed by anybody, and operators only
by owners. Whoever is named by a @name is shown, and asked about, before they get a role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.arguments.numbers import chat_number
from bot.commands.people import by_name
from bot.commands.people.by_name import shown_as
from bot.commands.request import NeedsArguments, UsageError
from bot.commands.rights import Rights, least_to_give, rights_now
from bot.ui.markup import Markup, escaped, lines, shortened
from bot.ui.message import Button, Message
from storage.model.ids import ChatId
from storage.model.subscribers import Role, SubscriberStatus
from storage.people import blocking, subscribers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.commands.people.by_name import Meant
    from bot.commands.request import Request
    from storage.database import Connection
    from storage.model.subscribers import Subscriber

AT_THE_DOOR = 10
PLACES_NAMED = 10


async def allow(request: Request) -> Message:
    """Let a person in by id or @name; without one, show who knocked last."""
    if not request.arguments.strip():
        return await _at_the_door(request)
    who = await _meant(request)
    if not who.by_name or await _is_in(request.database.reader, who.id):
        return await let_in(request, who.id)
    yes = Button(request.say("allow-yes"), data=f"let-in:{who.id}")
    return await by_name.ask(request, "allow-ask", who, yes)


async def let_in_pressed(request: Request) -> Message:
    """Let the person in whom a pressed button names."""
    return await let_in(request, _pressed(request))


async def let_in(request: Request, person: ChatId) -> Message:
    """Let a person in, or a place again. What was shut out with a person stays so until it is let in itself."""

    async def work(connection: Connection) -> bool:
        await _check(request, connection, person, Role.SUBSCRIBER)
        if await _is_in(connection, person):
            return False
        if person < 0 and await subscribers.get(connection, person) is None:
            raise UsageError("person-unknown", person=str(person))
        await subscribers.let_in(connection, person, Role.SUBSCRIBER, request.now)
        await request.note(connection, f"person.{Role.SUBSCRIBER}", str(person))
        return True

    key = "person-allowed" if await request.change(work) else "person-there-already"
    return Message(request.say(key, person=await shown_as(request, person)))


async def deny(request: Request) -> Message:
    """Shut a person out, or a place. Asked about only where it is not sure who has the @name."""
    return await _once_sure(request, shut_out, "deny-ask", "people-ban", "shut-out")


async def shut_out_pressed(request: Request) -> Message:
    """Shut out whom a pressed button names."""
    return await shut_out(request, _pressed(request))


async def shut_out(request: Request, person: ChatId) -> Message:
    """Shut somebody out with all that came of them: their places, their invites, what was shared with them."""

    async def work(connection: Connection) -> list[Subscriber]:
        await _check(request, connection, person, Role.SUBSCRIBER)
        if person < 0 and await subscribers.get(connection, person) is None:
            raise UsageError("person-unknown", person=str(person))
        ended = await blocking.shut_out(connection, person, request.now)
        await request.note(connection, "person.denied", str(person))
        await note_ended(request, connection, ended)
        return ended

    ended = await request.change(work)
    said = request.say("person-denied", person=await shown_as(request, person))
    return Message(lines(said, ended_with(request, ended)))


async def add_operator(request: Request) -> Message:
    """Show who would be an operator, and ask."""
    who = await _meant(request)
    await _check(request, request.database.reader, who.id, Role.OPERATOR)
    yes = Button(request.say("people-make-operator"), data=f"make-operator:{who.id}")
    return await by_name.ask(request, "operator-ask", who, yes)


async def make_operator_pressed(request: Request) -> Message:
    """Make the person an operator whom a pressed button names."""
    return await make_operator(request, _pressed(request))


async def make_operator(request: Request, person: ChatId) -> Message:
    """Make a person an operator."""

    async def work(connection: Connection) -> None:
        await _check(request, connection, person, Role.OPERATOR)
        await subscribers.let_in(connection, person, Role.OPERATOR, request.now)
        await request.note(connection, f"person.{Role.OPERATOR}", str(person))

    await request.change(work)
    return Message(request.say("operator-added", person=await shown_as(request, person)))


async def remove_operator(request: Request) -> Message:
    """Make an operator a plain subscriber. Asked about only where it is not sure who has the @name."""
    return await _once_sure(request, demote, "subscriber-ask", "people-make-subscriber", "make-subscriber")


async def demote_pressed(request: Request) -> Message:
    """Make the operator a plain subscriber whom a pressed button names."""
    return await demote(request, _pressed(request))


async def demote(request: Request, person: ChatId) -> Message:
    """Make an operator a plain subscriber; what they handed out and nobody used is worthless then."""

    async def work(connection: Connection) -> None:
        await _check(request, connection, person, Role.SUBSCRIBER)
        if await rights_now(connection, person, request.services.owner_ids) is not Rights.OPERATOR:
            raise UsageError("person-no-operator", person=await shown_as(request, person))
        await subscribers.let_in(connection, person, Role.SUBSCRIBER, request.now)
        await blocking.withdraw(connection, person)
        await request.note(connection, f"person.{Role.SUBSCRIBER}", str(person))

    await request.change(work)
    return Message(request.say("operator-removed", person=await shown_as(request, person)))


async def note_ended(request: Request, connection: Connection, ended: list[Subscriber]) -> None:
    """Note the places that get no more alerts since whoever set them up is shut out."""
    for place in ended:
        await request.note(connection, "place.shut-out", str(place.id), place.name)


def ended_with(request: Request, ended: list[Subscriber]) -> Markup:
    """Say which places get no more alerts; nothing where there are none."""
    if not ended:
        return Markup("")
    names = [f"• {escaped(shortened(one.name, 60))} (<code>{one.id}</code>)" for one in ended[:PLACES_NAMED]]
    rest = len(ended) - len(names)
    return lines(
        request.say("places-ended", count=len(ended)),
        *names,
        request.say("and-more", count=rest) if rest else "",
    )


async def _once_sure(
    request: Request, act: Callable[[Request, ChatId], Awaitable[Message]], question: str, label: str, button: str
) -> Message:
    """Act on the person who is named; where it is not sure who has the @name, ask, with a button that does it."""
    who = await _meant(request)
    if who.sure:
        return await act(request, who.id)
    return await by_name.ask(request, question, who, Button(request.say(label), data=f"{button}:{who.id}"))


async def _check(request: Request, connection: Connection, person: ChatId, role: Role) -> None:
    """Raise UsageError unless the asker may give a person a role now, or take away the one they have."""
    owners = request.services.owner_ids
    theirs, asker = [await rights_now(connection, one, owners) for one in (person, request.person.id)]
    if theirs is Rights.OWNER:
        raise UsageError("person-is-owner")
    if role is Role.OPERATOR and person < 0:
        raise UsageError("person-no-person", person=str(person))
    needed = max(least_to_give(role), Rights.OWNER if theirs is Rights.OPERATOR else Rights.OPERATOR)
    if asker < needed:
        raise UsageError("only-owner-denies-operator" if theirs is Rights.OPERATOR else "button-stale")


async def _is_in(connection: Connection, person: ChatId) -> bool:
    found = await subscribers.get(connection, person)
    return found is not None and found.status is not SubscriberStatus.DENIED


async def _meant(request: Request) -> Meant:
    if not request.arguments.strip():
        raise NeedsArguments
    return await by_name.meant(request, request.arguments.split()[0])


def _pressed(request: Request) -> ChatId:
    number = chat_number(request.arguments)
    if number is None:
        raise UsageError("button-stale")
    return ChatId(number)


async def _at_the_door(request: Request) -> Message:
    knocked = await subscribers.strangers(request.database.reader, AT_THE_DOOR)
    if not knocked:
        raise NeedsArguments
    rows = [
        f"<code>/allow {person}</code> {escaped(shortened(name, 40))}{f' @{escaped(username)}' if username else ''}"
        for person, name, username in knocked
    ]
    return Message(lines(request.say("door-title"), *rows))
