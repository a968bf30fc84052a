"""Whether a word of a text is a word of a phrase, how nearly, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.matching.text.stop_words import FUNCTION_WORDS, SHAPES_OF_FUNCTION_WORDS
from bot.matching.text.tokens import Case
from bot.matching.text.variants import Variant, VariantKind
from bot.matching.words.inflection import name_forms
from bot.matching.words.typos import ALIKE, LONG_ENOUGH, differ_by_prefix, may_be_slip, similarity
from bot.matching.words.units import Unit, UnitRole

if TYPE_CHECKING:
    from bot.matching.words.vocabulary import Vocabulary, WordFacts

_LONE_LONG_ENOUGH = 6
_LONE_ALIKE = 85.0
_COMMON_WORD_ACROSS_LANGUAGES = 6
_SOUNDS_ALIKE = 96.0
NAME_START = 3  # letters
MOST_CHANGED = 6  # letters at the end of the longer word, by declension
_MOST_CHANGED_OF_SHORTER = 4
LONGEST_BEGINNING = 5
_UKRAINIAN_LETTERS = frozenset("іїє")
ABBREVIATED = frozenset({VariantKind.ABBREVIATION, VariantKind.DOTTED})
# What was put together out of pieces is held to be a word only if it is one to the letter.
PUT_TOGETHER = frozenset(
    {
        VariantKind.TOGETHER,
        VariantKind.SPELLED_OUT,
        VariantKind.SPELLED_PART,
        VariantKind.HASHTAG,
        VariantKind.MODEL,
        VariantKind.THOUSANDS,
        VariantKind.LETTERS,
    }
)
# Too many to guess at: such a word is one only if a dictionary, or the phrase, has it.
NEVER_GUESSED = frozenset({VariantKind.TOGETHER, VariantKind.SPELLED_PART})


class MatchReason(StrEnum):
    """The rule by which two words are one, or are not."""

    SAME_FORM = "same form"
    SAME_LEMMA = "same lemma"
    SAME_NAME = "same name by its endings"
    SAME_SOUND = "same name in another script or language"
    SPELLING = "spelling"
    EXACT = "exact words"
    ABSENT = "absent"
    ELSEWHERE = "too far away"
    NUMBER_DIFFERS = "another number"
    ABBREVIATION = "an abbreviation is met whole"
    TOO_SHORT = "too short to guess"
    UNLIKE = "another spelling"
    KNOWN_WORD = "another known word"
    OTHER_PREFIX = "another prefix"
    OTHER_NAME = "another name"


@dataclass(frozen=True, slots=True)
class WordMatch:
    """How nearly two words are one: `similarity` is 0-100, and 0 where they are two."""

    similarity: float
    why: MatchReason

    def __bool__(self) -> bool:
        return self.similarity > 0


_UNLIKE = WordMatch(0, MatchReason.UNLIKE)


@dataclass(frozen=True, slots=True)
class UnitQuery:
    """A unit of a phrase with what is known of its spellings, and the lemmas of dictionaries that it asks for."""

    unit: Unit
    facts: tuple[WordFacts, ...]
    lemmas: frozenset[str]

    @property
    def may_be_name(self) -> bool:
        """Tell whether the unit is a name, or a word that no dictionary knows."""
        return all(facts.may_be_name for facts in self.facts)


def ask(unit: Unit, vocabulary: Vocabulary) -> UnitQuery:
    """Look a unit up. A lone word in its dictionary form asks for that reading only (рада is no form of рад)."""
    facts = tuple(vocabulary.facts(form) for form in unit.forms)
    lemmas = frozenset(lemma for each in facts if each.languages for lemma in each.lemmas)
    if unit.lone:
        itself = frozenset(f"{code}:{each.text}" for each in facts for code in each.languages)
        lemmas = (lemmas & itself) or lemmas
    return UnitQuery(unit, facts, lemmas)


def alike_from_start(one: int, other: int) -> int:
    """Return how many letters two words of these lengths share at their start if they are forms of one word."""
    shorter, longer = (one, other) if one < other else (other, one)
    return max(NAME_START, shorter - _MOST_CHANGED_OF_SHORTER, longer - MOST_CHANGED)


def begin_alike(word: str, seen: str) -> bool:
    """Tell whether two words share all but an ending that declension may change."""
    length = alike_from_start(len(word), len(seen))
    return word[:length] == seen[:length]


def beginning(word: str) -> str:
    """Return the letters with which every form of `word` begins that is put together out of pieces."""
    return word[: min(max(NAME_START, len(word) - 1), LONGEST_BEGINNING)]


def may_be_put_together(word: str, text: str) -> bool:
    """Tell whether `text`, put together out of pieces, begins enough like `word` to be a form of it."""
    return text.startswith(beginning(word)) and begin_alike(word, text)


def compare(asked: UnitQuery, reading: Variant, vocabulary: Vocabulary) -> WordMatch:
    """Judge one reading of a text's word against a unit of a phrase (any but an exact stretch)."""
    unit = asked.unit
    if unit.role is UnitRole.FUNCTION:
        return _as_function_word(unit, reading)
    if reading.text in unit.forms:
        return _same_form(unit, reading, vocabulary)
    if unit.role in (UnitRole.NUMBER, UnitRole.MODEL) or not reading.text.replace("'", "").isalpha():
        return WordMatch(0, MatchReason.NUMBER_DIFFERS)
    if unit.role is UnitRole.ABBREVIATION or reading.kind in ABBREVIATED:
        return WordMatch(0, MatchReason.ABBREVIATION)
    return _as_word(asked, reading, vocabulary)


