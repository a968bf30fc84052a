"""What `restore` does: prove that a backup is whole, keep the present database aside, put the backup in its place."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.backup import describe
from bot.cli.errors import plain_errors
from bot.cli.options import Spoken
from bot.runtime.clock import SystemClock
from bot.runtime.lock import single_instance
from bot.ui.locale import Texts
from bot.ui.markup import plain
from storage import backup
from storage.alerts import notices
from storage.database import open_database, to_moment
from storage.migrate import DatabaseRefused
from storage.model.database import Fact, Purpose
from storage.model.deliveries import Notice
from storage.ops import facts, id_gaps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.ui.markup import Say
    from storage.backup import BackupSummary
    from storage.database import Connection


async def restore_backup(
    file: Path,
    database: Path,
    sessions: tuple[Path, Path] | None,
    now: datetime,
    say: Say,
    zone: ZoneInfo,
    write: Callable[[str], None],
) -> None:
    """Put a backup in the place of a database, and say what was done.

    `sessions` are the folder that has them and the one that they go to, where that is wanted. Until the backup is known
    to be whole nothing is changed. Raises AlreadyRunning, DatabaseRefused, sqlite3.Error, OSError.
    """
    with single_instance(database):
        coming = database.with_name(f"{database.name}.coming")
        without_journal = backup.lacks_journal(file)
        try:
            held = await asyncio.to_thread(backup.copy, file, coming)
            given = await asyncio.to_thread(id_gaps.given, database)
            with backup.damage_named(file):
                await _make_ready(coming, held, now, given, called=file)
            aside = database.with_name(f"{database.name}.replaced-{now:%Y%m%dT%H%M%SZ}")
            was_there = backup.put_aside(database, aside)
            coming.rename(database)
        finally:
            for left in database.parent.glob(f"{coming.name}*"):  # the copy is the file that was given
                left.unlink()
        write(plain(say("restore-done", file=str(file), database=str(database))))
        write(plain(describe(held, say, zone)))
        if without_journal:
            write(plain(say("restore-without-journal", file=str(file), journal=f"{file.name}-wal")))
        if was_there:
            write(plain(say("restore-aside", file=str(aside))))
        if sessions is not None:
            _restore_sessions(*sessions, now, say, write)
        write(plain(say("restore-next")))


async def _make_ready(
    path: Path, held: BackupSummary, now: datetime, given: Mapping[str, int], *, called: Path
) -> None:
    """Bring a backup up to date, have what comes numbered on from far above, and the owners told.

    Its copy is at `path`, what is wrong with it is said of the file `called`; `given` are the numbers up to which the
    present database has come.
    """
    if held.purpose not in {None, Purpose.LIVE}:
        raise DatabaseRefused(f"{called} is the database of a {held.purpose}, not of a service. Take another backup.")
    if held.schema == 0:
        raise DatabaseRefused(f"{called} is an empty database. Take another backup.")
    async with open_database(path) as database:
        alive = await facts.get(database.reader, Fact.ALIVE)

        async def work(connection: Connection) -> None:
            await id_gaps.leave_id_gap(connection, now, given)
            await id_gaps.close_what_waits(connection)
            owners = await notices.owners(connection)
            at = to_moment(alive) if alive else now
            told = Notice("notice-restored", {"known": int(alive is not None), "at": at})
            await notices.enqueue(connection, owners, told, now)

        await database.write(work)


def _restore_sessions(source: Path, target: Path, now: datetime, say: Say, write: Callable[[str], None]) -> None:
    found = sorted(source.glob("*.session")) if source.is_dir() else []
    if not found:
        write(plain(say("backup-no-sessions", folder=str(source))))
        return
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in found:
        place = target / one.name
        backup.put_aside(place, place.with_name(f"{place.name}.replaced-{now:%Y%m%dT%H%M%SZ}"))
        backup.copy_any(one, place)
    write(plain(say("restore-sessions", folder=str(target), count=len(found))))


def restore(
    file: Annotated[Path, typer.Argument(help="The backup file: narrative-watch-….db")],
    with_sessions: Annotated[
        bool, typer.Option("--with-sessions", help="Also restore the Telegram sessions, if the backup has them.")
    ] = False,
    language: Spoken = None,
) -> None:
    """Restore a backup, and keep the present database under another name. Stop the service first."""
    with plain_errors() as settings:
        say = Texts(settings.language).for_language(language)
        sessions = (file.with_suffix(".sessions"), settings.session_dir) if with_sessions else None
        zone = ZoneInfo(settings.time_zone)
        asyncio.run(restore_backup(file, settings.database, sessions, SystemClock().now(), say, zone, typer.echo))
