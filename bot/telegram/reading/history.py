"""History: what proves that nothing was missed. Each channel is read from its mark on, page by page, oldest first."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import structlog
from telethon import errors, utils
from telethon.tl import types

from bot.alerts.rules.outcome import backoff
from bot.ingest.pipeline import HistoryPage
from bot.telegram.connection.client import GONE, PASSING, PERMANENT, lost
from bot.telegram.convert import history_request, post_of
from bot.telegram.reading.pausing import pause, why_unreadable
from storage.alerts import notices
from storage.channels import channels, coverage
from storage.model.channels import ReadingTrouble
from storage.model.deliveries import Notice
from storage.model.ids import MessageId
from storage.posts import matches, posts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.alerts.notices import Notifier
    from bot.ingest.pipeline import Pipeline
    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from bot.telegram.reading.watch_list import WatchList
    from storage.database import Connection, Database
    from storage.model.channels import Channel
    from storage.model.ids import ChannelId
    from storage.model.posts import Post

PAGE = 100  # messages; Telegram gives no more at once
TROUBLE_AFTER = 3  # errors in a row by which Telegram refuses the history of one channel
TROUBLES_TOLD = 3  # channels in trouble at once that operators are told of; /status lists all
# Errors of the network, or of the connection: they are nothing of one channel's.
OF_THE_NETWORK = (ConnectionError, OSError, ValueError, BufferError, errors.TimedOutError)
# A post this young, after which none came live, may still be on its way.
PUSHED_WITHIN = timedelta(seconds=10)

log = structlog.get_logger("history")


class Page(NamedTuple):
    """One answer of Telegram's: messages (service ones too) oldest first, and when it was asked for."""

    messages: list[Any]
    posts: list[Post]
    asked: datetime


class DialogState(NamedTuple):
    """What Telegram told of a channel without its history: the newest message, and its count of changes there.

    `read` is how many of the messages up to the newest have been read since.
    """

    newest: MessageId
    pts: int | None
    read: int = 0


def name_of(error: Exception) -> str:
    """Return what Telegram calls an error, or else its type: nothing that an error may repeat of what was asked."""
    name = str(getattr(error, "message", ""))
    return name if re.fullmatch("[A-Z][A-Z0-9_]{2,60}", name) else type(error).__name__


