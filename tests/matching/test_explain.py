"""Why a text is a match for a phrase, or is not."""

from __future__ import annotations

from bot.matching import MatchReason, ReferenceMatcher, explain
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Narrative, Phrase, PhraseKind

HERE = NarrativeId("here")
LEXICON = standard_lexicon()


def test_each_word_tells_what_it_met_and_by_which_rule() -> None:
    told = explain("Президент Зеленский о затоплении шахты и гумманитарной помощи", "Зеленський помощь", LEXICON)
    assert told.level is None
    told = explain("речь Зеленского о затоплении двух шахт", "Зеленський о затоплении шахты", LEXICON)
    assert told.level is Level.ALERT
    assert [(word.word, word.seen, word.why) for word in told.words] == [
        ("Зеленський", "Зеленского", MatchReason.SAME_SOUND),
        ("о", "о", MatchReason.SAME_FORM),
        ("затоплении", "затоплении", MatchReason.SAME_FORM),
        ("шахты", "шахт", MatchReason.SAME_LEMMA),
    ]
    assert (told.inserted, told.in_order, told.in_one_sentence) == (1, True, True)


def test_a_misspelt_word_tells_how_alike_it_is() -> None:
    word = explain("гумманитарный груз", "гуманитарный груз", LEXICON).words[0]
    assert word.why is MatchReason.SPELLING
    assert 80 < word.similarity < 100


def test_a_miss_tells_which_word_failed_what_stood_there_and_why() -> None:
    told = explain("Завтра подключение света в трёх домах", "отключение света", LEXICON)
    assert told.level is None
    assert told.failed == ("отключение",)
    failed, met = told.words
    assert (failed.seen, failed.met, failed.why) == ("подключение", False, MatchReason.KNOWN_WORD)
    assert (met.seen, met.met) == ("света", True)


def test_a_word_that_stands_too_far_away_is_told_from_one_that_is_absent() -> None:
    text = "Затоплення почалося вчора, і поки рятувальники їхали, люди виходили з шахти"
    told = explain(text, "затоплення шахти", LEXICON)
    assert [word.why for word in told.words if not word.met] == [MatchReason.ELSEWHERE]
    told = explain("почалося затоплення", "затоплення шахти", LEXICON)
    assert [word.why for word in told.words if not word.met] == [MatchReason.ABSENT]


def test_order_and_sentence_ends_are_told() -> None:
    told = explain("шахти затоплення", "затоплення шахти", LEXICON)
    assert not told.in_order
    told = explain("Почалося затоплення. Шахти закрито", "затоплення шахти", LEXICON)
    assert told.level is Level.NEAR
    assert not told.in_one_sentence


def test_a_text_with_nothing_of_the_phrase_is_explained_too() -> None:
    for text in ("", "зовсім інше"):
        told = explain(text, "затоплення шахти", LEXICON)
        assert (told.level, told.score, told.failed) == (None, 0, ("затоплення", "шахти"))


def test_the_exclusion_that_stopped_the_narrative_is_named() -> None:
    matcher = ReferenceMatcher(LEXICON)
    phrases = (Phrase(PhraseId(1), HERE, "порт"), Phrase(PhraseId(2), HERE, "навчання", PhraseKind.EXCLUDE))
    matcher.watch(Narrative(HERE, "Here", phrases=phrases))
    (told,) = matcher.explain("навчання у порту", HERE)
    assert told.stopped_by == "навчання"
    assert told.level is Level.ALERT
    (told,) = matcher.explain("тихо у порту", HERE)
    assert told.stopped_by is None


def test_spans_of_the_words_point_into_the_original_text() -> None:
    text = "**Затоп\u00adлення** шахти"
    spans = [word.span for word in explain(text, "затоплення шахти", LEXICON).words]
    assert [text[span[0] : span[1]] for span in spans if span] == ["Затоп\u00adлення", "шахти"]


def test_explanation_and_match_agree() -> None:
    matcher = ReferenceMatcher(LEXICON)
    phrases = tuple(
        Phrase(PhraseId(number), HERE, text)
        for number, text in enumerate(["затоплення шахти", "затоплення старої шахти", "порт"])
    )
    matcher.watch(Narrative(HERE, "Here", phrases=phrases))
    text = "затоплення нової шахти біля порту"
    matched = {match.phrase_id: (match.level, match.score) for match in matcher.match(text)}
    told = {number: (one.level, one.score) for number, one in enumerate(matcher.explain(text, HERE)) if one.level}
    assert matched == told
