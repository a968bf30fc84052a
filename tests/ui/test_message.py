from __future__ import annotations

import pytest
from telethon.extensions import html

from bot.ui.markup import Markup, bold
from bot.ui.message import Button, Message, parts

BUTTONS = ((Button("Open", url="https://t.me/x/1"),),)


def test_a_message_that_fits_stays_one() -> None:
    message = Message(Markup("one\n\ntwo"), BUTTONS)
    assert parts(message) == [message]


def test_a_long_message_is_split_between_lines_and_its_buttons_go_last() -> None:
    rows = [f"<code>{number}</code> {bold('row ' * 10)}" for number in range(300)]
    split = parts(Message(Markup("\n".join(rows)), BUTTONS))
    assert "\n".join(part.html for part in split) == "\n".join(rows)
    assert len(split) > 1
    assert [part.buttons for part in split] == [()] * (len(split) - 1) + [BUTTONS]
    assert all(part.html.count("<b>") == part.html.count("</b>") for part in split)


@pytest.mark.parametrize("word", ["x", "ї", "🎭", "👨‍👩‍👧‍👦"])
def test_every_part_fits_what_telegram_takes(word: str) -> None:
    rows = [word * 50] * 200
    for part in parts(Message(Markup("\n".join(rows)))):
        text, _ = html.parse(part.html)
        assert len(text.encode("utf-16-le")) // 2 <= 4_096
