"""Channels and groups, with their history and members."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.server.journal import Journal

if TYPE_CHECKING:
    from tests.server.accounts import Account
    from tests.server.groups import Topic
    from tests.server.messages import Post


@dataclass(eq=False, slots=True, kw_only=True)
class Channel:
    """A channel, or a group (megagroup), which Telegram keeps as a channel where everybody writes."""

    id: int
    title: str
    username: str | None = None
    more_usernames: list[str] = field(default_factory=list)
    """Other names that lead here."""
    private: bool = False
    megagroup: bool = False
    protected: bool = False
    """Forwarding is forbidden."""
    about: str = ""
    invite: str | None = None
    """The hash in t.me/+hash."""
    invite_expired: bool = False
    join_by_request: bool = False
    requests: list[Account] = field(default_factory=list)
    """Who asked to be let in."""
    forum: bool = False
    """The group is split into topics."""
    topics: dict[int, Topic] = field(default_factory=dict)
    upgraded_from: int | None = None
    """The id of the basic group that it was."""
    silenced: list[Account] = field(default_factory=list)
    """Members who may read only."""
    restricted: str | None = None
    """Why Telegram shows the channel to nobody."""

    posts: dict[int, Post] = field(default_factory=dict)
    last_post_id: int = 0
    members: list[Account] = field(default_factory=list)
    admins: list[Account] = field(default_factory=list)
    banned: list[Account] = field(default_factory=list)
    journal: Journal = field(default_factory=Journal)

    @property
    def marked_id(self) -> int:
        """The id as bots and Telethon write it: -100…"""
        return -1_000_000_000_000 - self.id

    def next_post_id(self) -> int:
        """Give out the id of the next post."""
        self.last_post_id += 1
        return self.last_post_id

    @property
    def top_message(self) -> int:
        """The id of the newest post that still exists, 0 without any."""
        return max(self.posts, default=0)

    def readable_by(self, account: Account) -> bool:
        """Tell whether this account may read the history."""
        return self.restricted is None and account not in self.banned and (not self.private or account in self.members)

    def writable_by(self, account: Account) -> bool:
        """Tell whether this account may post."""
        if account in self.admins:
            return True
        return self.megagroup and account in self.members and account not in self.silenced
