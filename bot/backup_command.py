"""What `backup` does: make one now, also while the service runs, and say what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.markup import plain
from bot.core.wording import local_time
from bot.database_file import existing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from bot.backups import Backups
    from bot.core.markup import Markup, Say
    from storage.backup import Contents


def back_up(
    database: Path,
    backups: Backups,
    session_dir: Path | None,
    now: datetime,
    say: Say,
    zone: ZoneInfo,
    write: Callable[[str], None],
) -> None:
    """Make a backup, with the sessions of a folder where one is given, and print where it is and what it holds.

    Raises DatabaseRefused, NoRoom, sqlite3.Error, OSError.
    """
    existing(database)
    sessions = sorted(session_dir.glob("*.session")) if session_dir else []
    made, held = backups.make(now, sessions)
    megabytes = made.path.stat().st_size / 2**20
    write(plain(say("backup-made", file=str(made.path), size=megabytes)))
    write(plain(describe(held, say, zone)))
    if sessions:
        write(plain(say("backup-sessions", folder=str(made.sessions), count=len(sessions))))
    elif session_dir is not None:
        write(plain(say("backup-no-sessions", folder=str(session_dir))))


def describe(held: Contents, say: Say, zone: ZoneInfo) -> Markup:
    """Say what a database holds."""
    newest = say("backup-newest", at=local_time(held.newest_post, say, zone)) if held.newest_post else ""
    return say("backup-holds", channels=held.channels, posts=held.posts, subscribers=held.subscribers, newest=newest)
