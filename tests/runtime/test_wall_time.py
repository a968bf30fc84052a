from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.runtime.wall_time import first_moment, next_full_hour, next_time, wall, within

KYIV = ZoneInfo("Europe/Kyiv")
ZONES = [KYIV, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Pacific/Apia")]
MINUTE = timedelta(minutes=1)

zones = st.sampled_from(ZONES)
times = st.times(max_value=time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0))
# Among them are the days on which these clocks change, and the day that Apia left out.
days = st.dates(date(2011, 12, 25), date(2027, 12, 31)) | st.sampled_from(
    [
        date(2011, 12, 30),
        date(2026, 3, 8),
        date(2026, 3, 29),
        date(2026, 4, 5),
        date(2026, 10, 4),
        date(2026, 10, 25),
        date(2026, 11, 1),
    ]
)
moments = st.builds(lambda day, at: datetime.combine(day, at, UTC), days, times)


@given(days, times, zones)
def test_the_first_moment_of_a_time_is_the_first(day: date, at: time, zone: ZoneInfo) -> None:
    moment = first_moment(day, at, zone)
    shown = datetime.combine(day, at)
    assert wall(moment, zone) >= shown
    assert wall(moment - timedelta(seconds=1), zone) < shown


@given(moments, times, zones)
def test_the_next_time_is_later_and_shows_that_time_but_where_the_clock_jumps_over_it(
    after: datetime, at: time, zone: ZoneInfo
) -> None:
    moment = next_time(after, at, zone)
    assert after < moment <= after + timedelta(hours=49)
    jumped = wall(moment, zone) - wall(moment - MINUTE, zone) > MINUTE
    assert wall(moment, zone).time() == at or jumped


@given(moments, times, zones)
def test_no_time_comes_twice_on_a_day(after: datetime, at: time, zone: ZoneInfo) -> None:
    first = next_time(after, at, zone)
    second = next_time(first, at, zone)
    assert wall(first, zone).date() < wall(second, zone).date() or second - first > timedelta(hours=8)


@given(moments, zones)
def test_the_next_full_hour_is_full_and_near(after: datetime, zone: ZoneInfo) -> None:
    moment = next_full_hour(after, zone)
    assert wall(moment, zone).minute == wall(moment, zone).second == 0
    assert after < moment <= after + timedelta(hours=2)


@example(datetime(2011, 12, 30, 12, tzinfo=UTC), time(13), time(15), ZoneInfo("Pacific/Apia"))
@example(datetime(2011, 12, 30, tzinfo=UTC), time(1), time(0, 1), ZoneInfo("Pacific/Apia"))  # a day left out
@given(moments, times, times, zones)
def test_a_span_of_the_day_holds_from_its_start_to_its_end(
    now: datetime, start: time, end: time, zone: ZoneInfo
) -> None:
    ends = within(now, start, end, zone)
    shown = wall(now, zone).time()
    inside = start <= shown < end if start < end else (shown >= start or shown < end)
    if ends is not None:
        assert now < ends
        assert within(ends - timedelta(seconds=1), start, end, zone) == ends
        if start != end:
            assert within(ends, start, end, zone) is None
    # The two may differ only in the hours after the clock was put back, when times come twice.
    changes = wall(now, zone) - wall(now - timedelta(hours=3), zone) != timedelta(hours=3)
    assert (ends is not None) == inside or changes


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2026, 3, 29), time(2, 30), "2026-03-29T00:30:00+00:00"),
        (date(2026, 3, 29), time(3, 0), "2026-03-29T01:00:00+00:00"),  # it becomes four at three
        (date(2026, 3, 29), time(3, 30), "2026-03-29T01:00:00+00:00"),
        (date(2026, 3, 29), time(4, 0), "2026-03-29T01:00:00+00:00"),
        (date(2026, 10, 25), time(3, 30), "2026-10-25T00:30:00+00:00"),  # the first of two
        (date(2026, 10, 25), time(4, 0), "2026-10-25T02:00:00+00:00"),
    ],
)
def test_in_kyiv_on_the_days_that_the_clock_changes(day: date, at: time, expected: str) -> None:
    assert first_moment(day, at, KYIV).isoformat() == expected


def test_a_night_is_an_hour_shorter_in_spring_and_longer_in_autumn() -> None:
    spring = datetime(2026, 3, 28, 22, tzinfo=UTC)
    autumn = datetime(2026, 10, 24, 22, tzinfo=UTC)
    for evening, wakes in ((spring, 4), (autumn, 5)):
        ends = within(evening, time(23), time(7), KYIV)
        assert ends is not None
        assert ends.hour == wakes
