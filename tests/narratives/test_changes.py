from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.narratives.rules.changes import change_of, phrase_changes, undone
from bot.narratives.rules.diff import difference
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Change, Narrative, NarrativeStatus, Phrase, PhraseKind

FEINT = NarrativeId("feint")


def phrase(text: str, kind: PhraseKind = PhraseKind.WATCH, threshold: float | None = None) -> Phrase:
    return Phrase(PhraseId(0), FEINT, text, kind, threshold)


def one(*phrases: Phrase, title: str = "Feint", status: NarrativeStatus = NarrativeStatus.ACTIVE) -> Narrative:
    return Narrative(FEINT, title, status=status, phrases=phrases)


thresholds = st.none() | st.sampled_from([50.0, 87.5, 100.0])
states = st.builds(
    Narrative,
    st.just(FEINT),
    st.sampled_from(["Feint", "Ruse"]),
    st.sampled_from(["", "Words"]),
    st.sampled_from(list(NarrativeStatus)),
    thresholds,
    st.lists(
        st.builds(phrase, st.sampled_from("abcd"), st.sampled_from(list(PhraseKind)), thresholds),
        unique_by=lambda found: (found.kind, found.text),
        max_size=6,
    ).map(tuple),
    st.booleans(),
)


def kept(change: Change) -> Change:
    """Return a change as it comes out of the database."""
    return Change(*json.loads(json.dumps([change.before, change.after])))


def sorted_phrases(narrative: Narrative) -> Narrative:
    return replace(narrative, phrases=tuple(sorted(narrative.phrases, key=lambda found: (found.kind, found.text))))


@settings(max_examples=300)
@given(states, states)
def test_any_change_taken_back_gives_what_was_before(before: Narrative, after: Narrative) -> None:
    change = change_of(before, after)
    if change is None:
        assert sorted_phrases(before) == sorted_phrases(after)
        return
    back = undone(after, kept(change))
    assert back is not None
    assert sorted_phrases(back) == sorted_phrases(before)
    assert change_of(back, before) is None


@settings(max_examples=300)
@given(states, states, states)
def test_taking_back_never_touches_what_others_changed(before: Narrative, after: Narrative, now: Narrative) -> None:
    change = change_of(before, after)
    back = None if change is None else undone(now, kept(change))
    if change is None or back is None:
        return
    mine = set(change.after) - {"phrases"}
    fields = {"title", "description", "status", "threshold", "urgent"} - mine
    assert all(getattr(back, name) == getattr(now, name) for name in fields)
    touched = {
        (found.kind, found.text)
        for state in (before, after)
        for found in state.phrases
        if found not in set(before.phrases) & set(after.phrases)
    }
    others = [found for found in now.phrases if (found.kind, found.text) not in touched]
    assert set(others) <= set(back.phrases)


def test_what_was_changed_since_is_not_taken_back() -> None:
    change = change_of(one(), one(title="Ruse"))
    assert change is not None
    assert undone(one(title="Third"), change) is None
    added = change_of(one(), one(phrase("a")))
    assert added is not None
    assert undone(one(), added) is None
    assert undone(one(phrase("a", threshold=90.0)), added) is None
    assert undone(one(phrase("b"), phrase("a")), added) == one(phrase("b"))


def test_a_new_narrative_is_archived_by_taking_it_back_and_keeps_its_phrases() -> None:
    added = change_of(None, one(phrase("a")))
    assert added is not None
    grown = one(phrase("a"), phrase("b"))
    assert undone(grown, kept(added)) == replace(grown, status=NarrativeStatus.ARCHIVED)


def test_phrases_are_told_apart_by_kind_and_words() -> None:
    change = change_of(one(phrase("a"), phrase("b")), one(phrase("b", threshold=90.0), phrase("a", PhraseKind.EXCLUDE)))
    assert change is not None
    told = phrase_changes(kept(change))
    assert [(found.kind, found.text) for found in told.added] == [(PhraseKind.EXCLUDE, "a")]
    assert [(found.kind, found.text) for found in told.removed] == [(PhraseKind.WATCH, "a")]
    assert [(old.threshold, new.threshold) for old, new in told.other] == [(None, 90)]


def test_a_difference_has_a_mark_that_changes_with_it() -> None:
    stored = [one(phrase("a")), Narrative(NarrativeId("other"), "Other")]
    wanted = [one(phrase("b"))]
    first = difference(stored, wanted)
    assert [narrative.id for narrative in first.missing] == ["other"]
    assert first.mark == difference(stored, wanted).mark
    assert first.mark != difference(stored[:1], wanted).mark
    assert first.mark != difference([one(phrase("c")), stored[1]], wanted).mark
    assert difference(stored, stored).differing == ()
