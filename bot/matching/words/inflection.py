"""Ukrainian and English endings: the dictionary forms that a word may belong to, judged by its ending alone.

Small on purpose: these tables guess, and a dictionary is asked whether a guess is a word (or, for a name that no
dictionary knows, the same guess made from both words is what tells that they are one).
"""

from __future__ import annotations

import re

# Each row: the dictionary form's ending first, then the other cases' endings, singular and plural.
_UKRAINIAN = """
    - а у ові ом і и е ів ам ами ах
    ь я ю еві ем і ів їв ям ями ях
    й я ю єві єм ї їв ям ями ях
    о а у ові ом і и ів ам ами ах
    а и і у ою о - ам ами ах
    я і ю ею е ь ям ями ях й їв
    ія ії ію ією іє ій іям іями іях
    'я 'ї 'ю 'єю 'є 'ям 'ями 'ях
    о а у ом і - ам ами ах
    я ю ям і ь ями ях
    ий ого ому им ім а ої ій у ою е і их ими
    ій ього ьому ім я ьої ю ьою є і їх їм іми
    ів ова ову овим ові овом
    ів ева еву евим еві евом
    їв єва єву єві євом євим
    ець ця цю цеві цем ці ців цям цями цях
    ень ня ню нем неві ні нів ням нями нях
    оєць ійця ійцю ійцеві ійцем ійці ійців ійцям ійцями ійцях
    це ця цю цем ці ць цям цями цях
    ість ості істю остей остям остями остях
    інь еня еню енем ені енів еням енями енях
    ок ка ку кові ком ки ків кам ками ках
    ка ки ці ку кою ко ок кам ками ках
    га ги зі гу гою го г гам гами гах
    ть ті тю тей тям тями тях
    """
# Names of people and places only: the plural is left out, since Романов is no plural of Роман.
_RUSSIAN_NAMES = """
    - а у ом е ы
    ь я ю ем е и
    ь и ью
    й я ю ем е и
    а ы и е у ой ою
    я и е ю ей ею
    ия ии ию ией
    о а у ом е
    ье ья ью ьем
    ый ого ому ым ом ая ой ую ое ые ых ыми
    ий ого ому им ом ая ой ую ое ие их ими
    ой ого ому ым им ом ая ую ое ые ие ых их
    ий его ему им ем яя ей юю ее ие их
    - а у ым ом ой ы ых ыми
    """
_UKRAINIAN_NAMES = """
    - у і а
    ів ового овому овим овім
    """


def _paradigms(table: str) -> tuple[tuple[str, ...], ...]:
    """Read a table: each row holds the dictionary form's ending first, then the other cases'; "-" is no ending."""
    rows = (row.split() for row in table.strip().splitlines())
    return tuple(tuple("" if ending == "-" else ending for ending in row) for row in rows)


# Where і of the dictionary form opens into о: вибір, вибору; міст, мосту.
_OPENING = tuple(
    (f"і{closing}", *(f"о{closing}{ending}" for ending in ["а", "у", "ові", "ом", "і", "и", "ів", "ам", "ами", "ах"]))
    for closing in ("б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т", "х", "ст")
)


def _lemma_endings(paradigms: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, ...]]:
    """Turn paradigms round: for each ending, the endings that the dictionary form may have in its place."""
    found: dict[str, dict[str, None]] = {}
    for lemma_ending, *others in paradigms:
        for ending in (lemma_ending, *others):
            found.setdefault(ending, {})[lemma_ending] = None
    return {ending: tuple(lemma_endings) for ending, lemma_endings in found.items()}


_UKRAINIAN_PARADIGMS = (*_paradigms(_UKRAINIAN), *_OPENING)
_UKRAINIAN_ENDINGS = _lemma_endings(_UKRAINIAN_PARADIGMS)
_NAME_ENDINGS = _lemma_endings((*_UKRAINIAN_PARADIGMS, *_paradigms(_UKRAINIAN_NAMES), *_paradigms(_RUSSIAN_NAMES)))
LONGEST_ENDING = max(map(len, _NAME_ENDINGS))
_ENGLISH_ENDINGS = (
    ("'s", ""), ("'", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("ed", ""), ("ed", "e"),
    ("ied", "y"), ("ing", ""), ("ing", "e"),
)  # fmt: skip
_SHORTEST_STEM = 3


# Where British and American English spell one word in two ways: a British ending, and the American one.
_BRITISH = (
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"manoeuvre"), "maneuver"),
    (re.compile(r"programme"), "program"),
    (re.compile(r"^adviser"), "advisor"),
    (re.compile(r"^licence"), "license"),
    (re.compile(r"(?<=[a-z]{2}[bdklmnprtv])our(?=$|s$|ed$|ing$|er$|ers$|able$|ful$|less$|ite$|y$)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})yse(?=$|d$|s$|r$)"), "yze"),
    (re.compile(r"(?<=[a-z][bt])re(?=$|s$)"), "er"),
    (re.compile(r"(?<=[a-z]{2})ogue(?=$|s$)"), "og"),
    (re.compile(r"(?<=[fn])ence$"), "ense"),
    (re.compile(r"(?<=[a-z]{2}[aeiou]l)l(?=(?:ed|ing|er|ers)$)"), ""),
)


def american(word: str) -> str:
    """Return an English word as Americans spell it: colour as color, organise as organize; others as they are.

    The result need not be a word: it only has to be the same for both spellings.
    """
    for british, spelling in _BRITISH:
        word = british.sub(spelling, word)
    return word


def ukrainian_dictionary_forms(word: str) -> frozenset[str]:
    """Return the dictionary forms that `word` could be a case of; most are no words."""
    return _dictionary_forms(word, _UKRAINIAN_ENDINGS)


def name_forms(word: str) -> frozenset[str]:
    """Return the dictionary forms that `word`, a Ukrainian or Russian name, could be a case of."""
    return _dictionary_forms(word, _NAME_ENDINGS)


def _dictionary_forms(word: str, lemma_endings: dict[str, tuple[str, ...]]) -> frozenset[str]:
    forms: set[str] = set()
    for end in range(max(_SHORTEST_STEM, len(word) - LONGEST_ENDING), len(word) + 1):
        endings = lemma_endings.get(word[end:])
        if endings is not None:
            stem = word[:end]
            forms.update([stem + ending for ending in endings])
    return frozenset(forms)


def english_dictionary_forms(word: str) -> frozenset[str]:
    """Return the dictionary forms that `word` could be a form of, itself included; most are no words."""
    forms = {word}
    for ending, lemma_ending in _ENGLISH_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            forms.add(stem + lemma_ending)
            if ending in ("ed", "ing") and stem[-1] == stem[-2]:
                forms.add(stem[:-1])
    return frozenset(forms)
