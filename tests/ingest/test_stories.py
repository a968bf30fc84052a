from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ingest.pipeline import Pipeline
from storage.alerts import cards, edits, outbox
from storage.channels import channels, visibility
from storage.model.channels import Channel, ChannelRole
from storage.model.ids import ChannelId, DeliveryId, MessageId
from storage.model.posts import ForwardOrigin
from storage.model.subscribers import SubscriberStatus
from storage.people import subscribers
from tests.fakes import START
from tests.newsroom import ANNA, BORYS, CHANNEL, DESK, post

if TYPE_CHECKING:
    from storage.database import Connection
    from storage.model.cards import Card
    from storage.model.deliveries import Delivery
    from storage.model.posts import Post
    from tests.newsroom import Newsroom

TEXT = "The withdrawal was a ruse, they said on Monday, and every single unit left the town in perfect order"
COPY = f"Breaking! {TEXT}. Subscribe to us"
OTHER = "Nobody believes in such a ruse any more after all that happened on the bridges over the river in May"
SECOND, THIRD, CHECKER = ChannelId(-1002), ChannelId(-1003), ChannelId(-1009)
OWED = "SELECT subscriber_id, kind, post_id, story_id FROM outbox ORDER BY id"
MEMBERS = "SELECT post_id, story_id, way FROM story_posts ORDER BY post_id"
AMEND_AT = "SELECT amend_at FROM outbox ORDER BY id"
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
async def desk(newsroom: Newsroom) -> Newsroom:
    """A newsroom with four channels, one of them a fact-checker's, and Anna who follows."""
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    for number, role in (
        (SECOND, ChannelRole.MONITORED),
        (THIRD, ChannelRole.MEDIA),
        (CHECKER, ChannelRole.FACT_CHECKER),
    ):
        await add(newsroom, number, role)
    return newsroom


async def add(
    newsroom: Newsroom, number: ChannelId, role: ChannelRole = ChannelRole.MONITORED, *, is_private: bool = False
) -> None:
    name = f"ch{abs(number)}"
    channel = Channel(number, name.title(), name, role, is_private=is_private)

    async def work(connection: Connection) -> None:
        await channels.add(connection, channel, START)

    await newsroom.database.write(work)


async def deliver(newsroom: Newsroom) -> None:
    """Have all that is pending be sent now, each as a message of its own."""

    async def work(connection: Connection) -> None:
        for one in await outbox.pending(connection, 1000):
            await outbox.mark_sent(connection, one.id, newsroom.clock.now(), 5000 + one.id, newsroom.clock.now())

    await newsroom.database.write(work)


async def delivery(newsroom: Newsroom, number: int = 1) -> Delivery:
    found = await outbox.get(newsroom.database.reader, DeliveryId(number))
    assert found is not None
    return found


async def card(newsroom: Newsroom, number: int = 1) -> Card:
    found = await cards.card(newsroom.database.reader, await delivery(newsroom, number))
    assert found is not None
    return found


async def spread_over(newsroom: Newsroom, first: int, last: int) -> None:
    """Have channels of these numbers tell the story, one after the other."""
    pipeline = newsroom.pipeline()
    for number in range(first, last + 1):
        await add(newsroom, ChannelId(-2000 - number))
        await pipeline.ingest([post(1, TEXT, channel=ChannelId(-2000 - number))])


async def test_a_copy_joins_the_story_and_owes_no_card(desk: Newsroom) -> None:
    pipeline = desk.pipeline()
    (first,) = await pipeline.ingest([post(1, TEXT)])
    (second,) = await pipeline.ingest([post(1, COPY, channel=SECOND)])
    assert (first.owed, first.joined, second.owed, second.joined) == (1, False, 0, True)
    assert await desk.rows(OWED) == [(ANNA, "new", 1, 1)]
    assert await desk.rows(MEMBERS) == [(1, 1, "lead"), (2, 1, "retyped")]


async def test_another_text_about_the_same_narrative_is_a_story_of_its_own(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT), post(1, OTHER, channel=SECOND)])
    assert await desk.rows(OWED) == [(ANNA, "new", 1, 1), (ANNA, "new", 2, 2)]


