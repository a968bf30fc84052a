from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage import cards, channels, outbox, readership
from storage.model import Channel, ChannelId, ChannelRole, ChatId
from tests.fakes import START
from tests.newsroom import ANNA, BORYS, CHANNEL, post

if TYPE_CHECKING:
    from storage.database import Connection
    from storage.model import Card, Step
    from tests.newsroom import Newsroom

TEXT = "The withdrawal was a ruse, they said on Monday, and every single unit left the town in perfect order"
COPY = f"Breaking! {TEXT}. Subscribe to us"
OTHER = "Nobody believes in such a ruse any more after all that happened on the bridges over the river in May"
SECOND, THIRD, CHECKER = ChannelId(-1002), ChannelId(-1003), ChannelId(-1009)
CARDS = "SELECT subscriber_id, kind, post_id, story_id FROM outbox ORDER BY id"
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
async def desk(newsroom: Newsroom) -> Newsroom:
    """A newsroom with three channels, a fact-checker's, and Anna who follows."""
    await newsroom.track("feint", "ruse")
    await newsroom.follow(ANNA, "feint")
    for number, role in (
        (SECOND, ChannelRole.MONITORED),
        (THIRD, ChannelRole.MEDIA),
        (CHECKER, ChannelRole.FACT_CHECKER),
    ):
        await add(newsroom, number, role)
    return newsroom


async def add(newsroom: Newsroom, number: ChannelId, role: ChannelRole = ChannelRole.MONITORED) -> None:
    name = f"ch{abs(number)}"

    async def work(connection: Connection) -> None:
        await channels.add(connection, Channel(number, name.title(), name, role), START)

    await newsroom.database.write(work)


async def deliver(newsroom: Newsroom) -> None:
    """Have all that is pending be sent now, each as a message of its own."""

    async def work(connection: Connection) -> None:
        for one in await outbox.pending(connection, 1000):
            await outbox.mark_sent(connection, one.id, newsroom.clock.now(), 5000 + one.id, newsroom.clock.now())

    await newsroom.database.write(work)


async def card(newsroom: Newsroom, number: int = 1) -> Card:
    delivery = await outbox.one(newsroom.database.reader, number)  # type: ignore[arg-type]
    assert delivery is not None
    found = await cards.card(newsroom.database.reader, delivery)
    assert found is not None
    return found


async def test_an_edit_of_a_copy_shows_on_the_card(desk: Newsroom) -> None:
    pipeline = desk.pipeline()
    await pipeline.ingest([post(1, TEXT), post(1, COPY, channel=SECOND)])
    await deliver(desk)
    (done,) = await pipeline.ingest([post(1, "nothing of the kind", channel=SECOND, edited=START + MINUTE)])
    assert done.amended == 1
    spread = (await card(desk)).spread
    assert spread is not None
    assert (spread.channels, spread.changed, spread.deleted) == (2, 1, 0)
