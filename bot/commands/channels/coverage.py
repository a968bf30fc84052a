"""Operators see what was read without a gap, and what had to be refilled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.channels.by_name import known_channel
from bot.commands.channels.coverage_text import coverage_lines, coverage_of_one
from bot.commands.request import UsageError
from bot.ui.markup import lines
from bot.ui.message import Message
from storage.channels import coverage

if TYPE_CHECKING:
    from bot.commands.request import Request

SHOWN = 40  # channels in one answer
GAPS_SHOWN = 20


async def show(request: Request) -> Message:
    """Tell of all channels, or of the one that is named, since when and until when every post was read."""
    connection, say, zone, now = request.database.reader, request.say, request.zone, request.now
    ranges = await coverage.list_all(connection)
    if not request.arguments.strip():
        if not ranges:
            return Message(say("channels-none"))
        rest = len(ranges) - SHOWN
        shown = coverage_lines(ranges, say, zone, now)[:SHOWN]
        return Message(lines(say("coverage-title"), *shown, say("and-more", count=rest) if rest > 0 else ""))
    channel = await known_channel(connection, request.arguments)
    one = next((one for one in ranges if one.channel.id == channel.id), None)
    if one is None:
        raise UsageError("channel-not-watched", channel=request.arguments[:60])
    gaps = await coverage.gaps(connection, one.channel.id, GAPS_SHOWN)
    return Message(coverage_of_one(one, gaps, say, zone, now))
