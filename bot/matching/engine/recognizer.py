"""Which units each word of a text is: worked out once for every distinct word, and again only for newer units."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.matching.engine.unit_index import UnitIndex
from bot.matching.lru import LruCache
from bot.matching.words.comparison import PUT_TOGETHER, MatchReason, UnitQuery, WordMatch, ask, compare, is_common_word
from bot.matching.words.units import UnitRole
from bot.matching.words.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.matching.phrases.watched_phrase import IndexedPhrase
    from bot.matching.text.tokens import Case
    from bot.matching.text.variants import Variant, VariantKind
    from bot.matching.words.lexicon import Lexicon
    from bot.matching.words.units import Unit

_WORDS_REMEMBERED = 100_000
_UNITS_REMEMBERED = 20_000
_FACTS_REMEMBERED = 5_000  # each word is compared once, and few are asked for again
_MOST_YOUNG = 1_000
_EXACT = WordMatch(100, MatchReason.EXACT)


class Known:
    """The units that one word is, of all those numbered below `upto`; `led` has the phrases that it leads to."""

    __slots__ = ("led", "turn", "units", "upto")

    def __init__(self, units: dict[int, WordMatch], upto: int) -> None:
        self.units = units
        self.upto = upto
        self.led: tuple[IndexedPhrase, ...] = ()
        self.turn = -1


class Recognizer:
    """Numbers the units of all phrases and tells which of them a reading is.

    Units that every word compares with alike have one number. A number is never used again, so a word that was met
    before is compared only with the units that came since, which stand in a small index of their own.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._vocabulary = Vocabulary(lexicon, remembered=_FACTS_REMEMBERED)
        self._numbers: dict[object, int] = {}
        self._units: dict[int, Unit] = {}
        # What is known of all units would fill more memory than all the rest, and is seldom needed again.
        self._asked = lru_cache(maxsize=_UNITS_REMEMBERED)(self._ask)
        self._users: dict[int, int] = {}
        self._all = UnitIndex(self._vocabulary)
        self._young = UnitIndex(self._vocabulary)
        self._first_young = 0
        self._next = 0
        self._has_met_words = False
        self._no_unit = Known({}, 0)
        self._words: LruCache[tuple[str, VariantKind, Case], Known] = LruCache(_WORDS_REMEMBERED)
        # Far more numerous than words, and seldom met again: they must not drive the words out.
        self._put_together: LruCache[tuple[str, VariantKind, Case], Known] = LruCache(_WORDS_REMEMBERED)

    def is_known(self, word: str) -> bool:
        """Tell whether any dictionary has `word`."""
        return self._vocabulary.is_known(word)

    def is_common(self, word: str) -> bool:
        """Tell whether a word is small or common, and so no abbreviation where it is in small letters."""
        return is_common_word(word, self._vocabulary)

    def take(self, unit: Unit) -> int:
        """Return the number of `unit`, which is looked for until it is given back as often as it was taken."""
        key = _what_compares(unit)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self._next
            self._next += 1
            self._put(number, unit)
        self._users[number] = self._users.get(number, 0) + 1
        return number

    def give_back(self, number: int) -> None:
        """Undo one `take`."""
        self._users[number] -= 1
        if self._users[number]:
            return
        del self._users[number]
        asked = self._asked(self._units.pop(number))
        del self._numbers[_what_compares(asked.unit)]
        self._all.remove(number, asked)
        if number >= self._first_young:
            self._young.remove(number, asked)

    def of(self, readings: Iterable[Variant]) -> list[tuple[Variant, Known]]:
        """Return those readings that are any units, with them; some units may have been given back since."""
        found: list[tuple[Variant, Known]] = []
        for reading in readings:
            if reading.kind in PUT_TOGETHER and not self._all.may_begin(reading.text):
                continue  # nearly all of what is put together is nothing: not worth remembering
            key = (reading.text, reading.kind, reading.case)
            known = self._memo_of(reading.kind).get(key)
            if known is None:
                known = self._remember(key, reading)
            elif known.upto < self._next:
                known = self._bring_up_to_date(key, known, reading)
            if known.units:
                found.append((reading, known))
        return found

    def lemmas(self, number: int) -> frozenset[str]:
        """Return the lemmas by which a unit is met, or its spellings where no dictionary has it."""
        unit = self._units[number]
        return self._asked(unit).lemmas or frozenset(unit.forms)

    def _ask(self, unit: Unit) -> UnitQuery:
        if unit.role is UnitRole.EXACT:  # no dictionary has a say
            return UnitQuery(unit, (), frozenset())
        return ask(unit, self._vocabulary)

    def _put(self, number: int, unit: Unit) -> None:
        asked = self._asked(unit)
        self._units[number] = unit
        self._all.add(number, asked)
        if not self._has_met_words:  # all of them will be compared with all units
            self._first_young = self._next
            return
        if number - self._first_young >= _MOST_YOUNG:
            self._young = UnitIndex(self._vocabulary)
            self._first_young = number
        self._young.add(number, asked)

    def _remember(self, key: tuple[str, VariantKind, Case], reading: Variant) -> Known:
        self._has_met_words = True
        units = self._compared(reading, self._all, 0)
        known = Known(units, self._next) if units else self._nothing()
        self._memo_of(reading.kind).put(key, known)
        return known

    def _memo_of(self, kind: VariantKind) -> LruCache[tuple[str, VariantKind, Case], Known]:
        return self._put_together if kind in PUT_TOGETHER else self._words

    def _nothing(self) -> Known:
        """Return what all words have in common that are no unit."""
        if self._no_unit.upto < self._next:
            self._no_unit = Known({}, self._next)
        return self._no_unit

    def _bring_up_to_date(self, key: tuple[str, VariantKind, Case], known: Known, reading: Variant) -> Known:
        if known.upto < self._first_young:
            return self._remember(key, reading)
        units = known.units | self._compared(reading, self._young, known.upto)
        known = Known(units, self._next) if units else self._nothing()
        self._memo_of(reading.kind).put(key, known)
        return known

    def _compared(self, reading: Variant, index: UnitIndex, first: int) -> dict[int, WordMatch]:
        """Compare a reading with those units of `index` that it may be and that are numbered from `first` on."""
        found: dict[int, WordMatch] = {}
        for number in index.candidates(reading.text, reading.kind, reading.case):
            if number >= first and (verdict := self._verdict(self._asked(self._units[number]), reading)):
                found[number] = verdict
        return found

    def _verdict(self, asked: UnitQuery, reading: Variant) -> WordMatch:
        return _EXACT if asked.unit.role is UnitRole.EXACT else compare(asked, reading, self._vocabulary)


def _what_compares(unit: Unit) -> object:
    return (unit.role, unit.forms, unit.lone, unit.proper, unit.joined, unit.shouted, unit.numbered, unit.capital)
