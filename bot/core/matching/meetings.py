"""Which words of the phrases each word of a text is: worked out once for every distinct word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.matching.equality import NAME_START, PUT_TOGETHER, Asked, Verdict, ask, compare, is_common_word
from bot.core.matching.scene import meetings
from bot.core.matching.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.matching.lexicon import Lexicon
    from bot.core.matching.readings import Kind, Reading
    from bot.core.matching.scene import Meeting
    from bot.core.matching.units import Unit
    from bot.core.text import Case

_REMEMBERED = 200_000


class Meetings:
    """Compares readings of a text with the units of every phrase expected, and remembers how that went."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._vocabulary = Vocabulary(lexicon)
        self._asked: dict[Unit, Asked] = {}
        self._remembered: dict[tuple[str, Kind, Case], dict[Unit, Verdict]] = {}

    def is_known(self, word: str) -> bool:
        """Tell whether any dictionary has `word`."""
        return self._vocabulary.is_known(word)

    def is_common(self, word: str) -> bool:
        """Tell whether a word is small or common, and so no abbreviation where it is in small letters."""
        return is_common_word(word, self._vocabulary)

    def expect(self, units: Iterable[Unit]) -> None:
        """Compare with these units, too, from now on."""
        for unit in units:
            if unit not in self._asked:
                self._asked[unit] = ask(unit, self._vocabulary)
                self._remembered.clear()

    def keep_only(self, units: Iterable[Unit]) -> None:
        """Compare no more with any other unit."""
        kept = set(units)
        self._asked = {unit: asked for unit, asked in self._asked.items() if unit in kept}
        self._remembered.clear()

    def of(self, readings: Iterable[Reading]) -> dict[Unit, list[Meeting]]:
        """Return for each unit where the readings, which come by place, are it, and how nearly."""
        return meetings(((reading, self._met_by(reading)) for reading in readings), self._asked.keys())

    def judge(self, unit: Unit, reading: Reading) -> Verdict:
        """Return how `reading` compares with a unit that is expected, refusals included."""
        return compare(self._asked[unit], reading, self._vocabulary)

    def _met_by(self, reading: Reading) -> dict[Unit, Verdict]:
        if reading.kind in PUT_TOGETHER:  # too many to remember, and nearly all of them nothing
            start = reading.text[:NAME_START]
            asked = self._asked.values()
            return self._compared(reading, [a for a in asked if any(f.startswith(start) for f in a.unit.forms)])
        key = (reading.text, reading.kind, reading.case)
        met = self._remembered.get(key)
        if met is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            met = self._remembered[key] = self._compared(reading, self._asked.values())
        return met

    def _compared(self, reading: Reading, units: Iterable[Asked]) -> dict[Unit, Verdict]:
        verdicts = ((asked.unit, compare(asked, reading, self._vocabulary)) for asked in units)
        return {unit: verdict for unit, verdict in verdicts if verdict}
