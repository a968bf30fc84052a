"""How often readers call what was found right, so that few verdicts are not taken for many."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from storage.model.deliveries import ReaderVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.model.deliveries import Verdicts

_NINETY_FIVE = 1.96  # standard deviations that hold 95 of 100 outcomes


class FeedbackCounts(NamedTuple):
    """How many posts readers call relevant, how many false alarms, and on how many they are of two minds."""

    relevant: int = 0
    false_alarms: int = 0
    undecided: int = 0

    @property
    def judged(self) -> int:
        """How many posts were judged."""
        return sum(self)

    @property
    def decided(self) -> int:
        """How many posts are either right or wrong."""
        return self.relevant + self.false_alarms

    @property
    def precision(self) -> float:
        """Which part of what was decided is relevant; 0 where nothing was."""
        return self.relevant / self.decided if self.decided else 0.0

    @property
    def noise(self) -> float:
        """Which part is false alarms for sure: the lower bound of Wilson's interval, which is near 0 for a few."""
        return least_share(self.false_alarms, self.decided)


def ruling(verdicts: Verdicts) -> ReaderVerdict | None:
    """Return what most readers say of a post; None where as many say the one as the other."""
    if verdicts.relevant == verdicts.false_alarms:
        return None
    return ReaderVerdict.RELEVANT if verdicts.relevant > verdicts.false_alarms else ReaderVerdict.FALSE_ALARM


def tally(rulings: Iterable[ReaderVerdict | None]) -> FeedbackCounts:
    """Count what was said of judged posts."""
    every = list(rulings)
    return FeedbackCounts(
        every.count(ReaderVerdict.RELEVANT), every.count(ReaderVerdict.FALSE_ALARM), every.count(None)
    )


def least_share(number: int, of: int) -> float:
    """Return the least share that `number` of `of` speaks for, by Wilson's interval of 95 %."""
    if not of:
        return 0.0
    share, square = number / of, _NINETY_FIVE**2
    middle = share + square / (2 * of)
    reach = _NINETY_FIVE * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return min(share, max(0.0, (middle - reach) / (1 + square / of)))  # of 0 of many it leaves a hair above 0
