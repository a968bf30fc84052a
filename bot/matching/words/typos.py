"""Whether two spellings are one word with a slip of the hand, or two words."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

LONG_ENOUGH = 5  # shorter words lie too close to one another to guess
ALIKE = 80.0

_PREFIX_LIST = """
    без безо вед вид від во воз вос вз вс до за зі із из изо ис на над надо не недо ни о об обо обез од от ото па пере
    перед пере пред під по под подо пів полу пост пра пре при про проти против раз рас роз рос со спів су супер сверх у
    уз через
    між меж контр анти анті анты де дез дис екс экс еко эко кібер кибер мета мікро микро ре суб ультра авіа авиа
    anti un in im il ir dis de mis non over under re pre post counter pro sub super ex inter trans em en fore out up
    """
_PREFIXES = frozenset(_PREFIX_LIST.split())
# Two spellings of one prefix, often mistaken for each other.
_ONE_PREFIX = (
    {"пере", "пре"},
    {"пре", "при"},
    {"про", "пра"},
    {"раз", "рас"},
    {"роз", "рос"},
    {"без", "бес"},
    {"воз", "вос"},
)
_ENDING_LIST = """
    ого его ому ему ими ыми ами ями ють ого ому ьої їми іми
    ых их ый ий ой ая яя ое ее ые ие ым им ом ем ою ею ую юю ов ев ей ам ям ах ях ої ій ів їв ям єю ію ії ія ия ии ию
    а я о е у ю и і ы ь й ї є s
    """
_ENDINGS = frozenset(_ENDING_LIST.split())
_LONGEST_PREFIX = max(map(len, _PREFIXES))
_STEM = 4
_LONG_NAME = 10  # long names are far from each other: any one letter may be a slip

_ROWS = ("йцукенгшщзхї", "фывапролджэ", "фівапролджє", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_CONFUSED = (
    "оа", "еи", "еі", "иі", "иы", "їі", "йи", "йі", "уо", "яе", "еэ", "єе", "юу", "ая", "ыі", "бп", "вф", "гк", "дт",
    "жш", "зс", "шщ", "чщ", "цс", "гх", "ьъ", "ae", "ei", "iy", "ou", "ao", "ck", "sc", "sz", "gj", "vw", "kq", "td",
    "bp", "fv", "ij", "uv", "рл", "мн",
)  # fmt: skip


def similarity(word: str, seen: str) -> float:
    """Return how much of `word` (0-100) the spelling `seen` keeps."""
    return fuzz.ratio(word, seen)


def stem(word: str) -> str:
    """Return `word` without the ending that declension changes, if at least five letters stay."""
    for length in (3, 2, 1):
        if word[-length:] in _ENDINGS and len(word) - length >= LONG_ENOUGH:
            return word[:-length]
    return word


def differ_by_prefix(word: str, seen: str) -> bool:
    """Tell whether the two are one stem under different prefixes (наступление and отступление): other words."""
    for prefix, rest in _without_prefix(word):
        for other, other_rest in _without_prefix(seen):
            same = prefix == other or {prefix, other} in _ONE_PREFIX
            if not same and rest[:_STEM] == other_rest[:_STEM] and similarity(rest, other_rest) >= ALIKE:
                return True
    return False


def _without_prefix(word: str) -> list[tuple[str, str]]:
    """Return every way to take `word` apart into a prefix, or none, and a stem long enough to be one."""
    cuts = range(min(_LONGEST_PREFIX, len(word) - _STEM) + 1)
    return [(word[:cut], word[cut:]) for cut in cuts if cut == 0 or word[:cut] in _PREFIXES]


def may_be_slip(name: str, seen: str) -> bool:
    """Tell whether `seen` comes from `name` by slips that hands make, not by another letter out of the blue.

    Names lie close together (Буданов, Будаков), and no dictionary holds them all. A letter left out, doubled, or
    swapped with its neighbour is a slip, and so is one mistaken for its neighbour on the keyboard or for a like sound.
    """
    if name[:1] != seen[:1]:  # hands rarely slip at the start, and names rhyme: Порошенко, Дорошенко
        return False
    edits = OSA.distance(name, seen)
    if len(name) != len(seen):
        return edits <= 1 + (len(name) > 8)
    return edits <= 1 and (len(name) >= _LONG_NAME or _is_transposed(name, seen) or _is_near(*_differing(name, seen)))


def _is_transposed(name: str, seen: str) -> bool:
    return sum(a != b for a, b in zip(name, seen, strict=True)) == 2


def _differing(name: str, seen: str) -> tuple[str, str]:
    return next(((a, b) for a, b in zip(name, seen, strict=True) if a != b), ("", ""))


def _is_near(left: str, right: str) -> bool:
    if left == right or left + right in _CONFUSED or right + left in _CONFUSED:
        return True
    return any(left + right in row or right + left in row for row in _ROWS)
