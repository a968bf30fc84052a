"""Stories: posts that say the same, how far they spread, and debunks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from storage.model.channels import Channel
    from storage.model.ids import ChannelId, MessageId, StoryId


class Lead(NamedTuple):
    """The post that the others of a story are compared with: by its gist, which has a sign for each word."""

    story_id: StoryId
    channel_id: ChannelId
    gist: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A post of a story as a card names it. The channel is None where the reader may not know which it is."""

    channel: Channel | None
    message_id: MessageId
    at: datetime


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a story has come: in so many channels within `span` of its first post, as far as posts are watched.

    `forwarded` and `retyped` count the posts after the first. `others` are some of the channels that have it, beside
    the first and that of the card; `deleted` and `changed` count posts other than the card's that are gone, or say it
    no more.
    """

    first: Sighting
    posts: int
    channels: int
    span: timedelta
    forwarded: int = 0
    retyped: int = 0
    views: int | None = None
    others: tuple[Sighting, ...] = ()
    others_unnamed: int = 0
    deleted: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Debunk:
    """A fact-checker's post that answers a story; `after` is the time since the story's first post, maybe negative."""

    sighting: Sighting
    after: timedelta

    @property
    def is_older(self) -> bool:
        """Tell whether it was there before the story: it is about the same, and no answer to it."""
        return self.after.days < 0
