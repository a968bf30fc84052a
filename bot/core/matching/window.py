"""The best window: the shortest, fullest, most orderly stretch of a text that says a phrase."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.matching.equality import Verdict
    from bot.core.matching.phrase import WatchedPhrase
    from bot.core.text import Token

WINDOW_ROOM = 3  # a window holds this many tokens more than the phrase
INSERTED_COST = 1.5
MISSING_FUNCTION_WORD_COST = 0.5
DISORDER_COST = 3.0
MOST_DISORDER_COST = 6.0
SENTENCE_COST = 25.0


class Hit(NamedTuple):
    """Tokens `first` to `end` (exclusive) of the text, held to be the units `units` of the phrase."""

    units: tuple[int, ...]
    first: int
    end: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Window:
    """One way a text says a phrase, or part of it: what was met and what it cost. `score` is 0-100."""

    hits: tuple[Hit, ...]
    joiners: tuple[Hit, ...]
    missing: tuple[int, ...]
    inserted: int
    descents: int
    sentence_ends: int
    score: float

    @property
    def in_one_sentence(self) -> bool:
        """Tell whether no more sentences end inside it than in the phrase."""
        return self.sentence_ends == 0


@dataclass(frozen=True, slots=True)
class Scene:
    """A phrase, a text's tokens, and every place where the one's units meet the other's tokens, by place."""

    phrase: WatchedPhrase
    tokens: Sequence[Token]
    hits: Sequence[Hit]
    joiners: Sequence[Hit]


def best_window(scene: Scene, *, may_miss: int) -> Window | None:
    """Return the best window that lacks at most `may_miss` content units; the earliest among equals."""
    search = _Search(scene, needed=max(len(scene.phrase.content) - may_miss, 1))
    if search.meetable >= search.needed:
        for index, hit in enumerate(scene.hits):
            search.grow((), frozenset(), hit, index)
    return search.best


class _Search:
    """Tries each choice of hits, in text order, that shares no unit or token and fits a window."""

    def __init__(self, scene: Scene, *, needed: int) -> None:
        self.needed = needed
        self.meetable = len({unit for hit in scene.hits for unit in hit.units})
        self.best: Window | None = None
        self._scene = scene
        self._room = scene.phrase.size + WINDOW_ROOM
        self._twins = _earlier_twins(scene.hits)
        self._joiners = len(scene.phrase.units) - len(scene.phrase.content)

    def grow(self, before: tuple[Hit, ...], met: frozenset[int], hit: Hit, index: int) -> None:
        """Add `hit`, the one at `index`, to those chosen before it, which meet `met`, and go on from there."""
        if not met.isdisjoint(hit.units) or (self._twins and self._skips_twin(met, hit)):
            return
        chosen = (*before, hit)
        met = met.union(hit.units)
        inserted = _inserted(self._scene.tokens, chosen)
        if sum(len(one.units) for one in chosen) + inserted > self._room or not self._may_be_best(chosen, inserted):
            return
        if len(met) >= self.needed:
            self._keep_if_best(chosen)
        if len(met) < self.meetable:
            self._go_on(chosen, met, hit, index)

    def _go_on(self, chosen: tuple[Hit, ...], met: frozenset[int], hit: Hit, index: int) -> None:
        furthest = self._scene.tokens[hit.end - 1].word + self._room
        for at in range(index + 1, len(self._scene.hits)):
            following = self._scene.hits[at]
            if self._scene.tokens[following.first].word > furthest:
                return
            if following.first >= hit.end:
                self.grow(chosen, met, following, at)

    def _skips_twin(self, met: frozenset[int], hit: Hit) -> bool:
        return any(self._twins.get(unit, unit) not in met | {unit} for unit in hit.units)

    def _may_be_best(self, chosen: Sequence[Hit], inserted: int) -> bool:
        """Tell whether a window that begins like this could still beat the best: costs only ever grow."""
        if self.best is None or self.best.missing:
            return True
        cost = max(0, inserted - self._joiners) * INSERTED_COST
        return 100 - cost - _disorder_cost(_descents(chosen)) > self.best.score

    def _keep_if_best(self, chosen: tuple[Hit, ...]) -> None:
        window = _window(self._scene, chosen)
        if self.best is None or _rank(window) > _rank(self.best):
            self.best = window


