"""One key for the ways a name is written in Ukrainian, in Russian and in Latin letters."""

from __future__ import annotations

import re

_FROM_CYRILLIC = str.maketrans(
    dict(zip("абвгдезиійїклмнопрстуфхыэєў", "abvhdeziiiiklmnoprstufhieeu", strict=True))
    | {
        "ж": "zh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "iu",
        "я": "ia",
        "ь": "",
        "ъ": "",
        "'": "",
    }
)
_LATIN_HABITS = (
    ("kh", "h"),
    ("g", "h"),
    ("ck", "k"),
    ("ts", "ts"),
    ("w", "v"),
    ("ks", "x"),
    ("y", "i"),
    ("j", "i"),
    ("ie", "e"),
)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_DOUBLED = re.compile(r"(.)\1+")
_ENDINGS_OF_SK = frozenset(("i", "a", "e", "oho", "omu", "im"))


def sound(word: str) -> str:
    """Return a key that is the same for Зеленский, Зеленський and Zelenskyy; `word` is folded."""
    cyrillic = not word.isascii() and _CYRILLIC.search(word) is not None
    key = word.translate(_FROM_CYRILLIC) if cyrillic else word.replace("'", "")
    if cyrillic:
        key = key.replace("ks", "x").replace("ie", "e")
    else:
        for written, heard in _LATIN_HABITS:
            key = key.replace(written, heard)
    if _DOUBLED.search(key):
        key = _DOUBLED.sub(r"\1", key)
    at = key.rfind("sk")
    return key[: at + 2] if at >= 0 and key[at + 2 :] in _ENDINGS_OF_SK else key
