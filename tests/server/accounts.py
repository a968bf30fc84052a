"""Accounts: people and bots, with what only they know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.server.journal import Journal

if TYPE_CHECKING:
    from telethon.tl import TLObject

    from tests.server.messages import Letter, Remark
    from tests.server.password import Password


@dataclass(eq=False, slots=True, kw_only=True)
class Account:
    """A person or a bot."""

    id: int
    name: str
    username: str | None = None
    language: str | None = None

    phone: str | None = None
    code: str | None = None
    code_hash: str | None = None
    """Names the last code that was sent; None when none is valid."""
    password: Password | None = None

    token: str | None = None
    """Only bots have one."""
    commands: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    """A bot's menu by (scope, language): (command, description)."""
    command_scopes: list[TLObject] = field(default_factory=list)
    """Every scope a bot ever set or reset a menu for, as it came."""

    deactivated: bool = False
    banned: bool = False
    """By Telegram itself: the phone number is of no more use."""
    blocked: set[int] = field(default_factory=set)
    """Ids of accounts this one wants to hear nothing from."""
    journal: Journal = field(default_factory=Journal)
    letters: dict[int, Letter | Remark] = field(default_factory=dict)
    """Private messages that still exist, by this account's ids."""
    last_letter_id: int = 0
    heard_from: set[int] = field(default_factory=set)
    """Ids of accounts that ever wrote here."""
    hears_all: bool = False
    """A bot that is not in privacy mode, which is what its owner can choose."""
    standings: list[TLObject] = field(default_factory=list)
    """What a bot was told of its own standing in groups and channels; their number is its qts."""
    random_ids: set[int] = field(default_factory=set)
    """Under which every message was sent: one that comes again is a repeat."""

    @property
    def is_bot(self) -> bool:
        """Whether a program is behind it."""
        return self.token is not None

    def has_heard_from(self, other: Account) -> bool:
        """Tell whether the other one ever wrote here; only then may a bot write to them."""
        return other.id in self.heard_from
