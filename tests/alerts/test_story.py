from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from telethon.extensions import html as telegram_html

from bot.alerts.rendering.card import card_message
from bot.alerts.rendering.compact_card import compact_message
from bot.alerts.rendering.story import step_message
from storage.model.cards import Card, CardMatch, Milestone, Removal, Rewording
from storage.model.channels import Channel
from storage.model.ids import ChannelId, MessageId, NarrativeId
from storage.model.posts import ForwardOrigin, Post
from storage.model.stories import Debunk, Sighting, Spread

if TYPE_CHECKING:
    from bot.ui.markup import Say
    from bot.ui.message import Message

POSTED = datetime(2022, 9, 10, 8, 0, tzinfo=UTC)
KYIV = ZoneInfo("Europe/Kyiv")
OWN = Channel(ChannelId(-1001234567890), "Morning News", "morning_news")
POST = Post(OWN.id, MessageId(77), POSTED, "a ruse")
CARD = Card(OWN, POST, (CardMatch(NarrativeId("feint"), "Feint", 96.4, ((2, 6),)),))
HERE = Sighting(OWN, MessageId(77), POSTED)
ALONE = Spread(HERE, posts=2, channels=2, span=timedelta(minutes=42), retyped=1)


def elsewhere(name: str, number: int = 5, *, later: timedelta = timedelta(0)) -> Sighting:
    return Sighting(Channel(ChannelId(-1002), name, name.lower()), MessageId(number), POSTED + later)


def told(card: Card, say: Say) -> list[str]:
    """Return the lines between the head of a card and its text, as a reader sees them."""
    text, _ = telegram_html.parse(card_message(card, say, KYIV, now=None).html)
    return str(text).split("\n")[2:-1]


def with_spread(**facts: Any) -> Card:  # noqa: ANN401
    return replace(CARD, spread=replace(ALONE, **facts))


def test_a_card_of_a_single_post_says_nothing_of_a_story(en: Say) -> None:
    assert told(CARD, en) == []


def test_a_card_tells_how_far_its_story_is_and_how_it_came_there(en: Say) -> None:
    card = with_spread(posts=13, channels=12, forwarded=4, retyped=8, views=11_500)
    assert told(card, en) == ["📡 12 channels in 42 minutes · 4 forwarded, 8 reposted · 11,500 views"]
    assert told(with_spread(), en) == ["📡 2 channels in 42 minutes · 1 reposted"]


def test_what_was_quicker_than_a_minute_took_one(en: Say) -> None:
    assert told(with_spread(span=timedelta(0)), en) == ["📡 2 channels in 1 minute · 1 reposted"]


def test_a_story_in_one_channel_only_was_posted_again(en: Say) -> None:
    assert told(with_spread(channels=1, posts=3), en) == ["📡 Posted 3 times in this channel"]


def test_a_card_names_where_the_story_was_first_and_where_else_with_links(en: Say) -> None:
    card = with_spread(
        first=elsewhere("Whisper", 3, later=-timedelta(hours=1)),
        others=(elsewhere("A"), elsewhere("B"), elsewhere("C")),
        others_unnamed=7,
    )
    assert told(card, en)[1:] == [
        "⏮ First seen: Whisper · 10 Sep 2022, 10:00",
        "Also in: A, B, C and 7 more channels",
    ]
    assert '<a href="https://t.me/whisper/3">Whisper</a>' in card_message(card, en, KYIV, now=None).html


def test_a_private_channel_is_not_named_nor_linked(en: Say) -> None:
    hidden = Sighting(None, MessageId(9), POSTED)
    card = replace(with_spread(first=hidden, others_unnamed=2), debunks=(Debunk(hidden, timedelta(hours=3)),))
    assert told(card, en)[1:] == [
        "⏮ First seen: a private channel · 10 Sep 2022, 11:00",
        "Also in 2 private channels",
        "🛡 Debunked by a private channel, 10 Sep 2022, 11:00 (after 3 hours)",
    ]
    assert "/9" not in card_message(card, en, KYIV, now=None).html


def test_a_card_says_what_became_of_the_other_posts(en: Say) -> None:
    assert told(with_spread(deleted=2, changed=1), en)[1:] == [
        "🗑 2 other posts were deleted",
        "✂️ 1 other post was edited and no longer contains it",
    ]


