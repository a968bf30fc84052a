"""Text that people wrote, made safe to show: escaped, and free of characters that turn the rest of a line around."""

from __future__ import annotations

import html
import re
from typing import Protocol

# Controls that reorder or hide what follows them (Unicode UAX #9), and C0/C1 controls but for the line break and tab.
_UNSAFE = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\x00-\x08\x0b-\x1f\x7f-\x9f]")

# Signs that stand on the one before them, or show nothing: piles of them smear over the lines around, or hide what
# is between them. No language piles up more than three.
_CLINGING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0"
)
_PILES = re.compile(f"([{_CLINGING}]{{3}})[{_CLINGING}]+")
_VISIBLE = re.compile(f"[^\\s{_CLINGING}]")


class Markup(str):
    """Telegram HTML that is ready to show; every other string is escaped before it is put into a text."""

    __slots__ = ()


class Say(Protocol):
    """Speaks one language: turns the name of a text and its values into Telegram HTML."""

    @property
    def language(self) -> str:
        """The language's code, such as uk."""
        ...

    def __call__(self, key: str, /, **values: object) -> Markup:
        """Return the text of that name. String values are escaped unless they are Markup."""
        ...


def cleaned(text: str) -> str:
    """Drop control characters that could break or reverse a line, and what is piled up on one sign."""
    return _PILES.sub(r"\1", _UNSAFE.sub("", text))


def escaped(text: str) -> Markup:
    """Return `text` as Telegram HTML that shows exactly these characters."""
    return Markup(html.escape(cleaned(text), quote=False))


def plain(markup: str) -> str:
    """Return the characters that a piece of Telegram HTML shows, for places that take no markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def shortened(text: str, limit: int) -> str:
    """Cut a title to `limit` characters, the last one an ellipsis, and keep it on one line.

    A title that would show nothing becomes the ellipsis alone.
    """
    line = " ".join(cleaned(text).split())
    if text and not _VISIBLE.search(line):
        return "…"
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def bold(text: str) -> Markup:
    """Return `text` in bold."""
    return Markup(f"<b>{escaped(text)}</b>")


def lines(*parts: str) -> Markup:
    """Put parts, all of them Markup already, on lines of their own; empty ones are left out."""
    return Markup("\n".join(part for part in parts if part))
