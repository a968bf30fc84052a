"""Watch channels with the reading account: live updates for speed, history for certainty.

Telegram's pushes are not proof of anything: it may leave some out. So every channel has a mark, `read_to`, which only
finished history moves, and history is read from there at the start, after every reconnect, when a live post's id
shows that some before it were skipped, and by the periodic sweep.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog
from telethon import errors, events

from bot.core.outcome import backoff
from bot.failures import first_failure
from bot.pipeline import FinishedPage
from bot.telegram.clients import PASSING, PERMANENT, AccountLost, connect, lost
from bot.telegram.convert import peer_of_channel, post_of
from bot.telegram.pausing import GONE, pause, why_unreadable
from storage import channels, posts
from storage.model import ChannelStatus, MessageId

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import Clock
    from bot.herald import Herald
    from bot.pipeline import Pipeline
    from bot.telegram.clients import ReconnectingClient
    from storage.database import Database
    from storage.model import Channel, ChannelId, Post

PAGE = 100  # messages; Telegram gives no more at once
LIVE_WAITING = 10_000  # live posts waiting to be kept; beyond it they are left to history
LIVE_AT_ONCE = 100  # live posts in one transaction

log = structlog.get_logger("watcher")


class Watcher:
    """Reads the watched channels of one account."""

    def __init__(
        self,
        name: str,
        client: ReconnectingClient,
        pipeline: Pipeline,
        database: Database,
        clock: Clock,
        herald: Herald,
        *,
        page_pause: float = 1.0,
    ) -> None:
        """Rest `page_pause` seconds between pages of history: an account that reads politely lives longer."""
        self._name = name
        self._client = client
        self._pipeline = pipeline
        self._database = database
        self._clock = clock
        self._herald = herald
        self._page_pause = page_pause
        self._channels: dict[ChannelId, Channel] = {}
        self._newest: dict[ChannelId, MessageId] = {}
        self._live: asyncio.Queue[Post] = asyncio.Queue(LIVE_WAITING)
        self._behind: dict[ChannelId, int] = {}  # channels to read, with the failed attempts so far
        self._to_read = asyncio.Event()
        self._putting_off: set[asyncio.Task[None]] = set()

    async def run(self, ready: Callable[[], None] | None = None) -> None:
        """Watch until cancelled; call `ready` once updates are heard. Raises AccountLost when it is over for good."""
        await connect(self._client, self._clock, self._name)
        try:
            await self._check_signed_in()
            for channel in await channels.every(self._database.reader):
                if channel.status is ChannelStatus.ACTIVE and channel.account == self._name:
                    self.watch(channel)
            self._client.on_reconnect = self.read_all
            self._client.add_event_handler(self._on_message, events.NewMessage())
            self._client.add_event_handler(self._on_edit, events.MessageEdited())
            if ready is not None:
                ready()
            await self._work()
        finally:
            for task in self._putting_off:
                task.cancel()
            await self._client.disconnect()

    async def _work(self) -> None:
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._keep_live())
                tasks.create_task(self._read_behind())
                tasks.create_task(self._client.until_over(self._name))
        except BaseExceptionGroup as group:
            raise first_failure(group) from None

    async def _check_signed_in(self) -> None:
        try:
            signed_in = await self._client.is_user_authorized()
        except PERMANENT as error:
            raise lost(self._name, error) from error
        if not signed_in:
            raise AccountLost(self._name, "lost-never-signed-in")

    # What is watched

    def watch(self, channel: Channel) -> None:
        """Keep the posts of a channel from now on, beginning with those after its mark."""
        self._channels[channel.id] = channel
        self._newest[channel.id] = max(channel.newest_seen, channel.read_to)
        self._read(channel.id)

    def forget(self, channel_id: ChannelId) -> None:
        """Keep no more posts of a channel."""
        self._channels.pop(channel_id, None)
        self._behind.pop(channel_id, None)

    def read_all(self) -> None:
        """Read the history of every channel from its mark, soon."""
        for channel_id in self._channels:
            self._read(channel_id)

    def _read(self, channel_id: ChannelId) -> None:
        self._behind.setdefault(channel_id, 0)
        self._to_read.set()

    # Live

    async def _on_message(self, event: Any) -> None:  # noqa: ANN401 - Telethon ships no types
        post = post_of(event.message)
        if post is None or post.channel_id not in self._channels:
            return
        newest = self._newest[post.channel_id]
        if post.message_id > newest + 1:
            self._read(post.channel_id)
        self._newest[post.channel_id] = max(newest, post.message_id)
        self._take(post)

    async def _on_edit(self, event: Any) -> None:  # noqa: ANN401
        """Take an edit of a post that is kept, or will be; a mere reaction may edit one from before the watch."""
        post = post_of(event.message)
        if post is None or post.channel_id not in self._channels:
            return
        channel = await channels.one(self._database.reader, post.channel_id)
        if channel is not None and (
            post.message_id > channel.read_to or await posts.is_kept(self._database.reader, post)
        ):
            self._take(post)

    def _take(self, post: Post) -> None:
        """Have a post kept soon; where too many wait, leave it to history."""
        try:
            self._live.put_nowait(post)
        except asyncio.QueueFull:
            self._read(post.channel_id)

    async def _keep_live(self) -> None:
        while True:
            batch = [await self._live.get()]
            while not self._live.empty() and len(batch) < LIVE_AT_ONCE:
                batch.append(self._live.get_nowait())
            await self._pipeline.ingest(batch)
            log.info("posts kept", way="live", posts=len(batch))

    # History

    async def _read_behind(self) -> None:
        while True:
            await self._to_read.wait()
            self._to_read.clear()
            while self._behind:
                channel_id, attempts = next(iter(self._behind.items()))
                del self._behind[channel_id]
                await self._try_reading(channel_id, attempts)

    async def _try_reading(self, channel_id: ChannelId, attempts: int) -> None:
        """Read one channel's history to its end; what fails for a passing reason is put off, nothing is skipped."""
        try:
            await self._read_history(channel_id)
        except errors.FloodWaitError as error:  # it holds for the histories of all channels
            log.warning("telegram asks to wait", request="history", seconds=error.seconds)
            self._behind[channel_id] = attempts
            await self._clock.sleep(error.seconds)
        except PERMANENT as error:
            raise lost(self._name, error) from error
        except GONE as error:
            await self._pause(channel_id, error)
        except (*PASSING, errors.RPCError) as error:
            log.warning("history not read", channel=channel_id, error=type(error).__name__, attempt=attempts + 1)
            self._put_off(channel_id, attempts + 1)

    def _put_off(self, channel_id: ChannelId, attempts: int) -> None:
        """Read a channel again after a while, without keeping the others waiting."""

        async def again() -> None:
            await self._clock.sleep(backoff(attempts).total_seconds())
            self._behind.setdefault(channel_id, attempts)
            self._to_read.set()

        task = asyncio.get_running_loop().create_task(again())
        self._putting_off.add(task)
        task.add_done_callback(self._putting_off.discard)

    async def _read_history(self, channel_id: ChannelId) -> None:
        channel = await channels.one(self._database.reader, channel_id)
        if channel is None or channel_id not in self._channels:
            return
        page: list[Any] = []
        messages = self._client.iter_messages(
            peer_of_channel(channel), min_id=channel.read_to, reverse=True, wait_time=self._page_pause
        )
        async for message in messages:
            if message.id > channel.read_to:
                page.append(message)
            if len(page) >= PAGE:
                await self._keep_page(channel_id, page)
                page = []
        if page:
            await self._keep_page(channel_id, page)

    async def _keep_page(self, channel_id: ChannelId, page: list[Any]) -> None:
        """Keep a page of history, oldest first, and move the mark over it, in one transaction."""
        batch = [post for message in page if (post := post_of(message)) is not None]
        read_to = MessageId(page[-1].id)
        ingested = await self._pipeline.ingest(batch, finished=FinishedPage(channel_id, read_to))
        self._newest[channel_id] = max(self._newest.get(channel_id, read_to), read_to)
        new = sum(one.changed for one in ingested)
        if new:
            log.info("posts kept", way="history", channel=channel_id, posts=new, read_to=read_to)

    async def _pause(self, channel_id: ChannelId, error: Exception) -> None:
        """Stop reading a channel that this account may not read any more, and keep why."""
        channel = await channels.one(self._database.reader, channel_id)
        if channel is not None:
            reason = await why_unreadable(self._client, channel, error)
            await pause(self._herald, channel, reason, self._clock.now())
        self.forget(channel_id)
