"""Who is who: input peers resolved by the rules of access hashes, usernames, users."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from telethon import functions
from telethon.tl import TLObject, types

from tests.server import rendering
from tests.server.accounts import Account
from tests.server.dispatcher import Call, answers
from tests.server.refusals import RequestRefusedError

if TYPE_CHECKING:
    from tests.server.channels import Channel
    from tests.server.groups import Group

_USERNAME = re.compile(r"[a-z][a-z0-9_]{3,31}", re.IGNORECASE)

_SELF = (types.InputPeerSelf, types.InputUserSelf)
_USERS = (types.InputPeerUser, types.InputUser)


def account_at(call: Call, peer: TLObject) -> Account:
    """Return the account an input names, or refuse a stranger by PEER_ID_INVALID."""
    if isinstance(peer, _SELF):
        return call.me
    found = call.world.accounts.get(peer.user_id) if isinstance(peer, _USERS) else None
    if found is None:
        raise RequestRefusedError("PEER_ID_INVALID")
    # A bot reaches who wrote to it before by the id alone; everybody else needs a hash of their own.
    # So it does those that it shares a group with.
    knows_by_id = call.me.is_bot and (call.me.has_heard_from(found) or _meet(call, found))
    if not (knows_by_id or found is call.me or peer.access_hash == rendering.access_hash(call.me, found)):
        raise RequestRefusedError("PEER_ID_INVALID")
    return found


def channel_at(call: Call, peer: TLObject) -> Channel:
    """Return the channel an input names, member or not, or refuse by CHANNEL_INVALID."""
    found = call.world.channels.get(getattr(peer, "channel_id", 0))
    if found is None:
        raise RequestRefusedError("CHANNEL_INVALID")
    knows_by_id = call.me.is_bot and call.me in found.members
    if not (knows_by_id or peer.access_hash == rendering.access_hash(call.me, found)):
        raise RequestRefusedError("CHANNEL_INVALID")
    return found


def readable_channel_at(call: Call, peer: TLObject) -> Channel:
    """Return the channel an input names if it may be read, or refuse by CHANNEL_PRIVATE."""
    channel = channel_at(call, peer)
    if not channel.readable_by(call.me):
        raise RequestRefusedError("CHANNEL_PRIVATE")
    return channel


def _meet(call: Call, other: Account) -> bool:
    everywhere: tuple[Channel | Group, ...] = (*call.world.channels.values(), *call.world.groups.values())
    return any(call.me in place.members and other in place.members for place in everywhere)


def group_at(call: Call, group_id: int) -> Group:
    """Return a basic group that the asker is in, or was, or refuse by CHAT_ID_INVALID."""
    found = call.world.groups.get(group_id)
    if found is None:
        raise RequestRefusedError("CHAT_ID_INVALID")
    return found


def place_at(call: Call, peer: TLObject) -> Account | Channel | Group:
    """Return the account, readable channel or basic group an input names."""
    if isinstance(peer, types.InputPeerChat):
        return group_at(call, peer.chat_id)
    return readable_channel_at(call, peer) if hasattr(peer, "channel_id") else account_at(call, peer)


@answers(functions.users.GetUsersRequest)
def get_users(call: Call) -> list[TLObject]:
    """Show accounts; strangers are empty."""
    shown = []
    for asked in call.request.id:
        try:
            shown.append(rendering.user(account_at(call, asked), call.me))
        except RequestRefusedError:
            shown.append(types.UserEmpty(id=getattr(asked, "user_id", 0)))
    return shown


@answers(functions.users.GetFullUserRequest)
def get_full_user(call: Call) -> TLObject:
    """Show an account with its profile."""
    account = account_at(call, call.request.id)
    full = types.UserFull(
        id=account.id,
        settings=types.PeerSettings(),
        notify_settings=types.PeerNotifySettings(),
        common_chats_count=0,
        blocked=account.id in call.me.blocked,
    )
    return types.users.UserFull(full_user=full, chats=[], users=[rendering.user(account, call.me)])


@answers(functions.contacts.ResolveUsernameRequest)
def resolve_username(call: Call) -> TLObject:
    """Tell who has a username."""
    username = call.request.username
    if not _USERNAME.fullmatch(username):
        raise RequestRefusedError("USERNAME_INVALID")
    found = call.world.named(username)
    if found is None:
        raise RequestRefusedError("USERNAME_NOT_OCCUPIED")
    peer = types.PeerUser(found.id) if isinstance(found, Account) else types.PeerChannel(found.id)
    users, chats = rendering.cast_of([found], call.me)
    return types.contacts.ResolvedPeer(peer=peer, users=users, chats=chats)
