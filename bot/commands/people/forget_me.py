"""Whoever wants to be forgotten is: all that is stored about them is deleted, after they were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.request import UsageError
from bot.commands.rights import Rights, rights_now
from bot.ui.markup import lines, plain
from bot.ui.message import Button, Message
from storage.alerts import notices
from storage.model.deliveries import Notice
from storage.model.subscribers import Role, SubscriberStatus
from storage.people import erasure, places

if TYPE_CHECKING:
    from bot.commands.request import Request
    from storage.database import Connection

YES, NO = "yes", "no"


async def forget_me(request: Request) -> Message:
    """Say what is stored about the person, and ask whether all of it shall be deleted."""
    await _check(request, request.database.reader)
    say = request.say
    text = lines(
        say("forget-what"),
        say("forget-operator") if request.recipient.role is Role.OPERATOR else "",
        say("forget-sure"),
    )
    yes = Button(plain(say("forget-yes")), data=f"forget:{YES}")
    no = Button(plain(say("forget-no")), data=f"forget:{NO}")
    return Message(text, ((yes,), (no,)))


async def decide(request: Request) -> Message:
    """Delete all that is stored about the person, or nothing, as the button says."""
    if request.arguments == NO:
        return Message(request.say("forget-kept"))
    if request.arguments != YES:
        raise UsageError("button-stale")

    async def work(connection: Connection) -> None:
        await _check(request, connection)
        await _end_places(request, connection)
        await erasure.forget(connection, request.person.id)

    await request.change(work)
    request.services.owed()
    return Message(request.say("forget-done"))


async def _end_places(request: Request, connection: Connection) -> None:
    """Stop alerts to what the person subscribed, and say so there: nobody would be left to be shut out with it."""
    left = await places.stop_all_of(connection, request.person.id)
    for place in left:
        await request.note(connection, "place.unsubscribed", str(place.id), place.name)
    open_ones = [place.id for place in left if place.status is SubscriberStatus.ACTIVE]
    await notices.enqueue(connection, open_ones, Notice("notice-place-left", {}), request.now)


async def _check(request: Request, connection: Connection) -> None:
    """Raise UsageError in a group, whose data belong to many, and for owners, without whom nobody could run the bot."""
    if request.recipient.id != request.person.id:
        raise UsageError("forget-in-private")
    if await rights_now(connection, request.person.id, request.services.owner_ids) is Rights.OWNER:
        raise UsageError("forget-owner")
