"""Basic groups: small, and without a history of their own, since each member keeps their own copy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.server.accounts import Account
    from tests.server.channels import Channel


@dataclass(eq=False, slots=True, kw_only=True)
class Group:
    """A basic group. When it is upgraded, a supergroup takes its place for good."""

    id: int
    title: str
    members: list[Account] = field(default_factory=list)
    admins: list[Account] = field(default_factory=list)
    upgraded_to: Channel | None = None
    deleted: bool = False

    @property
    def marked_id(self) -> int:
        """The id as bots and Telethon write it: negative."""
        return -self.id

    @property
    def is_open(self) -> bool:
        """Whether anybody can still write there."""
        return self.upgraded_to is None and not self.deleted


@dataclass(eq=False, slots=True, kw_only=True)
class Topic:
    """A topic of a forum, known by the id of the service message that it began with."""

    id: int
    title: str
    closed: bool = False
