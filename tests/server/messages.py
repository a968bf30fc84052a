"""Messages as they lie on the server: posts in channels and groups, letters in private chats."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from telethon.tl import TLObject, types

if TYPE_CHECKING:
    from datetime import datetime

    from tests.server.accounts import Account
    from tests.server.channels import Channel
    from tests.server.groups import Group


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message, with the data it sends or the address it opens."""

    text: str
    data: bytes | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Forward:
    """Where a forwarded message comes from: a channel's post, a person, or a name that hides one."""

    at: datetime
    channel: Channel | None = None
    post_id: int | None = None
    person: Account | None = None
    hidden_name: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file that was sent."""

    id: int
    name: str
    content: bytes
    mime_type: str


@dataclass(eq=False, slots=True, kw_only=True)
class Content:
    """What is written in a message of either kind."""

    text: str
    at: datetime
    entities: list[TLObject] = field(default_factory=list)
    markup: TLObject | None = None
    media: TLObject | None = None
    """Anything but a file, in Telegram's own types."""
    file: File | None = None
    edited_at: datetime | None = None

    @property
    def buttons(self) -> list[list[Button]]:
        """The buttons, row by row."""
        rows = self.markup.rows if self.markup is not None else []
        return [[_button(button) for button in row.buttons] for row in rows]

    def bold(self) -> list[str]:
        """Return the bold stretches of the text."""
        return self.marked(types.MessageEntityBold)

    def marked(self, entity: type[TLObject]) -> list[str]:
        """Return the stretches of the text under this kind of entity; offsets count UTF-16 units."""
        units = self.text.encode("utf-16-le")
        return [
            units[2 * found.offset : 2 * (found.offset + found.length)].decode("utf-16-le")
            for found in self.entities
            if isinstance(found, entity)
        ]


@dataclass(eq=False, slots=True, kw_only=True)
class Post(Content):
    """A message in a channel or group; `sender` None is the channel itself."""

    channel: Channel
    id: int
    sender: Account | None = None
    forward: Forward | None = None
    reply_to: int | None = None
    album_id: int | None = None
    views: int | None = None
    forwards: int | None = None
    reactions: dict[str, int] = field(default_factory=dict)
    """How often each emoji was given."""
    edit_hidden: bool = False
    topic: int | None = None
    """Of a forum; None is the general one."""
    anonymous: bool = False
    """An admin writes in the group's name."""
    action: TLObject | None = None
    """Set on service messages, such as "the title was changed"."""


@dataclass(eq=False, slots=True, kw_only=True)
class Letter(Content):
    """A message in a private chat; each side knows it by an id of its own."""

    sender: Account
    receiver: Account
    ids: dict[int, int] = field(default_factory=dict)
    """Message id by account id."""
    reply_to: Letter | None = None
    forward: Forward | None = None

    @property
    def outgoing_from_bot(self) -> bool:
        """Whether a bot wrote it."""
        return self.sender.is_bot

    @property
    def sides(self) -> list[Account]:
        """Who has a copy."""
        return list(dict.fromkeys((self.sender, self.receiver)))

    def other_side(self, account: Account) -> Account:
        """Return who is on the other end for this account."""
        return self.receiver if account is self.sender else self.sender


@dataclass(eq=False, slots=True, kw_only=True)
class Remark(Content):
    """A message in a basic group; each member knows it by an id of their own."""

    group: Group
    sender: Account | None = None
    ids: dict[int, int] = field(default_factory=dict)
    """Message id by account id."""
    sides: list[Account] = field(default_factory=list)
    """Who has a copy: the members of that time."""
    reply_to: Remark | None = None
    forward: Forward | None = None
    action: TLObject | None = None

    @property
    def outgoing_from_bot(self) -> bool:
        """Whether a bot wrote it."""
        return self.sender is not None and self.sender.is_bot


def _button(button: TLObject) -> Button:
    kind = getattr(button, "type", None)  # the buttons of a reply keyboard have none
    return Button(button.text, data=getattr(kind, "data", None), url=getattr(kind, "url", None))
