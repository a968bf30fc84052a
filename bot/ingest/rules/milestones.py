"""How far a story has come: the numbers of channels that are worth a word of their own."""

from __future__ import annotations

from itertools import chain, count, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def steps() -> Iterator[int]:
    """Yield 5, 10, 25, 50, 100, 250 and so on."""
    return chain((5,), (first * 10**power for power in count() for first in (10, 25, 50)))


def step_between(before: int, now: int) -> int | None:
    """Return the highest step that a story reached as it came from so many channels to so many; None for none."""
    reached = [step for step in takewhile(lambda step: step <= now, steps()) if step > before]
    return max(reached, default=None)
