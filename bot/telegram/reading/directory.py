"""Find a channel by what an operator wrote, with one account: looked up once, named by its id ever after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import structlog
from telethon import errors, utils
from telethon.tl import functions, types

from bot.commands.ports import ChannelNotFound, JoinAwaited
from bot.telegram.connection.client import PASSING, PERMANENT
from bot.telegram.connection.quotas import QuotaSpent
from bot.telegram.convert import channel_of, post_of, usernames_of
from bot.telegram.reading.references import read_reference
from storage.channels import access as stored_access
from storage.channels import channels
from storage.channels.quotas import Spending
from storage.model.channels import Invitation, Membership
from storage.model.ids import ChannelId, ChatId

if TYPE_CHECKING:
    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from bot.telegram.connection.quotas import Quotas
    from bot.telegram.reading.references import Reference
    from storage.database import Database
    from storage.model.channels import Channel
    from storage.model.ids import MessageId
    from storage.model.posts import Post

log = structlog.get_logger("directory")


class Directory:
    """The channels as one account can name them."""

    def __init__(
        self, account: str, client: ReconnectingClient, database: Database, budget: Quotas, clock: Clock
    ) -> None:
        self._account = account
        self._client = client
        self._database = database
        self._budget = budget
        self._clock = clock

    async def find(self, text: str, *, asked_by: ChatId, arguments: str) -> Channel:
        """Find a channel, join it if that may be now, and return it with its newest message as its marks.

        Raises ChannelNotFound, JoinAwaited.
        """
        reference = read_reference(text)
        try:
            entity = await self._entity(reference, Invitation(reference.invite or "", "", arguments, asked_by, ""))
            if isinstance(entity, types.Channel):
                return replace(await self._opened(entity), invite=reference.invite)
        except (QuotaSpent, errors.RPCError, *PASSING) as error:
            if isinstance(error, PERMANENT):
                self._client.fail(error)
            raise _not_found(error, text) from error
        forbidden = isinstance(entity, types.ChannelForbidden)
        raise ChannelNotFound("channel-private" if forbidden else "channel-not-a-channel", channel=text[:80])

    async def fetch(self, text: str, message_id: MessageId) -> tuple[Channel, Post] | None:
        """Read one post of a channel, without joining it; None where there is none. Raises ChannelNotFound."""
        reference = read_reference(text)
        try:
            await self._budget.spend(Spending.FETCH)
        except QuotaSpent as error:
            raise ChannelNotFound("fetch-budget", until=error.until) from error
        try:
            entity = await self._entity(reference, Invitation("", "", "", ChatId(0), ""))
            if not isinstance(entity, types.Channel):
                raise ChannelNotFound("channel-not-a-channel", channel=text[:80])
            answer = await self._client(
                functions.channels.GetMessagesRequest(entity, [types.InputMessageID(message_id)])
            )
        except (QuotaSpent, errors.RPCError, *PASSING) as error:
            if isinstance(error, PERMANENT):
                self._client.fail(error)
            raise _not_found(error, text) from error
        post = next((post for post in map(post_of, answer.messages) if post is not None), None)
        return None if post is None else (channel_of(entity, account=self._account, newest=0), post)

    async def reach(self, channel: Channel) -> Channel:
        """Find a channel that another account read before, to go on with it. Raises ChannelNotFound."""
        reference = f"@{channel.username}" if channel.username else str(channel.id)
        if channel.invite:
            reference = f"t.me/+{channel.invite}"
        return await self.find(reference, asked_by=ChatId(0), arguments=reference)

    async def _opened(self, entity: Any) -> Channel:  # noqa: ANN401 - Telethon ships no types
        """Join as far as may be, keep the access, and see where the history stands."""
        membership = await self._join(entity) if entity.left else Membership.MEMBER
        newest = await self._client.get_messages(entity, limit=1)
        channel = channel_of(entity, account=self._account, newest=newest[0].id if newest else 0)
        await self._database.write(
            lambda tx: stored_access.save(tx, self._account, channel.id, entity.access_hash, membership)
        )
        return channel

    async def _entity(self, reference: Reference, invitation: Invitation) -> Any:  # noqa: ANN401
        if reference.invite is not None:
            return await self._invited(invitation)
        if reference.bare_id is not None:
            return await self._by_id(reference.bare_id)
        return await self._by_name(reference.name or "")

    async def _by_name(self, name: str) -> Any:  # noqa: ANN401
        """Ask for a known channel by its id, for that costs no look-up; a name may have gone to another meanwhile."""
        known = await channels.by_name(self._database.reader, name)
        entity = await self._known(known.id) if known is not None else None
        if entity is not None and name.casefold() in usernames_of(entity):
            return entity
        if entity is not None:
            await self._database.write(lambda tx: channels.leave_name(tx, name, ChannelId(0)))
        await self._budget.spend(Spending.LOOKUP)
        found = await self._client(functions.contacts.ResolveUsernameRequest(name))
        holder = ChannelId(utils.get_peer_id(found.peer))
        if known is not None and known.id != holder:
            await self._database.write(lambda tx: channels.leave_name(tx, name, holder))
        return next((chat for chat in found.chats if isinstance(found.peer, types.PeerChannel)), None)

    async def _by_id(self, bare_id: int) -> Any:  # noqa: ANN401
        """Find a channel that has no name: one that is known, or that the account is in."""
        entity = await self._known(ChannelId(utils.get_peer_id(types.PeerChannel(bare_id))))
        if entity is not None:
            return entity
        await self._budget.spend(Spending.LOOKUP)
        async for dialog in self._client.iter_dialogs():
            if isinstance(dialog.entity, types.Channel) and dialog.entity.id == bare_id:
                return dialog.entity
        raise errors.ChannelPrivateError(None)

    async def _known(self, channel_id: ChannelId) -> Any | None:  # noqa: ANN401
        access = await stored_access.get(self._database.reader, self._account, channel_id)
        if access is None:
            return None
        bare, _ = utils.resolve_id(channel_id)
        named = types.InputChannel(bare, access.access_hash)
        try:
            answer = await self._client(functions.channels.GetChannelsRequest([named]))
        except errors.ChannelInvalidError:
            return None
        return answer.chats[0]

    async def _invited(self, invitation: Invitation) -> Any:  # noqa: ANN401
        await self._budget.spend(Spending.LOOKUP)
        checked = await self._client(functions.messages.CheckChatInviteRequest(invitation.hash))
        if isinstance(checked, types.ChatInviteAlready):
            return checked.chat
        title = checked.chat.title if isinstance(checked, types.ChatInvitePeek) else checked.title
        wish = Invitation(invitation.hash, title, invitation.arguments, invitation.asked_by, self._account)
        at = await self._budget.next_join()
        if at > self._clock.now():
            raise JoinAwaited(wish, at)
        try:
            return await self.take_up(wish)
        except errors.InviteRequestSentError:
            raise JoinAwaited(requested(wish), None) from None
        except errors.FloodWaitError:
            raise JoinAwaited(wish, await self._budget.next_join()) from None

    async def take_up(self, invitation: Invitation) -> Any:  # noqa: ANN401
        """Join by an invite link and return the channel. Raises BudgetSpent and what Telegram answers."""
        await self._budget.spend(Spending.JOIN)
        joined = await self._client(functions.messages.ImportChatInviteRequest(invitation.hash))
        if not isinstance(joined, types.messages.ChatInviteJoinResultOk):
            raise errors.InviteRequestSentError(None)  # a bot of the channel's decides who comes in
        return joined.updates.chats[0]

    async def _join(self, entity: Any) -> Membership:  # noqa: ANN401
        """Join a public channel if joins are wanted and may be now; it can be read without, only not live."""
        if not self._budget.limits.joins_public:
            return Membership.NONE
        if await self._budget.next_join() > self._clock.now():
            return Membership.WANTED
        try:
            return await self.join(entity)
        except (QuotaSpent, errors.FloodWaitError):
            return Membership.WANTED

    async def join(self, channel: Any) -> Membership:  # noqa: ANN401
        """Ask to become a member of a channel (an entity, or an input that names it); return how it stands then.

        Raises BudgetSpent and what Telegram answers.
        """
        await self._budget.spend(Spending.JOIN)
        try:
            await self._client(functions.channels.JoinChannelRequest(channel))
        except errors.InviteRequestSentError:
            return Membership.REQUESTED
        except errors.ChannelsTooMuchError:
            log.warning("account is full", account=self._account)
            return Membership.NONE
        return Membership.MEMBER


def requested(invitation: Invitation) -> Invitation:
    """Return an invitation as one whose request waits for the channel's owners."""
    return Invitation(
        invitation.hash,
        invitation.title,
        invitation.arguments,
        invitation.asked_by,
        invitation.account,
        Membership.REQUESTED,
    )


