"""What each narrative makes of one text, and by which phrase it comes nearest: /why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.matching import ReferenceMatcher
from storage.model import Level, NarrativeStatus, PhraseKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.matching import Explanation, Lexicon
    from storage.model import Narrative


@dataclass(frozen=True, slots=True)
class Reason:
    """A narrative, and the phrase of it that comes nearest; none for a narrative without phrases."""

    narrative: Narrative
    best: Explanation | None

    @property
    def rank(self) -> tuple[int, float, str]:
        """What reasons are sorted by: alerts first, then near misses, then by score."""
        if self.best is None:
            return (4, 0, self.narrative.title)
        return (_place(self.best), -self.best.score, self.narrative.title)


def reasons(text: str, narratives: Iterable[Narrative], lexicon: Lexicon, default_threshold: float) -> list[Reason]:
    """Explain a text by each narrative, archived ones left out; what matches comes first.

    A paused narrative is explained as if it were active.
    """
    matcher = ReferenceMatcher(lexicon, default_threshold=default_threshold)
    found: list[Reason] = []
    for narrative in narratives:
        if narrative.status is NarrativeStatus.ARCHIVED:
            continue
        best: Explanation | None = None
        if any(phrase.kind is PhraseKind.WATCH for phrase in narrative.phrases):
            matcher.watch(narrative)
            best = min(matcher.explain(text, narrative.id), key=_nearness)
            matcher.forget(narrative.id)
        found.append(Reason(narrative, best))
    return sorted(found, key=lambda one: one.rank)


def _nearness(explanation: Explanation) -> tuple[int, float]:
    return _place(explanation), -explanation.score


def _place(explanation: Explanation) -> int:
    if explanation.level is Level.ALERT:
        return 0 if explanation.stopped_by is None else 1
    return 2 if explanation.level is Level.NEAR else 3
