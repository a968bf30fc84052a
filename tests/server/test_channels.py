"""Channels and groups of the loopback server, read by real clients."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from telethon import errors, events, functions, types

from tests.server.clients import hearing, signed_in

if TYPE_CHECKING:
    from tests.server import Account, TelegramServer


async def test_a_long_history_is_read_upwards_from_a_mark(telegram: TelegramServer, reader: Account) -> None:
    channel = telegram.add_channel("Новини", username="novyny")
    for number in range(250):
        await telegram.post(channel, f"post {number}")
    async with signed_in(telegram, reader) as client:
        entity = await client.get_input_entity("novyny")
        # Without a limit Telethon would pause for a second before each page.
        upwards = {"reverse": True, "wait_time": 0}
        everything = [post.id async for post in client.iter_messages(entity, min_id=0, **upwards)]
        later = [post.id async for post in client.iter_messages(entity, min_id=30, **upwards)]
        newest = [post.id async for post in client.iter_messages(entity, limit=3)]
        bounded = [post.id async for post in client.iter_messages(entity, min_id=10, max_id=14, wait_time=0)]
    assert everything == list(range(1, 251))
    assert later == list(range(31, 251))
    assert newest == [250, 249, 248]
    assert bounded == [13, 12, 11]


async def test_history_can_begin_at_a_date(telegram: TelegramServer, reader: Account) -> None:
    channel = telegram.add_channel("Новини", username="novyny", members=[reader])
    noon = datetime(2024, 5, 1, 12, tzinfo=UTC)
    for hours in range(3):
        await telegram.post(channel, f"{hours}", at=noon + timedelta(hours=hours))
    async with signed_in(telegram, reader) as client:
        found = await client.get_messages("novyny", limit=5, offset_date=noon + timedelta(hours=2))
    assert [post.message for post in found] == ["1", "0"]
    assert found[0].date == noon + timedelta(hours=1)


async def test_a_live_post_reaches_who_joined(telegram: TelegramServer, reader: Account) -> None:
    channel = telegram.add_channel("Новини", username="novyny")
    source = telegram.add_channel("Джерело", username="dzherelo")
    heard: list[types.Message] = []
    async with signed_in(telegram, reader) as client:
        client.add_event_handler(hearing(heard, lambda event: event.message), events.NewMessage())
        await telegram.post(channel, "before joining")
        await client(functions.channels.JoinChannelRequest("novyny"))
        await telegram.post(channel, "after", forwarded_from=source, views=7, forwards=2, album_id=55, reply_to=1)
        await telegram.wait_for(lambda: heard)
    (post,) = heard
    assert (post.id, post.message, post.post, post.chat.title) == (2, "after", True, "Новини")
    assert (post.views, post.forwards, post.grouped_id, post.reply_to.reply_to_msg_id) == (7, 2, 55, 1)
    assert post.fwd_from.from_id.channel_id == source.id
    assert post.forward.chat.title == "Джерело"


async def test_a_silent_post_arrives_only_in_the_history(telegram: TelegramServer, reader: Account) -> None:
    channel = telegram.add_channel("Новини", username="novyny", members=[reader])
    heard: list[types.Message] = []
    async with signed_in(telegram, reader) as client:
        client.add_event_handler(hearing(heard, lambda event: event.message), events.NewMessage())
        await telegram.post(channel, "lost", silently=True)
        assert [post.message for post in await client.get_messages("novyny")] == ["lost"]
    assert heard == []


async def test_edits_and_deletions_reach_who_joined(telegram: TelegramServer, reader: Account) -> None:
    channel = telegram.add_channel("Новини", username="novyny", members=[reader])
    post = await telegram.post(channel, "first")
    seen: list[object] = []
    async with signed_in(telegram, reader) as client:
        client.add_event_handler(hearing(seen, lambda event: event.message.message), events.MessageEdited())
        client.add_event_handler(hearing(seen, lambda event: event.deleted_ids), events.MessageDeleted())
        await telegram.edit(channel, post.id, "second")
        await telegram.delete(channel, post.id)
        await telegram.wait_for(lambda: len(seen) == 2)
    assert seen == ["second", [post.id]]


async def test_a_gap_in_a_channel_is_told_unless_it_is_too_long(telegram: TelegramServer, reader: Account) -> None:
    channel = telegram.add_channel("Новини", username="novyny", members=[reader])
    begun = channel.journal.pts
    await telegram.post(channel, "first", silently=True)
    await telegram.edit(channel, 1, "second", silently=True)
    async with signed_in(telegram, reader) as client:
        entity = await client.get_input_entity("novyny")

        async def difference() -> types.updates.ChannelDifference:
            everything = types.ChannelMessagesFilterEmpty()
            request = functions.updates.GetChannelDifferenceRequest(entity, everything, begun, 100)
            return await client(request)

        short = await difference()
        for number in range(100):
            await telegram.post(channel, f"{number}", silently=True)
        long = await difference()
    assert [post.message for post in short.new_messages] == ["second"]
    assert isinstance(short.other_updates[0], types.UpdateEditChannelMessage)
    assert isinstance(long, types.updates.ChannelDifferenceTooLong)
    assert long.dialog.pts == channel.journal.pts


async def test_posts_by_id_show_what_was_deleted(telegram: TelegramServer, reader: Account) -> None:
    channel = telegram.add_channel("Новини", username="novyny")
    for number in range(3):
        await telegram.post(channel, f"post {number}")
    await telegram.delete(channel, 2)
    async with signed_in(telegram, reader) as client:
        found = await client.get_messages("novyny", ids=[1, 2, 3])
        assert [post and post.id for post in found] == [1, None, 3]
        telegram.world.omits_deleted = True
        entity = await client.get_input_entity("novyny")
        shorter = await client(functions.channels.GetMessagesRequest(entity, [1, 2, 3]))
    assert [post.id for post in shorter.messages] == [1, 3]


async def test_a_service_message_is_no_post(telegram: TelegramServer, reader: Account) -> None:
    channel = telegram.add_channel("Новини", username="novyny")
    await telegram.announce(channel)
    async with signed_in(telegram, reader) as client:
        (found,) = await client.get_messages("novyny")
    assert isinstance(found, types.MessageService)


async def test_an_unknown_username_is_named_so(telegram: TelegramServer, reader: Account) -> None:
    async with signed_in(telegram, reader) as client:
        with pytest.raises(errors.UsernameNotOccupiedError):
            await client(functions.contacts.ResolveUsernameRequest("nobody_here"))
        with pytest.raises(errors.UsernameInvalidError):
            await client(functions.contacts.ResolveUsernameRequest("!"))


async def test_a_private_channel_opens_by_its_invite_link_only(telegram: TelegramServer, reader: Account) -> None:
    channel = telegram.add_channel("Закритий", private=True, invite="AbCdEf")
    await telegram.post(channel, "inside")
    async with signed_in(telegram, reader) as client:
        with pytest.raises(errors.InviteHashInvalidError):
            await client(functions.messages.CheckChatInviteRequest("wrong"))
        preview = await client(functions.messages.CheckChatInviteRequest("AbCdEf"))
        assert preview.title == "Закритий"
        joined = await client(functions.messages.ImportChatInviteRequest("AbCdEf"))
        (chat,) = joined.updates.chats
        assert [post.message for post in await client.get_messages(chat)] == ["inside"]
        already = await client(functions.messages.CheckChatInviteRequest("AbCdEf"))
        assert already.chat.id == channel.id
        telegram.kick(channel, reader)
        with pytest.raises(errors.ChannelPrivateError):
            await client.get_messages(chat)


async def test_a_channel_turned_private_is_closed_to_its_members_until_it_opens_again(
    telegram: TelegramServer, reader: Account
) -> None:
    channel = telegram.add_channel("Новини", username="novyny", members=[reader])
    await telegram.post(channel, "before")
    changed: list[types.UpdateChannel] = []
    async with signed_in(telegram, reader) as client:
        client.add_event_handler(hearing(changed, lambda update: update), events.Raw(types.UpdateChannel))
        peer = await client.get_input_entity("novyny")
        telegram.turn_private(channel)
        await telegram.wait_for(lambda: changed)
        for asked in (client.get_messages(peer), client(functions.channels.JoinChannelRequest(peer))):
            with pytest.raises(errors.ChannelPrivateError):
                await asked
        (shown,) = (await client(functions.channels.GetChannelsRequest([peer]))).chats
        assert isinstance(shown, types.ChannelForbidden)
        with pytest.raises(errors.UsernameNotOccupiedError):
            await client(functions.contacts.ResolveUsernameRequest("novyny"))
        telegram.turn_public(channel, "novyny2")
        await client(functions.channels.JoinChannelRequest(peer))
        assert [post.message for post in await client.get_messages("novyny2")] == ["before"]


async def test_dialogs_tell_the_top_message_of_many_channels_at_once(telegram: TelegramServer, reader: Account) -> None:
    channels = [telegram.add_channel(f"{n}", username=f"news_{n}", members=[reader]) for n in range(3)]
    for number, channel in enumerate(channels):
        for _ in range(number + 1):
            await telegram.post(channel, "text", at=datetime(2024, 1, 1 + number, tzinfo=UTC))
    async with signed_in(telegram, reader) as client:
        inputs = [await client.get_input_entity(f"news_{n}") for n in range(3)]
        peers = [types.InputDialogPeer(peer) for peer in inputs]
        found = await client(functions.messages.GetPeerDialogsRequest(peers))
        listed = [dialog.name async for dialog in client.iter_dialogs()]
        full = await client(functions.channels.GetFullChannelRequest(inputs[0]))
    assert [dialog.top_message for dialog in found.dialogs] == [1, 2, 3]
    assert listed == ["2", "1", "0"]
    assert full.full_chat.participants_count == 1


async def test_a_group_hears_its_bot_and_the_bot_its_members(
    telegram: TelegramServer, bot: Account, oksana: Account
) -> None:
    group = telegram.add_channel("Редакція", megagroup=True, private=True, members=[bot, oksana])
    async with signed_in(telegram, bot) as client:
        client.add_event_handler(lambda event: event.reply("heard"), events.NewMessage(incoming=True))
        asked = await telegram.post(group, "/status", sender=oksana)
        await telegram.wait_for(lambda: len(group.posts) == 2)
        assert await client.get_permissions(group.marked_id, oksana.id)
    answer = group.posts[group.top_message]
    assert (answer.text, answer.sender, answer.reply_to) == ("heard", bot, asked.id)