@pytest.mark.parametrize(
    ("later", "stories"), [(timedelta(hours=24), 1), (timedelta(hours=24, seconds=1), 2), (timedelta(hours=-24), 1)]
)
async def test_a_copy_joins_within_the_window_only(desk: Newsroom, later: timedelta, stories: int) -> None:
    await desk.pipeline(alert_max_age=None).ingest([post(1, TEXT), post(1, TEXT, channel=SECOND, at=START + later)])
    assert await desk.rows("SELECT count(*) FROM stories") == [(stories,)]


async def test_without_a_window_each_post_is_a_story(desk: Newsroom) -> None:
    pipeline = Pipeline(desk.database, desk.matcher, desk.clock, alert_max_age=None, story_window=timedelta(0))
    await pipeline.ingest([post(1, TEXT), post(1, TEXT, channel=SECOND)])
    assert len(await desk.rows(OWED)) == 2


async def test_a_post_that_tells_a_further_narrative_begins_its_own_story(desk: Newsroom) -> None:
    await desk.track("goodwill", "gesture")
    await desk.follow(ANNA, "goodwill")
    longer = f"{TEXT}, which was a gesture"
    await desk.pipeline().ingest([post(1, TEXT), post(1, longer, channel=SECOND), post(1, longer, channel=THIRD)])
    assert await desk.rows(OWED) == [(ANNA, "new", 1, 1), (ANNA, "new", 2, 2)]
    assert await desk.rows(MEMBERS) == [(1, 1, "lead"), (2, 2, "lead"), (3, 2, "retyped")]


async def test_a_copy_that_tells_fewer_narratives_joins_and_whoever_has_no_card_gets_one(desk: Newsroom) -> None:
    await desk.track("goodwill", "gesture")
    await desk.follow(BORYS, "goodwill")
    await desk.pipeline().ingest([post(1, f"{TEXT}, which was a gesture"), post(1, TEXT, channel=SECOND)])
    assert await desk.rows(OWED) == [(ANNA, "new", 1, 1), (BORYS, "new", 1, 1)]
    await desk.follow(DESK, "feint")
    await desk.pipeline().ingest([post(1, TEXT, channel=THIRD)])
    assert await desk.rows(OWED + " LIMIT 1 OFFSET 2") == [(DESK, "new", 3, 1)]


def forwarded(number: int, text: str, origin: tuple[int, int], channel: ChannelId) -> Post:
    forward = ForwardOrigin("Somewhere", ChannelId(origin[0]), MessageId(origin[1]), START)
    return replace(post(number, text, channel=channel), forward=forward)


async def test_forwards_of_one_origin_are_one_story_whatever_stands_there_now(desk: Newsroom) -> None:
    origin = (-1077, 5)
    await desk.pipeline().ingest(
        [
            forwarded(1, "ruse one", origin, SECOND),
            forwarded(1, "another ruse two", origin, THIRD),
        ]
    )
    assert await desk.rows(MEMBERS) == [(1, 1, "lead"), (2, 1, "forwarded")]


async def test_an_origin_found_after_its_forwards_joins_them(desk: Newsroom) -> None:
    copy = forwarded(7, "ruse one", (CHANNEL, 3), SECOND)
    await desk.pipeline().ingest([copy, post(3, "a ruse, before its author changed it", at=START - HOUR)])
    assert await desk.rows(MEMBERS) == [(1, 1, "lead"), (2, 1, "retyped")]
    spread = (await card(desk)).spread
    assert spread is not None
    assert spread.first.channel is not None
    assert (spread.first.channel.id, spread.first.at, spread.span) == (CHANNEL, START - HOUR, HOUR)
    assert (spread.forwarded, spread.retyped) == (1, 0)


@pytest.mark.parametrize("origin", [ForwardOrigin(), ForwardOrigin(posted_at=START)])
async def test_a_forward_that_names_nobody_is_a_forward_all_the_same(desk: Newsroom, origin: ForwardOrigin) -> None:
    await desk.pipeline().ingest([post(1, TEXT), replace(post(2, TEXT, channel=SECOND), forward=origin)])
    spread = (await card(desk)).spread
    assert spread is not None
    assert (spread.forwarded, spread.retyped) == (1, 0)


