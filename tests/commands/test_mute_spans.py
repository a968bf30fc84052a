from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.alerts.rendering.card_buttons import EIGHT_HOURS, HOUR, MORNING, WEEK
from bot.commands.alerts.mute_spans import muted_until
from storage.model.ids import ChatId
from storage.model.subscribers import Role, Subscriber

KYIV = ZoneInfo("Europe/Kyiv")
ANNA = Subscriber(ChatId(101), Role.SUBSCRIBER)


def sleeper(quiet_from: str, quiet_to: str) -> Subscriber:
    return Subscriber(ChatId(101), Role.SUBSCRIBER, quiet_from=quiet_from, quiet_to=quiet_to)


def local(moment: datetime | None) -> str:
    assert moment is not None
    return f"{moment.astimezone(KYIV):%d %H:%M}"


@pytest.mark.parametrize(
    ("span", "hours"), [(HOUR, 1), (EIGHT_HOURS, 8), (WEEK, 168)], ids=["an hour", "eight hours", "a week"]
)
def test_a_mute_lasts_as_long_as_its_button_says(span: str, hours: int) -> None:
    now = datetime(2022, 9, 10, 12, tzinfo=UTC)
    assert muted_until(span, now, KYIV, ANNA) == now + timedelta(hours=hours)


def test_a_span_that_no_button_has_mutes_nothing() -> None:
    assert muted_until("9y", datetime(2022, 9, 10, tzinfo=UTC), KYIV, ANNA) is None


@pytest.mark.parametrize(
    ("hour", "until"), [(15, "11 08:00"), (23, "11 08:00"), (2, "10 08:00"), (7, "11 08:00"), (8, "11 08:00")]
)
def test_until_tomorrow_means_the_next_morning_that_is_not_about_to_begin(hour: int, until: str) -> None:
    now = datetime(2022, 9, 10, hour, tzinfo=KYIV)
    assert local(muted_until(MORNING, now, KYIV, ANNA)) == until


@pytest.mark.parametrize(
    ("reader", "until"),
    [
        (sleeper("23:00", "09:30"), "11 09:30"),
        (sleeper("23:00", "07:00"), "11 08:00"),
        (sleeper("06:00", "10:00"), "11 10:00"),
        (sleeper("13:00", "15:00"), "11 08:00"),
        (sleeper("20:00", "08:00"), "11 08:00"),
    ],
)
def test_a_morning_within_quiet_hours_begins_when_they_end(reader: Subscriber, until: str) -> None:
    now = datetime(2022, 9, 10, 18, tzinfo=KYIV)
    assert local(muted_until(MORNING, now, KYIV, reader)) == until


def test_the_morning_comes_at_eight_on_the_day_that_clocks_change() -> None:
    for month, day in ((3, 26), (10, 29)):  # 2023
        eve = datetime(2023, month, day - 1, 20, tzinfo=KYIV)
        until = muted_until(MORNING, eve, KYIV, ANNA)
        assert local(until) == f"{day} 08:00"
