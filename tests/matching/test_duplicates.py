from __future__ import annotations

import pytest

from bot.matching import found_already
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Phrase, PhraseKind

PRESENT = [
    "жест доброї волі",
    "відключення світла",
    '"тиха ніч"',
    "Су-34",
    "груз 200",
    "обстріл Харкова",
    "goodwill gesture",
    "Європа замерзне",
]


def phrase(number: int, text: str, kind: PhraseKind = PhraseKind.WATCH, threshold: float | None = None) -> Phrase:
    return Phrase(PhraseId(number), NarrativeId("test"), text, kind, threshold)


OTHERS = [phrase(number, text) for number, text in enumerate(PRESENT, 1)]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Жести доброї волі", "жест доброї волі"),
        ("доброї волі жест", "жест доброї волі"),
        ('"жест доброї волі"', "жест доброї волі"),
        ("обстріл Харькова", "обстріл Харкова"),
        ("Су34", "Су-34"),
        ("gesture of good will", "goodwill gesture"),
        ("підключення світла", None),
        ("тиха ніч", None),
        ("Су-35", None),
        ("груз 300", None),
        ("Європа замерзає", None),
        ("жест", None),
        ("жест доброї волі Росії", None),
        ("не жест доброї волі", None),
    ],
)
def test_a_phrase_that_says_the_same_is_found_and_one_that_only_looks_alike_is_not(
    text: str, other: str | None
) -> None:
    found = found_already(phrase(0, text), OTHERS, standard_lexicon())
    assert (found.text if found is not None else None) == other


def test_another_kind_or_another_threshold_finds_other_posts() -> None:
    others = [phrase(1, "обстріл Харкова", PhraseKind.EXCLUDE), phrase(2, "обстріл Харкова", threshold=95)]
    assert found_already(phrase(0, "обстріли Харкова"), others, standard_lexicon()) is None
    assert found_already(phrase(0, "обстріли Харкова", threshold=95), others, standard_lexicon()) == others[1]
