"""The ways a stretch of text may be read: as written, with digits for letters, spelled out, run together.

A reading may add a match and never takes one away: the tokens stay, whatever else they may be read as.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from bot.matching.text.abbreviations import IN_FULL
from bot.matching.text.homoglyphs import digits_as_letters
from bot.matching.text.tokens import Case, Token, fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2212")
_LETTER_SIGNS = frozenset("@$¡")  # they may stand for the first letter of the word they touch
SHORT_LETTERS = 4  # a model's letters are few: С-300, Ка-52, МиГ-31, Град-1
LONGEST_MODEL = 4  # т-72-б-3
_SPELLED_OUT = 4  # fewer single letters are «и т.д», "a U.S"
_LONGEST_SPELLED = 20
_LONGEST_NUMBER = 7  # groups of three digits
# Bounds for a text made to be slow; of 24,561 real posts the fullest had 278 and 50. The words as written always stand.
MOST_OTHERWISE = 300  # further readings of words
MOST_SPELLED = 300  # parts of what is spelled out: each whole is read in any case
_BROKEN = re.compile(r"[-\u2010\u2011\u00ac]\s*\n\s*")
_LONGEST_SIGN = 2  # '' and \'
_MOST_LINES = 4  # that one word is broken over
# Signs that are typed, or left by a converter, where an apostrophe belongs; one stands before these letters only.
_LIKE_APOSTROPHES = frozenset("\"“”„‟«»*`^~\\'")
_AFTER_APOSTROPHES = frozenset("яюєї")
_WITH_ENDING = re.compile(r"([A-ZА-ЯІЇЄҐЁ]{2,5})['-]?[a-zа-яіїєґё]{1,2}")


class VariantKind(StrEnum):
    """How a reading came about."""

    WRITTEN = "written"
    OTHER_SCRIPT = "other script"
    ABBREVIATION = "abbreviation with an ending"
    DIGITS_AS_LETTERS = "digits as letters"
    SPELLED_OUT = "spelled out"
    SPELLED_PART = "part of what is spelled out"
    DOTTED = "abbreviation with dots"
    MODEL = "letters and digits of one name"
    THOUSANDS = "number in groups"
    TOGETHER = "two words as one"
    HASHTAG = "whole hashtag"
    LETTERS = "letters alone"
    APOSTROPHE = "a sign for an apostrophe"
    BROKEN = "broken over lines"
    SHORT = "short for a number or a unit"


class Variant(NamedTuple):
    """One way to read the tokens `first` to `end` (exclusive) as a single word `text`."""

    text: str
    first: int
    end: int
    kind: VariantKind
    case: Case


_new = tuple.__new__  # half the time of Reading(...), thousands of times a text


def variants(tokens: Sequence[Token]) -> list[Variant]:
    """Return the readings of `tokens`, by place: so many for each token at most, and so many further ones in all."""
    found: list[Variant] = []
    left = MOST_OTHERWISE
    for index, (token, following) in enumerate(zip_longest(tokens, tokens[1:])):
        text, case, end = token.text, token.case, index + 1
        found.append(_new(Variant, (text, index, end, VariantKind.WRITTEN, case)))
        if token.other_script is not None:
            found.append(_new(Variant, (token.other_script, index, end, VariantKind.OTHER_SCRIPT, case)))
        if text in IN_FULL:
            found += [_new(Variant, (full, index, end, VariantKind.SHORT, case)) for full in IN_FULL[text]]
        if left > 0 and _may_be_read_otherwise(token, following):
            further = sorted(_further_readings(tokens, index), key=_end)
            left -= len(further)
            found += further
        elif following is not None and may_be_one_word(token, following):
            found.append(_new(Variant, (text + following.text, index, end + 1, VariantKind.TOGETHER, case)))
    if spelled_out := list(_spelled_out(tokens)):
        found = sorted(found + spelled_out, key=_place)
    return found


def _may_be_read_otherwise(token: Token, following: Token | None) -> bool:
    """Tell whether a word may be read in another way than as written, or with the next word as one."""
    if not token.plain or token.hashtag is not None or token.gap[-1:] in _LETTER_SIGNS:
        return True
    if following is None:
        return False
    if following.word == token.word or following.text.isdecimal():
        return True
    return following.gap != " " and (is_break(following.gap) or _is_like_apostrophe(following))


def _end(reading: Variant) -> int:
    return reading.end


def _place(reading: Variant) -> tuple[int, int]:
    return reading.first, reading.end


def is_break(gap: str) -> bool:
    """Tell whether a word is broken here, to go on in the next line."""
    return "\n" in gap and _BROKEN.fullmatch(gap) is not None


def _is_like_apostrophe(right: Token) -> bool:
    """Tell whether what stands before a word may be meant as the apostrophe in it: п"ята, здоров*я."""
    gap = right.gap
    return 0 < len(gap) <= _LONGEST_SIGN and right.text[0] in _AFTER_APOSTROPHES and _LIKE_APOSTROPHES.issuperset(gap)


