"""Texts made to be slow to match: pieces of many kinds, put together to the greatest length, and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

LONGEST = 4_096
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюяіїєыэё"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_TWINS = "аaоoеeсcхxрpуyіiАAВBЕEКKМMНHОOРPСCТTХXαοερκ"
_SIGNS = "\u0301\u0308\u200b\u00ad\ufe0f\u034f'’\"*@$#_~^`|…«»()[]\u202e"
_FANCY = "𝐛𝓫𝕓ｂⓑ🅱ʙ𝗖⑨½№™ﷺ㎏Ⅷﬁßİǅŉѣꙗ"
_EMOJI = "🇺🇦👨‍👩‍👧‍👦🏴‍☠️💥❗️➡️"
_SEPARATORS = (" ", ".", "-", "_", ". ", ", ", "\n", "\n\n", "/", "", "'", "–", "  ", " - ", ".\n", "#", "@", "!", ":")
Piece = tuple[str, ...]


class NastyTexts:
    """Makes and changes texts, as tuples of pieces; `watched` are phrases whose words they are made of, too."""

    def __init__(self, watched: Sequence[str], chance: random.Random) -> None:
        self._chance = chance
        self._phrases = list(watched)
        self._words = sorted({word for phrase in watched for word in phrase.split()})
        self._kinds: tuple[Callable[[], str], ...] = (
            self._spelled, self._joined, self._with_digits, self._of_twins, self._hashtag, self._stranger, self._slip,
            self._near_stranger, self._phrase, self._shuffled, self._again, self._long_word,
            self._with_signs, self._number, self._model,
            self._abbreviation, self._fancy, self._shouted, self._link, self._short, self._other_ending,
        )  # fmt: skip

    def of_each_kind(self) -> list[Piece]:
        """Return a text of nothing but each kind of piece, joined in the usual way, and one of all kinds."""
        return [self._filled([kind], " ") for kind in self._kinds] + [self.mixed()]

    def mixed(self) -> Piece:
        """Return a text of some kinds of pieces, joined in one way or another."""
        kinds = self._chance.sample(self._kinds, self._chance.randrange(1, 4))
        return self._filled(kinds, self._separator())

    def changed(self, pieces: Piece, other: Piece) -> Piece:
        """Return a text like `pieces` with a stretch repeated, replaced, shuffled, joined otherwise or from `other`."""
        first, last = sorted(self._chance.randrange(len(pieces) + 1) for _ in range(2))
        stretch = pieces[first:last]
        kind = self._chance.choice(self._kinds)
        separator = self._separator()
        ways: tuple[Callable[[], Piece], ...] = (
            lambda: stretch * 3,
            lambda: tuple(kind() + separator for _ in stretch),
            lambda: tuple(self._chance.sample(stretch, len(stretch))),
            lambda: tuple(piece.rstrip(" .-_,/") + separator for piece in stretch),
            lambda: other[first:last],
            lambda: tuple(self._scratched(piece) for piece in stretch),
            lambda: (*stretch, kind() + separator),
        )
        made = (*pieces[:first], *self._chance.choice(ways)(), *pieces[last:]) or self.mixed()
        return self._cut(made)

    def _filled(self, kinds: Sequence[Callable[[], str]], separator: str) -> Piece:
        made: list[str] = []
        length = 0
        while length < LONGEST:
            made.append(self._chance.choice(kinds)() + separator)
            length += len(made[-1])
        return self._cut(tuple(made))

    def _cut(self, pieces: Piece) -> Piece:
        """Keep what fits, and fill up what is too short with itself."""
        length = sum(map(len, pieces))
        if 0 < length < LONGEST:
            pieces *= LONGEST // length + 1
        kept: list[str] = []
        length = 0
        for piece in pieces:
            if length >= LONGEST:
                break
            kept.append(piece)
            length += len(piece)
        return tuple(kept)

    def _separator(self) -> str:
        return self._chance.choice(_SEPARATORS)

    def _letters(self, shortest: int, longest: int) -> str:
        alphabet = self._chance.choice((_CYRILLIC, _CYRILLIC, _LATIN))
        return "".join(self._chance.choices(alphabet, k=self._chance.randint(shortest, longest)))

    def _word(self) -> str:
        return self._chance.choice(self._words)

    # ---- kinds of pieces

    def _spelled(self) -> str:
        return self._chance.choice(". -_").join(self._chance.choice((self._word(), self._letters(4, 20))))

    def _joined(self) -> str:
        return self._chance.choice("-–'").join(self._letters(1, 6) for _ in range(4))

    def _with_digits(self) -> str:
        return "".join(self._chance.choices(self._word() + "0134@$", k=self._chance.randint(2, 30)))

    def _of_twins(self) -> str:
        return "".join(self._chance.choices(_TWINS, k=self._chance.randint(1, 12)))

    def _hashtag(self) -> str:
        return "#" + "".join(self._letters(1, 6).capitalize() for _ in range(self._chance.randint(1, 8)))

    def _stranger(self) -> str:
        return self._letters(3, 9)

    def _slip(self) -> str:
        return self._scratched(self._word())

    def _near_stranger(self) -> str:
        word = self._word()
        return word[: self._chance.randint(2, 6)] + self._letters(1, 4)

    def _phrase(self) -> str:
        return self._chance.choice(self._phrases)

    def _shuffled(self) -> str:
        words = self._phrase().split()
        return " ".join(self._chance.sample(words, len(words)))

    def _again(self) -> str:
        words = self._phrase().split()
        return " ".join(self._chance.choices(words, k=len(words) + 2))

    def _long_word(self) -> str:
        return self._letters(30, 400)

    def _with_signs(self) -> str:
        return "".join(letter + self._chance.choice(_SIGNS) for letter in self._word())

    def _number(self) -> str:
        return self._chance.choice((" ", ",", ".")).join(str(self._chance.randrange(1000)).zfill(3) for _ in range(4))

    def _model(self) -> str:
        return f"{self._letters(1, 4)}{self._chance.choice(('-', '', ' '))}{self._chance.randrange(999)}"

    def _abbreviation(self) -> str:
        return ".".join(self._letters(2, 6).upper()) + self._letters(0, 2)

    def _fancy(self) -> str:
        return "".join(self._chance.choices(_FANCY + _EMOJI, k=self._chance.randint(1, 8)))

    def _shouted(self) -> str:
        return self._chance.choice((self._word(), self._letters(2, 5))).upper() + self._letters(0, 2)

    def _link(self) -> str:
        return self._chance.choice(("https://", "t.me/", "@", "www.", "a@b.", "a.com/")) + self._letters(1, 12)

    def _short(self) -> str:
        return self._letters(1, 3)

    def _other_ending(self) -> str:
        return self._word()[:-2] + self._chance.choice(("ами", "ого", "ів", "у", "ює", "ing", "s", "ский", "ська"))

    def _scratched(self, piece: str) -> str:
        at = self._chance.randrange(len(piece) + 1)
        put = self._chance.choice((self._chance.choice(_CYRILLIC + _LATIN + _TWINS + _SIGNS + "0134"), ""))
        return piece[:at] + put + piece[at + self._chance.randrange(2) :]
