"""What commands need from the outside world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from storage.model import Channel, ChannelId


class ChannelNotFound(Exception):
    """A channel cannot be added; `key` names the text that says why, `values` what the text needs."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Reading(Protocol):
    """The reading side: finds channels, and watches those it is told to."""

    async def find(self, reference: str) -> Channel:
        """Resolve @name, or a t.me link, join, and return the channel with its newest message as its marks.

        Raises ChannelNotFound.
        """
        ...

    def watch(self, channel: Channel) -> None:
        """Keep the posts of a channel from now on."""
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
