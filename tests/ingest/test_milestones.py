from __future__ import annotations

from itertools import islice

import pytest

from bot.ingest.rules.milestones import step_between, steps


def test_the_steps_are_five_ten_twenty_five_fifty_and_so_on() -> None:
    assert list(islice(steps(), 10)) == [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000]


@pytest.mark.parametrize(
    ("before", "now", "step"),
    [(1, 4, None), (4, 5, 5), (5, 9, None), (1, 30, 25), (25, 25, None), (9, 10, 10), (49, 1000, 1000), (6, 5, None)],
)
def test_the_highest_step_that_was_passed_counts(before: int, now: int, step: int | None) -> None:
    assert step_between(before, now) == step
