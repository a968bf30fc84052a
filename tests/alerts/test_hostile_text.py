from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telethon.extensions import html as telegram_html
from telethon.tl import types

from bot.alerts.rendering.card import card_message
from bot.alerts.rendering.card_buttons import CardButtons, card_keyboard, mute_keyboard, mute_narrative_keyboard
from bot.alerts.rendering.compact_card import compact_message
from bot.alerts.rendering.digest import STORIES_AT_ONCE, digest_message, narrative_page
from bot.alerts.rendering.story import step_message
from bot.ui.format import post_link
from bot.ui.locale import LANGUAGES, Texts
from bot.ui.markup import cleaned, shortened
from bot.ui.message import Message
from bot.ui.quote import MOST_LINES, line_of, quote
from storage.alerts.digests import TOP_STORIES
from storage.channels.coverage_summary import NAMED
from storage.model.cards import Card, CardMatch, Milestone, Removal, Rewording
from storage.model.channels import Channel, ChannelRole, CoverageSummary, GapReason
from storage.model.deliveries import Delivery, DeliveryKind, HeldBy, Occasion, Verdicts
from storage.model.digests import NARRATIVES_AT_ONCE, Digest, DigestNarrative, DigestStory
from storage.model.ids import ChannelId, ChatId, DeliveryId, MessageId, NarrativeId, PostId
from storage.model.posts import ForwardOrigin, Post
from storage.model.stories import Debunk, Sighting, Spread
from storage.model.subscribers import CardStyle, Role, Subscriber

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


numbers = st.integers(0, 10**6)
moments = st.integers(-(10**6), 10**6).map(lambda seconds: timedelta(seconds=seconds))
sightings = st.builds(
    Sighting,
    channel=st.none() | st.builds(Channel, st.just(ChannelId(-1001234567890)), hostile, st.none() | st.just("y" * 32)),
    message_id=st.just(MessageId(2**31 - 1)),
    at=later,
)
spreads = st.builds(
    Spread,
    first=sightings,
    posts=numbers,
    channels=st.integers(1, 10**6),
    span=moments.map(abs),
    forwarded=numbers,
    retyped=numbers,
    views=st.none() | st.just(10**9),
    others=st.lists(sightings, max_size=3).map(tuple),
    others_unnamed=numbers,
    deleted=numbers,
    changed=numbers,
)
debunks = st.lists(st.builds(Debunk, sightings, moments), max_size=3).map(tuple)


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
        rewording=draw(st.none() | st.builds(Rewording, hostile, spans, later)),
        deleted_at=draw(st.none() | later),
        spread=draw(st.none() | spreads),
        debunks=draw(debunks),
        held_by=draw(st.none() | st.sampled_from([HeldBy.QUIET, HeldBy.MUTE, HeldBy.DIGEST])),
    )


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    def story() -> DigestStory:
        card = draw(cards())
        check = draw(st.none() | st.builds(Debunk, sightings, moments))
        return DigestStory(card.post, card.channel, draw(numbers), draw(numbers), draw(st.booleans()), check)

    narratives = tuple(
        DigestNarrative(
            NarrativeId("n" * 37 + f"{number:03}"),
            draw(hostile),
            draw(st.booleans()),
            stories=draw(numbers),
            posts=draw(numbers),
            channels=draw(numbers),
            top=tuple(story() for _ in range(TOP_STORIES)),
        )
        for number in range(draw(st.integers(1, NARRATIVES_AT_ONCE)))
    )
    return Digest(
        DeliveryId(10**12),
        draw(st.sampled_from(Occasion)),
        POSTED,
        narratives,
        narratives_in_all=draw(st.integers(4, 400)),
        stories=draw(numbers),
        posts=draw(numbers),
        late=draw(numbers),
        reading=CoverageSummary(500, 450, POSTED, tuple(draw(st.lists(hostile, max_size=NAMED)))),
        over_at=draw(st.none() | later),
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
@settings(max_examples=25, deadline=None)
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


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25, deadline=None)
@given(digest=digests(), now=later)
def test_no_post_and_no_name_breaks_a_digest(language: str, digest: Digest, now: datetime) -> None:
    say = TEXTS.for_language(language)
    check(digest_message(digest, say, KYIV, now, page=1))
    for narrative in digest.narratives:
        full = replace(narrative, top=(narrative.top * STORIES_AT_ONCE)[:STORIES_AT_ONCE])
        check(narrative_page(full, digest.id, say, KYIV, now, page=1, back=True))


@settings(max_examples=25, deadline=None)
@given(card=cards(), titles=st.lists(hostile, min_size=1), channels=numbers, span=moments)
def test_no_post_and_no_name_breaks_the_word_of_a_step(
    card: Card, titles: list[str], channels: int, span: timedelta
) -> None:
    step = Milestone(tuple(titles), card.channel, card.post, channels, abs(span))
    for language in LANGUAGES:
        check(step_message(step, TEXTS.for_language(language)))


@settings(max_examples=25, deadline=None)
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
