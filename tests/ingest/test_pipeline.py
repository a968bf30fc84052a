from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ingest.pipeline import HistoryPage
from storage.channels import channels
from storage.model.ids import ChatId, MessageId
from storage.model.narratives import NarrativeStatus
from storage.model.subscribers import SubscriberStatus
from storage.people import subscribers
from tests.fakes import START
from tests.newsroom import ANNA, BORYS, CHANNEL, open_newsroom, post

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

    from bot.ingest.pipeline import Pipeline
    from tests.newsroom import Newsroom

OWED = "SELECT subscriber_id, kind, revision FROM outbox ORDER BY id"
LATER = START + timedelta(minutes=1)
LATEST = START + timedelta(minutes=2)


async def test_a_matching_post_is_kept_with_its_matches_and_owed_to_who_follows(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    (done,) = await newsroom.pipeline().ingest([post(1, "What a ruse")])
    assert (done.changed, done.owed) == (True, 1)
    assert await newsroom.rows("SELECT text, revision FROM posts") == [("What a ruse", 1)]
    assert await newsroom.rows("SELECT narrative_id, level, spans FROM matches") == [("feint", "alert", "[[7, 11]]")]
    assert await newsroom.rows(OWED) == [(ANNA, "new", 1)]
    assert newsroom.owed.is_set()


async def test_a_post_that_matches_nothing_is_kept_and_wakes_nobody(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    (done,) = await newsroom.pipeline().ingest([post(1, "Sunny today")])
    assert (done.changed, done.owed, done.matches) == (True, 0, ())
    assert await newsroom.rows("SELECT count(*) FROM posts") == [(1,)]
    assert await newsroom.rows(OWED) == []
    assert not newsroom.owed.is_set()


async def test_the_same_posts_again_change_nothing(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    batch = [post(1, "a ruse"), post(2, "rain"), post(3, "ruse again")]
    await newsroom.pipeline().ingest(batch)
    before = await newsroom.rows("SELECT * FROM posts"), await newsroom.rows("SELECT * FROM outbox")
    again = await newsroom.pipeline().ingest([*batch, *batch])
    assert [(one.changed, one.owed) for one in again] == [(False, 0)] * 6
    assert (await newsroom.rows("SELECT * FROM posts"), await newsroom.rows("SELECT * FROM outbox")) == before


async def test_a_post_twice_in_one_batch_is_owed_once(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    done = await newsroom.pipeline().ingest([post(1, "a ruse"), post(1, "a ruse")])
    assert [one.changed for one in done] == [True, False]
    assert await newsroom.rows(OWED) == [(ANNA, "new", 1)]


async def test_a_post_that_tells_many_narratives_owes_each_subscriber_one_card(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse", "trap")
    await newsroom.track("goodwill", "gesture")
    await newsroom.follow(ANNA, "feint", "goodwill")
    await newsroom.follow(BORYS, "goodwill")
    (done,) = await newsroom.pipeline().ingest([post(1, "a ruse, a trap, a gesture")])
    assert done.owed == 2
    assert await newsroom.rows(OWED) == [(ANNA, "new", 1), (BORYS, "new", 1)]


async def test_a_near_miss_is_kept_and_owes_nothing(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "nearly")
    await newsroom.follow(ANNA, "feint")
    await newsroom.pipeline().ingest([post(1, "it is nearly that")])
    assert await newsroom.rows("SELECT level FROM matches") == [("near",)]
    assert await newsroom.rows(OWED) == []


@pytest.mark.parametrize("status", [NarrativeStatus.PAUSED, NarrativeStatus.ARCHIVED])
async def test_a_narrative_that_is_not_active_owes_nothing(newsroom: Newsroom, status: NarrativeStatus) -> None:
    await newsroom.track("feint", "ruse", status=status)
    await newsroom.follow(ANNA, "feint")
    await newsroom.pipeline().ingest([post(1, "a ruse"), post(2, "old ruse", at=START - timedelta(days=2))])
    assert await newsroom.rows(OWED) == []


@pytest.mark.parametrize("status", [SubscriberStatus.STOPPED, SubscriberStatus.DENIED])
async def test_a_subscriber_who_wants_or_may_have_nothing_is_owed_nothing(
    newsroom: Newsroom, status: SubscriberStatus
) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    await newsroom.follow(BORYS, "feint")
    await newsroom.database.write(lambda connection: subscribers.set_status(connection, ANNA, status))
    await newsroom.pipeline().ingest([post(1, "a ruse"), post(2, "old ruse", at=START - timedelta(days=2))])
    assert await newsroom.rows(OWED) == [(BORYS, "new", 1), (BORYS, "summary", None)]


async def test_a_subscriber_who_cannot_be_reached_now_is_owed_what_is_found(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    await newsroom.database.write(lambda connection: subscribers.set_status(connection, ANNA, SubscriberStatus.PAUSED))
    await newsroom.pipeline().ingest([post(1, "a ruse"), post(2, "old ruse", at=START - timedelta(days=2))])
    assert await newsroom.rows(OWED) == [(ANNA, "new", 1), (ANNA, "summary", None)]


async def test_posts_older_than_the_limit_are_summed_up_and_not_alerted(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.track("goodwill", "gesture")
    await newsroom.follow(ANNA, "feint", "goodwill")
    old = START - timedelta(hours=7)
    await newsroom.pipeline().ingest([post(1, "a ruse", at=old), post(2, "a ruse, a gesture", at=old)])
    assert await newsroom.rows(OWED) == [(ANNA, "summary", None)]
    counted = await newsroom.rows("SELECT narrative_id, count(*) FROM summary_posts GROUP BY 1 ORDER BY 1")
    assert counted == [("feint", 2), ("goodwill", 1)]


async def test_the_age_limit_itself_is_still_young_enough(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    await newsroom.pipeline().ingest([post(1, "a ruse", at=START - timedelta(hours=6))])
    assert await newsroom.rows(OWED) == [(ANNA, "new", 1)]


async def test_without_an_age_limit_every_post_is_alerted(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    await newsroom.pipeline(alert_max_age=None).ingest([post(1, "a ruse", at=START - timedelta(days=900))])
    assert await newsroom.rows(OWED) == [(ANNA, "new", 1)]


async def test_a_summary_does_not_count_a_paused_narrative(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.track("goodwill", "gesture", status=NarrativeStatus.PAUSED)
    await newsroom.follow(ANNA, "feint", "goodwill")
    await newsroom.pipeline().ingest([post(1, "a ruse, a gesture", at=START - timedelta(days=2))])
    assert await newsroom.rows("SELECT narrative_id FROM summary_posts") == [("feint",)]


async def test_an_edit_that_adds_a_narrative_owes_one_more_card_once(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.track("goodwill", "gesture")
    await newsroom.follow(ANNA, "feint", "goodwill")
    await newsroom.follow(BORYS, "feint")
    pipeline = newsroom.pipeline()
    await pipeline.ingest([post(1, "a ruse")])
    edited = post(1, "a ruse, a gesture", edited=LATER)
    await pipeline.ingest([edited])
    await pipeline.ingest([edited, post(1, "a ruse")])
    assert await newsroom.rows(OWED) == [(ANNA, "new", 1), (BORYS, "new", 1), (ANNA, "edit-added", 2)]


async def test_an_edit_that_adds_nothing_owes_nothing_more(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    pipeline = newsroom.pipeline()
    await pipeline.ingest([post(1, "a ruse")])
    await pipeline.ingest([post(1, "a ruse, they say", edited=LATER)])
    assert await newsroom.rows(OWED) == [(ANNA, "new", 1)]
    assert await newsroom.rows("SELECT revision FROM matches ORDER BY 1") == [(1,), (2,)]


AMENDED = "SELECT subscriber_id, amend_at IS NOT NULL FROM outbox WHERE kind IN ('new', 'edit-added') ORDER BY id"


async def test_an_edit_of_what_cards_quote_marks_them_and_the_same_again_does_not(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    await newsroom.follow(BORYS, "feint")
    pipeline = newsroom.pipeline()
    await pipeline.ingest([post(1, "a ruse, 12 dead")])
    edited = post(1, "a ruse, 98 dead", edited=LATER)
    (done,) = await pipeline.ingest([edited])
    assert (done.owed, done.amended) == (0, 2)
    assert await newsroom.rows(AMENDED) == [(ANNA, 1), (BORYS, 1)]
    await newsroom.run("UPDATE outbox SET amend_at = NULL")
    (again,) = await pipeline.ingest([edited])
    assert again.amended == 0
    assert await newsroom.rows(AMENDED) == [(ANNA, 0), (BORYS, 0)]


@pytest.mark.parametrize("edited", ["a ruse" + " and more" * 200 + " at 18:00", "a  ruse" + "\nand more" * 200])
async def test_an_edit_of_what_no_card_quotes_marks_none(newsroom: Newsroom, edited: str) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    pipeline = newsroom.pipeline()
    await pipeline.ingest([post(1, "a ruse" + " and more" * 200)])
    (done,) = await pipeline.ingest([post(1, edited, edited=LATER)])
    assert (done.changed, done.amended) == (True, 0)
    assert await newsroom.rows(AMENDED) == [(ANNA, 0)]


async def test_an_edit_of_another_post_of_the_story_marks_no_card(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    pipeline = newsroom.pipeline()
    words = "a ruse that everybody tells in the very same words, and in the same order, as long as it goes on"
    (_, copy) = await pipeline.ingest([post(1, words), post(2, words)])
    assert copy.joined
    await newsroom.run("UPDATE outbox SET amend_at = NULL")
    (done,) = await pipeline.ingest([post(2, f"{words} today", edited=LATER)])
    assert (done.owed, done.amended) == (0, 0)
    assert await newsroom.rows(AMENDED) == [(ANNA, 0)]


async def test_an_edit_that_makes_a_near_miss_an_alert_owes_a_card(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse", "nearly")
    await newsroom.follow(ANNA, "feint")
    pipeline = newsroom.pipeline()
    await pipeline.ingest([post(1, "it is nearly that")])
    await pipeline.ingest([post(1, "it is a ruse", edited=LATER)])
    assert await newsroom.rows(OWED) == [(ANNA, "edit-added", 2)]


async def test_a_narrative_taken_out_and_put_back_by_edits_is_not_alerted_again(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    pipeline = newsroom.pipeline()
    await pipeline.ingest([post(1, "a ruse")])
    await pipeline.ingest([post(1, "nothing", edited=LATER)])
    await pipeline.ingest([post(1, "a ruse", edited=LATEST)])
    assert await newsroom.rows(OWED) == [(ANNA, "new", 1)]


async def test_a_second_edit_that_adds_another_narrative_owes_a_card_too(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.track("goodwill", "gesture")
    await newsroom.follow(ANNA, "feint", "goodwill")
    pipeline = newsroom.pipeline()
    await pipeline.ingest([post(1, "nothing")])
    await pipeline.ingest([post(1, "a ruse", edited=LATER)])
    await pipeline.ingest([post(1, "a ruse, a gesture", edited=LATEST)])
    assert await newsroom.rows(OWED) == [(ANNA, "edit-added", 2), (ANNA, "edit-added", 3)]


async def test_a_fresh_edit_of_an_old_post_is_alerted(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    old = START - timedelta(days=3)
    pipeline = newsroom.pipeline()
    await pipeline.ingest([post(1, "nothing", at=old)])
    await pipeline.ingest([post(1, "a ruse", at=old, edited=START)])
    assert await newsroom.rows(OWED) == [(ANNA, "edit-added", 2)]


async def test_an_old_edit_found_late_is_summed_up(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    old = START - timedelta(days=3)
    pipeline = newsroom.pipeline()
    await pipeline.ingest([post(1, "nothing", at=old)])
    await pipeline.ingest([post(1, "a ruse", at=old, edited=START - timedelta(days=2))])
    assert await newsroom.rows(OWED) == [(ANNA, "summary", None)]


async def test_a_finished_page_moves_the_mark_and_live_posts_do_not(newsroom: Newsroom) -> None:
    pipeline = newsroom.pipeline()
    await pipeline.ingest([post(40, "live")])
    assert await newsroom.rows("SELECT read_to, newest_seen FROM channels") == [(0, 40)]
    await pipeline.ingest([post(11, "page"), post(12, "page")], finished=HistoryPage(CHANNEL, MessageId(15)))
    assert await newsroom.rows("SELECT read_to, newest_seen FROM channels") == [(15, 40)]
    await pipeline.ingest([], finished=HistoryPage(CHANNEL, MessageId(9)))
    assert await newsroom.rows("SELECT read_to, newest_seen FROM channels") == [(15, 40)]


async def test_when_the_mark_cannot_be_moved_the_page_is_not_kept(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise OSError("disk is gone")

    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    monkeypatch.setattr(channels, "move_read_to", fail)
    with pytest.raises(OSError, match="disk is gone"):
        await newsroom.pipeline().ingest([post(1, "a ruse")], finished=HistoryPage(CHANNEL, MessageId(1)))
    assert await newsroom.rows("SELECT count(*) FROM posts") == [(0,)]
    assert await newsroom.rows(OWED) == []
    assert not newsroom.owed.is_set()


async def turns_until_cancelled(work: Coroutine[object, object, object], turns: int) -> bool:
    """Run `work`, cancel it after so many turns of the event loop; True if it was through before."""
    task = asyncio.ensure_future(work)
    for _ in range(turns):
        if task.done():
            break
        await asyncio.sleep(0)
    done = task.done()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return done


async def consistent(newsroom: Newsroom) -> int:
    """Check that the database holds all of the batch or nothing of it; return how many posts that is."""
    ((kept,),) = await newsroom.rows("SELECT count(*) FROM posts")
    ((alerts,),) = await newsroom.rows("SELECT count(DISTINCT post_id) FROM matches WHERE level = 'alert'")
    ((cards,),) = await newsroom.rows("SELECT count(*) FROM outbox WHERE kind = 'new'")
    ((stories,),) = await newsroom.rows("SELECT count(*) FROM stories JOIN story_posts ON story_id = stories.id")
    ((read_to,),) = await newsroom.rows("SELECT read_to FROM channels")
    assert (kept, alerts, cards, stories, read_to) in {(0, 0, 0, 0, 0), (12, 6, 12, 6, 12)}
    return int(kept)


async def ready(newsroom: Newsroom) -> Pipeline:
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    await newsroom.follow(BORYS, "feint")
    return newsroom.pipeline()


async def test_cancelling_the_ingest_at_every_await_leaves_all_or_nothing(tmp_path: Path) -> None:
    batch = [post(number, f"ruse {number}" if number % 2 else "rain") for number in range(1, 13)]
    page = HistoryPage(CHANNEL, MessageId(12))
    seen: set[int] = set()
    through = False
    turns = 0
    while not through:
        async with open_newsroom(tmp_path / f"{turns}.db") as newsroom:
            pipeline = await ready(newsroom)
            through = await turns_until_cancelled(pipeline.ingest(batch, finished=page), turns)
            seen.add(await consistent(newsroom))
            await pipeline.ingest(batch, finished=page)
            assert await consistent(newsroom) == 12
        turns = turns + 1 if turns < 20 else turns * 2
    assert seen == {0, 12}
    assert turns > 3


async def test_cancelling_at_every_step_inside_the_transaction_leaves_all_or_nothing(newsroom: Newsroom) -> None:
    # The turns above depend on how fast the disk is; here each step of the transaction is met for certain.
    batch = [post(number, f"ruse {number}" if number % 2 else "rain") for number in range(1, 13)]
    pipeline = await ready(newsroom)
    task: asyncio.Task[object] | None = None
    original = newsroom.database._writer._execute
    steps = 0
    cancel_at = 0

    async def step(*args: object, **kwargs: object) -> object:
        nonlocal steps
        steps += 1
        if task is not None and steps == cancel_at:
            task.cancel()
        return await original(*args, **kwargs)

    newsroom.database._writer._execute = step  # type: ignore[method-assign]
    while task is None or task.cancelled():
        cancel_at += 1
        steps = 0
        task = asyncio.ensure_future(pipeline.ingest(batch, finished=HistoryPage(CHANNEL, MessageId(12))))
        await asyncio.gather(task, return_exceptions=True)
        await consistent(newsroom)
        if not task.cancelled():
            break
        task = None
        for table in ("outbox", "story_posts", "story_narratives", "stories", "matches", "posts"):
            await newsroom.run(f"DELETE FROM {table}")  # noqa: S608
        await newsroom.run("UPDATE channels SET read_to = 0, newest_seen = 0")
    assert cancel_at > 30
    assert await consistent(newsroom) == 12


async def test_a_failure_in_the_middle_of_a_batch_leaves_nothing_of_it(newsroom: Newsroom) -> None:
    pipeline = await ready(newsroom)
    stranger = post(2, "a ruse", channel=type(CHANNEL)(-1009999999999))
    with pytest.raises(Exception, match="FOREIGN KEY"):
        await pipeline.ingest([post(1, "a ruse"), stranger])
    assert await newsroom.rows("SELECT count(*) FROM posts") == [(0,)]
    await pipeline.ingest([post(1, "a ruse")])
    assert await newsroom.rows("SELECT subscriber_id FROM outbox") == [(ANNA,), (BORYS,)]


async def test_who_follows_later_is_not_owed_what_was_posted_before(newsroom: Newsroom) -> None:
    pipeline = await ready(newsroom)
    await pipeline.ingest([post(1, "a ruse")])
    await newsroom.follow(ChatId(103), "feint")
    await pipeline.ingest([post(1, "a ruse")])
    assert await newsroom.rows("SELECT subscriber_id FROM outbox") == [(ANNA,), (BORYS,)]
