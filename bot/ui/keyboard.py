"""Lists in pages, and the buttons that turn them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.ui.message import Button

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = tuple[Button, ...]

Item = TypeVar("Item")


def page_number(text: str) -> int:
    """Read the number of a page from a button; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def page_of(items: Sequence[Item], number: int, size: int) -> tuple[Sequence[Item], int, int]:
    """Return the items of a page, its number, and how many pages there are; the last one for a number too high."""
    pages = max(1, -(-len(items) // size))
    number = min(number, pages - 1)
    return items[number * size : (number + 1) * size], number, pages


def turns(name: str, number: int, pages: int, rest: str = "") -> tuple[tuple[Button, ...], ...]:
    """Return the row that turns pages; none where there is one page. A button's data is name:page[:rest]."""
    behind = f":{rest}" if rest else ""
    row = tuple(
        Button(arrow, data=f"{name}:{page}{behind}")
        for arrow, page in (("◀", number - 1), ("▶", number + 1))
        if 0 <= page < pages
    )
    return (row,) if row else ()


def rows_of(buttons: Iterable[Button], width: int) -> tuple[Row, ...]:
    """Arrange buttons in rows of so many."""
    every = tuple(buttons)
    return tuple(every[start : start + width] for start in range(0, len(every), width))


def choice(label: str, data: str, *, chosen: bool) -> Button:
    """Return a button for one of several values, marked if it is the present one."""
    return Button(f"✓ {label}" if chosen else label, data=data)
