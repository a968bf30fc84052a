"""How alike two posts are: whether one is a copy or a light rewording of the other.

Words are compared, not letters: those that both texts have in the same order. What a channel adds of its own (a
signature, a comment, emoji, links) weighs little; another word in a short text weighs much.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from bot.core.text import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.model import StoryId

STEM = 5  # letters that tell a word: its ending may differ in a rewording
SURPLUS_WEIGHT = 0.25  # of a word that only the longer text has a place for
ALIKE = 0.65  # what texts of LONG_ENOUGH words need
ALIKE_SHORT = 0.9  # what the shortest texts need, and the posts of one channel, which share its signature
LONG_ENOUGH = 20
# A longer text cannot be alike, however much of it is the shorter one.
LONGEST_RATIO = 1 + (1 / ALIKE - 1) / SURPLUS_WEIGHT
_FIRST_SIGN, _SIGNS = 0x10000, 0x100000


@dataclass(frozen=True, slots=True)
class Lead:
    """The post that copies of a story are compared with, by its gist."""

    story_id: StoryId
    gist: str
    same_channel: bool = False


def gist(text: str) -> str:
    """Return what a text is compared by: one sign for each of its words, links and @names left out."""
    stems = (token.text[:STEM] for token in tokenise(text) if not token.mention)
    return "".join(chr(_FIRST_SIGN + zlib.crc32(stem.encode()) % _SIGNS) for stem in stems)


def likeness(one: str, other: str, *, least: float = 0.0) -> float:
    """Return how alike two gists are, 0-1: the words in common among those that could be; 0 if below `least`."""
    shorter, longer = sorted((len(one), len(other)))
    if not shorter:
        return 0.0
    room = shorter + (longer - shorter) * SURPLUS_WEIGHT
    return float(LCSseq.similarity(one, other, score_cutoff=int(least * room))) / room


def needed(one: str, other: str, *, same_channel: bool = False) -> float:
    """Return the likeness from which two gists are of one story: the shorter a text, the more each word tells."""
    shorter = min(len(one), len(other))
    if same_channel or not shorter:
        return ALIKE_SHORT
    return max(ALIKE, ALIKE_SHORT - (ALIKE_SHORT - ALIKE) * shorter / LONG_ENOUGH)


def most_alike(of: str, leads: Iterable[Lead]) -> tuple[StoryId, float] | None:
    """Return the story whose lead a gist is most like, and how much; None where it is like none of them."""
    best: tuple[StoryId, float] | None = None
    for lead in leads:
        least = needed(of, lead.gist, same_channel=lead.same_channel)
        alike = likeness(of, lead.gist, least=max(least, best[1] if best else 0.0))
        if alike >= least and (best is None or alike > best[1]):
            best = lead.story_id, alike
    return best


def sizes(of: str) -> tuple[int, int]:
    """Return the fewest and the most words of a text that can be alike one of this gist."""
    return int(len(of) / LONGEST_RATIO), int(len(of) * LONGEST_RATIO) + 1
