"""What grows: slopes of what a process holds and shares of how long people wait, once it is warm."""

from __future__ import annotations

from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.soak.probe import Sample

# By how much each may grow in an hour. Caches of words and posts fill for a while yet; handles have no reason to.
ALLOWED = {"memory": 10.0, "handles": 1.0, "threads": 1.0, "tasks": 3.0, "journal": 4.0}
SLOWER = 1.5  # times as long as at the start
NOTICEABLE = 0.25  # seconds that nobody minds


class Wait(NamedTuple):
    """For how long somebody waited for something, and when."""

    minute: float
    seconds: float


class Waits(NamedTuple):
    """The median and the 95th of a hundred, in seconds, and of how many."""

    number: int
    median: float
    most: float


def warm(samples: Sequence[Sample], warm_up: float) -> list[Sample]:
    """Leave out the first minutes, in which everything grows."""
    return [one for one in samples if one.minute >= warm_up]


def slope(samples: Sequence[Sample], name: str) -> float:
    """Return by how much something grows in an hour: the median of all pairs (Theil, Sen), which no peak moves."""
    points = [(one.minute / 60, float(getattr(one, name))) for one in samples]
    steps = [(later - value) / (hour - at) for (at, value), (hour, later) in combinations(points, 2) if hour > at]
    return median(steps) if steps else 0.0


def waits(found: Sequence[Wait], begin: float, end: float) -> Waits:
    """Sum up the waits that began between two minutes."""
    seconds = sorted(one.seconds for one in found if begin <= one.minute < end)
    if not seconds:
        return Waits(0, 0.0, 0.0)
    return Waits(len(seconds), median(seconds), seconds[min(int(len(seconds) * 0.95), len(seconds) - 1)])


def growing(samples: Sequence[Sample]) -> list[str]:
    """Say of what grows faster than it may, of samples of a warm process."""
    found = {name: slope(samples, name) for name in ALLOWED}
    return [
        f"{name} grow by {found[name]:.1f} an hour, and may by {most:g}"
        for name, most in ALLOWED.items()
        if found[name] > most and _stays_up(samples, name)
    ]


def slowing(called: str, start: Waits, end: Waits) -> list[str]:
    """Say whether people wait longer at the end than at the start."""
    return [
        f"{called}: {which} of {before:.2f} s at the start, {after:.2f} s at the end"
        for which, before, after in (("median", start.median, end.median), ("95th", start.most, end.most))
        if after > before * SLOWER + NOTICEABLE
    ]


def _stays_up(samples: Sequence[Sample], name: str) -> bool:
    """Tell whether something was higher all through the last third than at any time of the first."""
    third = max(len(samples) // 3, 1)
    first, last = ([float(getattr(one, name)) for one in part] for part in (samples[:third], samples[-third:]))
    return median(last) > median(first)
