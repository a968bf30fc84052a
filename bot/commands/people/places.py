"""Groups, channels and forum topics that alerts go to: their admins set them up and look after them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands import button_target
from bot.commands.caller import looks_after
from bot.commands.ports import ChatUnreachable
from bot.commands.request import NeedsArguments, UsageError
from bot.commands.rights import Rights, rights_now
from bot.ui.keyboard import page_number, page_of, turns
from bot.ui.markup import bold, lines, shortened
from bot.ui.message import Button, Message
from storage.model.subscribers import Role, Subscriber, SubscriberStatus
from storage.people import places as stored
from storage.people import subscribers

if TYPE_CHECKING:
    from bot.commands.request import Forwarded, Request
    from bot.ui.markup import Markup, Say
    from storage.database import Connection

PAGE = 15
LOOKED_THROUGH = 100  # places; for each of them Telegram is asked who decides


async def subscribe(request: Request) -> Message:
    """Have alerts come to the group or topic where this is written, or to a channel that is named in private."""
    place = await (_channel_named(request) if request.place.is_private else _this_place(request))

    async def work(connection: Connection) -> None:
        # Telegram was asked meanwhile: who is shut out since then sets up nothing.
        if await rights_now(connection, request.person.id, request.services.owner_ids) is Rights.NONE:
            raise UsageError("stranger")
        number = await stored.set_up(connection, place, request.now)
        await request.note(connection, "place.subscribed", str(number), place.name)

    await request.change(work)
    request.services.owed()
    key = "place-subscribed-elsewhere" if request.place.is_private else "place-subscribed"
    return Message(request.say(key, place=_title(place)))


async def unsubscribe(request: Request) -> Message:
    """Have no more alerts come to a place, and forget what it follows."""
    place = request.recipient
    if not place.is_place:
        place = await _place_named(request)

    async def work(connection: Connection) -> None:
        await stored.give_up(connection, place.id)
        await request.note(connection, "place.unsubscribed", str(place.id), place.name)

    await request.change(work)
    return Message(request.say("place-unsubscribed", place=_title(place)))


async def show(request: Request) -> Message:
    """List the places that the person may look after."""
    return await _page(request, 0)


async def turn_page(request: Request) -> Message:
    """Show another page of them; the button carries its number."""
    return await _page(request, page_number(request.arguments))


async def menu(request: Request) -> Message:
    """Show what can be done about the place that the button names."""
    place, say = request.recipient, request.say
    if not place.is_place:
        raise UsageError("button-stale")
    followed = await subscribers.following(request.database.reader, place.id)
    text = lines(
        say("place-menu", place=_title(place), followed=len(followed)),
        say(f"place-is-{place.status}") if place.status is not SubscriberStatus.ACTIVE else "",
    )
    buttons = (
        (Button(say("place-narratives"), data="narratives:0"), Button(say("place-settings"), data="set")),
        (Button(say("place-end"), data="unsubscribe"),),
    )
    return Message(text, buttons)


def offered(forwarded: Forwarded, say: Say) -> Button:
    """Return the button that has alerts go to the channel that a post was forwarded from."""
    return Button(say("place-subscribe-this"), data=f"subscribe:{forwarded.reference}")


def offer(forwarded: Forwarded, say: Say) -> Message:
    """Ask whether alerts shall go to the channel that a post was forwarded from."""
    title = bold(shortened(forwarded.title, 60))
    return Message(say("place-offer", place=title), ((offered(forwarded, say),),))


async def _this_place(request: Request) -> Subscriber:
    """Describe the group or topic where the request was made, as it is called now."""
    here = replace(request.recipient, set_up_by=request.person.id, name=request.place.title or request.recipient.name)
    if here.topic_id is None:
        return here
    topic = await request.services.chats.topic_title(here.chat, here.topic_id)
    return replace(here, name=" › ".join(filter(None, [here.name, topic])))


async def _channel_named(request: Request) -> Subscriber:
    """Find the channel that a person names, who has to be an admin there, as the bot has to. Raises UsageError."""
    if not request.arguments.strip():
        raise NeedsArguments
    reference = request.arguments.split()[0]
    try:
        found = await request.services.chats.find(reference)
        if not found.writable:
            raise UsageError("place-not-writable", place=found.title)
        if not await request.services.chats.is_admin(found.id, request.person.id):
            raise UsageError("place-not-admin", place=found.title)
    except ChatUnreachable as error:
        raise UsageError(error.key, **error.values) from None
    known = await stored.at(request.database.reader, found.id, None)
    if known is not None and _is_shut_out(known):
        raise UsageError("place-shut-out", place=found.title)
    return Subscriber(
        found.id,
        Role.SUBSCRIBER,
        found.title,
        found.username,
        telegram_language=request.person.language,
        set_up_by=request.person.id,
    )


async def _place_named(request: Request) -> Subscriber:
    """Return the place that a person names by its @name, id or title, where they have to be an admin.

    A title counts only where it is no other place's @name or id, and one place has it.
    """
    if not request.arguments.strip():
        raise NeedsArguments
    name = request.arguments.strip()
    wanted = name.rpartition("/")[2].removeprefix("@").casefold()
    open_ones = [one for one in await stored.list_all(request.database.reader) if not _is_shut_out(one)]
    meant = [one for one in open_ones if wanted in {(one.username or str(one.id)).casefold(), str(one.id)}]
    meant = meant or [one for one in open_ones if one.name.casefold() == name.casefold()]
    theirs = [one for one in meant if await looks_after(request.services.chats, one, request.person.id)]
    if not theirs:
        raise UsageError("place-unknown", place=name[:60])
    if len(theirs) > 1:
        raise UsageError("reader-several", reader=name[:60], ids=", ".join(str(one.id) for one in theirs[:PAGE]))
    return theirs[0]


async def _page(request: Request, number: int) -> Message:
    say = request.say
    every = [one for one in await stored.list_all(request.database.reader) if not _is_shut_out(one)]
    chats, person = request.services.chats, request.person.id
    mine = [place for place in every[:LOOKED_THROUGH] if await looks_after(chats, place, person)]
    if not mine:
        return Message(say("places-none"))
    shown, number, pages = page_of(mine, number, PAGE)
    rows = [(_row(place),) for place in shown]
    return Message(say("places-choose", count=len(mine)), (*rows, *turns("places", number, pages)))


def _is_shut_out(place: Subscriber) -> bool:
    return place.status is SubscriberStatus.DENIED


def _row(place: Subscriber) -> Button:
    mark = "" if place.status is SubscriberStatus.ACTIVE else "⏸ "
    return Button(f"{mark}{shortened(place.name or str(place.id), 50)}", data=button_target.data(place.id, "place"))


def _title(place: Subscriber) -> Markup:
    return bold(shortened(place.name or str(place.id), 60))
