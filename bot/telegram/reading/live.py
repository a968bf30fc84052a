"""Live updates: for speed alone, since Telegram may leave some out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from telethon import events

from bot.telegram.convert import post_of
from bot.telegram.reading.fair_queue import Turns
from storage.channels import channels
from storage.model.ids import ChannelId, MessageId
from storage.posts import posts

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ingest.pipeline import Pipeline
    from bot.telegram.connection.client import ReconnectingClient
    from bot.telegram.reading.watch_list import WatchList
    from storage.database import Database
    from storage.model.posts import Post

WAITING = 10_000  # live posts waiting to be kept; beyond it they are left to history

log = structlog.get_logger("live")


class LiveFeed:
    """Hears what Telegram pushes about the watched channels, and has it kept: in fair turns."""

    def __init__(
        self,
        client: ReconnectingClient,
        pipeline: Pipeline,
        database: Database,
        watched: WatchList,
        fall_behind: Callable[[ChannelId], None],
    ) -> None:
        """Call `fall_behind` with a channel of which something seems to be missing."""
        self._client = client
        self._pipeline = pipeline
        self._database = database
        self._watched = watched
        self._fall_behind = fall_behind
        self._posts = Turns(WAITING)

    def listen(self) -> None:
        """Have Telethon call from now on."""
        self._client.add_event_handler(self._on_message, events.NewMessage())
        self._client.add_event_handler(self._on_edit, events.MessageEdited())
        self._client.add_event_handler(self._on_deletion, events.MessageDeleted())

    async def _on_message(self, event: Any) -> None:  # noqa: ANN401 - Telethon ships no types
        post = post_of(event.message)
        if post is None or post.channel_id not in self._watched:
            return
        newest_before = self._watched.note(post.channel_id, post.message_id)
        self.take(post)
        if post.message_id > newest_before + 1:
            self._fall_behind(post.channel_id)

    async def _on_edit(self, event: Any) -> None:  # noqa: ANN401
        """Take an edit of a post that is kept, or will be; a mere reaction may edit one from before the watch."""
        post = post_of(event.message)
        if post is None or post.channel_id not in self._watched:
            return
        channel = await channels.get(self._database.reader, post.channel_id)
        if channel is not None and (
            post.message_id > channel.read_to or await posts.kept_among(self._database.reader, [post])
        ):
            self.take(post)

    async def _on_deletion(self, event: Any) -> None:  # noqa: ANN401
        """Take the hint: what matched is read again before it is believed, since these events are not reliable."""
        if event.chat_id in self._watched:
            await self._pipeline.suspect_deleted(
                ChannelId(event.chat_id), [MessageId(one) for one in event.deleted_ids]
            )

    def take(self, post: Post) -> None:
        """Have a post kept soon; where too many wait, leave one of the channel with the most to history."""
        self._watched.wait(post)
        left = self._posts.put(post)
        if left is not None:
            self._watched.kept([left])
            self._watched.leave_to_history(left)
            self._fall_behind(left.channel_id)

    async def keep(self) -> None:
        """Keep what comes, until cancelled."""
        while True:
            batch = await self._posts.take()
            await self._pipeline.ingest(batch)
            self._watched.kept(batch)
            log.info("posts kept", way="live", posts=len(batch))
