from __future__ import annotations

from datetime import timedelta

from bot.telegram.connection.backoff import Setbacks
from tests.fakes import HandClock


def test_an_hour_without_network_costs_about_an_attempt_a_minute_and_the_first_answer_ends_the_wait() -> None:
    clock = HandClock()
    setbacks = Setbacks(clock)
    attempts = 0
    for _ in range(3600):
        clock.move(timedelta(seconds=1))
        if not setbacks.is_waiting():
            attempts += 1
            assert setbacks.failed() <= 60
    assert 60 <= attempts <= 90
    setbacks.over()
    assert not setbacks.is_waiting()
