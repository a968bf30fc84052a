"""When to say that nothing is seen, and when that it is again: once for each time, and never for a moment's trouble."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from storage.model import Blindness

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Patience:
    """How long something may fail before operators hear of it, and subscribers; how long it works before it counts."""

    operators: timedelta = timedelta(minutes=5)
    subscribers: timedelta = timedelta(hours=1)
    settled: timedelta = timedelta(minutes=1)


class Tell(Enum):
    """Who is to hear something now."""

    NOBODY = auto()
    OPERATORS = auto()
    SUBSCRIBERS = auto()
    ALL_CLEAR = auto()


def judge(
    known: Blindness | None, *, works: bool, caught_up: bool, last_sign: datetime, now: datetime, patience: Patience
) -> tuple[Blindness | None, Tell]:
    """Return how a sense stands now, and who is to hear of it. `last_sign` is when it was last known to work."""
    if works:
        return _seeing(known, caught_up=caught_up, now=now, patience=patience)
    blind = replace(known, works_since=None) if known else Blindness(last_sign)
    if not blind.operators_told and now - blind.since >= patience.operators:
        return replace(blind, operators_told=True), Tell.OPERATORS
    if not blind.subscribers_told and now - blind.since >= patience.subscribers:
        return replace(blind, subscribers_told=True), Tell.SUBSCRIBERS
    return blind, Tell.NOBODY


def _seeing(
    known: Blindness | None, *, caught_up: bool, now: datetime, patience: Patience
) -> tuple[Blindness | None, Tell]:
    if known is None or not known.operators_told:
        return None, Tell.NOBODY
    if known.works_since is None:
        return replace(known, works_since=now), Tell.NOBODY
    if caught_up and now - known.works_since >= patience.settled:
        return None, Tell.ALL_CLEAR
    return known, Tell.NOBODY
