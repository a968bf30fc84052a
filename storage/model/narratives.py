"""Narratives, their phrases and changes, and the matches in posts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.model.ids import NarrativeId, PhraseId, Span


class NarrativeStatus(StrEnum):
    """Whether a narrative is matched: paused ones may come back, archived ones are kept for the record."""

    ACTIVE = "active"
    PAUSED = "paused"
    ARCHIVED = "archived"


class PhraseKind(StrEnum):
    """What a phrase does to its narrative: a watch phrase matches it, an exclusion stops it."""

    WATCH = "watch"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to look for. `threshold` (0-100), where given, takes the place of the narrative's."""

    id: PhraseId
    narrative_id: NarrativeId
    text: str
    kind: PhraseKind = PhraseKind.WATCH
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Narrative:
    """A story under watch: its watch phrases and its exclusions. `threshold` is 0-100, None for the default.

    The alerts of an urgent one pass quiet hours.
    """

    id: NarrativeId
    title: str
    description: str = ""
    status: NarrativeStatus = NarrativeStatus.ACTIVE
    threshold: float | None = None
    phrases: tuple[Phrase, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a change made of a narrative: only what differs, by the name of the field, before and after.

    `phrases` are lists of kind, text and threshold. `before` is None for a new narrative.
    """

    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


class Level(StrEnum):
    """How well a post says a phrase: well enough to alert, or nearly."""

    ALERT = "alert"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Match:
    """One phrase found in one text. `score` is 0-100; `spans` are the matched words, sorted, not overlapping."""

    narrative_id: NarrativeId
    phrase_id: PhraseId
    level: Level
    score: float
    spans: tuple[Span, ...]
