"""How often a channel is asked whether there is something new: as often as it posts, within bounds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

POSTS_LOOKED_AT = 20  # the newest ones, which tell a channel's pace


def sweep_interval(
    latest: Sequence[datetime],
    now: datetime,
    *,
    shortest: timedelta,
    longest: timedelta,
    jitter: float | None = None,
) -> timedelta:
    """Return the mean time between the `latest` posts and now, within bounds, varied by up to a tenth either way.

    `jitter` (0-1) replaces the random part, which spreads the channels over time.
    """
    mean = (now - min(latest)) / len(latest) if latest else longest
    share = random.random() if jitter is None else jitter  # noqa: S311 - nothing secret hangs on it
    return min(max(mean, shortest), max(longest, shortest)) * (0.9 + share / 5)
