"""What did not come at once: listed with why, or brought now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.alerts.gate import digest_now
from bot.alerts.rendering.digest import reading_line
from bot.commands.request import UsageError
from bot.ui.format import post_link, short_time
from bot.ui.keyboard import page_number, turns
from bot.ui.markup import Markup, bold, escaped, lines, shortened
from bot.ui.message import Message
from bot.ui.quote import line_of
from storage.alerts import missed
from storage.alerts.missed import MissedWhy
from storage.channels import coverage_summary
from storage.model.ids import FOR_EVER
from storage.model.subscribers import SubscriberStatus

if TYPE_CHECKING:
    from bot.commands.request import Request
    from storage.alerts.missed import Missed
    from storage.database import Connection

DAYS = 7
PAGE = 6
CHANNEL_LENGTH = 40
LINE_LENGTH = 160


async def digest(request: Request) -> Message:
    """Bring at once what is held, together; say what it is worth if there is nothing."""
    if request.recipient.status is SubscriberStatus.STOPPED:
        raise UsageError("digest-stopped")

    async def work(connection: Connection) -> bool:
        return await digest_now(connection, request.recipient.id, request.now)

    if await request.change(work):
        request.services.owed()
        return Message(request.say("digest-coming"))
    known = await coverage_summary.coverage_summary(request.database.reader, request.recipient.id, request.now)
    return Message(lines(request.say("digest-nothing"), reading_line(known, request.say, request.zone, request.now)))


async def show(request: Request) -> Message:
    """List what did not come at once in the last days, the newest first."""
    return await _page(request, 0)


async def turn_page(request: Request) -> Message:
    """Show another page; the button carries its number."""
    return await _page(request, page_number(request.arguments))


async def _page(request: Request, number: int) -> Message:
    since = request.now - timedelta(days=DAYS)
    count = await missed.count(request.database.reader, request.recipient.id, since)
    if not count:
        return Message(request.say("missed-none", days=DAYS))
    pages = -(-count // PAGE)
    number = min(number, pages - 1)
    shown = await missed.missed(request.database.reader, request.recipient.id, since, limit=PAGE, offset=number * PAGE)
    title = request.say("missed-title", count=count, days=DAYS)
    return Message(lines(title, *(_entry(request, one) for one in shown)), turns("missed", number, pages))


def _entry(request: Request, one: Missed) -> Markup:
    link = post_link(one.channel, one.post)
    time = escaped(short_time(one.post.posted_at, request.say, request.zone, now=request.now))
    return lines(
        request.say(
            "missed-post",
            time=Markup(f'<a href="{link}">{time}</a>') if link else time,
            channel=bold(shortened(one.channel.title, CHANNEL_LENGTH)),
            text=line_of(one.post.text, (), LINE_LENGTH),
        ),
        _why(request, one),
    )


def _why(request: Request, one: Missed) -> Markup:
    """Say why something did not come at once, and when it came or will."""
    say = request.say
    time = short_time(one.at, say, request.zone, now=request.now) if one.at != FOR_EVER else ""
    if one.why is MissedWhy.TOO_OLD:
        return say("missed-too-old", time=time)
    if one.why is MissedWhy.LATE:
        return say(f"missed-late-{one.held_by}", time=time) if one.held_by else say("missed-late", time=time)
    if one.why is MissedWhy.TOGETHER:
        return say(f"missed-together-{one.held_by}", time=time) if one.held_by else say("missed-together", time=time)
    if not time:
        return say("missed-held-for-ever")
    return say(f"missed-held-{one.held_by}", time=time)
