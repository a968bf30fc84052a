"""The dictionaries behind the matching: pymorphy3 for Russian, simplemma for Ukrainian and English.

Nothing is read from disk before the first question about a language.
"""

from __future__ import annotations

import re
import warnings
from functools import cache, cached_property, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from bot.matching.words.inflection import american, english_dictionary_forms, ukrainian_dictionary_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
_LATIN = re.compile("'*[a-z][a-z']*")
_CYRILLIC = re.compile("'*[а-ї][а-ї']*")
_UKRAINIAN = re.compile("[іїєґ']")
_RUSSIAN = re.compile("[ыэъё]")
# Ukrainian relational adjectives: київський, празький, козацький.
_RELATIONAL = re.compile(r"(\w+[сзц]ьк)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими)")
_ADVERB = re.compile(r"\w+(?<!ог)о")
_NONE: frozenset[str] = frozenset()
_FEMININE = ("ка", "ця")
_REMEMBERED = 200_000
_GUESSES_REMEMBERED = 2_000  # a guess is asked for again while its word is compared


class Dictionary(Protocol):
    """One language's dictionary. Words come in folded; lemmas come out folded."""

    def known(self, word: str) -> dict[str, bool]:
        """Return each lemma of `word` under every reading, with whether that reading is a name; empty if unknown."""
        ...

    def guesses(self, word: str) -> frozenset[str]:
        """Return the lemmas that an unknown `word` would have by its ending."""
        ...


class Pymorphy:
    """A pymorphy3 dictionary: "ru", or "uk" where that package is installed."""

    def __init__(self, language: str) -> None:
        self._language = language

    @cached_property
    def _analyser(self) -> Any:  # noqa: ANN401 - pymorphy3 ships no types
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import pymorphy3  # noqa: PLC0415 - half of a program's start, and only matching needs it
            from pymorphy3 import units  # noqa: PLC0415

            # Those of the usual ways to guess that a word of letters alone can meet, in the usual order.
            prefixes = import_module(f"pymorphy3.lang.{self._language}").KNOWN_PREFIXES
            ways = [
                units.DictionaryAnalyzer(),
                units.KnownPrefixAnalyzer(known_prefixes=prefixes),
                [units.UnknownPrefixAnalyzer(), units.KnownSuffixAnalyzer()],
                units.UnknAnalyzer(),
            ]
            return pymorphy3.MorphAnalyzer(
                lang=self._language, result_type=None, probability_estimator_cls=None, units=ways
            )

    def known(self, word: str) -> dict[str, bool]:
        """Return each lemma of `word`, with whether that reading is a name.

        The dictionary itself is asked: a whole parse also works out how likely each reading is, which is most of it.
        """
        dictionary = self._analyser.dictionary
        lemmas: dict[str, bool] = {}
        for written, places in dictionary.words.similar_items(word, self._analyser.char_substitutes):
            for paradigm, form in places:
                lemma = _folded(dictionary.build_normal_form(paradigm, form, written))
                names = self._is_name(dictionary.build_tag_info(paradigm, form))
                lemmas[lemma] = lemmas.get(lemma, True) and names
        return lemmas

    @staticmethod
    @cache  # there are a few thousand tags
    def _is_name(tag: Any) -> bool:  # noqa: ANN401 - pymorphy3 ships no types
        return not _NAMES.isdisjoint(tag.grammemes)

    def guesses(self, word: str) -> frozenset[str]:
        """Return the lemmas of a known word, and those that pymorphy3 predicts for an unknown one."""
        known = self.known(word)
        return frozenset(known) if known else frozenset(_folded(parse[2]) for parse in self._analyser.parse(word))


