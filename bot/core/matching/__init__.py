"""Matching: which narratives a text tells, how well, and why."""

from __future__ import annotations

from bot.core.matching.closeness import found_already
from bot.core.matching.engine import Engine
from bot.core.matching.equality import Verdict, Why
from bot.core.matching.explanation import Explanation, WordFate
from bot.core.matching.lexicon import Lexicon
from bot.core.matching.own_text import Unfound, unfound
from bot.core.matching.phrase import PhraseFault, UnusablePhrase, check_phrase
from bot.core.matching.reference import DEFAULT_THRESHOLD, ExplainingMatcher, Matcher, ReferenceMatcher, explain

__all__ = [
    "DEFAULT_THRESHOLD",
    "Engine",
    "ExplainingMatcher",
    "Explanation",
    "Lexicon",
    "Matcher",
    "PhraseFault",
    "ReferenceMatcher",
    "Unfound",
    "UnusablePhrase",
    "Verdict",
    "Why",
    "WordFate",
    "check_phrase",
    "explain",
    "found_already",
    "unfound",
]
