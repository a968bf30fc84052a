from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.arguments.pasted_lists import phrases_of

THREE = ["deceptive manoeuvre", "gesture of goodwill", "dirty bomb"]


@pytest.mark.parametrize(
    "text",
    [
        "deceptive manoeuvre\ngesture of goodwill\ndirty bomb",
        "1. deceptive manoeuvre\n2. gesture of goodwill\n\n3. dirty bomb",
        "1) deceptive manoeuvre\n2)gesture of goodwill\n 3.dirty bomb",
        "a) deceptive manoeuvre\nb) gesture of goodwill\nв) dirty bomb",
        "- deceptive manoeuvre\n- gesture of goodwill\n- dirty bomb",
        "– deceptive manoeuvre\n— gesture of goodwill\n- dirty bomb",
        "• deceptive manoeuvre\n* gesture of goodwill\n·dirty bomb",
        "deceptive manoeuvre, gesture of goodwill, dirty bomb",
        "deceptive manoeuvre; gesture of goodwill;dirty bomb;",
        "deceptive manoeuvre | gesture of goodwill\ndirty bomb",
    ],
)
def test_lists_of_every_form_are_taken_apart(text: str) -> None:
    assert phrases_of(text) == THREE


@pytest.mark.parametrize(
    "phrase",
    [
        "-manoeuvre",
        '"goodwill, gesture, of"',
        "he who does not jump, he is one of them",
        "5.45 calibre",
        "1,5 million, 2,5 million",
        "72-hour ultimatum ≥90",
        "T. Shevchenko park",
        "«a; b | c» ≥90",
        "F-16",
    ],
)
def test_what_may_belong_to_a_phrase_stays_in_it(phrase: str) -> None:
    assert phrases_of(phrase) == [phrase]


def test_a_dash_is_a_bullet_with_a_space_and_the_mark_of_an_exclusion_without() -> None:
    assert phrases_of("gesture\n- police gesture\n-other") == ["gesture", "police gesture", "-other"]
    assert phrases_of("1. gesture\n2. -police gesture") == ["gesture", "-police gesture"]


def test_a_threshold_behind_a_list_holds_for_all_that_have_none() -> None:
    assert phrases_of("dirty bomb; red line >80; free grain ≥ 90") == [
        "dirty bomb ≥ 90",
        "red line >80",
        "free grain ≥ 90",
    ]
    assert phrases_of("one more thing >90") == ["one more thing >90"]


@given(st.text())
def test_nothing_but_marks_and_separators_is_lost(text: str) -> None:
    said = [char for char in text if char.isalpha()]
    kept = [char for phrase in phrases_of(text) for char in phrase if char.isalpha()]
    assert len(kept) >= len(said) - len(text.splitlines())  # a letter before a bracket is numbering