async def test_a_channels_own_posts_share_its_signature_and_must_be_nearly_equal(desk: Newsroom) -> None:
    tail = "Read more and subscribe to the best news of the whole region, day and night"
    one, other = f"ruse at the bridge. {tail}", f"ruse in the town. {tail}"
    await desk.pipeline().ingest([post(1, one), post(2, other), post(3, one)])
    assert await desk.rows(MEMBERS) == [(1, 1, "lead"), (2, 2, "lead"), (3, 1, "retyped")]
    spread = (await card(desk)).spread
    assert spread is not None
    assert (spread.posts, spread.channels) == (2, 1)


async def test_an_old_post_that_is_summed_up_is_where_the_story_was_first(desk: Newsroom) -> None:
    pipeline = desk.pipeline()
    await pipeline.ingest([post(1, TEXT)])
    await deliver(desk)
    desk.clock.move(HOUR)
    await pipeline.ingest([post(1, TEXT, channel=SECOND, at=START - 10 * HOUR)])
    assert [row[1] for row in await desk.rows(OWED)] == ["new", "summary"]
    spread = (await card(desk)).spread
    assert spread is not None
    assert spread.first.at == START - 10 * HOUR
    assert await desk.rows(f"{AMEND_AT} LIMIT 1") == [("2022-09-10T13:00:00.000+00:00",)]


async def test_a_fresh_copy_of_an_old_story_owes_a_card(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT, at=START - 10 * HOUR)])
    (done,) = await desk.pipeline().ingest([post(1, TEXT, channel=SECOND)])
    assert (done.owed, done.joined) == (1, True)


async def test_an_edit_of_a_copy_shows_on_the_card(desk: Newsroom) -> None:
    pipeline = desk.pipeline()
    await pipeline.ingest([post(1, TEXT), post(1, COPY, channel=SECOND)])
    await deliver(desk)
    (done,) = await pipeline.ingest([post(1, "nothing of the kind", channel=SECOND, edited=START + MINUTE)])
    assert done.amended == 1
    spread = (await card(desk)).spread
    assert spread is not None
    assert (spread.channels, spread.changed, spread.deleted) == (2, 1, 0)


async def test_a_copy_that_an_edit_made_tell_something_else_says_it_no_more(desk: Newsroom) -> None:
    await desk.track("goodwill", "gesture")
    pipeline = desk.pipeline()
    await pipeline.ingest([post(1, TEXT), post(1, COPY, channel=SECOND)])
    await deliver(desk)
    changed = COPY.replace("a ruse", "a gesture")
    (done,) = await pipeline.ingest([post(1, changed, channel=SECOND, edited=START + MINUTE)])
    assert done.amended == 1
    spread = (await card(desk)).spread
    assert spread is not None
    assert spread.changed == 1


async def test_an_edited_copy_that_never_told_the_readers_narrative_does_not_count_as_changed(desk: Newsroom) -> None:
    await desk.track("goodwill", "gesture")
    pipeline = desk.pipeline()
    told = TEXT.replace("a ruse", "a ruse and a gesture")
    await pipeline.ingest([post(1, told), post(1, TEXT.replace("a ruse", "a gesture"), channel=SECOND)])
    await deliver(desk)
    await pipeline.ingest([post(1, "nothing of the kind", channel=SECOND, edited=START + MINUTE)])
    spread = (await card(desk)).spread
    assert spread is not None
    assert (spread.channels, spread.changed) == (2, 0)


async def test_words_that_edits_add_to_every_copy_owe_one_card(desk: Newsroom) -> None:
    await desk.track("goodwill", "gesture")
    await desk.follow(ANNA, "goodwill")
    pipeline = desk.pipeline()
    where = (CHANNEL, SECOND, THIRD)
    await pipeline.ingest([post(1, TEXT, channel=channel) for channel in where])
    await pipeline.ingest([post(1, f"{TEXT}, a gesture", channel=one, edited=START + MINUTE) for one in where])
    assert await desk.rows(OWED) == [(ANNA, "new", 1, 1), (ANNA, "edit-added", 1, 1)]
    assert await desk.rows("SELECT count(*) FROM stories") == [(1,)]


