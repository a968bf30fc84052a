"""What changed and in which order: the pts sequence of an account's private chats or of a channel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Change(Enum):
    """What happened to messages."""

    WRITTEN = auto()
    EDITED = auto()
    DELETED = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One change; `pts` is the sequence's value after it."""

    change: Change
    message_ids: tuple[int, ...]
    pts: int

    @property
    def pts_count(self) -> int:
        """By how much the change moved the sequence."""
        return len(self.message_ids)


class Journal:
    """A pts sequence with all it ever counted."""

    def __init__(self) -> None:
        # Clients take 0 for "no state yet", so sequences begin at 1.
        self.pts = 1
        self._entries: list[Entry] = []

    def record(self, change: Change, *message_ids: int) -> Entry:
        """Count one change."""
        self.pts += len(message_ids)
        entry = Entry(change, message_ids, self.pts)
        self._entries.append(entry)
        return entry

    def since(self, pts: int) -> list[Entry]:
        """Return what a client that stopped at this pts has missed."""
        return [entry for entry in self._entries if entry.pts > pts]