def is_model_link(left: Token, right: Token) -> bool:
    """Tell whether letters and digits stand close enough to be one name: Су34, Су-34, 152-мм."""
    close = right.gap == "" or right.gap in HYPHENS or is_break(right.gap)
    return close and left.is_number != right.is_number and not (left.mention or right.mention)


def _further_readings(tokens: Sequence[Token], index: int) -> Iterator[Variant]:
    token = tokens[index]
    if stem := _WITH_ENDING.fullmatch(token.raw):
        yield Variant(fold_word(stem[1]), index, index + 1, VariantKind.ABBREVIATION, Case.UPPER)
    if not token.mention:
        yield from _digits_as_letters(tokens, index)
        yield from _models(tokens, index)
        yield from _thousands(tokens, index)
        yield from _together(tokens, index)
        yield from _dotted(tokens, index)
        yield from _whole_hashtag(tokens, index)
        yield from _broken(tokens, index)
        yield from _with_apostrophe(tokens, index)


def _digits_as_letters(tokens: Sequence[Token], index: int) -> Iterator[Variant]:
    """Read м0билизaция and мобилиз@ция, from the first token of the written word on, as one word."""
    if index and tokens[index - 1].word == tokens[index].word:
        return
    end = index + 1
    raw = tokens[index].raw
    while end < len(tokens) and tokens[end].word == tokens[index].word:
        raw += tokens[end].gap + tokens[end].raw
        end += 1
    if tokens[index].gap[-1:] in _LETTER_SIGNS:  # the sign may stand for the first letter: @рмия
        raw = tokens[index].gap[-1] + raw
    elif end == index + 1:
        return
    word = digits_as_letters(raw)
    if word is not None:
        yield Variant(fold_word(word), index, end, VariantKind.DIGITS_AS_LETTERS, tokens[index].case)


def _models(tokens: Sequence[Token], index: int) -> Iterator[Variant]:
    """Read the letters and digits of a model name as one: Су-34 and Су 34 as су34, Т-72Б3 as т72 and т72б3."""
    texts = list(tokens[index].forms)
    for end in range(index + 1, min(index + LONGEST_MODEL, len(tokens))):
        left, right = tokens[end - 1], tokens[end]
        if not (is_model_link(left, right) or (end == index + 1 and _is_loose_model(left, right))):
            return
        if not (_may_be_model_part(left) and _may_be_model_part(right)):
            return
        texts = [text + form for text in texts for form in right.forms]
        for text in texts:
            yield Variant(text, index, end + 1, VariantKind.MODEL, tokens[index].case)


def _is_loose_model(letters: Token, digits: Token) -> bool:
    """Tell whether a space may stand for the hyphen: "су 34" and "С 300", but not "с 300 солдатами"."""
    if digits.gap != " " or letters.is_number == digits.is_number or letters.mention or digits.mention:
        return False
    if letters.is_number:
        return not digits.is_function_word
    return letters.case is Case.UPPER or not letters.is_function_word


def _may_be_model_part(token: Token) -> bool:
    return token.is_number or len(token.text) <= SHORT_LETTERS


def _thousands(tokens: Sequence[Token], index: int) -> Iterator[Variant]:
    """Read 5 000, 5,000 and 5.000 as 5000."""
    text = tokens[index].text
    if not tokens[index].is_number or len(text) > 3:
        return
    for end in range(index + 1, min(index + _LONGEST_NUMBER, len(tokens))):
        token = tokens[end]
        if not (token.is_number and len(token.text) == 3 and token.gap in (" ", ",", ".")):
            return
        text += token.text
        yield Variant(text, index, end + 1, VariantKind.THOUSANDS, Case.LOWER)


