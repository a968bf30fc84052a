"""On what terms a subscriber wants alerts, and what that means for one of them: now, or held until when and by what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.runtime.wall_time import next_full_hour, times_around, within
from storage.model.deliveries import HeldBy
from storage.model.subscribers import DeliveryMode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.model.subscribers import NarrativePreference, Subscriber

# Held cards that are still told each by itself; more of them become a digest.
FEW = 3


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for those who chose nothing: the zone, by its IANA name, and the budget in cards an hour."""

    time_zone: str
    budget: int = 0


@dataclass(frozen=True, slots=True)
class DeliveryPolicy:
    """A subscriber's terms. `quiet` is from when to when, in the zone; a `budget` of 0 has no limit."""

    zone: ZoneInfo
    quiet: tuple[time, time] | None
    daily_at: time
    budget: int
    muted_until: datetime | None

    def quiet_until(self, now: datetime) -> datetime | None:
        """Return when the quiet hours that `now` lies in are over; None outside them."""
        return within(now, *self.quiet, self.zone) if self.quiet else None

    def next_daily(self, after: datetime) -> datetime:
        """Return when the daily digest comes next; one that would come in quiet hours waits for their end."""
        moments = times_around(after, self.daily_at, self.zone)  # yesterday's may still be waiting
        return next(moment for moment in (self.quiet_until(one) or one for one in moments) if moment > after)

    def next_hourly(self, after: datetime) -> datetime:
        """Return when the hourly digest comes next; none comes in quiet hours."""
        moment = next_full_hour(after, self.zone)
        return self.quiet_until(moment) or moment


@dataclass(frozen=True, slots=True)
class Hold:
    """A delivery is kept back until a moment; for a digest, it is that of the hour or the day."""

    by: HeldBy
    until: datetime
    mode: DeliveryMode = DeliveryMode.AT_ONCE


def policy_for(subscriber: Subscriber, defaults: Defaults) -> DeliveryPolicy:
    """Return the terms of a subscriber, with the defaults where nothing was chosen."""
    quiet = None
    if subscriber.quiet_from and subscriber.quiet_to and subscriber.quiet_from != subscriber.quiet_to:
        quiet = (time.fromisoformat(subscriber.quiet_from), time.fromisoformat(subscriber.quiet_to))
    return DeliveryPolicy(
        ZoneInfo(subscriber.time_zone or defaults.time_zone),
        quiet,
        time.fromisoformat(subscriber.daily_at),
        defaults.budget if subscriber.budget is None else subscriber.budget,
        subscriber.muted_until,
    )


def hold_for(terms: DeliveryPolicy, wishes: Sequence[NarrativePreference], now: datetime) -> Hold | None:
    """Say whether an alert about these narratives is held, by what and until when; None: it may go now.

    Of several narratives the one that is wanted soonest counts. Urgent ones pass quiet hours, but no mute.
    """
    if terms.muted_until is not None and now < terms.muted_until:
        return Hold(HeldBy.MUTE, terms.muted_until)
    mutes = [wish.muted_until for wish in wishes if wish.muted_until is not None and now < wish.muted_until]
    if wishes and len(mutes) == len(wishes):
        return Hold(HeldBy.MUTE, min(mutes))
    heard = [wish for wish in wishes if wish.muted_until is None or now >= wish.muted_until]
    modes = {wish.mode for wish in heard} or {DeliveryMode.AT_ONCE}
    if DeliveryMode.AT_ONCE not in modes:
        if DeliveryMode.HOURLY in modes:
            return Hold(HeldBy.DIGEST, terms.next_hourly(now), DeliveryMode.HOURLY)
        return Hold(HeldBy.DIGEST, terms.next_daily(now), DeliveryMode.DAILY)
    ends = terms.quiet_until(now)
    if ends is None or any(wish.urgent and wish.mode is DeliveryMode.AT_ONCE for wish in heard):
        return None
    return Hold(HeldBy.QUIET, ends)


def notice_hold_until(terms: DeliveryPolicy, now: datetime) -> datetime | None:
    """Return until when what the program says of itself, or sums up, waits for a subscriber; None: it may go now."""
    if terms.muted_until is not None and now < terms.muted_until:
        return terms.muted_until
    return terms.quiet_until(now)


def over_hourly_limit(terms: DeliveryPolicy, load: int) -> bool:
    """Tell whether so many alerts in the last hour leave no room for another one."""
    return terms.budget > 0 and load >= terms.budget
