"""Narratives files: read or refused by name and line; what was read is written so that it reads the same again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.narratives.file.convert import in_a_file, read
from bot.narratives.file.schema import InvalidNarratives
from tests.fuzz.target import Target, seeds, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.model.narratives import Narrative


def check(data: bytes) -> None:
    """Read the bytes as a file, and write it back."""
    try:
        text, contents = read(data, "mine.toml")
    except InvalidNarratives as refused:
        assert refused.faults
        assert all(fault.reason and fault.message for fault in refused.faults)
        assert all(line.startswith("mine.toml: ") for line in str(refused).split("\n") if "mine.toml" in line)
        assert "mine.toml" in str(refused)
        return
    for document in (text, None):
        _, again = read(in_a_file(contents.narratives, document).encode(), "again.toml")
        assert _in_order(again.narratives) == _in_order(contents.narratives), document


def _in_order(narratives: Iterable[Narrative]) -> list[Narrative]:
    """Return narratives and phrases in one order: a file may say them in any."""
    sorted_phrases = (
        replace(one, phrases=tuple(sorted(one.phrases, key=lambda phrase: (phrase.kind, phrase.text))))
        for one in narratives
    )
    return sorted(sorted_phrases, key=lambda one: one.id)


TARGET = Target(
    check,
    seeds(
        """# kept by hand
[[channel]]
username = "news_ua"
title = "Новини"
role = "media"

[[narrative]]
id = "good-will"
title = "Жест доброї волі"
description = '''
Про «перегрупування»
'''
urgent = true
threshold = 80.5
phrases = [
  "жест доброї волі",  # one
  {text = "goodwill gesture", threshold = 95},
  "-не жест волі",
]
exclude = ['"exact words"']
""",
        '[[narrative]]\nid = "a"\ntitle = "A"\nstatus = "paused"\nphrases = ["cunning ruse"]\n\n'
        '[[narrative]]\nid = "b"\ntitle = "B"\n[[narrative.phrases]]\ntext = "some words"\nthreshold = 70\n',
        'narrative = [{id = "x", title = "X", phrases = ["old trick"]}]\n',
    ),
    (
        *words(
            """[[narrative]] [[channel]] [narrative] id title description status phrases exclude threshold urgent text
            = { } [ ] ''' \"\"\" " ' # "active" "paused" "archived" true false 1e400 nan inf -0.0 0x10 1979-05-27
            narrative.phrases \\u0000 \\ud800 \\U0010ffff \r"""
        ),
        b"\xef\xbb\xbf",
        b"\r\n",
    ),
    longest=3_000,
)
