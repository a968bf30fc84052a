"""What is known of each word, asked of the lexicon once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.core.matching.sound import sound
from bot.core.matching.spelling import stem

if TYPE_CHECKING:
    from bot.core.matching.lexicon import Lexicon

_REMEMBERED = 100_000


class WordFacts(NamedTuple):
    """A folded word with what the lexicon says of it. `sounds` are its keys across languages and alphabets."""

    text: str
    languages: frozenset[str]
    lemmas: frozenset[str]
    sounds: frozenset[str]
    stem: str
    is_name: bool

    @property
    def may_be_name(self) -> bool:
        """Tell whether the word is a name, or unknown: of neither do dictionaries tell what it is not."""
        return self.is_name or not self.languages


class Vocabulary:
    """Remembers the facts of the words met lately."""

    def __init__(self, lexicon: Lexicon, *, remembered: int = _REMEMBERED) -> None:
        self._lexicon = lexicon
        self.facts = lru_cache(maxsize=remembered)(self._ask)
        self.guesses = lru_cache(maxsize=remembered)(lexicon.guesses)

    def is_known(self, word: str) -> bool:
        """Tell whether any dictionary has `word`."""
        return bool(self._lexicon.languages(word))

    def _ask(self, word: str) -> WordFacts:
        lemmas = self._lexicon.lemmas(word)
        return WordFacts(
            text=word,
            languages=self._lexicon.languages(word),
            lemmas=lemmas,
            sounds=frozenset(map(sound, {word, *(lemma.partition(":")[2] for lemma in lemmas)})),
            stem=stem(word),
            is_name=self._lexicon.is_name(word),
        )
