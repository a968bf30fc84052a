from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.analysis.rules.precision import FeedbackCounts, least_share, ruling, tally
from storage.model.deliveries import ReaderVerdict, Verdicts

RELEVANT, FALSE_ALARM = ReaderVerdict.RELEVANT, ReaderVerdict.FALSE_ALARM


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (Verdicts(1, 0), RELEVANT),
        (Verdicts(2, 3), FALSE_ALARM),
        (Verdicts(2, 2), None),
        (Verdicts(0, 0), None),
    ],
)
def test_most_readers_decide_and_as_many_on_both_sides_do_not(
    verdicts: Verdicts, expected: ReaderVerdict | None
) -> None:
    assert ruling(verdicts) is expected


def test_posts_are_counted_by_what_was_said() -> None:
    counted = tally([RELEVANT, FALSE_ALARM, FALSE_ALARM, FALSE_ALARM, None])
    assert counted == FeedbackCounts(1, 3, 1)
    assert (counted.judged, counted.decided, counted.precision) == (5, 4, 0.25)
    assert (FeedbackCounts().precision, FeedbackCounts().noise) == (0, 0)


def test_few_verdicts_are_not_taken_for_many() -> None:
    one, five, many, rare = (FeedbackCounts(0, 1), FeedbackCounts(0, 5), FeedbackCounts(10, 90), FeedbackCounts(95, 5))
    assert sorted([one, five, many, rare], key=lambda one: -one.noise) == [many, five, one, rare]
    assert least_share(5, 10) == pytest.approx(0.2366, abs=1e-4)  # as the tables say


@given(number=st.integers(0, 500), more=st.integers(0, 500))
@example(number=0, more=203)
def test_the_share_that_is_sure_is_never_more_than_the_share_seen(number: int, more: int) -> None:
    of = number + more
    assert 0 <= least_share(number, of) <= (number / of if of else 0)
    assert least_share(number, of) <= least_share(number * 2, of * 2) + 1e-12
    assert least_share(number, of) <= least_share(number + 1, of + 1) + 1e-12
