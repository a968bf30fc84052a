"""Where one sentence ends and the next begins, judged from two words and the signs between them."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")

# A full stop after these ends a word, not a sentence. Single letters (initials, "т.д.", "U.S.") never end one.
_SHORTENED_WORDS = """
    тыс тис млн млрд трлн руб грн коп долл дол гг рр вв ст ул вул просп пр пер пл им ім обл окр респ смт пгт пос дер
    стр см др ін т.д т.п напр проф акад доц ген полк подп майор кап лейт серж св изд вид ред зам зав нач ком чел чол
    кв км кг мм экз тел моб рис табл разд гл яз укр рус англ нем фр
    mr mrs ms dr st gen col lt sgt maj capt cmdr adm sen rep gov pres prof rev hon jr sr vs etc no nos inc ltd co corp
    jan feb mar apr jun jul aug sep sept oct nov dec approx dept est fig al
    """
_SHORTENED = frozenset(_SHORTENED_WORDS.split())


class _Stop(Enum):
    NONE = 0
    FULL = 1
    TRAILING = 2
    STRONG = 3


def ends_sentence(before: str, gap: str, after: str) -> bool:
    """Tell whether a sentence ends in `gap`, the signs between the words `before` and `after` (case kept)."""
    stop = _stop(gap)
    if stop is _Stop.NONE or stop is _Stop.STRONG:
        return stop is _Stop.STRONG
    if stop is _Stop.TRAILING:  # dots that trail off in mid-sentence go on in small letters
        return not after[0].islower()
    return _full_stop_ends(before, gap, after)


@lru_cache(maxsize=4_096)
def _stop(gap: str) -> _Stop:
    if "!" in gap or "?" in gap or _BLANK_LINE.search(gap):
        return _Stop.STRONG
    stops = gap.count(".")
    return _Stop.TRAILING if stops > 1 else _Stop.FULL if stops else _Stop.NONE


def _full_stop_ends(before: str, gap: str, after: str) -> bool:
    if len(before) == 1 and before.isalpha():
        return False
    if before.casefold() in _SHORTENED:
        return False
    if gap == ".":  # nothing but the stop: 10.02, т.ч, and sentences run together ("конец.Начало")
        return len(before) > 2 and before[-1].islower() and after[0].isupper()
    return True
