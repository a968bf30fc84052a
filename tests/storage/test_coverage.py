from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage.channels import channels, coverage
from storage.model.channels import Channel, GapReason
from storage.model.ids import MessageId
from tests.fakes import START
from tests.newsroom import CHANNEL, post

if TYPE_CHECKING:
    from storage.database import Connection

HOUR = timedelta(hours=1)


@pytest.fixture
async def tx(connection: Connection) -> Connection:
    await channels.add(connection, Channel(CHANNEL, "Morning News"), START)
    await coverage.begin(connection, CHANNEL, MessageId(10), START, START)
    return connection


async def test_a_range_begins_empty_and_grows_with_what_was_read(tx: Connection) -> None:
    (begun,) = await coverage.list_all(tx)
    assert (begun.from_at, begun.to_at, begun.checked_at) == (START, START, None)
    await coverage.extend(tx, CHANNEL, START, START + HOUR)
    (grown,) = await coverage.list_all(tx)
    assert (grown.from_at, grown.to_at, grown.checked_at) == (START, START + HOUR, None)
    await coverage.finish(tx, CHANNEL, START + 2 * HOUR, START + 2 * HOUR)
    (whole,) = await coverage.list_all(tx)
    assert (whole.to_at, whole.checked_at) == (START + 2 * HOUR, START + 2 * HOUR)


async def test_a_range_never_shrinks(tx: Connection) -> None:
    await coverage.finish(tx, CHANNEL, START + 2 * HOUR, START + 2 * HOUR)
    await coverage.extend(tx, CHANNEL, START, START + HOUR)
    (one,) = await coverage.list_all(tx)
    assert one.to_at == START + 2 * HOUR


async def test_watching_again_keeps_the_range_and_reading_further_back_begins_a_new_one(tx: Connection) -> None:
    await coverage.finish(tx, CHANNEL, START + HOUR, START + HOUR)
    await coverage.begin(tx, CHANNEL, MessageId(20), START + HOUR, START + HOUR)
    (same,) = await coverage.list_all(tx)
    assert (same.from_id, same.from_at, same.to_at) == (10, START, START + HOUR)
    await coverage.begin(tx, CHANNEL, MessageId(5), START - HOUR, START + HOUR)
    (deeper,) = await coverage.list_all(tx)
    assert (deeper.from_id, deeper.from_at, deeper.to_at, deeper.checked_at) == (5, START - HOUR, START - HOUR, None)


async def test_posts_missed_for_one_reason_are_one_gap_until_it_is_refilled(tx: Connection) -> None:
    missed = [post(number, "x", at=START + number * HOUR) for number in (11, 12, 13)]
    await coverage.record_missed(tx, CHANNEL, GapReason.DOWN, missed[:2], START + 20 * HOUR)
    await coverage.record_missed(tx, CHANNEL, GapReason.DOWN, missed[2:], START + 20 * HOUR)
    (gap,) = await coverage.gaps(tx, CHANNEL, 10)
    assert (gap.from_at, gap.to_at, gap.posts, gap.refilled_at) == (START + 11 * HOUR, START + 13 * HOUR, 3, None)
    assert await coverage.why_missed(tx, CHANNEL, MessageId(12)) is GapReason.DOWN
    assert await coverage.why_missed(tx, CHANNEL, MessageId(14)) is None

    await coverage.finish(tx, CHANNEL, START + 21 * HOUR, START + 21 * HOUR)
    await coverage.record_missed(tx, CHANNEL, GapReason.DOWN, [post(30, "x")], START + 30 * HOUR)
    newest, oldest = await coverage.gaps(tx, CHANNEL, 10)
    assert (newest.posts, newest.refilled_at) == (1, None)
    assert (oldest.posts, oldest.refilled_at) == (3, START + 21 * HOUR)


async def test_a_channel_that_cannot_be_read_is_one_open_gap_however_often_it_is_noticed(tx: Connection) -> None:
    for hour in (1, 2):
        await coverage.open_gap(tx, CHANNEL, GapReason.UNREADABLE, START + hour * HOUR)
    (gap,) = await coverage.gaps(tx, CHANNEL, 10)
    assert (gap.reason, gap.from_at, gap.to_at, gap.posts) == (GapReason.UNREADABLE, START + HOUR, None, 0)
    (one,) = await coverage.list_all(tx)
    assert (one.gaps, one.open_gaps) == (1, 1)


async def test_posts_made_while_a_channel_could_not_be_read_fill_that_gap(tx: Connection) -> None:
    await coverage.open_gap(tx, CHANNEL, GapReason.UNREADABLE, START)
    await coverage.record_missed(tx, CHANNEL, GapReason.NOT_PUSHED, [post(11, "x", at=START + HOUR)], START + 2 * HOUR)
    await coverage.finish(tx, CHANNEL, START + 2 * HOUR, START + 2 * HOUR)
    (gap,) = await coverage.gaps(tx, CHANNEL, 10)
    assert (gap.reason, gap.from_at, gap.to_at, gap.posts) == (GapReason.UNREADABLE, START, START + HOUR, 1)
    assert gap.refilled_at == START + 2 * HOUR


async def test_gaps_refilled_long_ago_are_dropped_and_open_ones_never(tx: Connection) -> None:
    await coverage.record_missed(tx, CHANNEL, GapReason.DOWN, [post(11, "x")], START)
    await coverage.finish(tx, CHANNEL, START, START)
    await coverage.open_gap(tx, CHANNEL, GapReason.UNREADABLE, START)
    await coverage.forget_old_gaps(tx, START + 91 * 24 * HOUR)
    assert [gap.reason for gap in await coverage.gaps(tx, CHANNEL, 10)] == [GapReason.UNREADABLE]
