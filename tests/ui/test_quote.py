from __future__ import annotations

import html
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.ui.markup import cleaned
from bot.ui.quote import LONGEST, MOST_BOLD, MOST_LINES, WHOLE, quote

WORDS = " ".join(f"word{number}" for number in range(1_000))


def bold_parts(markup: str) -> list[str]:
    return [html.unescape(part) for part in re.findall(r"<b>(.*?)</b>", markup, re.DOTALL)]


def shown(markup: str) -> str:
    return html.unescape(re.sub(r"</?b>", "", markup))


def span_of(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def test_a_short_post_is_quoted_whole_with_the_matched_words_in_bold() -> None:
    text = "They call it a ruse, again."
    assert quote(text, [span_of(text, "ruse")]) == "They call it a <b>ruse</b>, again."


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("🇺🇦🇺🇦 це обман 👨‍👩‍👧‍👦", "обман"),
        ("🎭обман🎭", "обман"),
        ("це об\u200bм\u00adан, так", "об\u200bм\u00adан"),
        ("e\u0301 обман", "обман"),
        ("рядок\nобман\n\nрядок", "обман"),
    ],
)
def test_bold_stands_on_the_very_characters_that_matched(text: str, word: str) -> None:
    assert bold_parts(quote(text, [span_of(text, word)])) == [word]
    assert shown(quote(text, [span_of(text, word)])) == text


def test_a_long_post_is_cut_at_words_on_both_sides_of_a_match() -> None:
    cut = shown(quote(WORDS, [span_of(WORDS, "word500")]))
    assert cut.startswith("…word")
    assert cut.endswith("…")
    inside = cut.strip("…").split()
    assert "word500" in inside
    assert set(inside) <= set(WORDS.split())
    assert len(cut) < WHOLE


def test_between_distant_matches_there_is_an_ellipsis() -> None:
    cut = quote(WORDS, [span_of(WORDS, "word900"), span_of(WORDS, "word100")])
    assert bold_parts(cut) == ["word100", "word900"]
    assert shown(cut).count(" … ") == 1


def test_a_match_at_the_start_or_the_end_has_no_ellipsis_on_that_side() -> None:
    first, last = quote(WORDS, [(0, 5)]), quote(WORDS, [(len(WORDS) - 7, len(WORDS))])
    assert first.startswith("<b>word0</b>")
    assert first.endswith("…")
    assert last.startswith("…")
    assert last.endswith("<b>word999</b>")


def test_a_word_without_end_is_cut_inside() -> None:
    text = "а" * 4_096
    cut = quote(text, [(2_000, 2_010)])
    assert bold_parts(cut) == ["а" * 10]
    assert 200 < len(shown(cut)) < WHOLE


def test_a_match_longer_than_the_room_is_cut() -> None:
    text = "слово " * 680
    cut = shown(quote(text, [(0, len(text) - 1)]))
    assert len(cut) <= LONGEST + 1
    assert cut.endswith("слово…")


def test_overlapping_spans_become_one() -> None:
    assert quote("a trap indeed", [(2, 6), (4, 13), (2, 3)]) == "a <b>trap indeed</b>"


def test_two_hundred_matches_make_no_more_bold_words_than_telegram_shows() -> None:
    text = "а " * 280
    spans = [(at, at + 1) for at in range(0, 400, 2)]
    assert len(bold_parts(quote(text, spans))) == MOST_BOLD


def test_what_looks_like_markup_is_shown_as_it_was_written() -> None:
    text = "<b>x</b> & <a href='tg://user?id=1'>ruse</a> &lt;"
    cut = quote(text, [span_of(text, "ruse")])
    assert cut.count("<") == 2
    assert shown(cut) == text


def test_characters_that_turn_a_line_around_are_left_out() -> None:
    assert quote("a \u202eruse\u2066 \x00b", [(2, 8)]) == "a <b>ruse</b> b"


@st.composite
def posts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    pieces = st.text(
        st.sampled_from("аб cd\n🎭<>&\u200b\u202e\u0301") | st.characters(exclude_characters="…"), max_size=60
    )
    text = draw(pieces) * draw(st.integers(1, 40)) + draw(pieces)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places).map(lambda ends: (min(ends), max(ends))), max_size=8))
    return text, [(start, end) for start, end in spans if cleaned(text[start:end]).strip()]


@example(("\n0\r0\n" * 30, []))
@given(posts())
def test_a_quote_is_made_of_pieces_of_the_post_in_order(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    cut = shown(quote(text, spans))
    whole, at = cleaned(text), 0
    if text.count("\n") > MOST_LINES:  # its lines are put behind one another
        whole, cut = " ".join(cleaned(" ".join(text.split())).split()), " ".join(cut.split())
    for piece in cut.split("…"):
        found = whole.find(piece.strip(), at)
        assert found >= 0, piece
        at = found
    assert len(cut) <= max(LONGEST, WHOLE) + 4 * len(spans) + 2


@given(posts())
def test_in_a_short_post_the_bold_parts_are_the_matches(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    assume(text.count("\n") <= MOST_LINES)
    if len(text) > WHOLE:
        text, spans = text[:WHOLE], [span for span in spans if span[1] <= WHOLE]
    inside = {at for start, end in spans for at in range(start, end)}
    runs = re.findall("x+", "".join("x" if at in inside else " " for at in range(len(text))))
    parts = bold_parts(quote(text, spans))
    assert len(parts) <= len(runs)  # spans that touch are one run
    assert "".join(parts) == cleaned("".join(text[at] for at in sorted(inside)))


def test_words_that_stood_behind_the_end_of_a_text_that_grew_shorter_are_left_out() -> None:
    text = "слово " * 150
    assert "<b>" not in quote(text, [(1_500, 1_510)])
    assert quote("ruse", [(0, 40)]) == "<b>ruse</b>"
