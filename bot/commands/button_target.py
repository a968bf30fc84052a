"""Buttons of the private chat that are about a group, channel or topic: which one, said before what they do.

Written as @ and its number, which is never positive, in base 36: callback data have 64 bytes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from storage.model.ids import ChatId

if TYPE_CHECKING:
    from bot.commands.request import ButtonAnswer
    from bot.ui.message import Button, Message

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_POINTED = re.compile(r"@([0-9a-z]{1,12}):(.*)", re.DOTALL)


def data(number: ChatId, rest: str) -> str:
    """Return callback data that do something about a place."""
    return f"@{_in_base_36(-number)}:{rest}"


def split(pressed: str) -> tuple[ChatId | None, str]:
    """Return which place callback data are about, None for the presser's own alerts; and the rest of them."""
    found = _POINTED.fullmatch(pressed)
    if found is None:
        return None, pressed
    return ChatId(-int(found[1], 36)), found[2]


def pointed(answer: ButtonAnswer, number: ChatId) -> ButtonAnswer:
    """Return an answer whose buttons are about the place, too."""
    return replace(
        answer,
        message=answer.message and _message(answer.message, number),
        reply=answer.reply and _message(answer.reply, number),
        keyboard=None if answer.keyboard is None else _rows(answer.keyboard, number),
    )


def _message(message: Message, number: ChatId) -> Message:
    return replace(message, buttons=_rows(message.buttons, number))


def _rows(rows: tuple[tuple[Button, ...], ...], number: ChatId) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(_button(button, number) for button in row) for row in rows)


def _button(button: Button, number: ChatId) -> Button:
    if button.data is None or _POINTED.fullmatch(button.data):  # some are about another place already
        return button
    return replace(button, data=data(number, button.data))


def _in_base_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
