from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telethon import errors, events
from telethon.tl import functions, types

from tests.server import wait_for
from tests.server.clients import hearing, signed_in

if TYPE_CHECKING:
    from tests.server import Account, TelegramServer


@pytest.fixture
def bot(telegram: TelegramServer) -> Account:
    return telegram.add_bot("Bot", username="our_bot", token="1000:secret")


@pytest.fixture
def olha(telegram: TelegramServer) -> Account:
    return telegram.add_user("Olha", username="olha")


async def test_a_bot_in_privacy_mode_hears_commands_and_answers_to_it_only(
    telegram: TelegramServer, bot: Account, olha: Account
) -> None:
    group = telegram.add_channel("Newsroom", megagroup=True, private=True, members=[bot, olha])
    async with signed_in(telegram, bot) as client:
        heard: list[str] = []
        client.add_event_handler(hearing(heard, lambda event: event.message.message), events.NewMessage(incoming=True))
        own = await client.send_message(types.PeerChannel(group.id), "Hello")
        for text in ("chatter", "/help", "/help@our_bot", "/help@another_bot"):
            await telegram.post(group, text, sender=olha)
        await telegram.post(group, "well said", sender=olha, reply_to=own.id)
        await wait_for(lambda: "well said" in heard)
    assert heard == ["/help", "/help@our_bot", "well said"]


async def test_messages_of_a_basic_group_have_ids_of_each_members_own(
    telegram: TelegramServer, bot: Account, olha: Account
) -> None:
    await telegram.say(olha, bot, "one letter before")
    group = telegram.add_group("Small room", admins=[olha], members=[bot])
    async with signed_in(telegram, bot) as client:
        sent = await client.send_message(types.PeerChat(group.id), "Hello")
        assert sent.id == 2
        await client.edit_message(types.PeerChat(group.id), sent.id, "Hello again")
        full = await client(functions.messages.GetFullChatRequest(group.id))
        kinds = {one.user_id: type(one) for one in full.full_chat.participants.participants}
    (remark,) = telegram.remarks(group)
    assert remark.text == "Hello again"
    assert kinds == {olha.id: types.ChatParticipantAdmin, bot.id: types.ChatParticipant}


async def test_an_upgraded_group_takes_nothing_any_more_and_names_its_heir(
    telegram: TelegramServer, bot: Account, olha: Account
) -> None:
    group = telegram.add_group("Small room", admins=[olha], members=[bot])
    async with signed_in(telegram, bot) as client:
        upgraded = telegram.upgrade(group)
        with pytest.raises(errors.ChatIdInvalidError):
            await client.send_message(types.PeerChat(group.id), "Hello")
        (shown,) = (await client(functions.messages.GetChatsRequest([group.id]))).chats
        assert shown.deactivated
        assert shown.migrated_to.channel_id == upgraded.id
        await client.send_message(types.PeerChannel(upgraded.id), "Hello")


async def test_a_topic_takes_messages_until_it_is_closed_or_deleted(telegram: TelegramServer, bot: Account) -> None:
    forum = telegram.add_channel("Forum", forum=True, private=True, members=[bot])
    topic = telegram.open_topic(forum, "News")

    def into_topic(number: int) -> functions.messages.SendMessageRequest:
        reply = types.InputReplyToMessage(topic.id, top_msg_id=topic.id)
        return functions.messages.SendMessageRequest(
            types.InputPeerChannel(forum.id, 0), "Hello", random_id=number, reply_to=reply
        )

    async with signed_in(telegram, bot) as client:
        answer = await client(into_topic(1))
        (message,) = [one.message for one in answer.updates if isinstance(one, types.UpdateNewChannelMessage)]
        assert message.reply_to.forum_topic
        assert message.reply_to.reply_to_msg_id == topic.id
        telegram.change_topic(forum, topic, closed=True)
        with pytest.raises(errors.BadRequestError) as refused:
            await client(into_topic(2))
        assert refused.value.message == "TOPIC_CLOSED"
        telegram.delete_topic(forum, topic)
        with pytest.raises(errors.TopicDeletedError):
            await client(into_topic(3))


async def test_a_bot_hears_how_it_stands_also_what_it_missed(
    telegram: TelegramServer, bot: Account, olha: Account
) -> None:
    group = telegram.add_channel("Newsroom", megagroup=True, private=True, admins=[olha], members=[bot])
    heard: list[type] = []
    async with signed_in(telegram, bot) as client:
        client.add_event_handler(
            hearing(heard, lambda update: type(update.new_participant)), events.Raw(types.UpdateChannelParticipant)
        )
        telegram.silence(group, bot)
        await wait_for(lambda: heard == [types.ChannelParticipantBanned])
        state = await client(functions.updates.GetStateRequest())
        telegram.unsilence(group, bot)
        telegram.kick(group, bot)
        asked = functions.updates.GetDifferenceRequest(pts=state.pts, date=state.date, qts=state.qts)
        missed = (await client(asked)).other_updates
        assert [one.new_participant is None for one in missed] == [False, True]
