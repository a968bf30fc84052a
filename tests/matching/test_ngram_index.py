from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.engine.ngram_index import NgramIndex
from bot.matching.words.typos import ALIKE, LONG_ENOUGH, similarity

words = st.text(alphabet="абвo", min_size=3, max_size=16)


@given(st.lists(words, max_size=30, unique=True), words, st.sets(st.integers(0, 29)))
def test_every_like_word_is_found_and_no_other(known: list[str], seen: str, gone: set[int]) -> None:
    near = NgramIndex()
    for number, word in enumerate(known):
        near.add(word, number)
    for number in gone & set(range(len(known))):
        near.remove(known[number], number)
    alike = {
        number
        for number, word in enumerate(known)
        if number not in gone and min(len(word), len(seen)) >= LONG_ENOUGH and similarity(seen, word) >= ALIKE
    }
    assert set(near.like(seen)) == alike
