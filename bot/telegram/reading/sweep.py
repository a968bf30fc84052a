"""The sweep: ask Telegram where the channels stand, a hundred in one small request, and read only where there is more.

A channel's count of changes (pts) tells even of edits and deletions that came while nobody listened. Once a day
history itself is asked all the same, so that no list of chats has to be believed for longer.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import structlog
from telethon import errors, utils
from telethon.tl import functions, types

from bot.telegram.connection.backoff import Setbacks
from bot.telegram.connection.client import GONE, PASSING, PERMANENT, lost
from bot.telegram.convert import peer_of_channel
from bot.telegram.reading.history import DialogState
from bot.telegram.reading.sweep_interval import POSTS_LOOKED_AT, sweep_interval
from storage.channels import coverage
from storage.model.ids import ChannelId, MessageId

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from bot.telegram.reading.history import History
    from bot.telegram.reading.watch_list import WatchList
    from storage.database import Connection, Database

AT_ONCE = 100  # channels in one request
TRUSTED_FOR = timedelta(days=1)  # how long the list of chats is believed without reading history

log = structlog.get_logger("sweep")


class SweepBounds(NamedTuple):
    """How often a channel is asked after at most, and at least."""

    shortest: timedelta
    longest: timedelta


class Sweep:
    """Asks after channels whose time has come, and after those it is told to."""

    def __init__(
        self,
        client: ReconnectingClient,
        history: History,
        database: Database,
        clock: Clock,
        watched: WatchList,
        bounds: SweepBounds,
        *,
        account: str,
    ) -> None:
        self._client = client
        self._history = history
        self._database = database
        self._clock = clock
        self._watched = watched
        self._bounds = bounds
        self._account = account
        self._asked_for: set[ChannelId] = set()
        self._wake = asyncio.Event()
        self._setbacks = Setbacks(clock)

    def check(self, channel_id: ChannelId) -> None:
        """Ask after a channel soon, whatever its time."""
        self._asked_for.add(channel_id)
        self._wake.set()

    def check_all(self) -> None:
        """Ask after every channel soon, since there is a new connection."""
        self._setbacks.over()
        self._asked_for.update(self._watched.channels)
        self._wake.set()

    def tick(self) -> None:
        """Ask after the channels whose time has come."""
        self._wake.set()

    @property
    def is_asked(self) -> bool:
        """Whether channels are to be asked after whatever their time: nobody knows yet what happened there."""
        return any(channel_id in self._watched for channel_id in self._asked_for)

    async def run(self) -> None:
        """Ask until cancelled. Raises AccountLost."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            if self._setbacks.is_waiting():  # a later tick asks
                continue
            due = [*self._asked_for, *await coverage.due(self._database.reader, self._clock.now())]
            here = [channel_id for channel_id in dict.fromkeys(due) if channel_id in self._watched]
            for start in range(0, len(here), AT_ONCE):
                await self._try_asking(here[start : start + AT_ONCE])
                if self._setbacks.is_waiting():
                    break

    async def _try_asking(self, channel_ids: list[ChannelId]) -> None:
        """Ask after some channels; what fails for a passing reason stays due, so the next tick asks again."""
        try:
            await self._ask(channel_ids)
        except errors.FloodWaitError as error:
            log.warning("telegram asks to wait", request="sweep", seconds=error.seconds)
            await self._clock.sleep(error.seconds)
            self._wake.set()
        except PERMANENT as error:
            raise lost(self._account, error) from error
        except (*PASSING, errors.RPCError) as error:
            again = self._setbacks.failed()
            log.warning("not swept", channels=len(channel_ids), error=type(error).__name__, seconds=again)
        else:
            self._setbacks.over()
            self._asked_for.difference_update(channel_ids)

    async def _ask(self, channel_ids: list[ChannelId]) -> None:
        """Ask after up to a hundred channels. One that cannot be read spoils the answer for all: find out which."""
        asked = self._clock.now()
        channels = [self._watched.channels[one] for one in channel_ids if one in self._watched]
        try:
            answer = await self._client(
                functions.messages.GetPeerDialogsRequest(
                    [types.InputDialogPeer(peer_of_channel(channel)) for channel in channels]
                )
            )
        except GONE:
            if len(channel_ids) == 1:
                self._history.read(channel_ids[0])  # it says what is the matter, and sees to it
                await self._plan(channel_ids)
                return
            half = len(channel_ids) // 2
            await self._ask(channel_ids[:half])
            await self._ask(channel_ids[half:])
        else:
            told = {ChannelId(utils.get_peer_id(one.peer)): _told(one) for one in answer.dialogs}
            await self._compare(channel_ids, told, asked)
            await self._plan(channel_ids)

    async def _compare(
        self, channel_ids: list[ChannelId], told: dict[ChannelId, DialogState | None], asked: datetime
    ) -> None:
        """Have history read wherever something happened, or was not told; note of the others that nothing did."""
        quiet: dict[ChannelId, int | None] = {}
        for channel_id in channel_ids:
            found = told.get(channel_id)
            known = await coverage.standing(self._database.reader, channel_id)
            believed = known.read_at is not None and asked - known.read_at < TRUSTED_FOR
            if found is None or not believed or found.newest > known.read_to or found.pts != known.pts:
                self._history.read(channel_id, found)
            else:
                quiet[channel_id] = found.pts

        async def work(connection: Connection) -> None:
            await coverage.record_nothing_new(connection, quiet, asked)

        if quiet:
            await self._database.write(work)
        log.info("swept", channels=len(channel_ids), quiet=len(quiet))

    async def _plan(self, channel_ids: Collection[ChannelId]) -> None:
        """Set when each of these channels is asked after next."""
        now = self._clock.now()
        next_at: dict[ChannelId, datetime] = {}
        for channel_id in channel_ids:
            latest = await coverage.latest_posts(self._database.reader, channel_id, POSTS_LOOKED_AT)
            next_at[channel_id] = now + sweep_interval(
                latest, now, shortest=self._bounds.shortest, longest=self._bounds.longest
            )
        await self._database.write(lambda connection: coverage.plan(connection, next_at))


def _told(dialog: Any) -> DialogState | None:  # noqa: ANN401 - Telethon ships no types
    """Read a line of the list of chats; without a newest message it tells nothing."""
    return DialogState(MessageId(dialog.top_message), dialog.pts) if dialog.top_message else None
