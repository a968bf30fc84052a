from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telethon.extensions import html as telegram_html
from telethon.tl import types

from bot.core.compact import compact_message
from bot.core.keyboard import CardButtons, card_keyboard, mute_keyboard, mute_narrative_keyboard
from bot.core.markup import cleaned, shortened
from bot.core.message import Message
from bot.core.quote import MOST_LINES, line_of, quote
from bot.core.render import card_message
from bot.core.wording import post_link
from bot.locale import LANGUAGES, Texts
from storage.model import (
    Card,
    CardMatch,
    CardStyle,
    Channel,
    ChannelId,
    ChannelRole,
    ChatId,
    Delivery,
    DeliveryId,
    DeliveryKind,
    ForwardOrigin,
    GapReason,
    MessageId,
    NarrativeId,
    Post,
    PostId,
    Removal,
    Role,
    Subscriber,
    Verdicts,
)

POSTED = datetime(2022, 9, 10, 8, 0, tzinfo=UTC)
KYIV = ZoneInfo("Europe/Kyiv")
TEXTS = Texts("en")
OURS = {
    types.MessageEntityBold,
    types.MessageEntityItalic,
    types.MessageEntityCode,
    types.MessageEntityBlockquote,
    types.MessageEntityTextUrl,
}
UNSAFE = set("\u202a\u202e\u2066\u2069\u200e\u200f\u061c\x00\x07\x1b\x85")

BRICKS = [
    "</blockquote></b>",
    "<a href='https://evil.example'>press</a>",
    "<b>",
    "&lt;&amp;&#x202e;",
    "\u202e\u2066",
    "\u200b",
    "\u200d",
    "\u0301",
    "а\u0308\u0301\u0300",
    "👨‍👩‍👧‍👦",
    "🏳️‍🌈",
    "🎭",
    "\n",
    "\n\n\n",
    "\t ",
    "{ $title }",
    "жест ",
    "a ruse ",
    "꧁𒐫﷽",
    "\x00\x1b[31m",
    "/stop@nw_bot",
    "`*_[x](y)",
]
hostile = st.lists(
    st.tuples(st.one_of(st.sampled_from(BRICKS), st.text(max_size=8)), st.sampled_from([1, 2, 60, 2_000])), max_size=5
).map(lambda bricks: "".join(brick * times for brick, times in bricks)[:10_000])
spans = st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 60)), max_size=500).map(
    lambda found: tuple((start, start + length) for start, length in found)
)
later = st.integers(0, 10**7).map(lambda seconds: POSTED + timedelta(seconds=seconds))


@st.composite
def cards(draw: st.DrawFn) -> Card:
    matches = tuple(
        CardMatch(NarrativeId("n" * 37 + f"{number:03}"), draw(hostile), draw(st.floats(0, 100)), draw(spans))
        for number in range(draw(st.integers(1, 12)))
    )
    forward = draw(st.none() | st.builds(ForwardOrigin, title=st.none() | hostile, posted_at=st.none() | later))
    post = Post(
        ChannelId(-1001234567890),
        MessageId(2**31 - 1),
        POSTED,
        draw(hostile),
        edited_at=draw(st.none() | later),
        forward=forward,
        preview=draw(st.none() | hostile),
    )
    return Card(
        Channel(
            post.channel_id, draw(hostile), draw(st.none() | st.just("x" * 32)), draw(st.sampled_from(ChannelRole))
        ),
        post,
        matches,
        draw(st.sampled_from([DeliveryKind.NEW, DeliveryKind.EDIT_ADDED])),
        noticed_at=draw(st.none() | later),
        missed_by=draw(st.none() | st.sampled_from(GapReason)),
        removal=draw(st.none() | st.builds(Removal, st.lists(hostile, min_size=1).map(tuple), later, hostile)),
        deleted_at=draw(st.none() | later),
    )


def check(message: Message) -> None:
    """Hold a message against what Telegram takes, and what only we may put into one."""
    text, entities = telegram_html.parse(message.html)
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert 0 < units <= 4_096
    assert len(entities) <= 100
    assert {type(one) for one in entities} <= OURS
    assert not [one for one in entities if isinstance(one, types.MessageEntityTextUrl) and "evil" in one.url]
    assert not set(text) & UNSAFE
    assert all(one.offset >= 0 and one.length > 0 and one.offset + one.length <= units for one in entities)
    for button in [button for row in message.buttons for button in row]:
        assert 0 < len(button.text) <= 64
        assert button.text.strip()
        assert "\n" not in button.text
        assert not set(button.text) & UNSAFE
        assert button.url or 0 < len((button.data or "").encode()) <= 64


@pytest.mark.parametrize("style", CardStyle)
@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(card=cards(), now=later, verdicts=st.builds(Verdicts, st.integers(0, 10**6), st.integers(0, 10**6)))
def test_no_post_and_no_name_breaks_a_card_or_its_buttons(
    style: CardStyle, language: str, card: Card, now: datetime, verdicts: Verdicts
) -> None:
    say = TEXTS.for_language(language)
    subscriber = Subscriber(ChatId(-1001234567890), Role.SUBSCRIBER, card_style=style)
    number = DeliveryId(10**12)
    delivery = Delivery(number, subscriber, card.kind, PostId(1), 1, 0, POSTED)
    write = card_message if style is CardStyle.FULL else compact_message
    message = write(card, say, KYIV, now=now)
    buttons = CardButtons(delivery, post_link(card.channel, card.post), verdicts)
    for keyboard in (
        card_keyboard(buttons, say),
        mute_keyboard(number, card.matches, say),
        *(mute_narrative_keyboard(number, match, say) for match in card.matches),
    ):
        check(Message(message.html, keyboard))


@settings(max_examples=60, deadline=None)
@given(text=hostile, found=spans)
def test_a_compact_quote_is_one_line(text: str, found: tuple[tuple[int, int], ...]) -> None:
    within = [(start, min(end, len(text))) for start, end in found if start < len(text)]
    shown, _ = telegram_html.parse(line_of(text, within, 120))
    assert "\n" not in shown
    assert len(shown) <= 122


def test_signs_are_not_piled_up() -> None:
    assert cleaned("я" + "\u0301" * 5_000 + "к") == "я" + "\u0301" * 3 + "к"
    assert cleaned("👨‍👩‍👧‍👦 е\u0301 🏳️‍🌈") == "👨‍👩‍👧‍👦 е\u0301 🏳️‍🌈"


@pytest.mark.parametrize("title", ["\u200b", " \n ", "\u202e", "\ufeff\u200d\u2060", "\u3164"])
def test_a_title_that_shows_nothing_is_still_to_be_seen(title: str) -> None:
    assert shortened(title, 40) == "…"


def test_a_post_of_many_lines_does_not_fill_the_screen() -> None:
    text = "слово\n" * 90
    assert "\n" not in quote(text, [(0, 5)])
    assert quote("слово\n" * MOST_LINES, []).count("\n") == MOST_LINES - 1
    assert quote("раз\n \n\n\n\nдва", []) == "раз\n\nдва"
