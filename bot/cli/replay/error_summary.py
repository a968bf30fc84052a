"""Count what could not be read by its kind: the first of each is shown, the others are a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cli.replay.records import Broken

MOST_KINDS = 50  # that are shown one by one
_NUMBERS = re.compile(r"\d+")


@dataclass(slots=True)
class Complaints:
    """What could not be read. Two are of one kind if they stand in one file, and differ by numbers only."""

    total: int = 0
    _first: dict[tuple[str, str], Broken] = field(default_factory=dict)
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, broken: Broken) -> bool:
        """Note one; tell whether it is to be shown."""
        self.total += 1
        kind = (broken.file, _NUMBERS.sub("0", broken.reason))
        if kind in self._counts:
            self._counts[kind] += 1
            return False
        if len(self._counts) >= MOST_KINDS:
            return False
        self._first[kind], self._counts[kind] = broken, 1
        return True

    def more(self) -> Iterator[tuple[Broken, int]]:
        """Yield the first of each kind of which there were others, and how many others."""
        yield from ((self._first[kind], count - 1) for kind, count in self._counts.items() if count > 1)

    def others(self) -> int:
        """Return how many are of kinds that were not shown."""
        return self.total - sum(self._counts.values())
