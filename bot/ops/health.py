"""Whether the program makes progress: looked at in the event loop, told by another thread.

So there is an answer even when the loop stands still.
"""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from storage.database import DatabaseTrouble
from storage.ops.gauges import overdue_since

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.runtime.clock import Clock
    from storage.database import Database

LOOK_EVERY = 5.0  # seconds
STANDSTILL = timedelta(seconds=60)  # without a look: the event loop is stuck, or the machine
STUCK = timedelta(minutes=10)  # with something due, and nothing tried


class Probe(Protocol):
    """Something that has to work: reading with an account, or sending."""

    name: str

    def works(self, now: datetime) -> bool:
        """Tell whether it works now."""
        ...


class Report(NamedTuple):
    """What makes progress and what does not, by name; well only if all does."""

    parts: dict[str, bool]

    @property
    def is_well(self) -> bool:
        """Whether everything makes progress."""
        return bool(self.parts) and all(self.parts.values())

    def as_json(self) -> bytes:
        """Write it as {"status": "ok" or "stuck", "parts": {name: true or false}}."""
        return json.dumps({"status": "ok" if self.is_well else "stuck", "parts": self.parts}).encode()


class Liveness:
    """Looks at everything that has to work, and remembers how it was."""

    def __init__(
        self,
        senses: Sequence[Probe],
        database: Database,
        clock: Clock,
        last_attempt: Callable[[], datetime | None],
        paused_until: Callable[[], datetime | None],
    ) -> None:
        """Ask `last_attempt` when something was sent or tried to be, `paused_until` whether Telegram asks to wait."""
        self._senses = senses
        self._database = database
        self._clock = clock
        self._last_attempt = last_attempt
        self._paused_until = paused_until
        self._seen: tuple[datetime, dict[str, bool]] | None = None

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await self._clock.sleep(LOOK_EVERY)

    async def look(self) -> None:
        """Look once."""
        now = self._clock.now()
        parts = {sense.name: sense.works(now) for sense in self._senses}
        try:
            due = await asyncio.to_thread(overdue_since, self._database.path, now)
        except DatabaseTrouble:
            parts["database"] = False
        else:
            parts["database"] = self._database.is_in_place()
            parts["outbox"] = not self._is_stuck(due, now)
        self._seen = now, parts

    def report(self) -> Report:
        """Tell how it is; callable from any thread."""
        if self._seen is None:
            return Report({"started": False})
        at, parts = self._seen
        return Report({"event loop": self._clock.now() - at < STANDSTILL, **parts})

    def _is_stuck(self, due: datetime | None, now: datetime) -> bool:
        """Tell whether something should have been sent long ago, and nothing is tried."""
        paused = self._paused_until()
        if due is None or now - due < STUCK or (paused is not None and paused > now):
            return False
        tried = self._last_attempt()
        return tried is None or now - tried >= STUCK