async def test_an_edited_post_stays_in_its_story(desk: Newsroom) -> None:
    pipeline = desk.pipeline()
    await pipeline.ingest([post(1, TEXT), post(1, COPY, channel=SECOND)])
    await pipeline.ingest([post(1, OTHER, edited=START + MINUTE)])
    await pipeline.ingest([post(1, TEXT, channel=THIRD)])
    assert await desk.rows(MEMBERS) == [(1, 1, "lead"), (2, 1, "retyped"), (3, 1, "retyped")]


async def test_a_post_that_an_edit_made_tell_it_joined_when_it_was_edited(desk: Newsroom) -> None:
    pipeline = desk.pipeline()
    await pipeline.ingest([post(1, "quiet so far", at=START - 5 * HOUR), post(1, TEXT, channel=SECOND)])
    (done,) = await pipeline.ingest([post(1, TEXT, at=START - 5 * HOUR, edited=START + MINUTE)])
    assert (done.owed, done.joined) == (0, True)
    assert await desk.rows("SELECT at FROM story_posts WHERE post_id = 1") == [("2022-09-10T12:01:00.000+00:00",)]


# Changing cards


async def test_a_card_is_changed_a_minute_after_the_last_time_at_the_earliest(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT)])
    await deliver(desk)
    desk.clock.move(timedelta(seconds=10))
    await spread_over(desk, 1, 1)
    assert await desk.rows(AMEND_AT) == [("2022-09-10T12:01:00.000+00:00",)]
    desk.clock.move(timedelta(seconds=10))
    await spread_over(desk, 2, 2)
    assert await desk.rows(AMEND_AT) == [("2022-09-10T12:01:00.000+00:00",)]


async def test_a_card_that_was_long_unchanged_is_changed_at_once(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT)])
    await deliver(desk)
    desk.clock.move(HOUR)
    await spread_over(desk, 1, 1)
    assert await desk.rows(AMEND_AT) == [("2022-09-10T13:00:00.000+00:00",)]


async def test_a_change_that_is_due_is_not_put_off_by_further_spread(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT)])
    await deliver(desk)
    await desk.pipeline().ingest([post(1, "gone", edited=START + MINUTE)])
    assert await desk.rows(AMEND_AT) == [("2022-09-10T12:00:00.000+00:00",)]
    desk.clock.move(timedelta(seconds=1))
    await spread_over(desk, 1, 1)
    assert await desk.rows(AMEND_AT) == [("2022-09-10T12:00:01.000+00:00",)]


async def test_what_changes_while_a_card_is_being_changed_is_owed_anew(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT)])
    await deliver(desk)
    desk.clock.move(HOUR)
    await spread_over(desk, 1, 1)
    under_way = await delivery(desk)
    desk.clock.move(timedelta(seconds=1))
    await spread_over(desk, 2, 2)
    await desk.database.write(lambda tx: edits.settle_edit(tx, under_way, desk.clock.now()))
    assert await desk.rows("SELECT amend_at IS NOT NULL, amended_at FROM outbox") == [
        (1, "2022-09-10T13:00:01.000+00:00")
    ]


# Steps


STEPS = "SELECT subscriber_id, step, post_id FROM outbox WHERE kind = 'step' ORDER BY id"


async def test_a_step_is_owed_once_to_each_whose_card_was_sent(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT)])
    await deliver(desk)
    await desk.follow(BORYS, "feint")
    await spread_over(desk, 1, 3)  # Borys gets a card of the first of them, and it waits
    assert await desk.rows(STEPS) == []
    await spread_over(desk, 4, 4)
    assert await desk.rows(STEPS) == [(ANNA, 5, 1)]
    await spread_over(desk, 5, 8)
    assert await desk.rows(STEPS) == [(ANNA, 5, 1)]


