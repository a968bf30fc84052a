from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.commands.arguments.times import Ending, read_clock, read_ending, read_hours, read_span


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("2h", timedelta(hours=2)),
        ("2 h", timedelta(hours=2)),
        ("90min", timedelta(minutes=90)),
        ("1h 30m", timedelta(minutes=90)),
        ("3 days", timedelta(days=3)),
        ("a week", None),
        ("week", timedelta(weeks=1)),
        ("2 год", timedelta(hours=2)),
        ("2 год.", timedelta(hours=2)),
        ("30 хв", timedelta(minutes=30)),
        ("1 ГОДИНУ 5 хвилин", timedelta(minutes=65)),
        ("3 дні", timedelta(days=3)),
        ("5 днів", timedelta(days=5)),
        ("тиждень", timedelta(weeks=1)),
        ("2", None),
        ("0h", None),
        ("366d", None),
        ("365d", timedelta(days=365)),
        ("9999w 9999w", None),
        ("2 слони", None),
        ("-2h", None),
        ("", None),
    ],
)
def test_a_span_is_read_as_people_write_it(words: str, span: timedelta | None) -> None:
    assert read_span(words) == span


@pytest.mark.parametrize(
    ("word", "clock"),
    [
        ("18:00", time(18)),
        ("8.30", time(8, 30)),
        ("7", time(7)),
        ("07:05", time(7, 5)),
        ("00:00", time(0)),
        ("24:00", None),
        ("18:60", None),
        ("18:5", None),
        ("noon", None),
        ("١٨:٠٠", time(18)),
        ("", None),
    ],
)
def test_a_time_of_day_is_read_or_refused(word: str, clock: time | None) -> None:
    assert read_clock(word) == clock


@pytest.mark.parametrize(
    "words",
    [
        "23:00-07:00",
        "23:00 – 7:00",
        "23-7",
        "23 7",
        "from 23:00 to 7",
        "з 23 до 7",
        "із 23.00 до 07.00",
        " 23:00—07:00 ",
        "23–07",
        "з 23:00 по 07:00",
        "від 23 до 7",
        "с 23 до 7",
        "11pm-7am",
        "11 PM – 7 AM",
        "from 11 pm to 7 am",
        "11 p.m. till 7 a.m.",
        "between 11pm and 7am",
        "з 11 вечора до 7 ранку",
        "з 23-ї до 7-ї",
        "2300-0700",
        "23h-7h",
        "23 год – 7 год",
        "11pm 7am",
        "з 11 ночі до 7 ранку",
    ],
)
def test_hours_are_read_from_to(words: str) -> None:
    assert read_hours(words) == (time(23), time(7))


@pytest.mark.parametrize(
    "words", ["23:00", "", "23:00-23:00", "25-7", "night", "23:00-07:00-08:00", "237", "11pm-11pm", "7am", "99pm-1"]
)
def test_what_does_not_say_from_to_is_refused(words: str) -> None:
    assert read_hours(words) is None


@pytest.mark.parametrize(
    ("words", "ending"),
    [
        ("2h", Ending(after=timedelta(hours=2))),
        ("for 2 hours", Ending(after=timedelta(hours=2))),
        ("на 2 години", Ending(after=timedelta(hours=2))),
        ("until 18:00", Ending(at=time(18))),
        ("до 18", Ending(at=time(18))),
        ("until tomorrow", Ending(tomorrow=True)),
        ("до завтра", Ending(tomorrow=True)),
        ("off", Ending(now=True)),
        ("Вимкнути", Ending(now=True)),
        ("until yesterday", None),
        ("until", None),
        ("feint", None),
        ("", None),
    ],
)
def test_the_end_of_a_mute_is_read_in_both_languages(words: str, ending: Ending | None) -> None:
    assert read_ending(words) == ending
