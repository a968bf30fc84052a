"""Which lines the program could write: patterns of all its texts."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from importlib import resources

from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Pattern, TextElement

from bot.ui.locale import LANGUAGES

_FEWEST_LETTERS = 6  # a text with fewer of its own would pass for any line
_TAG = re.compile(r"<[^>]+>")
_MARKDOWN = re.compile(r"\[(.*?)\]\(\S+?\)|[\\*_`]")
_LETTER = re.compile(r"[^\W\d_]")


def is_of_a_text(line: str) -> bool:
    """Say whether a line of Markdown can be what one text of the program says, whatever stands in its places."""
    bare = _MARKDOWN.sub(r"\1", line).strip()
    return any(pattern.fullmatch(bare) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    found = []
    for language in LANGUAGES:
        for file in resources.files("bot.ui.locale").joinpath(language).iterdir():
            for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
                if isinstance(entry, Message) and entry.value is not None:
                    found += _of_lines(entry.value)
    return tuple(found)


def _of_lines(pattern: Pattern) -> list[re.Pattern[str]]:
    whole = "".join(part.value if isinstance(part, TextElement) else "\0" for part in pattern.elements)
    lines = [_MARKDOWN.sub("", unescape(_TAG.sub("", line))).strip() for line in whole.split("\n")]
    telling = [line for line in lines if len(_LETTER.findall(line)) >= _FEWEST_LETTERS]
    return [re.compile(re.escape(line).replace(re.escape("\0"), ".*")) for line in telling]
