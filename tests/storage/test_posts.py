from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from storage.alerts import cards, enqueue, outbox
from storage.channels import channels
from storage.model.channels import Channel
from storage.model.deliveries import Delivery, DeliveryKind
from storage.model.ids import ChannelId, ChatId, DeliveryId, MessageId, NarrativeId, PostId
from storage.model.narratives import Level, Match, Narrative
from storage.model.posts import ForwardOrigin, Post
from storage.model.subscribers import Role
from storage.narratives import narratives
from storage.people import subscribers
from storage.posts import matches, posts
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection

NEWS = Channel(ChannelId(-1001234567890), "News", "news")
FIRST = Post(NEWS.id, MessageId(5), START, "first words", views=10, forwards=1)
ANNA = ChatId(101)
FEINT, GOODWILL = NarrativeId("feint"), NarrativeId("goodwill")


def later(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


async def keep(tx: Connection, post: Post, now: datetime) -> posts.SavedPost:
    (kept,) = await posts.save_all(tx, [post], now)
    return kept


@pytest.fixture
async def tx(connection: Connection) -> Connection:
    await channels.add(connection, NEWS, START)
    return connection


async def kept_text(tx: Connection) -> tuple[object, ...]:
    cursor = await tx.execute("SELECT text, revision, views, forwards FROM posts")
    (row,) = await cursor.fetchall()
    return tuple(row)


async def revisions(tx: Connection) -> list[tuple[object, ...]]:
    cursor = await tx.execute("SELECT number, text FROM revisions ORDER BY number")
    return [tuple(row) for row in await cursor.fetchall()]


async def test_a_new_post_is_kept_with_all_its_facts(tx: Connection) -> None:
    forward = ForwardOrigin("Elsewhere", ChannelId(-1005), MessageId(9), later(-60))
    post = replace(FIRST, forward=forward, reply_to=MessageId(3), album_id=77, edited_at=later(1))
    kept = await keep(tx, post, START)
    assert (kept.revision, kept.changed) == (1, True)
    cursor = await tx.execute("SELECT * FROM posts")
    (row,) = await cursor.fetchall()
    assert posts.from_row(row, row["text"], row["edited_at"]) == post


async def test_that_a_post_is_a_forward_is_kept_where_nobody_is_named(tx: Connection) -> None:
    post = replace(FIRST, forward=ForwardOrigin())
    await keep(tx, post, START)
    (row,) = await (await tx.execute("SELECT * FROM posts")).fetchall()
    assert posts.from_row(row, row["text"], row["edited_at"]) == post


async def test_the_same_text_again_changes_nothing_but_the_counts(tx: Connection) -> None:
    first = await keep(tx, FIRST, START)
    again = await keep(tx, replace(FIRST, views=50, forwards=2), later(1))
    assert again == posts.SavedPost(first.id, 1, changed=False, text=FIRST.text)
    assert await kept_text(tx) == ("first words", 1, 50, 2)
    await keep(tx, replace(FIRST, views=None, forwards=None), later(2))
    assert await kept_text(tx) == ("first words", 1, 50, 2)


async def test_a_later_edit_makes_a_revision(tx: Connection) -> None:
    await keep(tx, FIRST, START)
    kept = await keep(tx, replace(FIRST, text="second words", edited_at=later(1)), later(1))
    assert (kept.revision, kept.changed) == (2, True)
    kept = await keep(tx, replace(FIRST, text="third words", edited_at=later(2)), later(2))
    assert (await kept_text(tx))[:2] == ("third words", 3)
    assert await revisions(tx) == [(1, "first words"), (2, "second words")]


@pytest.mark.parametrize("minutes", [None, 1])
async def test_an_earlier_text_that_arrives_late_does_not_undo_the_edit(tx: Connection, minutes: int | None) -> None:
    await keep(tx, replace(FIRST, text="edited", edited_at=later(2)), START)
    old = replace(FIRST, text="older", edited_at=later(minutes) if minutes else None, views=99)
    assert not (await keep(tx, old, START)).changed
    assert await kept_text(tx) == ("edited", 1, 10, 1)
    assert await revisions(tx) == []


async def test_a_post_of_a_channel_that_is_not_watched_cannot_be_kept(tx: Connection) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        await keep(tx, replace(FIRST, channel_id=ChannelId(-1009)), START)


async def matched(tx: Connection) -> posts.SavedPost:
    """Keep a post whose two revisions match: the first «feint», the second «goodwill» too."""
    await subscribers.let_in(tx, ANNA, Role.SUBSCRIBER, START)
    found: list[Match] = []
    for name in (FEINT, GOODWILL):
        await narratives.add(tx, Narrative(name, name.title()), START)
        await subscribers.follow(tx, ANNA, name, START)
        phrase = await narratives.add_phrase(tx, name, "words", START)
        assert phrase is not None
        found.append(Match(name, phrase, Level.ALERT, 90 + len(found), ((0, 5),)))
    first = await keep(tx, FIRST, START)
    await matches.save(tx, first, found[:1])
    second = await keep(tx, replace(FIRST, text="second words", edited_at=later(1)), START)
    await matches.save(tx, second, found)
    return second


async def card_of(
    tx: Connection, kept: posts.SavedPost, kind: DeliveryKind, revision: int
) -> tuple[str, list[str]] | None:
    await enqueue.enqueue(tx, [ANNA], kept.id, revision, kind, START)
    (delivery,) = [one for one in await outbox.pending(tx, 9) if one.kind is kind]
    card = await cards.card(tx, delivery)
    return None if card is None else (card.post.text, [match.title for match in card.matches])


async def test_a_card_shows_the_text_as_it_was_when_it_was_owed(tx: Connection) -> None:
    kept = await matched(tx)
    assert await card_of(tx, kept, DeliveryKind.NEW, 1) == ("first words", ["Feint"])


async def test_the_card_of_an_edit_names_only_what_the_edit_added(tx: Connection) -> None:
    kept = await matched(tx)
    assert await card_of(tx, kept, DeliveryKind.EDIT_ADDED, 2) == ("second words", ["Goodwill"])


async def test_a_card_names_the_surest_narrative_first(tx: Connection) -> None:
    kept = await matched(tx)
    assert await card_of(tx, kept, DeliveryKind.NEW, 2) == ("second words", ["Goodwill", "Feint"])


async def test_a_card_names_only_what_its_reader_still_follows(tx: Connection) -> None:
    kept = await matched(tx)
    await subscribers.unfollow(tx, ANNA, GOODWILL)
    assert await card_of(tx, kept, DeliveryKind.NEW, 2) == ("second words", ["Feint"])
    assert await card_of(tx, kept, DeliveryKind.EDIT_ADDED, 2) is None


async def test_a_card_about_no_post_is_none(tx: Connection) -> None:
    await subscribers.let_in(tx, ANNA, Role.SUBSCRIBER, START)
    anna = await subscribers.get(tx, ANNA)
    assert anna is not None
    assert await cards.card(tx, Delivery(DeliveryId(1), anna, DeliveryKind.NEW, PostId(9), 1, 0, START)) is None


async def test_the_spread_counts_posts_and_channels_of_each_narrative(tx: Connection) -> None:
    await matched(tx)
    assert [(line.title, line.posts, line.channels, line.first) for line in await posts.spread(tx)] == [
        ("Feint", 1, 1, START),
        ("Goodwill", 1, 1, START),
    ]
    assert await posts.count(tx) == (1, START)


async def test_without_posts_the_count_is_zero(tx: Connection) -> None:
    assert await posts.count(tx) == (0, None)


async def test_an_edit_without_a_new_text_still_outdates_the_texts_before_it(tx: Connection) -> None:
    await keep(tx, replace(FIRST, text="final words", edited_at=later(5)), START)
    await keep(tx, replace(FIRST, text="final words", edited_at=later(9)), START)
    await keep(tx, replace(FIRST, text="words in between", edited_at=later(7)), START)
    assert (await kept_text(tx))[:2] == ("final words", 1)


async def test_of_two_edits_in_one_second_the_later_to_arrive_counts(tx: Connection) -> None:
    await keep(tx, FIRST, START)
    await keep(tx, replace(FIRST, text="second words", edited_at=later(1)), START)
    await keep(tx, replace(FIRST, text="third words", edited_at=later(1)), START)
    assert (await kept_text(tx))[:2] == ("third words", 3)
