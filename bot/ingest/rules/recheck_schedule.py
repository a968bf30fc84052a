"""When a matched post is read again, and what an answer without it proves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# Two empty answers lie so far apart at least, or as far as the first visit lies from the post.
CONFIRMED_AFTER = timedelta(minutes=1)


def next_visit(posted_at: datetime, now: datetime, steps: Sequence[timedelta]) -> datetime | None:
    """Return when a post is read again after now: at the next of these ages. None once it is older than all."""
    return next((posted_at + step for step in sorted(steps) if posted_at + step > now), None)


def confirmed_after(steps: Sequence[timedelta]) -> timedelta:
    """Return how long after the first empty answer the second is asked for."""
    return min([CONFIRMED_AFTER, *steps])


def is_proof(missing_since: datetime | None, now: datetime, apart: timedelta) -> bool:
    """Tell whether one more empty answer, now, is proof that a post is gone; one alone never is."""
    return missing_since is not None and now - missing_since >= apart