def _as_function_word(unit: Unit, reading: Variant) -> WordMatch:
    shapes = {shape for form in unit.forms for shape in SHAPES_OF_FUNCTION_WORDS.get(form, {form})}
    return WordMatch(100, MatchReason.SAME_FORM) if reading.text in shapes else _UNLIKE


def _same_form(unit: Unit, reading: Variant, vocabulary: Vocabulary) -> WordMatch:
    """Accept the same letters, unless an abbreviation meets the word that is spelled like it: US, and ВОЗ alone."""
    if unit.role is UnitRole.ABBREVIATION and reading.case is Case.LOWER:
        small = reading.text in FUNCTION_WORDS or (unit.lone and is_common_word(reading.text, vocabulary))
        return WordMatch(0, MatchReason.KNOWN_WORD) if small else WordMatch(100, MatchReason.SAME_FORM)
    if reading.kind in ABBREVIATED and not (unit.role is UnitRole.ABBREVIATION or unit.shouted):
        return WordMatch(0, MatchReason.ABBREVIATION)
    return WordMatch(100, MatchReason.SAME_FORM)


def is_common_word(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word is small or common, and so another than the abbreviation that is spelled like it."""
    return word in FUNCTION_WORDS or not vocabulary.facts(word).may_be_name


def _as_word(asked: UnitQuery, reading: Variant, vocabulary: Vocabulary) -> WordMatch:
    if reading.text in FUNCTION_WORDS:
        return WordMatch(0, MatchReason.KNOWN_WORD)
    return _UNLIKE if reading.kind is VariantKind.LETTERS else _looked_up(asked, reading, vocabulary)


def _looked_up(asked: UnitQuery, reading: Variant, vocabulary: Vocabulary) -> WordMatch:
    put_together = reading.kind in PUT_TOGETHER
    if put_together and not any(may_be_put_together(form, reading.text) for form in asked.unit.forms):
        return _UNLIKE
    seen = vocabulary.facts(reading.text)
    if reading.kind in NEVER_GUESSED and not seen.languages:
        return _UNLIKE
    if not asked.lemmas.isdisjoint(seen.lemmas) or _same_by_ending(asked, seen, vocabulary):
        return WordMatch(100, MatchReason.SAME_LEMMA)
    if asked.unit.proper and reading.case is not Case.LOWER and _same_name(asked, seen):
        return WordMatch(100, MatchReason.SAME_NAME)
    if any(_sound_alike(asked.unit, form, seen) for form in asked.facts):
        return WordMatch(_SOUNDS_ALIKE, MatchReason.SAME_SOUND)
    return _UNLIKE if put_together or asked.unit.joined else _spelled_alike(asked, seen)


def _same_by_ending(asked: UnitQuery, seen: WordFacts, vocabulary: Vocabulary) -> bool:
    """Tell whether two words, one of which at least no dictionary has, could be forms of one word."""
    return any(
        not (form.languages and seen.languages)
        and begin_alike(form.text, seen.text)
        and not vocabulary.guesses(form.text).isdisjoint(vocabulary.guesses(seen.text))
        for form in asked.facts
    )


def _same_name(asked: UnitQuery, seen: WordFacts) -> bool:
    """Tell whether two capitalised words may be cases of one name that a dictionary takes for common words."""
    return any(
        begin_alike(form.text, seen.text) and not name_forms(form.text).isdisjoint(name_forms(seen.text))
        for form in asked.facts
    )


def _sound_alike(unit: Unit, form: WordFacts, seen: WordFacts) -> bool:
    """Tell whether a word of one language or alphabet is written out in another: Зеленский, Зеленський, Zelensky.

    One with a number is a name, whatever dictionaries say (Leopard 2), and so is one with a capital that is written out
    in letters of another alphabet as no word of that language is (Shahed).
    """
    if form.sounds.isdisjoint(seen.sounds) or form.languages & seen.languages:
        return False
    length = min(len(form.text), len(seen.text))
    if form.text.isascii() != seen.text.isascii():
        is_name = unit.numbered or (unit.capital and not (form.languages and seen.languages))
        return length >= LONG_ENOUGH and (is_name or (form.may_be_name and seen.may_be_name))
    if form.may_be_name:
        return length >= LONG_ENOUGH
    is_other_language = bool(seen.languages) or _is_ukrainian(form.text) != _is_ukrainian(seen.text)
    return is_other_language and length >= _COMMON_WORD_ACROSS_LANGUAGES


def _is_ukrainian(word: str) -> bool:
    return not _UKRAINIAN_LETTERS.isdisjoint(word)


def _spelled_alike(asked: UnitQuery, seen: WordFacts) -> WordMatch:
    lone = asked.unit.lone
    form = asked.facts[0]
    if min(len(form.text), len(seen.text)) < (_LONE_LONG_ENOUGH if lone else LONG_ENOUGH):
        return WordMatch(0, MatchReason.TOO_SHORT)
    alike = similarity(form.text, seen.text)
    if not lone:
        alike = max(alike, similarity(form.stem, seen.stem))
    if alike < (_LONE_ALIKE if lone else ALIKE):
        return _UNLIKE
    return WordMatch(0, refusal) if (refusal := _refused(asked, form, seen)) else WordMatch(alike, MatchReason.SPELLING)


def _refused(asked: UnitQuery, form: WordFacts, seen: WordFacts) -> MatchReason | None:
    """Return why a like spelling is another word all the same, or None for a slip of the hand."""
    if seen.languages:
        return MatchReason.KNOWN_WORD
    if differ_by_prefix(form.text, seen.text):
        return MatchReason.OTHER_PREFIX
    if asked.may_be_name and not may_be_slip(form.stem, seen.stem):
        return MatchReason.OTHER_NAME
    return None
