"""Which of many words are spelled nearly like a given one, without comparing it with each of them.

Two spellings of a likeness of 80 or more share a number of letter pairs that follows from their lengths. Which words
share so many is counted for thousands of words at once: a whole number stands for a set of words, a bit for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.matching.words.typos import ALIKE, LONG_ENOUGH, similarity

if TYPE_CHECKING:
    from collections.abc import Iterator

# One letter lost or added is one step, one letter replaced is two; one step in five letters of both words is allowed.
_LETTERS_A_STEP = 5
_WORDS_A_SHELF = 4_096  # longer numbers would waste memory on pairs that few words have


class NgramIndex:
    """A set of words, each told by a number of the caller's, that can be asked for those like another word."""

    def __init__(self) -> None:
        self._numbers: dict[str, tuple[int, ...]] = {}
        self._shelves: dict[int, list[_Shelf]] = {}  # by the length of their words

    def add(self, word: str, number: int) -> None:
        """Add `word`, unless it is too short to be like another, under `number`."""
        if len(word) < LONG_ENOUGH:
            return
        numbers = self._numbers.get(word, ())
        self._numbers[word] = (*numbers, number)
        if not numbers:
            self._with_room(len(word)).put(word)

    def remove(self, word: str, number: int) -> None:
        """Take away what `add` added."""
        numbers = self._numbers.get(word)
        if numbers is None:
            return
        left = tuple(other for other in numbers if other != number)
        if left:
            self._numbers[word] = left
            return
        del self._numbers[word]
        next(shelf for shelf in self._shelves[len(word)] if word in shelf.places).take(word)

    def like(self, seen: str) -> Iterator[int]:
        """Yield the numbers of the words whose likeness to `seen` is 80 or more."""
        if len(seen) < LONG_ENOUGH:
            return
        pairs = _pairs(seen)
        for length, shelves in self._shelves.items():
            shared = _fewest_shared(length, len(seen))
            for shelf in shelves if shared > 0 else ():
                for word in shelf.sharing(pairs, shared):
                    if similarity(word, seen) >= ALIKE:
                        yield from self._numbers[word]

    def _with_room(self, length: int) -> _Shelf:
        shelves = self._shelves.setdefault(length, [])
        if not shelves or not shelves[-1].has_room:
            shelves.sort(key=lambda shelf: shelf.has_room)  # one that has lost words, if any, comes last
            if not shelves or not shelves[-1].has_room:
                shelves.append(_Shelf())
        return shelves[-1]


class _Shelf:
    """Words of one length, and for each pair of letters the words that have it: bit n stands for the nth place."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self._words: list[str] = []
        self._free: list[int] = []
        self._having: dict[str, int] = {}

    @property
    def has_room(self) -> bool:
        return bool(self._free) or len(self._words) < _WORDS_A_SHELF

    def put(self, word: str) -> None:
        if self._free:
            place = self._free.pop()
            self._words[place] = word
        else:
            place = len(self._words)
            self._words.append(word)
        self.places[word] = place
        for pair in _pairs(word):
            self._having[pair] = self._having.get(pair, 0) | 1 << place

    def take(self, word: str) -> None:
        place = self.places.pop(word)
        self._free.append(place)
        for pair in _pairs(word):
            self._having[pair] ^= 1 << place
            if not self._having[pair]:
                del self._having[pair]

    def sharing(self, pairs: list[str], least: int) -> Iterator[str]:
        """Yield the words that have at least `least` of `pairs`.

        Every word has a counter, whose digits stand in as many numbers. It starts so high that it runs over when
        enough pairs have been counted.
        """
        having = [self._having[pair] for pair in pairs if pair in self._having]
        if len(having) < least:
            return
        size = (least - 1).bit_length()
        every = (1 << len(self._words)) - 1
        digits = [every if (1 << size) - least >> digit & 1 else 0 for digit in range(size)]
        enough = 0
        for counted in having:
            carried = counted
            for digit in range(size):
                carried, digits[digit] = digits[digit] & carried, digits[digit] ^ carried
                if not carried:
                    break
            enough |= carried
        while enough:
            lowest = enough & -enough
            yield self._words[lowest.bit_length() - 1]
            enough ^= lowest


def _pairs(word: str) -> list[str]:
    """Return each pair of neighbouring letters, ends included; a pair that comes again is told apart by a number."""
    bounded = f"^{word}$"
    pairs = [bounded[at : at + 2] for at in range(len(bounded) - 1)]
    if len(set(pairs)) == len(pairs):
        return pairs
    times: dict[str, int] = {}
    for at, pair in enumerate(pairs):
        again = times.get(pair, 0)
        times[pair] = again + 1
        if again:
            pairs[at] = f"{pair}{again}"
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
