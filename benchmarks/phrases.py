"""Watch phrases such as operators enter, made of real posts with a fixed seed: any number of them.

Of ten phrases three are word for word from a post, four are from a post but inflected, reordered or misspelt, and three
are from elsewhere: words of the dictionaries. Left out is what nobody would watch: links, names of channels, and
phrases all of whose words stand, in any form, in many posts (a channel's signature, "more", "Russia").
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.matching import UnusablePhrase, check_phrase
from bot.matching.text.tokens import tokenise
from bot.narratives.file.convert import narrative_of
from bot.narratives.starter import starter_narratives
from storage.model.ids import PhraseId

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.model.narratives import Narrative

SEED = 20_240_601
_LENGTHS = (1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6)
_FEWEST_LETTERS = 4  # "who" and "all" are no function words here, and yet tell nothing
_FEWEST_LETTERS_ALONE = 5
_COMMON = 200  # a word of which any form stands in more than one post of so many is common
_SIGNS = re.compile(r"[@#/\\[\]()*_|~`\"«»“”„]|\d")
_LETTERS = "аоеиітнрсaeionrst"


def starter(numbers: Iterator[int]) -> Iterator[Narrative]:
    """Yield the starter narratives, each phrase with the next of the numbers."""
    for entry in starter_narratives().narrative:
        one = narrative_of(entry)
        yield replace(one, phrases=tuple(replace(phrase, id=PhraseId(next(numbers))) for phrase in one.phrases))


class PhraseMaker:
    """Makes phrases out of `posts`, and others out of `elsewhere`, which is a list of words."""

    def __init__(self, posts: Sequence[str], elsewhere: Sequence[str]) -> None:
        self._random = random.Random(SEED)  # noqa: S311 - repeatable, and no secret
        self._posts = posts
        self._elsewhere = elsewhere
        self._stands_in: Counter[str] = Counter()
        self._by_stem: dict[str, list[str]] = {}
        every: set[str] = set()
        for post in posts:
            words = {token.text for token in tokenise(post)}
            self._stands_in.update({_stem(word) for word in words})
            every |= words
        for word in sorted(every):
            self._by_stem.setdefault(_stem(word), []).append(word)

    def make(self, count: int) -> list[str]:
        """Return `count` usable phrases; a longer list begins with the phrases of a shorter one."""
        made: list[str] = []
        while len(made) < count:
            share = self._random.random()
            words = self._elsewhere_words() if share < 0.3 else self._words_of_a_post()
            if words and self._is_worth_watching(" ".join(words)):
                phrase = _phrase(words if share < 0.6 else self._altered(words))
                made += [phrase] if _is_usable(phrase) else []
        return made

    def _elsewhere_words(self) -> list[str]:
        return self._random.choices(self._elsewhere, k=self._random.choice(_LENGTHS))

    def _words_of_a_post(self) -> list[str]:
        words = self._random.choice(self._posts).split()
        length = self._random.choice(_LENGTHS)
        if len(words) < length:
            return []
        first = self._random.randrange(len(words) - length + 1)
        return words[first : first + length]

    def _altered(self, words: list[str]) -> list[str]:
        way = self._random.randrange(3)
        if way == 0 and len(words) > 1:
            return self._random.sample(words, len(words))
        at = self._random.randrange(len(words))
        altered = self._misspelt(words[at]) if way == 1 else self._inflected(words[at])
        return [*words[:at], altered, *words[at + 1 :]]

    def _misspelt(self, word: str) -> str:
        if len(word) <= _FEWEST_LETTERS_ALONE:
            return word
        at = self._random.randrange(1, len(word) - 1)
        slips = (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + self._random.choice(_LETTERS) + word[at + 1 :],
        )
        return self._random.choice(slips)

    def _inflected(self, word: str) -> str:
        return self._random.choice(self._by_stem.get(_stem(word.lower()), [word]))

    def _is_worth_watching(self, phrase: str) -> bool:
        tokens = tokenise(phrase)
        if not tokens or _SIGNS.search(phrase) or len(tokens) != len(phrase.split()):
            return False
        if len(tokens) == 1 and len(tokens[0].text) < _FEWEST_LETTERS_ALONE:
            return False
        telling = [t.text for t in tokens if not t.is_function_word and len(t.text) >= _FEWEST_LETTERS]
        if not telling:
            return False
        rarest = min(self._stands_in[_stem(word)] for word in telling)
        return rarest * _COMMON <= max(len(self._posts), _COMMON)


def _phrase(words: Sequence[str]) -> str:
    return " ".join(words).strip(".,:;!?-—– ")


def _is_usable(phrase: str) -> bool:
    try:
        check_phrase(phrase)
    except UnusablePhrase:
        return False
    return True


def _stem(word: str) -> str:
    return word[: max(4, len(word) - 3)]


def words_of_dictionaries() -> list[str]:
    """Return Ukrainian and English dictionary words, the same ones each time."""
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415 - only what is run is loaded
        DEFAULT_DICTIONARY_FACTORY,
    )

    return [
        *_plain_words(DEFAULT_DICTIONARY_FACTORY.get_dictionary("uk")),
        *_plain_words(DEFAULT_DICTIONARY_FACTORY.get_dictionary("en")),
    ]


def _plain_words(words: object) -> Iterator[str]:
    assert hasattr(words, "__iter__")  # noqa: S101
    for number, word in enumerate(words):
        if number % 7 == 0 and word.isalpha() and word.islower() and len(word) >= _FEWEST_LETTERS_ALONE:
            yield word
