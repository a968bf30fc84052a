from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.telegram.reading.live import LiveFeed
from bot.telegram.reading.watch_list import WatchList
from storage.model.channels import Channel, GapReason
from storage.model.ids import ChannelId
from tests.fakes import START
from tests.newsroom import post

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from storage.model.narratives import Match
    from storage.model.posts import Post
    from tests.newsroom import Newsroom

FLOODING, OTHER = ChannelId(-1001), ChannelId(-1002)
GRACE = timedelta(seconds=10)
LONG = "б.у.к.в.и " * 400


class OneByOne:
    """Takes the place of the pipeline: keeps in which batches posts came."""

    def __init__(self) -> None:
        self.batches: list[list[Post]] = []
        self.came = asyncio.Event()

    async def ingest(self, batch: Sequence[Post]) -> None:
        self.batches.append(list(batch))
        self.came.set()
        await asyncio.sleep(0)

    @property
    def order(self) -> list[tuple[int, int]]:
        return [(one.channel_id, one.message_id) for batch in self.batches for one in batch]


def feed(pipeline: OneByOne, behind: list[int], watched: WatchList) -> LiveFeed:
    return LiveFeed(cast("Any", None), cast("Any", pipeline), cast("Any", None), watched, behind.append)


async def keep_all(live: LiveFeed, pipeline: OneByOne, posts: int) -> None:
    task = asyncio.create_task(live.keep())
    async with asyncio.timeout(10):
        while len(pipeline.order) < posts:
            pipeline.came.clear()
            await pipeline.came.wait()
    task.cancel()


async def test_a_flooding_channel_keeps_another_waiting_for_one_batch_at_most() -> None:
    pipeline = OneByOne()
    live = feed(pipeline, [], WatchList(START))
    for number in range(200):
        live.take(post(number, LONG, channel=FLOODING))
    task = asyncio.create_task(live.keep())
    await pipeline.came.wait()
    task.cancel()
    assert sum(len(one.text) for one in pipeline.batches[0]) <= 24_000  # a few of the longest posts
    live.take(post(1, "коротко", channel=OTHER))
    await keep_all(live, pipeline, 201)
    batches = [number for number, batch in enumerate(pipeline.batches) if any(one.channel_id == OTHER for one in batch)]
    assert batches in ([1], [2])  # the second may have been taken already


@pytest.mark.parametrize(("text", "edited_at"), [("б", START), (LONG, START), (LONG, None)])
async def test_messages_of_albums_come_one_by_one_where_each_has_a_whole_album_matched(
    text: str, edited_at: datetime | None
) -> None:
    pipeline = OneByOne()
    live = feed(pipeline, [], WatchList(START))
    for number in range(20):
        live.take(replace(post(number, text, channel=FLOODING), album_id=1 + number // 10, edited_at=edited_at))
    live.take(post(1, "коротко", channel=OTHER))
    await keep_all(live, pipeline, 21)
    assert max(sum(one.channel_id == FLOODING for one in batch) for batch in pipeline.batches) == 1
    batches = [number for number, batch in enumerate(pipeline.batches) if any(one.channel_id == OTHER for one in batch)]
    assert batches in ([0], [1])


async def test_an_album_of_pictures_with_one_caption_is_kept_at_once() -> None:
    pipeline = OneByOne()
    live = feed(pipeline, [], WatchList(START))
    for number in range(10):
        live.take(replace(post(number, "" if number else "коротко", channel=FLOODING), album_id=1))
    await keep_all(live, pipeline, 10)
    assert len(pipeline.batches) == 1


async def test_each_channel_keeps_its_order() -> None:
    pipeline = OneByOne()
    live = feed(pipeline, [], WatchList(START))
    for number in range(150):
        live.take(post(number, "коротко", channel=FLOODING if number % 3 else OTHER))
    await keep_all(live, pipeline, 150)
    for channel in (FLOODING, OTHER):
        mine = [number for one, number in pipeline.order if one == channel]
        assert mine == sorted(mine)
    assert len(set(pipeline.order)) == 150


async def test_where_too_many_wait_the_channel_with_the_most_is_left_to_history(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram.reading.live.WAITING", 10)
    pipeline, behind = OneByOne(), list[int]()
    watched = WatchList(START)
    for channel in (FLOODING, OTHER):
        watched.add(Channel(channel, "News"), START)
    live = feed(pipeline, behind, watched)
    for number in range(1, 13):
        live.take(post(number, "коротко", channel=FLOODING))
    live.take(post(1, "коротко", channel=OTHER))
    assert behind == [FLOODING] * 3
    await keep_all(live, pipeline, 10)
    kept = pipeline.order
    assert (OTHER, 1) in kept
    left = [post(number, "x", channel=FLOODING) for number in range(1, 13) if (FLOODING, number) not in kept]
    assert len(left) == 3
    assert set(watched.unheard(left, START, GRACE).values()) == {GapReason.FLOODED}


async def test_a_long_batch_gives_other_tasks_a_turn_between_its_texts(newsroom: Newsroom) -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    matched: list[int] = []
    match = newsroom.matcher.match

    def noting(text: str) -> list[Match]:
        matched.append(turns)
        return match(text)

    monkeypatched = pytest.MonkeyPatch()
    monkeypatched.setattr(newsroom.matcher, "match", noting)
    task = asyncio.create_task(others())
    await newsroom.pipeline().ingest([post(number, f"{LONG}{number}") for number in range(1, 6)])
    task.cancel()
    monkeypatched.undo()
    assert len(set(matched)) == 5
