"""The ticks of what looks after the database: backups, a note of its size, and what a wrong clock has put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.ops.scheduler import unless_the_end_comes
from storage.alerts import outbox
from storage.ops import sizes

if TYPE_CHECKING:
    from collections.abc import Callable

    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    from bot.ops.backup_job import BackupJob
    from bot.runtime.clock import Clock
    from storage.database import Database

log = structlog.get_logger("upkeep")

# How often it is looked whether a backup is due, at most; more often where backups are made every few minutes.
BACKUP_TICK = 60.0  # seconds
TICKS_BETWEEN = 4
CLOCK_TICK = 60.0  # seconds


async def schedule_maintenance(
    scheduler: AsyncIOScheduler, backing_up: BackupJob, database: Database, clock: Clock, owed: Callable[[], None]
) -> None:
    """Have it looked whether a backup is due, and the size noted now and later in each day.

    Alerts that are due in a far future, since the clock was wrong when they were put off, become due; `owed` says so.
    """

    async def set_right() -> None:
        if await outbox.any_far_ahead(database.reader, clock.now()):
            await database.write(lambda connection: outbox.bring_back(connection, clock.now()))
            log.warning("the clock was set back: what it had put off is due now")
            owed()

    async def note_size() -> None:
        await database.write(lambda connection: sizes.record(connection, clock.now()))

    seconds = min(BACKUP_TICK, backing_up.every.total_seconds() / TICKS_BETWEEN or BACKUP_TICK)
    scheduler.add_job(unless_the_end_comes(backing_up.tick), "interval", seconds=seconds)
    scheduler.add_job(unless_the_end_comes(note_size), "interval", hours=6)
    scheduler.add_job(unless_the_end_comes(set_right), "interval", seconds=CLOCK_TICK)
    await note_size()
    await set_right()
