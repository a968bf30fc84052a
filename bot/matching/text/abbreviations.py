"""Short forms of numbers and units that stand in running text, and the words that they are short for."""

from __future__ import annotations

_ROWS = """
    тис тисяча
    тыс тысяча
    млн мільйон миллион
    млрд мільярд миллиард
    трлн трильйон триллион
    грн гривня гривна
    руб рубль
    дол долар доллар
    долл доллар
    чол чоловік
    чел человек
    км кілометр километр
    mln million
    bn billion
    bln billion
    trn trillion
    km kilometer
"""

IN_FULL: dict[str, tuple[str, ...]] = {
    short: tuple(full) for short, *full in (row.split() for row in _ROWS.strip().splitlines())
}
