"""Ask now and then, by the hundred, how an account's channels are called and whether they can be read.

It costs one request for a hundred channels. So renamed channels are followed, and paused ones come back by themselves.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog
from telethon import errors, utils
from telethon.tl import functions, types

from bot.telegram.connection.client import GONE, PASSING, PERMANENT
from bot.telegram.convert import input_of_channel, peer_of_channel, username_of
from bot.telegram.reading.pausing import pause, resume, why_unreadable
from storage.alerts import edits, notices
from storage.channels import access as stored_access
from storage.channels import channels
from storage.model.channels import ChannelStatus, Membership
from storage.model.deliveries import Notice
from storage.model.ids import ChannelId
from storage.narratives import audit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.alerts.notices import Notifier
    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from storage.database import Connection, Database
    from storage.model.channels import Channel

AT_ONCE = 100
LINKS_FOLLOW = timedelta(days=7)  # so long the links of cards that were sent are changed with the @name

log = structlog.get_logger("channels")


class ChannelSync:
    """Keeps what is stored of one account's channels in step with Telegram."""

    def __init__(
        self,
        account: str,
        client: ReconnectingClient,
        database: Database,
        clock: Clock,
        herald: Notifier,
        *,
        on_back: Callable[[Channel], None],
        on_lost: Callable[[ChannelId], None],
    ) -> None:
        """`on_back` is called with a channel that can be read again, `on_lost` with one that cannot any more."""
        self._account = account
        self._client = client
        self._database = database
        self._clock = clock
        self._herald = herald
        self._on_back = on_back
        self._on_lost = on_lost

    async def sync(self) -> None:
        """Ask for all channels of the account; what fails for a passing reason waits for the next call."""
        every = [one for one in await channels.list_all(self._database.reader) if one.account == self._account]
        try:
            for start in range(0, len(every), AT_ONCE):
                batch = every[start : start + AT_ONCE]
                found = await self._ask(batch)
                for channel in batch:
                    await self._compare(channel, found.get(channel.id))
        except PERMANENT as error:
            self._client.fail(error)
        except (errors.RPCError, *PASSING) as error:
            log.warning("channels not asked for", account=self._account, error=type(error).__name__)

    async def on_update(self, update: Any) -> bool:  # noqa: ANN401 - Telethon ships no types
        """Take in that a channel has changed (an event of updateChannel); return whether it is a watched one."""
        channel_id = ChannelId(utils.get_peer_id(types.PeerChannel(update.channel_id)))
        channel = await channels.get(self._database.reader, channel_id)
        if channel is None:
            return False
        for entity in getattr(update, "_entities", {}).values():
            is_it = isinstance(entity, types.Channel) and entity.id == update.channel_id
            if is_it and channel.account == self._account:
                await self._note_name(channel, entity)
        return True

    async def _ask(self, batch: Sequence[Channel]) -> dict[int, Any]:
        """Return what Telegram shows of these channels; one that is gone fails the whole request, so ask by halves."""
        try:
            answer = await self._client(
                functions.channels.GetChannelsRequest([input_of_channel(channel) for channel in batch])
            )
        except (errors.ChannelInvalidError, errors.ChannelPrivateError):
            if len(batch) == 1:
                return {}
            half = len(batch) // 2
            return {**await self._ask(batch[:half]), **await self._ask(batch[half:])}
        return {utils.get_peer_id(entity): entity for entity in answer.chats}

    async def _compare(self, channel: Channel, entity: Any | None) -> None:  # noqa: ANN401
        if isinstance(entity, types.Channel):
            await self._note_name(channel, entity)
            await self._note_membership(channel, entity)
        seen = isinstance(entity, types.Channel)
        if channel.status is ChannelStatus.PAUSED and seen and await self._readable(channel) is None:
            await resume(self._herald, channel, self._clock.now())
            self._on_back(replace(channel, status=ChannelStatus.ACTIVE, paused_reason=None))
        elif channel.status is ChannelStatus.ACTIVE and not seen:
            error = await self._readable(channel)
            if error is not None:
                reason = await why_unreadable(self._client, channel, error)
                await pause(self._herald, channel, reason, self._clock.now())
                self._on_lost(channel.id)

    async def _readable(self, channel: Channel) -> Exception | None:
        """Return what says that a channel cannot be read, None where it can."""
        try:
            await self._client.get_messages(peer_of_channel(channel), limit=1)
        except GONE as error:
            return error if isinstance(error, Exception) else None
        return None

    async def _note_name(self, channel: Channel, entity: Any) -> None:  # noqa: ANN401
        title, username = entity.title, username_of(entity)
        if (title, username, username is None) == (channel.title, channel.username, channel.is_private):
            return

        async def work(connection: Connection) -> bool:
            await channels.rename(connection, channel.id, title, username)
            if (username, username is None) != (channel.username, channel.is_private):
                now = self._clock.now()
                await edits.edit_channel(connection, channel.id, since=now - LINKS_FOLLOW, now=now)
            before = f"{channel.title} (@{channel.username or '-'})"
            detail = f"{before} → {title} (@{username or '-'})"
            await audit.record(connection, 0, "channel.renamed", str(channel.id), self._clock.now(), detail)
            return username is None and not channel.is_private

        told = Notice("notice-channel-turned-private", {"channel": title, "id": str(channel.id)})
        await self._herald.notify(notices.operators, told, work)
        self._herald.wake()
        log.info("channel renamed", channel=channel.id)

    async def _note_membership(self, channel: Channel, entity: Any) -> None:  # noqa: ANN401
        """Note that a request to join was granted, or that the account is a member no more."""
        access = await stored_access.get(self._database.reader, self._account, channel.id)
        if access is None or (access.membership is Membership.MEMBER) == (not entity.left):
            return
        if entity.left and access.membership is not Membership.MEMBER:
            return
        stands = Membership.NONE if entity.left else Membership.MEMBER
        await self._database.write(lambda tx: stored_access.stand(tx, self._account, channel.id, stands))
