"""The program's ticks: the periodic sweep through all channels, and the daily tidying of the inbox."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage import inbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import timedelta

    from bot.clock import Clock
    from storage.database import Database


@contextmanager
def ticking(database: Database, clock: Clock, sweep: Callable[[], None], sweep_every: timedelta) -> Iterator[None]:
    """Have `sweep` called every so often, and old inbox rows dropped once a day."""

    async def tidy() -> None:
        await database.write(lambda connection: inbox.forget_old(connection, clock.now()))

    async def tick() -> None:
        sweep()

    # A tick that comes late is better than none, and two late ones are no better than one.
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None})
    scheduler.add_job(tick, "interval", seconds=sweep_every.total_seconds(), jitter=sweep_every.total_seconds() / 10)
    scheduler.add_job(tidy, "interval", days=1)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