def _rank(window: Window) -> tuple[int, float]:
    return (-len(window.missing), window.score)


def _earlier_twins(hits: Sequence[Hit]) -> dict[int, int]:
    """Map each unit to the one before it that meets the very same places: twins are used in order, or not at all.

    Words repeated in a phrase would otherwise be tried in every order, which grows beyond all bounds.
    """
    places: dict[int, list[tuple[int, int, float]]] = {}
    for hit in hits:
        if len(hit.units) == 1:
            places.setdefault(hit.units[0], []).append((hit.first, hit.end, hit.verdict.similarity))
    latest: dict[tuple[tuple[int, int, float], ...], int] = {}
    twins: dict[int, int] = {}
    for unit in sorted(places):
        key = tuple(places[unit])
        if key in latest:
            twins[unit] = latest[key]
        latest[key] = unit
    return twins


def _inserted(tokens: Sequence[Token], chosen: Sequence[Hit]) -> int:
    """Count the written words between the hits. The numbers of written words have no gaps."""
    reached = first = tokens[chosen[0].first].word
    covered = 1
    for hit in chosen:
        last = tokens[hit.end - 1].word
        covered += last - max(reached, tokens[hit.first].word - 1)
        reached = last
    return reached - first + 1 - covered


def _descents(chosen: Sequence[Hit]) -> int:
    """Count the places where the phrase's order turns back."""
    if len(chosen) == 1 and len(chosen[0].units) == 1:
        return 0
    order = [unit for hit in chosen for unit in hit.units]
    return sum(left > right for left, right in pairwise(order))


def _disorder_cost(descents: int) -> float:
    return min(descents * DISORDER_COST, MOST_DISORDER_COST)


def _window(scene: Scene, chosen: tuple[Hit, ...]) -> Window:
    phrase = scene.phrase
    joiners = _joiners(scene, chosen)
    met = {unit for hit in (*chosen, *joiners) for unit in hit.units}
    lacking = [unit for unit in range(len(phrase.units)) if unit not in met]
    missing = tuple(unit for unit in lacking if unit in phrase.content)
    missing_joiners = len(lacking) - len(missing)
    inside = sum(chosen[0].first < hit.first < chosen[-1].end for hit in joiners)
    inserted = max(0, _inserted(scene.tokens, chosen) - inside)
    descents = _descents(chosen)
    ends = scene.tokens[chosen[-1].first].sentence - scene.tokens[chosen[0].first].sentence
    ends = max(0, ends - phrase.sentences + 1)
    costs = inserted * INSERTED_COST + missing_joiners * MISSING_FUNCTION_WORD_COST + _disorder_cost(descents)
    score = _likeness(phrase, chosen) - costs - (SENTENCE_COST if ends else 0)
    return Window(chosen, joiners, missing, inserted, descents, ends, round(max(0.0, score), 1))


def _likeness(phrase: WatchedPhrase, chosen: Sequence[Hit]) -> float:
    """Return the similarity of the units met, each weighted by its length, over all content units (0-100)."""
    whole = phrase.weight
    met = sum(phrase.units[unit].weight * hit.verdict.similarity for hit in chosen for unit in hit.units)
    return met / whole


def _joiners(scene: Scene, chosen: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the function words of the phrase that stand between the words met, or next to them."""
    if not scene.joiners:
        return ()
    taken = {at for hit in chosen for at in range(hit.first, hit.end)}
    reach = _with_function_words_around(scene, range(chosen[0].first, chosen[-1].end))
    found: list[Hit] = []
    for hit in scene.joiners:
        if hit.first in reach and hit.first not in taken and all(hit.units != other.units for other in found):
            found.append(hit)
            taken.add(hit.first)
    return tuple(sorted(found, key=lambda hit: hit.first))


def _with_function_words_around(scene: Scene, window: range) -> range:
    joining = {hit.first for hit in scene.joiners}
    first, end = window.start, window.stop
    while first - 1 in joining:
        first -= 1
    while end in joining:
        end += 1
    return range(first, end)
