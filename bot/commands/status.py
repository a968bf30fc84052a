"""Operators see at a glance whether all is well."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.account_names import BOT, account_title, account_trouble
from bot.commands.upkeep import upkeep
from bot.core.markup import escaped, lines
from bot.core.message import Message
from bot.core.wording import ago, local_time
from bot.version import VERSION
from storage import channels, coverage, narratives, outbox, posts
from storage.model import ChannelStatus, NarrativeStatus

if TYPE_CHECKING:
    from datetime import datetime

    from bot.commands.ports import AccountState
    from bot.commands.request import Request
    from bot.core.markup import Say

LATE = timedelta(minutes=1)


async def show(request: Request) -> Message:
    """Tell how the accounts, the channels, the posts and the outbox are."""
    say = request.say
    return Message(
        lines(
            say("status-title", version=VERSION),
            *await _accounts(request),
            *await _channels(request),
            await _posts(request),
            await _narratives(request),
            *await _outbox(request),
            *await upkeep(request),
        )
    )


async def _accounts(request: Request) -> list[str]:
    say = request.say
    rows: list[str] = []
    for account in request.around.health.accounts():
        name = account_title(account.name, say)
        if account.trouble is not None:
            trouble = account_trouble(account.name, account.trouble, say)
            rows.append(say("status-account-stopped", name=name, trouble=trouble))
            continue
        rows.append(say(f"status-account-{'connected' if account.connected else 'disconnected'}", name=name))
        if account.name != BOT:
            rows.append(await _reading(request, account))
        rows += [
            say("status-flood-wait", method=method, until=local_time(until, say, request.zone))
            for method, until in account.flood_waits.items()
        ]
    return rows


async def _reading(request: Request, account: AccountState) -> str:
    """Tell when an account last heard something, when it last swept, and by how much its sweep is late."""
    say, now = request.say, request.now
    done = await coverage.progress(request.database.reader, account.name)
    late = now - (done.next_at or now)
    return say(
        "status-reading",
        channels=done.channels,
        update=_since(account.last_update, now, say),
        sweep=_since(done.checked_at, now, say),
        lateness=say("status-late", by=ago(late, say)) if late >= LATE else say("status-in-time"),
    )


def _since(moment: datetime | None, now: datetime, say: Say) -> str:
    return say("status-never") if moment is None else say("status-ago", ago=ago(now - moment, say))


async def _channels(request: Request) -> list[str]:
    every = await channels.every(request.database.reader)
    paused = [channel for channel in every if channel.status is ChannelStatus.PAUSED]
    rows: list[str] = [request.say("status-channels", count=len(every) - len(paused), paused=len(paused))]
    rows += [f"⏸ {escaped(channel.title)}: {request.say(f'paused-{channel.paused_reason}')}" for channel in paused[:10]]
    return rows


async def _posts(request: Request) -> str:
    number, newest = await posts.count(request.database.reader)
    if newest is None:
        return request.say("status-posts-none")
    time = local_time(newest, request.say, request.zone)
    return request.say("status-posts", count=number, newest=time, ago=ago(request.now - newest, request.say))


async def _narratives(request: Request) -> str:
    active = [
        narrative
        for narrative in await narratives.every(request.database.reader)
        if narrative.status is NarrativeStatus.ACTIVE
    ]
    return request.say("status-narratives", count=len(active), phrases=sum(len(one.phrases) for one in active))


async def _outbox(request: Request) -> list[str]:
    counts = await outbox.counts(request.database.reader)
    rows: list[str] = [
        request.say(
            "status-outbox",
            pending=counts.get("pending", 0),
            sent=counts.get("sent", 0),
            buried=counts.get("buried", 0),
        )
    ]
    until = request.around.health.sending_paused_until()
    if until is not None and until > request.now:
        rows.append(request.say("status-sending-paused", until=local_time(until, request.say, request.zone)))
    return rows
