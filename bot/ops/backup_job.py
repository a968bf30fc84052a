"""Make a backup when one is due, and have the owners told when none can be made."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from storage.alerts import notices
from storage.database import DatabaseTrouble, to_moment, to_text
from storage.migrate import DatabaseRefused
from storage.model.database import Fact
from storage.model.deliveries import Notice
from storage.ops import facts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.alerts.notices import Notifier
    from bot.ops.backups import Backups
    from bot.runtime.clock import Clock
    from storage.database import Connection, Database

FIRST_AFTER = timedelta(minutes=10)  # from the start, where there is none yet
AGAIN_AFTER = timedelta(hours=1)  # from one that failed

log = structlog.get_logger("backup")


class BackupJob:
    """Looks whether a backup is due. What became of the last one stands in storage, for /status."""

    def __init__(self, backups: Backups, database: Database, herald: Notifier, clock: Clock, every: timedelta) -> None:
        """Make a backup `every` so often; never, where that is nothing."""
        self._backups = backups
        self._database = database
        self._herald = herald
        self._clock = clock
        self.every = every
        self._begun = clock.now()
        self._tried: datetime | None = None

    async def tick(self) -> None:
        """Make a backup if it is due; a failure is told, and is not this program's end."""
        try:
            await self._note_newest()
            if await self._is_due(self._clock.now()):
                await self._make()
        except (DatabaseTrouble, OSError) as error:  # the database itself: whoever reads and sends finds out, too
            log.error("backup state not kept", error=type(error).__name__)

    async def _is_due(self, now: datetime) -> bool:
        if not self.every:
            return False
        if self._tried is not None and now - self._tried < min(AGAIN_AFTER, self.every):
            return False
        made = await asyncio.to_thread(self._backups.every)
        return now >= (made[-1].made_at + self.every if made else self._begun + min(FIRST_AFTER, self.every))

    async def _make(self) -> None:
        now = self._tried = self._clock.now()
        try:
            made, held = await asyncio.to_thread(self._backups.make, now)
        except (DatabaseTrouble, DatabaseRefused, OSError) as error:
            log.error("backup failed", error=type(error).__name__, reason=_reason(error))
            await self._tell_failure(_reason(error))
            return
        log.info("backup made", file=made.path.name, posts=held.posts)
        await self._note_newest()

    async def _note_newest(self) -> None:
        """Keep when the newest backup was made, by whomever; one that follows a failure is good news for the owners."""
        made = await asyncio.to_thread(self._backups.every)
        known = await facts.get(self._database.reader, Fact.BACKUP_MADE)
        if not made or (known is not None and to_moment(known) >= made[-1].made_at):
            return

        async def work(connection: Connection) -> bool:
            await facts.save(connection, Fact.BACKUP_MADE, to_text(made[-1].made_at))
            failed = await facts.get(connection, Fact.BACKUP_FAILED)
            await facts.save(connection, Fact.BACKUP_FAILED, "")
            return bool(failed)

        told = Notice("notice-backup-again", {"at": made[-1].made_at})
        await self._herald.notify(notices.owners, told, work)

    async def _tell_failure(self, reason: str) -> None:
        """Tell the owners of the first failure of several in a row."""

        async def work(connection: Connection) -> bool:
            failed = await facts.get(connection, Fact.BACKUP_FAILED)
            await facts.save(connection, Fact.BACKUP_FAILED, reason)
            return not failed

        await self._herald.notify(notices.owners, Notice("notice-backup-failed", {"reason": reason}), work)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or ''}: {error.strerror}".lstrip(": ")
    return str(error)