def _dotted(tokens: Sequence[Token], index: int) -> Iterator[Variant]:
    """Read U.S. and С.Ш.А. as US and США."""
    end, longest = index, min(index + _LONGEST_SPELLED, len(tokens))
    while end < longest and _is_capital(tokens[end]) and (end == index or tokens[end].gap == "."):
        end += 1
    if end - index > 1:
        text = fold_word("".join(token.raw for token in tokens[index:end]))
        yield Variant(text, index, end, VariantKind.DOTTED, Case.UPPER)


def _is_capital(token: Token) -> bool:
    return len(token.raw) == 1 and token.case is Case.UPPER


def _together(tokens: Sequence[Token], index: int) -> Iterator[Variant]:
    """Read two neighbouring words as one: good will, теле-марафон."""
    if index + 1 < len(tokens) and _are_together(tokens[index], tokens[index + 1]):
        yield Variant(
            tokens[index].text + tokens[index + 1].text, index, index + 2, VariantKind.TOGETHER, tokens[index].case
        )


def _are_together(left: Token, right: Token) -> bool:
    return not (left.is_number or right.is_number) and may_be_one_word(left, right)


def may_be_one_word(left: Token, right: Token) -> bool:
    """Tell whether two words may be one: nothing or a hyphen between them, or a space between full words."""
    if right.gap == " ":
        return left.full and right.full
    return (right.gap == "" or right.gap in HYPHENS) and not right.mention


def _whole_hashtag(tokens: Sequence[Token], index: int) -> Iterator[Variant]:
    tag = tokens[index].hashtag
    if tag is None or (index and tokens[index - 1].hashtag == tag):
        return
    end = index + 1
    while end < len(tokens) and tokens[end].hashtag == tag:
        end += 1
    if end - index > 2:
        text = "".join(token.text for token in tokens[index:end])
        yield Variant(text, index, end, VariantKind.HASHTAG, tokens[index].case)


def _broken(tokens: Sequence[Token], index: int) -> Iterator[Variant]:
    """Read a word that a hyphen breaks at the end of a line as one."""
    text = tokens[index].text
    for end in range(index + 1, min(index + _MOST_LINES, len(tokens))):
        if not is_break(tokens[end].gap) or tokens[end].is_number or tokens[end - 1].is_number:
            return
        text += tokens[end].text
        yield Variant(text, index, end + 1, VariantKind.BROKEN, tokens[index].case)


def _with_apostrophe(tokens: Sequence[Token], index: int) -> Iterator[Variant]:
    if index + 1 < len(tokens) and not tokens[index].is_number and _is_like_apostrophe(tokens[index + 1]):
        text = f"{tokens[index].text}'{tokens[index + 1].text}"
        yield Variant(text, index, index + 2, VariantKind.APOSTROPHE, tokens[index].case)


def _spelled_out(tokens: Sequence[Token]) -> Iterator[Variant]:
    """Read four or more single letters with one repeated separator as a word: "ж е с т", "З.е.л.е.н".

    Nobody can see where the words of a longer run part, so any part may be one, as far as the bound goes.
    """
    left = MOST_SPELLED
    for run in _single_letter_runs(tokens):
        if len(run) <= _LONGEST_SPELLED:
            yield _spelled(tokens, run, VariantKind.SPELLED_OUT)
        for part in islice(_parts(run), left):
            left -= 1
            yield _spelled(tokens, part, VariantKind.SPELLED_PART)


def _parts(run: range) -> Iterator[range]:
    for first in run:
        for end in range(first + _SPELLED_OUT, min(run.stop, first + _LONGEST_SPELLED) + 1):
            if end - first < len(run):
                yield range(first, end)


def _spelled(tokens: Sequence[Token], part: range, kind: VariantKind) -> Variant:
    word = fold_word("".join(token.raw for token in tokens[part.start : part.stop]))
    return Variant(word, part.start, part.stop, kind, tokens[part.start].case)


def _single_letter_runs(tokens: Sequence[Token]) -> Iterable[range]:
    runs: list[range] = []
    single = [(index, token) for index, token in enumerate(tokens) if len(token.raw) == 1]
    if len(single) < _SPELLED_OUT:
        return runs
    for index, token in single:
        if token.is_number:
            continue
        run = runs[-1] if runs else range(0)
        follows = run.stop == index and len(run) > 0 and token.gap != ""
        if follows and (len(run) == 1 or token.gap == tokens[index - 1].gap):
            runs[-1] = range(run.start, index + 1)
        else:
            # the letter before may open this run, too, when only the separator changed
            shares = follows and len(run) > 1
            runs.append(range(index - 1 if shares else index, index + 1))
    return [run for run in runs if len(run) >= _SPELLED_OUT]
