"""The best window: the shortest, fullest, most orderly stretch of a text that says a phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.matching.phrases.phrase import WatchedPhrase
    from bot.matching.text.tokens import Token
    from bot.matching.words.comparison import WordMatch

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
    verdict: WordMatch


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


class Occurrences(NamedTuple):
    """A phrase, a text's tokens, and every place where the one's units meet the other's tokens, by place."""

    phrase: WatchedPhrase
    tokens: Sequence[Token]
    hits: Sequence[Hit]
    joiners: Sequence[Hit]


def best_window(scene: Occurrences, *, may_miss: int) -> Window | None:
    """Return the best window that lacks at most `may_miss` content units; the earliest among equals."""
    return _Search(scene, needed=max(len(scene.phrase.content) - may_miss, 1)).run()


class _Chosen(NamedTuple):
    """Hits in text order that share no unit: which units they are, the words they stand in, and their disorder.

    They reach from the word numbered `start` to the one numbered `reached`, of which they take `covered`. Sets of units
    are numbers here, a bit a unit.
    """

    hits: tuple[Hit, ...]
    units: int
    start: int
    reached: int
    covered: int
    descents: int

    @property
    def inserted(self) -> int:
        """The written words between the hits."""
        return self.reached - self.start + 1 - self.covered

    def with_hit(self, hit: Hit, units: int, tokens: Sequence[Token]) -> _Chosen:
        """Add the next hit, which is `units`. The numbers of written words have no gaps."""
        first, last = tokens[hit.first].word, tokens[hit.end - 1].word
        descents = self.descents + (hit.units[0] > hit.units[-1])
        if not self.hits:
            return _Chosen((hit,), units, first, last, last - first + 1, descents)
        return _Chosen(
            (*self.hits, hit),
            self.units | units,
            self.start,
            last,
            self.covered + last - max(self.reached, first - 1),
            descents + (self.hits[-1].units[-1] > hit.units[0]),
        )


_NOTHING = _Chosen((), 0, 0, 0, 0, 0)


class _Search:
    """Tries each choice of hits, in text order, that shares no unit or token and fits a window.

    A hit that could be taken, too, makes a window better: it is passed over only where its unit is met further on.
    With that, and with what can no longer beat the best window left out, few choices remain in any text.
    """

    def __init__(self, scene: Occurrences, *, needed: int) -> None:
        self._scene = scene
        self._needed = needed
        self._best: Window | None = None
        self._is_over = False  # none is better than a perfect one, and of equals the earliest counts
        self._hits = _without_needless_pairs(scene.hits)
        self._units = [_bits(hit.units) for hit in self._hits]
        self._twins = _earlier_twins(self._hits)
        self._content = len(scene.phrase.content)
        self._joiners = len(scene.phrase.units) - self._content
        self._room = scene.phrase.size + WINDOW_ROOM
        self._width = max((_width(hit, scene.tokens) for hit in self._hits), default=1)
        self._behind: dict[int, int] = {}

    def run(self) -> Window | None:
        """Return the best window, if any has as many units as are needed."""
        for at in range(len(self._hits)):
            if self._may_begin(at):
                self._grow(_NOTHING, at, 0)
                if self._is_over:
                    break
        return self._best

    def _may_begin(self, start: int) -> bool:
        """Tell whether a window may begin with the hit at `start`, and note which units follow each of its hits."""
        tokens, hits = self._scene.tokens, self._hits
        furthest = tokens[hits[start].first].word - 1 + self._room * self._width
        end = start
        while end < len(hits) and tokens[hits[end].first].word <= furthest:
            end += 1
        units = 0
        for at in range(end - 1, start - 1, -1):
            self._behind[at] = units
            units |= self._units[at]
        return units.bit_count() >= self._needed

    def _grow(self, before: _Chosen, at: int, owed: int) -> None:
        """Add the hit at `at` to those chosen before it, and go on from there.

        `owed` are the units that were passed over, and have to be met yet.
        """
        units = self._units[at]
        if before.units & units or (self._twins and self._skips_twin(before.units | units, self._hits[at])):
            return
        chosen = before.with_hit(self._hits[at], units, self._scene.tokens)
        owed &= ~units
        if chosen.units.bit_count() + chosen.inserted + owed.bit_count() > self._room:
            return
        if not owed and self._may_be_best(chosen, chosen.units):
            self._keep_if_best(chosen)
        if self._behind[at] & ~chosen.units and self._may_be_best(chosen, chosen.units | self._behind[at]):
            self._go_on(chosen, at, owed)

    def _go_on(self, chosen: _Chosen, index: int, owed: int) -> None:
        hits, tokens = self._hits, self._scene.tokens
        end = hits[index].end
        furthest = chosen.reached + self._room - chosen.units.bit_count() - chosen.inserted
        passed: list[tuple[int, int]] = []  # the word where a hit ends, and its unit
        for at in range(index + 1, len(hits)):
            hit = hits[at]
            first = tokens[hit.first].word
            if first > furthest:
                return
            if hit.first < end:
                continue
            for last, unit in passed:
                owed |= unit if last < first else 0
            if owed & ~(self._behind[at] | self._units[at]):
                return
            self._grow(chosen, at, owed)
            if self._is_over:
                return
            if len(hit.units) == 1 and first > chosen.reached and not self._units[at] & chosen.units:
                passed.append((tokens[hit.end - 1].word, self._units[at]))

    def _skips_twin(self, met: int, hit: Hit) -> bool:
        return any(not met >> self._twins.get(unit, unit) & 1 for unit in hit.units)

    def _may_be_best(self, chosen: _Chosen, units: int) -> bool:
        """Tell whether a window that begins with `chosen` and meets `units` at most could beat the best one.

        Costs only ever grow.
        """
        if self._best is None:
            return units.bit_count() >= self._needed
        missing = self._content - units.bit_count()
        if missing != len(self._best.missing):
            return missing < len(self._best.missing)
        likeness = PERFECT * (1 - self._lacking(units) / self._scene.phrase.weight) if missing else PERFECT
        cost = max(0, chosen.inserted - self._joiners) * INSERTED_COST + _disorder_cost(chosen.descents)
        return likeness - cost > self._best.score

    def _lacking(self, units: int) -> float:
        phrase = self._scene.phrase
        return sum([phrase.units[unit].weight for unit in phrase.content if not units >> unit & 1])

    def _keep_if_best(self, chosen: _Chosen) -> None:
        window = _window(self._scene, chosen)
        if self._best is None or _rank(window) > _rank(self._best):
            self._best = window
            self._is_over = window.score >= PERFECT and not window.missing


