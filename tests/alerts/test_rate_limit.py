from __future__ import annotations

import random
from bisect import bisect_left

import pytest

from bot.alerts.rules.rate_limit import BESIDE_ALERTS, WHILE_ALERTS_WAIT, Limit, RateLimiter
from bot.alerts.rules.rate_limit import GROUP as OF_A_GROUP

PERSON, GROUP = 101, -1001


class Seconds:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def test_the_first_message_goes_at_once(seconds: Seconds) -> None:
    pacer = RateLimiter(seconds)
    assert pacer.wait(PERSON) == pacer.wait(GROUP) == pacer.wait_for_anybody() == 0


def test_a_person_gets_one_message_a_second(seconds: Seconds) -> None:
    pacer = RateLimiter(seconds)
    pacer.note(PERSON)
    assert pacer.wait(PERSON) == 1
    assert pacer.wait(PERSON + 1) == 0
    seconds.now += 0.75
    assert pacer.wait(PERSON) == 0.25
    seconds.now += 0.25
    assert pacer.wait(PERSON) == 0


def test_a_group_gets_twenty_messages_a_minute(seconds: Seconds) -> None:
    pacer = RateLimiter(seconds)
    for _ in range(20):
        assert pacer.wait(GROUP) == 0
        pacer.note(GROUP)
        seconds.now += 2
    assert pacer.wait(GROUP) == 20
    seconds.now += 20
    assert pacer.wait(GROUP) == 0
    pacer.note(GROUP)
    assert pacer.wait(GROUP) == 2


def test_all_together_are_begun_at_twenty_five_a_second_and_one_of_them_is_left_for_answers(seconds: Seconds) -> None:
    pacer = RateLimiter(seconds)
    for chat in range(1, 25):
        seconds.now += pacer.wait(chat)
        pacer.note(chat)
    assert seconds.now == 1_000.5
    assert pacer.wait(99) == pacer.wait_for_anybody() == 0.5
    seconds.now += 0.5
    assert pacer.wait(99) == 0


def test_alerts_are_not_begun_all_at_once(seconds: Seconds) -> None:
    pacer = RateLimiter(seconds)
    for chat in range(1, 10):
        assert pacer.wait(chat) == 0
        pacer.note(chat)
    assert pacer.wait(99) == 0.25
    assert pacer.wait_to_answer(99) == 0


def test_no_second_has_more_than_twenty_five_messages_whenever_they_were_begun(seconds: Seconds) -> None:
    """A slow clock of a busy machine: alerts and answers that were begun at any time ask for their turn at any time."""
    pacer, chance = RateLimiter(seconds), random.Random(7)
    asked: list[float] = []
    for _ in range(5_000):
        wait = pacer.wait_to_answer(PERSON) if chance.random() < 0.2 else pacer.wait_to_send()
        if wait:
            seconds.now += chance.choice([wait, wait, wait + chance.random() / 5])
            continue
        asked.append(seconds.now)
        pacer.note_sent()
    assert len(asked) > 2_000
    assert max(bisect_left(asked, moment + 1 - 1e-9) - at for at, moment in enumerate(asked)) == 25


def test_an_alert_that_waits_to_be_sent_goes_before_answers_that_had_their_share(seconds: Seconds) -> None:
    pacer = RateLimiter(seconds)
    for _ in range(WHILE_ALERTS_WAIT.messages):
        assert pacer.wait_to_answer(PERSON) == 0
        pacer.note_answer(PERSON)
        seconds.now += 0.05
    with pacer.alert_waiting():
        assert pacer.wait_to_send() == 0
        assert pacer.wait_to_answer(PERSON) == pytest.approx(0.75)
    assert pacer.wait_to_answer(PERSON) == 0


def test_however_many_answers_there_are_alerts_have_most_of_each_second(seconds: Seconds) -> None:
    pacer = RateLimiter(seconds)
    alerts = 0
    begun = seconds.now
    while seconds.now < begun + 10:
        with pacer.alert_waiting():
            if not pacer.wait_to_answer(PERSON):
                pacer.note_answer(PERSON)
            elif not pacer.wait_to_send():
                pacer.note_sent()
                alerts += 1
        seconds.now += 0.001
    assert alerts >= 10 * 18


def test_answers_keep_no_alert_from_being_begun(seconds: Seconds) -> None:
    pacer = RateLimiter(seconds)
    for chat in range(1, 100):
        pacer.note_answer(chat)
    assert pacer.wait_for_anybody() == pacer.wait(999) == 0
    pacer.note_answer(PERSON)
    assert pacer.wait(PERSON) == 1


def test_answers_and_changed_cards_leave_room_for_the_new_cards_of_a_group(seconds: Seconds) -> None:
    pacer = RateLimiter(seconds)
    for number in range(BESIDE_ALERTS.messages):
        assert pacer.wait_to_change(GROUP) == 0
        (pacer.note_answer if number % 2 else pacer.note_change)(GROUP)
        seconds.now += 1
    assert pacer.wait_to_answer(GROUP) == pacer.wait_to_change(GROUP) == 60 - BESIDE_ALERTS.messages
    for _ in range(OF_A_GROUP.messages - BESIDE_ALERTS.messages):
        assert pacer.wait(GROUP) == 0
        pacer.note(GROUP)
        seconds.now += 1
    assert pacer.wait(GROUP) > 30


def test_other_limits_may_be_given(seconds: Seconds) -> None:
    pacer = RateLimiter(seconds, everybody=Limit(2, 10), person=Limit(1, 3))
    pacer.note(PERSON)
    assert pacer.wait(PERSON) == 3
    pacer.note(PERSON + 1)
    assert pacer.wait(PERSON + 2) == 10


def test_chats_that_no_limit_holds_any_more_are_forgotten(seconds: Seconds) -> None:
    pacer = RateLimiter(seconds)
    for chat in range(1, 1_500):
        pacer.note(chat)
        seconds.now += 1
    assert len(pacer._chats) <= 1_001
    assert pacer.wait(1_499) == 0
    pacer.note(1_499)
    assert pacer.wait(1_499) == 1
