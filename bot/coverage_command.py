"""What `narrative-watch coverage` prints: the ledger of reading, from the database alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.known_channels import known_channel
from bot.commands.request import UsageError
from bot.core.ledger import coverage_lines, coverage_of_one
from bot.core.markup import plain
from bot.database_file import existing
from storage import coverage
from storage.database import open_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from bot.core.markup import Say

GAPS_SHOWN = 200


class NoSuchChannel(Exception):
    """No watched channel is called so."""


async def print_coverage(
    path: Path, name: str | None, say: Say, zone: ZoneInfo, now: datetime, write: Callable[[str], None]
) -> None:
    """Print a line for each channel, or all about one. Raises DatabaseRefused, NoSuchChannel, sqlite3.Error."""
    async with open_database(existing(path)) as database:
        ranges = await coverage.every(database.reader)
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
                gaps = await coverage.gaps(database.reader, one.channel.id, GAPS_SHOWN)
                write(plain(coverage_of_one(one, gaps, say, zone, now)))
                return
        raise NoSuchChannel(plain(say("channel-not-watched", channel=name[:60])))
