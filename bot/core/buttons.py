"""Buttons in rows, and those of which one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.message import Button

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = tuple[Button, ...]


def rows_of(buttons: Iterable[Button], width: int) -> tuple[Row, ...]:
    """Arrange buttons in rows of so many."""
    every = tuple(buttons)
    return tuple(every[start : start + width] for start in range(0, len(every), width))


def choice(label: str, data: str, *, chosen: bool) -> Button:
    """Return a button for one of several values, marked if it is the present one."""
    return Button(f"✓ {label}" if chosen else label, data=data)