async def test_steps_jumped_over_in_one_batch_owe_the_highest(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT)])
    await deliver(desk)
    for number in range(30):
        await add(desk, ChannelId(-3000 - number))
    batch = [post(1, TEXT, channel=ChannelId(-3000 - number)) for number in range(30)]
    await desk.pipeline().ingest(batch)
    await desk.pipeline().ingest(batch)
    assert await desk.rows(STEPS) == [(ANNA, 25, 1)]


async def test_a_step_is_a_reply_to_the_card_and_tells_how_far_the_story_is_by_now(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT)])
    await deliver(desk)
    await spread_over(desk, 1, 4)
    word = await delivery(desk, 2)
    assert (word.step, word.reply_to) == (5, 5001)
    desk.clock.move(10 * MINUTE)
    await spread_over(desk, 5, 6)
    step = await cards.step(desk.database.reader, word)
    assert step is not None
    assert (step.titles, step.channels, step.post.text) == (("Feint",), 7, TEXT)


async def test_word_of_a_step_is_not_told_when_a_higher_one_waits(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT)])
    await deliver(desk)
    await spread_over(desk, 1, 9)
    assert [row[1] for row in await desk.rows(STEPS)] == [5, 10]
    assert await cards.step(desk.database.reader, await delivery(desk, 2)) is None
    assert await cards.step(desk.database.reader, await delivery(desk, 3)) is not None


@pytest.mark.parametrize(("digest", "owed"), [("sent", 1), ("pending", 0)])
async def test_a_card_told_in_a_digest_counts_as_told(desk: Newsroom, digest: str, owed: int) -> None:
    await desk.pipeline().ingest([post(1, TEXT)])
    values = f"90, {ANNA}, 'digest', 'hourly', '{digest}', '2022', '2022'"
    columns = "id, subscriber_id, kind, occasion, status, owed_at, due_at"
    await desk.run(f"INSERT INTO outbox ({columns}) VALUES ({values})")  # noqa: S608
    await desk.run("UPDATE outbox SET status = 'rolled', rolled_into = 90 WHERE kind = 'new'")
    await spread_over(desk, 1, 4)
    assert len(await desk.rows(STEPS)) == owed
    assert len(await desk.rows("SELECT 1 FROM outbox WHERE kind = 'new'")) == 1


async def test_who_cannot_be_reached_is_owed_no_step(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT)])
    await deliver(desk)
    await desk.database.write(lambda tx: subscribers.set_status(tx, ANNA, SubscriberStatus.STOPPED))
    await spread_over(desk, 1, 4)
    assert await desk.rows(STEPS) == []


# Debunks


async def test_a_debunk_is_linked_and_shown_and_counts_for_no_spread(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT), post(2, OTHER)])
    await deliver(desk)
    await desk.follow(BORYS, "feint")
    desk.clock.move(2 * HOUR)
    (done,) = await desk.pipeline().ingest([post(1, TEXT, channel=CHECKER, at=START + 2 * HOUR)])
    assert (done.owed, done.joined) == (1, False)
    assert await desk.rows("SELECT story_id, post_id FROM debunks ORDER BY story_id") == [(1, 3), (2, 3)]
    assert await desk.rows(OWED + " LIMIT 9 OFFSET 2") == [(BORYS, "new", 3, 3)]
    assert await desk.rows(f"{AMEND_AT} LIMIT 2") == [("2022-09-10T14:00:00.000+00:00",)] * 2
    found = await card(desk)
    assert found.spread is None
    (debunk,) = found.debunks
    assert debunk.sighting.channel is not None
    assert (debunk.sighting.channel.id, debunk.after) == (CHECKER, 2 * HOUR)


async def test_a_story_that_begins_after_a_debunk_shows_it(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, "not a ruse at all", channel=CHECKER, at=START - HOUR), post(1, TEXT)])
    (debunk,) = (await card(desk, 2)).debunks
    assert debunk.after == -HOUR


