"""What an operator's phrase asks for, with its marks, and which phrases ask for too little or too much."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.matching.text.stop_words import NEGATIONS
from bot.matching.text.tokens import Token, tokenise
from bot.matching.words.units import Pair, Unit, UnitRole, take_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WORDS = 12
_FEWEST_LETTERS = 3
_FEWEST_LETTERS_OF_A_NAME = 2  # ЄС, US
_QUOTED_WHOLE = re.compile(r"\s*(?:\"[^\"]+\"|«[^«»]+»|“[^“”]+”|„[^„“”]+[“”])\s*")
_QUOTED_PART = re.compile(r'"[^"]+"')
# зв"язок, as it is typed where the keyboard has no apostrophe
_SIGN_FOR_APOSTROPHE = re.compile(r"(?<=[бвгґджзйклмнпрстфхцчшщБВГҐДЖЗЙКЛМНПРСТФХЦЧШЩ])[\"“”„*`](?=[яюєїЯЮЄЇ])")
_EXCLUSION = re.compile(r"\s*-(?=[^\s\d-])")


class PhraseFault(StrEnum):
    """Why a phrase cannot be watched."""

    EMPTY = "empty"
    ONLY_FUNCTION_WORDS = "only-function-words"
    ONLY_DIGITS_OR_SIGNS = "only-digits-or-signs"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"


class UnusablePhrase(ValueError):
    """A phrase that would match nothing or nearly everything; `reason` tells which."""

    def __init__(self, text: str, reason: PhraseFault) -> None:
        super().__init__(f"unusable phrase {text!r}: {reason}")
        self.text = text
        self.reason = reason


@dataclass(frozen=True, slots=True)
class WatchedPhrase:
    """A phrase taken apart. `size` counts its written words; `sentences` how many sentences it has.

    `content` are the places of the units that must be met, and `weight` is what these weigh together. `expected` has
    each unit, then each pair, with the places of the units that it is.
    """

    text: str
    excludes: bool
    units: tuple[Unit, ...]
    pairs: tuple[Pair, ...]
    size: int
    sentences: int
    content: tuple[int, ...]
    weight: float
    expected: tuple[tuple[Unit, tuple[int, ...]], ...]


def check_phrase(text: str) -> None:
    """Raise UnusablePhrase, with the reason, where `text` says too little or too much to be watched."""
    watched(text)


def watched(text: str, *, excludes: bool = False) -> WatchedPhrase:
    """Take a phrase apart; raises UnusablePhrase. A leading hyphen makes it an exclusion, as `excludes` does."""
    marked, body = take_marks(text)
    body = _SIGN_FOR_APOSTROPHE.sub("'", body)
    tokens = tokenise(body)
    units, pairs = take_apart(tokens, _quoted_ranges(body), body)
    if (fault := _fault_of_tokens(tokens, body) or _fault_of_units(units)) is not None:
        raise UnusablePhrase(text, fault)
    content = tuple(i for i, unit in enumerate(units) if unit.role is not UnitRole.FUNCTION)
    return WatchedPhrase(
        text=text,
        excludes=excludes or marked,
        units=units,
        pairs=pairs,
        size=len(units),
        sentences=tokens[-1].sentence + 1,
        content=content,
        weight=sum(units[unit].weight for unit in content),
        expected=(
            *((unit, (place,)) for place, unit in enumerate(units)),
            *((pair.unit, (pair.left, pair.left + 1)) for pair in pairs),
        ),
    )


def take_marks(text: str) -> tuple[bool, str]:
    """Take the mark of an exclusion off a phrase; return whether there was one, and the rest."""
    mark = _EXCLUSION.match(text)
    return (True, text[mark.end() :]) if mark else (False, text)


def _quoted_ranges(body: str) -> list[range]:
    if _QUOTED_WHOLE.fullmatch(body):
        return [range(len(body))]
    return [range(*quoted.span()) for quoted in _QUOTED_PART.finditer(body)]


def _fault_of_tokens(tokens: Sequence[Token], body: str) -> PhraseFault | None:
    if not tokens:
        signs = any(not char.isspace() and char not in '"«»“”„-' for char in body)
        return PhraseFault.ONLY_DIGITS_OR_SIGNS if signs else PhraseFault.EMPTY
    return PhraseFault.TOO_LONG if tokens[-1].word - tokens[0].word + 1 > MOST_WORDS else None


def _fault_of_units(units: Sequence[Unit]) -> PhraseFault | None:
    telling = [unit for unit in units if unit.role is not UnitRole.FUNCTION]
    if not telling:
        return PhraseFault.ONLY_FUNCTION_WORDS
    if all(unit.forms[0].isdecimal() for unit in telling):
        return PhraseFault.ONLY_DIGITS_OR_SIGNS
    is_name = telling[0].role in (UnitRole.ABBREVIATION, UnitRole.MODEL)
    fewest = _FEWEST_LETTERS_OF_A_NAME if is_name else _FEWEST_LETTERS
    letters = sum(len(unit.forms[0]) for unit in telling if unit.forms[0] not in NEGATIONS)
    return PhraseFault.TOO_SHORT if letters < fewest else None
