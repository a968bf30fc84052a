"""Where in a text the units of a phrase are met: what the search for the best window begins with."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bot.matching.phrases.window import Hit, Occurrences
from bot.matching.text.tokens import Case
from bot.matching.text.variants import VariantKind
from bot.matching.words.comparison import MatchReason, WordMatch
from bot.matching.words.units import UnitRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bot.matching.phrases.phrase import WatchedPhrase
    from bot.matching.phrases.window import Window
    from bot.matching.text.tokens import Token
    from bot.matching.text.variants import Variant
    from bot.matching.words.units import ExactWord, Unit
    from storage.model.ids import Span

Key = TypeVar("Key")
_new = tuple.__new__  # half the time of Hit(...), thousands of times a text


class Meeting(NamedTuple):
    """Tokens `first` to `end` (exclusive) of a text, which are some unit, and how nearly."""

    first: int
    end: int
    verdict: WordMatch


def meetings(
    words: Iterable[tuple[Variant, Mapping[Key, WordMatch]]], wanted: AbstractSet[Key]
) -> dict[Key, list[Meeting]]:
    """Return where each unit of `wanted` is met by readings that come by place: the most similar of several there."""
    found: dict[Key, list[Meeting]] = {}
    for reading, verdicts in words:
        for unit in verdicts.keys() & wanted:
            here = _new(Meeting, (reading.first, reading.end, verdicts[unit]))
            places = found.setdefault(unit, [])
            if not places or places[-1][:2] != here[:2]:
                places.append(here)
            elif places[-1].verdict.similarity < here.verdict.similarity:
                places[-1] = here
    return found


class Stage:
    """One text, on which a scene is set for one phrase after another."""

    def __init__(self, tokens: Sequence[Token], readings: Sequence[Variant], is_common: Callable[[str], bool]) -> None:
        """Take a text; `is_common` tells which words in small letters are no abbreviation."""
        self.tokens = tokens
        self.readings = readings
        self._is_common = is_common

    def scene(self, asks: WatchedPhrase, met: Sequence[Iterable[Meeting]]) -> Occurrences:
        """Set the scene of one phrase; `met` tells where each of its units is met, then each of its pairs."""
        hits: list[Hit] = []
        joiners: list[Hit] = []
        for (unit, units), places in zip(asks.expected, met, strict=True):
            if unit.role is UnitRole.EXACT:
                hits += self._exact_hits(units, unit)
                continue
            role = joiners if unit.role is UnitRole.FUNCTION else hits
            for first, end, verdict in places:
                role.append(_new(Hit, (first, end, units, verdict)))
        hits.sort()  # no two have the same place and units: verdicts are not compared
        joiners.sort()
        return _new(Occurrences, (asks, self.tokens, hits, joiners))

    @cached_property
    def _starting(self) -> dict[int, list[Variant]]:
        starting: dict[int, list[Variant]] = {}
        for reading in self.readings:
            starting.setdefault(reading.first, []).append(reading)
        return starting

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for reading in self.readings:
            places.setdefault(reading.text, []).append(reading.first)
        return places

    def _exact_hits(self, units: tuple[int, ...], unit: Unit) -> list[Hit]:
        """Find the words of a stretch in quotes, one after the other; each may be any reading of what is written."""
        found = []
        opening = {first for form in unit.exact[0].forms for first in self._places.get(form, ())}
        for first in sorted(opening):
            ends = {first}
            for word in unit.exact:
                ends = {r.end for at in ends for r in self._starting.get(at, ()) if self._is_exactly(word, r)}
                if not ends:
                    break
            found += [Hit(first, end, units, WordMatch(100, MatchReason.EXACT)) for end in sorted(ends)[:1]]
        return found

    def _is_exactly(self, word: ExactWord, reading: Variant) -> bool:
        """Tell whether a reading is a word in quotes: no small words for an abbreviation or the letter of a model."""
        if reading.text not in word.forms or reading.kind is VariantKind.SHORT:
            return False
        if word.model:
            within = self.tokens[reading.first + 1 : reading.end]
            return reading.case is Case.UPPER or all(token.gap != " " for token in within)
        return not (word.abbreviation and reading.case is Case.LOWER and self._is_common(reading.text))


def spans_of(window: Window, tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Return the original text of the words met, one span a word, sorted, not overlapping."""
    places = [(tokens[hit.first].start, tokens[hit.end - 1].end) for hit in (*window.hits, *window.joiners)]
    places.sort()
    spans: list[Span] = []
    for start, end in places:
        if spans and start < spans[-1][1]:  # two tokens out of one sign, as in a ligature
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)
