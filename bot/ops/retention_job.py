"""Forget the texts of posts that matched nothing, when their time is up: a few at once, so that reading goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from storage.ops import sizes
from storage.posts import retention

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.runtime.clock import Clock
    from storage.database import Database

AT_ONCE = 50  # posts in one transaction: some milliseconds
PAGES_AT_ONCE = 50  # given back to the disk at once
REST = 0.02  # seconds between two transactions, for those who wait to write
AGAIN_AFTER = 3600.0  # seconds from the end of one round to the next

log = structlog.get_logger("retention")


class RetentionJob:
    """Goes through the posts from the oldest on, again and again."""

    def __init__(self, database: Database, clock: Clock, keep: timedelta) -> None:
        """Forget texts that have been kept for so long."""
        self._database = database
        self._clock = clock
        self._keep = keep
        self._after = 0

    async def run(self) -> None:
        """Forget until cancelled. Raises sqlite3.Error."""
        while True:
            forgotten = await self.forget_due()
            if forgotten:
                log.info("texts forgotten", posts=forgotten)
            await self._clock.sleep(AGAIN_AFTER)

    async def forget_due(self) -> int:
        """Forget all that is due; return of how many posts. What a round has looked at is not looked at again."""
        before = self._clock.now() - self._keep
        forgotten = 0
        while True:
            found = await retention.forgettable(self._database.reader, self._after, before, AT_ONCE)
            if found.to is None:
                break
            forgotten += await self._forget(found.posts, before)
            self._after = found.to
        while forgotten and await sizes.free_pages(self._database.reader):
            await self._shrink()
        return forgotten

    async def _forget(self, posts: list[int], before: datetime) -> int:
        if not posts:
            return 0
        forgotten = await self._database.write(lambda tx: retention.forget(tx, posts, before))
        await self._shrink()
        return forgotten

    async def _shrink(self) -> None:
        await self._clock.sleep(REST)
        await self._database.shrink(PAGES_AT_ONCE)
        await self._clock.sleep(REST)
