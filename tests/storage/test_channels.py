from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage.channels import channels
from storage.model.channels import Channel, ChannelRole, ChannelStatus
from storage.model.ids import ChannelId, MessageId
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection

NEWS = Channel(
    ChannelId(-1001),
    "News",
    "News_Name",
    ChannelRole.MEDIA,
    access_hash=7,
    read_to=MessageId(10),
    newest_seen=MessageId(10),
)


async def test_a_channel_is_kept_with_all_its_facts(connection: Connection) -> None:
    assert await channels.add(connection, NEWS, START)
    assert await channels.get(connection, NEWS.id) == NEWS
    assert await channels.by_name(connection, "news_name") == NEWS
    assert await channels.get(connection, ChannelId(-5)) is None


async def test_adding_again_keeps_the_marks_and_takes_the_new_name(connection: Connection) -> None:
    await channels.add(connection, NEWS, START)
    renamed = replace(NEWS, title="Newer", role=ChannelRole.MONITORED, read_to=MessageId(99), access_hash=None)
    assert not await channels.add(connection, renamed, START)
    assert await channels.get(connection, NEWS.id) == replace(
        renamed, read_to=NEWS.read_to, access_hash=NEWS.access_hash
    )


async def test_a_removed_channel_is_listed_no_more_and_comes_back_with_its_marks(connection: Connection) -> None:
    await channels.add(connection, NEWS, START)
    await channels.set_status(connection, NEWS.id, ChannelStatus.REMOVED, "not needed")
    assert await channels.list_all(connection) == []
    (removed,) = await channels.list_all(connection, removed=True)
    assert (removed.status, removed.paused_reason) == (ChannelStatus.REMOVED, "not needed")
    assert await channels.add(connection, replace(NEWS, read_to=MessageId(50)), START)
    assert await channels.list_all(connection) == [NEWS]


async def test_channels_are_listed_by_title(connection: Connection) -> None:
    for number, title in enumerate(["beta", "Alpha", "gamma"]):
        await channels.add(connection, Channel(ChannelId(-number - 1), title), START)
    assert [channel.title for channel in await channels.list_all(connection)] == ["Alpha", "beta", "gamma"]


async def test_the_marks_never_move_back(connection: Connection) -> None:
    await channels.add(connection, NEWS, START)

    async def marks() -> tuple[int, int]:
        channel = await channels.get(connection, NEWS.id)
        assert channel is not None
        return channel.read_to, channel.newest_seen

    await channels.record_seen(connection, NEWS.id, MessageId(30))
    assert await marks() == (10, 30)
    await channels.record_seen(connection, NEWS.id, MessageId(20))
    assert await marks() == (10, 30)
    await channels.move_read_to(connection, NEWS.id, MessageId(25))
    assert await marks() == (25, 30)
    await channels.move_read_to(connection, NEWS.id, MessageId(24))
    assert await marks() == (25, 30)
    await channels.move_read_to(connection, NEWS.id, MessageId(40))
    assert await marks() == (40, 40)


async def test_a_name_is_one_channels_alone_and_who_lost_it_is_not_taken_for_private(connection: Connection) -> None:
    other = Channel(ChannelId(-1002), "Other", "other")
    await channels.add(connection, NEWS, START)
    await channels.add(connection, other, START)
    await channels.rename(connection, other.id, "Other", "NEWS_name")
    assert await channels.by_name(connection, "news_name") == replace(other, username="NEWS_name")
    assert await channels.get(connection, NEWS.id) == replace(NEWS, username=None)
    await channels.add(connection, NEWS, START)
    assert await channels.get(connection, other.id) == replace(other, username=None)
    with pytest.raises(sqlite3.IntegrityError):
        await connection.execute("UPDATE channels SET username = 'news_NAME' WHERE id = ?", (other.id,))
