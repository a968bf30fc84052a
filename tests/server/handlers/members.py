"""Who belongs to a channel or group, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telethon import functions
from telethon.tl import TLObject, types

from tests.server import rendering
from tests.server.dispatcher import Call, answers
from tests.server.handlers.peers import account_at, group_at, readable_channel_at
from tests.server.refusals import RequestRefusedError
from tests.server.world import now

if TYPE_CHECKING:
    from tests.server.accounts import Account
    from tests.server.channels import Channel


@answers(functions.channels.GetParticipantRequest)
def get_participant(call: Call) -> TLObject:
    """Tell whether somebody is a member or an admin."""
    channel = readable_channel_at(call, call.request.channel)
    account = account_at(call, call.request.participant)
    if not channel.megagroup and call.me.is_bot and call.me not in channel.admins:
        raise RequestRefusedError("CHAT_ADMIN_REQUIRED")
    if account not in channel.members:
        raise RequestRefusedError("USER_NOT_PARTICIPANT")
    return types.channels.ChannelParticipant(
        participant=standing_in(channel, account), chats=[], users=[rendering.user(account, call.me)]
    )


@answers(functions.channels.GetParticipantsRequest)
def get_participants(call: Call) -> TLObject:
    """Show the members, or the admins only."""
    channel = readable_channel_at(call, call.request.channel)
    admins_only = isinstance(call.request.filter, types.ChannelParticipantsAdmins)
    shown = channel.admins if admins_only else channel.members
    page = shown[call.request.offset :][: call.request.limit]
    return types.channels.ChannelParticipants(
        count=len(shown),
        participants=[_participant(channel, account) for account in page],
        chats=[],
        users=[rendering.user(account, call.me) for account in page],
    )


@answers(functions.messages.GetFullChatRequest)
def get_full_chat(call: Call) -> TLObject:
    """Show a basic group with its members."""
    group = group_at(call, call.request.chat_id)
    if call.me not in group.members:
        raise RequestRefusedError("CHAT_FORBIDDEN")
    members = [
        types.ChatParticipantAdmin(user_id=one.id, inviter_id=one.id, date=now())
        if one in group.admins
        else types.ChatParticipant(user_id=one.id, inviter_id=one.id, date=now())
        for one in group.members
    ]
    full = types.ChatFull(
        id=group.id,
        about="",
        participants=types.ChatParticipants(chat_id=group.id, participants=members, version=1),
        notify_settings=types.PeerNotifySettings(),
    )
    users = [rendering.user(one, call.me) for one in group.members]
    return types.messages.ChatFull(full_chat=full, chats=[rendering.group(group, call.me)], users=users)


@answers(functions.messages.GetChatsRequest)
def get_chats(call: Call) -> TLObject:
    """Show basic groups, also those that are no more."""
    found = [group_at(call, asked) for asked in call.request.id]
    return types.messages.Chats(chats=[rendering.group(group, call.me) for group in found])


def standing_in(channel: Channel, account: Account) -> TLObject | None:
    """Show what somebody is in a channel or group; None outside."""
    if account not in channel.members:
        return None
    if account in channel.silenced:
        rights = types.ChatBannedRights(until_date=None, send_messages=True, send_plain=True)
        return types.ChannelParticipantBanned(
            peer=types.PeerUser(account.id), kicked_by=account.id, date=now(), banned_rights=rights
        )
    return _participant(channel, account)


def _participant(channel: Channel, account: Account) -> TLObject:
    if account in channel.admins:
        return types.ChannelParticipantAdmin(
            user_id=account.id, promoted_by=account.id, date=now(), admin_rights=rendering.admin_rights()
        )
    return types.ChannelParticipant(user_id=account.id, date=now())
