"""Which units of the phrases a word may be: few enough to compare it with each, and never one too few.

Every rule by which `compare` finds two words to be one has its own way in here. A rule that is added or loosened
there needs its way in widened here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.function_words import FUNCTION_WORDS, SHAPES_OF_FUNCTION_WORDS
from bot.core.matching.endings import name_forms
from bot.core.matching.equality import ABBREVIATED, NAME_START, PUT_TOGETHER
from bot.core.matching.families import Families
from bot.core.matching.near_spellings import NearSpellings
from bot.core.matching.readings import Kind
from bot.core.matching.units import Role
from bot.core.text import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.matching.equality import Asked
    from bot.core.matching.vocabulary import Vocabulary, WordFacts

_Way = dict[str, list[int]]


class WordIndex:
    """Finds the units, told by their numbers, that a reading of a text's word may be."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_form: _Way = {}
        self._by_lemma: _Way = {}
        self._by_sound: _Way = {}
        self._by_start: _Way = {}
        self._known = Families(vocabulary.guesses)
        self._unknown = Families(vocabulary.guesses)
        self._names = Families(name_forms)
        self._spellings = NearSpellings()
        self._stems = NearSpellings()

    def add(self, number: int, asked: Asked) -> None:
        """Find the unit `asked` from now on."""
        for way, key in self._ways_to(asked):
            way.setdefault(key, []).append(number)
        if asked.unit.role is Role.WORD:
            for family, spellings in self._families_of(asked):
                family.add(asked.starts, number, spellings)
            form = asked.facts[0]
            self._spellings.add(form.text, number)
            if not asked.unit.lone and form.stem != form.text:
                self._stems.add(form.stem, number)

    def remove(self, number: int, asked: Asked) -> None:
        """Find the unit no more."""
        for way, key in self._ways_to(asked):
            way[key].remove(number)
            if not way[key]:
                del way[key]
        if asked.unit.role is Role.WORD:
            for family, _ in self._families_of(asked):
                family.remove(asked.starts, number)
            form = asked.facts[0]
            self._spellings.remove(form.text, number)
            if not asked.unit.lone and form.stem != form.text:
                self._stems.remove(form.stem, number)

    def may_begin(self, text: str) -> bool:
        """Tell whether any unit is, or begins like, `text`: without that, no words put together are one."""
        return text in self._by_form or text[:NAME_START] in self._by_start

    def candidates(self, text: str, kind: Kind, case: Case) -> set[int]:
        """Return the units that a word read as `text` may be; dictionaries are asked only if one could matter."""
        found = set(self._by_form.get(text, ()))
        if not text.replace("'", "").isalpha() or kind in ABBREVIATED or text in FUNCTION_WORDS:
            return found
        put_together = kind in PUT_TOGETHER
        if put_together and text[:NAME_START] not in self._by_start:
            return found
        if kind is Kind.TOGETHER and not self._vocabulary.is_known(text):
            return found
        seen = self._vocabulary.facts(text)
        found.update(self._relatives(seen, case))
        if not put_together and not seen.languages:
            found.update(self._like(seen))
        return found

    def _relatives(self, seen: WordFacts, case: Case) -> Iterator[int]:
        """Yield the units that share a lemma, a guess by the ending, a name or a sound with `seen`."""
        for lemma in seen.lemmas:
            yield from self._by_lemma.get(lemma, ())
        for sound in seen.sounds:
            yield from self._by_sound.get(sound, ())
        start = seen.text[:NAME_START]
        yield from (self._unknown if seen.languages else self._known).like(seen.text, start)
        if case is not Case.LOWER:
            yield from self._names.like(seen.text, start)

    def _like(self, seen: WordFacts) -> Iterator[int]:
        yield from self._spellings.like(seen.text)
        yield from self._stems.like(seen.stem)
        if seen.stem != seen.text:  # a stem that is the whole word stands among the spellings only
            yield from self._spellings.like(seen.stem)

    def _ways_to(self, asked: Asked) -> Iterator[tuple[_Way, str]]:
        unit = asked.unit
        if unit.role is Role.FUNCTION:
            shapes = {shape for form in unit.forms for shape in SHAPES_OF_FUNCTION_WORDS.get(form, {form})}
            yield from ((self._by_form, shape) for shape in shapes)
            return
        yield from ((self._by_form, form) for form in set(unit.forms))
        if unit.role is not Role.WORD:
            return
        yield from ((self._by_lemma, lemma) for lemma in asked.lemmas)
        yield from ((self._by_sound, sound) for sound in {s for facts in asked.facts for s in facts.sounds})
        yield from ((self._by_start, start) for start in asked.starts)

    def _families_of(self, asked: Asked) -> Iterator[tuple[Families, tuple[str, ...]]]:
        """Yield where a unit stands with those of its spellings that count there: see `compare`."""
        known = tuple(facts.text for facts in asked.facts if facts.languages)
        unknown = tuple(facts.text for facts in asked.facts if not facts.languages)
        if known:
            yield self._known, known
        if unknown:
            yield self._unknown, unknown
        if asked.unit.proper:
            yield self._names, (*known, *unknown)
