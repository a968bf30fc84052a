from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from telethon.extensions import html as telegram_html

from bot.alerts.rendering.card import LINES_SUMMED_UP, card_message, summary_message
from bot.ui.format import ago, post_link
from storage.model.cards import Card, CardMatch, Removal, Rewording, SummaryLine
from storage.model.channels import Channel, ChannelRole, GapReason
from storage.model.deliveries import DeliveryKind
from storage.model.ids import ChannelId, MessageId, NarrativeId
from storage.model.posts import ForwardOrigin, Post

if TYPE_CHECKING:
    from bot.ui.locale import Texts
    from bot.ui.markup import Say
    from bot.ui.message import Message

POSTED = datetime(2022, 9, 10, 8, 0, tzinfo=UTC)
KYIV = ZoneInfo("Europe/Kyiv")
PUBLIC = Channel(ChannelId(-1001234567890), "Morning News", "morning_news")
FEINT = CardMatch(NarrativeId("feint"), "Feint", 96.4, ((2, 6),))


def post(text: str = "a ruse", **facts: Any) -> Post:  # noqa: ANN401
    return Post(PUBLIC.id, MessageId(77), POSTED, text, **facts)


def shown(message: Message) -> tuple[str, list[object]]:
    """Return the characters and entities that Telegram gets to see."""
    text, entities = telegram_html.parse(message.html)
    return text, list(entities)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_a_card_names_the_narrative_its_score_the_channel_and_the_time_and_quotes_the_post(en: Say) -> None:
    message = card_message(Card(PUBLIC, post(), (FEINT,)), en, KYIV, now=POSTED)
    assert message.html.split("\n") == [
        "🔎 <b>Feint</b> · 96",
        "<b>Morning News</b> · 11:00",
        "<blockquote>a <b>ruse</b></blockquote>",
    ]
    ((button,),) = message.buttons
    assert (button.text, button.url) == ("Open post", "https://t.me/morning_news/77")


def test_a_card_speaks_ukrainian(uk: Say) -> None:
    edited = POSTED + timedelta(hours=1)
    forward = ForwardOrigin("Інший канал")
    card = Card(PUBLIC, post(edited_at=edited, forward=forward), (FEINT,), DeliveryKind.EDIT_ADDED)
    message = card_message(card, uk, KYIV, now=edited + timedelta(hours=2))
    assert message.html.split("\n") == [
        "🔎 <b>Feint</b> · 96",
        "<b>Morning News</b> · 11:00",
        "✏️ Слова додано під час редагування, 12:00",
        "⏰ Із запізненням: через 2 години після допису",
        "↪️ Переслано з Інший канал",
        "<blockquote>a <b>ruse</b></blockquote>",
    ]
    assert message.buttons[0][0].text == "Відкрити допис"


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (15, False), (16, True), (600, True)])
def test_a_card_is_called_late_more_than_a_quarter_of_an_hour_after_the_post(
    en: Say, minutes: int, *, late: bool
) -> None:
    message = card_message(Card(PUBLIC, post(), (FEINT,)), en, KYIV, now=POSTED + timedelta(minutes=minutes))
    assert ("Late:" in message.html) is late


def test_a_card_of_an_edit_is_late_by_the_time_of_the_edit(en: Say) -> None:
    edited = POSTED + timedelta(days=2)
    card = Card(PUBLIC, post(edited_at=edited), (FEINT,), DeliveryKind.EDIT_ADDED)
    assert "Late:" not in card_message(card, en, KYIV, now=edited + timedelta(minutes=15)).html
    assert "Late:" in card_message(card, en, KYIV, now=edited + timedelta(minutes=16)).html


def test_a_replay_calls_nothing_late(en: Say) -> None:
    assert "Late:" not in card_message(Card(PUBLIC, post(), (FEINT,)), en, KYIV, now=None).html


@pytest.mark.parametrize(
    ("role", "word"),
    [(ChannelRole.MONITORED, None), (ChannelRole.MEDIA, "(media)"), (ChannelRole.FACT_CHECKER, "(fact-checker)")],
)
def test_a_card_says_the_role_of_a_channel_that_is_not_a_source(en: Say, role: ChannelRole, word: str | None) -> None:
    channel = Channel(PUBLIC.id, "News", role=role)
    line = card_message(Card(channel, post(), (FEINT,)), en, KYIV, now=POSTED).html.split("\n")[1]
    assert line == f"<b>News</b> {f'{word} ' if word else ''}· 11:00"


