"""One key for the ways a name is written in Ukrainian, in Russian and in Latin letters."""

from __future__ import annotations

import re

_FROM_CYRILLIC = {
    **dict(zip("абвгдезиійїклмнопрстуфхыэєў", "abvhdeziiiiklmnoprstufhieeu", strict=True)),
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
    ("'", ""),
)
_CYRILLIC_HABITS = (("ks", "x"), ("ie", "e"))


def sound(word: str) -> str:
    """Return a key that is the same for Зеленский, Зеленський and Zelenskyy; `word` is folded."""
    cyrillic = any("\u0400" <= char <= "\u052f" for char in word)
    key = "".join(_FROM_CYRILLIC.get(char, char) for char in word)
    for written, heard in _CYRILLIC_HABITS if cyrillic else _LATIN_HABITS:
        key = key.replace(written, heard)
    key = re.sub(r"(.)\1+", r"\1", key)
    return re.sub(r"sk(?:i|a|e|oho|omu|im)$", "sk", key)
