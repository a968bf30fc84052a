from __future__ import annotations

import itertools
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.alerts.rules.policy import (
    Defaults,
    DeliveryPolicy,
    Hold,
    hold_for,
    notice_hold_until,
    over_hourly_limit,
    policy_for,
)
from storage.model.deliveries import HeldBy
from storage.model.ids import FOR_EVER, ChatId, NarrativeId
from storage.model.subscribers import DeliveryMode, NarrativePreference, Role, Subscriber

KYIV = ZoneInfo("Europe/Kyiv")
NIGHT = datetime(2026, 6, 1, 23, tzinfo=UTC)  # two in the night in Kyiv
NOON = datetime(2026, 6, 1, 9, 20, tzinfo=UTC)
MORNING = datetime(2026, 6, 2, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def terms(
    *, quiet: bool = True, muted_until: datetime | None = None, budget: int = 12, daily_at: time = time(9)
) -> DeliveryPolicy:
    return DeliveryPolicy(KYIV, (time(23), time(7)) if quiet else None, daily_at, budget, muted_until)


def wish(
    mode: DeliveryMode = DeliveryMode.AT_ONCE, *, muted_until: datetime | None = None, urgent: bool = False
) -> NarrativePreference:
    return NarrativePreference(NarrativeId("feint"), mode, muted_until, urgent)


def test_by_day_an_alert_goes_at_once() -> None:
    assert hold_for(terms(), [wish()], NOON) is None


def test_quiet_hours_hold_an_alert_until_they_are_over() -> None:
    assert hold_for(terms(), [wish()], NIGHT) == Hold(HeldBy.QUIET, MORNING)


def test_an_urgent_narrative_passes_quiet_hours_but_no_mute() -> None:
    assert hold_for(terms(), [wish(), wish(urgent=True)], NIGHT) is None
    assert hold_for(terms(muted_until=NIGHT + HOUR), [wish(urgent=True)], NIGHT) == Hold(HeldBy.MUTE, NIGHT + HOUR)
    muted = wish(urgent=True, muted_until=NIGHT + HOUR)
    assert hold_for(terms(), [muted, wish()], NIGHT) == Hold(HeldBy.QUIET, MORNING)


def test_a_mute_holds_until_it_ends_and_not_longer() -> None:
    assert hold_for(terms(muted_until=NOON + HOUR), [wish()], NOON) == Hold(HeldBy.MUTE, NOON + HOUR)
    assert hold_for(terms(muted_until=NOON), [wish()], NOON) is None
    assert hold_for(terms(muted_until=FOR_EVER), [wish()], NOON) == Hold(HeldBy.MUTE, FOR_EVER)


def test_a_card_is_muted_only_if_all_its_narratives_are() -> None:
    muted, longer = wish(muted_until=NOON + HOUR), wish(muted_until=NOON + 2 * HOUR)
    assert hold_for(terms(), [longer, muted], NOON) == Hold(HeldBy.MUTE, NOON + HOUR)
    assert hold_for(terms(), [muted, wish()], NOON) is None


def test_the_narrative_that_is_wanted_soonest_counts() -> None:
    hourly, daily = wish(DeliveryMode.HOURLY), wish(DeliveryMode.DAILY)
    assert hold_for(terms(), [daily, hourly, wish()], NOON) is None
    next_hour = NOON.replace(minute=0) + HOUR
    assert hold_for(terms(), [daily, hourly], NOON) == Hold(HeldBy.DIGEST, next_hour, DeliveryMode.HOURLY)
    tomorrow = datetime(2026, 6, 2, 6, tzinfo=UTC)
    assert hold_for(terms(), [daily], NOON) == Hold(HeldBy.DIGEST, tomorrow, DeliveryMode.DAILY)


def test_a_digest_that_would_come_in_quiet_hours_comes_at_their_end() -> None:
    assert terms().next_hourly(NIGHT) == MORNING
    early = terms(daily_at=time(6))
    assert early.next_daily(NIGHT) == MORNING
    assert early.next_daily(MORNING) == MORNING + 24 * HOUR
    assert early.next_daily(MORNING - HOUR / 2) == MORNING


@pytest.mark.parametrize("daily_at", [time(0), time(3, 30), time(6), time(9), time(23, 30)])
@pytest.mark.parametrize("start", [datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 10, 23, tzinfo=UTC)])
@pytest.mark.parametrize("quiet", [True, False])
def test_a_digest_comes_once_a_day_over_the_days_that_the_clock_changes(
    daily_at: time, start: datetime, *, quiet: bool
) -> None:
    one = terms(quiet=quiet, daily_at=daily_at)
    came = [start]
    while came[-1] < start + timedelta(days=5):
        came.append(one.next_daily(came[-1]))
    days = [moment.astimezone(KYIV).date() for moment in came[1:]]
    assert len(days) == len(set(days))
    assert all(
        timedelta(hours=20) < later - earlier < timedelta(hours=28) for earlier, later in itertools.pairwise(came[1:])
    )


def test_notices_wait_for_the_end_of_a_mute_or_of_the_night() -> None:
    assert notice_hold_until(terms(), NOON) is None
    assert notice_hold_until(terms(), NIGHT) == MORNING
    assert notice_hold_until(terms(muted_until=NOON + HOUR), NOON) == NOON + HOUR


def test_a_budget_of_none_has_no_limit() -> None:
    assert not over_hourly_limit(terms(budget=0), 1000)
    assert over_hourly_limit(terms(budget=3), 3)
    assert not over_hourly_limit(terms(budget=3), 2)


def test_who_chose_nothing_has_the_defaults() -> None:
    plain = Subscriber(ChatId(1), Role.SUBSCRIBER)
    assert policy_for(plain, Defaults("Europe/Kyiv", 12)) == terms(quiet=False)
    chosen = Subscriber(
        ChatId(1), Role.SUBSCRIBER, time_zone="UTC", quiet_from="23:00", quiet_to="07:00", daily_at="08:30", budget=0
    )
    assert policy_for(chosen, Defaults("Europe/Kyiv", 12)) == DeliveryPolicy(
        ZoneInfo("UTC"), (time(23), time(7)), time(8, 30), 0, None
    )


def test_quiet_hours_without_length_are_none() -> None:
    same = Subscriber(ChatId(1), Role.SUBSCRIBER, quiet_from="07:00", quiet_to="07:00")
    assert policy_for(same, Defaults("UTC")).quiet is None
