from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.alerts.composer import MessageComposer
from bot.alerts.delivery import DeliveryWorker
from bot.alerts.digests import DigestScheduler
from bot.alerts.gate import DeliveryGate, digest_now, reconsider_held
from bot.alerts.rules.outcome import Pause, Refused
from bot.alerts.rules.policy import Defaults
from bot.alerts.rules.rate_limit import Limit, RateLimiter
from bot.ui.markup import plain
from storage.alerts import enqueue, missed, notices, outbox
from storage.alerts.missed import MissedWhy
from storage.channels import channels
from storage.database import to_text
from storage.model.channels import Channel, ChannelRole
from storage.model.deliveries import HeldBy, Notice
from storage.model.ids import ChannelId, ChatId, NarrativeId
from storage.model.subscribers import DeliveryMode, Role, SubscriberStatus
from storage.people import preferences, subscribers
from tests.fakes import HandClock, RecordingSender
from tests.newsroom import ANNA, BORYS, delivering, open_newsroom, post
from tests.server import wait_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.ui.locale import Texts
    from storage.database import Connection
    from storage.model.deliveries import Delivery
    from tests.newsroom import Newsroom

NO_LIMIT = Limit(10_000, 0.0)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
EVENING = datetime(2026, 6, 1, 20, 30, tzinfo=UTC)  # half past eleven in Kyiv
MORNING = datetime(2026, 6, 2, 4, tzinfo=UTC)  # seven there
NINE = datetime(2026, 6, 2, 6, tzinfo=UTC)
DEFAULTS = Defaults("Europe/Kyiv", 12)


class Night:
    """A newsroom whose courier keeps to the terms, and whose rounds are made whenever the clock moves."""

    def __init__(self, newsroom: Newsroom, texts: Texts) -> None:
        self.newsroom = newsroom
        self.clock: HandClock = newsroom.clock
        self.texts = texts
        self.sender = RecordingSender()
        self.posts = 0
        self.start_anew()

    def start_anew(self, person: Limit = NO_LIMIT) -> None:
        """Make the parts of the program anew, as after a restart."""
        database, owed = self.newsroom.database, asyncio.Event()
        self.newsroom.owed = owed
        holding = DeliveryGate(database, DEFAULTS)
        letters = MessageComposer(database, self.texts, time_zone="Europe/Kyiv")
        pacer = RateLimiter(self.clock.seconds, everybody=NO_LIMIT, person=person)
        self.courier = DeliveryWorker(database, self.sender, letters, pacer, self.clock, owed, None, holding)
        self.rounds = DigestScheduler(database, holding, self.clock, owed)

    def open(self) -> AbstractAsyncContextManager[None]:
        return delivering(self.courier)

    async def settled(self, *, at: datetime | None = None, after: timedelta = timedelta(0)) -> None:
        """Let the time come, go round, and wait until all that is due then is sent or held."""
        self.clock.move(at - self.clock.now() if at else after)
        await self.rounds.run_once()
        self.newsroom.owed.set()
        await wait_for_none(self)
        await self.rounds.run_once()
        await wait_for_none(self)

    async def found(self, number: int = 1, *, word: str = "ruse") -> None:
        """Read so many posts, each a story of its own."""
        batch = []
        for _ in range(number):
            self.posts += 1
            own = " ".join(f"{letter}{self.posts}q{place}" for place, letter in enumerate("abcdefgh"))
            batch.append(post(self.posts, f"{own} {word}", at=self.clock.now()))
        await self.newsroom.pipeline(alert_max_age=None).ingest(batch)

    async def change(self, work: Callable[[Connection], Awaitable[object]], chat: ChatId = ANNA) -> None:
        """Change somebody's terms, as a command does."""

        async def both(connection: Connection) -> None:
            await work(connection)
            await reconsider_held(connection, chat, self.clock.now(), DEFAULTS)

        await self.newsroom.database.write(both)

    async def quiet_hours(self, chat: ChatId = ANNA) -> None:
        await self.change(lambda tx: preferences.set_quiet_hours(tx, chat, ("23:00", "07:00")), chat)

    async def wants(self, mode: DeliveryMode, name: str = "feint", chat: ChatId = ANNA) -> None:
        await self.change(lambda tx: preferences.set_delivery(tx, chat, NarrativeId(name), mode), chat)

    def heard(self, chat: ChatId = ANNA) -> list[str]:
        return [plain(html) for one, _, html in self.sender.sent if one == chat]

    async def statuses(self) -> list[tuple[object, ...]]:
        return await self.newsroom.rows("SELECT kind, status, held_by FROM outbox ORDER BY id")


