"""A phrase under watch, ready to be looked for: where a text can meet it, and how much of it has to be met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.matching.phrases.explanation import most_missing
from bot.matching.words.units import Unit, UnitRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching.phrases.phrase import WatchedPhrase
    from storage.model.ids import NarrativeId
    from storage.model.narratives import Phrase


@dataclass(eq=False, slots=True)
class IndexedPhrase:
    """A phrase under watch, ready to be looked for.

    `numbers` are those of its units, then of its pairs. At least `needed` of its `places` must be met for a window,
    each by any of the units numbered there.
    """

    phrase: Phrase
    narrative_id: NarrativeId
    order: int
    asks: WatchedPhrase
    threshold: float
    numbers: tuple[int, ...]
    places: tuple[tuple[int, ...], ...]
    needed: int
    leads: tuple[int, ...] = ()

    def may_be_met(self, met: set[int]) -> bool:
        """Tell whether a text that meets these units holds enough of the phrase for a window."""
        may_lack = len(self.places) - self.needed
        for place in self.places:
            if met.isdisjoint(place):
                may_lack -= 1
                if may_lack < 0:
                    return False
        return True


def places_of(asks: WatchedPhrase, numbers: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return the places of a phrase where a text can meet it, each with the units that count for it.

    A small word is such a place only where a pair takes it in.
    """
    by_place: dict[int, list[int]] = {index: [numbers[index]] for index in asks.content}
    for pair, number in zip(asks.pairs, numbers[len(asks.units) :], strict=True):
        for index in (pair.left, pair.left + 1):
            by_place.setdefault(index, []).append(number)
    return tuple(tuple(place) for place in by_place.values())


def needed_places(asks: WatchedPhrase) -> int:
    """Return how many places must be met for a window of any level."""
    return max(len(asks.content) - most_missing(len(asks.content)), 1)


def word_that_holds(unit: Unit) -> Unit:
    """Return the longest word of a stretch in quotes as a unit of its own."""
    word = max(unit.exact, key=lambda word: len(word.forms[0]))
    return Unit(word.forms[0], UnitRole.EXACT, word.forms, exact=(word,))
