"""Channels that cannot be read any more: paused with their reason, said once, and taken up when they come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from telethon import errors
from telethon.tl import functions, types

from bot.telegram.connection.client import PASSING
from bot.telegram.convert import input_of_channel
from storage.alerts import notices
from storage.channels import channels, coverage
from storage.model.channels import ChannelStatus, GapReason, PauseReason
from storage.model.deliveries import Notice, TextName
from storage.narratives import audit

if TYPE_CHECKING:
    from datetime import datetime

    from bot.alerts.notices import Notifier
    from bot.telegram.connection.client import ReconnectingClient
    from storage.database import Connection
    from storage.model.channels import Channel
    from storage.model.ids import ChannelId

_BANNED = (errors.ChannelBannedError, errors.UserBannedInChannelError)

log = structlog.get_logger("channels")


async def why_unreadable(client: ReconnectingClient, channel: Channel, error: Exception) -> PauseReason:
    """Find out what an error that is one of clients.GONE means: Telegram says «private» of much that is not."""
    if isinstance(error, _BANNED):
        return PauseReason.BANNED
    try:
        answer = await client(functions.channels.GetChannelsRequest([input_of_channel(channel)]))
    except errors.ChannelInvalidError:
        return PauseReason.GONE
    except (errors.RPCError, *PASSING):
        return PauseReason.PRIVATE
    return _reason_of(answer.chats[0])


def _reason_of(entity: Any) -> PauseReason:  # noqa: ANN401 - Telethon ships no types
    if isinstance(entity, types.ChannelForbidden):
        return PauseReason.BANNED if entity.until_date else PauseReason.PRIVATE
    return PauseReason.RESTRICTED if entity.restricted else PauseReason.PRIVATE


async def pause(herald: Notifier, channel: Channel, reason: PauseReason, now: datetime) -> None:
    """Stop reading a channel, keep why, and have the operators told, in one transaction and once."""
    told = Notice("notice-channel-paused", {"channel": channel.title, "reason": TextName(f"paused-{reason}")})
    await herald.notify(notices.operators, told, lambda tx: put_aside(tx, channel.id, reason, now))


async def put_aside(connection: Connection, channel_id: ChannelId, reason: PauseReason, now: datetime) -> bool:
    """Stop reading a channel and keep why; False where it is not read anyway."""
    stored = await channels.get(connection, channel_id)
    if stored is None or stored.status is not ChannelStatus.ACTIVE:
        return False
    await channels.set_status(connection, channel_id, ChannelStatus.PAUSED, reason)
    await coverage.open_gap(connection, channel_id, GapReason.UNREADABLE, now)
    await audit.record(connection, 0, "channel.paused", str(channel_id), now, reason)
    log.error("channel paused", channel=channel_id, reason=reason)
    return True


async def resume(herald: Notifier, channel: Channel, now: datetime) -> None:
    """Read a paused channel again, from where it was left, and have the operators told."""

    async def work(connection: Connection) -> bool:
        await channels.set_status(connection, channel.id, ChannelStatus.ACTIVE)
        await audit.record(connection, 0, "channel.resumed", str(channel.id), now)
        log.info("channel resumed", channel=channel.id)
        return True

    await herald.notify(notices.operators, Notice("notice-channel-resumed", {"channel": channel.title}), work)
