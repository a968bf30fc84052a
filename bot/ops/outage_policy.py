"""When to say that nothing is seen, and when that it is again: once for each time, and never for a moment's trouble."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from storage.model.channels import Outage

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class OutageDelays:
    """How long something may fail before operators hear of it, and subscribers; how long it works before it counts."""

    operators: timedelta = timedelta(minutes=5)
    subscribers: timedelta = timedelta(hours=1)
    settled: timedelta = timedelta(minutes=1)


class Announcement(Enum):
    """Who is to hear something now."""

    NOBODY = auto()
    OPERATORS = auto()
    SUBSCRIBERS = auto()
    ALL_CLEAR = auto()


def next_state(
    known: Outage | None, *, works: bool, caught_up: bool, last_sign: datetime, now: datetime, patience: OutageDelays
) -> tuple[Outage | None, Announcement]:
    """Return how a sense stands now, and who is to hear of it. `last_sign` is when it was last known to work."""
    if works:
        return _seeing(known, caught_up=caught_up, now=now, patience=patience)
    blind = replace(known, works_since=None) if known else Outage(last_sign)
    if not blind.operators_told and now - blind.since >= patience.operators:
        return replace(blind, operators_told=True), Announcement.OPERATORS
    if not blind.subscribers_told and now - blind.since >= patience.subscribers:
        return replace(blind, subscribers_told=True), Announcement.SUBSCRIBERS
    return blind, Announcement.NOBODY


def _seeing(
    known: Outage | None, *, caught_up: bool, now: datetime, patience: OutageDelays
) -> tuple[Outage | None, Announcement]:
    if known is None or not known.operators_told:
        return None, Announcement.NOBODY
    if known.works_since is None:
        return replace(known, works_since=now), Announcement.NOBODY
    if caught_up and now - known.works_since >= patience.settled:
        return None, Announcement.ALL_CLEAR
    return known, Announcement.NOBODY
