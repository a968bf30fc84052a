"""The menu of commands that Telegram shows beside the typing line: made from the table, by rank and language."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bot.commands import registry
from bot.commands.ports import Menu
from bot.ui.markup import plain

if TYPE_CHECKING:
    from bot.commands.rights import Rights
    from bot.ui.markup import Say

MOST_COMMANDS = 100  # Telegram takes no more
LONGEST_DESCRIPTION = 256


def menu_of(rights: Rights, say: Say) -> Menu:
    """Return the menu of somebody with these rights.

    Telegram's menus know one word only: commands of two words stand under their first, which asks for the second.
    """
    entries: dict[str, str] = {}
    for command in registry.allowed(rights):
        first, _, second = command.words.partition(" ")
        what = say(f"menu-{first}") if second else say(f"help-{command.key}")
        entries.setdefault(first, plain(what)[:LONGEST_DESCRIPTION])
    listed = tuple(entries.items())[:MOST_COMMANDS]
    return Menu(listed, hashlib.sha256(repr(listed).encode()).hexdigest()[:16])


def first_menu(say: Say) -> Menu:
    """Return the menu of everybody else, which tells strangers nothing."""
    listed = (("start", plain(say("menu-start"))),)
    return Menu(listed, "")
