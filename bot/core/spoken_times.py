"""Read how long and until when, as people write it: 2h, 3 дні, until 18:00, 23:00-07:00."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta

LONGEST = timedelta(days=365)

_UNITS = {
    timedelta(minutes=1): "m min mins minute minutes хв хвилина хвилину хвилини хвилин",
    timedelta(hours=1): "h hr hrs hour hours г год година годину години годин",
    timedelta(days=1): "d day days д дн день дні днів доба добу доби діб",
    timedelta(weeks=1): "w wk week weeks тиж тиждень тижні тижнів",
}
_UNIT_OF = {name: unit for unit, names in _UNITS.items() for name in names.split()}
_PART = re.compile(r"(\d{0,4})\s*([^\W\d_]+)\.?\s*")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?")
_HOURS = re.compile(r"(?:(?:from|з|із)\s+)?([\d:.]+)\s*(?:-|–|—|\bto\b|\buntil\b|\bдо\b|\s)\s*([\d:.]+)")
_UNTIL = re.compile(r"(?:until|till|to|до)\s+(.+)")
_TOMORROW = {"tomorrow", "завтра"}
_OFF = {"off", "no", "none", "stop", "вимкнути", "вимк", "викл", "ні", "немає"}


@dataclass(frozen=True, slots=True)
class Ending:
    """When something ends: after a span, at the next time of day, tomorrow, or now."""

    after: timedelta | None = None
    at: time | None = None
    tomorrow: bool = False
    now: bool = False


def read_span(words: str) -> timedelta | None:
    """Read 2h, 90 хв, 1 h 30 min or «годину»; None for what is no span, is nothing, or is longer than a year."""
    total, place = timedelta(0), 0
    text = words.strip().casefold()
    while place < len(text):
        found = _PART.match(text, place)
        if found is None or found[2] not in _UNIT_OF:
            return None
        total += int(found[1] or 1) * _UNIT_OF[found[2]]
        place = found.end()
    return total if timedelta(0) < total <= LONGEST else None


def read_clock(word: str) -> time | None:
    """Read a time of day: 18:00, 8.30 or 7; None for what is none."""
    found = _CLOCK.fullmatch(word.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))


def read_hours(words: str) -> tuple[time, time] | None:
    """Read from when to when: 23:00-07:00, «з 23 до 7»; None for what does not say it, or is no time at all."""
    found = _HOURS.fullmatch(words.strip().casefold())
    if found is None:
        return None
    start, end = read_clock(found[1]), read_clock(found[2])
    return (start, end) if start is not None and end is not None and start != end else None


def read_ending(words: str) -> Ending | None:
    """Read for how long or until when: 2h, until 18:00, до завтра, off; None for what says neither."""
    text = words.strip().casefold()
    if is_off(text):
        return Ending(now=True)
    until = _UNTIL.fullmatch(text)
    if until is None:
        span = read_span(text.removeprefix("for ").removeprefix("на "))
        return None if span is None else Ending(after=span)
    if until[1] in _TOMORROW:
        return Ending(tomorrow=True)
    at = read_clock(until[1])
    return None if at is None else Ending(at=at)


def is_off(word: str) -> bool:
    """Tell whether a word says that something is not wanted."""
    return word.strip().casefold() in _OFF
