"""Watched channels: their state, coverage, gaps and outages, and who reads them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from storage.model.ids import ChannelId, ChatId, MessageId

if TYPE_CHECKING:
    from datetime import datetime


class ChannelRole(StrEnum):
    """What a channel is to the reader: a source under watch, a news outlet, or somebody who checks facts."""

    MONITORED = "monitored"
    MEDIA = "media"
    FACT_CHECKER = "fact-checker"


class ChannelStatus(StrEnum):
    """Whether a channel is read."""

    ACTIVE = "active"
    PAUSED = "paused"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that is, or once was, watched.

    `read_to` is the last message id of a finished history read, and only such a read moves it. `newest_seen` is the
    highest id seen by any way, live updates included. Posts up to `summed_to` are older than the watch. `access_hash`
    is good for `account` only, which reads it. What a private channel says is only for those who are allowed it.
    """

    id: ChannelId
    title: str
    username: str | None = None
    role: ChannelRole = ChannelRole.MONITORED
    status: ChannelStatus = ChannelStatus.ACTIVE
    paused_reason: str | None = None
    account: str | None = None
    access_hash: int | None = None
    invite: str | None = None
    read_to: MessageId = MessageId(0)
    newest_seen: MessageId = MessageId(0)
    summed_to: MessageId = MessageId(0)
    is_private: bool = False


class GapReason(StrEnum):
    """Why posts did not come by live updates, so that history had to bring them."""

    DOWN = "down"
    DISCONNECTED = "disconnected"
    NOT_PUSHED = "not-pushed"
    FLOODED = "flooded"
    UNREADABLE = "unreadable"
    UNWATCHED = "unwatched"


@dataclass(frozen=True, slots=True)
class Gap:
    """Posts of a channel that live updates left out. It is open while `refilled_at` is None."""

    reason: GapReason
    from_at: datetime
    to_at: datetime | None
    posts: int
    found_at: datetime
    refilled_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReadingTrouble:
    """What Telegram calls the error by which it refuses a channel's history again and again, and since when."""

    error: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Coverage:
    """Since when and until when every post of a channel was read, as finished history proves it.

    The range begins after the message `from_id`; `checked_at` is when Telegram last said that nothing more is there.
    """

    channel: Channel
    from_id: MessageId
    from_at: datetime
    to_at: datetime
    checked_at: datetime | None
    gaps: int
    open_gaps: int
    trouble: ReadingTrouble | None = None


class PauseReason(StrEnum):
    """Why a channel cannot be read at the moment."""

    PRIVATE = "private"
    GONE = "gone"
    BANNED = "banned"
    RESTRICTED = "restricted"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Outage:
    """Since when reading or sending does not work, who has been told, and since when it works again, perhaps."""

    since: datetime
    operators_told: bool = False
    subscribers_told: bool = False
    works_since: datetime | None = None


class Membership(StrEnum):
    """How an account stands to a channel: `none` can be read by its history alone."""

    NONE = "none"
    WANTED = "wanted"
    REQUESTED = "requested"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A private channel that an operator asked for by its link, and that no account is in yet.

    `arguments` are those of the command, to go on with once an account is in.
    """

    hash: str
    title: str
    arguments: str
    asked_by: ChatId
    account: str
    membership: Membership = Membership.WANTED


@dataclass(frozen=True, slots=True)
class CoverageSummary:
    """How much of what is watched was read without a gap: all of `whole` channels until `until`.

    `others` are those of which something is not read, by title; None for a private one.
    """

    channels: int
    whole: int
    until: datetime | None
    others: tuple[str | None, ...] = ()
