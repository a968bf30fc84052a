"""What `narrative-watch coverage` prints: the ledger of reading, from the database alone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.errors import NoSuchChannel, plain_errors
from bot.cli.options import Spoken
from bot.commands.channels.by_name import known_channel
from bot.commands.channels.coverage_text import coverage_lines, coverage_of_one
from bot.commands.request import UsageError
from bot.runtime.clock import SystemClock
from bot.runtime.database_file import existing
from bot.ui.locale import Texts
from bot.ui.markup import plain
from storage.channels import coverage as stored_coverage
from storage.database import open_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from bot.ui.markup import Say

GAPS_SHOWN = 200


async def print_coverage(
    path: Path, name: str | None, say: Say, zone: ZoneInfo, now: datetime, write: Callable[[str], None]
) -> None:
    """Print a line for each channel, or all about one. Raises DatabaseRefused, NoSuchChannel, sqlite3.Error."""
    async with open_database(existing(path)) as database:
        ranges = await stored_coverage.list_all(database.reader)
        if name is None:
            for line in coverage_lines(ranges, say, zone, now) or [say("channels-none")]:
                write(plain(line))
            return
        try:
            channel = await known_channel(database.reader, name)
        except UsageError as error:
            raise NoSuchChannel(plain(say(error.key, **error.values))) from None
        for one in ranges:
            if one.channel.id == channel.id:
                gaps = await stored_coverage.gaps(database.reader, one.channel.id, GAPS_SHOWN)
                write(plain(coverage_of_one(one, gaps, say, zone, now)))
                return
        raise NoSuchChannel(plain(say("channel-not-watched", channel=name[:60])))


def coverage(
    channel: Annotated[
        str | None, typer.Argument(help="A channel's @name, link, id or title (default: all channels).")
    ] = None,
    language: Spoken = None,
) -> None:
    """Show what has been read in each channel, and any gaps. Needs no network."""
    with plain_errors() as settings:
        say = Texts(settings.language).for_language(language)
        zone = ZoneInfo(settings.time_zone)
        asyncio.run(print_coverage(settings.database, channel, say, zone, SystemClock().now(), typer.echo))
