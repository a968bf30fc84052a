from __future__ import annotations

from typing import TYPE_CHECKING

from storage.alerts import outbox
from storage.database import to_text
from storage.model.deliveries import DeliveryKind
from storage.model.ids import ChatId, DeliveryId, MessageId, NarrativeId
from storage.model.narratives import Narrative
from storage.model.subscribers import Role, Subscriber, SubscriberStatus
from storage.narratives import narratives
from storage.people import inbox, places, subscribers
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection

OLHA, GROUP, FORUM = ChatId(100), ChatId(-55), ChatId(-1001500000001)
FEINT = NarrativeId("feint")


def topic(number: int) -> Subscriber:
    return Subscriber(
        ChatId(0), Role.SUBSCRIBER, f"Topic {number}", forum_id=FORUM, topic_id=MessageId(number), set_up_by=OLHA
    )


def group(chat: ChatId = GROUP) -> Subscriber:
    return Subscriber(chat, Role.SUBSCRIBER, "Newsroom", set_up_by=OLHA)


async def test_each_topic_of_a_forum_has_a_number_of_its_own_below_all_chats(connection: Connection) -> None:
    first, second = [await places.set_up(connection, topic(number), START) for number in (5, 7)]
    assert first != second
    assert max(first, second) < -1_000_000_000_000_000
    assert await places.set_up(connection, topic(5), START) == first
    found = await places.at(connection, FORUM, MessageId(7))
    assert found is not None
    assert (found.id, found.chat, found.topic_id) == (second, FORUM, 7)
    assert await places.at(connection, FORUM, None) is None
    assert {one.id for one in await places.within(connection, FORUM)} == {second, first}


async def test_a_topic_has_the_same_number_in_whatever_order_topics_come(connection: Connection) -> None:
    five, seven = [await places.set_up(connection, topic(number), START) for number in (5, 7)]
    await connection.execute("DELETE FROM subscribers")
    assert [await places.set_up(connection, topic(number), START) for number in (7, 5)] == [seven, five]


async def test_two_topics_never_have_one_number(connection: Connection) -> None:
    first = await places.set_up(connection, topic(5), START)
    await connection.execute("UPDATE subscribers SET topic_id = 6")
    assert await places.set_up(connection, topic(5), START) == first - 1


async def test_a_place_that_is_set_up_again_is_active_and_belongs_to_who_did_it_last(connection: Connection) -> None:
    await places.set_up(connection, group(), START)
    await subscribers.set_status(connection, GROUP, SubscriberStatus.PAUSED, "removed")
    await places.set_up(connection, Subscriber(GROUP, Role.SUBSCRIBER, "Newsroom 2", set_up_by=ChatId(7)), START)
    assert await places.at(connection, GROUP, None) == Subscriber(
        GROUP, Role.SUBSCRIBER, "Newsroom 2", set_up_by=ChatId(7)
    )


async def test_a_group_that_is_upgraded_keeps_what_it_follows_and_is_owed(connection: Connection) -> None:
    await narratives.add(connection, Narrative(FEINT, "Feint"), START)
    await places.set_up(connection, group(), START)
    await subscribers.follow(connection, GROUP, FEINT, START)
    await connection.execute(
        "INSERT INTO outbox (id, subscriber_id, kind, owed_at, due_at, status, message_id) "
        "VALUES (1, -55, 'notice', '', '', 'pending', NULL), (2, -55, 'notice', '', '', 'sent', 9)"
    )
    await inbox.mark_handled(connection, GROUP, MessageId(3), START)

    assert await places.move(connection, GROUP, FORUM)
    assert not await places.move(connection, GROUP, FORUM)

    assert await subscribers.following(connection, FORUM) == {FEINT}
    assert not await inbox.is_handled(connection, GROUP, MessageId(3))
    cursor = await connection.execute("SELECT subscriber_id, message_id FROM outbox ORDER BY id")
    assert [tuple(row) for row in await cursor.fetchall()] == [(FORUM, None), (FORUM, None)]


async def test_what_was_owed_to_a_group_goes_to_its_upgrade_that_has_subscribed_already(connection: Connection) -> None:
    for name in (FEINT, NarrativeId("goodwill")):
        await narratives.add(connection, Narrative(name, name), START)
    for chat in (GROUP, FORUM):
        await places.set_up(connection, group(chat), START)
        await subscribers.follow(connection, chat, FEINT, START)
    await subscribers.follow(connection, GROUP, NarrativeId("goodwill"), START)
    await connection.execute(
        "INSERT INTO outbox (id, subscriber_id, kind, owed_at, due_at) VALUES (1, -55, 'notice', ?1, ?1)",
        (to_text(START),),
    )

    assert await places.move(connection, GROUP, FORUM)

    assert await subscribers.following(connection, FORUM) == {FEINT, "goodwill"}
    (owed,) = await outbox.pending(connection, 10)
    assert (owed.id, owed.kind, owed.subscriber.id) == (DeliveryId(1), DeliveryKind.NOTICE, FORUM)
    old = await places.at(connection, GROUP, None)
    assert old is not None
    assert old.status is SubscriberStatus.STOPPED
