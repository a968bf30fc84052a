from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.alerts import notices, outbox
from storage.channels import access, channels, lost_accounts, outages, pending_joins
from storage.model.channels import Channel, Invitation, Membership, Outage
from storage.model.deliveries import DeliveryKind, Notice, TextName
from storage.model.ids import ChannelId, ChatId
from storage.model.subscribers import Role, SubscriberStatus
from storage.people import subscribers
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection

NEWS = Channel(ChannelId(-1001), "News", "news", account="reader", access_hash=7)
ANNA, BORYS, OLHA = ChatId(1), ChatId(2), ChatId(3)


async def test_each_account_has_its_own_access_and_the_reading_one_lends_its_hash(connection: Connection) -> None:
    await channels.add(connection, NEWS, START)
    await access.save(connection, "reader", NEWS.id, 7, Membership.MEMBER)
    await access.save(connection, "second", NEWS.id, 8, Membership.WANTED)
    assert await access.to_join(connection, "second") == []  # it does not read the channel

    await access.assign(connection, NEWS.id, "second")
    moved = await channels.get(connection, NEWS.id)
    assert moved is not None
    assert (moved.account, moved.access_hash) == ("second", 8)
    assert await access.to_join(connection, "second") == [NEWS.id]
    await access.stand(connection, "second", NEWS.id, Membership.MEMBER)
    assert await access.to_join(connection, "second") == []
    assert await access.get(connection, "reader", NEWS.id) == (NEWS.id, 7, Membership.MEMBER)


async def test_an_invitation_waits_with_its_newest_wish_until_it_is_dropped(connection: Connection) -> None:
    first = Invitation("hash", "Closed", "t.me/+hash", ANNA, "reader")
    again = Invitation("hash", "Closed", "t.me/+hash media", BORYS, "reader", Membership.REQUESTED)
    await pending_joins.save(connection, first, START)
    await pending_joins.save(connection, again, START)
    assert await pending_joins.list_all(connection) == [again]
    await pending_joins.stand(connection, "hash", Membership.WANTED)
    assert [one.membership for one in await pending_joins.list_all(connection)] == [Membership.WANTED]
    await pending_joins.drop(connection, "hash")
    assert await pending_joins.list_all(connection) == []


async def test_a_lost_session_stays_lost_and_a_new_one_of_the_account_does_not(connection: Connection) -> None:
    await lost_accounts.record(connection, "reader", "one", "lost-banned", START)
    assert await lost_accounts.reason(connection, "reader", "one") == "lost-banned"
    assert await lost_accounts.reason(connection, "reader", "two") is None
    assert await lost_accounts.reason(connection, "second", "one") is None


async def test_blindness_is_kept_until_it_is_over(connection: Connection) -> None:
    blind = Outage(START, operators_told=True, works_since=START + timedelta(minutes=1))
    await outages.save(connection, "sending", Outage(START))
    await outages.save(connection, "sending", blind)
    assert await outages.get(connection, "sending") == blind
    await outages.save(connection, "sending", None)
    assert await outages.get(connection, "sending") is None


async def test_a_notice_keeps_its_values_and_goes_to_those_who_want_no_alerts(connection: Connection) -> None:
    for chat, role in ((ANNA, Role.OPERATOR), (BORYS, Role.SUBSCRIBER), (OLHA, Role.OWNER)):
        await subscribers.let_in(connection, chat, role, START)
    await subscribers.set_status(connection, ANNA, SubscriberStatus.STOPPED)
    assert await notices.operators(connection) == [ANNA, OLHA]
    assert await notices.owners(connection) == [OLHA]
    assert await notices.subscribers(connection) == [BORYS]

    notice = Notice("notice-x", {"since": START, "channel": "<b>", "reason": TextName("paused-gone"), "posts": 3})
    await notices.enqueue(connection, [ANNA, BORYS], notice, START)
    due = await outbox.due(connection, START)
    assert [(one.subscriber.id, one.kind) for one in due] == [(ANNA, DeliveryKind.NOTICE), (BORYS, DeliveryKind.NOTICE)]
    kept = await notices.get(connection, due[0].id)
    assert kept == notice
    assert kept is not None
    assert isinstance(kept.values["reason"], TextName)
    await subscribers.set_status(connection, BORYS, SubscriberStatus.STOPPED)
    assert await notices.subscribers(connection) == []


async def test_people_shut_out_hear_nothing(connection: Connection) -> None:
    await subscribers.let_in(connection, ANNA, Role.OPERATOR, START)
    await subscribers.set_status(connection, ANNA, SubscriberStatus.DENIED)
    assert await notices.operators(connection) == []
