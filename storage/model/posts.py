"""Posts and where they were forwarded from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from storage.model.ids import ChannelId, MessageId


@dataclass(frozen=True, slots=True)
class ForwardOrigin:
    """Where a forwarded post was first written, as far as Telegram tells."""

    title: str | None = None
    channel_id: ChannelId | None = None
    message_id: MessageId | None = None
    posted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One message of a channel, as Telegram shows it now. `preview` is the title of its link preview."""

    channel_id: ChannelId
    message_id: MessageId
    posted_at: datetime
    text: str
    edited_at: datetime | None = None
    forward: ForwardOrigin | None = None
    reply_to: MessageId | None = None
    album_id: int | None = None
    views: int | None = None
    forwards: int | None = None
    reactions: int | None = None
    preview: str | None = None
