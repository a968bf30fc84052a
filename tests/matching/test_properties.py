from __future__ import annotations

from contextlib import suppress

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.matching import DEFAULT_THRESHOLD, ReferenceMatcher, UnusablePhrase, check_phrase
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Match, Narrative, Phrase

HERE = NarrativeId("here")
LEXICON = standard_lexicon()
SOME_WORDS = """
    затоплення шахти шахту старої порт порту Зеленський Зеленского Zelensky НАТО HATO США U.S. с в на и не Су-34 су 34
    С-300 300 5 000 good will goodwill gesture 93-тя #ТихаНіч ж е с т o.т.к удар ударом . ! ( * - «ніч» б0лото @news_now
    """
sentences = st.lists(st.sampled_from(SOME_WORDS.split()), max_size=12).map(" ".join)
slowly = settings(deadline=None)


def matches(phrase: str, text: str) -> list[Match]:
    matcher = ReferenceMatcher(LEXICON, default_threshold=DEFAULT_THRESHOLD)
    matcher.watch(Narrative(HERE, "Here", phrases=(Phrase(PhraseId(1), HERE, phrase),)))
    return matcher.match(text)


@slowly
@given(sentences | st.text())
@example("300 300 с 300")
@example("good will goodwill")
@example("Тихо. Усі. Сплять")
def test_a_phrase_matches_itself_wholly(phrase: str) -> None:
    assume(not phrase.lstrip().startswith("-"))
    try:
        check_phrase(phrase)
    except UnusablePhrase:
        assume(condition=False)
    (match,) = matches(phrase, phrase)
    assert (match.level, match.score) == (Level.ALERT, 100)


@slowly
@given(sentences, sentences | st.text())
def test_spans_are_sorted_apart_and_inside_the_text_and_scores_between_0_and_100(phrase: str, text: str) -> None:
    with suppress(UnusablePhrase):
        for match in matches(phrase, text):
            ends = [0, *(end for _, end in match.spans)]
            assert match.spans
            assert all(
                before <= start < end <= len(text) for before, (start, end) in zip(ends, match.spans, strict=False)
            )
            assert 0 <= match.score <= 100
            assert match.score == round(match.score, 1)


@slowly
@given(sentences, sentences)
def test_matching_twice_and_with_other_words_in_memory_gives_the_same(phrase: str, text: str) -> None:
    with suppress(UnusablePhrase):
        fresh = matches(phrase, text)
        matcher = ReferenceMatcher(LEXICON, default_threshold=DEFAULT_THRESHOLD)
        other = NarrativeId("other")
        matcher.watch(Narrative(other, "Other", phrases=(Phrase(PhraseId(2), other, "затоплення порту"),)))
        matcher.match(text)
        matcher.watch(Narrative(HERE, "Here", phrases=(Phrase(PhraseId(1), HERE, phrase),)))
        first, second = matcher.match(text), matcher.match(text)
        assert first == second
        assert [match for match in first if match.narrative_id == HERE] == fresh


@slowly
@given(st.text())
def test_a_phrase_is_either_usable_or_refused_by_name(phrase: str) -> None:
    with suppress(UnusablePhrase):
        check_phrase(phrase)
        matches(phrase, "затоплення шахти")
