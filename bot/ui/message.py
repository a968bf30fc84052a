"""A message as the program means it, before any client turns it into Telegram's own shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ui.markup import Markup

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: opens `url`, or hands `data` (64 bytes at most) back to the bot."""

    text: str
    url: str | None = None
    data: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """Telegram HTML, and rows of buttons below it. What `later` yields takes its place, one after the other.

    One with a `file` has at most 1,024 characters, since Telegram shows them as its caption. One that is `dispensable`
    is sent at the first attempt or not at all.
    """

    html: Markup
    buttons: tuple[tuple[Button, ...], ...] = ()
    later: Callable[[], AsyncIterator[Message]] | None = field(default=None, compare=False)
    file: File | None = None
    dispensable: bool = False


LONGEST_PART = 3_500  # UTF-16 units, markup included; Telegram takes 4,096 without it


def parts(message: Message) -> list[Message]:
    """Split a message that is too long for Telegram between its lines; the buttons go under the last part.

    Lists are made of lines that open and close their own tags, so each part is whole.
    """
    if message.file is not None or message.dispensable:
        return [message]
    texts: list[str] = [""]
    for line in message.html.split("\n"):
        if texts[-1] and _units(texts[-1]) + _units(line) >= LONGEST_PART:
            texts.append("")
        texts[-1] += f"\n{line}" if texts[-1] else line
    last = len(texts) - 1
    return [Message(Markup(text), message.buttons if number == last else ()) for number, text in enumerate(texts)]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
