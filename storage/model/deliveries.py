"""Rows of the outbox, and what readers say of what was delivered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.model.ids import DeliveryId, PostId, StoryId
    from storage.model.subscribers import Subscriber


# What is told longer after it was made is late, and is said to be.
LATE_AFTER = timedelta(minutes=15)


class DeliveryKind(StrEnum):
    """What a delivery brings.

    A card of a new post, or of words added by an edit; word that a story reached so many channels; a count of old
    posts; a digest of many cards; or a notice.
    """

    NEW = "new"
    EDIT_ADDED = "edit-added"
    STEP = "step"
    SUMMARY = "summary"
    DIGEST = "digest"
    NOTICE = "notice"


class Occasion(StrEnum):
    """Why there is a digest.

    Its hour has come, it was asked for, quiet hours or a mute are over, the subscriber was away, or there is a storm.
    All quiet is the line of a day without anything to tell.
    """

    HOURLY = "hourly"
    DAILY = "daily"
    ASKED = "asked"
    QUIET = "quiet"
    MUTE = "mute"
    AWAY = "away"
    STORM = "storm"
    ALL_QUIET = "all-quiet"


class HeldBy(StrEnum):
    """What keeps a delivery back for a while. Away is a subscriber who stopped alerts, or could not be reached."""

    QUIET = "quiet"
    MUTE = "mute"
    DIGEST = "digest"
    STORM = "storm"
    AWAY = "away"


class ReaderVerdict(StrEnum):
    """What a reader says of a card."""

    RELEVANT = "relevant"
    FALSE_ALARM = "false-alarm"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many readers of a chat call a card relevant, or a false alarm; in a private chat that is one at most."""

    relevant: int = 0
    false_alarms: int = 0


class TextName(str):
    """The name of a text, said in the reader's language where it is a value of another text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the program says of itself: the name of a text, and its values (text, numbers, times, other texts)."""

    name: str
    values: Mapping[str, str | int | datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the outbox that waits to be sent. A summary, a digest and a notice have no post and no revision.

    One that was sent has the id of its message, and waits to be changed since `amend_at`. A digest has an `occasion`;
    `owed_at` is when it was due. A step tells that the card's story has reached `step` channels, in reply to the card.
    """

    id: DeliveryId
    subscriber: Subscriber
    kind: DeliveryKind
    post_id: PostId | None
    revision: int | None
    attempts: int
    owed_at: datetime
    message_id: int | None = None
    sent_at: datetime | None = None
    amend_at: datetime | None = None
    story_id: StoryId | None = None
    step: int | None = None
    occasion: Occasion | None = None
    held_by: HeldBy | None = None
    reply_to: int | None = None
