"""What a command declares of itself, and what a button does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.commands.rights import Rights
from bot.ui.markup import Markup

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.commands.request import ButtonAnswer, Request
    from bot.ui.markup import Say
    from bot.ui.message import Message


@dataclass(frozen=True, slots=True)
class Command:
    """A command of one or two words, and who may use it.

    `takes` tells commands with arguments, `changes` those that alter something: a late one is asked about first. In
    groups it is for admins who are let in, unless it is `private`; what is for operators always is. One that `founds`
    works where nothing is set up yet.

    Its texts are `help-…` (a line), and with arguments `usage-…` (their names) and `example-…`.
    """

    words: str
    rights: Rights
    handler: Callable[[Request], Awaitable[Message]]
    changes: bool = True
    takes: bool = False
    private: bool = False
    founds: bool = False

    @property
    def in_groups(self) -> bool:
        """Whether it may be used where others read along."""
        return self.rights <= Rights.SUBSCRIBER and not self.private

    @property
    def key(self) -> str:
        """The command's part in the names of its texts."""
        return self.words.replace(" ", "-").replace("_", "-")

    def help_line(self, say: Say) -> Markup:
        """Say in a line how the command is written and what it does."""
        return say("help-line", command=self.written(say), what=say(f"help-{self.key}"))

    def written(self, say: Say) -> Markup:
        """Return the command with the names of its arguments."""
        return Markup(f"/{self.words} {say(f'usage-{self.key}')}" if self.takes else f"/{self.words}")


@dataclass(frozen=True, slots=True)
class ButtonAction:
    """What the data of a button begins with, who may press it, and what it does.

    A handler that returns a Message has it put in the place of the one that the button is under. In a group a button
    is for its admins who are let in; one that is for `anybody` there changes nothing of the group's settings. One that
    `replies` adds or changes a message at once, of which a group takes only so many.
    """

    name: str
    rights: Rights
    handler: Callable[[Request], Awaitable[Message | ButtonAnswer]]
    anybody: bool = False
    replies: bool = False
