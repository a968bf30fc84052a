"""The best window: the shortest, fullest, most orderly stretch of a text that says a phrase."""

from __future__ import annotations

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
PERFECT = 100.0


class Hit(NamedTuple):
    """Tokens `first` to `end` (exclusive) of the text, held to be the units `units` of the phrase."""

    first: int
    end: int
    units: tuple[int, ...]
    verdict: Verdict


class Window(NamedTuple):
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


class Scene(NamedTuple):
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
            search.grow(_NOTHING, hit, index)
            if search.is_over:
                break
    return search.best


class _Chosen(NamedTuple):
    """Hits in text order that share no unit: which units they are, the words they stand in, and their disorder.

    They reach from the word numbered `start` to the one numbered `reached`, of which they take `covered`.
    """

    hits: tuple[Hit, ...]
    units: frozenset[int]
    start: int
    reached: int
    covered: int
    descents: int

    @property
    def inserted(self) -> int:
        """The written words between the hits."""
        return self.reached - self.start + 1 - self.covered

    def with_hit(self, hit: Hit, tokens: Sequence[Token]) -> _Chosen:
        """Add the next hit. The numbers of written words have no gaps."""
        first, last = tokens[hit.first].word, tokens[hit.end - 1].word
        units = hit.units
        descents = self.descents + (units[0] > units[-1])
        if not self.hits:
            return _Chosen((hit,), frozenset(units), first, last, last - first + 1, descents)
        return _Chosen(
            (*self.hits, hit),
            self.units.union(units),
            self.start,
            last,
            self.covered + last - max(self.reached, first - 1),
            descents + (self.hits[-1].units[-1] > units[0]),
        )


_NOTHING = _Chosen((), frozenset(), 0, 0, 0, 0)


class _Search:
    """Tries each choice of hits, in text order, that shares no unit or token and fits a window."""

    def __init__(self, scene: Scene, *, needed: int) -> None:
        self.needed = needed
        self.meetable = len({unit for hit in scene.hits for unit in hit.units})
        self.best: Window | None = None
        self.is_over = False  # none is better than a perfect one, and of equals the earliest counts
        self._scene = scene
        self._room = scene.phrase.size + WINDOW_ROOM
        self._twins = _earlier_twins(scene.hits)
        self._joiners = len(scene.phrase.units) - len(scene.phrase.content)

    def grow(self, before: _Chosen, hit: Hit, index: int) -> None:
        """Add `hit`, the one at `index`, to those chosen before it, and go on from there."""
        if not before.units.isdisjoint(hit.units) or (self._twins and self._skips_twin(before.units, hit)):
            return
        chosen = before.with_hit(hit, self._scene.tokens)
        met = len(chosen.units)
        if met + chosen.inserted > self._room or not self._may_be_best(chosen):
            return
        if met >= self.needed:
            self._keep_if_best(chosen)
        if met < self.meetable:
            self._go_on(chosen, hit, index)

    def _go_on(self, chosen: _Chosen, hit: Hit, index: int) -> None:
        furthest = chosen.reached + self._room
        for at in range(index + 1, len(self._scene.hits)):
            following = self._scene.hits[at]
            if self._scene.tokens[following.first].word > furthest:
                return
            if following.first >= hit.end:
                self.grow(chosen, following, at)
                if self.is_over:
                    return

    def _skips_twin(self, met: frozenset[int], hit: Hit) -> bool:
        return any(self._twins.get(unit, unit) not in met | {unit} for unit in hit.units)

    def _may_be_best(self, chosen: _Chosen) -> bool:
        """Tell whether a window that begins like this could still beat the best: costs only ever grow."""
        if self.best is None or self.best.missing:
            return True
        cost = max(0, chosen.inserted - self._joiners) * INSERTED_COST
        return 100 - cost - _disorder_cost(chosen.descents) > self.best.score

    def _keep_if_best(self, chosen: _Chosen) -> None:
        missing = len(self._scene.phrase.content) - len(chosen.units)
        if self.best is not None and missing > len(self.best.missing):
            return
        window = _window(self._scene, chosen)
        if self.best is None or _rank(window) > _rank(self.best):
            self.best = window
            self.is_over = window.score >= PERFECT and not window.missing


def _rank(window: Window) -> tuple[int, float]:
    return (-len(window.missing), window.score)


def _earlier_twins(hits: Sequence[Hit]) -> dict[int, int]:
    """Map each unit to the one before it that meets the very same places: twins are used in order, or not at all.

    Words repeated in a phrase would otherwise be tried in every order, which grows beyond all bounds.
    """
    if len({hit.first for hit in hits}) == len(hits):
        return {}
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


def _disorder_cost(descents: int) -> float:
    return min(descents * DISORDER_COST, MOST_DISORDER_COST)


def _window(scene: Scene, chosen: _Chosen) -> Window:
    phrase, hits = scene.phrase, chosen.hits
    joiners = _joiners(scene, hits) if scene.joiners else ()
    missing: tuple[int, ...] = ()
    if len(chosen.units) < len(phrase.content):
        missing = tuple(unit for unit in phrase.content if unit not in chosen.units)
    missing_joiners = len(phrase.units) - len(phrase.content) - len(joiners)
    inserted = chosen.inserted
    if joiners:
        inserted = max(0, inserted - sum(hits[0].first < joiner.first < hits[-1].end for joiner in joiners))
    ends = scene.tokens[hits[-1].first].sentence - scene.tokens[hits[0].first].sentence
    ends = max(0, ends - phrase.sentences + 1)
    costs = inserted * INSERTED_COST + missing_joiners * MISSING_FUNCTION_WORD_COST + _disorder_cost(chosen.descents)
    score = _likeness(phrase, hits) - costs - (SENTENCE_COST if ends else 0)
    return Window(hits, joiners, missing, inserted, chosen.descents, ends, round(max(0.0, score), 1))


def _likeness(phrase: WatchedPhrase, hits: Sequence[Hit]) -> float:
    """Return the similarity of the units met, each weighted by its length, over all content units (0-100)."""
    met = 0.0
    for hit in hits:
        for unit in hit.units:
            met += phrase.units[unit].weight * hit.verdict.similarity
    return met / phrase.weight


def _joiners(scene: Scene, chosen: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the function words of the phrase that stand between the words met, or next to them."""
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
