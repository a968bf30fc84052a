"""Watch channels with one reading account: live updates for speed, history for certainty.

Telegram's pushes are not proof of anything: it may leave some out. So every channel has a mark, `read_to`, which only
finished history moves. The sweep asks Telegram where each channel stands, at the start, after every reconnect and from
time to time; history is read where it stands further, and where a live post's id shows that some were skipped.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.runtime.errors import root_error
from bot.telegram.connection.client import check_signed_in, connect
from bot.telegram.reading import backfill
from bot.telegram.reading.history import History
from bot.telegram.reading.live import LiveFeed
from bot.telegram.reading.rechecks import Rechecks
from bot.telegram.reading.sweep import Sweep
from bot.telegram.reading.watch_list import WatchList
from storage.channels import channels
from storage.model.channels import ChannelStatus, GapReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.alerts.notices import Notifier
    from bot.commands.ports import BackfillDepth, ReadingStart
    from bot.ingest.pipeline import Pipeline
    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from bot.telegram.reading.sweep import SweepBounds
    from storage.database import Database
    from storage.model.channels import Channel
    from storage.model.ids import ChannelId


class Watcher:
    """Reads the channels that one account watches."""

    def __init__(
        self,
        client: ReconnectingClient,
        pipeline: Pipeline,
        database: Database,
        clock: Clock,
        herald: Notifier,
        *,
        account: str,
        bounds: SweepBounds,
        page_pause: float = 1.0,
    ) -> None:
        """`account` is what the account is called in texts and log lines."""
        self._client = client
        self._database = database
        self._clock = clock
        self._account = account
        self._watched = WatchList(clock.now())
        self._history = History(
            client, pipeline, database, clock, herald, self._watched, account=account, page_pause=page_pause
        )
        self._sweep = Sweep(client, self._history, database, clock, self._watched, bounds, account=account)
        self._revisits = Rechecks(client, pipeline, database, clock, self._watched, self._history, account=account)
        self._live = LiveFeed(client, pipeline, database, self._watched, self._history.read)

    async def run(self, ready: Callable[[], None] | None = None) -> None:
        """Watch until cancelled; call `ready` once updates are heard. Raises AccountLost when it is over for good."""
        await connect(self._client, self._clock, self._account)
        try:
            await check_signed_in(self._client, self._clock, self._account)
            for channel in await channels.list_all(self._database.reader):
                if channel.status is ChannelStatus.ACTIVE and channel.account == self._account:
                    self.watch(channel)
            self._client.on_reconnect = self._reconnected
            self._live.listen()
            self._watched.hear_from(self._clock.now(), GapReason.DOWN)
            if ready is not None:
                ready()
            await self._work()
        finally:
            await self._client.disconnect()

    async def _work(self) -> None:
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._live.keep())
                tasks.create_task(self._history.run())
                tasks.create_task(self._sweep.run())
                tasks.create_task(self._revisits.run())
                tasks.create_task(self._client.until_over(self._account, self._clock))
        except BaseExceptionGroup as group:
            raise root_error(group) from None

    def _reconnected(self) -> None:
        self._watched.hear_from(self._clock.now(), GapReason.DISCONNECTED)
        self._sweep.check_all()

    @property
    def is_behind(self) -> bool:
        """Whether history is being read, or waits to be."""
        return self._sweep.is_asked or self._history.is_behind

    def tick(self) -> None:
        """Ask after the channels, and the matched posts, whose time has come."""
        self._sweep.tick()
        self._revisits.tick()

    # What is watched

    def watch(self, channel: Channel) -> None:
        """Keep the posts of a channel from now on, beginning with those after its mark."""
        self._watched.add(channel, self._clock.now())
        self._sweep.check(channel.id)

    def forget(self, channel_id: ChannelId) -> None:
        """Keep no more posts of a channel."""
        self._watched.drop(channel_id)
        self._history.forget(channel_id)

    async def start_of(self, channel: Channel, depth: BackfillDepth) -> ReadingStart:
        """Find where reading a channel has to begin to go back so far. Raises ChannelNotFound."""
        return await backfill.start_of(self._client, self._clock, channel, depth)
