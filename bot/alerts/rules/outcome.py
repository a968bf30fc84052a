"""What became of an attempt to send, as a value, and how long to wait before the next."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived. The message id is None where an earlier attempt had already brought it there."""

    message_id: int | None


@dataclass(frozen=True, slots=True)
class Retry:
    """It failed for a passing reason: try again, later each time."""

    reason: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Telegram asks to wait so many seconds: with everything, or with this chat only (slow mode)."""

    seconds: float
    chat_only: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never arrive: because of the message itself, or because the chat cannot be reached any more."""

    reason: str
    chat_is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The group is a supergroup now, with another marked id: try again there."""

    chat: int


Outcome = Sent | Retry | Pause | Refused | Moved

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=10)


def backoff(attempts: int, *, jitter: float | None = None) -> timedelta:
    """Return how long to wait after so many failed attempts: doubling up to ten minutes, shortened by up to a fifth.

    `jitter` (0-1) replaces the random part, which keeps many retries from coming at the same instant.
    """
    doublings: int = min(attempts, 20)
    wait = min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
    share = random.random() if jitter is None else jitter  # noqa: S311 - nothing secret hangs on it
    return wait * (1 - share / 5)