class Simplemma:
    """A simplemma dictionary, which gives one lemma a form; further readings come from the language's endings."""

    def __init__(self, language: str, forms: Callable[[str], frozenset[str]]) -> None:
        self._language = language
        self._forms = forms

    def known(self, word: str) -> dict[str, bool]:
        """Return the lemma of `word`, and of each dictionary form it could belong to."""
        lemmas = {_lemma_of(word, lemma): lemma[0].isupper() for lemma in self._lemmas(word)}
        if lemmas and word.endswith(_FEMININE):  # журналістка is a word, not only журналіст's other form
            lemmas.setdefault(word, False)
        dictionary_forms = self._dictionary_forms
        for form in [form for form in self._forms(word) if hash(form) in dictionary_forms]:
            if form.endswith("о") and self._lemmas(f"{form[:-1]}ий"):
                continue  # an adverb (нічно beside нічний) has no other forms
            for lemma in self._lemmas(form):
                if _folded(lemma) == form:
                    lemmas[form] = lemmas.get(form, True) and lemma[0].isupper()
        return lemmas

    def guesses(self, word: str) -> frozenset[str]:
        """Return the dictionary forms that an unknown word could belong to by its ending."""
        return self._forms(word)

    @cached_property
    def _dictionary_forms(self) -> frozenset[int]:
        """The hashes of the words that are their own lemma, and of few others: the rest need not be looked up."""
        alike = (pair for pair in self._dictionary.items() if len(pair[0]) == len(pair[1]))
        return frozenset(hash(form) for form, lemma in (map(_folded, pair) for pair in alike) if form == lemma)

    def _lemmas(self, word: str) -> list[str]:
        """Return the lemmas of the spellings that folding made one: as it is, with a capital, with ґ for the first г.

        Where there is but one of the small and the capital, it stands for both.
        """
        if "'" in word:
            found = [self._slow_lookup(written) for written in _spellings(word)]
            return [lemma for lemma in found if lemma]
        small, capital = self._lookup(word), self._lookup(word.capitalize())
        lemmas = [lemma for lemma in (small or capital, capital or small) if lemma]
        if "г" in word:
            hard = word.replace("г", "ґ", 1)
            lemma = self._lookup(hard) or self._lookup(hard.capitalize())
            lemmas += [lemma] if lemma else []
        return lemmas

    @cached_property
    def _lookup(self) -> Callable[[str], str | None]:
        return self._dictionary.get

    @cached_property
    def _dictionary(self) -> Mapping[str, str]:
        from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415 - see Pymorphy
            DEFAULT_DICTIONARY_FACTORY,
        )

        dictionary: Mapping[str, str] = DEFAULT_DICTIONARY_FACTORY.get_dictionary(self._language)
        return dictionary

    def _slow_lookup(self, word: str) -> str | None:
        """Look up a word with an apostrophe, whose kinds simplemma tells apart."""
        for written in (word, word.replace("'", "\u2019"), word.replace("'", "\u02bc")):
            cased = written.lower() if written[:1].isupper() else written.capitalize()
            if self._lookup(written) or self._lookup(cased):
                from simplemma import lemmatize  # noqa: PLC0415 - see Pymorphy

                return str(lemmatize(word, lang=self._language))
        return None


class Dictionaries:
    """A Lexicon made of one dictionary for each language."""

    def __init__(self, dictionaries: dict[str, Dictionary]) -> None:
        self._dictionaries = dictionaries
        self._readings = lru_cache(maxsize=_REMEMBERED)(self._read)
        self._guesses = lru_cache(maxsize=_GUESSES_REMEMBERED)(self._guess)

    def languages(self, word: str) -> frozenset[str]:
        """Return the codes of the languages whose dictionary knows `word`."""
        readings = self._readings(word)
        return frozenset([lemma.partition(":")[0] for lemma in readings]) if readings else _NONE

    def lemmas(self, word: str) -> frozenset[str]:
        """Return the lemmas of `word` under every reading, each led by its language or by "?" for a guess."""
        return frozenset(self._readings(word)) or self._guesses(word)

    def guesses(self, word: str) -> frozenset[str]:
        """Return the lemmas that `word` could have by its ending, known or not."""
        return self._guesses(word)

    def is_name(self, word: str) -> bool:
        """Tell whether every known reading of `word` names a person or a place."""
        readings = self._readings(word)
        return bool(readings) and all(readings.values())

    def _read(self, word: str) -> dict[str, bool]:
        return {
            f"{language}:{american(lemma) if language == 'en' else lemma}": name
            for language in self._candidates(word)
            for lemma, name in self._dictionaries[language].known(word).items()
        }

    def _guess(self, word: str) -> frozenset[str]:
        candidates = self._candidates(word)
        return frozenset(f"?:{guess}" for code in candidates for guess in self._dictionaries[code].guesses(word))

    def _candidates(self, word: str) -> list[str]:
        return [language for language in _languages_by_letters(word) if language in self._dictionaries]


@cache
def standard_lexicon() -> Dictionaries:
    """Return the lexicon the program ships with, one for all: every part of it under a licence that allows any use."""
    return Dictionaries(
        {
            "ru": Pymorphy("ru"),
            "uk": Simplemma("uk", ukrainian_dictionary_forms),
            "en": Simplemma("en", english_dictionary_forms),
        }
    )


def _languages_by_letters(word: str) -> tuple[str, ...]:
    """Return the languages worth asking; the dictionaries stumble over letters that are not theirs."""
    if not _CYRILLIC.fullmatch(word):
        return ("en",) if _LATIN.fullmatch(word) else ()
    if _UKRAINIAN.search(word):
        return ("uk",)
    return ("ru",) if _RUSSIAN.search(word) else ("ru", "uk")


def _folded(lemma: str) -> str:
    return lemma.lower().replace("ё", "е").replace("ґ", "г").replace("’", "'")


def _lemma_of(word: str, lemma: str) -> str:
    """Return the folded lemma, but none of another part of speech: Бахмут is none of бахмутський, нічний of нічно."""
    folded = _folded(lemma)
    if _ADVERB.fullmatch(word) and folded.endswith(("ий", "ій")):
        return word
    adjective = _RELATIONAL.fullmatch(word)
    return f"{adjective[1]}ий" if adjective and not _RELATIONAL.fullmatch(folded) else folded


def _spellings(word: str) -> list[str]:
    """Return the spellings that folding made one: as it is, with a capital, and with ґ for the first г."""
    spellings = [word, word.capitalize()] if word else []
    if "г" in word:
        spellings.append(word.replace("г", "ґ", 1))
    return spellings
