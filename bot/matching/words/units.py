"""The units of a phrase: its words, and what counts as one word, such as a model number or a stretch in quotes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.matching.text.abbreviations import IN_FULL
from bot.matching.text.stop_words import NEGATIONS
from bot.matching.text.tokens import Case, Token
from bot.matching.text.variants import (
    HYPHENS,
    LONGEST_MODEL,
    SHORT_LETTERS,
    VariantKind,
    is_model_link,
    may_be_one_word,
    variants,
)
from bot.matching.words.transliteration import with_other_alphabet

if TYPE_CHECKING:
    from collections.abc import Sequence

_MODEL_LETTERS = 3
_ABBREVIATION = range(2, 6)  # letters
_ORDINALS = "й я тя ша га ге ої у е го му м х ми ю ої ій а та те ти тий ій тих го ого ому ым им th st nd rd"
_ORDINAL_ENDINGS = frozenset(_ORDINALS.split())
_FUNCTION_WEIGHT = 0.0
_ALSO_ABBREVIATIONS = frozenset(("us", "who"))  # small words that capitals make names of, whatever stands beside them


class UnitRole(StrEnum):
    """How a unit of a phrase is to be met."""

    WORD = "word"
    ABBREVIATION = "abbreviation"
    NUMBER = "number"
    MODEL = "model"
    EXACT = "exact"
    FUNCTION = "function"


class ExactWord(NamedTuple):
    """A word in quotes, with its spellings, or a `model` number, or an `abbreviation` that is no small common word."""

    forms: tuple[str, ...]
    model: bool = False
    abbreviation: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a phrase, or what counts as one: a model number, a stretch in quotes.

    `forms` are its folded spellings, more than one where its letters belong to two alphabets. `exact` holds the words
    of a stretch in quotes, each with its spellings. `lone` marks the only word of a phrase, met more strictly; `proper`
    a word that its capital, in a phrase of several, tells to be a name; `joined` two words as one, met without slips;
    `shouted` one of nothing but capitals that may be a word as well as an abbreviation; `numbered` a name with a number
    behind it (Леопард 2), which dictionaries take for a common word; `capital` one that begins with a capital.
    """

    text: str
    role: UnitRole
    forms: tuple[str, ...]
    weight: float = _FUNCTION_WEIGHT
    lone: bool = False
    proper: bool = False
    joined: bool = False
    shouted: bool = False
    numbered: bool = False
    capital: bool = False
    exact: tuple[ExactWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbouring units, `left` and the one after it, that a text may write as one word."""

    left: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tokens of a phrase that make one unit."""

    tokens: tuple[Token, ...]
    quoted: bool = False
    text: str | None = None


def take_apart(
    tokens: Sequence[Token], quoted: Sequence[range], body: str
) -> tuple[tuple[Unit, ...], tuple[Pair, ...]]:
    """Return the units of a phrase and its pairs; `quoted` are the stretches of `body` that stand in quotes."""
    shouted = _is_shouted(tokens, body)
    pieces = _pieces(tokens, quoted, shouted=shouted)
    units = _units(pieces, shouted=shouted, body=body)
    return units, tuple(_pairs(pieces, units))


def _is_shouted(tokens: Sequence[Token], body: str) -> bool:
    """Tell whether the phrase is all capitals, so that capitals make no abbreviation."""
    return body.isupper() and len(tokens) > 1


def _pieces(tokens: Sequence[Token], quoted: Sequence[range], *, shouted: bool) -> list[_Piece]:
    pieces: list[_Piece] = []
    merged = {r.first: r for r in variants(tokens) if r.kind in (VariantKind.THOUSANDS, VariantKind.DOTTED)}
    at = 0
    while at < len(tokens):
        inside = next((r for r in quoted if tokens[at].start in r), None)
        if inside is not None:
            end = at + sum(token.start in inside for token in tokens[at:])
            pieces.append(_Piece(tuple(tokens[at:end]), quoted=True))
        elif at in merged:
            end = merged[at].end
            pieces.append(_Piece(tuple(tokens[at:end]), text=merged[at].text))
        else:
            end = _model_end(tokens, at, shouted=shouted)
            pieces.append(_Piece(tuple(tokens[at:end])))
        at = end
    return pieces


def _model_end(tokens: Sequence[Token], at: int, *, shouted: bool) -> int:
    end = at + 1
    while end < min(len(tokens), at + LONGEST_MODEL) and is_model_link(tokens[end - 1], tokens[end]):
        left, right = tokens[end - 1], tokens[end]
        short = all(t.is_number or len(t.text) <= _most_letters(t) for t in (left, right))
        ordinal = left.is_number and right.text in _ORDINAL_ENDINGS and (right.case is Case.LOWER or shouted)
        if not short or ordinal:
            break
        end += 1
    return end


def _most_letters(token: Token) -> int:
    """Return how many letters a model's part may have: more where nothing but capitals tells it from a word."""
    return SHORT_LETTERS if token.case is Case.UPPER else _MODEL_LETTERS


def _units(pieces: Sequence[_Piece], *, shouted: bool, body: str) -> tuple[Unit, ...]:
    around = zip(pieces, [None, *pieces], [*pieces[1:], None], strict=False)
    units = [_unit(piece, before, after, body, shouted=shouted) for piece, before, after in around]
    telling = [i for i, unit in enumerate(units) if unit.role is not UnitRole.FUNCTION]
    if len(telling) == 1:
        units[telling[0]] = replace(units[telling[0]], lone=True)
        return tuple(units)
    capitals = {i for i in telling if pieces[i].tokens[0].case is Case.TITLE}
    if len(capitals) < len(telling):
        capitals.discard(telling[0])  # a phrase may begin with a capital for no reason
    return tuple(replace(unit, proper=True) if i in capitals else unit for i, unit in enumerate(units))


def _unit(piece: _Piece, before: _Piece | None, after: _Piece | None, body: str, *, shouted: bool) -> Unit:
    first, last = piece.tokens[0], piece.tokens[-1]
    # COVID-19: what has a number at its end is a name, be it all capitals or not
    in_capitals = shouted or _is_linked(after)
    role = _role(piece, before, shouted=in_capitals)
    is_word = role is UnitRole.WORD
    return Unit(
        text=body[first.start : last.end],
        role=role,
        forms=_forms(piece) if role is not UnitRole.MODEL else with_other_alphabet(_forms(piece)),
        weight=_FUNCTION_WEIGHT if role is UnitRole.FUNCTION else float(sum(len(token.text) for token in piece.tokens)),
        shouted=is_word and in_capitals and _is_like_abbreviation(first),
        capital=is_word and first.case is Case.TITLE,
        numbered=is_word and first.case is not Case.LOWER and _is_number(after),
        exact=_exact(piece.tokens, shouted=shouted) if role is UnitRole.EXACT else (),
    )


def _is_number(piece: _Piece | None) -> bool:
    """Tell whether the piece is a number that may belong to the name before it: Леопард 2."""
    gap = None if piece is None else piece.tokens[0].gap
    return piece is not None and piece.tokens[0].is_number and (gap in ("", " ") or gap in HYPHENS)


def _is_linked(piece: _Piece | None) -> bool:
    return piece is not None and _is_number(piece) and piece.tokens[0].gap != " "


def _is_like_abbreviation(token: Token) -> bool:
    return token.case is Case.UPPER and len(token.text) in _ABBREVIATION and token.text not in NEGATIONS


def _exact(tokens: Sequence[Token], *, shouted: bool) -> tuple[ExactWord, ...]:
    """Return the words of a stretch in quotes; a model counts as one, with its number."""
    words: list[ExactWord] = []
    at = 0
    while at < len(tokens):
        end = _model_end(tokens, at, shouted=shouted)
        forms = _spellings(tokens[at:end])
        abbreviation = end == at + 1 and not shouted and _is_like_abbreviation(tokens[at])
        words.append(ExactWord(forms, model=end > at + 1, abbreviation=abbreviation))
        at = end
    return tuple(words)


def _role(piece: _Piece, before: _Piece | None, *, shouted: bool) -> UnitRole:
    first = piece.tokens[0]
    if piece.quoted:
        return UnitRole.EXACT
    if len(piece.tokens) > 1 or first.is_number:
        return _role_of_signs(piece)
    if _is_ordinal_ending(piece, before):
        return UnitRole.FUNCTION
    if _is_like_abbreviation(first) and (not shouted or first.text in _ALSO_ABBREVIATIONS):
        return UnitRole.ABBREVIATION
    return UnitRole.FUNCTION if first.is_function_word else UnitRole.WORD


def _role_of_signs(piece: _Piece) -> UnitRole:
    """Tell a number (5 000), an abbreviation with dots (U.S.) and a model (Су-34) apart."""
    if piece.text is None and len(piece.tokens) > 1:
        return UnitRole.MODEL
    return UnitRole.NUMBER if piece.tokens[0].is_number else UnitRole.ABBREVIATION


def _is_ordinal_ending(piece: _Piece, before: _Piece | None) -> bool:
    """Tell whether the piece is what is left of "93-тя" after its number: a phrase may come without it."""
    follows_number = before is not None and before.tokens[-1].is_number and piece.tokens[0].gap in ("", "-")
    return follows_number and piece.tokens[0].text in _ORDINAL_ENDINGS


def _forms(piece: _Piece) -> tuple[str, ...]:
    if piece.text is not None:
        return (piece.text,)
    if piece.quoted:
        return ("".join(token.text for token in piece.tokens),)
    forms = _spellings(piece.tokens)
    return (*forms, *IN_FULL.get(forms[0], ()))


def _spellings(tokens: Sequence[Token]) -> tuple[str, ...]:
    forms = [""]
    for token in tokens:
        forms = [form + other for form in forms for other in token.forms]
    return tuple(forms)


def _pairs(pieces: Sequence[_Piece], units: Sequence[Unit]) -> list[Pair]:
    pairs = []
    for index in range(len(pieces) - 1):
        left, right = pieces[index].tokens[-1], pieces[index + 1].tokens[0]
        two = all(len(pieces[i].tokens) == 1 and not pieces[i].quoted for i in (index, index + 1))
        two = two and UnitRole.ABBREVIATION not in (units[index].role, units[index + 1].role)
        if two and not (left.mention or right.mention) and may_be_one_word(left, right):
            weight = float(len(left.text) + len(right.text))
            text = f"{units[index].text} {units[index + 1].text}"
            role = UnitRole.MODEL if left.is_number or right.is_number else UnitRole.WORD
            pairs.append(Pair(index, Unit(text, role, (left.text + right.text,), weight, joined=True)))
    return pairs
