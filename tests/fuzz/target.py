"""What is fuzzed: a promise about any bytes, examples to begin with, and words that the reader knows."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = (
    "exports",
    "json_lines",
    "narratives_files",
    "settings_files",
    "backup_files",
    "commands",
    "buttons",
    "references",
    "folding",
    "matching",
    "quoting",
    "spoken_times",
    "time_zones",
)


@dataclass(frozen=True, slots=True)
class Target:
    """`check` fails for bytes that break a promise; `seeds` are good inputs, `words` what they are made of.

    `longest` is how many bytes are tried at most.
    """

    check: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...] = ()
    longest: int = 4_096


def load(name: str) -> Target:
    """Return the target of a module of this package."""
    found: Target = import_module(f"tests.fuzz.{name}").TARGET
    return found


def text_of(data: bytes) -> str:
    """Return the text that Telegram or a file would hand over for these bytes."""
    return data.decode(errors="replace")


def seeds(*texts: str) -> tuple[bytes, ...]:
    """Return texts as the bytes they are."""
    return tuple(text.encode() for text in texts)


def words(text: str) -> tuple[bytes, ...]:
    """Return the words of a text as bytes."""
    return tuple(word.encode() for word in text.split())
