"""Times as people write them: only as much of the date as is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_datetime

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.core.markup import Say


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
