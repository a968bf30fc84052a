"""How long Telegram is left alone after attempts that failed: longer each time, so that an outage is no flood."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.alerts.rules.outcome import backoff

if TYPE_CHECKING:
    from datetime import datetime

    from bot.runtime.clock import Clock

LONGEST = timedelta(minutes=1)  # what is asked for in vain is late by no more once Telegram answers again


class Setbacks:
    """Counts attempts of one kind that failed in a row."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._in_a_row = 0
        self._until: datetime | None = None

    def is_waiting(self) -> bool:
        """Tell whether it is too early for the next attempt."""
        return self._until is not None and self._clock.now() < self._until

    def failed(self) -> int:
        """Note that an attempt failed; return the seconds until the next one is worth it."""
        self._in_a_row += 1
        pause = min(backoff(self._in_a_row), LONGEST)
        self._until = self._clock.now() + pause
        return round(pause.total_seconds())

    def over(self) -> None:
        """Note that an attempt succeeded, or that there is a new connection."""
        self._in_a_row = 0
        self._until = None
