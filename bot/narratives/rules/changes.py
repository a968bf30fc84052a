"""What a change made of a narrative, as facts that can be kept, and how it is taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from storage.model.ids import PhraseId
from storage.model.narratives import Change, Narrative, NarrativeStatus, Phrase, PhraseKind

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = ("title", "description", "status", "threshold", "urgent")
PHRASES = "phrases"

Key = tuple[PhraseKind, str]


class PhraseChanges(NamedTuple):
    """The phrases that a change brought, those that it took away, and those of another threshold: before and after."""

    added: list[Phrase]
    removed: list[Phrase]
    other: list[tuple[Phrase, Phrase]]


def change_of(before: Narrative | None, after: Narrative) -> Change | None:
    """Tell two states of a narrative apart; None where they are the same. Phrases are told apart by kind and words."""
    if before is None:
        return Change(None, {name: getattr(after, name) for name in FIELDS} | {PHRASES: _listed(after.phrases)})
    differing = [name for name in FIELDS if getattr(before, name) != getattr(after, name)]
    was: dict[str, Any] = {name: getattr(before, name) for name in differing}
    now: dict[str, Any] = {name: getattr(after, name) for name in differing}
    old, new = _by_words(before.phrases), _by_words(after.phrases)
    touched = [key for key in (old | new) if _threshold(old.get(key)) != _threshold(new.get(key))]
    if touched:
        was[PHRASES] = _listed([old[key] for key in touched if key in old])
        now[PHRASES] = _listed([new[key] for key in touched if key in new])
    return Change(was, now) if now else None


def undone(narrative: Narrative, change: Change) -> Narrative | None:
    """Return the narrative as it was before a change; None where what the change made has been changed since.

    A narrative cannot be taken away again: old matches belong to it. Undoing its beginning archives it.
    """
    if not _still_holds(narrative, change):
        return None
    if change.before is None:
        return replace(narrative, status=NarrativeStatus.ARCHIVED)
    fields = {name: value for name, value in change.before.items() if name != PHRASES}
    if "status" in fields:
        fields["status"] = NarrativeStatus(fields["status"])
    made, before = (_by_words(_phrases(narrative, facts)) for facts in (change.after, change.before))
    kept = [before.get(_key(phrase), phrase) for phrase in narrative.phrases if _stays(phrase, made, before)]
    back = [phrase for key, phrase in before.items() if key not in made]
    return replace(narrative, phrases=(*kept, *back), **fields)


def phrase_changes(change: Change) -> PhraseChanges:
    """Tell what a change did to phrases."""
    nowhere = Narrative("", "")  # type: ignore[arg-type] # only their words count
    old = _by_words(_phrases(nowhere, change.before or {}))
    new = _by_words(_phrases(nowhere, change.after))
    return PhraseChanges(
        added=[phrase for key, phrase in new.items() if key not in old],
        removed=[phrase for key, phrase in old.items() if key not in new],
        other=[(old[key], phrase) for key, phrase in new.items() if key in old],
    )


def _still_holds(narrative: Narrative, change: Change) -> bool:
    """Tell whether a narrative is still what the change made of it, as far as that goes."""
    if any(getattr(narrative, name) != value for name, value in change.after.items() if name != PHRASES):
        return False
    present = _by_words(narrative.phrases)
    made = _by_words(_phrases(narrative, change.after))
    removed = _by_words(_phrases(narrative, change.before or {})).keys() - made.keys()
    return removed.isdisjoint(present) and all(
        key in present and present[key].threshold == phrase.threshold for key, phrase in made.items()
    )


def _stays(phrase: Phrase, made: Mapping[Key, Phrase], before: Mapping[Key, Phrase]) -> bool:
    return _key(phrase) not in made or _key(phrase) in before


def _key(phrase: Phrase) -> Key:
    return phrase.kind, phrase.text


def _by_words(phrases: list[Phrase] | tuple[Phrase, ...]) -> dict[Key, Phrase]:
    return {_key(phrase): phrase for phrase in phrases}


def _threshold(phrase: Phrase | None) -> object:
    """Return what counts of a phrase beside its words; no phrase at all is not the same as one without threshold."""
    return None if phrase is None else (phrase.threshold,)


def _listed(phrases: list[Phrase] | tuple[Phrase, ...]) -> list[list[Any]]:
    return [[phrase.kind, phrase.text, phrase.threshold] for phrase in phrases]


def _phrases(narrative: Narrative, facts: Mapping[str, Any]) -> list[Phrase]:
    return [
        Phrase(PhraseId(0), narrative.id, text, PhraseKind(kind), threshold)
        for kind, text, threshold in facts.get(PHRASES, ())
    ]
