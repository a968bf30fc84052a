"""Notice when the database's file is no longer where the service opened it, and when it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.runtime.clock import Clock
    from storage.database import Database

LOOK_EVERY = 10.0  # seconds

log = structlog.get_logger("database")


async def watch_over(database: Database, clock: Clock, warn: Callable[[str], Awaitable[None]]) -> None:
    """Look until cancelled; `warn` sends the owners the text of that key, without the help of the database.

    Nothing is written meanwhile (Database.write waits), so no post is taken for kept that is not.
    """
    was_in_place = True
    while True:
        await clock.sleep(LOOK_EVERY)
        in_place = database.is_in_place()
        if in_place is was_in_place:
            continue
        was_in_place = in_place
        if in_place:
            log.info("database is back", database=str(database.path))
        else:
            log.error("database moved or deleted", database=str(database.path))
        await warn("database-back" if in_place else "database-moved")