class History:
    """Reads what the watched channels posted after their marks, one channel after the other."""

    def __init__(
        self,
        client: ReconnectingClient,
        pipeline: Pipeline,
        database: Database,
        clock: Clock,
        herald: Notifier,
        watched: WatchList,
        *,
        account: str,
        page_pause: float,
    ) -> None:
        """Rest `page_pause` seconds between pages of one channel: an account that reads politely lives longer."""
        self._client = client
        self._pipeline = pipeline
        self._database = database
        self._clock = clock
        self._herald = herald
        self._watched = watched
        self._account = account
        self._page_pause = page_pause
        self._behind: dict[ChannelId, int] = {}  # channels to read, with the failed attempts so far
        self._told: dict[ChannelId, DialogState] = {}
        self._refused: dict[ChannelId, tuple[int, datetime]] = {}  # how often in a row, and since when
        self._reading = False
        self._to_read = asyncio.Event()
        self._putting_off: set[asyncio.Task[None]] = set()

    def read(self, channel_id: ChannelId, told: DialogState | None = None) -> None:
        """Read a channel's history from its mark, soon; `told` is what is known of it already."""
        if told is not None:
            self._told[channel_id] = told
        self._behind.setdefault(channel_id, 0)
        self._to_read.set()

    def forget(self, channel_id: ChannelId) -> None:
        """Read a channel no more."""
        for known in (self._behind, self._told, self._refused):
            known.pop(channel_id, None)

    @property
    def is_behind(self) -> bool:
        """Whether history is being read, waits to be, or rests between two pages."""
        return self._reading or bool(self._behind) or bool(self._putting_off)

    async def run(self) -> None:
        """Read what is behind, until cancelled. Raises AccountLost."""
        try:
            while True:
                await self._to_read.wait()
                self._to_read.clear()
                while self._behind:
                    channel_id, attempts = next(iter(self._behind.items()))
                    del self._behind[channel_id]
                    self._reading = True
                    await self._try_reading(channel_id, attempts)
                    self._reading = False
        finally:
            for task in self._putting_off:
                task.cancel()

    async def _try_reading(self, channel_id: ChannelId, attempts: int) -> None:
        """Read one channel's history to its end; what fails for a passing reason is put off, nothing is skipped."""
        told = self._told.pop(channel_id, None)
        try:
            await self._read_out(channel_id, told)
            await self._note_read(channel_id)
        except errors.FloodWaitError as error:  # it holds for the histories of all channels
            log.warning("telegram asks to wait", request="history", seconds=error.seconds)
            self._put_back(channel_id, attempts, told)
            await self._clock.sleep(error.seconds)
        except PERMANENT as error:
            raise lost(self._account, error) from error
        except GONE as error:
            await self._pause(channel_id, error)
        except (*PASSING, errors.RPCError) as error:
            log.warning("history not read", channel=channel_id, error=type(error).__name__, attempt=attempts + 1)
            if not isinstance(error, OF_THE_NETWORK):
                await self._note_refused(channel_id, error)
            self._put_off(channel_id, attempts + 1, told, backoff(attempts + 1).total_seconds())

    async def _note_read(self, channel_id: ChannelId) -> None:
        self._refused.pop(channel_id, None)
        if await coverage.is_in_trouble(self._database.reader, channel_id):
            await self._database.write(lambda connection: coverage.end_trouble(connection, channel_id))
            log.info("history read again", channel=channel_id)

    async def _note_refused(self, channel_id: ChannelId, error: Exception) -> None:
        """Count an error that is a channel's own; from the third in a row on it is shown, and operators hear of it."""
        times, since = self._refused.get(channel_id, (0, self._clock.now()))
        self._refused[channel_id] = (times + 1, since)
        channel = await channels.get(self._database.reader, channel_id)
        if times + 1 < TROUBLE_AFTER or channel is None:
            return
        trouble = ReadingTrouble(name_of(error), since)

        async def note(connection: Connection) -> bool:
            return 0 < await coverage.record_trouble(connection, channel_id, trouble) <= TROUBLES_TOLD

        told = Notice("notice-channel-refused", {"channel": channel.title, "error": trouble.error})
        await self._herald.notify(notices.operators, told, note)

    def _put_back(self, channel_id: ChannelId, attempts: int, told: DialogState | None) -> None:
        self._behind.setdefault(channel_id, attempts)
        if told is not None:
            self._told.setdefault(channel_id, told)
        self._to_read.set()

    def _put_off(self, channel_id: ChannelId, attempts: int, told: DialogState | None, seconds: float) -> None:
        """Read a channel on after a while, without keeping the others waiting."""

        async def again() -> None:
            await self._clock.sleep(seconds)
            self._put_back(channel_id, attempts, told)

        task = asyncio.get_running_loop().create_task(again())
        self._putting_off.add(task)
        task.add_done_callback(self._putting_off.discard)

    # One channel

    async def _read_out(self, channel_id: ChannelId, told: DialogState | None) -> None:
        """Read a page from the mark on, and go on later where there is more: a long past keeps no other waiting.

        At the end read the latest posts again, if something else changed there.
        """
        channel = await channels.get(self._database.reader, channel_id)
        if channel is None or channel_id not in self._watched:
            return
        page = await self._ask(channel, after=channel.read_to)
        if channel_id not in self._watched:
            return
        mark = MessageId(page.messages[-1].id) if page.messages else channel.read_to
        is_last = not page.messages or (len(page.messages) < PAGE and mark >= self._watched.newest(channel_id))
        await self._keep(channel, page, mark, is_last=is_last)
        if told is not None:
            told = told._replace(read=told.read + sum(message.id <= told.newest for message in page.messages))
        if not is_last:
            self._put_off(channel_id, 0, told, self._page_pause)
        elif told is not None and told.pts is not None:
            await self._see_to_changes(channel, told, told.pts)

    async def _see_to_changes(self, channel: Channel, told: DialogState, pts: int) -> None:
        """Read the latest posts again if Telegram counts more changes than there were new messages.

        What is left was edited or deleted, perhaps while nobody listened.
        """
        known = await coverage.standing(self._database.reader, channel.id)
        if known.pts is not None and pts - known.pts > told.read:
            await self._read_again(channel)
        await self._database.write(lambda connection: coverage.record_pts(connection, channel.id, pts))

    async def _read_again(self, channel: Channel) -> None:
        """Read the latest posts again: what happened to them while nobody listened comes no other way."""
        newest = self._watched.newest(channel.id)
        page = await self._ask(channel, after=None)
        known = await posts.kept_among(self._database.reader, page.posts)
        ingested = await self._pipeline.ingest(known)
        there = {MessageId(message.id) for message in page.messages}
        oldest = min(there, default=MessageId(1))
        matched = await matches.between(self._database.reader, channel.id, oldest, newest)
        await self._pipeline.suspect_deleted(channel.id, matched - there)
        changed = sum(one.changed for one in ingested)
        log.info(
            "posts read again", channel=channel.id, posts=len(known), changed=changed, missing=len(matched - there)
        )

    async def _ask(self, channel: Channel, *, after: MessageId | None) -> Page:
        """Ask for the first page after a message; without one, for the newest page.

        min_id and max_id stay 0: Telegram answers with nothing when they are far from the newest message.
        """
        asked = self._clock.now()
        offset_id, add_offset = (0, 0) if after is None else (after + 1, -PAGE)
        answer = await self._client(history_request(channel, limit=PAGE, offset_id=offset_id, add_offset=add_offset))
        named = {utils.get_peer_id(one): one for one in chain(answer.users, answer.chats)}
        messages = sorted(
            (one for one in answer.messages if not isinstance(one, types.MessageEmpty) and one.id > (after or 0)),
            key=lambda message: message.id,
        )
        return Page(messages, [post for one in messages if (post := post_of(one, named)) is not None], asked)

    async def _keep(self, channel: Channel, page: Page, mark: MessageId, *, is_last: bool) -> None:
        """Keep a page and move the mark over it, in one transaction."""
        since_watched = [post for post in page.posts if post.message_id > channel.summed_to]
        unheard = self._watched.unheard(since_watched, self._clock.now(), PUSHED_WITHIN)
        finished = HistoryPage(channel.id, mark, page.asked, is_last=is_last, unheard=unheard)
        ingested = await self._pipeline.ingest(page.posts, finished=finished)
        self._watched.note(channel.id, mark)
        new = sum(one.changed for one in ingested)
        if new:
            log.info("posts kept", way="history", channel=channel.id, posts=new, read_to=mark)

    async def _pause(self, channel_id: ChannelId, error: Exception) -> None:
        """Stop reading a channel that this account may not read any more, and keep why."""
        channel = await channels.get(self._database.reader, channel_id)
        if channel is not None:
            reason = await why_unreadable(self._client, channel, error)
            await pause(self._herald, channel, reason, self._clock.now())
        self._watched.drop(channel_id)
        self.forget(channel_id)
