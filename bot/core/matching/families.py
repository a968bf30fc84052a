"""Which units could be forms of one word with a given word, judged by endings alone."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Families:
    """Units by the first letters of their spellings, with what each spelling may be a form of.

    That is worked out when a word first begins alike, and kept as hashes: two that are alike by chance cost one
    comparison more, and the forms themselves would fill more memory than all the rest.
    """

    def __init__(self, forms_of: Callable[[str], frozenset[str]]) -> None:
        self._forms_of = forms_of
        self._by_start: dict[str, dict[int, tuple[str, ...]]] = {}
        self._hashes: dict[str, array[int]] = {}

    def add(self, starts: Iterable[str], number: int, spellings: tuple[str, ...]) -> None:
        """Take in a unit; `starts` are the first letters of any of its spellings."""
        for start in starts:
            self._by_start.setdefault(start, {})[number] = spellings

    def remove(self, starts: Iterable[str], number: int) -> None:
        """Take away what `add` added."""
        for start in starts:
            units = self._by_start[start]
            for spelling in units.pop(number):
                self._hashes.pop(spelling, None)
            if not units:
                del self._by_start[start]

    def like(self, word: str, start: str) -> Iterator[int]:
        """Yield the units that begin with `start` and may be a form of what `word` may be a form of."""
        units = self._by_start.get(start)
        if not units:
            return
        wanted = {hash(form) for form in self._forms_of(word)}
        for number, spellings in units.items():
            if any(not wanted.isdisjoint(self._hashes_of(spelling)) for spelling in spellings):
                yield number

    def _hashes_of(self, spelling: str) -> array[int]:
        hashes = self._hashes.get(spelling)
        if hashes is None:
            hashes = self._hashes[spelling] = array("q", map(hash, self._forms_of(spelling)))
        return hashes
