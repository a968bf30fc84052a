"""Times as people say them: read within their bounds, or not at all."""

from __future__ import annotations

from datetime import timedelta

from bot.commands.arguments.times import LONGEST, is_off, read_clock, read_ending, read_hours, read_span
from config.settings import read_duration
from tests.fuzz.target import Target, seeds, text_of, words


def check(data: bytes) -> None:
    """Read the bytes' text in every way."""
    text = text_of(data)
    span = read_span(text)
    assert span is None or timedelta(0) < span <= LONGEST
    clock = read_clock(text)
    assert clock is None or (clock.second == 0 and clock.tzinfo is None)
    hours = read_hours(text)
    assert hours is None or hours[0] != hours[1]
    ending = read_ending(text)
    if ending is not None:
        said = (ending.after is not None, ending.at is not None, ending.tomorrow, ending.now)
        assert sum(said) == 1
        assert ending.now == is_off(text)
    try:
        duration = read_duration(text)
    except ValueError:
        return
    assert isinstance(duration, timedelta)
    assert duration >= timedelta(0)


TARGET = Target(
    check,
    seeds(
        "2h",
        "1 год 30 хв",
        "until 18:00",
        "до завтра",
        "з 23 до 7",
        "23:00-07:30",
        "for 3 days",
        "годину",
        "off",
        "90m",
    ),
    words("h m год хв дні week until до завтра tomorrow from з - – : . 24 23:59 9999 0 ٣ ² off"),
    longest=120,
)
