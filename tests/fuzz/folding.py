"""Folding: any text, places inside it and in order, tokens that fold back; folding twice is folding once."""

from __future__ import annotations

from itertools import pairwise

from bot.matching.text.tokens import fold, tokenise
from tests.fuzz.target import Target, seeds, text_of, words


def check(data: bytes) -> None:
    """Fold the bytes' text, and cut it into tokens."""
    text = text_of(data)
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    places = list(zip(folded.starts, folded.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    tokens = tokenise(text)
    for token in tokens:
        assert token.text
        assert 0 <= token.start < token.end <= len(text)
        assert fold(text[token.start : token.end]).text == token.text
    for before, after in pairwise(tokens):
        assert before.end <= after.start or (before.start, before.end) == (after.start, after.end)
        assert before.word <= after.word <= before.word + 1
        assert before.sentence <= after.sentence <= before.sentence + 1
    once = " ".join(token.text for token in tokens)
    twice = " ".join(token.text for token in tokenise(once))
    assert " ".join(token.text for token in tokenise(twice)) == twice


TARGET = Target(
    check,
    seeds(
        "Єдність Ґанок ёлка, за́мок и\u0306ого п’ять ПPИBIT нσвсти",
        "#ЖестДоброїВолі @channel_name м0ва HAT\u00adO Cу\u030134 С-300МУ2 т.з.",
        "https://t.me/x/1 mail@a.ua www.x.com (t.me/(a)b) ½№™ﷺ𝗖𝟗🇺🇦👨‍👩‍👧‍👦\u2029ß İ ﬁ ŉ",
        "о б м а н  об_ман о.т.к т.к. 5 000 300-й\n\n«Тихо». Усі… сплять!",
    ),
    words(
        "@ # ' ’ \u0301 \u200b \u00ad \ufe0f İ ß ﬁ ŉ й ї ʼ .com t.me/ https:// @a.b _ 𝗖 ½ ﷺ \u2029 \u0345 Ǆ ς ﬀ ㎏ Ⅷ ١"
    ),
    longest=800,
)
