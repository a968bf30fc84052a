from __future__ import annotations

from datetime import timedelta

from bot.ingest.rules.recheck_schedule import confirmed_after, is_proof, next_visit
from tests.fakes import START

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
STEPS = (10 * MINUTE, HOUR, 24 * HOUR)


def test_a_post_is_read_again_at_the_next_age_that_it_has_not_reached() -> None:
    assert next_visit(START, START, STEPS) == START + 10 * MINUTE
    assert next_visit(START, START + 10 * MINUTE, STEPS) == START + HOUR
    assert next_visit(START, START + 2 * HOUR, STEPS) == START + 24 * HOUR


def test_a_post_older_than_all_ages_is_read_no_more() -> None:
    assert next_visit(START, START + 24 * HOUR, STEPS) is None
    assert next_visit(START, START, ()) is None


def test_one_empty_answer_is_no_proof_and_neither_are_two_at_once() -> None:
    assert not is_proof(None, START, MINUTE)
    assert not is_proof(START, START + MINUTE / 2, MINUTE)
    assert is_proof(START, START + MINUTE, MINUTE)


def test_two_empty_answers_lie_a_minute_apart_or_as_the_first_visit_from_the_post() -> None:
    assert confirmed_after(STEPS) == MINUTE
    assert confirmed_after((timedelta(seconds=2), HOUR)) == timedelta(seconds=2)
