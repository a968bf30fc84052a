"""A soak in figures: how it was at the start, in the middle and at the end, and what grows."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tests.soak.verdict import ALLOWED, Waits, growing, slope, slowing, waits, warm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.soak.probe import Sample
    from tests.soak.readers import Readers
    from tests.soak.trial import Record
    from tests.soak.verdict import Wait

COLUMNS = (
    ("memory", "memory, MB", "{:.1f}"),
    ("handles", "file handles", "{:.0f}"),
    ("threads", "threads", "{:.0f}"),
    ("tasks", "tasks", "{:.0f}"),
    ("database", "database, MB", "{:.1f}"),
    ("journal", "journal, MB", "{:.1f}"),
    ("owed", "deliveries owed", "{:.0f}"),
    ("loop_late", "event loop late, s", "{:.4f}"),
    ("processor", "processor", "{:.0%}"),
)
THIRDS = ("start", "middle", "end")


class Report:
    """A record, without its warm-up."""

    def __init__(self, record: Record, readers: Readers, warm_up: float) -> None:
        self._record = record
        self._samples = warm(record.samples, warm_up)
        self._waits = {"a card": readers.cards, "an answer": readers.answers, "a button": readers.presses}
        self._begin = warm_up
        self._end = self._samples[-1].minute if self._samples else warm_up

    @property
    def faults(self) -> list[str]:
        """Everything that should not be, in words."""
        found = [*self._record.troubles, *growing(self._samples)]
        for called, waited in self._waits.items():
            start, _, end = self._thirds(waited)
            found += slowing(called, start, end)
        return found

    def lines(self) -> Iterator[str]:
        """Say all of it."""
        yield f"{'':<24}{THIRDS[0]:>16}{THIRDS[1]:>16}{THIRDS[2]:>16}{'an hour':>12}"
        for name, called, form in COLUMNS:
            parts = (form.format(median(float(getattr(one, name)) for one in part)) for part in _split(self._samples))
            grows = f"{slope(self._samples, name):+.2f}" if name in {*ALLOWED, "database"} else ""
            yield f"{called:<24}" + "".join(f"{part:>16}" for part in parts) + f"{grows:>12}"
        for called, waited in self._waits.items():
            parts = (f"{one.median:.2f} / {one.most:.2f}" for one in self._thirds(waited))
            yield (
                f"{f'{called}, s, median / 95th':<24}" + "".join(f"{part:>16}" for part in parts) + f"{len(waited):>12}"
            )
        if self._record.reckoning is not None:
            yield self._record.reckoning.figures()
        yield ", ".join(f"{name} {number}" for name, number in sorted(self._record.met.items()))

    def _thirds(self, waited: Sequence[Wait]) -> tuple[Waits, Waits, Waits]:
        third = (self._end - self._begin) / 3
        first, middle, last = (
            waits(waited, self._begin + number * third, self._begin + (number + 1) * third) for number in range(3)
        )
        return first, middle, last


def _split(samples: Sequence[Sample]) -> Iterator[Sequence[Sample]]:
    size = len(samples) / 3
    return (samples[int(number * size) : max(int((number + 1) * size), int(number * size) + 1)] for number in range(3))
