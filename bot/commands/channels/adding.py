"""Operators have channels watched, one or several at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from bot.commands.channels.backfill import parse_add_requests, reading_back
from bot.commands.channels.sharing import who_reads
from bot.commands.ports import ChannelNotFound, JoinAwaited, ReadingStart
from bot.commands.request import UsageError
from bot.ui.format import short_time
from bot.ui.markup import Markup, bold, lines, shortened
from bot.ui.message import Message
from storage.channels import channels as stored
from storage.channels import coverage, pending_joins
from storage.model.channels import Channel, ChannelRole, ChannelStatus
from storage.model.ids import MessageId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.commands.channels.backfill import AddRequest
    from bot.commands.request import Request
    from storage.database import Connection

# What concerns the reading account, not the channel: there is no sense in asking for the next one.
FOR_ALL = frozenset({"channel-budget", "channel-wait", "channel-reader-away", "channel-too-many"})


class FoundChannel(NamedTuple):
    """A channel that is to be watched, and where reading it begins."""

    wish: AddRequest
    channel: Channel
    start: ReadingStart

    @property
    def newest(self) -> MessageId:
        """The newest of the old posts that are to be read; 0 where none are."""
        return self.channel.newest_seen if self.wish.depth is not None else MessageId(0)


class AddedChannel(NamedTuple):
    """A channel as it is watched now, and as it was known before."""

    found: FoundChannel
    channel: Channel
    before: Channel | None

    @property
    def is_new(self) -> bool:
        """Whether it was not watched before."""
        return self.before is None or self.before.status is ChannelStatus.REMOVED


Sought = FoundChannel | JoinAwaited | UsageError


async def add(request: Request) -> Message:
    """Watch channels from now on, or from further back; each is answered for itself."""
    began = request.now
    sought = await _sought(request, parse_add_requests(request))
    alone = sought[0] if len(sought) == 1 else None
    if isinstance(alone, UsageError):
        raise alone

    async def work(connection: Connection) -> list[AddedChannel | JoinAwaited | UsageError]:
        return [await _keep(request, connection, one) for one in sought]

    done = await request.change(work)
    for one in done:
        if isinstance(one, AddedChannel):
            request.services.reading.watch(await stored.get(request.database.reader, one.channel.id) or one.channel)
    if any(isinstance(one, JoinAwaited) for one in done):
        request.services.reading.take_up()
    said = [await _said(request, one) for one in done]
    if isinstance(alone, FoundChannel) and alone.wish.depth is not None:
        return reading_back(request, said[0], alone.channel.id, (alone.start.mark, alone.newest), began)
    return Message(lines(*said))


async def _sought(request: Request, wishes: Sequence[AddRequest]) -> list[Sought]:
    """Look for each channel; once the account can ask for no more, the rest is answered likewise."""
    sought: list[Sought] = []
    for wish in wishes:
        last = sought[-1] if sought else None
        if isinstance(last, UsageError) and last.key in FOR_ALL:
            sought.append(last)
        else:
            sought.append(await _seek(request, wish))
    return sought


async def _seek(request: Request, wish: AddRequest) -> Sought:
    reading = request.services.reading
    try:
        found = await reading.find(wish.reference, asked_by=request.person.id, arguments=wish.written)
        if wish.depth is not None:
            return FoundChannel(wish, found, await reading.start_of(found, wish.depth))
    except ChannelNotFound as error:
        return UsageError(error.key, **in_words(request, error.values))
    except JoinAwaited as awaited:
        return awaited
    return FoundChannel(wish, found, ReadingStart(found.read_to, request.now))


async def _keep(request: Request, connection: Connection, sought: Sought) -> AddedChannel | JoinAwaited | UsageError:
    """Keep what was found: a channel to watch, or an invitation until an account is in."""
    if isinstance(sought, JoinAwaited):
        await pending_joins.save(connection, sought.invitation, request.now)
        await request.note(connection, "channel.invited", sought.invitation.title)
    if not isinstance(sought, FoundChannel):
        return sought
    found, start, now = sought.channel, sought.start, request.now
    before = await stored.get(connection, found.id)
    role = sought.wish.role or (ChannelRole.MONITORED if before is None else before.role)
    channel = replace(found, role=role, read_to=start.mark, summed_to=sought.newest)
    kept = AddedChannel(sought, channel, before)
    await stored.add(connection, channel, now)
    if sought.wish.depth is not None:
        await stored.read_again_from(connection, channel.id, start.mark, sought.newest)
    await coverage.begin(connection, channel.id, start.mark, start.at, now)
    if before is None or (before.status, before.role) != (ChannelStatus.ACTIVE, role):  # who asks again changes nothing
        await request.note(connection, "channel.added", str(channel.id), f"{channel.title} ({role})")
    return kept


async def _said(request: Request, one: AddedChannel | JoinAwaited | UsageError) -> Markup:
    if isinstance(one, AddedChannel):
        private = await who_reads(request, one.channel) if one.channel.is_private else ""
        return lines(_taken(request, one) if one.is_new else _watched_already(request, one), private)
    if isinstance(one, JoinAwaited):
        return _joined_later(request, one)
    return Markup(f"❌ {request.say(one.key, **one.values)}")


def _taken(request: Request, kept: AddedChannel) -> Markup:
    key = "channel-added" if kept.found.wish.depth is None else "channel-added-with-past"
    role = kept.channel.role
    said = Markup("" if role is ChannelRole.MONITORED else f" ({request.say(f'role-{role}')})")
    return request.say(key, channel=_title(kept.channel.title), role=said)


def _watched_already(request: Request, kept: AddedChannel) -> Markup:
    """Say that a channel is watched, as what, and what was changed."""
    before, role = kept.before, kept.channel.role
    said = request.say("channel-there-already", channel=_title(kept.channel.title), role=str(role))
    if before is None:
        return said
    was = request.say("channel-role-was", role=str(before.role)) if before.role is not role else ""
    return lines(said, was, request.say("channel-read-again") if before.status is ChannelStatus.PAUSED else "")


def _joined_later(request: Request, awaited: JoinAwaited) -> Markup:
    title = _title(awaited.invitation.title)
    if awaited.at is None:
        return request.say("channel-join-requested", channel=title)
    return request.say(
        "channel-join-later", channel=title, at=short_time(awaited.at, request.say, request.zone, now=request.now)
    )


def _title(title: str) -> Markup:
    return bold(shortened(title, 60))


def in_words(request: Request, values: Mapping[str, object]) -> dict[str, object]:
    """Write the times among a text's values as the typist does."""
    return {
        name: short_time(value, request.say, request.zone, now=request.now) if isinstance(value, datetime) else value
        for name, value in values.items()
    }
