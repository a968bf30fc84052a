from __future__ import annotations

from datetime import timedelta

from bot.telegram.reading.sweep_interval import sweep_interval
from tests.fakes import START

SHORTEST, LONGEST = timedelta(minutes=2), timedelta(hours=1)


def interval(*ages: timedelta, jitter: float = 0.5) -> timedelta:
    latest = [START - age for age in ages]
    return sweep_interval(latest, START, shortest=SHORTEST, longest=LONGEST, jitter=jitter)


def test_a_channel_is_asked_after_about_as_often_as_it_posts() -> None:
    assert interval(*(timedelta(minutes=10 * number) for number in range(1, 11))) == timedelta(minutes=10)


def test_a_channel_that_wakes_up_is_asked_after_as_often_as_it_posts_now() -> None:
    silent = [timedelta(days=3, minutes=number) for number in range(14)]
    awake = [timedelta(minutes=4 * number) for number in range(1, 7)]
    assert interval(*silent, *awake) == timedelta(minutes=4)


def test_one_post_alone_wakes_no_channel_up() -> None:
    assert interval(timedelta(minutes=1), *(timedelta(days=3 + number) for number in range(19))) == LONGEST


def test_a_busy_channel_is_asked_after_no_more_often_than_the_floor() -> None:
    assert interval(*(timedelta(seconds=number) for number in range(20))) == SHORTEST


def test_a_quiet_or_empty_channel_is_asked_after_at_least_as_often_as_the_ceiling() -> None:
    assert interval(timedelta(days=7)) == interval() == LONGEST


def test_channels_that_fell_silent_are_asked_after_more_and_more_seldom() -> None:
    assert interval(timedelta(minutes=20)) < interval(timedelta(minutes=40))


def test_chance_spreads_them_by_a_tenth_either_way() -> None:
    assert interval(timedelta(days=7), jitter=0) == LONGEST * 0.9
    assert interval(timedelta(days=7), jitter=1) == LONGEST * 1.1
