from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from bot.alerts.rendering.compact_card import compact_message
from storage.model.cards import Card, CardMatch, Removal, Rewording
from storage.model.channels import Channel, ChannelRole
from storage.model.deliveries import DeliveryKind
from storage.model.ids import ChannelId, MessageId, NarrativeId
from storage.model.posts import Post
from storage.model.stories import Debunk, Sighting, Spread

if TYPE_CHECKING:
    from bot.ui.locale import Texts
    from bot.ui.markup import Say

POSTED = datetime(2022, 9, 10, 8, 0, tzinfo=UTC)
FOURTEEN = timedelta(minutes=14)
KYIV = ZoneInfo("Europe/Kyiv")
NEWS = Channel(ChannelId(-1001234567890), "Morning News", "morning_news")
FEINT = CardMatch(NarrativeId("feint"), "Feint", 96.4, ((2, 6),))


def card(text: str = "a ruse", **facts: Any) -> Card:  # noqa: ANN401
    return Card(NEWS, Post(NEWS.id, MessageId(77), POSTED, text), (FEINT,), **facts)


def rows(one: Card, say: Say, after: timedelta = timedelta(0)) -> list[str]:
    return compact_message(one, say, KYIV, now=POSTED + after).html.split("\n")


def test_a_compact_card_has_three_lines(en: Say) -> None:
    assert rows(card(), en) == [
        "🔎 <b>Feint</b>",
        "Morning News · 11:00",
        "<blockquote>a <b>ruse</b></blockquote>",
    ]


def test_it_names_the_day_where_that_is_another(en: Say) -> None:
    assert rows(card(), en, timedelta(days=1))[1] == "Morning News · 10 Sep, 11:00"


def test_it_names_two_narratives_and_counts_the_others(texts: Texts) -> None:
    many = replace(card(), matches=tuple(replace(FEINT, title=f"N{number}") for number in range(5)))
    assert rows(many, texts.for_language("uk"))[0] == "🔎 <b>N0</b>, <b>N1</b> і ще 3"


def test_it_says_what_a_channel_is_that_is_no_source(en: Say) -> None:
    checked = replace(card(), channel=replace(NEWS, role=ChannelRole.FACT_CHECKER))
    assert rows(checked, en)[1] == "Morning News (fact-checker) · 11:00"


@pytest.mark.parametrize(
    ("facts", "after", "line"),
    [
        ({"deleted_at": POSTED + timedelta(hours=2)}, 0, "🗑 Deleted 2 hours after posting"),
        (
            {"removal": Removal(("Feint",), POSTED + timedelta(minutes=14), "")},
            0,
            "✂️ Words removed 14 minutes after posting",
        ),
        ({"rewording": Rewording("no ruse", ((3, 7),), POSTED + FOURTEEN)}, 0, "✏️ Edited 14 minutes after posting:"),
        ({"kind": DeliveryKind.EDIT_ADDED}, 0, "✏️ Words added less than a minute after posting"),
        ({}, 20, "⏰ 20 minutes late"),
    ],
)
def test_one_line_says_what_is_unusual(en: Say, facts: dict[str, Any], after: int, line: str) -> None:
    assert rows(card(**facts), en, timedelta(minutes=after))[2] == line


def test_it_quotes_what_the_post_says_now_and_names_one_change(en: Say) -> None:
    now = Rewording("no ruse at all", ((3, 7),), POSTED + FOURTEEN)
    assert rows(card(rewording=now), en)[3:] == [
        "“a” → “no”",
        "and 1 more change",
        "<blockquote>no <b>ruse</b> at all</blockquote>",
    ]


def test_it_shows_spread_and_debunk_in_one_line(en: Say) -> None:
    first = Sighting(NEWS, MessageId(77), POSTED)
    spread = Spread(first, 13, 12, timedelta(minutes=52))
    facts = Sighting(Channel(ChannelId(-1009), "Facts"), MessageId(1), POSTED + timedelta(hours=1))
    line = rows(card(spread=spread, debunks=(Debunk(facts, timedelta(hours=1)),)), en)[2]
    assert "12 channels" in line
    assert "Debunked by" in line
    before = rows(card(debunks=(Debunk(facts, -timedelta(hours=1)),)), en)[2]
    assert before.startswith("🛡 Already debunked by")


def test_its_quote_is_cut_about_the_matched_words_at_whole_words(en: Say) -> None:
    text = "Першi рядки допису.\n" * 20 + "і ось ruse тут\n" + "Останнi рядки допису.\n" * 20
    at = text.index("ruse")
    long = replace(card(text), matches=(replace(FEINT, spans=((at, at + 4),)),))
    quoted = rows(long, en)[2]
    assert quoted.startswith("<blockquote>…")
    assert "<b>ruse</b> тут" in quoted
    assert quoted.endswith("…</blockquote>")


def test_words_of_the_link_preview_are_quoted_where_the_post_has_none(en: Say) -> None:
    post = Post(NEWS.id, MessageId(77), POSTED, "", preview="a ruse")
    one = Card(NEWS, post, (replace(FEINT, spans=((4, 8),)),))
    assert rows(one, en)[2] == "<blockquote>a <b>ruse</b></blockquote>"
