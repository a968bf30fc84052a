"""What an edit changed in the part of a post that its card quotes: the words before, and the words now."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from bot.ui.markup import Markup, lines, shortened
from bot.ui.quote import quoted_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.ui.markup import Say
    from storage.model.cards import Card
    from storage.model.ids import Span

_WORD = re.compile(r"\S+")
# Words that are compared one by one from the first that differs; what is beyond them counts as one change. The longest
# text that Telegram takes has 2,048.
MOST_WORDS = 2_500
MOST_CHANGES = 3  # listed; further ones are counted
LONGEST_CHANGE = 50  # characters of each side


class Wording(NamedTuple):
    """A text, and where in it a card's words were found."""

    text: str
    spans: Sequence[Span] = ()


class Reworded(NamedTuple):
    """Words of a text, and what stands in their place; one of the two may be empty."""

    before: str
    now: str


def reworded(before: Wording, now: Wording) -> list[Reworded]:
    """Return what differs between two wordings of a post, as far as a card quotes it, in the order of the text."""
    old, new = _words(before.text), _words(now.text)
    old_shown, new_shown = (quoted_parts(one.text, one.spans) for one in (before, now))
    return [
        Reworded(_joined(before.text, gone), _joined(now.text, come))
        for gone, come in _differing(before.text, old, now.text, new)
        if _meets(gone, old_shown) or _meets(come, new_shown)
    ]


def as_edited(card: Card) -> tuple[Card, list[Reworded]]:
    """Return a card that quotes its post as it is now, and what changed in the quoted part since the alert.

    Where edits left that part as it was, the card stays as it was sent, without its rewording.
    """
    now = card.rewording
    if now is None or card.removal is not None:
        return replace(card, rewording=None), []
    spans = [span for match in card.matches for span in match.spans]
    changes = reworded(Wording(card.post.text, spans), Wording(now.text, now.spans))
    if not changes:
        return replace(card, rewording=None), []
    matches = tuple(replace(match, spans=now.spans) for match in card.matches)
    return replace(card, post=replace(card.post, text=now.text), matches=matches), changes


def listed(changes: Sequence[Reworded], say: Say, most: int = MOST_CHANGES) -> Markup:
    """Write changes down, each on its line, further ones than `most` as a number."""
    rows = [_line(change, say) for change in changes[:most]]
    rest = len(changes) - len(rows)
    return Markup(lines(*rows, say("card-more-changes", count=rest) if rest else ""))


def _line(change: Reworded, say: Say) -> Markup:
    before, now = shortened(change.before, LONGEST_CHANGE), shortened(change.now, LONGEST_CHANGE)
    if not change.before:
        return say("card-words-added", now=now)
    if not change.now:
        return say("card-words-removed", before=before)
    return say("card-words-changed", before=before, now=now)


def _words(text: str) -> list[Span]:
    return [found.span() for found in _WORD.finditer(text)]


def _differing(
    before: str, old: Sequence[Span], now: str, new: Sequence[Span]
) -> Iterator[tuple[Sequence[Span], Sequence[Span]]]:
    """Yield the words that went and those that came in their place, stretch by stretch."""
    said, says = ([text[start:end] for start, end in words] for text, words in ((before, old), (now, new)))
    first = _alike(said, says)
    alike_at_end = _alike(said[first:][::-1], says[first:][::-1])
    ends = len(said) - alike_at_end, len(says) - alike_at_end
    inner, other = (words[first : min(first + MOST_WORDS, end)] for words, end in zip((said, says), ends, strict=True))
    blocks = LCSseq.opcodes(inner, other).as_matching_blocks()
    same = [(first, first, 0), *((block.a + first, block.b + first, block.size) for block in blocks), (*ends, 0)]
    for (a, b, size), (next_a, next_b, _) in pairwise(same):
        if a + size < next_a or b + size < next_b:
            yield old[a + size : next_a], new[b + size : next_b]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))


def _meets(words: Sequence[Span], parts: Sequence[Span]) -> bool:
    """Tell whether any of some words is at least partly within one of the parts of a text."""
    return any(start < last and end > first for start, end in words for first, last in parts)


def _joined(text: str, words: Sequence[Span]) -> str:
    return text[words[0][0] : words[-1][1]] if words else ""
