"""Updates that are lost, overtaken or too many, and what a real client makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telethon import events, functions, types
from telethon.sessions import SQLiteSession
from telethon.tl import TLObject

from tests.server.clients import client_of, hearing, signed_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from telethon import TelegramClient

    from tests.server import Account, Channel, TelegramServer


@pytest.fixture
def channel(telegram: TelegramServer, reader: Account) -> Channel:
    return telegram.add_channel("Новини", username="novyny", members=[reader])


@pytest.fixture
async def client(telegram: TelegramServer, reader: Account) -> AsyncIterator[TelegramClient]:
    async with signed_in(telegram, reader) as one:
        yield one


@pytest.fixture
def heard(client: TelegramClient) -> list[str]:
    texts: list[str] = []
    client.add_event_handler(hearing(texts, lambda event: event.raw_text), events.NewMessage())
    return texts


async def test_a_lost_update_is_asked_for_when_the_next_one_shows_the_gap(
    telegram: TelegramServer, channel: Channel, heard: list[str]
) -> None:
    await telegram.post(channel, "first")
    loss = telegram.lose_updates(types.UpdateNewChannelMessage)
    await telegram.post(channel, "lost")
    await telegram.post(channel, "next")
    await telegram.wait_for(lambda: heard == ["first", "lost", "next"])
    assert loss.met == 1
    assert telegram.count(functions.updates.GetChannelDifferenceRequest) == 1


async def test_overtaken_updates_are_put_in_order_without_asking(
    telegram: TelegramServer, channel: Channel, heard: list[str]
) -> None:
    await telegram.post(channel, "first")
    telegram.delay_updates(types.UpdateNewChannelMessage, 0.1)
    await telegram.post(channel, "overtaken")
    await telegram.post(channel, "overtaking")
    await telegram.wait_for(lambda: heard == ["first", "overtaken", "overtaking"])
    assert telegram.count(functions.updates.GetChannelDifferenceRequest) == 0


async def test_updates_of_one_account_can_be_lost_for_as_long_as_one_wants(
    telegram: TelegramServer, channel: Channel, heard: list[str], reader: Account
) -> None:
    silence = telegram.lose_updates(TLObject, times=None, when=lambda _, account: account is reader)
    for number in range(3):
        await telegram.post(channel, f"lost {number}")
    silence.lift()
    await telegram.post(channel, "heard")
    await telegram.wait_for(lambda: "heard" in heard)
    assert silence.met == 3


async def test_a_channel_difference_that_is_too_long_tells_nothing_of_what_was_missed(
    telegram: TelegramServer, channel: Channel, heard: list[str]
) -> None:
    telegram.world.difference_limit = 1
    await telegram.post(channel, "first")
    telegram.lose_updates(types.UpdateNewChannelMessage, times=2)
    for text in ("lost", "lost too", "exposes the gap"):
        await telegram.post(channel, text)
    await telegram.wait_for(lambda: telegram.count(functions.updates.GetChannelDifferenceRequest) == 2)
    await telegram.post(channel, "later")
    await telegram.wait_for(lambda: "later" in heard)
    assert heard == ["first", "later"]


async def test_a_difference_of_private_chats_that_is_too_long_tells_nothing_either(
    telegram: TelegramServer, tmp_path: Path, bot: Account, oksana: Account
) -> None:
    said: list[str] = []
    async with signed_in(telegram, bot, SQLiteSession(str(tmp_path / "bot")), catch_up=True):
        pass
    telegram.world.difference_limit = 1
    for text in ("missed", "missed too"):
        await telegram.say(oksana, bot, text)
    returning = client_of(telegram, SQLiteSession(str(tmp_path / "bot")), catch_up=True)
    returning.add_event_handler(hearing(said, lambda event: event.raw_text), events.NewMessage())
    asked = telegram.count(functions.updates.GetDifferenceRequest)
    await returning.connect()
    await telegram.wait_for(lambda: telegram.count(functions.updates.GetDifferenceRequest) > asked)
    await telegram.say(oksana, bot, "heard")
    await telegram.wait_for(lambda: said == ["heard"])
    await returning.disconnect()


async def test_edits_and_deletions_while_a_client_is_away_never_reach_it(
    telegram: TelegramServer, tmp_path: Path, channel: Channel, reader: Account
) -> None:
    seen: list[object] = []
    async with signed_in(telegram, reader, SQLiteSession(str(tmp_path / "reader"))) as client:
        client.add_event_handler(hearing(seen, lambda event: event.message.id), events.NewMessage())
        for text in ("edited meanwhile", "deleted meanwhile"):
            await telegram.post(channel, text)
        await telegram.wait_for(lambda: seen == [1, 2])
    await telegram.edit(channel, 1, "edited")
    await telegram.delete(channel, 2)
    returning = client_of(telegram, SQLiteSession(str(tmp_path / "reader")), catch_up=True)
    for kind in (events.NewMessage, events.MessageEdited, events.MessageDeleted):
        returning.add_event_handler(hearing(seen, type), kind())
    await returning.connect()
    await telegram.post(channel, "later")
    await telegram.wait_for(lambda: len(seen) > 2)
    found = await returning.get_messages("novyny", ids=[1, 2])
    await returning.disconnect()
    assert telegram.count(functions.updates.GetChannelDifferenceRequest) == 1
    assert seen == [1, 2, events.NewMessage.Event]
    assert [post and post.message for post in found] == ["edited", None]


async def test_counts_move_silently_or_arrive_as_an_edit(
    telegram: TelegramServer, channel: Channel, client: TelegramClient
) -> None:
    edited: list[types.Message] = []
    client.add_event_handler(hearing(edited, lambda event: event.message), events.MessageEdited())
    post = await telegram.post(channel, "text", views=1, forwards=0)
    telegram.recount(channel, post.id, views=70, forwards=3, reactions={"👍": 5})
    (found,) = await client.get_messages("novyny")
    assert (found.views, found.forwards, found.edit_date) == (70, 3, None)
    (given,) = found.reactions.results
    assert (given.reaction.emoticon, given.count) == ("👍", 5)
    assert edited == []
    await telegram.edit(channel, post.id)
    await telegram.wait_for(lambda: edited)
    assert (edited[0].message, edited[0].views) == ("text", 70)


async def test_an_album_comes_as_messages_of_one_group_and_some_come_late(
    telegram: TelegramServer, channel: Channel, client: TelegramClient
) -> None:
    heard: list[types.Message] = []
    client.add_event_handler(hearing(heard, lambda event: event.message), events.NewMessage())
    first, second, late = await telegram.post_album(channel, "", "the caption", "", pause=0.02)
    other, *_ = await telegram.post_album(channel, "another album")
    await telegram.wait_for(lambda: len(heard) == 4)
    assert [post.grouped_id for post in heard[:3]] == [first.album_id] * 3
    assert [post.message for post in heard] == ["", "the caption", "", "another album"]
    assert first.album_id == second.album_id == late.album_id != other.album_id
    assert heard[0].photo
