"""Which phrase in use finds already what a new one would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.matching.engine.engine import Engine
from bot.matching.phrases.phrase import watched
from bot.matching.text.tokens import tokenise
from bot.matching.words.units import UnitRole
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Narrative, Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching.words.lexicon import Lexicon

# Of letters in common, likeness leaves only the few worth asking about; words decide: «подключение» is no «отключение».
_LIKE_ENOUGH = 60.0
_ASKED = 10
# No words in between: a score below this is of something else that is said besides.
_SAYS_IT = 90.0
_ALIKE = NarrativeId("alike")


def found_already(new: Phrase, others: Sequence[Phrase], lexicon: Lexicon) -> Phrase | None:
    """Return the phrase that says the same as a new one: each is found in the words of the other.

    One with an exact part or another threshold finds other posts, so it does not count.
    """
    comparable = [one for one in others if one.kind is new.kind and one.threshold == new.threshold]
    near = process.extract(
        _folded(new.text),
        [_folded(one.text) for one in comparable],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=_LIKE_ENOUGH,
        limit=_ASKED,
    )
    alike = [comparable[place] for _, _, place in near if not _has_exact_part(comparable[place])]
    finding = [alike[place] for place in _finding(new.text, [one.text for one in alike], lexicon)]
    return next((one for one in finding if _finding(one.text, [new.text], lexicon)), None)


def _has_exact_part(phrase: Phrase) -> bool:
    return any(unit.role is UnitRole.EXACT for unit in watched(phrase.text).units)


def _finding(text: str, phrases: Sequence[str], lexicon: Lexicon) -> list[int]:
    """Return the places of those phrases that are found in a text, the nearest first."""
    engine = Engine(lexicon, default_threshold=_SAYS_IT)
    asked = tuple(Phrase(PhraseId(place), _ALIKE, phrase) for place, phrase in enumerate(phrases))
    engine.watch(Narrative(_ALIKE, "", phrases=asked))
    return [match.phrase_id for match in engine.match(text) if match.level is Level.ALERT]


def _folded(text: str) -> str:
    return " ".join(token.text for token in tokenise(text))
