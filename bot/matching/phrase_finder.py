"""One phrase looked for in many texts: agrees with the plain matcher, and asks dictionaries about few words only.

Which words of a vocabulary could be a word of the phrase is found out first. Every rule by which `compare` finds two
words to be one has its way in here, as in `word_index`: a rule that is added or loosened needs its way in widened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.matching.index_keys import PUT_TOGETHER_MARK, sound_key
from bot.matching.phrases.explanation import most_missing
from bot.matching.phrases.occurrences import Stage, meetings, spans_of
from bot.matching.phrases.phrase import take_marks, watched
from bot.matching.phrases.watched_phrase import needed_places, places_of, word_that_holds
from bot.matching.phrases.window import best_window
from bot.matching.text.stop_words import FUNCTION_WORDS, SHAPES_OF_FUNCTION_WORDS
from bot.matching.text.tokens import Case, tokenise
from bot.matching.text.unknown_words import with_few_strangers
from bot.matching.text.variants import Variant, VariantKind, variants
from bot.matching.words.comparison import (
    MOST_CHANGED,
    NAME_START,
    NEVER_GUESSED,
    PUT_TOGETHER,
    ask,
    begin_alike,
    beginning,
    compare,
    is_common_word,
    may_be_put_together,
)
from bot.matching.words.typos import ALIKE, LONG_ENOUGH, similarity, stem
from bot.matching.words.units import UnitRole
from bot.matching.words.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from bot.matching.phrases.window import Occurrences, Window
    from bot.matching.words.comparison import UnitQuery, WordMatch
    from bot.matching.words.lexicon import Lexicon
    from bot.matching.words.units import Unit
    from storage.model.ids import Span

_Word = tuple[str, VariantKind, Case]


class Occurrence(NamedTuple):
    """The best window of the phrase in a text, and where its words stand, in characters."""

    window: Window
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """How the words of a vocabulary that could be of a phrase are found.

    By their `texts` or `keys`, or by how they begin: `beginnings` of any word, `unknown_beginnings` of words that no
    dictionary has. Where `slips` is true each such word is worth a look.
    """

    texts: frozenset[str]
    keys: frozenset[str]
    beginnings: frozenset[str]
    unknown_beginnings: frozenset[str]
    slips: bool


class PhraseFinder:
    """Looks for one phrase. Not for two threads at once."""

    def __init__(self, phrase: str, lexicon: Lexicon) -> None:
        """Take a phrase apart, without the mark of an exclusion. Raises UnusablePhrase."""
        self.asks = watched(take_marks(phrase)[1])
        self._vocabulary = Vocabulary(lexicon, remembered=20_000)
        self._units = [unit for unit, _ in self.asks.expected]
        self._asked = [None if unit.role is UnitRole.EXACT else ask(unit, self._vocabulary) for unit in self._units]
        numbers = range(len(self._units))
        self.places = places_of(self.asks, numbers)
        self.needed = needed_places(self.asks)
        self._numbers = frozenset(numbers)
        self._verdicts: dict[_Word, dict[int, WordMatch]] = {}
        self._pairs: dict[str, frozenset[int]] = {}
        self._only: Collection[str] | None = None

    # ---- texts

    def find(self, text: str) -> Occurrence | None:
        """Return the best window of the phrase, as the plain matcher would find it, whatever its score."""
        scene = self._scene(text)
        window = best_window(scene, may_miss=most_missing(len(self.asks.content)))
        return None if window is None else Occurrence(window, spans_of(window, scene.tokens))

    def words(self, text: str) -> list[frozenset[Span]]:
        """Return for each place of the phrase where a text meets it, wherever that is: the order does not count."""
        scene = self._scene(text)
        return [
            frozenset(
                (scene.tokens[hit.first].start, scene.tokens[hit.end - 1].end)
                for hit in scene.hits
                if place in hit.units
            )
            for place in self.asks.content
        ]

    def _scene(self, text: str) -> Occurrences:
        """Return where a text meets the units of the phrase."""
        tokens = tokenise(text)
        every = with_few_strangers(variants(tokens), self._vocabulary.is_known)
        met = meetings(((reading, self._of(reading)) for reading in every), self._numbers)
        return Stage(tokens, every, self._is_common).scene(
            self.asks, [met.get(number, ()) for number in range(len(self._units))]
        )

    def _is_common(self, word: str) -> bool:
        return is_common_word(word, self._vocabulary)

    def only(self, words: Iterable[str]) -> None:
        """Take it that no other words of texts than these are words of the phrase: those of `candidates`."""
        small = (self._shapes(unit) for unit in self._units if unit.role is UnitRole.FUNCTION)
        self._only = frozenset(words).union(*small)

    def _shapes(self, unit: Unit) -> set[str]:
        return {shape for form in unit.forms for shape in SHAPES_OF_FUNCTION_WORDS.get(form, {form})}

    def _of(self, reading: Variant) -> Mapping[int, WordMatch]:
        """Return the units that a reading is."""
        if reading.kind in PUT_TOGETHER:
            if not self._may_be_put_together(reading.text):
                return {}
        elif self._only is not None and reading.text not in self._only:
            return {}
        key = (reading.text, reading.kind, reading.case)
        known = self._verdicts.get(key)
        if known is None:
            known = self._verdicts[key] = self._compared(reading) if self._may_be_word(reading) else {}
        return known

    def _may_be_word(self, reading: Variant) -> bool:
        """Tell whether pieces may be a word: some only where a dictionary or the phrase has it."""
        if reading.kind not in NEVER_GUESSED or any(reading.text in unit.forms for unit in self._units):
            return True
        return self._vocabulary.is_known(reading.text)

    def _may_be_put_together(self, text: str) -> bool:
        return any(text == form or may_be_put_together(form, text) for unit in self._units for form in unit.forms)

    def _compared(self, reading: Variant) -> dict[int, WordMatch]:
        verdicts = {
            number: compare(asked, reading, self._vocabulary)
            for number, asked in enumerate(self._asked)
            if asked is not None
        }
        return {number: verdict for number, verdict in verdicts.items() if verdict}

    # ---- vocabularies

    def ways(self) -> Ways:
        """Return how the words of a vocabulary are to be found that `candidates` chooses from."""
        telling = [asked for asked in self._asked if asked is not None and asked.unit.role is not UnitRole.FUNCTION]
        words = [asked for asked in telling if asked.unit.role is UnitRole.WORD]
        forms = {form for unit in self._held() for form in unit.forms}
        known, unknown = self._family_beginnings(words)
        starts = {beginning(form) for form in forms if form.replace("'", "").isalpha()}
        return Ways(
            texts=frozenset(forms | {PUT_TOGETHER_MARK + form for form in forms}),
            keys=frozenset(lemma for asked in words for lemma in asked.lemmas)
            | {sound_key(one) for asked in words for facts in asked.facts for one in facts.sounds},
            beginnings=frozenset(unknown | {PUT_TOGETHER_MARK + start for start in starts}),
            unknown_beginnings=frozenset(known),
            slips=any(not asked.unit.joined and len(asked.unit.forms[0]) >= LONG_ENOUGH for asked in words),
        )

    def _family_beginnings(self, words: Sequence[UnitQuery]) -> tuple[set[str], set[str]]:
        """Return how unknown words begin that may be forms of known units, and any words that may be of others."""
        known, every = set[str](), set[str]()
        for asked in words:
            for facts in asked.facts:
                (known if facts.languages and not asked.unit.proper else every).add(facts.text[:NAME_START])
        return known, every

    def _held(self) -> Iterator[Unit]:
        """Yield the units that must be met; of a stretch in quotes, its longest word."""
        for unit in self._units:
            if unit.role is UnitRole.EXACT:
                yield word_that_holds(unit)
            elif unit.role is not UnitRole.FUNCTION:
                yield unit

    def slips(self, unknown: Iterable[str]) -> Iterator[str]:
        """Yield those words that are spelled nearly like one of the phrase."""
        asked = [
            one for one in self._asked if one is not None and one.unit.role is UnitRole.WORD and not one.unit.joined
        ]
        forms = [one.facts[0].text for one in asked if len(one.facts[0].text) >= LONG_ENOUGH]
        stems = {one.facts[0].stem for one in asked if not one.unit.lone}
        for word in unknown:
            if len(word) < LONG_ENOUGH:
                continue
            if any(similarity(form, word) >= ALIKE for form in forms):
                yield word
            elif stems:
                bare = stem(word)
                if any(similarity(other, bare) >= ALIKE for other in stems):
                    yield word

    def relatives(self, words: Iterable[str]) -> Iterator[str]:
        """Yield those words that begin enough like one of the phrase to be another form of it."""
        forms = {form for unit in self._held() for form in unit.forms}
        for word in words:
            text = word.removeprefix(PUT_TOGETHER_MARK)
            if any(begin_alike(form, text) for form in forms):
                yield word

    def candidates(self, words: Iterable[str]) -> dict[str, frozenset[int]]:
        """Return those words that may be units of the phrase, each with their numbers, whatever their capitals."""
        found: dict[str, frozenset[int]] = {}
        for word in words:
            numbers = frozenset(self._may_be(word))
            if numbers:
                found[word] = numbers
        return found

    def _may_be(self, word: str) -> Iterator[int]:
        # All that a reading's kind and case can do is forbid; these forbid nothing.
        together = word.startswith(PUT_TOGETHER_MARK)
        text = word.removeprefix(PUT_TOGETHER_MARK)
        reading = Variant(text, 0, 1, VariantKind.SPELLED_OUT if together else VariantKind.WRITTEN, Case.UPPER)
        for number, (unit, asked) in enumerate(zip(self._units, self._asked, strict=True)):
            if unit.role is UnitRole.FUNCTION:
                continue
            if asked is None:
                if text in word_that_holds(unit).forms:
                    yield number
            elif compare(asked, reading, self._vocabulary):
                yield number

    # ---- two words as one

    def openings(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return words, and beginnings of words, that may be the first of two that together are one of the phrase."""
        words, starts = set[str](), set[str]()
        for unit in self._held():
            for form in unit.forms:
                if form.replace("'", "").isalpha():
                    words |= {form[:end] for end in range(2, len(form))} - FUNCTION_WORDS
                    starts.add(beginning(form))
        return frozenset(words), frozenset(starts)

    def may_open(self, word: str) -> bool:
        """Tell whether a word of `openings` is worth a look at what follows it."""
        for unit in self._held():
            for form in unit.forms:
                shared = min(len(word), max(NAME_START, len(form) - MOST_CHANGED))
                if form.startswith(word) or (word.startswith(beginning(form)) and word[:shared] == form[:shared]):
                    return True
        return False

    def joined(self, first: str, second: str) -> frozenset[int]:
        """Return the units that two words, read as one, may be."""
        text = first + second
        known = self._pairs.get(text)
        if known is None:
            known = self._pairs[text] = frozenset(self._joined(text))
        return known

    def _joined(self, text: str) -> Iterator[int]:
        is_known: bool | None = None
        for number, (unit, asked) in enumerate(zip(self._units, self._asked, strict=True)):
            if unit.role is UnitRole.FUNCTION:
                continue
            forms = word_that_holds(unit).forms if asked is None else unit.forms
            if text in forms:
                yield number
            elif asked is not None and any(may_be_put_together(form, text) for form in forms):
                if is_known is None:
                    is_known = self._vocabulary.is_known(text)
                if is_known and compare(asked, Variant(text, 0, 2, VariantKind.TOGETHER, Case.UPPER), self._vocabulary):
                    yield number
