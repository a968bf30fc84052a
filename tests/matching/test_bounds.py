"""What one text can cost: a text made to be slow gets no more readings and look-ups than a long one of a newsroom."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

import pytest

from benchmarks.phrases import starter
from bot.matching import Engine, ReferenceMatcher
from bot.matching.text.tokens import tokenise
from bot.matching.text.unknown_words import MOST_STRANGERS, MOST_WORDS
from bot.matching.text.variants import MOST_OTHERWISE, MOST_SPELLED, variants
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Narrative, Phrase
from tests.fuzz.nasty_texts import LONGEST, NastyTexts

if TYPE_CHECKING:
    from bot.matching import Lexicon

FOR_ONE_TOKEN = 3  # as written, in the other alphabet, with the next one


def filled(piece: str) -> str:
    return (piece * LONGEST)[:LONGEST]


def most_readings(text: str) -> int:
    tokens = tokenise(text)
    words_spelled_out = len(tokens) // 3
    return FOR_ONE_TOKEN * len(tokens) + MOST_OTHERWISE + MOST_SPELLED + words_spelled_out + 50


@pytest.mark.parametrize(
    "piece",
    [
        "о.б.с.т.р.і.л ",
        "б.о.м.б.а.",
        "у д а р ",
        "А.Б.",
        "123 456 ",
        "а1б2",
        "С-300-М-2 ",
        "м0в@",
        "а_б_",
        "#Жж1",
        "Ї'",
    ],
)
def test_a_text_made_to_be_slow_has_few_readings(piece: str) -> None:
    text = filled(piece)
    assert len(variants(tokenise(text))) <= most_readings(text)


def test_texts_of_nasty_pieces_have_few_readings() -> None:
    chance = random.Random(1)
    watched = [phrase.text for narrative in starter(itertools.count(1)) for phrase in narrative.phrases]
    texts = NastyTexts(watched, chance)
    pool = texts.of_each_kind()
    for _ in range(60):
        pool.append(texts.changed(chance.choice(pool), chance.choice(pool)))
    for pieces in pool:
        text = "".join(pieces)[:LONGEST]
        assert len(variants(tokenise(text))) <= most_readings(text)


class Counting:
    """A lexicon that counts the words it is asked about, and those it has to guess at."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.asked: set[str] = set()
        self.guessed: set[str] = set()

    def languages(self, word: str) -> frozenset[str]:
        self.asked.add(word)
        return self._lexicon.languages(word)

    def lemmas(self, word: str) -> frozenset[str]:
        if not self._lexicon.languages(word):
            self.guessed.add(word)
        return self._lexicon.lemmas(word)

    def guesses(self, word: str) -> frozenset[str]:
        return self._lexicon.guesses(word)

    def is_name(self, word: str) -> bool:
        return self._lexicon.is_name(word)


def test_few_words_of_one_text_are_looked_up_and_fewer_guessed_at() -> None:
    lexicon = Counting(standard_lexicon())
    engine = Engine(lexicon)
    for narrative in starter(itertools.count(1)):
        engine.watch(narrative)
    chance = random.Random(2)
    endings = ["".join(chance.choices("абвгдежзиклмнопрст", k=3)) for _ in range(600)]
    lexicon.asked.clear()
    lexicon.guessed.clear()
    engine.match(" ".join(f"біо{ending}" for ending in endings))
    assert len(lexicon.guessed) <= MOST_STRANGERS
    assert len([word for word in lexicon.asked if len(word) == len("біоабв")]) <= MOST_WORDS


def here(phrase: str) -> Narrative:
    return Narrative(NarrativeId("h"), "Here", phrases=(Phrase(PhraseId(1), NarrativeId("h"), phrase),))


@pytest.mark.parametrize(("phrase", "said"), [("бавовна", "бавовна"), ("Шахрайст", "шахрайст")])
def test_a_word_as_the_phrase_has_it_is_found_behind_any_number_of_unknown_words(phrase: str, said: str) -> None:
    chance = random.Random(3)
    before = " ".join("".join(chance.choices("абвгдеж", k=5)) for _ in range(600))
    for matcher in (Engine(standard_lexicon()), ReferenceMatcher(standard_lexicon())):
        matcher.watch(here(phrase))
        assert [match.level for match in matcher.match(f"{before} {said}")] == [Level.ALERT]


def test_words_spelled_out_are_all_read_where_it_shows_where_they_end() -> None:
    text = "о.б.с.т.р.і.л " * 250 + "б.а.в.о.в.н.а"
    for matcher in (Engine(standard_lexicon()), ReferenceMatcher(standard_lexicon())):
        matcher.watch(here("бавовна"))
        assert [match.level for match in matcher.match(text)] == [Level.ALERT]
