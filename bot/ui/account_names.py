"""How the program's Telegram accounts are called: in files and tables, and in the words of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.markup import Markup

if TYPE_CHECKING:
    from bot.ui.markup import Say

BOT = "bot"
READER = "reader"  # the reading account where no name was given


def account_title(name: str, say: Say) -> Markup:
    """Return what people call an account."""
    if name == BOT:
        return say("account-bot")
    return say("account-reader") if name == READER else say("account-reader-named", name=name)


def account_heading(name: str, say: Say) -> Markup:
    """Return what people call an account, as the first word of a line."""
    title = account_title(name, say)
    return Markup(title[:1].upper() + title[1:])


def account_trouble(name: str, key: str, say: Say) -> Markup:
    """Say why an account does not work any more, and what to do."""
    return say(key, login=login_command(name))


def login_command(name: str) -> str:
    """Return the command that signs an account in."""
    return "narrative-watch login" if name in {READER, BOT} else f"narrative-watch login --account {name}"
