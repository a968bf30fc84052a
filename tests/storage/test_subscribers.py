from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage.model.ids import ChatId, NarrativeId
from storage.model.narratives import Narrative
from storage.model.subscribers import Role, Subscriber, SubscriberStatus
from storage.narratives import narratives
from storage.people import blocking, subscribers
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection

ANNA, BORYS = ChatId(101), ChatId(102)


async def test_who_knocked_is_let_in_under_the_name_they_gave(connection: Connection) -> None:
    await subscribers.record_stranger(connection, ANNA, name="Anna", username="anna_k", now=START)
    await subscribers.let_in(connection, ANNA, Role.SUBSCRIBER, START)
    assert await subscribers.get(connection, ANNA) == Subscriber(ANNA, Role.SUBSCRIBER, "Anna", "anna_k")
    assert await subscribers.strangers(connection, 10) == []


async def test_who_never_knocked_is_let_in_without_a_name(connection: Connection) -> None:
    await subscribers.let_in(connection, ANNA, Role.OPERATOR, START)
    assert await subscribers.get(connection, ANNA) == Subscriber(ANNA, Role.OPERATOR)
    assert await subscribers.get(connection, BORYS) is None


async def test_who_was_shut_out_is_active_again_when_let_in(connection: Connection) -> None:
    await subscribers.let_in(connection, ANNA, Role.SUBSCRIBER, START)
    await subscribers.set_status(connection, ANNA, SubscriberStatus.DENIED, "spam")
    await subscribers.let_in(connection, ANNA, Role.SUBSCRIBER, START)
    assert await subscribers.get(connection, ANNA) == Subscriber(ANNA, Role.SUBSCRIBER)


@pytest.mark.parametrize("status", [SubscriberStatus.STOPPED, SubscriberStatus.PAUSED])
async def test_another_role_does_not_start_alerts_again(connection: Connection, status: SubscriberStatus) -> None:
    await subscribers.let_in(connection, ANNA, Role.SUBSCRIBER, START)
    await subscribers.set_status(connection, ANNA, status, "why")
    await subscribers.let_in(connection, ANNA, Role.OPERATOR, START)
    expected = Subscriber(ANNA, Role.OPERATOR, status=status, paused_reason="why")
    assert await subscribers.get(connection, ANNA) == expected


async def test_owners_are_demoted_and_nobody_else(connection: Connection) -> None:
    await subscribers.let_in(connection, ANNA, Role.OWNER, START)
    await subscribers.let_in(connection, BORYS, Role.OPERATOR, START)
    await subscribers.demote_owners(connection)
    assert [one.role for one in await subscribers.list_all(connection)] == [Role.OPERATOR, Role.SUBSCRIBER]


async def test_people_are_found_by_name_at_the_door_and_inside(connection: Connection) -> None:
    await subscribers.record_stranger(connection, ANNA, name="Anna", username="Anna_K", now=START)
    await subscribers.let_in(connection, BORYS, Role.SUBSCRIBER, START)
    await subscribers.record_person(connection, BORYS, name="Borys", username="borys", language="uk")
    assert await subscribers.last_seen_as(connection, "anna_k") == [ANNA]
    assert await subscribers.last_seen_as(connection, "BORYS") == [BORYS]
    assert await subscribers.last_seen_as(connection, "nobody") == []


@pytest.mark.parametrize("taker", ["subscriber", "stranger"])
async def test_a_name_that_shows_up_with_somebody_else_leaves_who_had_it(connection: Connection, taker: str) -> None:
    await subscribers.let_in(connection, ANNA, Role.SUBSCRIBER, START)
    await subscribers.record_person(connection, ANNA, name="Anna", username="Hotline", language=None)
    stranger = ChatId(77)
    await subscribers.record_stranger(connection, stranger, name="Third", username="hotline", now=START)
    assert await subscribers.last_seen_as(connection, "hotline") == [stranger]
    if taker == "subscriber":
        await subscribers.let_in(connection, BORYS, Role.SUBSCRIBER, START)
        await subscribers.record_person(connection, BORYS, name="Borys", username="HOTLINE", language=None)
    else:
        await subscribers.record_stranger(connection, BORYS, name="Borys", username="HOTLINE", now=START)
    assert await subscribers.last_seen_as(connection, "hotline") == [BORYS]


async def test_a_channel_at_the_door_is_no_stranger_and_becomes_no_operator(connection: Connection) -> None:
    channel = ChatId(-1001234567890)
    await subscribers.record_stranger(connection, channel, name="Channel", username="news", now=START)
    assert await subscribers.strangers(connection, 10) == []
    await subscribers.let_in(connection, channel, Role.OPERATOR, START)
    found = await subscribers.get(connection, channel)
    assert found is not None
    assert found.role is Role.SUBSCRIBER


async def test_only_being_let_in_ends_being_shut_out(connection: Connection) -> None:
    await blocking.shut_out(connection, ANNA, START)
    await subscribers.set_status(connection, ANNA, SubscriberStatus.ACTIVE)
    await subscribers.come_back(connection, ANNA)
    found = await subscribers.get(connection, ANNA)
    assert found is not None
    assert found.status is SubscriberStatus.DENIED


async def test_only_the_latest_hundred_strangers_are_remembered(connection: Connection) -> None:
    for number in range(1, 131):
        now = START + timedelta(seconds=number)
        await subscribers.record_stranger(connection, ChatId(number), name=f"n{number}", username=None, now=now)
    kept = await subscribers.strangers(connection, 1_000)
    assert [person for person, _, _ in kept] == list(range(130, 30, -1))


async def test_a_stranger_who_knocks_again_is_the_latest(connection: Connection) -> None:
    for minute, person in enumerate([ANNA, BORYS, ANNA]):
        now = START + timedelta(minutes=minute)
        await subscribers.record_stranger(connection, person, name=f"at {minute}", username=None, now=now)
    assert await subscribers.strangers(connection, 10) == [(ANNA, "at 2", None), (BORYS, "at 1", None)]


async def test_a_language_that_telegram_does_not_tell_is_kept(connection: Connection) -> None:
    await subscribers.let_in(connection, ANNA, Role.SUBSCRIBER, START)
    await subscribers.set_speech(connection, ANNA, language="uk", time_zone="Europe/Kyiv")
    await subscribers.record_person(connection, ANNA, name="Anna", username=None, language=None)
    expected = Subscriber(ANNA, Role.SUBSCRIBER, "Anna", language="uk", time_zone="Europe/Kyiv")
    assert await subscribers.get(connection, ANNA) == expected


async def test_following_twice_and_leaving_twice_change_nothing(connection: Connection) -> None:
    feint = NarrativeId("feint")
    await narratives.add(connection, Narrative(feint, "Feint"), START)
    await subscribers.let_in(connection, ANNA, Role.SUBSCRIBER, START)
    for _ in range(2):
        await subscribers.follow(connection, ANNA, feint, START)
    assert await subscribers.following(connection, ANNA) == {feint}
    for _ in range(2):
        await subscribers.unfollow(connection, ANNA, feint)
    assert await subscribers.following(connection, ANNA) == set()
