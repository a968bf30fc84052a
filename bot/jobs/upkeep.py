"""The ticks of what looks after the database: backups, and a note of its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.jobs.schedule import unless_the_end_comes
from storage import sizes

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    from bot.clock import Clock
    from bot.jobs.backing_up import BackingUp
    from storage.database import Database

# How often it is looked whether a backup is due, at most; more often where backups are made every few minutes.
BACKUP_TICK = 60.0  # seconds
TICKS_BETWEEN = 4


async def look_after(scheduler: AsyncIOScheduler, backing_up: BackingUp, database: Database, clock: Clock) -> None:
    """Have it looked whether a backup is due, and the size noted now and later in each day."""

    async def note_size() -> None:
        await database.write(lambda connection: sizes.note(connection, clock.now()))

    seconds = min(BACKUP_TICK, backing_up.every.total_seconds() / TICKS_BETWEEN or BACKUP_TICK)
    scheduler.add_job(unless_the_end_comes(backing_up.tick), "interval", seconds=seconds)
    scheduler.add_job(unless_the_end_comes(note_size), "interval", hours=6)
    await note_size()
