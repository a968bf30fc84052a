"""Matching: which narratives a text tells, how well, and why."""

from __future__ import annotations

from bot.matching.duplicates import found_already
from bot.matching.engine.engine import Engine
from bot.matching.phrases.explanation import Explanation, WordResult
from bot.matching.phrases.phrase import PhraseFault, UnusablePhrase, check_phrase
from bot.matching.reference import DEFAULT_THRESHOLD, ExplainingMatcher, Matcher, ReferenceMatcher, explain
from bot.matching.self_match import Unfound, unfound
from bot.matching.words.comparison import MatchReason, WordMatch
from bot.matching.words.lexicon import Lexicon

__all__ = [
    "DEFAULT_THRESHOLD",
    "Engine",
    "ExplainingMatcher",
    "Explanation",
    "Lexicon",
    "MatchReason",
    "Matcher",
    "PhraseFault",
    "ReferenceMatcher",
    "Unfound",
    "UnusablePhrase",
    "WordMatch",
    "WordResult",
    "check_phrase",
    "explain",
    "found_already",
    "unfound",
]
