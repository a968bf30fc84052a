"""Read matched posts again: for their text, their counts, and whether they are still there."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from telethon import errors
from telethon.tl import functions, types

from bot.ingest.rechecks import RecheckResult
from bot.telegram.connection.backoff import Setbacks
from bot.telegram.connection.client import GONE, PASSING, PERMANENT, lost
from bot.telegram.convert import history_request, peer_of_channel, post_of
from storage.model.ids import MessageId
from storage.posts import rechecks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ingest.pipeline import Pipeline
    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from bot.telegram.reading.history import History
    from bot.telegram.reading.watch_list import WatchList
    from storage.database import Database
    from storage.model.channels import Channel
    from storage.model.posts import Post
    from storage.posts.rechecks import Recheck

AT_ONCE = 90  # posts in one request; Telegram takes 100 ids, and some are for neighbours
NEIGHBOURS = 4
FIRST_MESSAGE = MessageId(1)  # that the channel was made; nobody can delete it

log = structlog.get_logger("revisits")


class Rechecks:
    """Asks after the matched posts whose time has come, many of one channel in one request."""

    def __init__(
        self,
        client: ReconnectingClient,
        pipeline: Pipeline,
        database: Database,
        clock: Clock,
        watched: WatchList,
        history: History,
        *,
        account: str,
    ) -> None:
        self._client = client
        self._pipeline = pipeline
        self._database = database
        self._clock = clock
        self._watched = watched
        self._history = history
        self._account = account
        # Posts due soon are asked after together with those that are due.
        self._early = min(pipeline.revisit_after, default=timedelta(0)) / 5
        self._wake = asyncio.Event()
        self._setbacks = Setbacks(clock)

    def tick(self) -> None:
        """Ask after the posts whose time has come."""
        self._wake.set()

    async def run(self) -> None:
        """Ask until cancelled. Raises AccountLost."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            for channel_id in await rechecks.channels_due(self._database.reader, self._clock.now()):
                channel = self._watched.channels.get(channel_id)
                if channel is not None and not self._setbacks.is_waiting():
                    await self._try_visiting(channel)

    async def _try_visiting(self, channel: Channel) -> None:
        """Visit a channel's posts; what fails for a passing reason stays due, so the next tick asks again."""
        try:
            await self._visit(channel)
            self._setbacks.over()
        except errors.FloodWaitError as error:
            log.warning("telegram asks to wait", request="revisit", seconds=error.seconds)
            await self._clock.sleep(error.seconds)
        except PERMANENT as error:
            raise lost(self._account, error) from error
        except GONE:
            self._history.read(channel.id)  # it says what is the matter, and sees to it
        except (*PASSING, errors.RPCError) as error:
            again = self._setbacks.failed() if isinstance(error, PASSING) else None
            log.warning("posts not visited", channel=channel.id, error=type(error).__name__, seconds=again)

    async def _visit(self, channel: Channel) -> None:
        until = self._clock.now() + self._early
        asked = await rechecks.due(self._database.reader, channel.id, until, AT_ONCE)
        if not asked:
            return
        asked = _fitting(asked)
        wanted = [message_id for one in asked for message_id in one.message_ids]
        around = [FIRST_MESSAGE, *await rechecks.neighbours(self._database.reader, channel.id, wanted, NEIGHBOURS)]
        there = await self._ask(channel, [*wanted, *around])
        if not there and (newest := await self._newest(channel)) is not None:
            there = await self._ask(channel, [*wanted, newest])
        found = {one.post_id: posts[0] for one in asked if (posts := _posts(one, there))}
        read = [post for one in asked for post in _posts(one, there)]
        await self._pipeline.ingest(read, visit=RecheckResult(asked, found, trusted=bool(there), early=self._early))
        log.info("posts visited", channel=channel.id, posts=len(asked), there=len(found))

    async def _ask(self, channel: Channel, message_ids: Sequence[MessageId]) -> dict[MessageId, Post | None]:
        """Ask for messages by id; return those that are there, None for those that are no posts.

        Telegram shows a deleted message as an empty one, or leaves it out: only what comes tells its id.
        """
        answer = await self._client(
            functions.channels.GetMessagesRequest(
                peer_of_channel(channel), [types.InputMessageID(one) for one in dict.fromkeys(message_ids)]
            )
        )
        return {
            MessageId(message.id): post_of(message)
            for message in answer.messages
            if not isinstance(message, types.MessageEmpty)
        }

    async def _newest(self, channel: Channel) -> MessageId | None:
        """Return the newest message of a channel of which nothing that is known was found."""
        answer = await self._client(history_request(channel, limit=1))
        return MessageId(answer.messages[0].id) if answer.messages else None


def _fitting(asked: list[Recheck]) -> list[Recheck]:
    """Leave out those whose messages find no place in one request: albums have several each."""
    taken: list[Recheck] = []
    messages = 0
    for one in asked:
        messages += len(one.message_ids)
        if messages > AT_ONCE and taken:
            break
        taken.append(one)
    return taken


def _posts(one: Recheck, there: dict[MessageId, Post | None]) -> list[Post]:
    """Return the messages of a post that are there."""
    return [post for message_id in one.message_ids if (post := there.get(message_id)) is not None]
