"""The search for the best window leaves out much: what it finds is what trying every choice of hits finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching import ReferenceMatcher, reference
from bot.matching.phrases import window
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Narrative, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.matching.phrases.window import Occurrences, Window, _Chosen

LONG_PHRASE = "Европа не переживёт зиму без российского газа и вернётся под руку Москвы"
PHRASES = [
    "Europe will not survive winter without gas",
    "дуже дуже холодна зима",  # a word twice
    "біологічна лабораторія та лабораторія НАТО",  # a word twice, and one that a compound may stand for
    "зброя з України на чорному ринку",  # with small words
    "біолабораторії України",
]
FILLERS = ["слово", "and", "в", "біолабораторія", "biolab", "will not", "Europewill", "."]


def scene(phrase: str, text: str) -> Occurrences:
    matcher = ReferenceMatcher(standard_lexicon())
    here = NarrativeId("h")
    matcher.watch(Narrative(here, "Here", phrases=(Phrase(PhraseId(1), here, phrase),)))
    [(_, [watched])] = matcher._narratives.values()
    return reference._scene(watched.asks, matcher._read(text))


def every_choice(scene: Occurrences, before: _Chosen, start: int) -> Iterator[_Chosen]:
    """Yield all hits in text order that share no unit or token and fit a window, the earliest first."""
    for at in range(start, len(scene.hits)):
        hit = scene.hits[at]
        overlaps = bool(before.hits) and hit.first < before.hits[-1].end
        units = window._bits(hit.units)
        if overlaps or before.units & units:
            continue
        chosen = before.with_hit(hit, units, scene.tokens)
        if chosen.units.bit_count() + chosen.inserted <= scene.phrase.size + window.WINDOW_ROOM:
            yield chosen
            yield from every_choice(scene, chosen, at + 1)


def best_of_all(scene: Occurrences, *, may_miss: int) -> Window | None:
    best: Window | None = None
    for chosen in every_choice(scene, window._NOTHING, 0):
        if chosen.units.bit_count() >= len(scene.phrase.content) - may_miss:
            found = window._window(scene, chosen)
            if best is None or window._rank(found) > window._rank(best):
                best = found
    return best


@settings(deadline=None, max_examples=200)
@given(phrase=st.sampled_from(PHRASES), data=st.data())
def test_the_best_window_is_the_best_of_all(phrase: str, data: st.DataObject) -> None:
    words = st.sampled_from([*phrase.split(), *phrase.split(), *FILLERS])
    text = " ".join(data.draw(st.lists(words, max_size=22)))
    here = scene(phrase, text)
    assert window.best_window(here, may_miss=1) == best_of_all(here, may_miss=1)


@pytest.mark.parametrize("filler", [0, 3])
def test_a_text_that_repeats_the_words_of_a_long_phrase_is_searched_in_few_steps(
    filler: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = 0
    grow = window._Search._grow

    def counted(*given: object) -> None:
        nonlocal steps
        steps += 1
        grow(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(window._Search, "_grow", counted)
    words = [*LONG_PHRASE.split(), *["слово"] * filler]
    text = " ".join(words[(at * at * 7 + at // 5) % len(words)] for at in range(585))
    window.best_window(scene(LONG_PHRASE, text), may_miss=1)
    assert steps < 20 * 585
