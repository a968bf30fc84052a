from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.alerts.composer import MessageComposer
from bot.alerts.delivery import DeliveryWorker
from bot.alerts.rules.outcome import Pause, Refused, Retry, Sent
from bot.alerts.rules.rate_limit import Limit, RateLimiter
from storage.alerts import outbox
from storage.model.ids import ChatId
from storage.model.subscribers import SubscriberStatus
from storage.people import subscribers
from tests.fakes import START, HandClock, RecordingSender
from tests.newsroom import ANNA, BORYS, DESK, delivering, post

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from bot.ui.locale import Texts
    from storage.database import Connection
    from storage.model.deliveries import Delivery
    from storage.model.ids import DeliveryId
    from tests.newsroom import Newsroom

NO_LIMIT = Limit(10_000, 0.0)
SECOND = timedelta(seconds=1)


class Office:
    """A newsroom with a courier at work."""

    def __init__(self, newsroom: Newsroom, texts: Texts) -> None:
        self.newsroom = newsroom
        self.clock: HandClock = newsroom.clock
        self.sender = RecordingSender()
        letters = MessageComposer(newsroom.database, texts, time_zone="UTC")
        pacer = RateLimiter(self.clock.seconds, everybody=NO_LIMIT, person=NO_LIMIT)
        self.courier = DeliveryWorker(newsroom.database, self.sender, letters, pacer, self.clock, newsroom.owed)
        self._posts = 0

    def open(self) -> AbstractAsyncContextManager[None]:
        return delivering(self.courier)

    async def owe(self, *chats: ChatId, text: str = "a ruse, story") -> None:
        for chat in chats:
            await self.newsroom.follow(chat, "feint")
        self._posts += 1
        await self.newsroom.pipeline(alert_max_age=None).ingest([post(self._posts, f"{text} {self._posts}")])

    async def settled(self, moved: timedelta = timedelta(0)) -> None:
        """Let the clock go on, and wait until nothing happens any more."""
        self.clock.move(moved)
        quiet, before = 0, (-1, "")
        while quiet < 20:
            await asyncio.sleep(0.002)
            now = (len(self.sender.sent), str(await self.outbox()))
            quiet, before = (quiet + 1, before) if now == before else (0, now)

    async def outbox(self) -> list[tuple[object, ...]]:
        return await self.newsroom.rows("SELECT id, subscriber_id, status, attempts, reason FROM outbox ORDER BY id")

    async def statuses(self) -> list[object]:
        return [row[2] for row in await self.outbox()]

    async def wait_until(self, delivery: int) -> float:
        """Return how many seconds from now a delivery is put off."""
        ((due,),) = await self.newsroom.rows(f"SELECT due_at FROM outbox WHERE id = {delivery}")  # noqa: S608
        return (datetime.fromisoformat(due) - self.clock.now()).total_seconds()


@pytest.fixture
async def office(newsroom: Newsroom, texts: Texts) -> Office:
    await newsroom.track("feint", "ruse")
    return Office(newsroom, texts)


async def test_what_is_owed_is_sent_and_then_marked_with_its_message(office: Office) -> None:
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
    assert await office.newsroom.rows("SELECT status, message_id, attempts FROM outbox") == [("sent", 1001, 0)]
    ((_, _, html),) = office.sender.sent
    assert "<b>ruse</b>" in html


async def test_a_delivery_is_not_marked_before_its_send_has_ended(office: Office) -> None:
    office.sender.open.clear()
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
        assert len(office.sender.sent) == 1
        assert await office.statuses() == ["pending"]
        office.sender.open.set()
    assert await office.statuses() == ["sent"]


async def test_what_is_owed_while_the_courier_rests_is_sent_at_once(office: Office) -> None:
    async with office.open():
        await office.settled()
        await office.owe(ANNA)
        await office.settled()
        assert await office.statuses() == ["sent"]


async def test_a_retry_is_put_off_longer_each_time_and_keeps_the_order_of_its_chat(office: Office) -> None:
    office.sender.answers[ANNA].extend([Retry("network"), Retry("network"), Retry("network")])
    for _ in range(3):
        await office.owe(ANNA)
    waits = []
    async with office.open():
        for number in range(3):
            await office.settled()
            assert office.sender.to(ANNA) == [1] * (number + 1)
            waits.append(await office.wait_until(1))
            office.clock.move(timedelta(seconds=waits[-1]))
        await office.settled()
    for wait, longest in zip(waits, (2, 4, 8), strict=True):
        assert longest * 0.8 <= wait <= longest
    assert office.sender.to(ANNA) == [1, 1, 1, 1, 2, 3]
    assert await office.statuses() == ["sent", "sent", "sent"]


