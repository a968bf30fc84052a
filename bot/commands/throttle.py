"""How much one person may ask of the bot in a while, so that nobody uses up what all share."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

SPAN = timedelta(seconds=30)
REMEMBERED = 10_000  # people


class Admission(Enum):
    """Let through; stopped, to be told once; or stopped in silence."""

    FREE = auto()
    TOLD = auto()
    SILENT = auto()


class Throttle:
    """Counts what each person asks. Who asks too much is told so once, and heard again after a while of less."""

    def __init__(self, in_a_minute: int) -> None:
        self._most = max(1, round(in_a_minute * SPAN / timedelta(minutes=1)))
        self._asked: dict[int, deque[datetime]] = {}
        self._told: set[int] = set()

    def admit(self, person: int, now: datetime) -> Admission:
        """Count a command or a press of a person, if it is let through."""
        asked = self._asked.get(person)
        if asked is None:
            self._make_room(now)
            asked = self._asked[person] = deque()
        while asked and now - asked[0] >= SPAN:
            asked.popleft()
        if len(asked) < self._most:
            asked.append(now)
            self._told.discard(person)
            return Admission.FREE
        if person in self._told:
            return Admission.SILENT
        self._told.add(person)
        return Admission.TOLD

    def _make_room(self, now: datetime) -> None:
        """Forget those who asked nothing lately; and everybody, if there are too many still."""
        if len(self._asked) < REMEMBERED:
            return
        self._asked = {person: asked for person, asked in self._asked.items() if asked and now - asked[-1] < SPAN}
        if len(self._asked) >= REMEMBERED:
            self._asked.clear()
        self._told &= self._asked.keys()
