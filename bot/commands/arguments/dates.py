"""Read «since 2022-09-01» among a command's words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.commands.request import NeedsArguments, UsageError

if TYPE_CHECKING:
    from bot.commands.request import Request

SINCE = "since"


def since_at_start(request: Request, text: str) -> tuple[datetime | None, str]:
    """Take a leading «since DATE» off; return the moment, and the rest. Raises UsageError, NeedsArguments."""
    words = text.split(maxsplit=2)
    if not words:
        raise NeedsArguments
    if words[0].lower() != SINCE or len(words) < 2:
        return None, text.strip()
    if len(words) == 2:
        raise NeedsArguments
    return midnight(request, words[1]), words[2]


def since_at_end(request: Request, words: list[str]) -> tuple[datetime | None, list[str]]:
    """Take «since DATE» off the end; return the moment, and the rest. Raises UsageError."""
    if len(words) < 2 or words[-2].lower() != SINCE:
        return None, words
    return midnight(request, words[-1]), words[:-2]


def midnight(request: Request, day: str) -> datetime:
    """Read a date as its midnight in the zone that times are shown in. Raises UsageError."""
    try:
        moment = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=request.zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError("since-unknown", day=day[:40]) from None
    if moment > request.now:
        raise UsageError("since-in-future", day=day)
    return moment
