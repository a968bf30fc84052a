"""Subscribers: people, groups and channels that alerts go to, and what they chose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from storage.model.ids import ChatId, MessageId, NarrativeId


class Role(StrEnum):
    """What a subscriber may do. The console is the one reader of a replay."""

    SUBSCRIBER = "subscriber"
    OPERATOR = "operator"
    OWNER = "owner"
    CONSOLE = "console"


class SubscriberStatus(StrEnum):
    """Whether alerts go to a subscriber: stopped by their own wish, paused because they cannot be reached."""

    ACTIVE = "active"
    STOPPED = "stopped"
    PAUSED = "paused"
    DENIED = "denied"


class PlaceTrouble(StrEnum):
    """Why alerts cannot reach a group, channel or topic, or may not: whoever set it up was shut out."""

    TOPIC_CLOSED = "topic-closed"
    TOPIC_DELETED = "topic-deleted"
    NO_RIGHT = "no-right"
    REMOVED = "removed"
    GONE = "gone"
    SHUT_OUT = "shut-out"


class CardStyle(StrEnum):
    """How much of a post a card shows: all that fits, or a line."""

    FULL = "full"
    COMPACT = "compact"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody that alerts go to: a person, a group, a channel, or a topic of a forum.

    `id` is the marked id of the chat. A topic has a number of its own; `forum_id` and `topic_id` say where it is.
    `language` and `time_zone` are chosen; None leaves them to Telegram's language, and to the settings. Quiet hours
    and `daily_at` are HH:MM in that zone; `budget` is in cards an hour, None for the default. `seen_at` is when they
    wrote or pressed last, `menu` the mark of the menu of commands that Telegram shows them.
    """

    id: ChatId
    role: Role
    name: str = ""
    username: str | None = None
    status: SubscriberStatus = SubscriberStatus.ACTIVE
    paused_reason: str | None = None
    language: str | None = None
    time_zone: str | None = None
    telegram_language: str | None = None
    forum_id: ChatId | None = None
    topic_id: MessageId | None = None
    set_up_by: ChatId | None = None
    quiet_from: str | None = None
    quiet_to: str | None = None
    daily_at: str = "09:00"
    budget: int | None = None
    card_style: CardStyle = CardStyle.FULL
    all_quiet: bool = True
    muted_until: datetime | None = None
    seen_at: datetime | None = None
    menu: str | None = None

    @property
    def chat(self) -> ChatId:
        """The marked id of the chat to write to."""
        return self.forum_id or self.id

    @property
    def is_place(self) -> bool:
        """Whether it is a group, a channel or a topic, and no person. Who set it up need not be known any more."""
        return self.chat < 0

    @property
    def speaks(self) -> str | None:
        """The language to write in: the one chosen, or else Telegram's; None for the default."""
        return self.language or self.telegram_language


class DeliveryMode(StrEnum):
    """How a subscriber wants the alerts of a narrative: each at once, or together by the hour or the day."""

    AT_ONCE = "at-once"
    HOURLY = "hourly"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class NarrativePreference:
    """How a subscriber wants the alerts of one narrative, and whether it is urgent."""

    narrative_id: NarrativeId
    mode: DeliveryMode = DeliveryMode.AT_ONCE
    muted_until: datetime | None = None
    urgent: bool = False
