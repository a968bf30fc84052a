"""What was worked out lately, within a bound and without a stall."""

from __future__ import annotations

from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class LruCache(Generic[Key, Value]):
    """Remembers at least the last `size` values put or asked for, and at most twice as many.

    When one half is full the other is let go whole: nothing is sorted or counted while texts wait.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._fresh: dict[Key, Value] = {}
        self._fading: dict[Key, Value] = {}

    def get(self, key: Key) -> Value | None:
        """Return what was put under `key`, or None if it is forgotten."""
        value = self._fresh.get(key)
        if value is None:
            value = self._fading.get(key)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: Key, value: Value) -> None:
        """Remember `value`."""
        if len(self._fresh) >= self._size:
            self._fading = self._fresh
            self._fresh = {}
        self._fresh[key] = value
