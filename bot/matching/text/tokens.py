"""Fold a text to the letters it means, and cut it into tokens that know where they stand in the original.

Folding loses what writers vary without meaning: case, width, invisible signs, stress marks, kinds of apostrophe, ё/е
and ґ/г, letters borrowed from another alphabet. Every offset counts characters of the original text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.matching.text.homoglyphs import (
    APOSTROPHES,
    LETTERS_WITH_MARKS,
    SHOWN,
    in_each_script,
    in_one_script,
    is_invisible,
    is_mark,
    may_be_of_both_scripts,
    to_cyrillic,
    to_latin,
)
from bot.matching.text.sentences import ends_sentence
from bot.matching.text.stop_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_REMEMBERED = 65_536
_TO_ITS_END = r"[^\s<>()\[\]\"«»]*"
_TOP_DOMAINS = "com|org|net|info|ru|ua|by|eu|gov|edu|tv|me|io|su|news|media|today|live"
# Each kind of link, after a sign of it that costs less to look for than the link itself.
_LINKS = (
    (
        re.compile(r"[:./](?:(?<=:)//|(?<=[wW]\.)|(?<=[eE]/)|(?<=[oO]:))"),
        rf"(?:(?:https?|ftp|tg)://|www\.|\bt\.me/|\bmailto:){_TO_ITS_END}(?:\([^\s()]*\){_TO_ITS_END})*",
    ),
    (re.compile(r"@(?<=[\w.+-]@)[\w-]"), r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (
        re.compile(rf"\.(?i:{_TOP_DOMAINS})"),
        rf"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:{_TOP_DOMAINS})(?:/{_TO_ITS_END}|(?![\w-]|\.\w))",
    ),
)
_MENTION = re.compile(r"(?<![\w@])@([A-Za-z][A-Za-z0-9_]{3,31})(?![\w@])")
_OF_ONE_SCRIPT = re.compile("[a-zA-Z']+|[а-яёіїєґА-ЯЁІЇЄҐ']+")
_RUN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
# Signs that stand for themselves, where no mark or invisible sign follows that might belong to the last of them.
_PLAIN_SIGNS = (
    r"\t\n\r -_a-~А-яёЁіїєґІЇЄҐ«»—–„“”•→₽\u2600-\u27bf\U0001F1E6-\U0001F1FF\U0001F300-\U0001F6D7\U0001F900-\U0001F9FF"
)
# Signs that mean the same as another single sign, in nearly every third post.
_SAME = (("\u2019", "'"), ("\u2018", "'"), ("\u02bc", "'"), ("\u00a0", " "))
_BREAKING = re.compile(r"\u00ad(?=[^\S\n]*\n)")
_PLAIN = re.compile(rf"[{_PLAIN_SIGNS}]+(?=[{_PLAIN_SIGNS}]|\Z)")


class Case(StrEnum):
    """How a word is written: all small, a capital first, or nothing but capitals."""

    LOWER = "lower"
    TITLE = "title"
    UPPER = "upper"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `starts[i]` and `ends[i]` bound the original characters that gave `text[i]`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class Token(NamedTuple):
    """A run of letters or of digits, or one @name.

    `text` is folded; `other_script` is the same shape read in the other alphabet ("НАТО" for a Latin "HATO"). `start`
    and `end` bound it in the original text. Tokens written together (Су34) share a `word` number. `sentence` counts
    sentences from 0. `gap` is the folded text between this token and the one before it. `raw` is the text before
    look-alike letters and case were folded. `plain` is a word that nothing in itself lets be read in another way: no
    number, no capital letter alone, no abbreviation that may have an ending. `full` is one of several letters or
    digits that is no function word.
    """

    text: str
    start: int
    end: int
    word: int
    sentence: int
    gap: str
    case: Case
    raw: str
    hashtag: int | None = None
    mention: bool = False
    other_script: str | None = None
    plain: bool = True
    full: bool = True

    @property
    def is_number(self) -> bool:
        """Tell whether the token is a run of digits."""
        return self.text.isdecimal()

    @property
    def forms(self) -> tuple[str, ...]:
        """The token as written, and in the other alphabet where its letters belong to both."""
        return (self.text,) if self.other_script is None else (self.text, self.other_script)

    @property
    def is_function_word(self) -> bool:
        """Tell whether the token only joins others (в, на, of): a model's letter (С-300) is told apart elsewhere."""
        return _is_function_word(self.text, self.other_script)


@dataclass(frozen=True, slots=True)
class _Glyphs:
    """The visible signs of a text, each with its place in the original. `chars` still has its case and alphabet."""

    chars: str
    starts: Sequence[int]
    ends: Sequence[int]


