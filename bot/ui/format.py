"""What texts about posts are made of: times and spans in words, and the addresses of posts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from babel.dates import format_datetime

from storage.model.ids import CHANNEL_IDS

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.ui.markup import Markup, Say
    from storage.model.channels import Channel
    from storage.model.ids import MessageId
    from storage.model.posts import Post

TITLE_LENGTH = 64
_MINUTE = timedelta(minutes=1)


def local_time(moment: datetime, say: Say, zone: ZoneInfo) -> str:
    """Write a time as people of that language do, in their zone."""
    return format_datetime(moment, "d MMM y, HH:mm", tzinfo=zone, locale=say.language)


def post_link(channel: Channel, post: Post) -> str | None:
    """Return the address that opens the post in Telegram; None where there is none (old exports)."""
    return message_link(channel, post.message_id)


def message_link(channel: Channel, message_id: MessageId) -> str | None:
    """Return the address that opens a message of a channel."""
    if channel.username:
        return f"https://t.me/{channel.username}/{message_id}"
    if channel.id < CHANNEL_IDS:
        return f"https://t.me/c/{CHANNEL_IDS - channel.id}/{message_id}"
    return None


def ago(span: timedelta, say: Say) -> Markup:
    """Say how long a span is, in the largest unit that fits."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return say("minutes", count=minutes)
    if minutes < 48 * 60:
        return say("hours", count=minutes // 60)
    return say("days", count=minutes // (24 * 60))


def time_ago(span: timedelta, say: Say) -> Markup:
    """Say how long ago something was: “just now”, or “5 minutes ago”."""
    return say("just-now") if span < _MINUTE else say("status-ago", ago=ago(span, say))


def in_quotes(text: str, say: Say) -> Markup:
    """Put words between the quotation marks of the language."""
    return say("in-quotes", text=text)


def short_time(moment: datetime, say: Say, zone: ZoneInfo, *, now: datetime | None) -> str:
    """Write a time in its zone: without the date on the day of `now`, without the year in its year."""
    local = moment.astimezone(zone)
    if now is None or now.astimezone(zone).year != local.year:
        pattern = "d MMM y, HH:mm"
    elif now.astimezone(zone).date() != local.date():
        pattern = "d MMM, HH:mm"
    else:
        pattern = "HH:mm"
    return format_datetime(local, pattern, tzinfo=zone, locale=say.language)
