"""Why a text says a phrase, or how nearly: the evidence as data, for a person to read in any language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.matching.phrases.window import WINDOW_ROOM, Occurrences, Window, best_window
from bot.matching.words.comparison import MatchReason, WordMatch
from bot.matching.words.typos import similarity
from bot.matching.words.units import UnitRole
from storage.model.narratives import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.matching.text.variants import Variant
    from bot.matching.words.units import Unit
    from storage.model.ids import Span

NEAR_MISS_ROOM = 10.0
_WORDS_THAT_MAY_LACK_ONE = 3
_WORTH_SHOWING = 50.0


@dataclass(frozen=True, slots=True)
class WordResult:
    """What became of one word of the phrase.

    A word that was `met` tells which words of the text it met, where, how nearly (0-100) and by which rule. One that
    was not may tell what stands in its place, or too far away, and by which rule that is another word. `needed` is
    false for function words.
    """

    word: str
    needed: bool
    met: bool
    seen: str | None
    span: Span | None
    similarity: float
    why: MatchReason


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a text is, nearly is or is not a match for a phrase. `level` None means no match at all.

    `score` and `threshold` are 0-100. `inserted` counts the words between those met. `stopped_by` is the exclusion
    found in the text, which stops the match whatever its level.
    """

    phrase: str
    level: Level | None
    score: float
    threshold: float
    words: tuple[WordResult, ...]
    inserted: int
    in_order: bool
    in_one_sentence: bool
    stopped_by: str | None

    @property
    def failed(self) -> tuple[str, ...]:
        """The words that had to be met and were not."""
        return tuple(fate.word for fate in self.words if fate.needed and not fate.met)


def most_missing(content_words: int) -> int:
    """Return how many content words a near miss may lack."""
    return int(content_words >= _WORDS_THAT_MAY_LACK_ONE)


def level_of(window: Window, threshold: float) -> Level | None:
    """Return what a window amounts to against a threshold: an alert, a near miss, or nothing."""
    if window.missing:
        return Level.NEAR
    if window.score >= threshold and window.in_one_sentence:
        return Level.ALERT
    return Level.NEAR if window.score >= threshold - NEAR_MISS_ROOM else None


@dataclass(frozen=True, slots=True)
class Explainer:
    """All that a text holds for and against a phrase. `judge` compares any unit with any reading."""

    text: str
    scene: Occurrences
    readings: Sequence[Variant]
    judge: Callable[[Unit, Variant], WordMatch]

    def explain(self, threshold: float, *, stopped_by: str | None) -> Explanation:
        """Explain the best window, however partial, against `threshold`."""
        content = self.scene.phrase.content
        window = best_window(self.scene, may_miss=len(content) - 1)
        enough = window is not None and len(window.missing) <= most_missing(len(content))
        return Explanation(
            phrase=self.scene.phrase.text,
            level=level_of(window, threshold) if window is not None and enough else None,
            score=0.0 if window is None else window.score,
            threshold=threshold,
            words=tuple(self._fate(index, window) for index in range(len(self.scene.phrase.units))),
            inserted=0 if window is None else window.inserted,
            in_order=window is None or window.descents == 0,
            in_one_sentence=window is None or window.in_one_sentence,
            stopped_by=stopped_by,
        )

    def _fate(self, index: int, window: Window | None) -> WordResult:
        unit = self.scene.phrase.units[index]
        needed = unit.role is not UnitRole.FUNCTION
        hits = () if window is None else (*window.hits, *window.joiners)
        hit = next((hit for hit in hits if index in hit.units), None)
        if hit is not None:
            verdict = hit.verdict
            return self._met(unit, hit.first, hit.end, needed=needed, met=True, verdict=verdict)
        elsewhere = next((hit for hit in self.scene.hits if index in hit.units), None)
        if elsewhere is not None:
            verdict = WordMatch(0, MatchReason.ELSEWHERE)
            return self._met(unit, elsewhere.first, elsewhere.end, needed=needed, met=False, verdict=verdict)
        nearest = self._nearest(unit, window) if needed else None
        if nearest is None:
            return WordResult(
                unit.text, needed, met=False, seen=None, span=None, similarity=0.0, why=MatchReason.ABSENT
            )
        verdict = WordMatch(0, self.judge(unit, nearest).why)
        return self._met(unit, nearest.first, nearest.end, needed=needed, met=False, verdict=verdict)

    def _met(self, unit: Unit, first: int, end: int, *, needed: bool, met: bool, verdict: WordMatch) -> WordResult:
        span = (self.scene.tokens[first].start, self.scene.tokens[end - 1].end)
        seen = self.text[span[0] : span[1]]
        return WordResult(unit.text, needed, met, seen, span, verdict.similarity, verdict.why)

    def _nearest(self, unit: Unit, window: Window | None) -> Variant | None:
        """Return the word most like `unit` in spelling in or about the window: the one that took its place."""
        if unit.role is UnitRole.EXACT:
            return None
        reach = range(len(self.scene.tokens))
        taken: set[int] = set()
        if window is not None:
            reach = range(window.hits[0].first - WINDOW_ROOM, window.hits[-1].end + WINDOW_ROOM)
            taken = {at for hit in window.hits for at in range(hit.first, hit.end)}
        free = [r for r in self.readings if r.first in reach and r.first not in taken and r.end == r.first + 1]
        best = max(free, key=lambda r: similarity(unit.forms[0], r.text), default=None)
        return best if best is not None and similarity(unit.forms[0], best.text) >= _WORTH_SHOWING else None
