"""What commands need from the outside world."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.model.channels import Channel, Invitation
    from storage.model.ids import ChannelId, ChatId, MessageId
    from storage.model.posts import Post


class ChannelNotFound(Exception):
    """A channel cannot be added; `key` names the text that says why, `values` what the text needs."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class JoinAwaited(Exception):
    """A private channel is known, but its link has to be taken up first: later, or by its owners' leave.

    `at` is when the reading account may join at the earliest; None where its request waits for an answer.
    """

    def __init__(self, invitation: Invitation, at: datetime | None) -> None:
        super().__init__(invitation.title)
        self.invitation = invitation
        self.at = at


@dataclass(frozen=True, slots=True)
class BackfillDepth:
    """How far back a new channel is read: its `last` posts, or those `since` a moment."""

    last: int | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReadingStart:
    """Where reading begins: after the message `mark`, so that everything posted from `at` on is read."""

    mark: MessageId
    at: datetime


class ChannelReader(Protocol):
    """The reading side: finds channels, and watches those it is told to."""

    async def find(self, reference: str, *, asked_by: ChatId, arguments: str) -> Channel:
        """Resolve @name, or a t.me link, join, and return the channel with its newest message as its marks.

        `asked_by` and `arguments` are kept with a link that cannot be taken up at once. Raises ChannelNotFound,
        JoinAwaited.
        """
        ...

    async def start_of(self, channel: Channel, depth: BackfillDepth) -> ReadingStart:
        """Find where reading a channel has to begin to go back so far. Raises ChannelNotFound."""
        ...

    async def fetch(self, reference: str, message_id: MessageId) -> tuple[Channel, Post] | None:
        """Read one post of a channel, @name or id, watched or not; None where there is none. Raises ChannelNotFound."""
        ...

    def take_up(self) -> None:
        """Take up invitations that were kept just now, when their time comes."""
        ...

    def watch(self, channel: Channel) -> None:
        """Keep the posts of a channel from its mark on."""
        ...

    def forget(self, channel_id: ChannelId) -> None:
        """Keep no more posts of a channel."""
        ...


class ChatUnreachable(Exception):
    """Nothing can be found out of a chat; `key` names the text that says why, `values` what the text needs."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class FoundChat:
    """A channel or group as the bot sees it, by its marked id, and whether the bot may write there."""

    id: ChatId
    title: str
    username: str | None
    writable: bool


@dataclass(frozen=True, slots=True)
class NameHolder:
    """Who has a @name, by their marked id, and how they are called; `may_write` tells people from all that is none."""

    id: ChatId
    name: str
    may_write: bool


class Chats(Protocol):
    """What the bot account can find out of groups and channels, and of @names."""

    async def holder(self, name: str) -> NameHolder | None:
        """Say who has a @name (without the @) now; None where nobody has. Raises ChatUnreachable."""
        ...

    async def is_admin(self, chat: ChatId, person: ChatId) -> bool:
        """Tell whether somebody is an admin of a group or channel. Raises ChatUnreachable."""
        ...

    async def find(self, reference: str) -> FoundChat:
        """Find a channel by its @name or a t.me link. Raises ChatUnreachable."""
        ...

    async def topic_title(self, chat: ChatId, topic: MessageId) -> str:
        """Return how a topic of a forum is called, as far as Telegram tells."""
        ...


@dataclass(frozen=True, slots=True)
class AccountState:
    """How one Telegram account is: `trouble` names the text that says why it works no more; None while it may.

    `flood_waits` are the methods that Telegram asked it to wait with, and until when; `last_update` is when it last
    heard something unasked.
    """

    name: str
    connected: bool
    trouble: str | None = None
    flood_waits: Mapping[str, datetime] = field(default_factory=dict)
    last_update: datetime | None = None


class Health(Protocol):
    """What the running program knows of itself."""

    def accounts(self) -> list[AccountState]:
        """Return the state of each account."""
        ...

    def bot_username(self) -> str:
        """Return the bot's @name, without the @."""
        ...

    def groups_not_set_up(self) -> int:
        """Count the groups that the bot was asked something in lately and nobody has set up."""
        ...

    def sending_paused_until(self) -> datetime | None:
        """Return until when Telegram asked to wait with sending, if it did."""
        ...


@dataclass(frozen=True, slots=True)
class Menu:
    """The commands that Telegram shows beside the typing line: words, and what they do.

    `mark` is another for every other menu, so that none need be shown twice.
    """

    entries: tuple[tuple[str, str], ...]
    mark: str
