"""Which words a text is stored under, so that a phrase can be looked for without reading every text again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.matching.text.stop_words import FUNCTION_WORDS
from bot.matching.text.tokens import tokenise
from bot.matching.text.variants import VariantKind, variants
from bot.matching.words.comparison import PUT_TOGETHER

if TYPE_CHECKING:
    from bot.matching.text.tokens import Token
    from bot.matching.text.variants import Variant
    from bot.matching.words.vocabulary import Vocabulary

# What leads a word that was put together out of pieces. Only its letters count, so it has no keys.
PUT_TOGETHER_MARK = "+"
_MOST_READINGS = 300  # further ways to read a text: only what is made to be hard to read has more


class StoredWords(NamedTuple):
    """The words of a text in their order, and what else parts of it may be read as.

    `all_readings` is False for a text that may be read in too many ways to be kept.
    """

    in_order: list[str]
    otherwise: list[str]
    all_readings: bool


def words_of(text: str) -> StoredWords:
    """Return what a text is stored under. Two words with a space between, read as one, are left to `in_order`."""
    tokens = tokenise(text)
    otherwise = {
        PUT_TOGETHER_MARK + reading.text if reading.kind in PUT_TOGETHER else reading.text
        for reading in variants(tokens)
        if not _follows_from_order(reading, tokens)
    }
    if len(otherwise) > _MOST_READINGS:
        return StoredWords([], [], all_readings=False)
    return StoredWords([token.text for token in tokens], sorted(otherwise), all_readings=True)


def _follows_from_order(reading: Variant, tokens: tuple[Token, ...]) -> bool:
    if reading.kind is VariantKind.WRITTEN:
        return True
    return reading.kind is VariantKind.TOGETHER and tokens[reading.first + 1].gap == " "


def keys_of(word: str, vocabulary: Vocabulary) -> tuple[bool, list[str]]:
    """Tell whether a dictionary has a word of `words_of`, and by which lemmas and sounds it is met.

    One that can be met by its letters alone counts as known, and has no keys.
    """
    if word.startswith(PUT_TOGETHER_MARK) or not word.replace("'", "").isalpha() or word in FUNCTION_WORDS:
        return True, []
    facts = vocabulary.facts(word)
    lemmas = facts.lemmas if facts.languages else ()
    return bool(facts.languages), [*lemmas, *map(sound_key, facts.sounds)]


def sound_key(sound: str) -> str:
    """Return the key that words of this sound are stored under."""
    return f"~{sound}"
