"""Find a channel by its name or a link, join it, and learn where its history stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from telethon import errors
from telethon.tl import functions, types

from bot.commands.ports import ChannelNotFound
from bot.telegram.clients import PASSING, PERMANENT
from bot.telegram.convert import channel_of

if TYPE_CHECKING:
    from telethon import TelegramClient

    from storage.model import Channel

_NAME = re.compile(r"(?:@|(?:https?://)?(?:www\.)?(?:t|telegram)\.me/(?:s/)?)?([A-Za-z]\w{3,31})(?:/\d+)*/?(?:\?.*)?")
_INVITE = re.compile(r"(?:https?://)?(?:t|telegram)\.me/(?:\+|joinchat/)([\w-]{8,})/?")
_PRIVATE = re.compile(r"(?:https?://)?(?:t|telegram)\.me/c/(\d+)(?:/\d+)*/?")


class Reference(NamedTuple):
    """What an operator may write for a channel: exactly one of a public name, an invite's hash, a bare id."""

    name: str | None = None
    invite: str | None = None
    bare_id: int | None = None


def read_reference(text: str) -> Reference:
    """Read @name, t.me/name, t.me/+hash, t.me/joinchat/hash or t.me/c/id. Raises ChannelNotFound."""
    text = text.strip()
    if found := _INVITE.fullmatch(text):
        return Reference(invite=found[1])
    if found := _PRIVATE.fullmatch(text):
        return Reference(bare_id=int(found[1]))
    if found := _NAME.fullmatch(text):
        return Reference(name=found[1])
    raise ChannelNotFound("channel-name-wrong", channel=text[:80])


async def find(client: TelegramClient, text: str, known: Channel | None) -> Channel:
    """Resolve and join a channel; its marks are its newest message. Raises ChannelNotFound.

    A `known` channel is not resolved again: Telegram grants an account about 200 look-ups of names a day.
    """
    try:
        entity = await _resolve(client, text, known)
        newest = await client.get_messages(entity, limit=1)
    except errors.FloodWaitError as error:
        raise ChannelNotFound("channel-wait", seconds=error.seconds) from error
    except PERMANENT as error:
        raise ChannelNotFound("channel-reader-away") from error
    except tuple(_REASONS) as error:
        raise ChannelNotFound(_REASONS[type(error)], channel=text[:80]) from error
    except errors.RPCError as error:
        raise ChannelNotFound("channel-telegram-refuses", channel=text[:80], reason=str(error.message)) from error
    except PASSING as error:
        raise ChannelNotFound("channel-reader-away") from error
    return channel_of(entity, newest=newest[0].id if newest else 0)


async def _resolve(client: TelegramClient, text: str, known: Channel | None) -> Any:  # noqa: ANN401
    reference = read_reference(text)
    if reference.invite is not None:
        return await _accept_invite(client, reference.invite, text)
    if known is not None and known.access_hash is not None:
        entity = await _ask_again(client, known)
    elif reference.bare_id is not None:
        entity = await client.get_entity(types.PeerChannel(reference.bare_id))
    else:
        found = await client(functions.contacts.ResolveUsernameRequest(reference.name))
        entity = next((chat for chat in found.chats if isinstance(found.peer, types.PeerChannel)), None)
    if not isinstance(entity, types.Channel):
        raise ChannelNotFound("channel-not-a-channel", channel=text[:80])
    if entity.left:
        await client(functions.channels.JoinChannelRequest(entity))
    return entity


async def _ask_again(client: TelegramClient, known: Channel) -> Any:  # noqa: ANN401
    bare = -known.id - 1_000_000_000_000
    answer = await client(functions.channels.GetChannelsRequest([types.InputChannel(bare, known.access_hash)]))
    return answer.chats[0]


async def _accept_invite(client: TelegramClient, invite: str, text: str) -> Any:  # noqa: ANN401
    checked = await client(functions.messages.CheckChatInviteRequest(invite))
    if isinstance(checked, types.ChatInviteAlready):
        return checked.chat
    try:
        joined = await client(functions.messages.ImportChatInviteRequest(invite))
    except errors.InviteRequestSentError as error:
        raise ChannelNotFound("channel-join-requested", channel=text[:80]) from error
    if isinstance(joined, types.messages.ChatInviteJoinResultOk):
        return joined.updates.chats[0]
    raise ChannelNotFound("channel-join-requested", channel=text[:80])


_REASONS: dict[type[Exception], str] = {
    errors.UsernameNotOccupiedError: "channel-unknown",
    errors.UsernameInvalidError: "channel-unknown",
    errors.ChannelInvalidError: "channel-private",
    errors.ChannelPrivateError: "channel-private",
    errors.InviteHashExpiredError: "channel-invite-expired",
    errors.InviteHashInvalidError: "channel-invite-expired",
    errors.InviteHashEmptyError: "channel-invite-expired",
    errors.ChannelsTooMuchError: "channel-too-many",
    errors.InviteRequestSentError: "channel-join-requested",
}
