from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.ops.outage_policy import Announcement, OutageDelays, next_state
from storage.model.channels import Outage
from tests.fakes import START

PATIENCE = OutageDelays()
MINUTE = timedelta(minutes=1)


class Watch:
    """One sense, looked at from time to time, and what was to be told."""

    def __init__(self) -> None:
        self.stands: Outage | None = None
        self.told: list[tuple[float, Announcement]] = []
        self.last_sign = START

    def look(self, at: float, *, works: bool, caught_up: bool = True) -> None:
        now = START + at * MINUTE
        if works:
            self.last_sign = now
        self.stands, tell = next_state(
            self.stands, works=works, caught_up=caught_up, last_sign=self.last_sign, now=now, patience=PATIENCE
        )
        if tell is not Announcement.NOBODY:
            self.told.append((at, tell))

    def through(self, first: int, last: int, *, works: bool, caught_up: bool = True) -> None:
        for minute in range(first, last + 1):
            self.look(minute, works=works, caught_up=caught_up)


def test_operators_hear_after_five_minutes_subscribers_after_an_hour_and_both_once() -> None:
    watch = Watch()
    watch.look(0, works=True)
    watch.through(1, 300, works=False)
    assert watch.told == [(5, Announcement.OPERATORS), (60, Announcement.SUBSCRIBERS)]
    assert watch.stands == Outage(START, operators_told=True, subscribers_told=True)


def test_what_works_again_is_told_when_it_has_worked_for_a_minute_and_caught_up() -> None:
    watch = Watch()
    watch.through(1, 10, works=False)
    watch.through(11, 15, works=True, caught_up=False)
    assert len(watch.told) == 1
    watch.look(16, works=True)
    assert watch.told[1:] == [(16, Announcement.ALL_CLEAR)]
    assert watch.stands is None


def test_trouble_that_comes_and_goes_is_one_blindness() -> None:
    watch = Watch()
    watch.through(1, 6, works=False)
    for minute in range(7, 30):
        watch.look(minute, works=True)
        watch.look(minute + 0.5, works=False)
    assert [tell for _, tell in watch.told] == [Announcement.OPERATORS]
    assert watch.stands is not None
    assert watch.stands.since == START


@pytest.mark.parametrize("length", [1, 4])
def test_short_trouble_is_forgotten_without_a_word(length: int) -> None:
    watch = Watch()
    watch.look(0, works=True)
    watch.through(1, length, works=False)
    watch.through(length + 1, 10, works=True)
    assert watch.told == []
    assert watch.stands is None


def test_blindness_begins_with_the_last_sign_of_life_not_with_its_discovery() -> None:
    stands, tell = next_state(
        None, works=False, caught_up=True, last_sign=START, now=START + 70 * MINUTE, patience=PATIENCE
    )
    assert tell is Announcement.OPERATORS
    assert stands is not None
    assert stands.since == START
    assert isinstance(stands.since, datetime)
