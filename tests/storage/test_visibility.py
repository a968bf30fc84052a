from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.alerts import cards, enqueue, outbox
from storage.channels import channels, visibility
from storage.model.channels import Channel
from storage.model.deliveries import DeliveryKind
from storage.model.ids import ChannelId, ChatId, MessageId, NarrativeId, PostId
from storage.model.narratives import Narrative
from storage.model.posts import Post
from storage.model.subscribers import Role
from storage.narratives import narratives
from storage.people import subscribers
from storage.posts import posts
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection

SECRET, FEINT = ChannelId(-1001), NarrativeId("feint")
OLHA, ANNA, BORYS = ChatId(100), ChatId(101), ChatId(102)


@pytest.fixture
async def tx(connection: Connection) -> Connection:
    await channels.add(connection, Channel(SECRET, "Staff room", is_private=True), START)
    await narratives.add(connection, Narrative(FEINT, "Feint"), START)
    for chat, role in ((OLHA, Role.OPERATOR), (ANNA, Role.SUBSCRIBER), (BORYS, Role.SUBSCRIBER)):
        await subscribers.let_in(connection, chat, role, START)
        await subscribers.follow(connection, chat, FEINT, START)
    return connection


async def told(tx: Connection, number: int = 1) -> PostId:
    (kept,) = await posts.save_all(tx, [Post(SECRET, MessageId(number), START, "a feint")], START)
    await tx.execute(
        "INSERT OR IGNORE INTO phrases (id, narrative_id, text, kind, added_at) "
        "VALUES (1, 'feint', 'feint', 'watch', '')"
    )
    await tx.execute("INSERT INTO matches SELECT id, 1, 1, 'feint', 'alert', 100, '[[2, 7]]', posted_at FROM posts")
    return kept.id


async def test_a_private_channel_is_for_operators_and_for_those_it_was_shared_with(tx: Connection) -> None:
    post = await told(tx)
    assert await enqueue.followers(tx, [FEINT], post) == [OLHA]
    assert await visibility.share(tx, SECRET, ANNA)
    assert not await visibility.share(tx, SECRET, ANNA)
    assert await enqueue.followers(tx, [FEINT], post) == [OLHA, ANNA]
    assert [one.id for one in await visibility.readers(tx, SECRET)] == [ANNA]
    assert await visibility.unshare(tx, SECRET, ANNA)
    assert not await visibility.unshare(tx, SECRET, ANNA)
    assert await enqueue.followers(tx, [FEINT], post) == [OLHA]


async def test_a_channel_that_gets_a_name_is_for_everybody_and_one_that_loses_it_is_not(tx: Connection) -> None:
    post = await told(tx)
    await channels.rename(tx, SECRET, "Staff room", "staff_room")
    assert await enqueue.followers(tx, [FEINT], post) == [OLHA, ANNA, BORYS]
    await channels.rename(tx, SECRET, "Staff room", None)
    assert await enqueue.followers(tx, [FEINT], post) == [OLHA]


async def test_a_card_owed_to_a_reader_who_is_allowed_it_no_more_has_nothing_to_tell(tx: Connection) -> None:
    post = await told(tx)
    await visibility.share(tx, SECRET, ANNA)
    await enqueue.enqueue(tx, [ANNA], post, 1, DeliveryKind.NEW, START)
    (owed,) = await outbox.pending(tx, 10)
    assert await cards.card(tx, owed) is not None
    await visibility.unshare(tx, SECRET, ANNA)
    assert await cards.card(tx, owed) is None


async def test_a_summary_counts_only_what_its_reader_may_read_when_it_is_written(tx: Connection) -> None:
    await visibility.share(tx, SECRET, ANNA)
    await enqueue.enqueue_in_summary(tx, [FEINT], await told(tx), START)
    to_olha, to_anna = await outbox.pending(tx, 10)
    assert [line.posts for line in await outbox.summary(tx, to_anna.id)] == [1]
    await visibility.unshare(tx, SECRET, ANNA)
    assert await outbox.summary(tx, to_anna.id) == []
    assert [line.posts for line in await outbox.summary(tx, to_olha.id)] == [1]


async def test_a_channel_added_again_as_public_is_private_no_more(tx: Connection) -> None:
    await channels.add(tx, Channel(SECRET, "Staff room", username="staff_room"), START)
    stored = await channels.get(tx, SECRET)
    assert stored is not None
    assert not stored.is_private
