"""Whether a phrase finds the very words that it is made of, however they are capitalised."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.matching.phrases.phrase import take_marks
from bot.matching.reference import DEFAULT_THRESHOLD, ReferenceMatcher
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Narrative, Phrase

if TYPE_CHECKING:
    from bot.matching.words.lexicon import Lexicon

_HERE = NarrativeId("")


class Unfound(StrEnum):
    """Which way of writing its own words a phrase does not find."""

    AS_WRITTEN = "as-written"
    IN_CAPITALS = "in-capitals"
    IN_SMALL_LETTERS = "in-small-letters"


def unfound(phrase: str, lexicon: Lexicon, *, threshold: float | None = None) -> Unfound | None:
    """Return the first way of writing a phrase's own words in which it is not found, if any. Raises UnusablePhrase."""
    text = take_marks(phrase)[1]
    matcher = ReferenceMatcher(lexicon, default_threshold=DEFAULT_THRESHOLD if threshold is None else threshold)
    matcher.watch(Narrative(_HERE, "", phrases=(Phrase(PhraseId(0), _HERE, text),)))
    ways = {Unfound.AS_WRITTEN: text, Unfound.IN_CAPITALS: text.upper(), Unfound.IN_SMALL_LETTERS: text.lower()}
    for way, written in ways.items():
        if not any(match.level is Level.ALERT for match in matcher.match(written)):
            return way
    return None
