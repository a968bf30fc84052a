"""What operators may mark, and which phrases cannot be watched."""

from __future__ import annotations

import pytest

from bot.matching import PhraseFault, ReferenceMatcher, UnusablePhrase, check_phrase
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Narrative, Phrase, PhraseKind

HERE = NarrativeId("here")
LEXICON = standard_lexicon()


def alerted(text: str, *phrases: str, exclusions: tuple[str, ...] = ()) -> bool:
    matcher = ReferenceMatcher(LEXICON)
    watched = [Phrase(PhraseId(number), HERE, phrase) for number, phrase in enumerate(phrases)]
    stopping = [
        Phrase(PhraseId(100 + number), HERE, phrase, PhraseKind.EXCLUDE) for number, phrase in enumerate(exclusions)
    ]
    matcher.watch(Narrative(HERE, "Here", phrases=(*watched, *stopping)))
    return any(match.level is Level.ALERT for match in matcher.match(text))


@pytest.mark.parametrize("phrase", ['"тиха ніч"', "«тиха ніч»", "“тиха ніч”", "„тиха ніч“"])
def test_words_in_quotes_are_met_as_they_are_and_in_order(phrase: str) -> None:
    assert alerted("Була ТИХА  ніч.", phrase)
    assert not alerted("Була тихої ночі", phrase)
    assert not alerted("ніч була тиха", phrase)
    assert not alerted("тиха літня ніч", phrase)


def test_words_in_quotes_are_folded_like_all_others() -> None:
    assert alerted("тиxa н\u00adіч", '"тиха ніч"')


def test_joining_words_in_quotes_must_be_there() -> None:
    assert alerted("дорога на захід", '"дорога на захід"')
    assert not alerted("дорога захід", '"дорога на захід"')


def test_a_phrase_may_quote_a_part_of_itself() -> None:
    phrase = 'закриття "Тиха ніч"'
    assert alerted("після закриттям кав'ярні Тиха ніч", phrase)
    assert not alerted("після закриття тихої ночі", phrase)


def test_guillemets_inside_a_phrase_are_only_a_name() -> None:
    assert alerted("на крейсері «Світанку»", "крейсер «Світанок»")


@pytest.mark.parametrize("exclusion", ["навчання", '"за легендою"', "-навчання"])
def test_an_exclusion_found_in_the_text_stops_the_narrative(exclusion: str) -> None:
    assert alerted("евакуація порту", "евакуація порту", exclusions=(exclusion,))
    assert not alerted("навчання за легендою: евакуація порту", "евакуація порту", exclusions=(exclusion,))


def test_a_leading_hyphen_makes_an_exclusion_of_any_phrase() -> None:
    assert alerted("евакуація порту", "евакуація порту", "-навчання")
    assert not alerted("під час навчань евакуація порту", "евакуація порту", "-навчання")
    assert not alerted("самі лише навчання", "-навчання")


def test_an_exclusion_that_is_nearly_found_stops_nothing() -> None:
    assert alerted("планові великі збори, евакуація порту", "евакуація порту", exclusions=("планові великі навчання",))


def test_an_exclusion_stops_only_its_own_narrative() -> None:
    other = NarrativeId("other")
    matcher = ReferenceMatcher(LEXICON)
    matcher.watch(
        Narrative(HERE, "Here", phrases=(Phrase(PhraseId(1), HERE, "порт"), Phrase(PhraseId(2), HERE, "-навчання")))
    )
    matcher.watch(Narrative(other, "Other", phrases=(Phrase(PhraseId(3), other, "порт"),)))
    assert [match.phrase_id for match in matcher.match("навчання у порту")] == [3]


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", PhraseFault.EMPTY),
        ("  ", PhraseFault.EMPTY),
        ('""', PhraseFault.EMPTY),
        ("и в на", PhraseFault.ONLY_FUNCTION_WORDS),
        ("of the", PhraseFault.ONLY_FUNCTION_WORDS),
        ("2024", PhraseFault.ONLY_DIGITS_OR_SIGNS),
        ("С 300", PhraseFault.ONLY_DIGITS_OR_SIGNS),
        ("!!! ???", PhraseFault.ONLY_DIGITS_OR_SIGNS),
        ("🇺🇦🔥", PhraseFault.ONLY_DIGITS_OR_SIGNS),
        ("щ", PhraseFault.TOO_SHORT),
        ("не", PhraseFault.TOO_SHORT),
        ("їж", PhraseFault.TOO_SHORT),
        ("один два три чотири п'ять шість сім вісім дев'ять десять сто сорок п'ятсот", PhraseFault.TOO_LONG),
    ],
)
def test_a_phrase_that_says_too_little_or_too_much_is_refused_with_its_reason(phrase: str, reason: PhraseFault) -> None:
    with pytest.raises(UnusablePhrase) as refusal:
        check_phrase(phrase)
    assert refusal.value.reason is reason


@pytest.mark.parametrize(
    "phrase",
    ["рак", "ЄС", "US", "С-300", "Т-72", "не визнали", '"тиха ніч"', "-навчання", '-"за легендою"', "дев'ять слів"],
)
def test_a_phrase_that_tells_something_is_accepted(phrase: str) -> None:
    check_phrase(phrase)


def test_twelve_words_are_not_too_many() -> None:
    check_phrase("один два три чотири п'ять шість сім вісім дев'ять десять сто сорок")


def test_an_unusable_phrase_leaves_the_narrative_as_it_was() -> None:
    matcher = ReferenceMatcher(LEXICON)
    good = Phrase(PhraseId(1), HERE, "порт")
    matcher.watch(Narrative(HERE, "Here", phrases=(good,)))
    with pytest.raises(UnusablePhrase):
        matcher.watch(Narrative(HERE, "Here", phrases=(good, Phrase(PhraseId(2), HERE, "в"))))
    assert [match.phrase_id for match in matcher.match("у порту")] == [1]
