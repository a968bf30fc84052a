"""Read the link of a post."""

from __future__ import annotations

from typing import NamedTuple

from bot.commands.arguments.channels import read_channel_word
from storage.model.ids import CHANNEL_IDS, ChannelId, MessageId


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
    """Read t.me/name/123, t.me/c/1234567890/123 and the like; None where it is not the link of a post."""
    text = text.strip()
    word = read_channel_word(text)
    if word is None or word.message_id is None:
        return None
    if word.name is not None:
        return PostLink(text, word.message_id, name=word.name)
    if word.bare_id is not None:
        return PostLink(text, word.message_id, channel_id=ChannelId(CHANNEL_IDS - word.bare_id))
    return None
