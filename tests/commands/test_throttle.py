from __future__ import annotations

from datetime import timedelta

from bot.commands import throttle
from bot.commands.throttle import Admission, Throttle
from tests.fakes import START

FREE, TOLD, SILENT = Admission.FREE, Admission.TOLD, Admission.SILENT


def after(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def test_who_asks_too_much_is_told_once_and_then_ignored_until_it_cools() -> None:
    gate = Throttle(in_a_minute=6)
    assert [gate.admit(1, START + after(number)) for number in range(6)] == [FREE] * 3 + [TOLD] + [SILENT] * 2
    assert gate.admit(1, START + after(29.9)) is SILENT
    assert [gate.admit(1, START + after(30)) for _ in range(2)] == [FREE, TOLD]


def test_what_is_refused_does_not_lengthen_the_wait() -> None:
    gate = Throttle(in_a_minute=2)
    assert gate.admit(1, START) is FREE
    for second in range(1, 30):
        gate.admit(1, START + after(second))
    assert gate.admit(1, START + after(30)) is FREE


def test_one_person_does_not_stop_another() -> None:
    gate = Throttle(in_a_minute=2)
    assert [gate.admit(person, START) for person in (1, 2, 1, 2)] == [FREE, FREE, TOLD, TOLD]


def test_it_remembers_no_more_people_than_it_is_given_room_for() -> None:
    gate = Throttle(in_a_minute=2)
    for person in range(throttle.REMEMBERED + 5):
        assert gate.admit(person, START) is FREE
    assert len(gate._asked) <= throttle.REMEMBERED
    gate.admit(-1, START)
    for person in range(throttle.REMEMBERED + 5):
        gate.admit(person, START + after(60))
    assert len(gate._asked) <= throttle.REMEMBERED
