"""Digests and the stories in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from storage.model.channels import Channel, CoverageSummary
    from storage.model.deliveries import Occasion
    from storage.model.ids import DeliveryId, NarrativeId
    from storage.model.posts import Post
    from storage.model.stories import Debunk

# Of a digest: so many with their stories fit a message even if every sign counts twice.
NARRATIVES_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class DigestStory:
    """A story as a digest names it: its earliest post, how far it has come, and a check that names it, if any."""

    post: Post
    channel: Channel
    posts: int
    channels: int
    deleted: bool = False
    check: Debunk | None = None


@dataclass(frozen=True, slots=True)
class DigestNarrative:
    """What a digest tells of a narrative: how much there is, and the stories that came furthest."""

    id: NarrativeId
    title: str
    urgent: bool
    stories: int
    posts: int
    channels: int
    top: tuple[DigestStory, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """What is told together: a page of its narratives, the busiest first, and how many of all there are.

    `due_at` is when it was due, of a storm when it began, and `over_at` when that was over. `late` counts posts that
    were read only long after they were made.
    """

    id: DeliveryId
    occasion: Occasion
    due_at: datetime
    narratives: tuple[DigestNarrative, ...]
    narratives_in_all: int
    stories: int
    posts: int
    late: int
    reading: CoverageSummary
    over_at: datetime | None = None
    sent_at: datetime | None = None
    message_id: int | None = None
