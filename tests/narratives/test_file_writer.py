from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.narratives.file.convert import in_a_file, read
from bot.narratives.file.positions import line_of
from bot.narratives.rules.diff import difference
from config.starter import starter_text
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Narrative, NarrativeStatus, Phrase, PhraseKind

HAND_KEPT = """# Mine.

[[channel]]
username = "news"  # a channel
title = "News"

# The first.
[[narrative]]
id = "feint"  # lasting
title = 'Feint'
phrases = [
  # two words
  "cunning ruse",  # one
  {text = "trap door", threshold = 90},  # two
]
threshold = 80  # strict

# The last.
[[narrative]]
id = "retreat"
title = "Retreat"
phrases = ["planned  retreat"]
"""

# What operators can write: words of any script with signs that TOML, HTML or the marks of phrases give a meaning.
text = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")) | st.sampled_from("\"'\\#[]{}=,.-<>&«»"), max_size=20
)
words = (
    st.builds("{} слово{}".format, text, text)
    .map(lambda found: " ".join(found.split()))
    .filter(lambda found: not found.startswith("-") and len(found) <= 300)
)
thresholds = st.none() | st.floats(0, 100, allow_nan=False).map(lambda value: round(value, 2))
watch_or_exclude = st.builds(
    Phrase, st.just(PhraseId(0)), st.just(NarrativeId("")), words, st.sampled_from(list(PhraseKind)), thresholds
)


def usable(phrase: Phrase) -> bool:
    from bot.matching import UnusablePhrase, check_phrase

    try:
        check_phrase(phrase.text)
    except UnusablePhrase:
        return False
    return True


@st.composite
def narratives(draw: st.DrawFn) -> list[Narrative]:
    names = draw(st.lists(st.sampled_from(["feint", "retreat", "x", "a-1", "b-2"]), unique=True, min_size=1))
    found = []
    for name in names:
        phrases = draw(
            st.lists(watch_or_exclude.filter(usable), max_size=4, unique_by=lambda one: (one.kind, one.text))
        )
        found.append(
            Narrative(
                NarrativeId(name),
                " ".join(draw(words).split())[:120].strip(),
                draw(text | st.just("two\nlines \\ of 'it'")).strip(),
                draw(st.sampled_from(list(NarrativeStatus))),
                draw(thresholds),
                tuple(phrases),
                draw(st.booleans()),
            )
        )
    return found


@settings(max_examples=300, deadline=None)
@given(narratives(), st.sampled_from([None, HAND_KEPT, starter_text(), "broken = [", 'narrative = "no table"']))
def test_what_is_written_reads_as_it_was_and_is_written_again_to_the_letter(
    stored: list[Narrative], document: str | None
) -> None:
    written = in_a_file(stored, document)
    text_again, contents = read(written.encode(), "test.toml")
    told = difference(stored, contents.narratives)
    assert (told.differing, told.missing) == ((), ())
    assert len(contents.narratives) == len(stored)
    assert in_a_file(stored, text_again) == written
    if document == HAND_KEPT:
        assert "# Mine." in written
        assert 'username = "news"  # a channel' in written


def test_a_hand_kept_file_is_written_back_to_the_letter() -> None:
    for document in (HAND_KEPT, starter_text()):
        _, contents = read(document.encode(), "test.toml")
        assert in_a_file(contents.narratives, document) == document


def test_only_what_differs_is_changed_in_a_hand_kept_file() -> None:
    _, contents = read(HAND_KEPT.encode(), "test.toml")
    feint, retreat = contents.narratives
    more = Phrase(PhraseId(0), feint.id, "double bluff", threshold=95.5)
    changed = Narrative(feint.id, "Feint", "So it is said", phrases=(feint.phrases[1], more), urgent=True)
    new = Narrative(NarrativeId("new"), "New", phrases=(Phrase(PhraseId(0), NarrativeId("new"), "some words"),))
    expected = (
        HAND_KEPT.replace('  "cunning ruse",  # one\n', "")
        .replace("  # two\n]", '  # two\n  {text = "double bluff", threshold = 95.5},\n]')
        .replace("threshold = 80  # strict\n", "")
    )
    written = in_a_file([changed, retreat, new], HAND_KEPT)
    for line in expected.splitlines():
        assert line in written
    assert "cunning ruse" not in written
    assert 'description = "So it is said"' in written
    assert '\n\n[[narrative]]\nid = "new"\ntitle = "New"\nphrases = ["some words"]\n' in written


def test_the_line_of_anything_in_a_file_can_be_told() -> None:
    assert line_of(HAND_KEPT, ("channel", 0, "username")) == 4
    assert line_of(HAND_KEPT, ("narrative", 0, "phrases", 1, "threshold")) == 14
    assert line_of(HAND_KEPT, ("narrative", 1, "phrases", 0, "text")) == 22
    assert line_of(HAND_KEPT, ("narrative", 1, "threshold")) == 20
    assert line_of(HAND_KEPT, ("nothing", 3)) in {None, 3}
    assert line_of("x = ", ("x",)) is None
