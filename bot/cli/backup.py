"""What `backup` does: make one now, also while the service runs, and say what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.errors import plain_errors
from bot.cli.options import Spoken
from bot.ops.backups import Backups
from bot.runtime.clock import SystemClock
from bot.runtime.database_file import existing
from bot.ui.format import local_time
from bot.ui.locale import Texts
from bot.ui.markup import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.ui.markup import Markup, Say
    from storage.backup import BackupSummary


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


def describe(held: BackupSummary, say: Say, zone: ZoneInfo) -> Markup:
    """Say what a database holds."""
    newest = say("backup-newest", at=local_time(held.newest_post, say, zone)) if held.newest_post else ""
    return say("backup-holds", channels=held.channels, posts=held.posts, subscribers=held.subscribers, newest=newest)


def backup(
    to: Annotated[
        Path | None, typer.Argument(help="Folder for the backup (overrides NW_BACKUP_DIR).", file_okay=False)
    ] = None,
    with_sessions: Annotated[
        bool, typer.Option("--with-sessions", help="Include the Telegram sessions. Keep them as secret as passwords.")
    ] = False,
    language: Spoken = None,
) -> None:
    """Back up the database now, and check the backup. The service may be running."""
    with plain_errors() as settings:
        say = Texts(settings.language).for_language(language)
        backups = Backups(settings.database, to or settings.backups, settings.backups_kept)
        sessions = settings.session_dir if with_sessions else None
        zone = ZoneInfo(settings.time_zone)
        back_up(settings.database, backups, sessions, SystemClock().now(), say, zone, typer.echo)
