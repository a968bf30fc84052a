from __future__ import annotations

from datetime import timedelta

import pytest

from bot.alerts.rules.outcome import backoff


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 2), (1, 4), (2, 8), (5, 64), (8, 512), (9, 600), (10_000, 600)])
def test_the_wait_doubles_up_to_ten_minutes(attempts: int, seconds: int) -> None:
    assert backoff(attempts, jitter=0) == timedelta(seconds=seconds)


def test_chance_shortens_the_wait_by_a_fifth_at_most() -> None:
    assert backoff(2, jitter=1) == timedelta(seconds=6.4)
    waits = {backoff(2).total_seconds() for _ in range(100)}
    assert len(waits) > 50
    assert min(waits) >= 6.4
    assert max(waits) <= 8
