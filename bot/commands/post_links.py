"""Read the link of a post."""

from __future__ import annotations

import re
from typing import NamedTuple

from storage.model import CHANNEL_IDS, ChannelId, MessageId

SITE = r"(?:https?://)?(?:www\.)?(?:t|telegram)\.(?:me|dog)/"
_TAIL = r"/?(?:[?#]\S*)?"
# Of a post in a topic, the topic's number stands between.
_PUBLIC = re.compile(rf"{SITE}(?:s/)?([A-Za-z]\w{{3,31}})(?:/\d+)?/(\d{{1,10}}){_TAIL}", re.ASCII)
_PRIVATE = re.compile(rf"{SITE}c/(\d{{5,12}})(?:/\d+)?/(\d{{1,10}}){_TAIL}", re.ASCII)


class PostLink(NamedTuple):
    """A post: its channel, by a public name or an id, and the message's number."""

    written: str
    message_id: MessageId
    name: str | None = None
    channel_id: ChannelId | None = None

    @property
    def channel(self) -> str:
        """The channel as /channel add takes it."""
        return f"@{self.name}" if self.name else str(self.channel_id)


def read_post_link(text: str) -> PostLink | None:
    """Read t.me/name/123 or t.me/c/1234567890/123; None where it is no link of a post."""
    text = text.strip()
    if found := _PRIVATE.fullmatch(text):
        return PostLink(text, MessageId(int(found[2])), channel_id=ChannelId(CHANNEL_IDS - int(found[1])))
    if found := _PUBLIC.fullmatch(text):
        return PostLink(text, MessageId(int(found[2])), name=found[1])
    return None
