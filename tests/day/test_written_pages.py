"""The pages of the docs that the program writes: played again, they must say what it says now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.day import __main__ as day
from tests.day import first_hour, hour, plot
from tests.day.texts import is_of_a_text

if TYPE_CHECKING:
    from pathlib import Path

# What is another each time: secrets, little charts, and numbers with the word that follows them (its form, too).
_SECRET = re.compile(r"(claim |start=)\S+")
_CHART = re.compile(r"[▁▂▃▄▅▆▇█·]{8,}")
_NUMBER = re.compile(r"\d[\d.,:]*(?:\s?%|\s\w+\.?)?")
_BETWEEN_BUTTONS = re.compile(r"(?<=</kbd>)(?: ⏎)? |(?<=^> )(?=<kbd>)")


def said(page: str) -> dict[str, str]:
    """Return the lines and the buttons of a page by what of them is the same each time."""
    pieces = {piece for line in page.split("\n") for piece in _BETWEEN_BUTTONS.split(line.strip())}
    return {_masked(piece): piece for piece in pieces}


def _masked(piece: str) -> str:
    bare = piece.removeprefix("> ").strip()
    return _NUMBER.sub("#", _CHART.sub("▁", _SECRET.sub(r"\1…", bare)))


def outdated(page: str, now: str) -> list[str]:
    """Return what the page says and the program does not any more, and what people do and can press that it lacks.

    How far something has come when a person looks is not the same each time: such a line has to be one of a text.
    """
    before, after = said(page), said(now)
    gone = [f"- {before[one]}" for one in before.keys() - after.keys() if not is_of_a_text(_bare(before[one]))]
    fresh = [f"+ {after[one]}" for one in after.keys() - before.keys() if after[one].startswith(("**", "<kbd>"))]
    return sorted(gone + fresh)


def _bare(piece: str) -> str:
    return piece.removeprefix("> ").replace("<kbd>", "").replace("</kbd>", "")


def test_a_page_is_outdated_by_a_button_with_another_name_and_by_a_sentence_no_text_says() -> None:
    page = "> Old posts read: 1 post, none of them with a narrative.\n> <kbd>Stop</kbd> <kbd>✅ По темі</kbd>\n> It was"
    now = "> Old posts read: 60 posts, two\n> <kbd>Stop</kbd> ⏎ <kbd>✅ Доречно</kbd>\n> It is"
    assert outdated(page, now) == ["+ <kbd>✅ Доречно</kbd>", "- <kbd>✅ По темі</kbd>", "- > It was"]
    assert outdated(page, page.replace("1 post", "22 posts")) == []


@pytest.mark.timeout(900)
async def test_the_first_hour_of_the_docs_is_as_the_program_plays_it_now(tmp_path: Path) -> None:
    now = first_hour.written(await hour.play(tmp_path))
    assert outdated(first_hour.PAGE.read_text(encoding="utf-8"), now) == [], "make first-hour writes the page anew"


@pytest.mark.timeout(900)
async def test_the_day_of_the_docs_is_as_the_program_plays_it_now(tmp_path: Path) -> None:
    now = day.written(await plot.play(tmp_path))
    assert outdated(day.PAGE.read_text(encoding="utf-8"), now) == [], "make day writes the page anew"
