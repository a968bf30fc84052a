"""Take pasted lists of phrases apart: numbering, bullets, semicolons, bars and commas."""

from __future__ import annotations

import re

# A full stop or a bracket behind a number, with a space, a letter or a mark of phrases behind it: not 5.45.
_NUMBER = re.compile(r"\s*\d{1,3}(?:[.)]\s+|[.)](?=[^\W\d_]|[-\"«“„]))")
_LETTER = re.compile(r"\s*[^\W\d_]\)\s*")
_BULLET = re.compile(r"\s*(?:[•●▪◦‣∙·]\s*|[-‐‑–—−*+]\s+)")
_BARS = re.compile(r"""(?:"[^"]*"|«[^»]*»|“[^”]*”|„[^“”]*[“”]|[^;|\n])+""")
_COMMAS = re.compile(r"""(?:"[^"]*"|«[^»]*»|“[^”]*”|„[^“”]*[“”]|[^,\n]|(?<=\d),(?=\d))+""")
_THRESHOLD = re.compile(r"\s(?:≥|⩾|>=|=>|>)\s*\d\S*\s*$")
LEAST_AT_COMMAS = 3  # parts: one comma alone stands within many a phrase


def phrases_of(text: str) -> list[str]:
    """Return the phrases of a message, each with its marks: those of a line, of a list's item, or between separators.

    A dash with a space behind it is a bullet; without the space it marks an exclusion. A threshold at the end of a line
    that is taken apart holds for each of its phrases that has none of its own.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    phrases = [phrase for line in lines for phrase in _parts(_without_mark(line))]
    return [phrase for phrase in phrases if phrase]


def _without_mark(line: str) -> str:
    for mark in (_NUMBER, _LETTER, _BULLET):
        found = mark.match(line)
        if found is not None and found.end() < len(line):
            return line[found.end() :]
    return line


def _parts(line: str) -> list[str]:
    parts = [part.strip() for part in _BARS.findall(line) if part.strip()]
    if len(parts) < 2:
        at_commas = [part.strip() for part in _COMMAS.findall(line) if part.strip()]
        parts = at_commas if len(at_commas) >= LEAST_AT_COMMAS else [line.strip()]
    threshold = _THRESHOLD.search(parts[-1]) if len(parts) > 1 else None
    if threshold is None:
        return parts
    return [part if _THRESHOLD.search(part) else f"{part}{threshold[0].rstrip()}" for part in parts]
