"""The slow, obvious matcher: every phrase against every word of the text. A faster one must agree with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.matching.phrases.explanation import Explainer, Explanation, level_of, most_missing
from bot.matching.phrases.occurrences import Meeting, Stage, meetings, spans_of
from bot.matching.phrases.phrase import WatchedPhrase, take_marks, watched
from bot.matching.phrases.window import Occurrences, Window, best_window
from bot.matching.text.tokens import Token, tokenise
from bot.matching.text.unknown_words import with_few_strangers
from bot.matching.text.variants import Variant, variants
from bot.matching.words.comparison import NAME_START, PUT_TOGETHER, UnitQuery, WordMatch, ask, compare, is_common_word
from bot.matching.words.units import Unit, UnitRole
from bot.matching.words.vocabulary import Vocabulary
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Match, Narrative, NarrativeStatus, Phrase, PhraseKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.matching.text.tokens import Case
    from bot.matching.text.variants import VariantKind
    from bot.matching.words.lexicon import Lexicon

_REMEMBERED = 200_000

# Chosen by measuring: see docs/matching.md.
DEFAULT_THRESHOLD = 75.0


class Matcher(Protocol):
    """Finds the narratives under watch in a text."""

    def watch(self, narrative: Narrative) -> None:
        """Put or replace a narrative with its phrases; raises UnusablePhrase and then changes nothing."""
        ...

    def forget(self, narrative_id: NarrativeId) -> None:
        """Stop looking for a narrative; one that is not watched is no fault."""
        ...

    def match(self, text: str) -> list[Match]:
        """Return the best window of each phrase, alerts and near misses, by narrative and phrase."""
        ...


class ExplainingMatcher(Matcher, Protocol):
    """A Matcher that also says why a text is a match, or how nearly."""

    def explain_phrases(self, text: str, narrative: Narrative) -> list[Explanation]:
        """Return what each watch phrase of a narrative, watched or not, makes of `text`, met or not; by phrase.

        Any thread may ask. Raises UnusablePhrase.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Watched:
    phrase: Phrase
    asks: WatchedPhrase
    threshold: float


@dataclass(frozen=True, slots=True)
class _Text:
    """A text's tokens, their readings, and for each unit of any phrase where it is met."""

    tokens: tuple[Token, ...]
    readings: Sequence[Variant]
    met: dict[Unit, list[Meeting]]
    is_common: Callable[[str], bool]


class ReferenceMatcher:
    """Looks for each phrase in turn; remembers only how words compare."""

    def __init__(self, lexicon: Lexicon, *, default_threshold: float = DEFAULT_THRESHOLD) -> None:
        self._lexicon = lexicon
        self._default_threshold = default_threshold
        self._narratives: dict[NarrativeId, tuple[Narrative, tuple[_Watched, ...]]] = {}
        self._meetings = ComparisonCache(lexicon)

    def watch(self, narrative: Narrative) -> None:
        """Put or replace a narrative with its phrases; raises UnusablePhrase and then changes nothing."""
        asked = tuple(self._watched(narrative, phrase) for phrase in narrative.phrases)
        self.forget(narrative.id)
        self._narratives[narrative.id] = (narrative, asked)
        self._meetings.expect(_units_of(asked))

    def forget(self, narrative_id: NarrativeId) -> None:
        """Stop looking for a narrative; one that is not watched is no fault."""
        if self._narratives.pop(narrative_id, None) is not None:
            self._meetings.keep_only(unit for _, asked in self._narratives.values() for unit in _units_of(asked))

    def match(self, text: str) -> list[Match]:
        """Return the best window of each phrase of each active narrative, by narrative and phrase.

        A narrative that an exclusion stops gives nothing.
        """
        seen = self._read(text)
        found: list[Match] = []
        for _, (narrative, asked) in sorted(self._narratives.items()):
            if narrative.status is NarrativeStatus.ACTIVE and not self._stopping(asked, seen):
                for one in sorted(asked, key=lambda one: one.phrase.id):
                    found += self._matches(one, seen)
        return found

    def explain(self, text: str, narrative_id: NarrativeId) -> list[Explanation]:
        """Return what each watch phrase of a watched narrative makes of `text`, met or not, by phrase."""
        _, asked = self._narratives[narrative_id]
        seen = self._read(text)
        stopping = self._stopping(asked, seen)
        stopped_by = None if stopping is None else stopping.phrase.text
        return [
            Explainer(text, _scene(one.asks, seen), seen.readings, self._meetings.judge).explain(
                one.threshold, stopped_by=stopped_by
            )
            for one in sorted(asked, key=lambda one: one.phrase.id)
            if not one.asks.excludes
        ]

    def explain_phrases(self, text: str, narrative: Narrative) -> list[Explanation]:
        """Return what each watch phrase of a narrative, watched or not, makes of `text`, met or not; by phrase."""
        matcher = ReferenceMatcher(self._lexicon, default_threshold=self._default_threshold)
        matcher.watch(narrative)
        return matcher.explain(text, narrative.id)

    def _watched(self, narrative: Narrative, phrase: Phrase) -> _Watched:
        asks = watched(phrase.text, excludes=phrase.kind is PhraseKind.EXCLUDE)
        thresholds = (phrase.threshold, narrative.threshold, self._default_threshold)
        return _Watched(phrase, asks, next(threshold for threshold in thresholds if threshold is not None))

    def _stopping(self, asked: Sequence[_Watched], seen: _Text) -> _Watched | None:
        """Return the exclusion that is found in the text, if any."""
        for one in asked:
            window = self._window(one, seen) if one.asks.excludes else None
            if window is not None and level_of(window, one.threshold) is Level.ALERT:
                return one
        return None

    def _matches(self, one: _Watched, seen: _Text) -> list[Match]:
        if one.asks.excludes or (window := self._window(one, seen)) is None:
            return []
        level = level_of(window, one.threshold)
        if level is None:
            return []
        spans = spans_of(window, seen.tokens)
        return [Match(one.phrase.narrative_id, one.phrase.id, level, window.score, spans)]

    def _window(self, one: _Watched, seen: _Text) -> Window | None:
        return best_window(_scene(one.asks, seen), may_miss=most_missing(len(one.asks.content)))

    def _read(self, text: str) -> _Text:
        tokens = tokenise(text)
        found = with_few_strangers(variants(tokens), self._meetings.is_known)
        return _Text(tokens, found, self._meetings.of(found), self._meetings.is_common)


