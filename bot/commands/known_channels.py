"""Which of the watched channels somebody means."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.model import Channel


def chosen(channels: list[Channel], name: str) -> Channel | None:
    """Return the channel that somebody means by its @name, link, id or title."""
    wanted = name.strip().rstrip("/").rpartition("/")[2].removeprefix("@").casefold()
    for channel in channels:
        if wanted in {(channel.username or "").casefold(), str(channel.id), channel.title.casefold()}:
            return channel
    return None
