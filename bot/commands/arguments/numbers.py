"""Numbers as buttons and people write them. None of them is to be trusted: a number that can be none is a wrong one."""

from __future__ import annotations

LONGEST = 15  # digits: what any client can hold without rounding; Telegram's ids have 52 bits, our rows fewer
LONGEST_PLACE = 16  # of a topic, whose number is below all that Telegram gives to chats


def row_number(text: str) -> int:
    """Read the number of something kept; 0, which nothing kept has, for any other text."""
    return _number(text, LONGEST)


def chat_number(text: str) -> int | None:
    """Read the id of a person, or that of a group, which is below zero; None for any other text."""
    if text.startswith("-"):
        return -_number(text.removeprefix("-"), LONGEST_PLACE) or None
    return row_number(text) or None


def _number(text: str, longest: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= longest else 0
