"""Copies of a database: made while it is in use, proved to be whole, and put in the place of another."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from storage.migrate import NO_TEXT, DatabaseRefused, no_database, refuse_newer, refuse_others, refuse_strangers
from storage.model.database import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAMAGED = "{} is damaged ({}). Take another backup."
_NOT_THE_FILES_FAULT = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
WITH_IT = ("", "-wal", "-shm", "-journal")  # the files that make up a database


class BackupSummary(NamedTuple):
    """What a database holds: enough to tell whether it is the one that is wanted."""

    schema: int
    channels: int
    posts: int
    subscribers: int
    newest_post: datetime | None
    purpose: str | None


def copy(source: Path, target: Path) -> BackupSummary:
    """Copy a database, which may be in use, into the one file `target`, and prove that the copy is whole.

    What breaks off leaves nothing behind. Raises DatabaseRefused, sqlite3.Error, OSError.
    """
    refuse_missing(source)
    _refuse_strange(source)
    part = target.with_name(f"{target.name}.part")
    try:
        _copy_sound(source, part)
        contents = inspect(part, called=source)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    _keep_safe(target.parent)
    return contents


def _refuse_strange(path: Path) -> None:
    """Refuse what is not ours, by what SQLite says: this process may have the database open (see refuse_strangers)."""
    try:
        with closing(read_only(path)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError:  # locked, no permission, disk: not the file's fault
        raise
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise no_database(path) from None
        raise DatabaseRefused(DAMAGED.format(path, error)) from None
    refuse_others(application, path)
    refuse_newer(version, path)


def _copy_sound(source: Path, target: Path) -> None:
    try:
        copy_any(source, target)
    except sqlite3.OperationalError:  # locked, no permission, disk: not the file's fault
        raise
    except sqlite3.DatabaseError as error:
        raise DatabaseRefused(DAMAGED.format(source, error)) from None
    except UnicodeDecodeError:  # in what SQLite says of it
        raise DatabaseRefused(DAMAGED.format(source, NO_TEXT)) from None


def copy_any(source: Path, target: Path) -> None:
    """Copy any SQLite file by SQLite's own backup, readable by its owner alone. Raises sqlite3.Error, OSError."""
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    with closing(read_only(source)) as origin, closing(sqlite3.connect(target)) as made:
        origin.backup(made)
        made.execute("PRAGMA journal_mode = DELETE")  # so that it is one file, which can be carried away
    _keep_safe(target)


def lacks_journal(path: Path) -> bool:
    """Tell whether a database was copied out of a running program by its file alone.

    Such a file is in WAL mode (https://sqlite.org/fileformat2.html, 1.3.3) and has no -wal file beside it: unless the
    program had closed it, the newest changes are missing. Raises OSError.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        header = file.read(20)
    return header[18:20] == b"\x02\x02" and not path.with_name(f"{path.name}-wal").exists()


def refuse_missing(path: Path) -> None:
    """Refuse a file that is not there, or empty. Raises DatabaseRefused."""
    if not path.is_file() or path.stat().st_size == 0:
        raise DatabaseRefused(f"There is no database {path}.")


def inspect(path: Path, called: Path | None = None) -> BackupSummary:
    """Check every page and every reference of a database of ours, and say what it holds; nothing is changed.

    What is wrong with it is said of the file `called`, where this is a copy of that.
    Raises DatabaseRefused for what is no database, not ours, too new, or damaged; sqlite3.Error, OSError.
    """
    refuse_missing(path)
    refuse_strangers(path)
    with closing(read_only(path)) as connection:
        fault = _fault(connection)
        if fault is not None:
            raise DatabaseRefused(DAMAGED.format(called or path, fault))
        with damage_named(called or path):
            return contents(connection)


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """Refuse a file whose pages are sound, but that does not hold what it should. Raises DatabaseRefused."""
    try:
        yield
    except (sqlite3.Error, ValueError) as error:
        if isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF in _NOT_THE_FILES_FAULT:
            raise
        raise DatabaseRefused(DAMAGED.format(path, error)) from None


def _fault(connection: sqlite3.Connection) -> str | None:
    """Say what is wrong with a database; None where nothing is. Raises sqlite3.OperationalError."""
    try:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        astray = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError:  # locked, no permission, disk: not the file's fault
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return str(error)
    if verdict != "ok":
        return str(verdict)
    return None if astray is None else f"a row of {astray[0]} points nowhere"


def contents(connection: sqlite3.Connection) -> BackupSummary:
    """Say what an open database holds. Raises sqlite3.Error."""
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if schema == 0:
        return BackupSummary(0, 0, 0, 0, None, None)
    channels, posts, subscribers, newest = connection.execute(
        """
        SELECT (SELECT count(*) FROM channels WHERE status <> 'removed'), (SELECT count(*) FROM posts),
            (SELECT count(*) FROM subscribers), (SELECT max(posted_at) FROM posts)
        """
    ).fetchone()
    purpose = connection.execute("SELECT value FROM facts WHERE name = ?", (Fact.PURPOSE,)).fetchone()
    return BackupSummary(
        schema, channels, posts, subscribers, newest and datetime.fromisoformat(newest), purpose and str(purpose[0])
    )


def put_aside(path: Path, aside: Path) -> bool:
    """Rename a database with all files that belong to it; False where there is none."""
    if not path.exists():
        return False
    for suffix in reversed(WITH_IT):  # the file itself last: what belongs to it must not be taken for another's
        one = path.with_name(path.name + suffix)
        if one.exists():
            one.rename(aside.with_name(aside.name + suffix))
    _keep_safe(path.parent)
    return True


def read_only(path: Path) -> sqlite3.Connection:
    """Open a database that nothing can be written to."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)


def _keep_safe(path: Path) -> None:
    """Have the disk keep what was written to a file, or the names in a folder, before anybody relies on it."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