# Signs that join what stands on their both sides into one written word.
_GLUE = frozenset(("", "@", "$", "¡"))
# Where a run of letters or of digits begins and ends, the place of the # it follows, and whether it is an @name.
_Run = tuple[int, int, "int | None", bool]


def fold(text: str) -> Folded:
    """Fold `text` whole, separators and links included; never fails, whatever the characters."""
    glyphs = _glyphs(text)
    chars, starts, ends = [], [], []
    at = 0
    for run in [*_letter_runs(glyphs.chars), (len(glyphs.chars), len(glyphs.chars))]:
        pieces = [*((c, i) for i, c in enumerate(glyphs.chars[at : run[0]], at))]
        pieces += zip(in_one_script(glyphs.chars[run[0] : run[1]]), range(*run), strict=True)
        for piece, index in pieces:
            for char in _small(piece):
                chars.append(char)
                starts.append(glyphs.starts[index])
                ends.append(glyphs.ends[index])
        at = run[1]
    return Folded("".join(chars), tuple(starts), tuple(ends))


@lru_cache(maxsize=_REMEMBERED)
def fold_word(raw: str) -> str:
    """Fold a word that is free of marks and invisible signs already."""
    if _OF_ONE_SCRIPT.fullmatch(raw):
        return raw.lower().replace("ё", "е").replace("ґ", "г")
    return _small(in_one_script(raw))


_new = tuple.__new__  # half the time of Token(...)


def tokenise(text: str) -> tuple[Token, ...]:
    """Cut `text` into tokens; links give none, hashtags are cut where small letters meet capitals."""
    glyphs = _glyphs(_without_links(text))
    chars, starts, ends = glyphs.chars, glyphs.starts, glyphs.ends
    tokens: list[Token] = []
    at = word = sentence = 0
    before = ""
    for first, end, hashtag, mention in _runs(chars, starts):
        gap = chars[at:first]
        at = end
        raw = chars[first:end]
        folded, case, other, plain, full = _as_mention(raw) if mention else _as_word(raw)
        if gap == " " and tokens:
            word += 1
        elif tokens:
            word += hashtag is not None or gap not in _GLUE
            sentence += ends_sentence(before, gap, raw)
        before = raw
        place = (starts[first], ends[end - 1], word, sentence, gap)
        tokens.append(_new(Token, (folded, *place, case, raw, hashtag, mention, other, plain, full)))
    return tuple(tokens)


@lru_cache(maxsize=64)
def _link(kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(kinds), re.IGNORECASE)


def _without_links(text: str) -> str:
    """Put spaces in the place of links."""
    kinds = tuple(link for sign, link in _LINKS if sign.search(text))
    return _link(kinds).sub(lambda link: " " * len(link.group()), text) if kinds else text


# A word folded, how it was written, what it is in the other alphabet, if it is, and whether it is plain and full.
_Word = tuple[str, Case, "str | None", bool, bool]


def _as_mention(raw: str) -> _Word:
    return raw.lower(), _case(raw), None, False, False


@lru_cache(maxsize=_REMEMBERED)
def _as_word(raw: str) -> _Word:
    folded = fold_word(raw)
    other = _in_other_script(raw, folded)
    plain = raw.islower() or not (raw.isdecimal() or len(raw) == 1 or raw[1].isupper())
    full = len(folded) > 1 and not _is_function_word(folded, other)
    return folded, _case(raw), other, plain, full


def _is_function_word(folded: str, other: str | None) -> bool:
    return folded in FUNCTION_WORDS or (other is not None and other in FUNCTION_WORDS)


def _in_other_script(raw: str, folded: str) -> str | None:
    if _OF_ONE_SCRIPT.fullmatch(raw) and not may_be_of_both_scripts(raw):
        return None
    for other in (to_cyrillic(raw), to_latin(raw), *in_each_script(raw)):
        if other is not None and (small := _small(other)) != folded:
            return small
    return None


def _case(raw: str) -> Case:
    if raw.isupper():
        return Case.UPPER
    return Case.TITLE if raw[0].isupper() else Case.LOWER


# ---- signs


def _glyphs(text: str) -> _Glyphs:
    for sign, same in _SAME:
        text = text.replace(sign, same)
    if "\u00ad" in text:  # invisible, but where a line ends it is what breaks a word
        text = _BREAKING.sub("-", text)
    if _PLAIN.fullmatch(text):
        return _Glyphs(text, range(len(text)), range(1, len(text) + 1))
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for plain in _PLAIN.finditer(text):
        _add_clusters(text, range(at, plain.start()), chars, starts, ends)
        at = plain.end()
        chars.append(plain.group())
        starts += range(plain.start(), at)
        ends += range(plain.start() + 1, at + 1)
    _add_clusters(text, range(at, len(text)), chars, starts, ends)
    return _Glyphs("".join(chars), starts, ends)


