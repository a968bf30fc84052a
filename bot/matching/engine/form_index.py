"""Which units could be forms of one word with a given word, judged by endings alone."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from bot.matching.words.comparison import NAME_START, alike_from_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class FormIndex:
    """Spellings of units by their first letters and length, with what each may be a form of.

    That is worked out when a word first begins alike, and kept as hashes: two that are alike by chance cost one
    comparison more, and the forms themselves would fill more memory than all the rest.
    """

    def __init__(self, forms_of: Callable[[str], frozenset[str]]) -> None:
        self._forms_of = forms_of
        self._by_start: dict[str, dict[int, dict[str, list[int]]]] = {}
        self._hashes: dict[str, array[int]] = {}

    def add(self, number: int, spellings: tuple[str, ...]) -> None:
        """Take in a unit by each of its spellings."""
        for spelling in spellings:
            family = self._by_start.setdefault(spelling[:NAME_START], {}).setdefault(len(spelling), {})
            family.setdefault(spelling, []).append(number)

    def remove(self, number: int, spellings: tuple[str, ...]) -> None:
        """Take away what `add` added."""
        for spelling in spellings:
            families = self._by_start[spelling[:NAME_START]]
            family = families[len(spelling)]
            family[spelling].remove(number)
            if not family[spelling]:
                del family[spelling]
                self._hashes.pop(spelling, None)
            if not family:
                del families[len(spelling)]
            if not families:
                del self._by_start[spelling[:NAME_START]]

    def like(self, word: str) -> Iterator[int]:
        """Yield the units that begin like `word` and may be a form of what it may be a form of."""
        alike: list[tuple[str, list[int]]] = []
        for length, family in self._by_start.get(word[:NAME_START], {}).items():
            start = word[: alike_from_start(length, len(word))]
            alike += [one for one in family.items() if one[0].startswith(start)]
        if not alike:
            return
        wanted = {hash(form) for form in self._forms_of(word)}
        for spelling, numbers in alike:
            if not wanted.isdisjoint(self._hashes_of(spelling)):
                yield from numbers

    def _hashes_of(self, spelling: str) -> array[int]:
        hashes = self._hashes.get(spelling)
        if hashes is None:
            hashes = self._hashes[spelling] = array("q", map(hash, self._forms_of(spelling)))
        return hashes
