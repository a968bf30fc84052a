"""Which units could be forms of one word with a given word, judged by endings alone."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from bot.core.matching.equality import MOST_CHANGED, NAME_START, begin_alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Families:
    """Spellings of units by their first letters, with what each may be a form of.

    That is worked out when a word first begins alike, and kept as hashes: two that are alike by chance cost one
    comparison more, and the forms themselves would fill more memory than all the rest.
    """

    def __init__(self, forms_of: Callable[[str], frozenset[str]]) -> None:
        self._forms_of = forms_of
        self._by_start: dict[str, dict[str, list[int]]] = {}
        self._hashes: dict[str, array[int]] = {}

    def add(self, number: int, spellings: tuple[str, ...]) -> None:
        """Take in a unit by each of its spellings."""
        for spelling in spellings:
            self._by_start.setdefault(spelling[:NAME_START], {}).setdefault(spelling, []).append(number)

    def remove(self, number: int, spellings: tuple[str, ...]) -> None:
        """Take away what `add` added."""
        for spelling in spellings:
            start = spelling[:NAME_START]
            family = self._by_start[start]
            family[spelling].remove(number)
            if not family[spelling]:
                del family[spelling]
                self._hashes.pop(spelling, None)
            if not family:
                del self._by_start[start]

    def like(self, word: str) -> Iterator[int]:
        """Yield the units that begin like `word` and may be a form of what it may be a form of."""
        family = self._by_start.get(word[:NAME_START])
        if family is None:
            return
        start = word[: max(NAME_START, len(word) - MOST_CHANGED)]  # only a longer spelling has to share more
        alike = [one for one in family if one.startswith(start)]
        if not alike:
            return
        wanted = {hash(form) for form in self._forms_of(word)}
        for spelling in alike:
            if begin_alike(spelling, word) and not wanted.isdisjoint(self._hashes_of(spelling)):
                yield from family[spelling]

    def _hashes_of(self, spelling: str) -> array[int]:
        hashes = self._hashes.get(spelling)
        if hashes is None:
            hashes = self._hashes[spelling] = array("q", map(hash, self._forms_of(spelling)))
        return hashes
