"""Which of the watched channels somebody means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model import CHANNEL_IDS

if TYPE_CHECKING:
    from storage.model import Channel


def chosen(channels: list[Channel], name: str) -> Channel | None:
    """Return the channel that somebody means by its @name, link, id or title."""
    wanted = name.strip().rstrip("/").rpartition("/")[2].removeprefix("@").casefold()
    for channel in channels:
        ids = {str(channel.id), str(CHANNEL_IDS - channel.id)}  # a link to a private channel has the latter
        if wanted in {(channel.username or "").casefold(), channel.title.casefold(), *ids}:
            return channel
    return None
