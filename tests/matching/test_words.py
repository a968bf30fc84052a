"""One word of a phrase against one word of a text."""

from __future__ import annotations

import pytest

from bot.matching import ReferenceMatcher
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Narrative, Phrase

HERE = NarrativeId("here")
LEXICON = standard_lexicon()


def levels(phrase: str, text: str) -> list[Level]:
    matcher = ReferenceMatcher(LEXICON)
    matcher.watch(Narrative(HERE, "Here", phrases=(Phrase(PhraseId(1), HERE, phrase),)))
    return [match.level for match in matcher.match(text)]


def alerts(phrase: str, text: str) -> bool:
    return levels(phrase, text) == [Level.ALERT]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("затоплення шахти", "Через затоплення шахт район лишився без роботи"),
        ("вирубка лісу", "мешканці проти вирубки лісів у заповіднику"),
        ("жест доброї волі", "черговим жестом доброї волі назвали втечу"),
        ("люди", "Там було багато людей"),
        ("Біла Церква", "Пожежа у Білій Церкві"),
        ("Біла Церква", "потяг до Білої Церкви"),
        ("Кривий Ріг", "тиша над Кривим Рогом"),
        ("Часів Яр", "біля Часового Яру тихо"),
        ("Харків", "у Харкові дощить"),
        ("боєць загону", "бійців загону нагородили"),
        ("вибір громади", "перед вибором громади"),
        ("затримана журналістка", "затриманої журналістки"),
        ("Миколаїв", "пором до Миколаєва"),
        ("Верховна Рада", "голова Верховної Ради"),
        ("затопление шахты", "после затопления шахт посёлок опустел"),
        ("белая книга", "авторы белых книг"),
        ("Часов Яр", "дорога к Часову Яру"),
        ("Кривой Рог", "снег в Кривом Роге"),
        ("ёлка", "вокруг елки"),
        ("nuclear plant", "two nuclear plants were shut"),
        ("children's hospital", "the children’s hospitals"),
        ("shelling of the port", "the port was shelled again"),
        ("об'єднання громад", "об’єднанням громад"),
    ],
)
def test_a_word_is_met_in_every_form_it_has(phrase: str, text: str) -> None:
    assert alerts(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("отключение света", "подключение света обещают весной"),
        ("наступление на юге", "отступление на юге"),
        ("повышение пенсий", "понижение пенсий"),
        ("закриття шкіл", "відкриття шкіл"),
        ("окупація півострова", "деокупація півострова"),
        ("поставка зерна", "подставка зерна"),
        ("nuclear plant", "an unclear plant"),
        ("вибух на заводі", "випуск на заводі"),
        ("Чонгар", "Чонгарський міст"),
        ("оборона Бахмута", "Бахмутський напрямок обороняють"),
    ],
)
def test_a_like_word_with_another_prefix_or_meaning_is_another_word(phrase: str, text: str) -> None:
    assert not levels(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("рак", "ракета впала"),
        ("рада", "парад на площі"),
        ("кот", "который час"),
        ("US", "tell us more"),
        ("Іран", "Ірак"),
    ],
)
def test_a_word_is_not_met_inside_another_or_in_a_short_neighbour(phrase: str, text: str) -> None:
    assert not levels(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("комендантська година", "комендантска година триває"),
        ("перемовини у Женеві", "перемовни у Женеві"),
        ("гуманитарный конвой", "гумманитарный конвой"),
        ("обмен заложниками", "обемн заложниками"),
        ("evacuation of patients", "evacuaton of patients"),
        ("продовольча безпека", "продовольча безпкеа"),
    ],
)
def test_a_slip_of_the_hand_in_a_long_word_is_forgiven(phrase: str, text: str) -> None:
    assert alerts(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("Буданов", "полковник Будаков"), ("Кирило Буданов", "Кирило Будаков"), ("Коваленко Ігор", "Коваль Ігор")],
)
def test_a_surname_one_letter_off_is_another_person(phrase: str, text: str) -> None:
    assert not levels(phrase, text)


@pytest.mark.parametrize("text", ["Буданво сказав", "Будано сказав", "Будданов сказав", "Бyдaнoв сказав"])
def test_a_surname_with_a_letter_lost_doubled_swapped_or_borrowed_is_the_same_person(text: str) -> None:
    assert alerts("Буданов", text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("Зеленский", "промова Зеленського"),
        ("Зеленський", "речь Зеленского"),
        ("Зеленський", "Zelensky spoke"),
        ("Зеленский", "Zelenskyy’s speech"),
        ("Zelensky", "слова Зеленського"),
        ("мобілізація", "о мобилизации"),
        ("біолабораторії", "секретные биолаборатории"),
    ],
)
def test_a_name_is_met_across_languages_and_alphabets(phrase: str, text: str) -> None:
    assert alerts(phrase, text)


