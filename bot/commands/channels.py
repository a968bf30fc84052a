"""Operators choose the channels under watch."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.commands.known_channels import chosen
from bot.commands.places import offered
from bot.commands.ports import ChannelNotFound, JoinAwaited, Start
from bot.commands.reading_back import read_wish, reading_back
from bot.commands.request import UsageError
from bot.commands.sharing import who_reads
from bot.core.markup import Markup, bold, escaped, lines, shortened
from bot.core.message import Button, Message
from bot.core.wording import local_time
from storage import channels as stored
from storage import coverage, invitations
from storage.model import Channel, ChannelId, ChannelRole, ChannelStatus, MessageId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.commands.request import Forwarded, Request
    from bot.core.markup import Say
    from storage.database import Connection

SHOWN = 60  # channels in one message


async def add(request: Request) -> Message:
    """Watch a channel from its newest post on, or from further back; say how the reading goes on."""
    wish = read_wish(request)
    now = request.now
    try:
        found = await request.around.reading.find(
            wish.reference, asked_by=request.person.id, arguments=request.arguments
        )
        start = Start(found.read_to, now)
        if wish.depth is not None:
            start = await request.around.reading.start_of(found, wish.depth)
    except ChannelNotFound as error:
        raise UsageError(error.key, **in_words(request, error.values)) from None
    except JoinAwaited as awaited:
        return await _wait_to_join(request, awaited)
    old = found.newest_seen if wish.depth is not None else MessageId(0)
    channel = replace(found, role=wish.role, read_to=start.mark, summed_to=old)

    async def work(connection: Connection) -> bool:
        is_news = not await _is_watched_so(connection, channel)
        is_new = await stored.add(connection, channel, now)
        if wish.depth is not None:
            await stored.read_again_from(connection, channel.id, start.mark, old)
        await coverage.begin(connection, channel.id, start.mark, start.at, now)
        if is_news:
            await request.note(connection, "channel.added", str(channel.id), f"{channel.title} ({wish.role})")
        return is_new

    is_new = await request.change(work)
    request.around.reading.watch(await stored.one(request.database.reader, channel.id) or channel)
    said = await _taken(request, channel, is_new=is_new, with_past=wish.depth is not None)
    return Message(said) if wish.depth is None else reading_back(request, said, channel.id, (start.mark, old), now)


async def _is_watched_so(connection: Connection, channel: Channel) -> bool:
    """Tell whether a channel is under watch in this very role, so that who asks again changes nothing."""
    known = await stored.one(connection, channel.id)
    return known is not None and (known.status, known.role) == (ChannelStatus.ACTIVE, channel.role)


async def _taken(request: Request, channel: Channel, *, is_new: bool, with_past: bool) -> Markup:
    title = bold(shortened(channel.title, 60))
    if is_new:
        key = "channel-added-with-past" if with_past else "channel-added"
        said = request.say(key, channel=title, role=_role(request, channel))
    else:
        said = request.say("channel-there-already", channel=title, role=str(channel.role))
    return lines(said, await who_reads(request, channel) if channel.is_private else "")


def _role(request: Request, channel: Channel) -> Markup:
    usual = channel.role is ChannelRole.MONITORED
    return Markup("" if usual else f" ({request.say(f'role-{channel.role}')})")


async def offer(forwarded: Forwarded, connection: Connection, say: Say) -> Message:
    """Ask whether the channel of a forwarded post shall be watched, and as what, or get alerts itself."""
    if forwarded.reference is None:
        return Message(say("forwarded-from-no-channel"))
    watched = chosen(await stored.every(connection), forwarded.reference)
    if watched is not None:
        title = bold(shortened(watched.title, 60))
        return Message(say("channel-offer-watched", channel=title), ((offered(forwarded, say),),))
    buttons = tuple(
        (Button(say(f"watch-as-{role}"), data=f"take:{role}:{forwarded.reference}"),) for role in ChannelRole
    )
    buttons = (*buttons, (offered(forwarded, say),))
    return Message(say("channel-offer", channel=bold(shortened(forwarded.title, 60))), buttons)


async def take(request: Request) -> Message:
    """Watch the channel of a forwarded post, as the pressed button says."""
    role, _, reference = request.arguments.partition(":")
    return await add(replace(request, arguments=f"{reference} {role}"))


async def _wait_to_join(request: Request, awaited: JoinAwaited) -> Message:
    """Keep an invitation until an account is in; then this very command goes on by itself."""

    async def work(connection: Connection) -> None:
        await invitations.keep(connection, awaited.invitation, request.now)
        await request.note(connection, "channel.invited", awaited.invitation.title)

    await request.change(work)
    request.around.reading.take_up()
    title = bold(shortened(awaited.invitation.title, 60))
    if awaited.at is None:
        return Message(request.say("channel-join-requested", channel=title))
    return Message(
        request.say("channel-join-later", channel=title, at=local_time(awaited.at, request.say, request.zone))
    )


def in_words(request: Request, values: Mapping[str, object]) -> dict[str, object]:
    """Write the times among a text's values as the typist does."""
    return {
        name: local_time(value, request.say, request.zone) if isinstance(value, datetime) else value
        for name, value in values.items()
    }


async def remove(request: Request) -> Message:
    """Watch a channel no more; its posts stay."""
    (name,) = request.words(1, 1)
    channel = chosen(await stored.every(request.database.reader), name)
    if channel is None:
        return await _withdraw(request, name)

    async def work(connection: Connection) -> None:
        await stored.set_status(connection, channel.id, ChannelStatus.REMOVED)
        await request.note(connection, "channel.removed", str(channel.id), channel.title)

    await request.change(work)
    request.around.reading.forget(channel.id)
    return Message(request.say("channel-removed", channel=bold(shortened(channel.title, 60))))


async def _withdraw(request: Request, name: str) -> Message:
    """Join a channel no more whose link waits to be taken up."""
    wanted = name.strip().rstrip("/").rpartition("/")[2].removeprefix("+")
    for invitation in await invitations.every(request.database.reader):
        if wanted == invitation.hash or name.casefold() == invitation.title.casefold():

            async def work(connection: Connection, invite: str = invitation.hash) -> None:
                await invitations.drop(connection, invite)
                await request.note(connection, "channel.invitation-withdrawn", name[:60])

            await request.change(work)
            return Message(request.say("channel-withdrawn", channel=bold(shortened(invitation.title, 60))))
    raise UsageError("channel-not-watched", channel=name[:60])


async def show(request: Request) -> Message:
    """List the channels under watch."""
    every = await stored.every(request.database.reader)
    awaited = await invitations.every(request.database.reader)
    if not every and not awaited:
        return Message(request.say("channels-none"))
    rows = [_row(request, channel) for channel in every[:SHOWN]]
    rest = len(every) - len(rows)
    return Message(
        lines(
            request.say("channels-title", count=len(every)),
            *rows,
            request.say("and-more", count=rest) if rest else "",
            *(request.say(f"channels-{one.membership}", channel=shortened(one.title, 40)) for one in awaited[:SHOWN]),
        )
    )


def _row(request: Request, channel: Channel) -> str:
    name = f"@{channel.username}" if channel.username else str(ChannelId(channel.id))
    role = "" if channel.role is ChannelRole.MONITORED else f" · {request.say(f'role-{channel.role}')}"
    reason = f" — {request.say(f'paused-{channel.paused_reason}')}" if channel.status is ChannelStatus.PAUSED else ""
    return f"{'⏸ ' if reason else ''}{escaped(shortened(channel.title, 40))} · {name}{role}{reason}"