def _add_clusters(text: str, places: range, chars: list[str], starts: list[int], ends: list[int]) -> None:
    for start, end, cluster in _clusters(text, places):
        for char in _visible(cluster):
            chars.append(char)
            starts.append(start)
            ends.append(end)


def _clusters(text: str, places: range) -> Iterator[tuple[int, int, str]]:
    """Yield each sign with the marks that combine with it: where it starts, where it ends, and its characters."""
    cluster, start, end = "", 0, 0
    for index in places:
        char = text[index]
        if is_invisible(char):
            continue
        if is_mark(char):
            if cluster:
                cluster, end = cluster + char, index + 1
            continue
        if cluster:
            yield start, end, cluster
        cluster, start, end = char, index, index + 1
    if cluster:
        yield start, end, cluster


@lru_cache(maxsize=_REMEMBERED)
def _visible(cluster: str) -> str:
    """Return the plain letters that a sign and its marks stand for; a symbol that is no letter becomes a space."""
    if cluster in APOSTROPHES:
        return "'"
    if cluster.isascii():
        return cluster
    composed = unicodedata.normalize("NFKC", SHOWN.get(cluster[0], cluster[0]) + cluster[1:])
    plain = "".join(_without_marks(char) for char in composed)
    words = sum(c.isalnum() for c in plain)
    is_symbol = len(plain) > 1 and unicodedata.category(cluster[0]) == "So"
    if words and (words < len(plain) or is_symbol):  # ½ and ™ and № are no part of the word beside them
        return " "
    return "\n\n" if plain == "\u2029" else plain


def _without_marks(char: str) -> str:
    if char in LETTERS_WITH_MARKS or char in "ïÏ":
        return char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    bare = "".join(c for c in unicodedata.normalize("NFD", char) if not is_mark(c))
    return unicodedata.normalize("NFC", bare)


def _small(raw: str) -> str:
    small = raw.casefold()
    if not small.isascii():
        small = "".join(c for c in small if not is_mark(c)).replace("ё", "е").replace("ґ", "г")
    return small


# ---- runs of letters and digits


def _runs(chars: str, starts: Sequence[int]) -> Iterable[_Run]:
    if "@" not in chars and "#" not in chars:
        return [(*run.span(), None, False) for run in _RUN.finditer(chars)]
    return _marked_runs(chars, starts)


def _marked_runs(chars: str, starts: Sequence[int]) -> Iterator[_Run]:
    at = 0
    for mention in _MENTION.finditer(chars) if "@" in chars else ():
        yield from _plain_runs(chars, starts, at, mention.start())
        yield (*mention.span(1), None, True)
        at = mention.end()
    yield from _plain_runs(chars, starts, at, len(chars))


def _plain_runs(chars: str, starts: Sequence[int], start: int, stop: int) -> Iterator[_Run]:
    if chars.find("#", start, stop) < 0:
        for run in _RUN.finditer(chars, start, stop):
            yield (*run.span(), None, False)
        return
    hashtag: int | None = None
    at = start
    for run in _RUN.finditer(chars, start, stop):
        first, end = run.span()
        hashtag = _hashtag_after(chars, at, first, hashtag)
        at = end
        if hashtag is None:
            yield first, end, None, False
        else:
            yield from _case_runs(chars, starts, first, end, hashtag)


def _hashtag_after(chars: str, start: int, stop: int, hashtag: int | None) -> int | None:
    """Return the place of the # that the run beginning at `stop` belongs to: only _ may stand inside a hashtag."""
    for at in range(start, stop):
        hashtag = at if chars[at] == "#" else hashtag if chars[at] == "_" else None
    return hashtag


def _letter_runs(chars: str) -> Iterator[tuple[int, int]]:
    return (run.span() for run in _RUN.finditer(chars) if not chars[run.start()].isdecimal())


def _case_runs(chars: str, starts: Sequence[int], start: int, end: int, hashtag: int) -> Iterator[_Run]:
    """Cut a hashtag's letters: ЖестВолі -> Жест Волі, НАТОЗло -> НАТО Зло; never those that one sign stands for (Ǆ)."""
    first = start
    for index in range(start + 1, end):
        rises = chars[index].isupper() and not chars[index - 1].isupper()
        last_capital = chars[index].isupper() and index + 1 < end and chars[index + 1].islower()
        if (rises or (last_capital and index - first > 1)) and starts[index] != starts[index - 1]:
            yield first, index, hashtag, False
            first = index
    yield first, end, hashtag, False
