"""Operators choose who gets the alerts of a private channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.known_channels import chosen
from bot.commands.numbers import chat_number
from bot.commands.request import UsageError
from bot.core.markup import bold, escaped, lines, shortened
from bot.core.message import Message
from storage import channels as stored
from storage import people, places, readership
from storage.model import ChatId

if TYPE_CHECKING:
    from bot.commands.request import Request
    from bot.core.markup import Markup
    from storage.database import Connection
    from storage.model import Channel, Subscriber

SHOWN = 60


async def readers(request: Request) -> Message:
    """List who gets the alerts of a channel."""
    (name,) = request.words(1, 1)
    channel = await _channel(request, name)
    if not channel.is_private:
        return Message(request.say("channel-is-public", channel=_title(channel)))
    allowed = await readership.readers(request.database.reader, channel.id)
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
    channel, reader = await _channel(request, name), await _reader(request, who)

    async def work(connection: Connection) -> bool:
        is_new = await readership.share(connection, channel.id, reader.id)
        if is_new:
            await request.note(connection, "channel.shared", str(channel.id), f"{channel.title} → {reader.id}")
        return is_new

    key = "channel-shared" if await request.change(work) else "channel-shared-already"
    return Message(request.say(key, channel=_title(channel), reader=_named(reader)))


async def unshare(request: Request) -> Message:
    """Take that back: not even what is owed already is sent any more."""
    name, who = request.words(2, 2)
    channel, reader = await _channel(request, name), await _reader(request, who)

    async def work(connection: Connection) -> bool:
        was_allowed = await readership.unshare(connection, channel.id, reader.id)
        if was_allowed:
            await request.note(connection, "channel.unshared", str(channel.id), f"{channel.title} → {reader.id}")
        return was_allowed

    key = "channel-unshared" if await request.change(work) else "channel-not-shared"
    return Message(request.say(key, channel=_title(channel), reader=_named(reader)))


async def who_reads(request: Request, channel: Channel) -> Markup:
    """Say that a channel is private, to how many its alerts go, and how that is changed."""
    allowed = await readership.readers(request.database.reader, channel.id)
    return request.say("channel-is-private", readers=len(allowed), id=str(channel.id))


async def _channel(request: Request, name: str) -> Channel:
    channel = chosen(await stored.every(request.database.reader), name)
    if channel is None:
        raise UsageError("channel-not-watched", channel=name[:60])
    return channel


async def _reader(request: Request, who: str) -> Subscriber:
    """Return the person, by id or @name, or the place, by id, @name or title, that is meant. Raises UsageError."""
    who = who.strip()
    number = chat_number(who) or await people.by_username(
        request.database.reader, who.rpartition("/")[2].removeprefix("@")
    )
    found = None if number is None else await people.one(request.database.reader, ChatId(number))
    if found is not None:
        return found
    for place in await places.every(request.database.reader):
        if place.name.casefold() == who.casefold():
            return place
    raise UsageError("reader-unknown", reader=who[:60])


def _title(channel: Channel) -> Markup:
    return bold(shortened(channel.title, 60))


def _named(reader: Subscriber) -> Markup:
    return bold(shortened(reader.name or str(reader.id), 60))
