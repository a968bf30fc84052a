"""Numbers as buttons and people write them. None of them is to be trusted: a number that can be none is a wrong one."""

from __future__ import annotations

LONGEST = 15  # digits: what any client can hold without rounding; Telegram's ids have 52 bits, our rows fewer


def row_number(text: str) -> int:
    """Read the number of something kept; 0, which nothing kept has, for any other text."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else 0


def chat_number(text: str) -> int | None:
    """Read the id of a person, or that of a group, which is below zero; None for any other text."""
    number = row_number(text.removeprefix("-"))
    return (-number if text.startswith("-") else number) or None