def test_words_of_two_languages_that_only_look_alike_are_two() -> None:
    assert not levels("місто", "место")


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("ЗСУ", "бійці ВСУ"),
        ("ВОЗ", "сено и воз"),
        ("США", "и сшами"),
    ],
)
def test_an_abbreviation_is_met_whole_and_never_as_a_common_word(phrase: str, text: str) -> None:
    assert not levels(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("ВОЗ", "врачи ВОЗ"),
        ("МИД", "в МИДе считают"),
        ("US", "the U.S. said"),
        ("США", "С.Ш.А. ввели"),
        ("НАТО", "расширение HATO"),
        ("сша", "санкции США"),
        ("the U.S. Senate", "US Senate votes"),
    ],
)
def test_an_abbreviation_is_met_with_dots_endings_and_borrowed_letters(phrase: str, text: str) -> None:
    assert alerts(phrase, text)


@pytest.mark.parametrize("text", ["сбит Су-34", "сбит Су34", "сбит СУ–34", "сбит су 34", "сбит Cу-34", "сбит Cy-34"])
def test_a_model_is_met_however_its_number_is_joined(text: str) -> None:
    assert alerts("Су-34", text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("Су-34", "сбит Су-35"),
        ("Су-34", "дом 34"),
        ("С-300", "с 300 бойцами"),
        ("С-300", "комплекс С-400"),
        ("Су-3", "сбит Су-34"),
        ("груз 200", "груз 300"),
        ("5000 дронов", "500 дронов"),
    ],
)
def test_another_number_is_another_thing(phrase: str, text: str) -> None:
    assert not levels(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("С-300", "ракета C-300"),
        ("С-300", "ракета С 300"),
        ("Т-72", "горит Т-72Б3"),
        ("F-16", "two F16s landed"),
        ("груз 200", "везли грузом 200"),
        ("5000 дронов", "купили 5 000 дронов"),
        ("5 000 дронов", "купили 5000 дронов"),
        ("93-тя бригада", "бійці 93-ї бригади"),
        ("93-тя бригада", "бійці 93 бригади"),
    ],
)
def test_numbers_are_met_in_groups_as_ordinals_and_in_other_alphabets(phrase: str, text: str) -> None:
    assert alerts(phrase, text)


@pytest.mark.parametrize(
    "text",
    [
        "отклю\u00adчение све\u200bта",
        "отключе́ние све́та",
        "0тключение света",
        "#ОтключениеСвета",
        "oтключeниe cвeтa",
        "**Отключение** [света](https://example.org/1)",
        "💡отключение💡света💡",
        "отключение с в е т а",
        "о.т.к.л.ю.ч.е.н.и.е света",
        "ОТКЛЮЧЕНИЕ CBETA",
    ],
)
def test_disguise_is_seen_through(text: str) -> None:
    assert alerts("отключение света", text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("итд", "и т.д. и так"), ("втчс", "в т.ч. с ними"), ("aus", "as a U.S. ally")],
)
def test_a_few_single_letters_are_no_spelled_out_word(phrase: str, text: str) -> None:
    assert not levels(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("gesture of good will", "a goodwill gesture"),
        ("goodwill gesture", "a gesture of good will"),
        ("телемарафон", "теле-марафон"),
        ("кібер атака", "кібератака"),
    ],
)
def test_two_neighbours_may_be_one_word_and_one_word_two(phrase: str, text: str) -> None:
    assert alerts(phrase, text)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour revolution", "color revolutions"),
        ("armoured vehicles", "armored vehicle"),
        ("organised transfer", "organized transfers"),
        ("air defence centre", "air defense center"),
        ("deceptive manoeuvre", "deceptive maneuvers"),
        ("military advisers", "military advisor"),
        ("grey zone", "gray zone"),
    ],
)
def test_british_and_american_spelling_are_one(british: str, american: str) -> None:
    assert alerts(british, f"They spoke of {american} again")
    assert alerts(american, f"They spoke of {british} again")


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("thieves of grain", "the thief of grain"),
        ("провокація на кордоні", "правокація на кордоні"),
        ("программа действий", "праграмма действий"),
    ],
)
def test_forms_and_slips_that_look_like_another_word_are_met(phrase: str, text: str) -> None:
    assert alerts(phrase, text)


@pytest.mark.parametrize(("phrase", "text"), [("Poroshenko", "Doroshenko"), ("Медведев", "Недведев")])
def test_names_that_begin_differently_are_two(phrase: str, text: str) -> None:
    assert not alerts(phrase, f"{text} said so")
