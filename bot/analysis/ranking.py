"""What each narrative makes of one text, and by which phrase it comes nearest: /why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.model.narratives import Level, NarrativeStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.matching import ExplainingMatcher, Explanation
    from storage.model.narratives import Narrative


@dataclass(frozen=True, slots=True)
class NarrativeScore:
    """A narrative, and what the phrase of it that comes nearest makes of a text; none where it has no phrases."""

    narrative: Narrative
    best: Explanation | None

    @property
    def rank(self) -> tuple[int, float, str]:
        """What judgements are sorted by: alerts first, then near misses, then by score."""
        place, score = (4, 0.0) if self.best is None else _nearness(self.best)
        return (place, score, self.narrative.title)


def rank_narratives(text: str, narratives: Iterable[Narrative], matcher: ExplainingMatcher) -> list[NarrativeScore]:
    """Have each narrative judge a text, archived ones left out; what matches comes first.

    A paused narrative is asked as if it were active. It may take a while: for a thread of its own.
    """
    asked = [one for one in narratives if one.status is not NarrativeStatus.ARCHIVED]
    found = [NarrativeScore(one, min(matcher.explain_phrases(text, one), key=_nearness, default=None)) for one in asked]
    return sorted(found, key=lambda one: one.rank)


def _nearness(explanation: Explanation) -> tuple[int, float]:
    return _place(explanation), -explanation.score


def _place(explanation: Explanation) -> int:
    if explanation.level is Level.ALERT:
        return 0 if explanation.stopped_by is None else 1
    return 2 if explanation.level is Level.NEAR else 3
