"""Which units of the phrases a word may be: few enough to compare it with each, and never one too few.

Every rule by which `compare` finds two words to be one has its own way in here. A rule that is added or loosened
there needs its way in widened here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.matching.engine.form_index import FormIndex
from bot.matching.engine.ngram_index import NgramIndex
from bot.matching.engine.prefix_filter import PrefixFilter
from bot.matching.text.stop_words import FUNCTION_WORDS, SHAPES_OF_FUNCTION_WORDS
from bot.matching.text.tokens import Case
from bot.matching.text.variants import VariantKind
from bot.matching.words.comparison import (
    ABBREVIATED,
    LONGEST_BEGINNING,
    MOST_CHANGED,
    NAME_START,
    NEVER_GUESSED,
    PUT_TOGETHER,
    beginning,
    may_be_put_together,
)
from bot.matching.words.inflection import name_forms
from bot.matching.words.units import UnitRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.matching.words.comparison import UnitQuery
    from bot.matching.words.vocabulary import Vocabulary, WordFacts

_Way = dict[str, list[int]]
_NEVER_LOOKED_UP = ABBREVIATED | {VariantKind.LETTERS}
_BEGINNINGS = range(NAME_START, LONGEST_BEGINNING + 1)


class UnitIndex:
    """Finds the units, told by their numbers, that a reading of a text's word may be."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_form: _Way = {}
        self._by_lemma: _Way = {}
        self._by_sound: _Way = {}
        self._by_beginning: dict[str, list[str]] = {}
        self._beginnings = PrefixFilter()
        self._known = FormIndex(vocabulary.guesses)
        self._unknown = FormIndex(vocabulary.guesses)
        self._names = FormIndex(name_forms)
        self._spellings = NgramIndex()
        self._stems = NgramIndex()

    def add(self, number: int, asked: UnitQuery) -> None:
        """Find the unit `asked` from now on."""
        for way, key in self._ways_to(asked):
            way.setdefault(key, []).append(number)
        if asked.unit.role is UnitRole.WORD:
            for form in asked.unit.forms:
                self._by_beginning.setdefault(beginning(form), []).append(form)
                self._beginnings.add(form)
            for family, spellings in self._families_of(asked):
                family.add(number, spellings)
            for near, spelling in self._spellings_of(asked):
                near.add(spelling, number)

    def remove(self, number: int, asked: UnitQuery) -> None:
        """Find the unit no more."""
        for way, key in self._ways_to(asked):
            way[key].remove(number)
            if not way[key]:
                del way[key]
        if asked.unit.role is UnitRole.WORD:
            for form in asked.unit.forms:
                alike = self._by_beginning[beginning(form)]
                alike.remove(form)
                if not alike:
                    del self._by_beginning[beginning(form)]
            for family, spellings in self._families_of(asked):
                family.remove(number, spellings)
            for near, spelling in self._spellings_of(asked):
                near.remove(spelling, number)

    def may_begin(self, text: str) -> bool:
        """Tell whether any unit is, or begins like, `text`: without that, no words put together are one."""
        return text in self._by_form or self._beginnings.have(text[: max(NAME_START, len(text) - MOST_CHANGED)])

    def candidates(self, text: str, kind: VariantKind, case: Case) -> set[int]:
        """Return the units that a word read as `text` may be; dictionaries are asked only if one could matter."""
        found = set(self._by_form.get(text, ()))
        if not text.replace("'", "").isalpha() or kind in _NEVER_LOOKED_UP or text in FUNCTION_WORDS:
            return found
        put_together = kind in PUT_TOGETHER
        if put_together and not self._may_be_put_together(text):
            return found
        if kind in NEVER_GUESSED and not self._vocabulary.is_known(text):
            return found
        seen = self._vocabulary.facts(text)
        found.update(self._relatives(seen, case))
        if not put_together and not seen.languages:
            found.update(self._like(seen))
        return found

    def _may_be_put_together(self, text: str) -> bool:
        least = len(text) - MOST_CHANGED
        return any(
            len(form) >= least and may_be_put_together(form, text)
            for length in _BEGINNINGS
            for form in self._by_beginning.get(text[:length], ())
        )

    def _relatives(self, seen: WordFacts, case: Case) -> Iterator[int]:
        """Yield the units that share a lemma, a guess by the ending, a name or a sound with `seen`."""
        for lemma in seen.lemmas:
            yield from self._by_lemma.get(lemma, ())
        for sound in seen.sounds:
            yield from self._by_sound.get(sound, ())
        yield from self._unknown.like(seen.text)
        if not seen.languages:
            yield from self._known.like(seen.text)
        if case is not Case.LOWER:
            yield from self._names.like(seen.text)

    def _like(self, seen: WordFacts) -> Iterator[int]:
        yield from self._spellings.like(seen.text)
        yield from self._stems.like(seen.stem)

    def _ways_to(self, asked: UnitQuery) -> Iterator[tuple[_Way, str]]:
        unit = asked.unit
        if unit.role is UnitRole.FUNCTION:
            shapes = {shape for form in unit.forms for shape in SHAPES_OF_FUNCTION_WORDS.get(form, {form})}
            yield from ((self._by_form, shape) for shape in shapes)
            return
        yield from ((self._by_form, form) for form in set(unit.forms))
        if unit.role is not UnitRole.WORD:
            return
        yield from ((self._by_lemma, lemma) for lemma in asked.lemmas)
        yield from ((self._by_sound, sound) for sound in {s for facts in asked.facts for s in facts.sounds})

    def _spellings_of(self, asked: UnitQuery) -> Iterator[tuple[NgramIndex, str]]:
        """Yield where a unit may be met with a slip."""
        if not asked.unit.joined:
            yield self._spellings, asked.facts[0].text
            if not asked.unit.lone:
                yield self._stems, asked.facts[0].stem

    def _families_of(self, asked: UnitQuery) -> Iterator[tuple[FormIndex, tuple[str, ...]]]:
        """Yield where a unit stands with those of its spellings that count there: see `compare`."""
        known = tuple(facts.text for facts in asked.facts if facts.languages)
        unknown = tuple(facts.text for facts in asked.facts if not facts.languages)
        if known:
            yield self._known, known
        if unknown:
            yield self._unknown, unknown
        if asked.unit.proper:
            yield self._names, (*known, *unknown)
