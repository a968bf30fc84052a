"""Times as a card with little room writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_datetime

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.core.markup import Say


def short_time(moment: datetime, say: Say, zone: ZoneInfo, *, now: datetime | None) -> str:
    """Write a time in its zone: the clock alone on the day of `now`, with the date on any other."""
    local = moment.astimezone(zone)
    is_today = now is not None and now.astimezone(zone).date() == local.date()
    return format_datetime(local, "HH:mm" if is_today else "d MMM, HH:mm", tzinfo=zone, locale=say.language)
