from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from storage.alerts import edits, enqueue, outbox
from storage.channels import channels
from storage.model.channels import Channel
from storage.model.deliveries import DeliveryKind
from storage.model.ids import ChannelId, ChatId, DeliveryId, MessageId, NarrativeId, PostId
from storage.model.narratives import Narrative, NarrativeStatus
from storage.model.posts import Post
from storage.model.subscribers import Role, SubscriberStatus
from storage.narratives import narratives
from storage.people import subscribers
from storage.posts import posts
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection

NEWS = Channel(ChannelId(-1001), "News")
ANNA, BORYS = ChatId(101), ChatId(102)
FEINT, GOODWILL = NarrativeId("feint"), NarrativeId("goodwill")
NEW, EDIT = DeliveryKind.NEW, DeliveryKind.EDIT_ADDED


def later(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


@pytest.fixture
async def tx(connection: Connection) -> Connection:
    await channels.add(connection, NEWS, START)
    for name in (FEINT, GOODWILL):
        await narratives.add(connection, Narrative(name, name.title()), START)
    for chat in (ANNA, BORYS):
        await subscribers.let_in(connection, chat, Role.SUBSCRIBER, START)
        await subscribers.follow(connection, chat, FEINT, START)
    return connection


async def post(tx: Connection, number: int) -> PostId:
    (kept,) = await posts.save_all(tx, [Post(NEWS.id, MessageId(number), later(number), "words")], START)
    return kept.id


async def due(tx: Connection, now: datetime = START) -> list[tuple[ChatId, DeliveryId]]:
    return [(one.subscriber.id, one.id) for one in await outbox.due(tx, now)]


async def test_a_card_is_owed_once_to_each_chat(tx: Connection) -> None:
    one = await post(tx, 1)
    assert await enqueue.enqueue(tx, [ANNA, BORYS], one, 1, NEW, START) == 2
    assert await enqueue.enqueue(tx, [ANNA, BORYS], one, 1, NEW, START) == 0
    assert await enqueue.enqueue(tx, [ANNA], one, 2, EDIT, START) == 1
    assert await outbox.counts(tx) == {"pending": 3}


async def test_only_the_oldest_card_of_each_chat_is_due(tx: Connection) -> None:
    for number in (1, 2):
        await enqueue.enqueue(tx, [ANNA, BORYS], await post(tx, number), 1, NEW, START)
    assert await due(tx) == [(ANNA, 1), (BORYS, 2)]
    await outbox.mark_sent(tx, DeliveryId(1), START, 55, START)
    assert await due(tx) == [(BORYS, 2), (ANNA, 3)]


async def test_a_postponed_card_holds_up_the_later_ones_of_its_chat(tx: Connection) -> None:
    one = await post(tx, 1)
    await enqueue.enqueue(tx, [ANNA], one, 1, NEW, START)
    await enqueue.enqueue(tx, [ANNA], one, 2, EDIT, START)
    await outbox.postpone(tx, DeliveryId(1), later(10), "network")
    assert await due(tx, later(9.999)) == []
    assert await outbox.next_due(tx, after=START) == later(10)
    (delivery,) = await outbox.due(tx, later(10))
    assert (delivery.id, delivery.attempts) == (1, 1)


async def test_what_is_buried_or_sent_makes_way_for_the_next(tx: Connection) -> None:
    for number in (1, 2, 3):
        await enqueue.enqueue(tx, [ANNA], await post(tx, number), 1, NEW, START)
    await outbox.give_up(tx, DeliveryId(1), "too long", START)
    await outbox.mark_sent(tx, DeliveryId(2), START, None, START)
    assert await due(tx) == [(ANNA, 3)]
    assert await outbox.counts(tx) == {"buried": 1, "pending": 1, "sent": 1}


@pytest.mark.parametrize("status", [SubscriberStatus.PAUSED, SubscriberStatus.STOPPED, SubscriberStatus.DENIED])
async def test_nothing_is_due_to_a_chat_that_is_not_active(tx: Connection, status: SubscriberStatus) -> None:
    await enqueue.enqueue(tx, [ANNA], await post(tx, 1), 1, NEW, later(5))
    await subscribers.set_status(tx, ANNA, status)
    assert await due(tx, later(9)) == []
    assert await outbox.next_due(tx, after=START) is None
    assert len(await outbox.pending(tx, 10)) == 1


async def test_what_is_pending_comes_in_the_order_it_was_owed_and_not_more_than_asked_for(tx: Connection) -> None:
    for number in (1, 2, 3):
        await enqueue.enqueue(tx, [ANNA], await post(tx, number), 1, NEW, later(10 - number))
    assert [one.id for one in await outbox.pending(tx, 2)] == [1, 2]


async def test_followers_are_those_who_want_alerts_and_follow_an_active_narrative(tx: Connection) -> None:
    await subscribers.follow(tx, ANNA, GOODWILL, START)
    told = await post(tx, 1)
    assert await enqueue.followers(tx, [FEINT, GOODWILL], told) == [ANNA, BORYS]
    assert await enqueue.followers(tx, [GOODWILL], told) == [ANNA]
    await subscribers.set_status(tx, BORYS, SubscriberStatus.PAUSED)
    assert await enqueue.followers(tx, [FEINT], told) == [ANNA, BORYS]
    await subscribers.set_status(tx, BORYS, SubscriberStatus.STOPPED)
    assert await enqueue.followers(tx, [FEINT], told) == [ANNA]
    await narratives.put(tx, Narrative(FEINT, FEINT.title(), status=NarrativeStatus.PAUSED), START)
    assert await enqueue.followers(tx, [FEINT], told) == []


async def test_old_posts_share_one_summary_until_it_is_closed(tx: Connection) -> None:
    await subscribers.follow(tx, ANNA, GOODWILL, START)
    for number in (1, 2):
        await enqueue.enqueue_in_summary(tx, [FEINT, GOODWILL], await post(tx, number), later(60))
    anna, borys = await outbox.pending(tx, 10)
    assert [(line.title, line.posts) for line in await outbox.summary(tx, anna.id)] == [("Feint", 2), ("Goodwill", 2)]
    assert [(line.title, line.posts) for line in await outbox.summary(tx, borys.id)] == [("Feint", 2)]
    await outbox.close_summary(tx, anna.id)
    await enqueue.enqueue_in_summary(tx, [FEINT], await post(tx, 3), later(90))
    assert [one.subscriber.id for one in await outbox.pending(tx, 10)] == [ANNA, BORYS, ANNA]
    (line,) = await outbox.summary(tx, borys.id)
    assert (line.posts, line.channels, line.first, line.last) == (3, 1, later(1), later(3))


async def test_a_post_counts_once_in_a_summary(tx: Connection) -> None:
    one = await post(tx, 1)
    for _ in range(2):
        await enqueue.enqueue_in_summary(tx, [FEINT], one, later(60))
    (line,) = await outbox.summary(tx, DeliveryId(1))
    assert line.posts == 1


async def test_a_summary_waits_for_more_posts_but_not_for_ever_and_holds_up_no_cards(tx: Connection) -> None:
    await enqueue.enqueue_in_summary(tx, [FEINT], await post(tx, 1), START)
    await enqueue.enqueue(tx, [ANNA], await post(tx, 2), 1, NEW, START)
    assert [one.kind for one in await outbox.due(tx, START)] == [NEW]
    for minutes in range(1, 11):
        assert len(await outbox.due(tx, later(60 * minutes - 1))) == 1
        await enqueue.enqueue_in_summary(tx, [FEINT], await post(tx, 2 + minutes), later(60 * minutes))
    assert len(await outbox.due(tx, later(600))) == 3


async def test_of_each_chat_one_card_is_changed_at_a_time_the_longest_overdue(tx: Connection) -> None:
    for number in range(1, 61):
        await enqueue.enqueue(tx, [ANNA], await post(tx, number), 1, NEW, START)
    await enqueue.enqueue(tx, [BORYS], PostId(60), 1, NEW, START)
    for one in await outbox.pending(tx, 100):
        await outbox.mark_sent(tx, one.id, START, 5, START)
    for number in (7, 3, 60):
        await edits.enqueue_edit(tx, PostId(number), later(number))
    due = await edits.edits_due(tx, later(60), limit=10)
    assert [(one.subscriber.id, one.post_id) for one in due] == [(ANNA, 3), (BORYS, 60)]
    assert await edits.next_edit(tx, after=later(7)) == later(60)
