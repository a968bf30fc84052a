"""Operators choose the channels under watch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.arguments.channels import looks_like_a_channel, read_channel_word
from bot.commands.channels.adding import add
from bot.commands.channels.by_name import exactly_among, is_titled, known_channel, named
from bot.commands.people.places import offered
from bot.commands.request import UsageError
from bot.ui.markup import Markup, bold, escaped, lines, shortened
from bot.ui.message import Button, Message
from storage.channels import channels as stored
from storage.channels import pending_joins
from storage.model.channels import ChannelRole, ChannelStatus
from storage.model.ids import ChannelId

if TYPE_CHECKING:
    from bot.commands.request import Forwarded, Request
    from bot.ui.markup import Say
    from storage.database import Connection
    from storage.model.channels import Channel, Invitation

SHOWN = 60  # channels in one message


async def offer(forwarded: Forwarded, connection: Connection, say: Say) -> Message:
    """Ask whether the channel of a forwarded post shall be watched, and as what, or get alerts itself."""
    if forwarded.reference is None:
        return Message(say("forwarded-from-no-channel"))
    watched = next((one for one in await stored.list_all(connection) if one.id == forwarded.channel_id), None)
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


async def remove(request: Request) -> Message:
    """Watch a channel no more; its posts stay."""
    (name,) = request.words(1, 1)
    try:
        channel = await known_channel(request.database.reader, name)
    except UsageError as error:
        invitation = await _awaited(request, name)
        if invitation is None or error.key == "channel-not-sure":
            raise
        return await _withdraw(request, invitation)
    await _check_title(request, channel, name)

    async def work(connection: Connection) -> None:
        await stored.set_status(connection, channel.id, ChannelStatus.REMOVED)
        await request.note(connection, "channel.removed", str(channel.id), channel.title)

    await request.change(work)
    request.services.reading.forget(channel.id)
    return Message(request.say("channel-removed", channel=bold(shortened(channel.title, 60))))


async def _check_title(request: Request, channel: Channel, name: str) -> None:
    """Raise UsageError where a channel is named by a title that one has, too, which is still to be joined."""
    if exactly_among([channel], name) is not None:
        return
    awaited = [one for one in await pending_joins.list_all(request.database.reader) if is_titled(one.title, name)]
    if awaited:
        links = [escaped(f"t.me/+{one.hash}") for one in awaited[:SHOWN]]
        names = Markup("; ".join([named(channel), *links]))
        raise UsageError("channel-not-sure", channel=name.strip()[:60], count=len(awaited) + 1, names=names)


async def _awaited(request: Request, name: str) -> Invitation | None:
    """Return the channel that is still to be joined, by its link, or by its title if one alone has it."""
    every = await pending_joins.list_all(request.database.reader)
    word = read_channel_word(name)
    wanted = word.invite if word is not None and word.invite else name.strip().removeprefix("+")
    linked = next((one for one in every if one.hash == wanted), None)
    if linked is not None or looks_like_a_channel(name):
        return linked
    titled = [one for one in every if is_titled(one.title, name)]
    return titled[0] if len(titled) == 1 else None


async def _withdraw(request: Request, invitation: Invitation) -> Message:
    """Join a channel no more whose link waits to be taken up."""

    async def work(connection: Connection) -> None:
        await pending_joins.drop(connection, invitation.hash)
        await request.note(connection, "channel.invitation-withdrawn", invitation.title[:60])

    await request.change(work)
    return Message(request.say("channel-withdrawn", channel=bold(shortened(invitation.title, 60))))


async def show(request: Request) -> Message:
    """List the channels under watch."""
    every = await stored.list_all(request.database.reader)
    awaited = await pending_joins.list_all(request.database.reader)
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
