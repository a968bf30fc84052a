"""A clock that runs as the real one does, and is moved on from one scene to the next."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

STEP = timedelta(minutes=1)
A_MOMENT = 0.02  # real seconds for what is due at a step


class DayClock:
    """The Clock of the program, and of its Telegram."""

    def __init__(self, begins: datetime) -> None:
        self._at = begins
        self._since = time.monotonic()
        self._sleepers: dict[asyncio.Future[None], datetime] = {}
        self._alarms: dict[asyncio.Future[None], asyncio.TimerHandle] = {}

    def now(self) -> datetime:
        """Return the present moment of the day."""
        return self._at + timedelta(seconds=time.monotonic() - self._since)

    async def sleep(self, seconds: float) -> None:
        """Wait for so many seconds of the day."""
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers[woken] = self.now() + timedelta(seconds=seconds)
        self._set_alarm(woken)
        try:
            await woken
        finally:
            self._alarms.pop(woken).cancel()
            del self._sleepers[woken]

    def _set_alarm(self, sleeper: asyncio.Future[None]) -> None:
        left = (self._sleepers[sleeper] - self.now()).total_seconds()
        self._alarms[sleeper] = asyncio.get_running_loop().call_later(max(left, 0), _wake, sleeper)

    async def wind_to(self, moment: datetime, step: timedelta = STEP) -> None:
        """Move on to a moment in steps, so that what is due on the way happens in its time."""
        while self.now() < moment:
            self._set(min(self.now() + step, moment))
            await asyncio.sleep(A_MOMENT)

    def _set(self, moment: datetime) -> None:
        self._at, self._since = moment, time.monotonic()
        for sleeper in self._sleepers:
            self._alarms[sleeper].cancel()
            self._set_alarm(sleeper)


def _wake(sleeper: asyncio.Future[None]) -> None:
    if not sleeper.done():
        sleeper.set_result(None)
