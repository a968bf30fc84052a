"""Operators see at a glance whether all is well, and what to do where it is not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.channels.coverage_text import is_open
from bot.commands.status.attention import needs
from bot.commands.status.database import upkeep
from bot.runtime.version import VERSION
from bot.ui.account_names import BOT, account_heading
from bot.ui.format import ago, short_time, time_ago
from bot.ui.markup import Markup, lines
from bot.ui.message import Message
from storage.alerts import outbox
from storage.channels import channels, coverage
from storage.model.channels import ChannelStatus
from storage.model.narratives import NarrativeStatus
from storage.narratives import narratives
from storage.ops import attention
from storage.posts import posts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.commands.ports import AccountState
    from bot.commands.request import Request
    from bot.ui.markup import Say

LATE = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)


async def show(request: Request) -> Message:
    """Tell how the accounts, the channels, the posts and the outbox are, and what needs a hand."""
    say = request.say
    wanting = await needs(request)
    return Message(
        lines(
            say("status-title", version=VERSION),
            *await _accounts(request),
            *await _channels(request),
            *await _posts(request),
            await _narratives(request),
            *await _outbox(request),
            *await upkeep(request),
            Markup("\n") + say("needs-title" if wanting else "needs-nothing"),
            *(f"• {sentence}" for sentence in wanting),
        )
    )


async def _accounts(request: Request) -> list[str]:
    say = request.say
    rows: list[str] = []
    for account in request.services.health.accounts():
        name = account_heading(account.name, say)
        if account.trouble is not None:
            rows.append(say("status-account-stopped", name=name))
            continue
        rows.append(say(f"status-account-{'connected' if account.connected else 'disconnected'}", name=name))
        if account.name != BOT:
            rows.append(await _reading(request, account))
        rows += [
            say("status-flood-wait", method=method, until=short_time(until, say, request.zone, now=request.now))
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
    return say("status-never") if moment is None else time_ago(now - moment, say)


async def _channels(request: Request) -> list[str]:
    every = await channels.list_all(request.database.reader)
    paused = sum(channel.status is ChannelStatus.PAUSED for channel in every)
    return [request.say("status-channels", count=len(every) - paused, paused=paused), await _coverage(request)]


async def _coverage(request: Request) -> str:
    """Tell of how many channels everything was read, and until when at least."""
    ranges = await coverage.list_all(request.database.reader)
    whole = [one for one in ranges if not is_open(one)]
    if not ranges:
        return ""
    if not whole:
        return request.say("status-coverage-none", all=len(ranges))
    until = short_time(min(one.to_at for one in whole), request.say, request.zone, now=request.now)
    gaps = sum(one.open_gaps for one in ranges)
    return request.say("status-coverage", whole=len(whole), all=len(ranges), until=until, gaps=gaps)


async def _posts(request: Request) -> list[str]:
    say = request.say
    number, newest = await posts.count(request.database.reader)
    if newest is None:
        return [say("status-posts-none")]
    time = short_time(newest, say, request.zone, now=request.now)
    rows: list[str] = [say("status-posts", count=number, newest=time, ago=time_ago(request.now - newest, say))]
    lag = await attention.lag(request.database.reader, request.now - AN_HOUR)
    if lag is not None:
        rows.append(say("status-lag", typical=_briefly(lag.typical, say), worst=_briefly(lag.worst, say)))
    return rows


def _briefly(span: timedelta, say: Say) -> str:
    seconds = max(round(span.total_seconds()), 0)
    return say("status-seconds", count=seconds) if seconds < 60 else ago(span, say)


async def _narratives(request: Request) -> str:
    active = [
        narrative
        for narrative in await narratives.list_all(request.database.reader)
        if narrative.status is NarrativeStatus.ACTIVE
    ]
    return request.say("status-narratives", count=len(active), phrases=sum(len(one.phrases) for one in active))


async def _outbox(request: Request) -> list[str]:
    say = request.say
    counts = await outbox.counts(request.database.reader)
    numbers = {status: counts.get(status, 0) for status in ("pending", "held", "sent", "buried")}
    rows: list[str] = [say("status-outbox", **numbers)]
    oldest = await attention.oldest_waiting(request.database.reader)
    if oldest is not None and request.now - oldest >= LATE:
        rows.append(say("status-oldest", ago=ago(request.now - oldest, say)))
    until = request.services.health.sending_paused_until()
    if until is not None and until > request.now:
        rows.append(say("status-sending-paused", until=short_time(until, say, request.zone, now=request.now)))
    return rows