async def wait_for_none(night: Night) -> None:
    """Wait until nothing is due to be sent or changed."""
    async with asyncio.timeout(20):
        while True:
            now = to_text(night.clock.now())
            due = await night.newsroom.rows(
                f"""
                SELECT 1 FROM outbox JOIN subscribers ON subscribers.id = subscriber_id
                WHERE subscribers.status = 'active' AND (
                    outbox.status = 'pending' AND due_at <= '{now}' OR outbox.status = 'sent' AND amend_at <= '{now}')
                """  # noqa: S608
            )
            if not due and not night.sender.under_way:
                return
            await asyncio.sleep(0.002)


@pytest.fixture
async def night(tmp_path: Path, texts: Texts) -> AsyncIterator[Night]:
    async with open_newsroom(tmp_path / "night.db") as newsroom:
        newsroom.clock.move(EVENING - newsroom.clock.now())
        await newsroom.track("feint", "ruse")
        await newsroom.track("levy", "draft")
        await newsroom.follow(ANNA, "feint", "levy")
        yield Night(newsroom, texts)


async def test_quiet_hours_hold_cards_and_let_a_few_go_one_by_one_when_they_are_over(night: Night) -> None:
    await night.quiet_hours()
    async with night.open():
        await night.found(3)
        await night.settled()
        assert night.heard() == []
        assert await night.statuses() == [("new", "held", "quiet")] * 3
        await night.settled(at=MORNING - MINUTE)
        assert night.heard() == []
        await night.settled(at=MORNING)
    assert len(night.heard()) == 3
    assert all("🌙 Held: quiet hours" in text and "late" not in text for text in night.heard())
    assert [row[1] for row in await night.statuses()] == ["sent"] * 3


async def test_more_than_a_few_become_one_digest_in_the_morning(night: Night) -> None:
    await night.quiet_hours()
    async with night.open():
        await night.found(4)
        await night.found(2, word="draft")
        await night.settled(at=MORNING)
    (text,) = night.heard()
    assert "🌙 During your quiet hours" in text
    assert "6 stories, 6 posts" in text
    assert text.index("Feint · 4 stories") < text.index("Levy · 2 stories")
    assert {row[1] for row in await night.statuses()} == {"rolled", "sent"}


async def test_an_urgent_narrative_passes_and_does_not_wait_behind_what_is_held(night: Night) -> None:
    await night.newsroom.run("UPDATE narratives SET urgent = 1 WHERE id = 'levy'")
    await night.quiet_hours()
    async with night.open():
        await night.found(2)
        await night.found(word="draft")
        await night.settled()
        (text,) = night.heard()
        assert "Levy" in text
        assert "Held" not in text


async def test_in_a_digest_urgent_narratives_come_first(night: Night) -> None:
    await night.newsroom.run("UPDATE narratives SET urgent = 1 WHERE id = 'levy'")
    await night.change(lambda tx: preferences.mute(tx, ANNA, MORNING))
    async with night.open():
        await night.found(4)
        await night.found(word="draft")
        await night.settled(at=MORNING)
    (text,) = night.heard()
    assert text.index("❗ Levy") < text.index("Feint")