def _scene(asks: WatchedPhrase, seen: _Text) -> Occurrences:
    met = [seen.met.get(unit, ()) for unit, _ in asks.expected]
    return Stage(seen.tokens, seen.readings, seen.is_common).scene(asks, met)


def _units_of(asked: Sequence[_Watched]) -> Iterator[Unit]:
    for one in asked:
        yield from (unit for unit in one.asks.units if unit.role is not UnitRole.EXACT)
        yield from (pair.unit for pair in one.asks.pairs)


def explain(text: str, phrase: str, lexicon: Lexicon, *, threshold: float = DEFAULT_THRESHOLD) -> Explanation:
    """Return what one phrase makes of `text`; raises UnusablePhrase."""
    narrative_id = NarrativeId("")
    matcher = ReferenceMatcher(lexicon, default_threshold=threshold)
    phrases = (Phrase(PhraseId(0), narrative_id, take_marks(phrase)[1]),)
    matcher.watch(Narrative(narrative_id, "", phrases=phrases))
    return matcher.explain(text, narrative_id)[0]


class ComparisonCache:
    """Compares readings of a text with the units of every phrase expected, and remembers how that went."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._vocabulary = Vocabulary(lexicon)
        self._asked: dict[Unit, UnitQuery] = {}
        self._remembered: dict[tuple[str, VariantKind, Case], dict[Unit, WordMatch]] = {}

    def is_known(self, word: str) -> bool:
        """Tell whether any dictionary has `word`."""
        return self._vocabulary.is_known(word)

    def is_common(self, word: str) -> bool:
        """Tell whether a word is small or common, and so no abbreviation where it is in small letters."""
        return is_common_word(word, self._vocabulary)

    def expect(self, units: Iterable[Unit]) -> None:
        """Compare with these units, too, from now on."""
        for unit in units:
            if unit not in self._asked:
                self._asked[unit] = ask(unit, self._vocabulary)
                self._remembered.clear()

    def keep_only(self, units: Iterable[Unit]) -> None:
        """Compare no more with any other unit."""
        kept = set(units)
        self._asked = {unit: asked for unit, asked in self._asked.items() if unit in kept}
        self._remembered.clear()

    def of(self, readings: Iterable[Variant]) -> dict[Unit, list[Meeting]]:
        """Return for each unit where the readings, which come by place, are it, and how nearly."""
        return meetings(((reading, self._met_by(reading)) for reading in readings), self._asked.keys())

    def judge(self, unit: Unit, reading: Variant) -> WordMatch:
        """Return how `reading` compares with a unit that is expected, refusals included."""
        return compare(self._asked[unit], reading, self._vocabulary)

    def _met_by(self, reading: Variant) -> dict[Unit, WordMatch]:
        if reading.kind in PUT_TOGETHER:  # too many to remember, and nearly all of them nothing
            start = reading.text[:NAME_START]
            asked = self._asked.values()
            return self._compared(reading, [a for a in asked if any(f.startswith(start) for f in a.unit.forms)])
        key = (reading.text, reading.kind, reading.case)
        met = self._remembered.get(key)
        if met is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            met = self._remembered[key] = self._compared(reading, self._asked.values())
        return met

    def _compared(self, reading: Variant, units: Iterable[UnitQuery]) -> dict[Unit, WordMatch]:
        verdicts = ((asked.unit, compare(asked, reading, self._vocabulary)) for asked in units)
        return {unit: verdict for unit, verdict in verdicts if verdict}
