"""Find the message after which reading has to begin, so that it goes back as far as somebody wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telethon import errors

from bot.commands.ports import ChannelNotFound, ReadingStart
from bot.telegram.connection.client import PASSING, PERMANENT, error_name
from bot.telegram.convert import history_request
from storage.model.ids import MessageId

if TYPE_CHECKING:
    from telethon import TelegramClient

    from bot.commands.ports import BackfillDepth
    from bot.runtime.clock import Clock
    from storage.model.channels import Channel


async def start_of(client: TelegramClient, clock: Clock, channel: Channel, depth: BackfillDepth) -> ReadingStart:
    """Return the newest message that is too old to be read; its mark is 0 where all are to be read.

    One small request. Raises ChannelNotFound.
    """
    try:
        answer = await client(history_request(channel, limit=1, offset_date=depth.since, add_offset=depth.last or 0))
    except errors.FloodWaitError as error:
        raise ChannelNotFound("channel-wait", seconds=error.seconds) from error
    except (*PASSING, *PERMANENT) as error:
        raise ChannelNotFound("channel-reader-away") from error
    except errors.RPCError as error:
        raise ChannelNotFound("channel-telegram-refuses", channel=channel.title, reason=error_name(error)) from error
    return _before(answer.messages, depth, clock)


def _before(messages: list[Any], depth: BackfillDepth, clock: Clock) -> ReadingStart:
    if not messages:
        return ReadingStart(MessageId(0), depth.since or clock.now())
    return ReadingStart(MessageId(messages[0].id), depth.since or messages[0].date)
