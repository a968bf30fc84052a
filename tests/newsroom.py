"""A database with narratives, readers and a channel in it, and short ways to fill it and to look into it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.ingest.pipeline import Pipeline
from storage.channels import channels
from storage.database import open_database
from storage.model.channels import Channel
from storage.model.ids import ChannelId, ChatId, MessageId, NarrativeId
from storage.model.narratives import Narrative, NarrativeStatus
from storage.model.posts import Post
from storage.model.subscribers import Role
from storage.narratives import narratives
from storage.people import subscribers
from tests.fakes import START, HandClock, WordMatcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path

    from bot.alerts.delivery import DeliveryWorker
    from storage.database import Connection, Database

CHANNEL = ChannelId(-1001234567890)
ANNA, BORYS, DESK = ChatId(101), ChatId(102), ChatId(-1005550000001)
SIX_HOURS = timedelta(hours=6)


@asynccontextmanager
async def delivering(courier: DeliveryWorker) -> AsyncIterator[None]:
    """Have a courier at work, and let it end what it has begun."""
    running = asyncio.create_task(courier.run())
    try:
        yield
        courier.stop()
        await asyncio.wait_for(running, 5)
    finally:
        running.cancel()


class Newsroom:
    def __init__(self, database: Database, clock: HandClock) -> None:
        self.database = database
        self.clock = clock
        self.matcher = WordMatcher(nearly={"nearly"})
        self.owed = asyncio.Event()

    def pipeline(self, *, alert_max_age: timedelta | None = SIX_HOURS) -> Pipeline:
        return Pipeline(self.database, self.matcher, self.clock, alert_max_age=alert_max_age, owed=self.owed)

    async def track(self, name: str, *phrases: str, status: NarrativeStatus = NarrativeStatus.ACTIVE) -> NarrativeId:
        narrative_id = NarrativeId(name)

        async def work(connection: Connection) -> None:
            await narratives.add(connection, Narrative(narrative_id, name.title(), status=status), START)
            for phrase in phrases:
                await narratives.add_phrase(connection, narrative_id, phrase, START)

        await self.database.write(work)
        tracked = await narratives.get(self.database.reader, narrative_id)
        assert tracked is not None
        self.matcher.watch(tracked)
        return narrative_id

    async def follow(self, chat: ChatId, *names: str) -> None:
        async def work(connection: Connection) -> None:
            if await subscribers.get(connection, chat) is None:
                await subscribers.let_in(connection, chat, Role.SUBSCRIBER, START)
            for name in names:
                await subscribers.follow(connection, chat, NarrativeId(name), START)

        await self.database.write(work)

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        cursor = await self.database.reader.execute(sql)
        return [tuple(row) for row in await cursor.fetchall()]

    async def run(self, sql: str) -> None:
        async def work(connection: Connection) -> None:
            await connection.execute(sql)

        await self.database.write(work)


@asynccontextmanager
async def open_newsroom(path: Path) -> AsyncIterator[Newsroom]:
    clock = HandClock()
    async with open_database(path) as database:
        await database.write(
            lambda connection: channels.add(connection, Channel(CHANNEL, "Morning News", "morning_news"), START)
        )
        yield Newsroom(database, clock)


def post(
    number: int, text: str, *, at: datetime = START, edited: datetime | None = None, channel: ChannelId = CHANNEL
) -> Post:
    return Post(channel, MessageId(number), at, text, edited_at=edited)
