"""Operators choose who gets the alerts of a private channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.arguments.numbers import chat_number
from bot.commands.channels.by_name import known_channel
from bot.commands.people import by_name
from bot.commands.people.by_name import Meant
from bot.commands.request import UsageError
from bot.ui.markup import bold, escaped, lines, shortened
from bot.ui.message import Button, Message
from storage.channels import channels as stored
from storage.channels import visibility
from storage.model.ids import ChatId
from storage.model.subscribers import SubscriberStatus
from storage.people import places, subscribers

if TYPE_CHECKING:
    from bot.commands.request import Request
    from bot.ui.markup import Markup
    from storage.database import Connection
    from storage.model.channels import Channel

SHOWN = 60  # readers, and ids of places with one title


async def readers(request: Request) -> Message:
    """List who gets the alerts of a channel."""
    (name,) = request.words(1, 1)
    channel = await known_channel(request.database.reader, name)
    if not channel.is_private:
        return Message(request.say("channel-is-public", channel=_title(channel)))
    allowed = await visibility.readers(request.database.reader, channel.id)
    rows = [f"• {escaped(shortened(one.name, 40))} (<code>{one.id}</code>)" for one in allowed[:SHOWN]]
    rest = len(allowed) - len(rows)
    return Message(
        lines(
            await who_reads(request, channel),
            *rows,
            request.say("and-more", count=rest) if rest else "",
        )
    )


async def share(request: Request) -> Message:
    """Have the alerts of a private channel go to a person, group, channel or topic, too."""
    name, who = request.words(2, 2)
    channel, reader = await known_channel(request.database.reader, name), await _reader(request, who)
    if not reader.by_name:
        return await _shared(request, channel, reader.id)
    yes = Button(request.say("share-yes"), data=f"share:{channel.id}:{reader.id}")
    return await by_name.ask(request, "share-ask", reader, yes, channel=_title(channel))


async def share_pressed(request: Request) -> Message:
    """Share the channel with the person or place that a pressed button names."""
    return await _shared(request, *await _pressed(request))


async def _pressed(request: Request) -> tuple[Channel, ChatId]:
    """Return the channel, and the person or place, that a pressed button names."""
    name, _, who = request.arguments.partition(":")
    channel = next((one for one in await stored.list_all(request.database.reader) if str(one.id) == name), None)
    number = chat_number(who)
    if channel is None or number is None:
        raise UsageError("button-stale")
    return channel, ChatId(number)


async def _shared(request: Request, channel: Channel, number: ChatId) -> Message:
    async def work(connection: Connection) -> bool:
        reader = await subscribers.get(connection, number)
        if reader is None or reader.status is SubscriberStatus.DENIED:
            raise UsageError("reader-unknown", reader=str(number))
        is_new = await visibility.share(connection, channel.id, reader.id)
        if is_new:
            await request.note(connection, "channel.shared", str(channel.id), f"{channel.title} → {reader.id}")
        return is_new

    key = "channel-shared" if await request.change(work) else "channel-shared-already"
    return Message(request.say(key, channel=_title(channel), reader=await by_name.shown_as(request, number)))


async def unshare(request: Request) -> Message:
    """Take that back, after a question where it is not sure who has the @name."""
    name, who = request.words(2, 2)
    channel, reader = await known_channel(request.database.reader, name), await _reader(request, who)
    if reader.sure:
        return await _unshared(request, channel, reader.id)
    yes = Button(request.say("unshare-yes"), data=f"unshare:{channel.id}:{reader.id}")
    return await by_name.ask(request, "unshare-ask", reader, yes, channel=_title(channel))


async def unshare_pressed(request: Request) -> Message:
    """Take the channel from the person or place that a pressed button names."""
    return await _unshared(request, *await _pressed(request))


async def _unshared(request: Request, channel: Channel, number: ChatId) -> Message:
    """Take that back: not even what is owed already is sent any more."""

    async def work(connection: Connection) -> bool:
        was_allowed = await visibility.unshare(connection, channel.id, number)
        if was_allowed:
            await request.note(connection, "channel.unshared", str(channel.id), f"{channel.title} → {number}")
        return was_allowed

    key = "channel-unshared" if await request.change(work) else "channel-not-shared"
    return Message(request.say(key, channel=_title(channel), reader=await by_name.shown_as(request, number)))


async def who_reads(request: Request, channel: Channel) -> Markup:
    """Say that a channel is private, to how many its alerts go, and how that is changed."""
    allowed = await visibility.readers(request.database.reader, channel.id)
    return request.say("channel-is-private", readers=len(allowed), id=str(channel.id))


async def _reader(request: Request, who: str) -> Meant:
    """Return the person, by id or @name, or the place, by id, @name or title, that is meant. Raises UsageError.

    A title is what the admins of a place choose: it counts only where one place has it and no @name is typed.
    """
    who = who.strip()
    if chat_number(who) is None and not who.startswith("@") and "/" not in who:
        return await _place_titled(request, who)
    found = await by_name.meant(request, who)
    if await subscribers.get(request.database.reader, found.id) is None:
        raise UsageError("reader-unknown", reader=who[:60])
    return found


async def _place_titled(request: Request, title: str) -> Meant:
    every = await places.list_all(request.database.reader)
    titled = [place for place in every if place.name.casefold() == title.casefold()]
    if not titled:
        raise UsageError("reader-unknown", reader=title[:60])
    if len(titled) > 1:
        ids = ", ".join(str(place.id) for place in titled[:SHOWN])
        raise UsageError("reader-several", reader=title[:60], ids=ids)
    return Meant(titled[0].id, titled[0].name, by_name=True)


def _title(channel: Channel) -> Markup:
    return bold(shortened(channel.title, 60))
