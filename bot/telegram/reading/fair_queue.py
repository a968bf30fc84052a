"""Live posts that wait to be kept, taken in fair turns: one of each channel, in the order of arrival within it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.model.ids import ChannelId
    from storage.model.posts import Post

AT_ONCE = 100  # posts in one batch
TEXT_AT_ONCE = 8_000  # characters in one batch, give or take a post: so that whoever comes next waits shortly
ALBUM = 10  # messages at most; each that comes has the texts of all matched


class Turns:
    """A queue of at most `most` posts that no channel can fill at the cost of the others."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting = 0
        self._queues: OrderedDict[ChannelId, deque[Post]] = OrderedDict()  # whose turn is next stands first
        self._any = asyncio.Event()

    def put(self, post: Post) -> Post | None:
        """Have a post wait; return the post that finds no place for it: the newest of the channel with the most."""
        self._queues.setdefault(post.channel_id, deque()).append(post)
        self._waiting += 1
        self._any.set()
        if self._waiting <= self._most:
            return None
        longest = max(self._queues.values(), key=len)
        self._waiting -= 1
        return longest.pop()

    async def take(self) -> list[Post]:
        """Wait for posts, and return the next batch: bounded in number and in length of text."""
        await self._any.wait()
        batch: list[Post] = []
        length = 0
        while self._queues and len(batch) < AT_ONCE and length < TEXT_AT_ONCE:
            post = self._next()
            batch.append(post)
            length += _to_match(post)
        if not self._queues:
            self._any.clear()
        return batch

    def _next(self) -> Post:
        channel_id, queue = self._queues.popitem(last=False)
        post = queue.popleft()
        self._waiting -= 1
        if queue:
            self._queues[channel_id] = queue  # at the end of the line
        return post


def _to_match(post: Post) -> int:
    """Return how many characters are to be matched for a post at most, give or take."""
    if post.album_id is None:
        return len(post.text)
    return len(post.text) * ALBUM if post.edited_at is None else TEXT_AT_ONCE
