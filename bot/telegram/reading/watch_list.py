"""The channels that one account watches, and what it has heard of them since it connected."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.model.channels import GapReason
from storage.model.ids import MessageId

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from storage.model.channels import Channel
    from storage.model.ids import ChannelId
    from storage.model.posts import Post


class WatchList:
    """Which channels are watched, the newest message heard of in each, and since when live updates are heard."""

    def __init__(self, since: datetime) -> None:
        self.channels: dict[ChannelId, Channel] = {}
        self._newest: dict[ChannelId, MessageId] = {}
        self._added: dict[ChannelId, datetime] = {}
        self._flooded: dict[ChannelId, set[MessageId]] = {}
        self._waiting: set[tuple[ChannelId, MessageId]] = set()
        self._heard_since = since
        self._deaf_by = GapReason.DOWN

    def __contains__(self, channel_id: ChannelId) -> bool:
        return channel_id in self.channels

    def add(self, channel: Channel, now: datetime) -> None:
        """Watch a channel from now on."""
        self.channels[channel.id] = channel
        self._added.setdefault(channel.id, now)
        self.note(channel.id, max(channel.newest_seen, channel.read_to))

    def drop(self, channel_id: ChannelId) -> None:
        """Watch a channel no more."""
        for known in (self.channels, self._newest, self._added, self._flooded):
            known.pop(channel_id, None)

    def note(self, channel_id: ChannelId, message_id: MessageId) -> MessageId:
        """Note a message by whatever way it came; return the newest one before."""
        before = self._newest.get(channel_id, MessageId(0))
        self._newest[channel_id] = max(before, message_id)
        return before

    def newest(self, channel_id: ChannelId) -> MessageId:
        """Return the newest message heard of in a channel."""
        return self._newest.get(channel_id, MessageId(0))

    def hear_from(self, now: datetime, deaf_by: GapReason) -> None:
        """Note that live updates come from now on, and why they did not before."""
        self._heard_since, self._deaf_by = now, deaf_by

    # Live posts on their way into storage

    def wait(self, post: Post) -> None:
        """Note that a live post waits to be kept."""
        self._waiting.add((post.channel_id, post.message_id))

    def kept(self, batch: Iterable[Post]) -> None:
        """Note that live posts wait no more."""
        self._waiting.difference_update((post.channel_id, post.message_id) for post in batch)

    def leave_to_history(self, post: Post) -> None:
        """Note that a live post found no place among too many that wait."""
        self._flooded.setdefault(post.channel_id, set()).add(post.message_id)

    def unheard(self, page: Iterable[Post], now: datetime, grace: timedelta) -> dict[MessageId, GapReason]:
        """Tell which posts of a page of history should have come live and did not, and why.

        A post younger than `grace`, after which none came, may still be on its way.
        """
        reasons: dict[MessageId, GapReason] = {}
        for post in page:
            if (post.channel_id, post.message_id) not in self._waiting:
                reason = self._why_unheard(post, now, grace)
                if reason is not None:
                    reasons[post.message_id] = reason
        return reasons

    def _why_unheard(self, post: Post, now: datetime, grace: timedelta) -> GapReason | None:
        flooded = self._flooded.get(post.channel_id, set())
        if post.message_id in flooded:
            flooded.discard(post.message_id)
            return GapReason.FLOODED
        if post.posted_at < self._heard_since:
            return self._deaf_by
        # Telegram's times are whole seconds: a post of the same second may have been made afterwards.
        if post.posted_at + timedelta(seconds=1) <= self._added[post.channel_id]:
            return GapReason.UNWATCHED
        if post.message_id < self.newest(post.channel_id) or now - post.posted_at > grace:
            return GapReason.NOT_PUSHED
        return None