@pytest.mark.parametrize(
    ("forward", "line"),
    [
        (None, None),
        (ForwardOrigin("Fish & <Chips>"), "↪️ Forwarded from Fish &amp; &lt;Chips&gt;"),
        (ForwardOrigin(None, ChannelId(-1005)), "↪️ Forwarded, author hidden"),
    ],
)
def test_a_card_says_where_a_post_was_forwarded_from(en: Say, forward: ForwardOrigin | None, line: str | None) -> None:
    html = card_message(Card(PUBLIC, post(forward=forward), (FEINT,)), en, KYIV, now=POSTED).html
    assert [one for one in html.split("\n") if "Forwarded" in one] == ([line] if line else [])


@pytest.mark.parametrize(
    ("channel", "link"),
    [
        (PUBLIC, "https://t.me/morning_news/77"),
        (Channel(ChannelId(-1001234567890), "Closed"), "https://t.me/c/1234567890/77"),
        (Channel(ChannelId(-1002), "First"), None),
        (Channel(ChannelId(-900_000_000_000), "Known by name"), None),
        (Channel(ChannelId(-1_000_000_000_005), "Five"), "https://t.me/c/5/77"),
    ],
)
def test_a_link_opens_the_post_by_name_or_by_number(channel: Channel, link: str | None) -> None:
    assert post_link(channel, post()) == link


def test_a_post_without_an_address_has_no_button(en: Say) -> None:
    channel = Channel(ChannelId(-5), "Known by name")
    assert card_message(Card(channel, post(), (FEINT,)), en, KYIV, now=POSTED).buttons == ()


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=47, minutes=59), "47 hours"),
        (timedelta(hours=48), "2 days"),
    ],
)
def test_a_span_is_told_in_the_largest_unit_that_fits(en: Say, span: timedelta, words: str) -> None:
    assert ago(span, en) == words


def test_a_card_says_what_an_edit_took_out_and_what_stands_there_now(en: Say) -> None:
    gone = Removal(("Feint", "Goodwill", "Decision"), POSTED + timedelta(minutes=14), "nothing & more")
    html = card_message(Card(PUBLIC, post(), (FEINT,), removal=gone), en, KYIV, now=POSTED).html
    assert html.split("\n")[2:] == [
        "✂️ Words removed in an edit 14 minutes after posting: Feint and 2 more narratives",
        "<blockquote>a <b>ruse</b></blockquote>",
        "The post now says:",
        "<blockquote>nothing &amp; more</blockquote>",
    ]


def test_a_card_quotes_what_an_edit_made_of_the_sentence_and_lists_what_changed(en: Say) -> None:
    now = Rewording("Now a ruse & 98 <people>", ((6, 10),), POSTED + timedelta(minutes=14))
    card = Card(PUBLIC, post("a ruse & 12 people"), (FEINT,), rewording=now)
    assert card_message(card, en, KYIV, now=POSTED).html.split("\n")[2:] == [
        "✏️ Edited 14 minutes after posting:",
        "added: “Now”",
        "“12 people” → “98 &lt;people&gt;”",
        "<blockquote>Now a <b>ruse</b> &amp; 98 &lt;people&gt;</blockquote>",
    ]


def test_a_card_stays_as_it_is_where_an_edit_left_what_it_quotes(en: Say) -> None:
    long = "a ruse" + " and so on" * 150
    now = Rewording(f"{long} at last", ((2, 6),), POSTED + timedelta(minutes=14))
    card = Card(PUBLIC, post(long), (FEINT,))
    assert card_message(replace(card, rewording=now), en, KYIV, now=POSTED) == card_message(card, en, KYIV, now=POSTED)


def test_many_changes_are_counted_and_long_ones_cut(uk: Say) -> None:
    before = " ".join(f"x{number} y{number}" for number in range(12))
    after = "ruse " + " ".join(f"x{number} {'z' * 60}" for number in range(12))
    now = Rewording(after, ((0, 4),), POSTED + timedelta(hours=1))
    rows = card_message(Card(PUBLIC, post(before), (FEINT,), rewording=now), uk, KYIV, now=POSTED).html.split("\n")
    assert rows[2] == "✏️ Відредаговано через 1 годину після публікації:"
    assert rows[3:5] == ["додано: «ruse»", f"«y0» → «{'z' * 49}…»"]
    assert re.match("і ще [0-9]+ змін", rows[6])


def test_a_card_says_when_its_post_was_seen_to_be_gone(uk: Say) -> None:
    card = Card(PUBLIC, post(), (FEINT,), deleted_at=POSTED + timedelta(hours=2))
    assert card_message(card, uk, KYIV, now=POSTED).html.split("\n")[2:] == [
        "🗑 Видалено каналом через 2 години після публікації (помічено: 13:00)",
        "<blockquote>a <b>ruse</b></blockquote>",
    ]


