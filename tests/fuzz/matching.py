"""Matching: a phrase is taken or refused by its reason; the engine finds what the reference finds, inside the text."""

from __future__ import annotations

from functools import cache

from bot.matching import DEFAULT_THRESHOLD, Engine, ReferenceMatcher, UnusablePhrase, check_phrase
from bot.matching.phrases.phrase import PhraseFault
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Match, Narrative, Phrase, PhraseKind
from tests.fuzz.target import Target, seeds, text_of, words

_HERE = NarrativeId("here")
_MOST_PHRASES = 4
_lexicon = cache(standard_lexicon)


def check(data: bytes) -> None:
    """Take the lines before an empty one for phrases, and what follows for a post."""
    head, _, text = text_of(data).partition("\n\n")
    phrases = [phrase for line in head.split("\n")[:_MOST_PHRASES] if (phrase := _usable(" ".join(line.split())))]
    narrative = Narrative(
        _HERE,
        "Here",
        phrases=tuple(
            Phrase(PhraseId(number), _HERE, phrase, PhraseKind.EXCLUDE if phrase.startswith("-") else PhraseKind.WATCH)
            for number, phrase in enumerate(phrases, 1)
        ),
    )
    found = []
    for matcher in (
        Engine(_lexicon(), default_threshold=DEFAULT_THRESHOLD),
        ReferenceMatcher(_lexicon(), default_threshold=DEFAULT_THRESHOLD),
    ):
        matcher.watch(narrative)
        found.append(matcher.match(text))
        for match in found[-1]:
            _check_match(match, text)
    assert found[0] == found[1]


def _usable(phrase: str) -> str:
    try:
        check_phrase(phrase)
    except UnusablePhrase as refused:
        assert refused.reason in PhraseFault
        assert refused.text == phrase
        return ""
    return phrase


def _check_match(match: Match, text: str) -> None:
    assert match.spans
    assert 0 <= match.score <= 100
    end = 0
    for start, stop in match.spans:
        assert end <= start < stop <= len(text)
        end = stop


TARGET = Target(
    check,
    seeds(
        "жест доброї волі\n-не жест\n\nЦе був «жест доброї  волі», кажуть вони.",
        '"goodwill gesture"\nС-300\n\nA goodw1ll gest\u00adure with C-300s. Зеленский #ЖестДоброїВолі',
        "затоплення шахти\nо.т.к\n\nзатоплювати стару шахту о т к з а т о п л е н н я ш а х т",
    ),
    words('жест доброї волі gesture " « » - не С-300 . , ! \n\n @ # \u0301 \u00ad \u200b США U.S. 300 в на 0 о o'),
    longest=600,
)
