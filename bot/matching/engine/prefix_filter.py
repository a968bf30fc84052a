"""How words begin: tells fast, and mostly rightly, that none of many words begins with given letters."""

from __future__ import annotations

_BITS = 1 << 23
_SHORTEST = 3


class PrefixFilter:
    """Remembers one bit of each beginning of each word: denies none that was added, and seldom takes another for one.

    A word cannot be taken away again; what is left of it costs a needless comparison now and then.
    """

    def __init__(self) -> None:
        self._bits = bytearray(_BITS // 8)

    def add(self, word: str) -> None:
        """Remember the first three letters of `word`, the first four, and so on."""
        for length in range(_SHORTEST, max(_SHORTEST, len(word)) + 1):
            place = hash(word[:length]) % _BITS
            self._bits[place >> 3] |= 1 << (place & 7)

    def have(self, start: str) -> bool:
        """Tell whether a word may begin with `start`, which has three letters or more, or is a whole word."""
        place = hash(start) % _BITS
        return bool(self._bits[place >> 3] >> (place & 7) & 1)