async def test_debunks_out_of_the_window_answer_nothing(desk: Newsroom) -> None:
    pipeline = desk.pipeline(alert_max_age=None)
    await pipeline.ingest([post(1, TEXT), post(1, "not a ruse", channel=CHECKER, at=START + 25 * HOUR)])
    await pipeline.ingest([post(2, OTHER, at=START + 50 * HOUR)])
    assert await desk.rows("SELECT * FROM debunks") == []


async def test_a_narrative_that_an_edit_adds_is_answered_too(desk: Newsroom) -> None:
    await desk.track("goodwill", "gesture")
    await desk.follow(ANNA, "goodwill")
    pipeline = desk.pipeline()
    await pipeline.ingest([post(1, "No gesture at all, as we have shown many a time", channel=CHECKER), post(1, TEXT)])
    assert await desk.rows("SELECT * FROM debunks") == []
    await pipeline.ingest([post(1, f"{TEXT}, a gesture", edited=START + MINUTE)])
    assert await desk.rows("SELECT * FROM debunks") == [(2, 1)]
    await pipeline.ingest([post(2, OTHER)])
    await pipeline.ingest([post(1, "No gesture, no ruse, as we have shown", channel=CHECKER, edited=START + MINUTE)])
    assert await desk.rows("SELECT * FROM debunks ORDER BY story_id") == [(2, 1), (3, 1)]


async def test_a_debunk_that_is_deleted_leaves_the_card(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT), post(1, "not a ruse at all", channel=CHECKER)])
    assert len((await card(desk)).debunks) == 1
    await desk.run("UPDATE posts SET deleted_at = kept_at WHERE id = 2")
    assert (await card(desk)).debunks == ()


async def test_a_debunk_answers_the_latest_ten_stories(desk: Newsroom) -> None:
    words = ("ruse " + 5 * f"{word} " for word in "abcdefghijkl")
    await desk.pipeline().ingest([post(n, text, at=START + n * MINUTE) for n, text in enumerate(words)])
    await desk.pipeline().ingest([post(1, "no ruse", channel=CHECKER, at=START + HOUR)])
    assert await desk.rows("SELECT min(story_id), max(story_id), count(*) FROM debunks") == [(3, 12, 10)]


async def test_reposts_among_fact_checkers_are_one_story(desk: Newsroom) -> None:
    other = ChannelId(-1010)
    await add(desk, other, ChannelRole.FACT_CHECKER)
    (_, second) = await desk.pipeline().ingest([post(1, TEXT, channel=CHECKER), post(1, COPY, channel=other)])
    assert (second.owed, second.joined) == (0, True)
    await desk.pipeline().ingest([post(1, TEXT)])
    assert [row[1:] for row in await desk.rows(OWED)] == [("new", 1, 1), ("new", 3, 2)]
    assert len((await card(desk, 2)).debunks) == 2


async def test_a_debunk_comes_as_a_card_where_the_card_of_the_story_cannot_be_changed(desk: Newsroom) -> None:
    await desk.pipeline().ingest([post(1, TEXT)])
    await desk.run("UPDATE outbox SET status = 'sent', sent_at = owed_at")
    (done,) = await desk.pipeline().ingest([post(1, "not a ruse at all", channel=CHECKER)])
    assert done.owed == 1


async def test_a_check_of_another_narrative_of_the_story_is_not_on_the_card(desk: Newsroom) -> None:
    await desk.track("goodwill", "gesture")
    await desk.follow(BORYS, "goodwill")
    await desk.pipeline().ingest([post(1, f"{TEXT}, which was a gesture")])
    (done,) = await desk.pipeline().ingest([post(1, "No gesture at all", channel=CHECKER, at=START + HOUR)])
    assert (await card(desk, 1)).debunks == ()  # Anna's, who follows the ruse
    assert [one.after for one in (await card(desk, 2)).debunks] == [HOUR]
    assert done.owed == 0


