"""Letters as they look and as they are: which signs are invisible, and which letters pass for one another."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Signs that show a letter and that Unicode takes for signs or letters of their own: negative circled and squared,
# small capitals, letters of phonetics and of other scripts.
SHOWN = {
    **dict(zip(map(chr, range(0x1F150, 0x1F16A)), _CAPITALS, strict=True)),
    **dict(zip(map(chr, range(0x1F170, 0x1F18A)), _CAPITALS, strict=True)),
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢǫᴦᴨᴫᴧᴙᴎ", "abcdefghijklmnopqrstuvwyzqгплляи", strict=True)),
    **dict(
        zip(
            "ɑɐɓƀƅɕƈɖɗđȡɘəɛǝƒɠɡǥɦħɥɨɩɪɟʝɉƙʞɫɭɬƚɱɲŋɳƞɵɔƥɋɽɾɹɼɍʂȿʃƫʈŧʇƭʉʊʋʍⱳɣʎƴɏʐʑƶʒ",
            "aabbbccddddeeeefggghhhiiijjjkkllllmnnnnoopqrrrrrssstttttuuvwwyyyyzzzz",
            strict=True,
        )
    ),
    **dict(zip("օոսհցզյ", "onuhgqj", strict=True)),
    **dict(zip("ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᏚᎢᏙᎳᏃ", "ABCDEGHIJKLMPSTVWZ", strict=True)),
    **dict(zip("ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "ABCDEFGHIJKLMNOPRSTUVWXYZ", strict=True)),
}

# Letters whose mark is part of the letter. (ё becomes е and ґ becomes г, but only once the word is known.)
LETTERS_WITH_MARKS = frozenset("йїёўЙЇЁЎ")

APOSTROPHES = frozenset("'\u2019\u02bc\u2018\u201b`\u00b4\u2032\uff07\u02b9\u02bb\u02c8\u055a\ua78c")

# Fillers that are letters by category and yet show nothing.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")

# Latin and Greek letters that show the same shape as a Cyrillic one, whatever the font.
_TWINS = dict(
    zip(
        "ABCEHIKMOPTXYaceikopxysjÏïΑΒΕΗΙΚΜΝΟΡΤΥΧΓΠΛΦαορνκτπγσιε",
        "АВСЕНІКМОРТХУасеікорхуѕјЇїАВЕНІКМNОРТУХГПЛФаорvктпуоіе",
        strict=True,
    )
)
# These only pass for Cyrillic in the middle of a Cyrillic word ("нoвocтu", "дpyr"): in print they are plainly Latin.
_STAND_INS = dict(zip("bhmntuwrgdlzvfβωηυχςθιλφVWNRUΘƃʌɯ", "внмптишгддізvфвшпихсоілфVШИЯИОблш", strict=True))

_TO_CYRILLIC = {k: v for k, v in (_TWINS | _STAND_INS).items() if unicodedata.name(v, "").startswith("CYRILLIC")}
_TWIN_TO_CYRILLIC = {
    k: v for k, v in _TWINS.items() if unicodedata.name(v, "").startswith("CYRILLIC") and v not in "ѕј"
}
_TO_LATIN = {
    **dict(zip("АВСЕНІЇКМОРТХУЅЈӀасеіїкорхуѕјӏһԁԛԝ", "ABCEHIIKMOPTXYSJIaceiikopxysjihdqw", strict=True)),
    **dict(zip("ΑΒΕΗΙΚΜΝΟΡΤΥΧΖαορνκτυιεσ", "ABEHIKMNOPTYXZaopvktuieo", strict=True)),
}
_OF_BOTH = frozenset("'").union(
    *[{letter, *table.get(letter, "")} for table in (_TWIN_TO_CYRILLIC, _TO_LATIN) for letter in table]
)
# The same the other way round: "Ьоmb", in a word that has Latin letters, too.
_LATIN_STAND_INS = dict(zip("ьЬвгитмнкпшясуВГИЯУ", "bBbrutmhknwrcyBrUrY", strict=True))
_PLAIN_LATIN = {"Ï": "I", "ï": "i", "ı": "i", "ƃ": "b", "ʌ": "v", "ɯ": "m"}

_DIGITS_IN_CYRILLIC = {"0": "о", "3": "з", "4": "ч", "6": "б", "@": "а", "1": "і", "$": "ѕ", "¡": "і"}
_DIGITS_IN_LATIN = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "¡": "i"}


def is_invisible(char: str) -> bool:
    """Tell whether `char` shows nothing at all: zero-width, soft hyphen, variation selector, tag, direction mark."""
    if char < "\u00ad":
        return False
    return (
        char in _BLANK_LETTERS
        or "\ufe00" <= char <= "\ufe0f"
        or unicodedata.category(char) == "Cf"
        or ("\U000e0100" <= char <= "\U000e01ef" or "\u180b" <= char <= "\u180f")
    )


def is_mark(char: str) -> bool:
    """Tell whether `char` combines with the letter before it."""
    return char >= "\u0300" and unicodedata.category(char) in ("Mn", "Me")


def may_be_of_both_scripts(word: str) -> bool:
    """Tell, at little cost and mostly rightly, that a word has letters of one script only."""
    return _OF_BOTH.issuperset(word)


def to_cyrillic(word: str) -> str | None:
    """Write a word of one shape in Cyrillic letters, or None where a letter has no Cyrillic look-alike."""
    return _rewritten(word, _TWIN_TO_CYRILLIC, is_cyrillic)


def to_latin(word: str) -> str | None:
    """Write a word of one shape in Latin letters, or None where a letter has no Latin look-alike."""
    return _rewritten(word, _TO_LATIN, is_latin)


def in_each_script(word: str) -> Iterator[str]:
    """Yield a word of several scripts written in Cyrillic letters and in Latin ones, as far as each may stand in."""
    for table, belongs in ((_TO_CYRILLIC, is_cyrillic), (_LATIN_STAND_INS | _TO_LATIN, is_latin)):
        written = _rewritten(word, table, belongs)
        if written is not None and any(map(belongs, word)):
            yield written


def in_one_script(word: str) -> str:
    """Bring the look-alike letters of `word` to the script of its other letters; keeps case and length.

    A letter that has no twin in the other script settles the matter; where there are such letters of both, the more
    numerous script wins, and a word of one script alone stays as it is.
    """
    cyrillic, latin = sum(map(is_cyrillic, word)), sum(map(is_latin, word))
    if cyrillic + latin == len(word.replace("'", "")) and not (cyrillic and latin):
        return _plain(word)
    telling_cyrillic = sum(is_cyrillic(c) and c not in _TO_LATIN for c in word)
    telling_latin = sum(is_latin(c) and c not in _TWIN_TO_CYRILLIC for c in word)
    if (telling_cyrillic, cyrillic) >= (telling_latin, latin):
        return "".join(_TO_CYRILLIC.get(c, c) for c in word)
    return _plain("".join(_TO_LATIN.get(c, c) for c in word))


def digits_as_letters(word: str) -> str | None:
    """Read the digits and signs in `word` as the letters they stand for, or None where that makes no word."""
    letters = [c for c in word if c.isalpha()]
    if len(letters) < 2 or len(letters) * 2 < len(word):
        return None
    table = _DIGITS_IN_CYRILLIC if is_cyrillic(in_one_script("".join(letters))[0]) else _DIGITS_IN_LATIN
    read = "".join(table.get(c, c) for c in word)
    return in_one_script(read) if all(c.isalpha() or c == "'" for c in read) else None


def is_cyrillic(char: str) -> bool:
    """Tell whether `char` is a Cyrillic letter."""
    return "\u0400" <= char <= "\u052f"


def is_latin(char: str) -> bool:
    """Tell whether `char` is a Latin letter."""
    return ("a" <= char <= "z") or ("A" <= char <= "Z") or ("\u00c0" <= char <= "\u024f")


def _rewritten(word: str, table: dict[str, str], belongs: Callable[[str], bool]) -> str | None:
    letters = [c if belongs(c) or c == "'" else table.get(c, "") for c in word]
    return "".join(letters) if all(letters) else None


def _plain(word: str) -> str:
    return "".join(_PLAIN_LATIN.get(c, c) for c in word)
