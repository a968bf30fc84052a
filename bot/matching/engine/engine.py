"""The fast matcher: agrees with the reference in every match, level, score and span."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from bot.matching.engine.phrase_index import PhraseIndex
from bot.matching.engine.recognizer import Recognizer
from bot.matching.phrases.explanation import level_of, most_missing
from bot.matching.phrases.occurrences import Stage, meetings, spans_of
from bot.matching.phrases.phrase import watched
from bot.matching.phrases.watched_phrase import IndexedPhrase, needed_places, places_of, word_that_holds
from bot.matching.phrases.window import best_window
from bot.matching.reference import DEFAULT_THRESHOLD, ReferenceMatcher
from bot.matching.text.tokens import tokenise
from bot.matching.text.unknown_words import with_few_strangers
from bot.matching.text.variants import variants
from bot.matching.words.units import UnitRole
from storage.model.narratives import Level, Match, Narrative, NarrativeStatus, Phrase, PhraseKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.matching.phrases.explanation import Explanation
    from bot.matching.phrases.phrase import WatchedPhrase
    from bot.matching.words.lexicon import Lexicon
    from bot.matching.words.units import Unit
    from storage.model.ids import NarrativeId


class Engine:
    """Finds phrases by their rarest words, and looks for windows only where those stand."""

    def __init__(self, lexicon: Lexicon, *, default_threshold: float = DEFAULT_THRESHOLD) -> None:
        self._lexicon = lexicon
        self._default_threshold = default_threshold
        self._recognition = Recognizer(lexicon)
        self._leads = PhraseIndex(self._recognition.lemmas)
        self._narratives: dict[NarrativeId, tuple[IndexedPhrase, ...]] = {}

    def watch(self, narrative: Narrative) -> None:
        """Put or replace a narrative with its phrases; raises UnusablePhrase and then changes nothing."""
        phrases = sorted(narrative.phrases, key=attrgetter("id"))
        asked = [(phrase, watched(phrase.text, excludes=phrase.kind is PhraseKind.EXCLUDE)) for phrase in phrases]
        if narrative.status is not NarrativeStatus.ACTIVE:
            asked.clear()
        wanted = tuple(self._wanted(narrative, order, *one) for order, one in enumerate(asked))
        self.forget(narrative.id)  # only now: units in both keep their numbers
        self._narratives[narrative.id] = wanted
        for one in wanted:
            self._leads.add(one)

    def forget(self, narrative_id: NarrativeId) -> None:
        """Stop looking for a narrative; one that is not watched is no fault."""
        for one in self._narratives.pop(narrative_id, ()):
            self._leads.remove(one)
            for number in one.numbers:
                self._recognition.give_back(number)

    def match(self, text: str) -> list[Match]:
        """Return the best window of each phrase of each active narrative, by narrative and phrase.

        A narrative that an exclusion stops gives nothing.
        """
        found: list[tuple[IndexedPhrase, Match]] = []
        stopped: set[NarrativeId] = set()
        for wanted, match in _Seen(text, self._recognition, self._leads).matches():
            if not wanted.asks.excludes:
                found.append((wanted, match))
            elif match.level is Level.ALERT:
                stopped.add(wanted.narrative_id)
        found.sort(key=_place)
        return [match for wanted, match in found if wanted.narrative_id not in stopped]

    def explain_phrases(self, text: str, narrative: Narrative) -> list[Explanation]:
        """Return what each watch phrase of a narrative, watched or not, makes of `text`, met or not; by phrase.

        Nothing that matching uses is touched, so any thread may ask. Raises UnusablePhrase.
        """
        return ReferenceMatcher(self._lexicon, default_threshold=self._default_threshold).explain_phrases(
            text, narrative
        )

    def _wanted(self, narrative: Narrative, order: int, phrase: Phrase, asks: WatchedPhrase) -> IndexedPhrase:
        thresholds = (phrase.threshold, narrative.threshold, self._default_threshold)
        numbers = tuple(self._recognition.take(unit) for unit in _units_of(asks))
        return IndexedPhrase(
            phrase=phrase,
            narrative_id=narrative.id,
            order=order,
            asks=asks,
            threshold=next(threshold for threshold in thresholds if threshold is not None),
            numbers=numbers,
            places=places_of(asks, numbers),
            needed=needed_places(asks),
        )


class _Seen:
    """One text: its tokens, their readings, the phrases that it may say, and where their units are met."""

    def __init__(self, text: str, recognition: Recognizer, leads: PhraseIndex) -> None:
        tokens = tokenise(text)
        self._stage = Stage(tokens, with_few_strangers(variants(tokens), recognition.is_known), recognition.is_common)
        words = recognition.of(self._stage.readings)
        units = set[int]().union(*[known.units for _, known in words])
        self._wanted = [one for one in leads.led_by(known for _, known in words) if one.may_be_met(units)]
        numbers = {number for one in self._wanted for number in one.numbers}
        self._met = meetings(((reading, known.units) for reading, known in words), numbers)

    def matches(self) -> Iterator[tuple[IndexedPhrase, Match]]:
        """Yield what the text makes of each phrase that it says or nearly says, exclusions included."""
        for wanted in self._wanted:
            match = self._match(wanted)
            if match is not None:
                yield wanted, match

    def _match(self, wanted: IndexedPhrase) -> Match | None:
        asks = wanted.asks
        scene = self._stage.scene(asks, [self._met.get(number, ()) for number in wanted.numbers])
        window = best_window(scene, may_miss=most_missing(len(asks.content)))
        level = None if window is None else level_of(window, wanted.threshold)
        if window is None or level is None:
            return None
        spans = spans_of(window, self._stage.tokens)
        return Match(wanted.phrase.narrative_id, wanted.phrase.id, level, window.score, spans)


def _place(one: tuple[IndexedPhrase, Match]) -> tuple[NarrativeId, int]:
    return one[0].narrative_id, one[0].order


def _units_of(asks: WatchedPhrase) -> Iterator[Unit]:
    for unit, _ in asks.expected:
        yield word_that_holds(unit) if unit.role is UnitRole.EXACT else unit