async def test_a_check_that_the_card_of_its_reader_does_not_show_is_a_card_of_its_own(desk: Newsroom) -> None:
    await desk.track("goodwill", "gesture")
    await desk.pipeline().ingest([post(1, f"{TEXT}, which was a gesture")])
    await desk.follow(BORYS, "goodwill", "feint")
    await desk.pipeline().ingest([post(1, TEXT, channel=SECOND)])  # of the same story, and says less
    assert await desk.rows(OWED) == [(ANNA, "new", 1, 1), (BORYS, "new", 2, 1)]
    await desk.pipeline().ingest([post(1, "No gesture at all", channel=CHECKER)])
    assert (await card(desk, 2)).debunks == ()
    assert (await desk.rows(OWED))[2:] == [(BORYS, "new", 3, 2)]


async def test_a_check_by_a_card_about_an_added_narrative_counts_for_that_one_only(desk: Newsroom) -> None:
    await desk.track("goodwill", "gesture")
    await desk.follow(BORYS, "goodwill")
    pipeline = desk.pipeline()
    await pipeline.ingest([post(1, TEXT)])
    await desk.follow(BORYS, "feint")
    await pipeline.ingest([post(1, f"{TEXT}, a gesture", edited=START + MINUTE)])
    assert (await desk.rows(OWED))[1:] == [(BORYS, "edit-added", 1, 1)]
    (done,) = await pipeline.ingest([post(1, "not a ruse at all", channel=CHECKER)])
    assert (await card(desk, 2)).debunks == ()
    assert done.owed == 1


async def test_of_a_fact_checker_who_wrote_before_and_after_the_answer_is_named(desk: Newsroom) -> None:
    check = "not a ruse at all"
    await desk.pipeline().ingest([post(1, check, channel=CHECKER, at=START - HOUR), post(1, TEXT)])
    await desk.pipeline().ingest([post(2, f"As we said: {check}", channel=CHECKER, at=START + HOUR)])
    assert [one.after for one in (await card(desk, 2)).debunks] == [HOUR]


async def test_checks_of_one_narrative_do_not_push_out_those_of_another(desk: Newsroom) -> None:
    await desk.track("goodwill", "gesture")
    await desk.follow(ANNA, "goodwill")
    checks = [f"gesture {number} {5 * (letter + ' ')}" for number, letter in enumerate("abcdefghijkl")]
    await desk.pipeline().ingest([post(1, "not a ruse at all", channel=CHECKER, at=START - HOUR)])
    await desk.pipeline().ingest([post(2 + n, text, channel=CHECKER, at=START) for n, text in enumerate(checks)])
    await desk.pipeline().ingest([post(1, f"{TEXT}, a gesture", at=START + MINUTE)])
    answering = "SELECT count(*), min(post_id) FROM debunks JOIN stories ON stories.id = story_id WHERE lead_id = 14"
    assert await desk.rows(answering) == [(11, 1)]


# Private channels


async def test_a_private_channel_is_named_to_those_who_may_read_it_only(desk: Newsroom) -> None:
    private = ChannelId(-1044)
    await add(desk, private, is_private=True)
    await desk.follow(BORYS, "feint")
    await desk.database.write(lambda tx: visibility.share(tx, private, BORYS))
    await desk.pipeline().ingest([post(1, TEXT, channel=private, at=START - HOUR), post(1, TEXT)])
    assert await desk.rows(OWED) == [(BORYS, "new", 1, 1), (ANNA, "new", 2, 1)]
    told, untold = (await card(desk, 1)).spread, (await card(desk, 2)).spread
    assert told is not None
    assert untold is not None
    assert told.first.channel is not None
    assert (untold.first.channel, untold.first.at, untold.channels) == (None, START - HOUR, 2)


async def test_the_right_story_is_found_among_hundreds(desk: Newsroom) -> None:
    words = [f"ruse {number} {'abcdefghij'[number % 10] * 5} {number * 7} {number * 13} of it" for number in range(300)]
    await desk.pipeline().ingest([post(number + 1, text) for number, text in enumerate(words)])
    (done,) = await desk.pipeline().ingest([post(1, words[123], channel=SECOND)])
    assert done.joined
    assert await desk.rows("SELECT story_id FROM story_posts WHERE post_id = 301") == [(124,)]