async def test_a_mute_holds_everything_and_ends_with_one_digest(night: Night) -> None:
    await night.change(lambda tx: preferences.mute(tx, ANNA, night.clock.now() + HOUR))
    async with night.open():
        await night.found(2)
        await night.settled(after=59 * MINUTE)
        assert night.heard() == []
        await night.settled(after=MINUTE)
        (text,) = night.heard()
        assert "🔕 While alerts were muted" in text
        await night.found()
        await night.settled()
    assert len(night.heard()) == 2


async def test_a_mute_that_is_ended_early_tells_what_was_held_at_once(night: Night) -> None:
    await night.change(lambda tx: preferences.mute(tx, ANNA, night.clock.now() + DAY))
    async with night.open():
        await night.found(2)
        await night.settled()
        await night.change(lambda tx: preferences.mute(tx, ANNA, None))
        await night.settled()
    assert len(night.heard()) == 1


async def test_a_mute_of_one_narrative_leaves_the_others_alone(night: Night) -> None:
    await night.change(lambda tx: preferences.mute_narrative(tx, ANNA, NarrativeId("feint"), night.clock.now() + HOUR))
    async with night.open():
        await night.found()
        await night.found(word="draft")
        await night.settled()
        (text,) = night.heard()
    assert "Levy" in text


async def test_an_hourly_digest_comes_at_the_full_hour_and_never_empty(night: Night) -> None:
    await night.wants(DeliveryMode.HOURLY)
    async with night.open():
        await night.found(2)
        await night.settled(at=EVENING + 29 * MINUTE)
        assert night.heard() == []
        await night.settled(at=EVENING + 30 * MINUTE)
        (text,) = night.heard()
        assert "🗞 Hourly digest" in text
        assert "2 stories" in text
        await night.settled(after=HOUR)
        await night.settled(after=HOUR)
    assert len(night.heard()) == 1


async def test_a_daily_digest_comes_when_it_was_set_and_takes_only_its_narratives(night: Night) -> None:
    await night.wants(DeliveryMode.DAILY)
    await night.change(lambda tx: preferences.set_daily_at(tx, ANNA, "08:30"))
    async with night.open():
        await night.found(5)
        await night.found(word="draft")
        await night.settled()
        assert len(night.heard()) == 1
        await night.settled(at=NINE - HOUR)
        assert len(night.heard()) == 1
        await night.settled(at=NINE - HOUR / 2)
    assert "🗞 Daily digest · 08:30" in night.heard()[1]
    assert "Feint · 5 stories" in night.heard()[1]
    assert "Levy" not in night.heard()[1]


async def test_a_digest_that_was_due_while_the_program_was_down_comes_once_and_says_so(night: Night) -> None:
    await night.wants(DeliveryMode.DAILY)
    async with night.open():
        await night.found(2)
        await night.settled()
    night.start_anew()
    async with night.open():
        await night.settled(at=NINE + 3 * DAY + 2 * HOUR)
        await night.settled(after=MINUTE)
    (text,) = night.heard()
    assert "⏰ 3 days late (due 2 Jun, 09:00)" in text
    assert await night.newsroom.rows("SELECT count(*) FROM outbox WHERE kind = 'digest'") == [(1,)]


@pytest.mark.parametrize(
    ("before", "due"),
    [
        (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 6, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 7, tzinfo=UTC)),
    ],
    ids=["spring", "autumn"],
)
async def test_a_daily_digest_keeps_its_hour_when_the_clock_changes(
    night: Night, before: datetime, due: datetime
) -> None:
    night.clock.move(before - night.clock.now())
    await night.wants(DeliveryMode.DAILY)
    async with night.open():
        await night.found()
        await night.settled(at=due - MINUTE)
        assert night.heard() == []
        await night.settled(at=due)
    assert "09:00" in night.heard()[0]


