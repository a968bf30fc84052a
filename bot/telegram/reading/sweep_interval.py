"""How often a channel is asked whether there is something new: as often as it posts, within bounds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

POSTS_LOOKED_AT = 20  # the newest ones, which tell a channel's pace
FEWEST = 5  # posts that tell a pace: of a channel that wakes up, what went before is left out


def sweep_interval(
    latest: Sequence[datetime],
    now: datetime,
    *,
    shortest: timedelta,
    longest: timedelta,
    jitter: float | None = None,
) -> timedelta:
    """Return the mean time between the `latest` posts, or the newest of them, and now, whichever is shortest.

    It stays within bounds, and varies by up to a tenth either way: `jitter` (0-1) replaces the random part, which
    spreads the channels over time.
    """
    ages = sorted(now - moment for moment in latest)
    fewest = min(FEWEST, len(ages))
    mean = min(((age / number) for number, age in enumerate(ages, 1) if number >= fewest), default=longest)
    share = random.random() if jitter is None else jitter  # noqa: S311 - nothing secret hangs on it
    return min(max(mean, shortest), max(longest, shortest)) * (0.9 + share / 5)