async def test_a_retry_in_one_chat_holds_up_no_other(office: Office) -> None:
    office.sender.answers[ANNA].append(Retry("network"))
    await office.owe(ANNA, BORYS)
    async with office.open():
        await office.settled()
        assert await office.statuses() == ["pending", "sent"]


async def test_the_card_of_an_edit_does_not_overtake_the_card_of_its_post(office: Office) -> None:
    await office.newsroom.track("goodwill", "gesture")
    await office.newsroom.follow(ANNA, "goodwill")
    office.sender.answers[ANNA].append(Retry("network"))
    await office.owe(ANNA)
    edited = post(1, "a ruse, a gesture", edited=START + SECOND)
    await office.newsroom.pipeline(alert_max_age=None).ingest([edited])
    async with office.open():
        await office.settled()
        await office.settled(SECOND * 2)
    assert office.sender.to(ANNA) == [1, 1, 2, 1]  # the last changes the first card, which quotes what was edited


async def test_a_pause_stops_everything_until_it_ends(office: Office) -> None:
    office.sender.answers[ANNA].append(Pause(30))
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
        assert office.courier.paused_until == office.clock.now() + 30 * SECOND
        await office.owe(BORYS)
        await office.settled(29 * SECOND)
        assert [chat for chat, _, _ in office.sender.sent] == [ANNA]
        await office.settled(SECOND)
    assert await office.statuses() == ["sent", "sent", "sent"]
    assert [row[3] for row in await office.outbox()] == [0, 0, 0]


async def test_a_shorter_pause_does_not_end_a_longer_one(office: Office) -> None:
    office.sender.answers[ANNA].append(Pause(60))
    office.sender.answers[BORYS].append(Pause(5))
    await office.owe(ANNA, BORYS)
    async with office.open():
        await office.settled()
        await office.settled(10 * SECOND)
        assert len(office.sender.sent) == 2
        await office.settled(50 * SECOND)
    assert await office.statuses() == ["sent", "sent"]


async def test_a_pause_of_one_chat_leaves_the_others_alone(office: Office) -> None:
    office.sender.answers[DESK].append(Pause(40, chat_only=True))
    await office.owe(ANNA, DESK)
    await office.owe(ANNA, DESK)
    async with office.open():
        await office.settled()
        assert len(office.sender.to(ANNA)) == 2
        assert len(office.sender.to(DESK)) == 1
        assert office.courier.paused_until is None
        await office.settled(39 * SECOND)
        assert len(office.sender.to(DESK)) == 1
        await office.settled(SECOND)
    assert await office.statuses() == ["sent"] * 4


async def test_a_chat_that_is_gone_is_paused_with_the_reason_and_keeps_what_it_is_owed(office: Office) -> None:
    office.sender.answers[ANNA].append(Refused("blocked by the user", chat_is_gone=True))
    await office.owe(ANNA, BORYS)
    async with office.open():
        await office.settled()
        await office.owe()
        await office.settled()
        anna = await subscribers.get(office.newsroom.database.reader, ANNA)
        assert anna is not None
        assert (anna.status, anna.paused_reason) == (SubscriberStatus.PAUSED, "blocked by the user")
        assert [row[1:3] for row in await office.outbox()] == [
            (ANNA, "pending"),
            (BORYS, "sent"),
            (ANNA, "pending"),  # found while it could not be reached
            (BORYS, "sent"),
        ]
        assert await office.newsroom.rows("SELECT actor_id, action, subject, detail FROM audit") == [
            (0, "subscriber.paused", str(ANNA), "blocked by the user")
        ]

        await office.newsroom.database.write(
            lambda connection: subscribers.set_status(connection, ANNA, SubscriberStatus.ACTIVE)
        )
        office.newsroom.owed.set()
        await office.settled()
    assert await office.statuses() == ["sent"] * 4


async def test_a_message_that_is_refused_is_buried_with_the_reason_and_the_next_one_goes(office: Office) -> None:
    office.sender.answers[ANNA].append(Refused("message is too long"))
    await office.owe(ANNA)
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
    rows = await office.newsroom.rows("SELECT status, reason FROM outbox ORDER BY id")
    assert rows == [("buried", "message is too long"), ("sent", None)]


async def test_a_card_with_nothing_left_to_tell_is_buried_unsent(office: Office) -> None:
    await office.owe(ANNA)
    await office.newsroom.run("DELETE FROM subscriptions")
    async with office.open():
        await office.settled()
    assert office.sender.sent == []
    rows = await office.newsroom.rows("SELECT status, reason FROM outbox")
    assert rows == [("buried", "nothing left to tell: no longer followed")]


async def test_stopping_finishes_and_marks_what_is_under_way_and_begins_nothing_more(office: Office) -> None:
    office.sender.open.clear()
    await office.owe(ANNA)
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
        office.courier.stop()
        await office.settled()
        office.sender.open.set()
    assert office.sender.to(ANNA) == [1]
    assert await office.statuses() == ["sent", "pending"]


