"""Channels: joining, leaving, invite links, and what a channel says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telethon import functions
from telethon.tl import TLObject, types

from tests.server import rendering
from tests.server.dispatcher import Call, answers
from tests.server.handlers.peers import channel_at, readable_channel_at
from tests.server.refusals import RequestRefusedError

if TYPE_CHECKING:
    from tests.server.channels import Channel


@answers(functions.channels.JoinChannelRequest, for_bots=False)
def join_channel(call: Call) -> TLObject:
    """Join a channel that is open to all."""
    return _join(call, readable_channel_at(call, call.request.channel))


@answers(functions.messages.ImportChatInviteRequest, for_bots=False)
def import_chat_invite(call: Call) -> TLObject:
    """Join by an invite link."""
    channel = _invited_to(call)
    if call.me in channel.members:
        raise RequestRefusedError("USER_ALREADY_PARTICIPANT")
    return _join(call, channel)


@answers(functions.messages.CheckChatInviteRequest, for_bots=False)
def check_chat_invite(call: Call) -> TLObject:
    """Tell what an invite link leads to."""
    channel = _invited_to(call)
    if call.me in channel.members:
        return types.ChatInviteAlready(chat=rendering.chat(channel, call.me))
    return types.ChatInvite(
        title=channel.title,
        photo=types.PhotoEmpty(id=0),
        participants_count=len(channel.members),
        color=0,
        channel=True,
        broadcast=not channel.megagroup,
        megagroup=channel.megagroup,
        public=not channel.private,
        request_needed=channel.join_by_request,
    )


@answers(functions.channels.LeaveChannelRequest)
def leave_channel(call: Call) -> TLObject:
    """Leave a channel."""
    channel = channel_at(call, call.request.channel)
    if call.me not in channel.members:
        raise RequestRefusedError("USER_NOT_PARTICIPANT")
    call.world.leave(channel, call.me)
    return rendering.updates([types.UpdateChannel(channel.id)], call.me, [channel])


@answers(functions.channels.GetChannelsRequest)
def get_channels(call: Call) -> TLObject:
    """Show channels."""
    found = [channel_at(call, asked) for asked in call.request.id]
    return types.messages.Chats(chats=[rendering.chat(channel, call.me) for channel in found])


@answers(functions.channels.GetFullChannelRequest)
def get_full_channel(call: Call) -> TLObject:
    """Show a channel with its description and counts."""
    channel = readable_channel_at(call, call.request.channel)
    full = types.ChannelFull(
        id=channel.id,
        about=channel.about,
        read_inbox_max_id=0,
        read_outbox_max_id=0,
        unread_count=0,
        chat_photo=types.PhotoEmpty(id=0),
        notify_settings=types.PeerNotifySettings(),
        bot_info=[],
        pts=channel.journal.pts,
        participants_count=len(channel.members),
    )
    return types.messages.ChatFull(full_chat=full, chats=[rendering.chat(channel, call.me)], users=[])


def _invited_to(call: Call) -> Channel:
    for channel in call.world.channels.values():
        if channel.invite is not None and channel.invite == call.request.hash:
            if channel.invite_expired or call.me in channel.banned:
                raise RequestRefusedError("INVITE_HASH_EXPIRED")
            return channel
    raise RequestRefusedError("INVITE_HASH_INVALID")


def _join(call: Call, channel: Channel) -> TLObject:
    if channel.join_by_request:
        if call.me not in channel.requests:
            channel.requests.append(call.me)
        raise RequestRefusedError("INVITE_REQUEST_SENT")
    call.world.join(channel, call.me)
    joined = rendering.updates([types.UpdateChannel(channel.id)], call.me, [channel])
    return types.messages.ChatInviteJoinResultOk(updates=joined)
