"""A phrase finds the words that it is made of, as written, in capitals and in small letters, or it is said."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.phrases import starter
from bot.matching import Unfound, UnusablePhrase, unfound
from bot.matching.words.dictionaries import standard_lexicon

LEXICON = standard_lexicon()
PAIRS = Path(__file__).parents[1] / "data" / "matching_pairs.jsonl"
# What they are made of when nobody looks: words, abbreviations, numbers, models, signs.
SAID = """
    обстріл Харкова ЗСУ США COVID-19 F-16 Су-34 72-годинний ультиматум п'ята колона Leopard 2 тис. млрд 5 000 УДАР ПО
    порту не у в the NATO's dirty bomb #ТихаНіч «Азов» е-декларація Ту-95МС 93-тя о.т.к ВОЗ U.S. 9 мая
    """
WORDS = st.sampled_from(SAID.split())


def phrases_of_the_project() -> list[str]:
    labelled = [json.loads(line)["phrase"] for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    watched = [phrase.text for narrative in starter(itertools.count(1)) for phrase in narrative.phrases]
    return sorted({*watched, *labelled})


def test_every_phrase_of_the_project_finds_its_own_words() -> None:
    ways = {phrase: way for phrase in phrases_of_the_project() if (way := unfound(phrase, LEXICON))}
    assert not [phrase for phrase, way in ways.items() if way is Unfound.AS_WRITTEN]
    assert not [phrase.text for one in starter(itertools.count(1)) for phrase in one.phrases if phrase.text in ways]
    assert all(not phrase.islower() for phrase in ways), ways  # only capitals can mean something else


@settings(deadline=None, max_examples=200)
@given(st.lists(WORDS, min_size=1, max_size=5).map(" ".join))
def test_whatever_people_write_finds_its_own_words(phrase: str) -> None:
    try:
        way = unfound(phrase, LEXICON)
    except UnusablePhrase:
        return
    assert way is not Unfound.AS_WRITTEN


@pytest.mark.parametrize(
    ("phrase", "way"),
    [
        ("COVID-19", None),
        ("обстріл Харкова", None),
        ("доповідь ВОЗ", None),
        ("ВОЗ", Unfound.IN_SMALL_LETTERS),
        ("US drones", Unfound.IN_SMALL_LETTERS),
        ("-УДАР", Unfound.IN_SMALL_LETTERS),
    ],
)
def test_a_way_in_which_it_is_not_found_is_named(phrase: str, way: Unfound | None) -> None:
    assert unfound(phrase, LEXICON) is way