def _rank(window: Window) -> tuple[int, float]:
    return (-len(window.missing), window.score)


def _bits(units: Iterable[int]) -> int:
    bits = 0
    for unit in units:
        bits |= 1 << unit
    return bits


def _width(hit: Hit, tokens: Sequence[Token]) -> int:
    """Return how many written words a hit takes for each of its units, rounded up."""
    return -(-(tokens[hit.end - 1].word - tokens[hit.first].word + 1) // len(hit.units))


def _without_needless_pairs(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Leave out two words read as one where each of them is met on its own, as well and in the same order."""
    if all(len(hit.units) == 1 for hit in hits):
        return hits
    alone: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits:
        if len(hit.units) == 1:
            alone.setdefault((hit.first, hit.units[0]), []).append(hit)
    return [hit for hit in hits if len(hit.units) == 1 or not _is_met_word_by_word(hit, alone)]


def _is_met_word_by_word(pair: Hit, alone: Mapping[tuple[int, int], Sequence[Hit]]) -> bool:
    least = pair.verdict.similarity
    ends = {pair.first}
    for unit in pair.units:
        words = [hit for first in ends for hit in alone.get((first, unit), ()) if hit.verdict.similarity >= least]
        ends = {hit.end for hit in words}
    return pair.end in ends


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


def _window(scene: Occurrences, chosen: _Chosen) -> Window:
    phrase, hits = scene.phrase, chosen.hits
    joiners = _joiners(scene, hits) if scene.joiners else ()
    missing = tuple(unit for unit in phrase.content if not chosen.units >> unit & 1)
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


def _joiners(scene: Occurrences, chosen: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the function words of the phrase that stand between the words met, or next to them."""
    taken = {at for hit in chosen for at in range(hit.first, hit.end)}
    reach = _with_function_words_around(scene, range(chosen[0].first, chosen[-1].end))
    found: list[Hit] = []
    for hit in scene.joiners:
        if hit.first in reach and hit.first not in taken and all(hit.units != other.units for other in found):
            found.append(hit)
            taken.add(hit.first)
    return tuple(sorted(found, key=lambda hit: hit.first))


def _with_function_words_around(scene: Occurrences, window: range) -> range:
    joining = {hit.first for hit in scene.joiners}
    first, end = window.start, window.stop
    while first - 1 in joining:
        first -= 1
    while end in joining:
        end += 1
    return range(first, end)
