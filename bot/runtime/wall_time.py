"""Moments of a clock on the wall: when it shows a time first on a day, whatever the zone does to it on that day.

A wall clock leaves times out (spring), shows them twice (autumn), and once in a while leaves out a day. What is set for
a time that does not exist happens when the clock jumps over it; what is set for one that comes twice, the first time.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
_MIDNIGHT = time(0)


def wall(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return what a clock in that zone shows, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None)


def first_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the first moment, in UTC, from which a clock in that zone shows that time of that day, or a later one."""
    shown = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    before = shown.replace(tzinfo=zone, fold=0).astimezone(UTC)  # by the offset that holds before a change
    after = shown.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if before <= after:
        return before
    # Left out: the clock jumps somewhere between the two.
    while before - after > timedelta(seconds=1):
        middle = after + timedelta(seconds=int((before - after).total_seconds()) // 2)
        if wall(middle, zone) >= shown:
            before = middle
        else:
            after = middle
    return before


def times_around(moment: datetime, at: time, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield when a clock in that zone shows that time, from the day before on; not on days that it left out."""
    day = wall(moment, zone).date()
    for number in range(-1, 4):
        one = day + number * DAY
        if _exists(one, zone):
            yield first_moment(one, at, zone)


def _exists(day: date, zone: ZoneInfo) -> bool:
    """Tell whether a clock in that zone shows that day at all."""
    return wall(first_moment(day, _MIDNIGHT, zone), zone).date() == day


def next_time(after: datetime, at: time, zone: ZoneInfo) -> datetime:
    """Return when a clock in that zone shows that time next, later than `after`."""
    return next(moment for moment in times_around(after, at, zone) if moment > after)


def next_full_hour(after: datetime, zone: ZoneInfo) -> datetime:
    """Return when a clock in that zone shows a full hour next, later than `after`."""
    at = after
    for _ in range(2):  # zones may be half an hour off, and some change by half an hour
        offset = at.astimezone(zone).utcoffset() or timedelta(0)
        shown = (after.astimezone(UTC) + offset).replace(minute=0, second=0, microsecond=0) + HOUR
        at = shown - offset
        if wall(at, zone).minute == 0:
            break
    return at


def within(now: datetime, start: time, end: time, zone: ZoneInfo) -> datetime | None:
    """Return the end of the span between two times of day that `now` lies in, or None; it may go across midnight."""
    today = wall(now, zone).date()
    for day in (today + number * DAY for number in range(-2, 2)):  # the night may be longer by a day that is left out
        begins = first_moment(day, start, zone)
        last = day if start < end else day + DAY
        ends = first_moment(last if _exists(last, zone) else last + DAY, end, zone)
        if begins <= now < ends and _exists(day, zone):
            return ends
    return None
