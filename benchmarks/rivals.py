"""Simpler ways to look for phrases in a post, as fast as each can be."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Rival = Callable[[str], object]

_LIKE_ENOUGH = 85


def naive(phrases: Sequence[str]) -> Rival:
    """Compare every phrase with every stretch of the post, one phrase after the other."""

    def look(post: str) -> object:
        return [phrase for phrase in phrases if fuzz.partial_ratio(phrase.lower(), post.lower()) >= _LIKE_ENOUGH]

    return look


def brute_force(phrases: Sequence[str]) -> Rival | None:
    """Do the same in one call that uses two cores; None where numpy is missing, which rapidfuzz needs for it."""
    if importlib.util.find_spec("numpy") is None:
        return None
    small = [phrase.lower() for phrase in phrases]

    def look(post: str) -> object:
        return process.cdist([post.lower()], small, scorer=fuzz.partial_ratio, score_cutoff=_LIKE_ENOUGH, workers=2)

    return look


def exact(phrases: Sequence[str]) -> Rival | None:
    """Look for the phrases letter for letter: the floor, for it finds no other form. None where it is missing."""
    if importlib.util.find_spec("ahocorasick_rs") is None:
        return None
    import ahocorasick_rs  # noqa: PLC0415 - users need not have it

    automaton = ahocorasick_rs.AhoCorasick([phrase.lower() for phrase in phrases])

    def look(post: str) -> object:
        return automaton.find_matches_as_indexes(post.lower(), overlapping=True)

    return look
