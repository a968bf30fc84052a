"""Tell where an error came from, without what it was about: its message may repeat what somebody wrote."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HIDDEN = "******"
# What these say is about the machine, the program, the database or Telegram, and no value of anybody's is in it.
_PLAIN = (OSError, RuntimeError, TypeError, AttributeError, NameError, ImportError, MemoryError, StopAsyncIteration)
_PLAIN_PACKAGES = frozenset({"sqlite3", "telethon"})
_DEEPEST = 10  # causes of causes


def traced(error: BaseException) -> str:
    """Return a traceback with the errors that led to this one, the first of them first."""
    return "\n\n".join(_one(each) for each in reversed(list(_chain(error))))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, what it came from, what that came from, and so on."""
    each: BaseException | None = error
    for _ in range(_DEEPEST):
        if each is None:
            return
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _one(error: BaseException) -> str:
    said = _message(error)
    lines = [
        "Traceback (most recent call last):\n",
        *traceback.format_tb(error.__traceback__),
        f"{type(error).__qualname__}: {said}" if said else type(error).__qualname__,
    ]
    if isinstance(error, BaseExceptionGroup):
        lines += [f"\n{_indented(traced(each))}" for each in error.exceptions]
    return "".join(lines)


def _message(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        return str(error.message)
    is_plain = isinstance(error, _PLAIN) or type(error).__module__.partition(".")[0] in _PLAIN_PACKAGES
    return str(error) if is_plain else HIDDEN * bool(str(error))


def _indented(text: str) -> str:
    return "\n".join(f"  | {line}" for line in text.split("\n"))
