"""How many words of one text are looked up, and how many guessed at: that costs more than all the rest together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.matching.text.stop_words import FUNCTION_WORDS
from bot.matching.text.variants import Variant, VariantKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Of 24,561 real posts nine had more than 40 words that no dictionary has, and none more than 379 words in all.
MOST_STRANGERS = 40
MOST_WORDS = 380
_GUESSED = frozenset(
    {
        VariantKind.WRITTEN, VariantKind.OTHER_SCRIPT, VariantKind.DIGITS_AS_LETTERS, VariantKind.SPELLED_OUT,
        VariantKind.HASHTAG, VariantKind.APOSTROPHE, VariantKind.BROKEN,
    }
)  # fmt: skip


def with_few_strangers(readings: Sequence[Variant], is_known: Callable[[str], bool]) -> Sequence[Variant]:
    """Return the readings of a text, with words that are too many held to be letters and no more.

    These are different words beyond so many, and those that no dictionary has beyond fewer. `is_known` tells whether a
    dictionary has a word.
    """
    if len(readings) <= MOST_STRANGERS:
        return readings
    words = dict.fromkeys([text for text, _, _, kind, _ in readings if kind in _GUESSED])
    if len(words) <= MOST_STRANGERS:
        return readings
    looked_up = [word for word in words if _is_word(word) and word not in FUNCTION_WORDS]
    strangers = [word for word in looked_up[:MOST_WORDS] if not is_known(word)]
    beyond = frozenset(strangers[MOST_STRANGERS:] + looked_up[MOST_WORDS:])
    if not beyond:
        return readings
    return [
        reading._replace(kind=VariantKind.LETTERS) if reading.text in beyond and reading.kind in _GUESSED else reading
        for reading in readings
    ]


def _is_word(text: str) -> bool:
    return text.isalpha() or text.replace("'", "").isalpha()
