"""How a model is written in the other alphabet: F-16 and Ф-16, S-300 and С-300, MiG-29 and МиГ-29."""

from __future__ import annotations

import re
from itertools import product

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g h", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh h", "ц": "ts", "ч": "ch", "ш": "sh", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_LATIN = {
    "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х г", "i": "и і", "j": "дж", "k": "к",
    "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в",
    "w": "в", "x": "кс х", "y": "й", "z": "з",
    "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш", "yu": "ю", "ya": "я",
}  # fmt: skip
_LETTERS = re.compile("zh|kh|ts|ch|sh|yu|ya|.")
_MOST = 8


def with_other_alphabet(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the spellings of a model, and how its letters are written in the other alphabet, by their sound."""
    found = dict.fromkeys(forms)
    for form in forms:
        for table in (_CYRILLIC, _LATIN):
            found.update(dict.fromkeys(_written(form, table)))
    return tuple(found)


def _written(form: str, table: dict[str, str]) -> list[str]:
    parts = [table.get(part, part if part.isdecimal() else "").split() for part in _LETTERS.findall(form)]
    return ["".join(letters) for _, letters in zip(range(_MOST), product(*parts), strict=False)]
