"""What a phrase would have found in the stored posts, summed up: how often, at which threshold, and on which days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.matching.phrases.explanation import level_of
from storage.model.narratives import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.matching.phrases.window import Window
    from storage.model.ids import PostId

STEPS = (60, 65, 70, 75, 80, 85, 90, 95)
SUGGESTED = range(65, 91)
SAMPLES = 5
DAYS_SHOWN = 31
_NEAR_THE_LINE = 2.5  # points: a post so close to a threshold is there by chance


class BacktestHit(NamedTuple):
    """A post that says the phrase, or nearly: the best window, and the post's first words, to tell copies by."""

    post_id: PostId
    day: date
    window: Window
    opening: str


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """How many posts alert at a threshold, how many nearly do, and the weakest of those that do."""

    threshold: int
    hits: int
    near: int
    samples: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """In how many of the posts a phrase under watch is found already."""

    phrase_id: int
    phrase: str
    title: str
    posts: int


@dataclass(frozen=True, slots=True)
class BacktestResult:
    """The outcome of trying a phrase on `posts` posts, from the day `first` to the day `last`.

    `hits` is at the `default` threshold; `days` has those of the last days, `busiest` the day with most of all.
    Of `compared` hits, `fresh` are found by no phrase under watch; `overlaps` are with those that find the others.
    """

    posts: int
    first: date | None
    last: date | None
    default: float
    hits: int
    busiest: tuple[date, int] | None
    days: tuple[int, ...]
    steps: tuple[ThresholdRow, ...]
    near: tuple[int, ...]
    suggested: int
    compared: int = 0
    fresh: int = 0
    overlaps: tuple[Overlap, ...] = ()

    @property
    def a_day(self) -> float:
        """How many hits there are on a day, in the mean."""
        if self.first is None or self.last is None:
            return 0.0
        return self.hits / ((self.last - self.first).days + 1)


def summed_up(
    heard: Sequence[BacktestHit], *, posts: int, first: date | None, last: date | None, default: float
) -> BacktestResult:
    """Sum up what was heard in `posts` posts of those days."""
    weakest_first = sorted(heard, key=lambda one: (one.window.score, -one.post_id))
    hits = [one for one in weakest_first if level_of(one.window, default) is Level.ALERT]
    near = [one for one in reversed(weakest_first) if level_of(one.window, default) is Level.NEAR]
    days = Counter(one.day for one in hits)
    return BacktestResult(
        posts=posts,
        first=first,
        last=last,
        default=default,
        hits=len(hits),
        busiest=max(days.items(), key=lambda one: (one[1], one[0])) if days else None,
        days=_last_days(days, first, last),
        steps=tuple(_step(weakest_first, threshold) for threshold in STEPS),
        near=_different(near),
        suggested=suggested(hits_whatever_score(heard), default),
    )


def hits_whatever_score(heard: Iterable[BacktestHit]) -> list[float]:
    """Return the scores of the posts that lack nothing but points."""
    return [one.window.score for one in heard if level_of(one.window, 0) is Level.ALERT]


def suggested(scores: Sequence[float], default: float) -> int:
    """Return the threshold that the fewest posts lie close to; of several, the one nearest to the default."""
    return min(
        (step for step in STEPS if step in SUGGESTED),
        key=lambda step: (sum(abs(score - step) < _NEAR_THE_LINE for score in scores), abs(step - default), step),
    )


def _step(weakest_first: Sequence[BacktestHit], threshold: int) -> ThresholdRow:
    levels = [level_of(one.window, threshold) for one in weakest_first]
    hits = [one for one, level in zip(weakest_first, levels, strict=True) if level is Level.ALERT]
    return ThresholdRow(threshold, len(hits), levels.count(Level.NEAR), _different(hits))


def _different(heard: Iterable[BacktestHit]) -> tuple[int, ...]:
    """Return the first few that do not begin with the same words: copies tell nothing more."""
    chosen: dict[str, int] = {}
    for one in heard:
        chosen.setdefault(one.opening, one.post_id)
        if len(chosen) == SAMPLES:
            break
    return tuple(chosen.values())


def _last_days(days: Counter[date], first: date | None, last: date | None) -> tuple[int, ...]:
    if first is None or last is None:
        return ()
    number = min((last - first).days + 1, DAYS_SHOWN)
    return tuple(days[last - timedelta(days=back)] for back in range(number - 1, -1, -1))


def sparkline(numbers: Sequence[int]) -> str:
    """Draw numbers as a row of bars; a day without any is a dot on the line."""
    most = max(numbers, default=0)
    bars = "▁▂▃▄▅▆▇█"
    return "".join("·" if not number else bars[(number * len(bars) - 1) // most] for number in numbers)
