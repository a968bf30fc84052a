"""Where in a text the units of a phrase are met: what the search for the best window begins with."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bot.core.matching.equality import Verdict, Why
from bot.core.matching.units import Role
from bot.core.matching.window import Hit, Scene

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.matching.phrase import WatchedPhrase
    from bot.core.matching.readings import Reading
    from bot.core.matching.units import Unit
    from bot.core.matching.window import Window
    from bot.core.text import Token
    from storage.model import Span


class Stage:
    """One text, on which a scene is set for one phrase after another."""

    def __init__(self, tokens: Sequence[Token], readings: Sequence[Reading]) -> None:
        self.tokens = tokens
        self.readings = readings

    def scene(self, asks: WatchedPhrase, met_by: Sequence[Iterable[tuple[Reading, Verdict]]]) -> Scene:
        """Set the scene of one phrase; `met_by` has the readings that each of its units is, then each of its pairs."""
        hits: list[Hit] = []
        joiners: list[Hit] = []
        for index, unit in enumerate(asks.units):
            if unit.role is Role.EXACT:
                hits += self._exact_hits(index, unit)
            elif unit.role is Role.FUNCTION:
                joiners += _hits((index,), met_by[index])
            else:
                hits += _hits((index,), met_by[index])
        for index, pair in enumerate(asks.pairs, len(asks.units)):
            hits += _hits((pair.left, pair.left + 1), met_by[index])
        if len(hits) > 1:
            hits.sort(key=lambda hit: (hit.first, hit.end, hit.units, -hit.verdict.similarity))
            hits = _best_of_each(hits)
        joiners.sort(key=lambda hit: (hit.first, hit.units))
        return Scene(asks, self.tokens, hits, joiners)

    @cached_property
    def _starting(self) -> dict[int, list[Reading]]:
        starting: dict[int, list[Reading]] = {}
        for reading in self.readings:
            starting.setdefault(reading.first, []).append(reading)
        return starting

    def _exact_hits(self, index: int, unit: Unit) -> list[Hit]:
        """Find the words of a stretch in quotes, one after the other; each may be any reading of what is written."""
        found = []
        for first in self._starting:
            ends = {first}
            for forms in unit.exact:
                ends = {r.end for at in ends for r in self._starting.get(at, ()) if r.text in forms}
                if not ends:
                    break
            found += [Hit((index,), first, end, Verdict(100, Why.EXACT)) for end in sorted(ends)[:1]]
        return found


def spans_of(window: Window, tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Return the original text of the words met, one span a word, sorted, not overlapping."""
    places = sorted((tokens[hit.first].start, tokens[hit.end - 1].end) for hit in (*window.hits, *window.joiners))
    spans: list[Span] = []
    for start, end in places:
        if spans and start < spans[-1][1]:  # two tokens out of one sign, as in a ligature
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _hits(units: tuple[int, ...], met: Iterable[tuple[Reading, Verdict]]) -> list[Hit]:
    return [Hit(units, reading.first, reading.end, verdict) for reading, verdict in met]


def _best_of_each(hits: Sequence[Hit]) -> list[Hit]:
    """Keep one hit, the most similar, for the same units at the same place."""
    kept: list[Hit] = []
    for hit in hits:
        if not kept or (hit.first, hit.end, hit.units) != (kept[-1].first, kept[-1].end, kept[-1].units):
            kept.append(hit)
    return kept