async def test_all_quiet_comes_once_a_day_after_a_whole_day_without_anything(night: Night) -> None:
    await night.newsroom.run(
        """
        INSERT INTO coverage (channel_id, from_id, from_at, to_at, checked_at, next_at)
        SELECT id, 0, added_at, '2026-06-03T05:58:00.000+00:00', added_at, '2026-06-03T06:30:00.000+00:00' FROM channels
        """
    )
    await night.newsroom.run(f"UPDATE subscriptions SET since = '{to_text(EVENING)}'")  # noqa: S608
    async with night.open():
        await night.settled(at=NINE)
        assert night.heard() == []  # followed for half a day only
        await night.settled(at=NINE + DAY)
        assert night.heard() == ["✅ All quiet. 1 channel was read without gaps until 08:58."]
        await night.settled(after=HOUR)
        await night.found()
        await night.settled()
        await night.settled(at=NINE + 2 * DAY)
        assert len(night.heard()) == 2
        await night.settled(at=NINE + 3 * DAY)
    assert len(night.heard()) == 3


async def test_a_day_without_anything_is_not_called_quiet_where_channels_could_not_be_read(night: Night) -> None:
    async with night.open():
        await night.settled()
        await night.settled(at=NINE + DAY)
    (text,) = night.heard()
    assert text.splitlines() == [
        "🟡 Nothing was found, but not every channel could be read.",
        "👁 None of 1 channel has been read without gaps yet.",
    ]


async def test_no_line_comes_to_those_who_want_none_or_follow_nothing_or_have_something_held(night: Night) -> None:
    await night.newsroom.follow(BORYS)
    await night.newsroom.follow(ChatId(103), "feint")
    await night.change(lambda tx: preferences.set_all_quiet(tx, ANNA, wanted=False))
    await night.change(
        lambda tx: preferences.mute_narrative(tx, ChatId(103), NarrativeId("feint"), NINE + 9 * DAY), ChatId(103)
    )
    await night.settled()
    await night.found()
    await night.newsroom.run(f"DELETE FROM outbox WHERE subscriber_id = {ANNA}")  # noqa: S608
    async with night.open():
        await night.settled(at=NINE + DAY)
        await night.settled(at=NINE + 2 * DAY)
    assert night.sender.sent == []


async def test_above_the_budget_alerts_come_together_in_one_message_that_is_changed(night: Night) -> None:
    await night.change(lambda tx: preferences.set_budget(tx, ANNA, 3))
    async with night.open():
        await night.found(5)
        await night.settled()
        cards, storm = night.heard()[:3], night.heard()[3]
        assert all("🔎 Feint" in text for text in cards)
        assert "🌩 High volume: since 23:30" in storm
        assert "2 stories" in storm
        await night.found(4, word="draft")
        await night.settled(after=MINUTE / 2)
        assert len(night.heard()) == 4  # not more than once a minute
        await night.settled(after=MINUTE / 2)
        assert len(night.heard()) == 5
        assert "6 stories" in night.heard()[4]
        ids = [delivery for _, delivery, _ in night.sender.sent]
        assert ids[3] == ids[4]


async def test_a_storm_is_over_when_the_hour_has_room_again_and_the_next_one_is_new(night: Night) -> None:
    await night.change(lambda tx: preferences.set_budget(tx, ANNA, 2))
    async with night.open():
        await night.found(4)
        await night.settled()
        assert len(night.heard()) == 3
        await night.settled(after=59 * MINUTE)
        assert len(night.heard()) == 3
        await night.settled(after=2 * MINUTE)
        assert "🌤 Back to normal: alerts were grouped from" in night.heard()[3]
        await night.found(2)
        await night.settled()
        assert all("🔎 Feint" in text for text in night.heard()[4:])
        await night.found(2)
        await night.settled()
    assert "🌩 High volume" in night.heard()[6]
    assert await night.newsroom.rows("SELECT closed FROM outbox WHERE occasion = 'storm' ORDER BY id") == [(1,), (0,)]