@pytest.mark.parametrize("pause", [True, False], ids=["a pause", "a stop"])
async def test_what_comes_while_the_outbox_is_being_read_holds_already(
    office: Office, monkeypatch: pytest.MonkeyPatch, *, pause: bool
) -> None:
    read = outbox.due

    async def slow_read(connection: Connection, now: datetime, *page: int) -> list[Delivery]:
        found = await read(connection, now, *page)
        if pause:
            office.courier.paused_until = office.clock.now() + SECOND
        else:
            office.courier.stop()
        return found

    monkeypatch.setattr(outbox, "due", slow_read)
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
    assert office.sender.sent == []


async def test_a_delivery_that_ends_while_the_outbox_is_being_read_is_not_sent_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, mark = outbox.due, outbox.mark_sent
    ended = asyncio.Event()

    async def mark_and_tell(
        connection: Connection, delivery: DeliveryId, now: datetime, message: int | None, written_at: datetime
    ) -> None:
        await mark(connection, delivery, now, message, written_at)
        asyncio.get_running_loop().call_later(0.05, ended.set)

    async def slow_read(connection: Connection, now: datetime, *page: int) -> list[Delivery]:
        found = await read(connection, now, *page)
        if office.sender.under_way:
            office.sender.open.set()
            await ended.wait()
        return found

    monkeypatch.setattr(outbox, "due", slow_read)
    monkeypatch.setattr(outbox, "mark_sent", mark_and_tell)
    office.sender.open.clear()
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
        office.newsroom.owed.set()
        await ended.wait()
        await office.settled()
    assert office.sender.to(ANNA) == [1]


async def test_at_most_one_send_to_a_chat_is_under_way(office: Office) -> None:
    office.sender.open.clear()
    for _ in range(4):
        await office.owe(ANNA, BORYS)
    async with office.open():
        await office.settled()
        assert sorted(office.sender.under_way) == [ANNA, BORYS]
        office.sender.open.set()
        await office.settled()
    assert office.sender.most_in_one_chat == 1
    assert office.sender.to(ANNA) == sorted(office.sender.to(ANNA))
    assert await office.statuses() == ["sent"] * 8


async def test_a_card_and_a_summary_go_to_their_chat_one_after_the_other(office: Office) -> None:
    await office.newsroom.follow(ANNA, "feint")
    await office.newsroom.pipeline().ingest([post(50, "a ruse", at=START - timedelta(days=2)), post(51, "a ruse")])
    office.clock.move(60 * SECOND)
    async with office.open():
        await office.settled()
    assert office.sender.to(ANNA) == [2, 1]
    assert office.sender.most_in_one_chat == 1


async def test_no_more_than_ten_sends_are_under_way(office: Office) -> None:
    office.sender.open.clear()
    await office.owe(*(ChatId(number) for number in range(1, 31)))
    async with office.open():
        await office.settled()
        assert len(office.sender.under_way) == 10
        office.sender.open.set()
        await office.settled()
    assert await office.statuses() == ["sent"] * 30


async def test_a_crash_between_send_and_mark_sends_again_under_the_same_id(office: Office, texts: Texts) -> None:
    office.sender.open.clear()
    await office.owe(ANNA)
    running = asyncio.create_task(office.courier.run())
    await office.settled()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await office.statuses() == ["pending"]

    after = Office(office.newsroom, texts)
    async with after.open():
        await after.settled()
    assert office.sender.to(ANNA) == after.sender.to(ANNA) == [1]
    assert await after.statuses() == ["sent"]


async def test_the_pace_is_kept_in_each_chat(newsroom: Newsroom, texts: Texts) -> None:
    await newsroom.track("feint", "ruse")
    office = Office(newsroom, texts)
    office.courier._pacer = RateLimiter(office.clock.seconds, everybody=NO_LIMIT)
    for _ in range(3):
        await office.owe(ANNA, BORYS)
    async with office.open():
        for seconds in range(3):
            await office.settled()
            assert len(office.sender.to(ANNA)) == len(office.sender.to(BORYS)) == seconds + 1
            office.clock.move(SECOND)


async def test_a_summary_is_sent_after_its_wait_and_takes_no_more_posts_then(office: Office) -> None:
    await office.newsroom.follow(ANNA, "feint")
    pipeline = office.newsroom.pipeline()
    await pipeline.ingest([post(number, "a ruse", at=START - timedelta(days=2)) for number in (1, 2, 3)])
    async with office.open():
        await office.settled(59 * SECOND)
        assert office.sender.sent == []
        await office.settled(SECOND)
        assert "3 posts" in office.sender.sent[0][2]
        await pipeline.ingest([post(4, "a ruse", at=START - timedelta(days=2))])
        await office.settled(60 * SECOND)
    assert ["3 posts" in html for _, _, html in office.sender.sent] == [True, False]


