"""Quote a post around what was matched: the matched words in bold, the rest cut at word boundaries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.ui.markup import Markup, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from storage.model.ids import Span

MOST_LINES = 25
_BLANK, _BLANKS, _GAPS = re.compile(r"\s"), re.compile(r" {2,}"), re.compile(r"\n\s*\n\s*\n")
WHOLE = 600  # characters: a post up to this length is quoted whole
AROUND = 160  # characters kept before and after a match in a longer one
LONGEST = 1_000  # characters of a post in one card, so that card and titles stay far below Telegram's 4,096
LONGEST_WORD = 40  # characters to go back for the end of a word before cutting inside it
MOST_BOLD = 60  # bold words in a card; Telegram shows 100 entities at most


def quote(text: str, spans: Iterable[Span], longest: int = LONGEST) -> Markup:
    """Return the parts of `text` around `spans` (characters of `text`, in any order) as Telegram HTML.

    They have `longest` characters at most, ellipses apart.
    """
    if text.count("\n") > MOST_LINES:  # a screen of lines with a word each hides all that stands around it
        text = _BLANK.sub(" ", text)
    bold = _bold(text, spans)
    shown: list[str] = []
    reached = 0
    for start, stop in _within_room(text, _excerpts(text, bold), longest):
        shown += ["" if start == 0 else "…" if not shown else " … ", _emphasised(text, start, stop, bold)]
        reached = stop
    if reached < len(text.rstrip()):
        shown.append("…")
    return Markup(_GAPS.sub("\n\n", "".join(shown)).strip())


def quoted_parts(text: str, spans: Iterable[Span], longest: int = LONGEST) -> list[Span]:
    """Return the parts of `text` that its quote shows, in the order of the text."""
    return list(_within_room(text, _excerpts(text, _bold(text, spans)), longest))


def line_of(text: str, spans: Iterable[Span], longest: int) -> Markup:
    """Return one line of `text` about its first span as Telegram HTML, `longest` characters at most, ellipses apart."""
    flat = _BLANK.sub(" ", text)
    bold = _bold(text, spans)
    first = bold[0][0] if bold else 0
    start = 0 if len(flat) <= longest else _cut_after(flat, first - longest // 3, first)
    stop = _cut_before(flat, start + longest, start)
    html = _BLANKS.sub(" ", _emphasised(flat, start, stop, bold)).strip()
    return Markup(f"{'…' if start else ''}{html}{'…' if stop < len(flat.rstrip()) else ''}")


def _bold(text: str, spans: Iterable[Span]) -> list[Span]:
    return _merged(_within(text, spans))[:MOST_BOLD]


def _within_room(text: str, excerpts: Iterable[Span], room: int) -> Iterator[Span]:
    """Yield excerpts until the room is used up, the last one cut."""
    for start, end in excerpts:
        stop = _cut_before(text, start + room, start) if end - start > room else end
        yield start, stop
        room -= stop - start
        if room <= 0:
            break


def _within(text: str, spans: Iterable[Span]) -> list[Span]:
    """Cut spans off at the text's end: a link preview may be shorter now than when it was matched."""
    return [(start, min(end, len(text))) for start, end in spans if start < len(text)]


def _merged(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _excerpts(text: str, bold: Sequence[Span]) -> list[Span]:
    if len(text) <= WHOLE:
        return [(0, len(text))]
    wide = [
        (_cut_after(text, start - AROUND, start), _cut_before(text, end + AROUND, end))
        for start, end in bold or [(0, 0)]
    ]
    return _merged(wide, gap=LONGEST_WORD)


def _cut_before(text: str, wanted: int, least: int) -> int:
    """Find the end of the last whole word up to `wanted`, not before `least`."""
    if wanted >= len(text):
        return len(text)
    for position in range(wanted, max(wanted - LONGEST_WORD, least), -1):
        if text[position].isspace():
            return position
    return max(wanted, least)


def _cut_after(text: str, wanted: int, most: int) -> int:
    """Find the start of the first whole word from `wanted` on, not after `most`."""
    if wanted <= 0:
        return 0
    for position in range(wanted, min(wanted + LONGEST_WORD, most)):
        if text[position - 1].isspace():
            return position
    return min(wanted, most)


def _emphasised(text: str, start: int, stop: int, bold: Iterable[Span]) -> str:
    parts: list[str] = []
    position = start
    for opened, closed in bold:
        if closed <= start or opened >= stop:
            continue
        first, last = max(opened, start), min(closed, stop)
        parts += [escaped(text[position:first]), "<b>", escaped(text[first:last]), "</b>"]
        position = last
    parts.append(escaped(text[position:stop]))
    return "".join(parts)
