"""Find in a TOML document what no person writes and what takes readers long, before one reads it."""

from __future__ import annotations

import re

LONGEST_WORD = 200  # characters of a key or a number; Python reads no number of more than 4,300 digits
MOST_KEYS = 10  # joined by dots; a reader looks up each with all those before it

# Each kind of text is passed over as a whole, and so are comments; one that does not end goes on to the end.
_TOKEN = re.compile(
    r'"""(?:[^\\"]|\\.|"(?!""))*+(?:"""|\Z)|'
    r"'''(?:[^']|'(?!''))*+(?:'''|\Z)|"
    r'"(?:[^"\\\n]|\\.)*+"?|'
    r"'[^'\n]*+'?|"
    r"#[^\n]*+|"
    r"(?P<word>[\w+-]++)|(?P<dot>[ \t]*+\.[ \t]*+)|(?P<line>\n)",
    re.DOTALL,
)


def beyond(text: str) -> tuple[int, str] | None:
    """Return the line and the kind of the first thing that goes beyond these bounds: long-word, or many-keys."""
    line, dots, end = 1, 0, 0
    for found in _TOKEN.finditer(text):
        if found["word"] is not None and len(found[0]) > LONGEST_WORD:
            return line, "long-word"
        goes_on = found.start() == end and found["line"] is None
        dots = dots + (found["dot"] is not None) if goes_on else 0
        if dots >= MOST_KEYS:
            return line, "many-keys"
        line += found[0].count("\n")
        end = found.end()
    return None
