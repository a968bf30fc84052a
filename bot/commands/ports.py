"""What commands need from the outside world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from storage.model import Channel, ChannelId, MessageId


class ChannelNotFound(Exception):
    """A channel cannot be added; `key` names the text that says why, `values` what the text needs."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Depth:
    """How far back a new channel is read: its `last` posts, or those `since` a moment."""

    last: int | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Where reading begins: after the message `mark`, so that everything posted from `at` on is read."""

    mark: MessageId
    at: datetime


class Reading(Protocol):
    """The reading side: finds channels, and watches those it is told to."""

    async def find(self, reference: str) -> Channel:
        """Resolve @name, or a t.me link, join, and return the channel with its newest message as its marks.

        Raises ChannelNotFound.
        """
        ...

    async def start_of(self, channel: Channel, depth: Depth) -> Start:
        """Find where reading a channel has to begin to go back so far. Raises ChannelNotFound."""
        ...

    def watch(self, channel: Channel) -> None:
        """Keep the posts of a channel from its mark on."""
        ...

    def forget(self, channel_id: ChannelId) -> None:
        """Keep no more posts of a channel."""
        ...


@dataclass(frozen=True, slots=True)
class AccountState:
    """How one Telegram account is: `trouble` names the text that says why it works no more; None while it may."""

    name: str
    connected: bool
    trouble: str | None = None


class Health(Protocol):
    """What the running program knows of itself."""

    def accounts(self) -> list[AccountState]:
        """Return the state of each account."""
        ...

    def sending_paused_until(self) -> datetime | None:
        """Return until when Telegram asked to wait with sending, if it did."""
        ...
