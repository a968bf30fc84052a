"""What /status says of the database's size and of its backups."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ui.format import time_ago
from storage.database import to_moment
from storage.model.database import Fact
from storage.ops import facts, sizes

if TYPE_CHECKING:
    from bot.commands.request import Request

WEEK = timedelta(days=7)
MEGABYTE = 2**20


async def upkeep(request: Request) -> list[str]:
    """Tell how large the database is, by how much it grew in a week, and when the last backup was made."""
    say, reader = request.say, request.database.reader
    grown = await sizes.growth(reader, request.now, WEEK)
    facts_of_size = {"size": grown.size / MEGABYTE, "grown": abs(grown.grown) / MEGABYTE, "days": grown.days}
    if not grown.days:
        rows: list[str] = [say("status-size", size=grown.size / MEGABYTE)]
    elif grown.grown >= 0:
        rows = [say("status-size-grown", **facts_of_size)]
    else:
        rows = [say("status-size-shrunk", **facts_of_size)]
    failed = await facts.get(reader, Fact.BACKUP_FAILED)
    made = await facts.get(reader, Fact.BACKUP_MADE)
    since = time_ago(request.now - to_moment(made), say) if made else ""
    if failed:
        rows.append(say("status-backup-failed", reason=failed))
    rows.append(say("status-backup", ago=since) if made else say("status-backup-none"))
    return rows