def test_debunks_say_when_and_how_long_after_the_story_or_that_they_were_before(en: Say) -> None:
    before = Debunk(elsewhere("Facts", 1, later=-timedelta(hours=2)), -timedelta(hours=2))
    after = Debunk(elsewhere("Check", 2, later=timedelta(hours=3)), timedelta(hours=3))
    assert told(replace(CARD, debunks=(before, after)), en) == [
        "🛡 Already debunked by Facts, 10 Sep 2022, 09:00",
        "🛡 Debunked by Check, 10 Sep 2022, 14:00 (after 3 hours)",
    ]


def test_all_of_it_is_said_in_ukrainian(uk: Say) -> None:
    card = replace(
        with_spread(
            posts=9,
            channels=5,
            forwarded=2,
            retyped=6,
            views=21,
            span=timedelta(hours=3),
            first=elsewhere("Перший"),
            others=(elsewhere("Другий"),),
            others_unnamed=2,
            deleted=1,
            changed=3,
        ),
        debunks=(Debunk(elsewhere("Перевірка"), timedelta(hours=2)),),
    )
    assert told(card, uk) == [
        "📡 5 каналів за 3 години · переслано 2, переказано 6 · 21 перегляд",
        "⏮ Уперше помічено: Перший · 10 вер. 2022, 11:00",
        "Також: Другий і ще 2 канали",
        "🗑 1 інший допис видалено",
        "✂️ 3 інші дописи відредаговано: цих слів там більше немає",
        "🛡 Спростовано: Перевірка, 10 вер. 2022, 11:00 (через 2 години)",
    ]


def test_a_compact_card_says_it_in_a_line(en: Say) -> None:
    card = replace(with_spread(channels=7), debunks=(Debunk(elsewhere("Check"), timedelta(hours=3)),))
    assert '📡 7 channels in 42 minutes · 🛡 Debunked by <a href="https://t.me/check/5">Check</a>' in (
        compact_message(card, en, KYIV, now=None).html
    )


def test_a_step_is_one_line_with_a_button(en: Say, uk: Say) -> None:
    step = Milestone(("Feint", "Goodwill"), OWN, POST, 10, timedelta(minutes=42))
    message = step_message(step, en)
    assert message.html == "📈 Now in 10 channels within 42 minutes: <b>Feint</b> and 1 more narrative"
    assert [[button.url for button in row] for row in message.buttons] == [["https://t.me/morning_news/77"]]
    assert step_message(replace(step, titles=("Feint",), channels=25), uk).html == (
        "📈 Уже в 25 каналах за 42 хвилини: <b>Feint</b>"
    )


def fits(message: Message) -> bool:
    text, entities = telegram_html.parse(message.html)
    return len(text.encode("utf-16-le")) // 2 <= 4096 and len(entities) <= 100


def test_however_long_and_hostile_everything_is_the_card_fits_and_links_only_where_it_should(en: Say, uk: Say) -> None:
    bad = '𝕏"><a href="https://evil">\u202e&' * 20
    place = Sighting(Channel(ChannelId(-1009999999999), bad), MessageId(5), POSTED)
    text = "𝕏 𝕐 " * 1000
    spans = tuple((at, at + 1) for at in range(0, 3000, 2))
    card = Card(
        Channel(ChannelId(-1008888888888), bad),
        replace(POST, text=text, preview=bad, forward=ForwardOrigin(bad, posted_at=POSTED)),
        tuple(CardMatch(NarrativeId(str(n)), bad, 90, spans) for n in range(20)),
        noticed_at=POSTED + timedelta(hours=5),
        removal=Removal((bad,) * 5, POSTED, text),
        deleted_at=POSTED,
        spread=Spread(
            place, 9000, 8000, timedelta(days=900), 4000, 4999, 10**12, (place,) * 3, 7990, deleted=500, changed=600
        ),
        debunks=(Debunk(place, timedelta(days=3)),) * 3,
    )
    for say in (en, uk):
        edit = Rewording(f"𝕐 {text}", spans, POSTED)
        for one in (
            card,
            replace(card, removal=None),
            replace(card, removal=None, rewording=edit),
            replace(card, removal=None, post=replace(POST, text=text)),
        ):
            message = card_message(one, say, KYIV, now=POSTED + timedelta(days=1))
            assert fits(message)
            _, entities = telegram_html.parse(message.html)
            assert all(entity.url.startswith("https://t.me/") for entity in entities if hasattr(entity, "url"))
            assert "\u202e" not in message.html
        assert fits(step_message(Milestone((bad,) * 9, card.channel, card.post, 10, timedelta(0)), say))
