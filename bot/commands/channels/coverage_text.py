"""The ledger of reading in words: since when and until when a channel was read without a gap, and what was refilled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.format import TITLE_LENGTH, short_time, time_ago
from bot.ui.markup import bold, lines, shortened
from storage.model.channels import ChannelStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.ui.markup import Markup, Say
    from storage.model.channels import Coverage, Gap


def coverage_lines(ranges: Sequence[Coverage], say: Say, zone: ZoneInfo, now: datetime) -> list[Markup]:
    """Write a line for each channel, those first of which something is not read."""
    return [_line(one, say, zone, now) for one in sorted(ranges, key=lambda one: not is_open(one))]


def is_open(one: Coverage) -> bool:
    """Tell whether something of a channel is not read."""
    return (
        one.channel.status is not ChannelStatus.ACTIVE
        or one.open_gaps > 0
        or one.checked_at is None
        or one.trouble is not None
    )


def _line(one: Coverage, say: Say, zone: ZoneInfo, now: datetime) -> Markup:
    return lines(_range(one, say, zone, now), _trouble(one, say, zone, now))


def _trouble(one: Coverage, say: Say, zone: ZoneInfo, now: datetime) -> Markup | str:
    if one.trouble is None:
        return ""
    return say("coverage-trouble", error=one.trouble.error, time=short_time(one.trouble.since, say, zone, now=now))


def _range(one: Coverage, say: Say, zone: ZoneInfo, now: datetime) -> Markup:
    return say(
        "coverage-line-open" if is_open(one) else "coverage-line-whole",
        channel=bold(shortened(one.channel.title, TITLE_LENGTH)),
        start=_start(one, say, zone, now),
        end=short_time(one.to_at, say, zone, now=now),
        ago=time_ago(now - one.to_at, say),
    )


def _start(one: Coverage, say: Say, zone: ZoneInfo, now: datetime) -> Markup:
    return say(
        "coverage-from-first" if one.from_id == 0 else "coverage-from", time=short_time(one.from_at, say, zone, now=now)
    )


def coverage_of_one(one: Coverage, gaps: Sequence[Gap], say: Say, zone: ZoneInfo, now: datetime) -> Markup:
    """Write all that the ledger has on one channel; `gaps` are its newest, newest first."""
    paused = one.channel.status is ChannelStatus.PAUSED
    return lines(
        _line(one, say, zone, now),
        say("coverage-paused", reason=say(f"paused-{one.channel.paused_reason}")) if paused else "",
        say("coverage-checked", time=short_time(one.checked_at, say, zone, now=now))
        if one.checked_at
        else say("coverage-not-checked"),
        say("coverage-gaps", count=one.gaps, open=one.open_gaps),
        *(_gap(gap, say, zone, now) for gap in gaps),
        say("and-more", count=one.gaps - len(gaps)) if one.gaps > len(gaps) else "",
    )


def _gap(gap: Gap, say: Say, zone: ZoneInfo, now: datetime) -> Markup:
    start, why = short_time(gap.from_at, say, zone, now=now), say(f"gap-{gap.reason}")
    if gap.refilled_at is None:
        return say("coverage-gap-open", start=start, why=why, posts=gap.posts)
    end = short_time(gap.to_at or gap.refilled_at, say, zone, now=now)
    return say(
        "coverage-gap-refilled",
        start=start,
        end=end,
        why=why,
        posts=gap.posts,
        refilled=short_time(gap.refilled_at, say, zone, now=now),
    )