_REASONS: dict[type[Exception], str] = {
    errors.UsernameNotOccupiedError: "channel-unknown",
    errors.UsernameInvalidError: "channel-unknown",
    errors.ChannelInvalidError: "channel-private",
    errors.ChannelPrivateError: "channel-private",
    errors.InviteHashExpiredError: "channel-invite-expired",
    errors.InviteHashInvalidError: "channel-invite-expired",
    errors.InviteHashEmptyError: "channel-invite-expired",
    errors.ChannelsTooMuchError: "channel-too-many",
    errors.UserBannedInChannelError: "channel-banned",
    errors.ChannelBannedError: "channel-banned",
}


def _not_found(error: Exception, text: str) -> ChannelNotFound:
    """Say why a channel was not found."""
    if isinstance(error, QuotaSpent):
        return ChannelNotFound("channel-budget", until=error.until)
    if isinstance(error, errors.FloodWaitError):
        return ChannelNotFound("channel-wait", seconds=error.seconds)
    if type(error) in _REASONS:
        return ChannelNotFound(_REASONS[type(error)], channel=text[:80])
    if isinstance(error, (*PERMANENT, *PASSING)):
        return ChannelNotFound("channel-reader-away")
    return ChannelNotFound("channel-telegram-refuses", channel=text[:80], reason=str(getattr(error, "message", error)))
