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
_DAYPARTS = {  # what is said behind an hour: what of its twelve hours is meant
    **dict.fromkeys(("am", "a.m.", "a.m", "ранку", "утра"), (0, 12)),
    **dict.fromkeys(("pm", "p.m.", "p.m", "дня", "вечора", "вечера"), (12, 12)),
    **dict.fromkeys(("ночі", "ночи"), (0, 8)),  # from eight on it is the night that begins
}
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.](\d\d)|\s*(?:h|год\.?|годин[аиу]?|час(?:а|ов)?)(?:\s*(\d\d))?|(?<=\d\d)(\d\d))?\s*"
    rf"({'|'.join(re.escape(part) for part in _DAYPARTS)})?"
)
_ORDINAL = re.compile(r"(?<=\d)[-‑](?:ї|ої|у|й|та|го)\b")  # 23-ї
_FROM = re.compile(r"(?:from|between|з|із|зі|від|с|со|от)\s+")
_BETWEEN = re.compile(r"\s*[-–—−]\s*|\s+(?:to|until|till|and|до|по|та|і|й|и)\s+|\s+")
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
    """Read a time of day: 18:00, 8.30, 7, 11pm or «7 ранку»; None for what is none."""
    found = _CLOCK.fullmatch(word.strip().casefold())
    if found is None:
        return None
    hour, minute = _hour(int(found[1]), found[5]), int(found[2] or found[3] or found[4] or 0)
    return time(hour, minute) if hour is not None and minute <= 59 else None


def _hour(said: int, part: str | None) -> int | None:
    """Return the hour of the day that is meant by one said with a part of the day; None for what is no hour."""
    if part is None or said > 12:  # «23 ночі» says it twice
        return said if said <= 23 else None
    begins, turns = _DAYPARTS[part]
    hour = said % 12
    return hour + 12 if begins or hour >= turns else hour


def read_hours(words: str) -> tuple[time, time] | None:
    """Read from when to when: 23:00-07:00, 11pm-7am, «з 23 по 7»; None for what does not say it."""
    text = _ORDINAL.sub("", words.strip().casefold())
    begun = _FROM.match(text)
    text = text[begun.end() :] if begun else text
    for between in _BETWEEN.finditer(text):
        start, end = read_clock(text[: between.start()]), read_clock(text[between.end() :])
        if start is not None and end is not None and start != end:
            return start, end
    return None


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
