"""The words of a phrase together: near enough, in one sentence, at what score, and where."""

from __future__ import annotations

import pytest

from bot.matching import DEFAULT_THRESHOLD, ReferenceMatcher
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Match, Narrative, NarrativeStatus, Phrase

HERE = NarrativeId("here")
LEXICON = standard_lexicon()


def matcher_of(*phrases: str, threshold: float | None = None) -> ReferenceMatcher:
    matcher = ReferenceMatcher(LEXICON, default_threshold=DEFAULT_THRESHOLD)
    watched = tuple(Phrase(PhraseId(number), HERE, phrase) for number, phrase in enumerate(phrases, 1))
    matcher.watch(Narrative(HERE, "Here", threshold=threshold, phrases=watched))
    return matcher


def found(phrase: str, text: str) -> Match | None:
    matches = matcher_of(phrase).match(text)
    assert len(matches) <= 1
    return matches[0] if matches else None


def level(phrase: str, text: str) -> Level | None:
    match = found(phrase, text)
    return match.level if match else None


def score(phrase: str, text: str) -> float:
    match = found(phrase, text)
    assert match is not None
    return match.score


def test_the_words_may_come_in_any_order() -> None:
    assert level("затоплення старої шахти", "старої шахти затоплення") is Level.ALERT


def test_three_words_may_come_between_and_four_may_not() -> None:
    assert level("затоплення шахти", "затоплення ще однієї старої шахти") is Level.ALERT
    assert level("затоплення шахти", "затоплення ще однієї дуже старої шахти") is None


def test_each_word_needs_a_word_of_its_own() -> None:
    assert level("рік за роком", "минув рік") is None
    assert level("рік за роком", "минає рік за роком") is Level.ALERT


def test_a_part_of_a_short_phrase_is_nothing() -> None:
    assert level("затоплення шахти", "мешканці бояться затоплення") is None


def test_a_long_phrase_that_lacks_one_word_is_a_near_miss_and_two_are_nothing() -> None:
    assert level("затоплення старої шахти", "затоплення нової шахти") is Level.NEAR
    assert level("затоплення старої шахти", "затоплення нової копальні") is None


def test_the_end_of_a_sentence_between_the_words_makes_a_near_miss() -> None:
    assert level("затоплення шахти", "Почалося затоплення. Шахти закрито") is Level.NEAR
    assert level("затоплення шахти", "Почалося затоплення\n\nшахти закрито") is Level.NEAR
    assert level("затоплення шахти", "Почалося затоплення, шахти закрито") is Level.ALERT


def test_a_low_threshold_of_its_own_does_not_turn_two_sentences_into_an_alert() -> None:
    matcher = matcher_of("затоплення шахти", threshold=10)
    assert [match.level for match in matcher.match("Почалося затоплення. Шахти закрито")] == [Level.NEAR]


def test_a_sentence_end_that_the_phrase_has_itself_is_no_fault() -> None:
    assert level("Тихо. Усі сплять", "Тихо. Усі сплять.") is Level.ALERT


def test_words_scattered_over_a_long_text_are_nothing() -> None:
    text = "Затоплення почалося вчора, і поки рятувальники їхали з міста, люди самі виходили з тієї шахти"
    assert level("затоплення шахти", text) is None


def test_joining_words_may_lack_or_differ() -> None:
    assert level("удар по порту", "удар на порт") is Level.ALERT
    assert level("вступ до альянсу", "вступ країни в альянс") is Level.ALERT


def test_a_negation_must_be_there() -> None:
    assert level("не визнали", "так і не визнали") is Level.ALERT
    assert level("не визнали", "нарешті визнали") is None


def test_the_score_falls_a_little_with_each_fault() -> None:
    phrase = "удар по порту"
    whole = score(phrase, "удар по порту")
    assert whole == 100
    assert score(phrase, "удар порту") < whole
    assert score(phrase, "удар по великому порту") < whole
    assert score(phrase, "по порту удар") < whole
    assert score(phrase, "удар по великому морському порту") < score(phrase, "удар по великому порту")


