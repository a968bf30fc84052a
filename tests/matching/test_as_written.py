"""Phrases and texts as people write them: capitals with numbers, other signs, broken lines, letters of all shapes."""

from __future__ import annotations

import pytest

from bot.matching import Engine, explain
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Narrative, Phrase

LEXICON = standard_lexicon()

FOUND = [
    # capitals and numbers
    ("COVID-19", "Шкода від COVID-19 велика"),
    ("щеплення від COVID-19", "щеплення від Covid-19"),
    ("АБРАМС-1", "АБРАМС-1"),
    ("ТУРЕЦЬКИЙ ПОТІК-2", "Турецький потік-2 зупинено"),
    ("48-ГОДИННЕ ПЕРЕМИР'Я", "48-годинне перемир'я"),
    ("2-ГА АРМІЯ", "2 армія"),
    # phrases in capitals
    ("ОБСТРІЛ МІСТА", "обстріл міста"),
    ("WAR CRIME", "war crimes"),
    ("8 БЕРЕЗНЯ", "8 березня"),
    ("УДАР ЗСУ", "удари зсу"),
    # signs for an apostrophe
    ("зв'язок", "зв“язок"),
    ("зв'язок", "зв*язку"),
    ("пам'ять народу", 'пам"ять народу'),
    ("комп'ютер", "комп''ютери"),
    ('подвір"я школи', "подвір'я школи"),
    # broken over lines
    ("евакуація Херсона", "евакуація Хер-\nсона"),
    ("мобілізація", "мобілі\u00ad\nзація"),
    ("мобілізація", "мобі-\nліза-\n  ція"),
    ("С-300", "С-\n300"),
    # letters of all shapes
    ("secret base", "🆂🅴🅲🆁🅴🆃 🅑🅐🅢🅔"),
    ("secret base", "ꜱᴇᴄʀᴇᴛ ʙᴀꜱᴇ"),
    ("secret base", "ʂɛɕɾəʈ ɓɑʂe"),
    ("secret base", "sеcrеt Ьаsе"),
    ("plain lie", "pla¡n l¡e"),
    ("бойові птахи", "ƃойові птахи"),
    # models in both alphabets, names with numbers
    ("F-16", "Ф-16 прибули"),
    ("Ф-16", "F16"),
    ("С-300", "S-300 missiles"),
    ("МіГ-29", "MiG-29"),
    ("Х-101", "Kh-101"),
    ("Leopard 2", "танки Леопард 2"),
    ("Леопард 2", "Leopard 2 tanks"),
    ("Shahed", "дрони Шахед"),
    ("Шахед-136", "Shahed-136"),
    # short units
    ("30 тисяч поранених", "30 тис. поранених"),
    ("30 тис. поранених", "30 тисяч поранених"),
    ("7 мільярдів гривень", "7 млрд грн"),
    ("20 тысяч солдат", "20 тыс. солдат"),
    # in quotes
    ('"Т-90"', "Т-90 підбито"),
    ('"Т-90"', "Т90"),
    ('"ЗСУ"', "зсу"),
    ('"COVID-19"', "covid-19"),
]
NOT_FOUND = [
    ('"С-400"', "приїхали с 400 бійцями"),
    ('"Т-90"', "от т 90 человек"),
    ('"ВОЗ"', "полный воз дров"),
    ("ВОЗ", "полный воз дров"),
    ("F-16", "F-35"),
    ("30 тисяч поранених", "30 тис. загиблих"),
    ("COVID-19", "COVID-20"),
]


@pytest.mark.parametrize(("phrase", "text"), FOUND)
def test_it_is_found(phrase: str, text: str) -> None:
    assert explain(text, phrase, LEXICON).level is Level.ALERT
    assert found_by_engine(phrase, text)


@pytest.mark.parametrize(("phrase", "text"), NOT_FOUND)
def test_it_is_not_found(phrase: str, text: str) -> None:
    assert explain(text, phrase, LEXICON).level is not Level.ALERT
    assert not found_by_engine(phrase, text)


def found_by_engine(phrase: str, text: str) -> bool:
    engine = Engine(LEXICON)
    here = NarrativeId("here")
    engine.watch(Narrative(here, "Here", phrases=(Phrase(PhraseId(1), here, phrase),)))
    return [match.level for match in engine.match(text)] == [Level.ALERT]
