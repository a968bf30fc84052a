from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ops.retention_job import RetentionJob
from storage.ops import sizes
from storage.posts import retention
from tests.fakes import START, FastClock
from tests.newsroom import ANNA, post

if TYPE_CHECKING:
    from datetime import datetime

    from tests.newsroom import Newsroom

MONTH = timedelta(days=30)
SOON = timedelta(minutes=1)
TEXTS = "SELECT message_id, text FROM posts ORDER BY message_id"


@pytest.fixture
async def office(newsroom: Newsroom) -> Newsroom:
    await newsroom.track("feint", "ruse", "nearly")
    await newsroom.follow(ANNA, "feint")
    return newsroom


async def forget(newsroom: Newsroom, *, keep: timedelta = MONTH) -> int:
    """Forget what is older than `keep` by the newsroom's clock, as the job does."""

    class Now(FastClock):
        def now(self) -> datetime:
            return newsroom.clock.now()

    return await RetentionJob(newsroom.database, Now(10_000), keep).forget_due()


async def test_texts_that_matched_nothing_go_when_their_time_is_up_and_the_others_stay(office: Newsroom) -> None:
    await office.pipeline().ingest([post(1, "rain"), post(2, "a ruse"), post(3, "it is nearly so")])
    office.clock.move(MONTH + SOON)
    await office.pipeline().ingest([post(4, "sun", at=START)])

    assert await forget(office) == 1
    assert await office.rows(TEXTS) == [(1, ""), (2, "a ruse"), (3, "it is nearly so"), (4, "sun")]
    assert await forget(office) == 0


async def test_the_texts_before_an_edit_go_with_it_but_not_those_of_a_post_that_matched_once(office: Newsroom) -> None:
    pipeline = office.pipeline()
    await pipeline.ingest([post(1, "rain"), post(2, "a ruse")])
    await pipeline.ingest([post(1, "snow", edited=START + SOON), post(2, "sun", edited=START + SOON)])
    office.clock.move(MONTH + SOON)
    assert await forget(office) == 1
    assert await office.rows("SELECT text FROM revisions ORDER BY post_id") == [("",), ("a ruse",)]


async def test_a_forgotten_post_that_comes_again_unchanged_is_no_edit_and_owes_nothing(office: Newsroom) -> None:
    await office.pipeline().ingest([post(1, "rain at noon")])
    office.clock.move(MONTH + SOON)
    await forget(office)
    await office.track("weather", "rain")
    await office.follow(ANNA, "weather")

    again = replace(post(1, "rain at noon", edited=START + MONTH), views=7)
    (done,) = await office.pipeline().ingest([again])

    assert (done.changed, done.owed) == (False, 0)
    assert await office.rows("SELECT text, revision FROM posts") == [("", 1)]
    assert await office.rows("SELECT * FROM outbox") == []


async def test_a_forgotten_post_that_is_really_edited_has_a_text_again(office: Newsroom) -> None:
    await office.pipeline().ingest([post(1, "rain")])
    office.clock.move(MONTH + SOON)
    await forget(office)
    (done,) = await office.pipeline().ingest([post(1, "a ruse", edited=office.clock.now())])
    assert (done.changed, done.owed) == (True, 1)
    assert await office.rows("SELECT text, revision, forgotten FROM posts") == [("a ruse", 2, None)]


async def test_an_album_is_forgotten_with_all_its_messages_and_a_reaction_to_one_is_no_edit(office: Newsroom) -> None:
    album = [replace(post(number, text), album_id=5) for number, text in ((1, "rain"), (2, "wind"))]
    await office.pipeline().ingest(album)
    office.clock.move(MONTH + SOON)
    assert await forget(office) == 1
    assert await office.rows("SELECT text FROM album_members") == [("",), ("",)]

    (done,) = await office.pipeline().ingest([replace(album[1], edited_at=office.clock.now())])
    assert not done.changed
    assert await office.rows("SELECT text, revision FROM posts") == [("", 2)]


async def test_a_post_that_matched_between_being_found_and_being_forgotten_is_left_alone(office: Newsroom) -> None:
    await office.pipeline().ingest([post(1, "rain"), post(2, "sun")])
    later = START + SOON
    found = await retention.forgettable(office.database.reader, 0, later, 10)
    assert len(found.posts) == 2
    await office.pipeline().ingest([post(2, "a ruse", edited=later)])

    assert await office.database.write(lambda tx: retention.forget(tx, found.posts, later)) == 1
    assert await office.rows(TEXTS) == [(1, ""), (2, "a ruse")]


async def test_the_file_gives_back_what_the_texts_took(office: Newsroom) -> None:
    pipeline = office.pipeline()
    for start in range(0, 2000, 100):
        await pipeline.ingest([post(number, "word " * 200) for number in range(start + 1, start + 101)])
    before = await sizes.size(office.database.reader)
    office.clock.move(MONTH + SOON)
    assert await forget(office) == 2000
    assert await sizes.size(office.database.reader) < before / 2
    assert await sizes.free_pages(office.database.reader) == 0
    assert await office.rows("PRAGMA integrity_check") == [("ok",)]
    assert await office.rows("PRAGMA foreign_key_check") == []


async def test_growth_is_told_since_the_earliest_day_of_the_week(office: Newsroom) -> None:
    days = [(START - timedelta(days=number)).date() for number in (1, 6, 9)]
    for day, size in zip(days, (3000, 2000, 1000), strict=True):
        await office.run(f"INSERT INTO sizes VALUES ('{day}', {size})")  # noqa: S608 - our own numbers
    grown = await sizes.growth(office.database.reader, START, timedelta(days=7))
    assert (grown.days, grown.grown) == (6, grown.size - 2000)


async def test_a_size_is_noted_once_a_day_and_very_old_ones_go(office: Newsroom) -> None:
    await office.run("INSERT INTO sizes VALUES ('2020-01-01', 5)")
    for _ in range(2):
        await office.database.write(lambda tx: sizes.record(tx, START))
    ((day, size),) = await office.rows("SELECT day, bytes FROM sizes")
    assert day == "2022-09-10"
    assert size > 100_000
    assert (await sizes.growth(office.database.reader, START, timedelta(days=7))).days == 0