@pytest.mark.parametrize(
    ("noticed_after", "missed_by", "words"),
    [
        (5, GapReason.DOWN, "Found at 11:05; sending was delayed"),
        (50, GapReason.DOWN, "Found at 11:50 (the program was not running)"),
        (50, GapReason.NOT_PUSHED, "Found at 11:50 (Telegram didn’t push it)"),
        (50, None, "Found at 11:50 (read from the channel’s history)"),
    ],
)
def test_a_late_card_says_when_its_post_was_noticed_and_why_not_before(
    en: Say, noticed_after: int, missed_by: GapReason | None, words: str
) -> None:
    noticed = POSTED + timedelta(minutes=noticed_after)
    card = Card(PUBLIC, post(), (FEINT,), noticed_at=noticed, missed_by=missed_by)
    html = card_message(card, en, KYIV, now=POSTED + timedelta(hours=1)).html
    assert html.split("\n")[2:4] == ["⏰ Late: sent 1 hour after the post", words]


HOSTILE = [
    "</blockquote></b><a href='https://x'>" * 100,
    "\u202e\u2066" * 2_000 + "ruse",
    "а" * 4_096,
    "🎭" * 2_048,
    "👨‍👩‍👧‍👦 " * 300,
    "&lt;&amp;" * 400,
    "\n\n\n" * 1_300 + "x",
    "x y " * 1_024,
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("language", ["en", "uk"])
def test_no_post_and_no_title_makes_a_card_that_telegram_refuses(texts: Texts, words: str, language: str) -> None:
    spans = tuple((at, at + 1) for at in range(0, 2 * len(words), 20))
    matches = tuple(CardMatch(NarrativeId(f"n{number}"), words, 100, spans) for number in range(30))
    channel = Channel(PUBLIC.id, words, "name", ChannelRole.FACT_CHECKER)
    old = post(words, edited_at=POSTED, forward=ForwardOrigin(words, posted_at=POSTED), preview=words)
    gone = Removal((words,) * 30, POSTED + timedelta(days=1), words)
    noticed, deleted = POSTED + timedelta(days=5), POSTED + timedelta(days=8)
    card = Card(channel, old, matches, DeliveryKind.EDIT_ADDED, noticed, GapReason.NOT_PUSHED, gone, deleted)
    edit = Rewording(f"x {words[:600]}", ((0, 1),), POSTED + timedelta(days=1))
    for one in (card, replace(card, removal=None, rewording=edit)):
        text, entities = shown(card_message(one, texts.for_language(language), KYIV, now=POSTED + timedelta(days=9)))
        assert 0 < units(text) <= 4_096
        assert len(entities) <= 100
        assert not set(text) & set("\u202e\u2066\x00")


def test_hostile_words_are_shown_as_they_were_written(en: Say) -> None:
    words = "<b>x</b> &amp; </blockquote> ruse"
    matches = (CardMatch(NarrativeId("n"), words, 100, ((27, 31),)),)
    text, entities = shown(card_message(Card(PUBLIC, post(words), matches), en, KYIV, now=POSTED))
    assert text.count(words) == 2
    assert [type(entity).__name__ for entity in entities].count("MessageEntityBold") == 3


def test_many_narratives_are_counted_and_not_all_named(en: Say) -> None:
    matches = tuple(CardMatch(NarrativeId(f"n{number}"), f"N{number}", 90, ((2, 6),)) for number in range(10))
    rows = card_message(Card(PUBLIC, post(), matches), en, KYIV, now=POSTED).html.split("\n")
    assert rows[7:9] == ["🔎 <b>N7</b> · 90", "and 2 more narratives"]


def test_a_summary_has_a_line_for_each_narrative(en: Say) -> None:
    lines = [
        SummaryLine("Feint", 3, 2, POSTED, POSTED + timedelta(days=1)),
        SummaryLine("A & B", 1, 1, POSTED, POSTED),
    ]
    assert summary_message(lines, en, KYIV, POSTED).html.split("\n") == [
        "🗂 Not sent as separate alerts: too old, or found while you couldn’t be reached. See the posts: /missed",
        "<b>Feint</b>: 3 posts in 2 channels, 11:00 – 11 Sep, 11:00",
        "<b>A &amp; B</b>: 1 post in 1 channel, 11:00 – 11:00",
    ]


@pytest.mark.parametrize("title", ["🎭" * 200, "&" * 200])
def test_the_longest_summary_still_fits_a_message(uk: Say, title: str) -> None:
    lines = [SummaryLine(title, 10**6, 10**5, POSTED, POSTED)] * 400
    text, entities = shown(summary_message(lines, uk, KYIV, POSTED))
    assert units(text) <= 4_096
    assert len(entities) <= 100
    assert str(400 - LINES_SUMMED_UP) in text
