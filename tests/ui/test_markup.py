from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.markup import Markup, bold, cleaned, escaped, lines, plain, shortened


@given(st.text())
def test_escaped_text_shows_exactly_its_characters(text: str) -> None:
    assert plain(escaped(text)) == cleaned(text)
    assert "<" not in escaped(text)


def test_escaping_leaves_quotes_as_they_are() -> None:
    assert escaped("""<a & "b" 'c'>""") == """&lt;a &amp; "b" 'c'&gt;"""


@pytest.mark.parametrize("control", ["\u202e", "\u2066", "\u2069", "\u200f", "\u061c", "\x00", "\x1b", "\x85", "\r"])
def test_controls_that_break_or_turn_a_line_are_dropped(control: str) -> None:
    assert cleaned(f"a{control}b") == "ab"


@pytest.mark.parametrize("sign", ["\n", "\t", "\u200d", "\u200b", "\u00ad", "🇺🇦"])
def test_other_signs_stay(sign: str) -> None:
    assert cleaned(f"a{sign}b") == f"a{sign}b"


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("two words", 5, "two…"),
        ("  on\nthree\t lines ", 20, "on three lines"),
        ("a\u202eb", 2, "ab"),
        ("", 5, ""),
    ],
)
def test_a_title_is_cut_to_its_limit_and_kept_on_one_line(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short


def test_bold_text_is_escaped() -> None:
    assert bold("<b>") == "<b>&lt;b&gt;</b>"
    assert isinstance(bold("x"), Markup)


def test_empty_lines_are_left_out() -> None:
    assert lines(Markup("a"), "", Markup("b")) == "a\nb"
