from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.ui.quote import AROUND, WHOLE
from bot.ui.word_diff import MOST_WORDS, Reworded, Wording, reworded

FAR = " and so on" * (WHOLE // 5)
words = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12)


def of(text: str, word: str = "ruse") -> Wording:
    at = text.index(word)
    return Wording(text, [(at, at + len(word))])


def test_a_number_that_changed_is_told_before_and_after() -> None:
    assert reworded(of("a ruse: 12 people"), of("a ruse: 98 people")) == [Reworded("12", "98")]


def test_what_came_and_what_went_is_told_with_nothing_in_its_place() -> None:
    before, now = of("a ruse, they say, of 12"), of("Now a ruse, of 12")
    assert reworded(before, now) == [Reworded("", "Now"), Reworded("they say,", "")]


def test_spaces_and_lines_are_no_words() -> None:
    assert reworded(of("a ruse  of 12"), of("a ruse\nof 12\n")) == []


def test_what_the_quote_does_not_show_has_not_changed() -> None:
    for edited in (f"a ruse{FAR} 98", f"a ruse{FAR}", f"a ruse{FAR} 12 and more"):
        assert reworded(of(f"a ruse{FAR} 12"), of(edited)) == []


def test_a_post_that_grew_too_long_to_be_quoted_whole_lost_no_words() -> None:
    short = "a ruse" + " and so on" * ((WHOLE - 10) // 10)
    assert reworded(of(short), of(short + FAR)) == []
    assert reworded(of(short + FAR), of(short)) == []


def test_a_longer_word_in_the_quote_pushes_none_out_of_it() -> None:
    rest = " and so on" * (AROUND // 2)
    assert reworded(of(f"a ruse 12{rest}"), of(f"a ruse thousands{rest}")) == [Reworded("12", "thousands")]


@given(words, words)
def test_of_short_texts_every_difference_is_told(old: list[str], new: list[str]) -> None:
    changes = reworded(Wording(" ".join(old)), Wording(" ".join(new)))
    assert bool(changes) is (old != new)
    gone = sum(len(change.before.split()) for change in changes)
    come = sum(len(change.now.split()) for change in changes)
    assert len(old) - gone == len(new) - come
    assert all(change.before or change.now for change in changes)


def test_beyond_so_many_words_the_rest_is_one_change() -> None:
    old, new = ("x" + f" {word}" * (2 * MOST_WORDS) for word in ("a", "b"))
    assert 1 <= len(reworded(Wording(old, [(0, 1)]), Wording(new, [(0, 1)]))) <= 2
