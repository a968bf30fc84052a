"""Options and arguments that several commands share."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer


def read_text(given: str) -> str:
    """Return the text given on the command line, or what stands on standard input for a hyphen."""
    if given == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    return readable(given)


def readable(word: str) -> str:
    """Return a word of the command line without the stand-ins for bytes that are no UTF-8, which cannot be printed."""
    return word.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")


Spoken = Annotated[
    Literal["en", "uk"] | None, typer.Option("--language", help="Language of the output (overrides NW_LANGUAGE).")
]
