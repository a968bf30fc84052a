"""Who belongs to a channel or group, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telethon import functions
from telethon.tl import TLObject, types

from tests.server import rendering
from tests.server.dispatcher import Call, answers
from tests.server.handlers.peers import account_at, readable_channel_at
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
    if account not in channel.members:
        raise RequestRefusedError("USER_NOT_PARTICIPANT")
    return types.channels.ChannelParticipant(
        participant=_participant(channel, account), chats=[], users=[rendering.user(account, call.me)]
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


def _participant(channel: Channel, account: Account) -> TLObject:
    if account in channel.admins:
        return types.ChannelParticipantAdmin(
            user_id=account.id, promoted_by=account.id, date=now(), admin_rights=rendering.admin_rights()
        )
    return types.ChannelParticipant(user_id=account.id, date=now())
