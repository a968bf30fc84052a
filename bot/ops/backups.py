"""The backups of one database: files of a folder, named by when they were made, the newest kept."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from storage import backup

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from storage.backup import BackupSummary

_NAME = re.compile(r"narrative-watch-(\d{8}T\d{6}Z)\.db")
SPARE = 16 * 2**20  # bytes that stay free beside a backup: a full disk would stop the program itself


class NoRoom(OSError):
    """There is not enough room for a backup; the message says how much is missing."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its file, when it was made, and the folder of the sessions that were put beside it, if any."""

    path: Path
    made_at: datetime

    @property
    def sessions(self) -> Path:
        """Where the sessions of this backup are, if they were asked for."""
        return self.path.with_suffix(".sessions")


class Backups:
    """Makes backups of a database, checks them, and keeps the newest `kept`."""

    def __init__(self, database: Path, folder: Path, kept: int) -> None:
        self._database = database
        self.folder = folder
        self._kept = kept

    def make(self, now: datetime, sessions: Iterable[Path] = ()) -> tuple[Backup, BackupSummary]:
        """Make a backup, prove that it is whole, and drop those that are too many.

        `sessions` are put beside it. Raises DatabaseRefused, NoRoom, sqlite3.Error, OSError; then all is as before.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._refuse_too_little_room()
        made = Backup(self.folder / f"narrative-watch-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.db", now)
        contents = backup.copy(self._database, made.path)
        for session in sessions:
            made.sessions.mkdir(mode=0o700, exist_ok=True)
            backup.copy_any(session, made.sessions / session.name)
        self._drop_old()
        return made, contents

    def every(self) -> list[Backup]:
        """Return the backups that there are, the newest last. Other files of the folder are none."""
        if not self.folder.is_dir():
            return []
        named = ((path, _NAME.fullmatch(path.name)) for path in self.folder.iterdir())
        found = [Backup(path, _moment(name[1])) for path, name in named if name is not None]
        return sorted(found, key=lambda one: one.made_at)

    def _refuse_too_little_room(self) -> None:
        wanted = sum(
            one.stat().st_size
            for suffix in ("", "-wal")
            if (one := self._database.with_name(self._database.name + suffix)).exists()
        )
        free = shutil.disk_usage(self.folder).free
        if free < wanted + SPARE:
            missing = (wanted + SPARE - free) // 2**20 + 1
            raise NoRoom(f"{self.folder}: the disk is too full for a backup: {missing} MB more are needed")

    def _drop_old(self) -> None:
        for old in self.every()[: -self._kept]:
            old.path.unlink()
            shutil.rmtree(old.sessions, ignore_errors=True)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
