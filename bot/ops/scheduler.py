"""The program's ticks: of the sweep, and of the tidying."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage.channels import coverage, quotas
from storage.narratives import saved_queries
from storage.people import inbox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from datetime import timedelta

    from bot.runtime.clock import Clock
    from storage.database import Connection, Database

# Ticks are so much closer than what they are for may come again, and no further apart than this.
TICKS_BETWEEN = 4
LONGEST_TICK = 30.0  # seconds


@contextmanager
def run_scheduler(
    database: Database,
    clock: Clock,
    tick: Callable[[], None],
    most_often: timedelta,
    catch_up: Callable[[], Awaitable[None]],
) -> Iterator[AsyncIOScheduler]:
    """Have `tick` called several times within `most_often`, and old rows dropped every hour; more may be added.

    `catch_up` is for what another process may have changed.
    """

    async def tidy() -> None:
        async def work(connection: Connection) -> None:
            await inbox.forget_old(connection, clock.now())
            await coverage.forget_old_gaps(connection, clock.now())
            await quotas.forget_old(connection, clock.now())
            await saved_queries.forget_old(connection, clock.now())

        await database.write(work)

    async def run_tick() -> None:
        tick()

    # A tick that comes late is better than none, and two late ones are no better than one.
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None})
    seconds = min(most_often.total_seconds() / TICKS_BETWEEN, LONGEST_TICK)
    scheduler.add_job(run_tick, "interval", seconds=seconds, jitter=seconds / 10)
    # Oftener than anything is due to go, so that a program that never runs for a day forgets it as well.
    scheduler.add_job(unless_the_end_comes(tidy), "interval", hours=1)
    scheduler.add_job(unless_the_end_comes(catch_up), "interval", seconds=seconds, jitter=seconds / 10)
    scheduler.start()
    try:
        yield scheduler
    finally:
        scheduler.shutdown(wait=False)


def unless_the_end_comes(job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """Have a job end silently where the program does: the scheduler takes that for a fault, and logs it as one."""

    async def run() -> None:
        with suppress(asyncio.CancelledError):
            await job()

    return run
