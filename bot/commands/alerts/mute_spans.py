"""Until when a mute lasts."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.alerts.rendering.card_buttons import EIGHT_HOURS, HOUR, MORNING, WEEK

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from storage.model.subscribers import Subscriber

MORNING_BEGINS = time(8)
# Somebody who mutes until tomorrow early in the morning does not mean the same morning.
AT_LEAST = timedelta(hours=2)
_SPANS = {HOUR: timedelta(hours=1), EIGHT_HOURS: timedelta(hours=8), WEEK: timedelta(days=7)}


def muted_until(span: str, now: datetime, zone: ZoneInfo, subscriber: Subscriber) -> datetime | None:
    """Return when a mute of so long, named as on its button, ends; None for a span that is not known."""
    if span == MORNING:
        return next_morning(now, zone, subscriber)
    return now + _SPANS[span] if span in _SPANS else None


def next_morning(now: datetime, zone: ZoneInfo, subscriber: Subscriber) -> datetime:
    """Return the next time that it is eight in the morning; where quiet hours hold then, their end."""
    at = _morning(subscriber)
    day = now.astimezone(zone).date()
    while True:
        found = datetime.combine(day, at, zone).astimezone(now.tzinfo)
        if found - now >= AT_LEAST:
            return found
        day += timedelta(days=1)


def _morning(subscriber: Subscriber) -> time:
    if subscriber.quiet_from is None or subscriber.quiet_to is None:
        return MORNING_BEGINS
    begin, end = time.fromisoformat(subscriber.quiet_from), time.fromisoformat(subscriber.quiet_to)
    past_midnight = begin > end
    is_quiet = begin <= MORNING_BEGINS or end > MORNING_BEGINS if past_midnight else begin <= MORNING_BEGINS < end
    return end if is_quiet and end > MORNING_BEGINS else MORNING_BEGINS
