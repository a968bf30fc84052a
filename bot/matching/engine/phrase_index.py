"""Which phrases a text may say, judged by the units that its words are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.matching.engine.recognizer import Known
    from bot.matching.phrases.watched_phrase import IndexedPhrase


class PhraseIndex:
    """Finds phrases by their rarest units: as many of each phrase as it takes for no window to be without any."""

    def __init__(self, lemmas: Callable[[int], frozenset[str]]) -> None:
        self._lemmas = lemmas
        self._led: dict[int, list[IndexedPhrase]] = {}
        self._unled: list[IndexedPhrase] = []
        self._uses: Counter[str] = Counter()
        self._turn = 0

    def add(self, wanted: IndexedPhrase) -> None:
        """Find `wanted` from the next text on, by what will then be the rarest of its units."""
        for number in wanted.numbers:
            self._uses.update(self._lemmas(number))
        self._unled.append(wanted)

    def remove(self, wanted: IndexedPhrase) -> None:
        """Find `wanted` no more; its units have not been given back yet."""
        self._settle()
        self._turn += 1
        for number in wanted.leads:
            led = self._led[number]
            led.remove(wanted)
            if not led:
                del self._led[number]
        for number in wanted.numbers:
            for lemma in self._lemmas(number):
                self._uses[lemma] -= 1
                if not self._uses[lemma]:
                    del self._uses[lemma]

    def led_by(self, words: Iterable[Known]) -> dict[IndexedPhrase, None]:
        """Return the phrases that a text with these words may say, each once, always in the same order."""
        self._settle()
        found: dict[IndexedPhrase, None] = {}
        for known in words:
            if known.turn != self._turn:
                known.led = tuple(wanted for number in known.units for wanted in self._led.get(number, ()))
                known.turn = self._turn
            if known.led:
                found.update(dict.fromkeys(known.led))
        return found

    def _settle(self) -> None:
        if not self._unled:
            return
        for wanted in self._unled:
            by_rarity = sorted(wanted.places, key=self._commonness)
            enough = by_rarity[: len(by_rarity) - wanted.needed + 1]
            wanted.places = tuple(by_rarity)  # what lacks a word most likely lacks a rare one
            wanted.leads = tuple(sorted({number for place in enough for number in place}))
            for number in wanted.leads:
                self._led.setdefault(number, []).append(wanted)
        self._unled.clear()
        self._turn += 1

    def _commonness(self, place: tuple[int, ...]) -> int:
        return sum(self._uses[lemma] for number in place for lemma in self._lemmas(number))
