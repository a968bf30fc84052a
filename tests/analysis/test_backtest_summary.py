from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.analysis.rules.backtest_summary import BacktestHit, sparkline, suggested, summed_up
from bot.matching.phrases.window import Window
from storage.model.ids import PostId

DAY = date(2022, 9, 10)


def heard(
    number: int, score: float, *, day: date = DAY, lacks: int = 0, ends: int = 0, opening: str | None = None
) -> BacktestHit:
    window = Window((), (), tuple(range(lacks)), 0, 0, ends, score)
    return BacktestHit(PostId(number), day, window, opening or str(number))


def test_hits_and_near_misses_are_counted_at_every_threshold() -> None:
    trial = summed_up(
        [heard(1, 100), heard(2, 81), heard(3, 66), heard(4, 72, lacks=1), heard(5, 71, ends=1)],
        posts=50,
        first=DAY,
        last=DAY,
        default=75,
    )
    assert {step.threshold: (step.hits, step.near) for step in trial.steps} == {
        60: (3, 2),
        65: (3, 2),
        70: (2, 3),
        75: (2, 3),
        80: (2, 2),
        85: (1, 2),
        90: (1, 2),
        95: (1, 1),
    }
    assert trial.hits == 2
    assert trial.near == (4, 5, 3)


def test_samples_are_the_weakest_and_none_is_a_copy_of_another() -> None:
    trial = summed_up(
        [heard(number, 80 + number, opening="copy" if number < 4 else None) for number in range(1, 12)],
        posts=11,
        first=DAY,
        last=DAY,
        default=75,
    )
    assert trial.steps[0].samples == (1, 4, 5, 6, 7)


def test_days_without_hits_count_too() -> None:
    trial = summed_up(
        [heard(1, 90), heard(2, 90), heard(3, 90, day=DAY + timedelta(days=3)), heard(4, 60)],
        posts=9,
        first=DAY,
        last=DAY + timedelta(days=4),
        default=75,
    )
    assert trial.days == (2, 0, 0, 1, 0)
    assert trial.busiest == (DAY, 2)
    assert trial.a_day == pytest.approx(0.6)


def test_nothing_heard_is_no_fault() -> None:
    trial = summed_up([], posts=0, first=None, last=None, default=75)
    assert (trial.hits, trial.busiest, trial.days, trial.near, trial.a_day) == (0, None, (), (), 0)
    assert {step.hits for step in trial.steps} == {0}


@pytest.mark.parametrize(
    ("scores", "default", "threshold"),
    [
        ([], 75, 75),
        ([], 82, 80),
        ([100, 100], 75, 75),
        ([75, 76, 74], 75, 70),
        ([75, 76, 70, 71, 80, 90], 75, 65),
        ([65, 70, 75, 80, 85, 90, 90.5], 75, 75),
        ([50], 55, 65),
    ],
)
def test_the_threshold_with_the_fewest_posts_close_to_it_is_suggested(
    scores: list[float], default: float, threshold: int
) -> None:
    assert suggested(scores, default) == threshold


def test_days_are_drawn_as_bars() -> None:
    assert sparkline([0, 1, 4, 8]) == "·▁▄█"
    assert sparkline([0, 0]) == "··"
    assert sparkline([]) == ""
    assert sparkline([1_000_000, 1]) == "█▁"
