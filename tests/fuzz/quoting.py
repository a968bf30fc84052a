"""Quotes of posts and cut titles: what looks like markup is shown, tags are balanced, it fits a message."""

from __future__ import annotations

from telethon.extensions import html as telegram_html

from bot.ui.markup import Markup, bold, cleaned, escaped, plain, shortened
from bot.ui.message import Message, parts
from bot.ui.quote import LONGEST, MOST_BOLD, line_of, quote
from tests.fuzz.target import Target, text_of

LONGEST_TEXT, MOST_ENTITIES = 4_096, 100  # https://core.telegram.org/api/entities, limits of messages
_PLACES = 12  # of the first bytes are places of matched words


def check(data: bytes) -> None:
    """Quote the bytes' text around the places that its first bytes name."""
    places, text = data[:_PLACES], text_of(data[_PLACES:])
    reach = max(1, len(text) // 64)
    spans = [
        (start * reach, start * reach + length + 1) for start, length in zip(places[::2], places[1::2], strict=False)
    ]
    shown = quote(text, spans)
    line = line_of(text, spans, 120)
    for markup in (shown, line, bold(text[:300]), escaped(shortened(text, 60))):
        _check_takes(markup)
    assert "<" not in escaped(text)
    assert plain(escaped(text)) == cleaned(text)
    assert len(plain(shown)) <= LONGEST + 4 * (MOST_BOLD + 1)
    assert "\n" not in plain(line)
    assert 0 < len(shortened(text, 60)) <= 60 or not text.strip()
    for part in parts(Message(Markup("\n".join(escaped(one[:500]) for one in text.split("\n"))))):
        _check_takes(part.html)


def _check_takes(markup: str) -> None:
    text, entities = telegram_html.parse(markup)
    units = len(text.encode("utf-16-le")) // 2
    assert units <= LONGEST_TEXT
    assert len(entities) <= MOST_ENTITIES
    assert markup.count("<b>") == markup.count("</b>")
    assert all(one.offset >= 0 and one.length > 0 and one.offset + one.length <= units for one in entities)


TARGET = Target(
    check,
    (
        bytes(range(0, 120, 10)) + "Це <b>жест</b> &amp; 'волі' 🎭 a\u0301\u0302\u0303\u0304 \u202ex\n\n\nдва".encode(),
        bytes(12) + b"<a href='tg://user?id=1'>x</a></b></blockquote>&lt;" * 40,
        b"\x00\xff" * 6 + "слово \U0001f1fa\U0001f1e6 ".encode() * 80,
    ),
    tuple(
        one.encode()
        for one in ("<b>", "</b>", "&lt;", "&#0;", "\u202e", "\u0301", "\u200b", "\n", "🎭", "\x00", " " * 40)
    ),
    longest=6_000,
)
