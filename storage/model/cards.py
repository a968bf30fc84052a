"""Cards and summaries: everything an alert shows of posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from storage.model.deliveries import DeliveryKind, HeldBy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from storage.model.channels import Channel, GapReason
    from storage.model.ids import NarrativeId, PhraseId, Span
    from storage.model.narratives import Match, Narrative
    from storage.model.posts import Post
    from storage.model.stories import Debunk, Spread


@dataclass(frozen=True, slots=True)
class CardMatch:
    """One narrative in a post, as a card names it: its best score, and the words of all its phrases that matched."""

    narrative_id: NarrativeId
    title: str
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """Narratives, by title, that a post told once and tells no more since an edit; and what it says now."""

    titles: tuple[str, ...]
    at: datetime
    text_now: str


class Rewording(NamedTuple):
    """What a post says since an edit that left a card's narratives in it, and where their words are now."""

    text: str
    spans: tuple[Span, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """All that an alert tells about one post: `post.text` is the text that the spans belong to.

    `noticed_at` is when that text was first read here; `missed_by` why it did not come live, as far as it is known.
    `removal` tells of words that an edit took out again, `rewording` how the post is put since an edit that did not;
    `deleted_at` is when the post was seen to be gone. `spread` is None while nobody else tells the story. `held_by` is
    what kept the card back before it was sent.
    """

    channel: Channel
    post: Post
    matches: tuple[CardMatch, ...]
    kind: DeliveryKind = DeliveryKind.NEW
    noticed_at: datetime | None = None
    missed_by: GapReason | None = None
    removal: Removal | None = None
    deleted_at: datetime | None = None
    spread: Spread | None = None
    debunks: tuple[Debunk, ...] = ()
    held_by: HeldBy | None = None
    rewording: Rewording | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """Word that the story of a card has come far: the card's narratives by title, and where its post is."""

    titles: tuple[str, ...]
    channel: Channel
    post: Post
    channels: int
    span: timedelta


@dataclass(frozen=True, slots=True)
class CardEvidence:
    """What a card was sent for: `post.text` is the text that it tells of, `told` are the narratives that it names.

    `narratives` also has those that were nearly found; their phrases are the ones found, nearly found (`matches`, the
    best first) and, of those told, the exclusions that were tried. Some phrases are out of use since (`removed`).
    """

    post: Post
    told: tuple[NarrativeId, ...]
    narratives: Mapping[NarrativeId, Narrative]
    matches: tuple[Match, ...]
    removed: frozenset[PhraseId] = frozenset()


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """How often, where and when a narrative was found in posts too old for alerts of their own."""

    title: str
    posts: int
    channels: int
    first: datetime
    last: datetime