async def test_draining_sends_everything_in_order_whatever_its_time(office: Office) -> None:
    await office.owe(ANNA, BORYS)
    await office.owe(ANNA, BORYS)
    await office.newsroom.run("UPDATE outbox SET due_at = '2099-01-01T00:00:00.000+00:00' WHERE id = 1")
    assert await office.courier.drain() == 4
    assert [delivery for _, delivery, _ in office.sender.sent] == [1, 2, 3, 4]
    assert await office.statuses() == ["sent"] * 4
    assert await office.courier.drain() == 0


async def test_an_earlier_arrival_counts_as_sent(office: Office) -> None:
    office.sender.answers[ANNA].append(Sent(None))
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
    assert await office.newsroom.rows("SELECT status, message_id FROM outbox") == [("sent", None)]


AMENDED = "SELECT id, amend_at IS NULL, reason FROM outbox ORDER BY id"


async def amend(office: Office) -> None:
    """Have the posts of all cards change."""
    await office.newsroom.run("UPDATE outbox SET amend_at = '2022-09-10T12:00:00.000+00:00'")
    office.newsroom.owed.set()


async def test_a_sent_card_whose_post_changed_is_edited_once(office: Office) -> None:
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
        await amend(office)
        await office.settled()
        await office.settled(SECOND)
    assert office.sender.to(ANNA) == [1, 1]
    assert await office.newsroom.rows(AMENDED) == [(1, 1, None)]


async def test_a_new_alert_goes_before_the_change_of_an_old_card(office: Office) -> None:
    await office.owe(ANNA)
    await office.newsroom.run("UPDATE outbox SET status = 'sent', message_id = 7, sent_at = owed_at")
    await amend(office)
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
    assert office.sender.to(ANNA) == [2, 1]


async def test_a_pause_for_edits_holds_up_no_new_alert(office: Office) -> None:
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
        office.sender.answers[ANNA].append(Pause(60))
        await amend(office)
        await office.settled()
        await office.owe(ANNA)
        await office.settled()
        assert office.sender.to(ANNA) == [1, 1, 2]
        await office.settled(SECOND * 61)
    assert office.sender.to(ANNA) == [1, 1, 2, 1]


async def test_a_card_that_cannot_be_edited_is_left_as_it_is_with_the_reason(office: Office) -> None:
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
        office.sender.answers[ANNA].append(Refused("MESSAGE_ID_INVALID"))
        await amend(office)
        await office.settled()
        await office.settled(SECOND * 61)
    assert office.sender.to(ANNA) == [1, 1]
    assert await office.newsroom.rows(AMENDED) == [(1, 1, "MESSAGE_ID_INVALID")]


async def test_an_edit_that_fails_is_tried_again_later(office: Office) -> None:
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
        office.sender.answers[ANNA].extend([Retry("network"), Retry("network")])
        await amend(office)
        await office.settled()
        await office.settled(SECOND * 2)
        await office.settled(SECOND * 4)
    assert office.sender.to(ANNA) == [1, 1, 1, 1]


async def test_a_change_while_its_card_is_being_sent_is_put_in_afterwards(office: Office) -> None:
    office.sender.open.clear()
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
        await office.newsroom.pipeline().ingest([post(1, "rain", edited=START + SECOND)])
        office.sender.open.set()
        await office.settled()
    assert office.sender.to(ANNA) == [1, 1]
    assert "Words removed" not in office.sender.sent[0][2]
    assert "Words removed" in office.sender.sent[1][2]


async def test_a_card_changed_long_after_it_was_sent_is_not_called_late(office: Office) -> None:
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
        await office.settled(timedelta(hours=5))
        await amend(office)
        await office.settled()
    assert office.sender.to(ANNA) == [1, 1]
    assert "Late" not in office.sender.sent[1][2]


async def test_cards_wait_with_their_change_until_the_pace_for_everybody_lets_them(office: Office) -> None:
    office.courier._pacer = RateLimiter(office.clock.seconds, everybody=Limit(1, 1.0), person=NO_LIMIT)
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
        await amend(office)
        await office.settled()
        assert office.sender.to(ANNA) == [1]
        await office.settled(SECOND)
        assert office.sender.to(ANNA) == [1, 1]


async def test_a_card_whose_message_nobody_knows_is_never_sent_again(office: Office) -> None:
    office.sender.answers[ANNA].append(Sent(None))
    office.sender.open.clear()
    await office.owe(ANNA)
    async with office.open():
        await office.settled()
        await amend(office)
        office.sender.open.set()
        await office.settled()
        await office.settled(SECOND * 120)
    assert office.sender.to(ANNA) == [1]
