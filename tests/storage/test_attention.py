from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage.alerts import enqueue, outbox
from storage.channels import channels, coverage
from storage.model.channels import Channel
from storage.model.deliveries import DeliveryKind
from storage.model.ids import DeliveryId, MessageId
from storage.model.subscribers import Role, SubscriberStatus
from storage.ops import attention
from storage.ops.attention import Lag
from storage.people import subscribers
from storage.posts import posts
from tests.fakes import START
from tests.newsroom import ANNA, BORYS, CHANNEL, post

if TYPE_CHECKING:
    from storage.database import Connection

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
async def tx(connection: Connection) -> Connection:
    await channels.add(connection, Channel(CHANNEL, "Morning News", summed_to=MessageId(1)), START)
    for person in (ANNA, BORYS):
        await subscribers.let_in(connection, person, Role.SUBSCRIBER, START)
    return connection


async def test_a_channel_is_unread_when_it_was_not_checked_to_its_end_for_long(tx: Connection) -> None:
    await coverage.begin(tx, CHANNEL, MessageId(1), START, START)
    assert await attention.unread(tx, START) == []  # it was added just then
    assert [one.id for one in await attention.unread(tx, START + HOUR)] == [CHANNEL]
    await coverage.finish(tx, CHANNEL, START + HOUR, START + HOUR)
    assert await attention.unread(tx, START + HOUR) == []


async def test_the_lag_is_that_of_posts_which_came_under_watch(tx: Connection) -> None:
    assert await attention.lag(tx, START) is None
    old = post(1, "from before", at=START - HOUR)
    await posts.save_all(tx, [old], START + HOUR)
    for number, late in ((2, 1), (3, 2), (4, 40)):
        came = post(number, "new", at=START + number * HOUR)
        await posts.save_all(tx, [came], came.posted_at + timedelta(seconds=late))
    assert await attention.lag(tx, START - DAY) == Lag(timedelta(seconds=2), timedelta(seconds=40))
    assert await attention.lag(tx, START + DAY) is None


async def test_what_waits_longest_is_what_could_be_sent_and_what_is_buried_is_counted_by_its_reason(
    tx: Connection,
) -> None:
    for number in (1, 2, 3):
        (kept,) = await posts.save_all(tx, [post(number, "x")], START)
        for person in (ANNA, BORYS):
            await enqueue.enqueue(tx, [person], kept.id, 1, DeliveryKind.NEW, START + number * HOUR)
    assert await attention.oldest_waiting(tx) == START + HOUR
    await subscribers.set_status(tx, BORYS, SubscriberStatus.PAUSED, "blocked the bot")
    for number, moment in ((1, START), (3, START + DAY)):
        await outbox.give_up(tx, DeliveryId(number), "too long", moment)
    assert await attention.oldest_waiting(tx) == START + 3 * HOUR
    assert await attention.given_up(tx, START) == {"too long": 2}
    assert await attention.given_up(tx, START + HOUR) == {"too long": 1}
    assert [one.id for one in await attention.unreachable(tx)] == [BORYS]
