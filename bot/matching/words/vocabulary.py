"""What is known of each word, asked of the lexicon once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.matching.words.phonetics import sound
from bot.matching.words.typos import LONG_ENOUGH, stem

if TYPE_CHECKING:
    from bot.matching.words.lexicon import Lexicon

_REMEMBERED = 100_000


class WordFacts(NamedTuple):
    """A folded word with what the lexicon says of it. `sounds` are its keys across languages, if it is long enough."""

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
        # Asked of every word of a long text, each time it is read.
        self.is_known = lru_cache(maxsize=_REMEMBERED)(self._ask_whether_known)

    def _ask_whether_known(self, word: str) -> bool:
        return bool(self._lexicon.languages(word))

    def _ask(self, word: str) -> WordFacts:
        lemmas = self._lexicon.lemmas(word)
        heard = {word, *[lemma.partition(":")[2] for lemma in lemmas]} if len(word) >= LONG_ENOUGH else ()
        return WordFacts(
            text=word,
            languages=self._lexicon.languages(word),
            lemmas=lemmas,
            sounds=frozenset(map(sound, heard)),
            stem=stem(word),
            is_name=self._lexicon.is_name(word),
        )