def test_the_best_window_of_the_text_is_taken() -> None:
    text = "Затоплення ще однієї шахти. А тепер затоплення шахти."
    match = found("затоплення шахти", text)
    assert match is not None
    assert match.score == 100
    assert [text[start:end] for start, end in match.spans] == ["затоплення", "шахти"]


def test_spans_cover_the_written_words_and_nothing_around_them() -> None:
    text = "**Затоп\u00adлення**, кажуть, «ша́хти»"
    match = found("затоплення шахти", text)
    assert match is not None
    assert [text[start:end] for start, end in match.spans] == ["Затоп\u00adлення", "ша́хти"]


def test_spans_of_a_model_cover_letters_and_digits() -> None:
    text = "сбит Су-34 над морем"
    match = found("Су-34", text)
    assert match is not None
    assert [text[start:end] for start, end in match.spans] == ["Су-34"]


def test_the_score_is_rounded_to_one_decimal() -> None:
    value = score("затоплення старої шахти", "затоплення шахти")
    assert value == round(value, 1)


def test_thresholds_go_from_phrase_to_narrative_to_default() -> None:
    text = "порту великого морського завдано удар"
    loose = Phrase(PhraseId(1), HERE, "удар порту", threshold=50)
    strict = Phrase(PhraseId(2), HERE, "удар порту", threshold=99)
    inherits = Phrase(PhraseId(3), HERE, "удар порту")
    matcher = ReferenceMatcher(LEXICON, default_threshold=DEFAULT_THRESHOLD)
    matcher.watch(Narrative(HERE, "Here", threshold=95, phrases=(loose, strict, inherits)))
    assert [(match.phrase_id, match.level) for match in matcher.match(text)] == [
        (1, Level.ALERT),
        (2, Level.NEAR),
        (3, Level.NEAR),
    ]


def test_matches_come_by_narrative_and_phrase_whatever_the_order_of_watching() -> None:
    matcher = ReferenceMatcher(LEXICON, default_threshold=DEFAULT_THRESHOLD)
    for name in ("b", "a"):
        identity = NarrativeId(name)
        phrases = tuple(Phrase(PhraseId(number), identity, "шахта") for number in (2, 1))
        matcher.watch(Narrative(identity, name, phrases=phrases))
    found_in_order = [(match.narrative_id, match.phrase_id) for match in matcher.match("стара шахта")]
    assert found_in_order == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]


def test_a_narrative_watched_again_is_replaced_and_one_forgotten_is_gone() -> None:
    matcher = matcher_of("шахта")
    matcher.watch(Narrative(HERE, "Here", phrases=(Phrase(PhraseId(7), HERE, "порт"),)))
    assert not matcher.match("стара шахта")
    assert [match.phrase_id for match in matcher.match("старий порт")] == [7]
    matcher.forget(HERE)
    matcher.forget(HERE)
    assert not matcher.match("старий порт")


def test_forgetting_one_narrative_leaves_the_words_of_the_others() -> None:
    matcher = matcher_of("шахта")
    other = NarrativeId("other")
    matcher.watch(Narrative(other, "Other", phrases=(Phrase(PhraseId(8), other, "шахта"),)))
    matcher.forget(HERE)
    assert [match.phrase_id for match in matcher.match("біля шахти")] == [8]


def test_only_active_narratives_are_matched() -> None:
    matcher = matcher_of("шахта")
    paused = Narrative(HERE, "Here", status=NarrativeStatus.PAUSED, phrases=(Phrase(PhraseId(1), HERE, "шахта"),))
    matcher.watch(paused)
    assert not matcher.match("стара шахта")


@pytest.mark.parametrize("text", ["", " ", "🇺🇦", "https://example.org/затоплення/шахти"])
def test_a_text_without_words_says_nothing(text: str) -> None:
    assert not matcher_of("затоплення шахти").match(text)


def test_a_phrase_of_one_word_over_and_over_ends_in_good_time() -> None:
    phrase = " ".join(["шахта"] * 12)
    forms = "шахта шахти шахту шахтою шахті шахт"
    assert level(phrase, " ".join([forms] * 40)) is Level.ALERT
    assert level(f"{forms} {forms}", "шахта " * 200) is Level.ALERT
