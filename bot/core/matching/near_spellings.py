"""Which of many words are spelled nearly like a given one, without comparing it with each of them.

Two spellings of a likeness of 80 or more share a number of letter pairs that follows from their lengths. Only words
that hold one of the given word's rarest pairs can share enough of them, and only those are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.core.matching.spelling import ALIKE, LONG_ENOUGH

if TYPE_CHECKING:
    from collections.abc import Iterator

# One letter lost or added is one step, one letter replaced is two; one step in five letters of both words is allowed.
_LETTERS_A_STEP = 5


class NearSpellings:
    """A set of words, each told by a number of the caller's, that can be asked for those like another word."""

    def __init__(self) -> None:
        self._numbers: dict[str, set[int]] = {}
        self._holding: dict[int, dict[str, list[str]]] = {}  # words by their length, then by a pair of letters

    def add(self, word: str, number: int) -> None:
        """Add `word`, unless it is too short to be like another, under `number`."""
        if len(word) < LONG_ENOUGH:
            return
        numbers = self._numbers.get(word)
        if numbers is not None:
            numbers.add(number)
            return
        self._numbers[word] = {number}
        holding = self._holding.setdefault(len(word), {})
        for pair in _pairs(word):
            holding.setdefault(pair, []).append(word)

    def remove(self, word: str, number: int) -> None:
        """Take away what `add` added."""
        numbers = self._numbers.get(word)
        if numbers is None:
            return
        numbers.discard(number)
        if numbers:
            return
        del self._numbers[word]
        holding = self._holding[len(word)]
        for pair in _pairs(word):
            holding[pair].remove(word)

    def like(self, seen: str) -> Iterator[int]:
        """Yield the numbers of the words whose likeness to `seen` is 80 or more."""
        if len(seen) < LONG_ENOUGH:
            return
        pairs = _pairs(seen)
        near: set[str] = set()
        for length, holding in self._holding.items():
            shared = _fewest_shared(length, len(seen))
            if shared > 0:
                lists = sorted((holding[pair] for pair in pairs if pair in holding), key=len)
                near.update(*lists[: max(0, len(lists) - shared + 1)])
        for word, _, _ in process.extract(seen, list(near), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None):
            yield from self._numbers[word]


def _pairs(word: str) -> list[str]:
    """Return each pair of neighbouring letters, ends included; a pair that comes again is told apart by a number."""
    bounded = f"^{word}$"
    pairs: list[str] = []
    times: dict[str, int] = {}
    for at in range(len(bounded) - 1):
        pair = bounded[at : at + 2]
        again = times.get(pair, 0)
        times[pair] = again + 1
        pairs.append(f"{pair}{again}" if again else pair)
    return pairs


def _fewest_shared(one: int, other: int) -> int:
    """Return how many pairs words of these lengths share at least if they are alike, or 0 if they cannot be.

    The letters that both keep in order give one pair more than there are letters. Each step from those letters to one
    of the words breaks one pair at most.
    """
    steps = (one + other) // _LETTERS_A_STEP
    if abs(one - other) > steps:
        return 0
    if (steps - one - other) % 2:  # both words keep whole letters: the number of steps is as even as the lengths' sum
        steps -= 1
    return (one + other - steps) // 2 + 1 - steps
