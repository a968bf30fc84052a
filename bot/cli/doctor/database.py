"""The database, what it owes, and its backups."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.cli.doctor.check import Check, fault, warning, well
from bot.runtime.database_file import refuse_lost
from bot.ui.format import ago, time_ago
from bot.ui.markup import Markup
from storage.backup import inspect
from storage.database import DatabaseTrouble
from storage.migrate import DatabaseRefused, migrations
from storage.ops.diagnostics import condition

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from bot.ops.backups import Backups
    from bot.ui.markup import Say
    from storage.ops.diagnostics import Condition

LATE = timedelta(minutes=10)
HALF_LATE = 2  # times the interval, after which a backup is missed


class DatabaseFindings(NamedTuple):
    """What the database let be seen of itself; no condition where it cannot be used."""

    checks: list[Check]
    condition: Condition | None


def database(path: Path, traces: Iterable[Path], now: datetime, say: Say) -> DatabaseFindings:
    """Check the whole file, and look into it; `traces` are files that tell that there was one."""
    if not path.exists():
        try:
            refuse_lost(path, traces)
        except DatabaseRefused as error:
            return DatabaseFindings([fault("database", say("doctor-refused", error=str(error)), Markup())], None)
        missing = say("doctor-no-database", path=str(path))
        return DatabaseFindings([warning("database", missing, say("doctor-no-database-remedy"))], None)
    try:
        held = inspect(path)
        newest = max(one.number for one in migrations())
        detail = say("doctor-database", path=str(path), schema=held.schema, posts=held.posts, channels=held.channels)
        if held.schema < newest:
            older = say("doctor-older-database", path=str(path), schema=held.schema, newest=newest)
            return DatabaseFindings([warning("database", older, say("doctor-older-database-remedy"))], None)
        return DatabaseFindings([well("database", detail)], condition(path, now))
    except DatabaseRefused as error:
        refused = say("doctor-refused", error=str(error))
        return DatabaseFindings([fault("database", refused, say("doctor-refused-remedy"))], None)
    except (DatabaseTrouble, OSError) as error:
        trouble = say("doctor-refused", error=f"{path}: {error}")
        return DatabaseFindings([fault("database", trouble, say("doctor-locked-remedy"))], None)


def outbox(found: Condition, now: datetime, say: Say) -> Check:
    """Tell how much waits to be sent, and whether it waits for too long."""
    owed = found.owed
    detail = say("doctor-outbox", waiting=owed.waiting, held=owed.held, buried=owed.given_up)
    if owed.overdue_since is not None and now - owed.overdue_since > LATE:
        late = say("doctor-outbox-late", waiting=owed.waiting, ago=ago(now - owed.overdue_since, say))
        return warning("outbox", late, say("doctor-outbox-remedy"))
    return well("outbox", detail)


def channels(found: Condition, say: Say) -> Check:
    """Tell of channels that nobody reads."""
    if found.paused_channels or found.unread_channels:
        detail = say("doctor-channels-unread", paused=found.paused_channels, unread=found.unread_channels)
        return warning("channels", detail, say("doctor-channels-remedy"))
    return well("channels", say("doctor-channels"))


def last_backup(backups: Backups, every: timedelta, found: Condition | None, now: datetime, say: Say) -> Check:
    """Tell when the last backup was made, and whether it is in time."""
    made = backups.every()
    remedy = say("doctor-backup-remedy")
    if found is not None and found.backup_failed:
        return warning("backup", say("doctor-backup-failed", reason=found.backup_failed), remedy)
    if not made:
        if found is None:
            return well("backup", say("doctor-backup-nothing"))
        return warning("backup", say("doctor-backup-none", folder=str(backups.folder)), remedy)
    age = now - made[-1].made_at
    detail = say("doctor-backup", ago=time_ago(age, say), file=str(made[-1].path), count=len(made))
    if every and age > HALF_LATE * every:
        return warning("backup", detail, remedy)
    return well("backup", detail)