async def test_a_long_storm_stays_one_message(night: Night) -> None:
    await night.change(lambda tx: preferences.set_budget(tx, ANNA, 2))
    async with night.open():
        for _ in range(30):
            await night.found(2)
            await night.settled(after=10 * MINUTE)
    assert await night.newsroom.rows("SELECT count(*) FROM outbox WHERE occasion = 'storm'") == [(1,)]
    assert len([text for text in night.heard() if "🔎" in text]) == 2


async def test_who_has_to_wait_for_the_pace_is_not_sent_past_the_budget(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    sift = DeliveryGate.admit

    async def slow_sift(holding: DeliveryGate, deliveries: Sequence[Delivery], now: datetime) -> list[Delivery]:
        night.clock.move(timedelta(seconds=1))  # the pace of everybody's chat is over meanwhile
        return await sift(holding, deliveries, now)

    monkeypatch.setattr(DeliveryGate, "admit", slow_sift)
    night.start_anew(person=Limit(1, 1.0))
    await night.newsroom.follow(BORYS, "levy")
    await night.newsroom.run("DELETE FROM subscriptions WHERE subscriber_id = 101 AND narrative_id = 'levy'")
    await night.newsroom.run("UPDATE subscribers SET budget = 1")
    async with night.open():
        await night.found(2)
        night.newsroom.owed.set()
        await wait_for(lambda: len(night.heard()) == 1)
        await night.found(word="draft")
        for _ in range(4):
            night.newsroom.owed.set()
            await asyncio.sleep(0.05)
            night.clock.move(timedelta(seconds=1))
    assert ["🔎" in text for text in night.heard()] == [True, False]


async def test_a_budget_of_none_lets_all_through(night: Night) -> None:
    await night.change(lambda tx: preferences.set_budget(tx, ANNA, 0))
    async with night.open():
        await night.found(40)
        await night.settled()
    assert len(night.heard()) == 40


async def test_hundreds_at_once_are_rolled_up_at_once(night: Night) -> None:
    async with night.open():
        await night.found(500)
        await night.settled()
    assert len(night.heard()) == 13
    assert "488 stories, 488 posts" in night.heard()[12]


async def test_what_was_owed_while_somebody_was_away_comes_together(night: Night) -> None:
    night.sender.answers[ANNA].append(Refused("blocked the bot", chat_is_gone=True))
    async with night.open():
        await night.found(6)
        await night.settled()
        assert len(night.heard()) == 1
        await night.newsroom.database.write(lambda tx: subscribers.set_status(tx, ANNA, SubscriberStatus.ACTIVE))
        await night.settled(after=HOUR)
    assert "📬 While you couldn’t be reached" in night.heard()[1]
    assert "6 stories" in night.heard()[1]
    assert len(night.heard()) == 2


async def test_what_is_found_while_a_chat_is_paused_is_sent_as_a_digest_when_it_returns(night: Night) -> None:
    await night.newsroom.database.write(lambda tx: subscribers.set_status(tx, ANNA, SubscriberStatus.PAUSED, "blocked"))
    async with night.open():
        await night.found(6)
        await night.settled(after=HOUR)
        assert night.heard() == []
        await night.newsroom.database.write(lambda tx: subscribers.set_status(tx, ANNA, SubscriberStatus.ACTIVE))
        await night.settled(after=HOUR)
    assert "📬 While you couldn’t be reached" in night.heard()[0]
    assert "6 stories, 6 posts" in night.heard()[0]
    assert len(night.heard()) == 1


async def test_beyond_the_limit_what_is_found_while_a_chat_is_paused_is_sent_as_numbers(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "MOST_WAITING", 5)
    await night.newsroom.database.write(lambda tx: subscribers.set_status(tx, ANNA, SubscriberStatus.PAUSED, "blocked"))
    async with night.open():
        await night.found(4)
        await night.settled(after=HOUR)
        await night.found(4)
        await night.settled(after=HOUR)
        assert [row[0] for row in await night.statuses()] == ["new"] * 5 + ["summary"]
        await night.newsroom.database.write(lambda tx: subscribers.set_status(tx, ANNA, SubscriberStatus.ACTIVE))
        await night.settled(after=HOUR)
    assert sorted("5 stories" in text for text in night.heard()) == [False, True]
    assert sorted("3 posts in 1 channel" in text for text in night.heard()) == [False, True]


async def test_the_steps_that_stories_reach_wait_for_a_paused_chat(night: Night) -> None:
    async with night.open():
        await night.found(1)
        await night.settled()
        await night.newsroom.database.write(
            lambda tx: subscribers.set_status(tx, ANNA, SubscriberStatus.PAUSED, "blocked")
        )
        ((story,),) = await night.newsroom.rows("SELECT id FROM stories")
        await night.newsroom.database.write(lambda tx: enqueue.enqueue_milestone(tx, story, 5, night.clock.now()))
        await night.settled(after=HOUR)
        assert await night.statuses() == [("new", "sent", None), ("step", "held", "away")]


async def test_nothing_comes_while_stopped_and_what_was_held_comes_afterwards(night: Night) -> None:
    await night.quiet_hours()
    async with night.open():
        await night.found(2)
        await night.settled()
        await night.newsroom.database.write(lambda tx: subscribers.set_status(tx, ANNA, SubscriberStatus.STOPPED))
        await night.settled(at=NINE)
        assert night.heard() == []
        await night.newsroom.database.write(lambda tx: subscribers.set_status(tx, ANNA, SubscriberStatus.ACTIVE))
        await night.settled()
    assert len(night.heard()) == 2


async def test_quiet_hours_that_begin_while_sending_has_to_wait_hold_what_was_not_sent(night: Night) -> None:
    night.clock.move(-HOUR)
    await night.quiet_hours()
    night.sender.answers[ANNA].append(Pause(3600))
    async with night.open():
        await night.found(2)
        await asyncio.sleep(0)
        await night.rounds.run_once()
        night.newsroom.owed.set()
        await wait_for(lambda: night.courier.paused_until is not None)
        await night.settled(after=HOUR + MINUTE)
        assert len(night.heard()) == 1  # the attempt that met the flood wait
    assert await night.statuses() == [("new", "held", "quiet")] * 2


async def test_notices_wait_for_subscribers_and_reach_operators_at_night(night: Night) -> None:
    await night.newsroom.database.write(lambda tx: subscribers.let_in(tx, BORYS, Role.OPERATOR, EVENING))
    for chat in (ANNA, BORYS):
        await night.quiet_hours(chat)
    notice = Notice("notice-blind-briefly", {"since": EVENING})
    await night.newsroom.database.write(lambda tx: notices.enqueue(tx, [ANNA, BORYS], notice, EVENING))
    async with night.open():
        await night.settled()
        assert (len(night.heard(ANNA)), len(night.heard(BORYS))) == (0, 1)
        await night.settled(at=MORNING)
    assert (len(night.heard(ANNA)), len(night.heard(BORYS))) == (1, 1)


async def test_a_digest_names_a_check_of_its_narrative_only_and_says_which_came_before(night: Night) -> None:
    checker = ChannelId(-1009)
    facts = Channel(checker, "Facts", "facts", ChannelRole.FACT_CHECKER)
    await night.newsroom.database.write(lambda tx: channels.add(tx, facts, night.clock.now()))
    await night.wants(DeliveryMode.HOURLY)
    await night.wants(DeliveryMode.HOURLY, "levy")
    pipeline = night.newsroom.pipeline(alert_max_age=None)
    now = night.clock.now()
    async with night.open():
        await pipeline.ingest([post(1, "There is no draft", channel=checker, at=now - HOUR)])
        await pipeline.ingest([post(1, "A ruse and a draft, it is said everywhere", at=now)])
        await night.settled(at=EVENING + HOUR / 2)
    (digest,) = night.heard()
    feint, levy = sorted(digest.split("\u00a0")[1:])
    assert (feint.lstrip("\n")[:5], "Facts" in feint) == ("Feint", False)
    assert "🛡 already debunked by Facts" in levy
    assert "🛡 debunked by" not in digest


async def test_a_digest_can_be_had_now(night: Night) -> None:
    await night.wants(DeliveryMode.DAILY)
    async with night.open():
        assert not await night.newsroom.database.write(lambda tx: digest_now(tx, ANNA, night.clock.now()))
        await night.found(2)
        await night.settled()
        assert await night.newsroom.database.write(lambda tx: digest_now(tx, ANNA, night.clock.now()))
        await night.settled()
        assert "🗞 Held alerts · 23:30" in night.heard()[0]
        await night.settled(at=NINE)
    assert len(night.heard()) == 1


async def test_who_wants_a_narrative_at_once_again_is_told_what_was_held_for_the_digest(night: Night) -> None:
    await night.wants(DeliveryMode.DAILY)
    async with night.open():
        await night.found(2)
        await night.settled()
        await night.wants(DeliveryMode.AT_ONCE)
        await night.settled(after=20 * MINUTE)
    assert len(night.heard()) == 2
    assert all("🗞 Held for a digest" in text for text in night.heard())


async def test_many_that_were_held_for_a_digest_that_is_wanted_no_more_come_together(night: Night) -> None:
    await night.wants(DeliveryMode.DAILY)
    async with night.open():
        await night.found(5)
        await night.settled()
        await night.wants(DeliveryMode.AT_ONCE)
        await night.settled()
    (text,) = night.heard()
    assert "🗞 Held alerts" in text


async def test_a_change_of_settings_does_not_bring_a_digest_early(night: Night) -> None:
    await night.wants(DeliveryMode.DAILY)
    async with night.open():
        await night.found(2)
        await night.settled()
        await night.change(lambda tx: preferences.set_daily_at(tx, ANNA, "10:00"))
        await night.settled(at=NINE)
        assert night.heard() == []
        await night.settled(after=HOUR)
    assert len(night.heard()) == 1


async def test_a_digest_of_narratives_that_were_left_meanwhile_is_not_sent(night: Night) -> None:
    await night.wants(DeliveryMode.DAILY)
    async with night.open():
        await night.found(2)
        await night.settled()
        await night.newsroom.run("DELETE FROM subscriptions WHERE narrative_id = 'feint'")
        await night.settled(at=NINE)
    assert night.heard() == []


async def test_what_did_not_come_at_once_can_be_listed(night: Night) -> None:
    await night.quiet_hours()
    async with night.open():
        await night.found()
        await night.settled()
        reader = night.newsroom.database.reader
        (one,) = await missed.missed(reader, ANNA, EVENING - DAY, limit=10)
        assert (one.why, one.held_by, one.at) == (MissedWhy.HELD, HeldBy.QUIET, MORNING)
        await night.settled(at=MORNING)
        (one,) = await missed.missed(reader, ANNA, EVENING - DAY, limit=10)
        assert (one.why, one.held_by, one.at) == (MissedWhy.LATE, HeldBy.QUIET, MORNING)
        assert await missed.count(reader, ANNA, EVENING - DAY) == 1
        assert await missed.count(reader, ANNA, MORNING) == 0


async def test_a_thousand_subscribers_in_their_quiet_hours_are_seen_to_in_a_moment(night: Night) -> None:
    for number in range(1000):
        await night.newsroom.follow(ChatId(5000 + number), "feint")
    await night.newsroom.run("UPDATE subscribers SET quiet_from = '23:00', quiet_to = '07:00'")
    await night.found()
    loop = asyncio.get_running_loop()
    begun = loop.time()
    async with night.open():
        await night.settled()
    assert loop.time() - begun < 60
    assert night.sender.sent == []
    assert await night.newsroom.rows("SELECT status, count(*) FROM outbox GROUP BY status") == [("held", 1001)]
