"""Signs of life of one account: when Telegram last answered it, and when it last sent something by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.runtime.clock import Clock


class Heartbeat:
    """Remembers when something last came from Telegram; what is silent for long may be deaf."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.last_answer: datetime | None = None
        self.last_update: datetime | None = None

    def answered(self) -> None:
        """Note that Telegram has just answered a request."""
        self.last_answer = self._clock.now()

    def updated(self) -> None:
        """Note that Telegram has just sent an update."""
        self.last_update = self._clock.now()

    @property
    def last(self) -> datetime | None:
        """The last sign of life of either kind."""
        return max((one for one in (self.last_answer, self.last_update) if one is not None), default=None)
