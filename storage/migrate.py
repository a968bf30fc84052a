"""Check a database file and bring it up to date, before anything else opens it.

A file that is not ours, damaged, or made by a newer program is refused with a sentence and left as it was.
"""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# "NWch" in the file's header tells our databases from other SQLite files (https://sqlite.org/fileformat2.html, 1.3).
APPLICATION_ID = 0x4E576368
HEADER_SIZE = 100
NO_TEXT = "its tables have names that are no text"


class DatabaseRefused(Exception):
    """The database file cannot be used as it is; the message says why and what to do."""


class Migration(NamedTuple):
    """One numbered step of the schema."""

    number: int
    sql: str


class Upgrade(NamedTuple):
    """A step that was applied to a database that held something, and the copy that was put aside before."""

    was: int
    version: int
    copy: Path


def prepare(path: Path) -> list[Upgrade]:
    """Create the database at `path`, or check it and apply what is pending. Raises DatabaseRefused, sqlite3.Error.

    Returns what an older database was brought up to date by; nothing of a new one.

    The file is made readable by its owner alone (0600, in a folder 0700 if that has to be made).
    """
    upgrades = []
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    refuse_strangers(path)
    path.touch(mode=0o600, exist_ok=True)
    path.chmod(0o600)
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
        refuse_damaged(connection, path)
        if path.stat().st_size == 0:  # first of all: what a crash from here on leaves behind is known as ours
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        steps = pending(connection)
        is_new = bool(steps) and steps[0].number == 1  # there are no tables yet
        if is_new:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("VACUUM")  # else it would hold for a file alone in which nothing is written
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        for migration in steps:
            copy = None if is_new else keep_copy(connection, path, migration)
            apply(connection, migration)
            if copy is not None:
                upgrades.append(Upgrade(migration.number - 1, migration.number, copy))
    return upgrades


def refuse_strangers(path: Path) -> None:
    """Read the file's header, without opening it as a database, and refuse what is not ours. Raises DatabaseRefused.

    Never to be done by a process that has the database open: on POSIX, closing a file drops the locks that SQLite holds
    on it for other connections, and whoever else closes the database then takes its journal for left behind.
    """
    if not path.exists() or path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        header = file.read(HEADER_SIZE)
    if len(header) < HEADER_SIZE or not header.startswith(b"SQLite format 3\x00"):
        raise no_database(path)
    refuse_others(int.from_bytes(header[68:72], "big"), path)
    refuse_newer(int.from_bytes(header[60:64], "big"), path)


def no_database(path: Path) -> DatabaseRefused:
    """Return what is raised for a file that is none of SQLite's."""
    return DatabaseRefused(f"{path} is not a database. Name another file, or move this one away.")


def refuse_others(application: int, path: Path) -> None:
    """Refuse a database that was not made by this program, as its header says. Raises DatabaseRefused."""
    if application != APPLICATION_ID:
        raise DatabaseRefused(f"{path} is the database of another program. Name another file.")


def refuse_newer(version: int, path: Path) -> None:
    """Refuse a schema that this program does not know yet. Raises DatabaseRefused."""
    newest = max(migration.number for migration in migrations())
    if version > newest:
        raise DatabaseRefused(
            f"{path} was made by a newer Narrative Watch (schema {version}, this program knows {newest}). "
            "Install the newer version, or name another file."
        )


def refuse_damaged(connection: sqlite3.Connection, path: Path) -> None:
    """Have SQLite check the file's structure. Raises DatabaseRefused."""
    try:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):  # locked, no permission, disk: not the file's fault
            raise
        verdict, version = str(error), 0
    except UnicodeDecodeError:  # in what SQLite says of it
        verdict, version = NO_TEXT, 0
    if verdict != "ok":
        raise DatabaseRefused(f"{path} is damaged ({verdict}). Restore a backup, or name another file.")
    refuse_newer(version, path)


def migrations() -> Iterator[Migration]:
    """Yield every migration the program ships, in order."""
    folder = resources.files("storage.migrations")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".sql"):
            yield Migration(int(file.name[:4]), file.read_text(encoding="utf-8"))


def pending(connection: sqlite3.Connection) -> list[Migration]:
    """List the migrations that the database has not seen."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return [migration for migration in migrations() if migration.number > version]


def keep_copy(connection: sqlite3.Connection, path: Path, migration: Migration) -> Path | None:
    """Copy a database that holds something before a step changes it, to NAME.before-NNNN beside it.

    Returns the copy, which may be there from an earlier attempt; None of a database that is new.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    copy = path.with_name(f"{path.name}.before-{migration.number:04}")
    if version == 0:
        return None
    if copy.exists():
        return copy
    part = copy.with_name(f"{copy.name}.part")  # a copy that broke off must not pass for a whole one
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(sqlite3.connect(part)) as target:
        connection.backup(target)
    part.replace(copy)
    return copy


def apply(connection: sqlite3.Connection, migration: Migration) -> None:
    """Run one step and note its number, in one transaction: after a crash the step is there whole or not at all."""
    start = ""
    if migration.number == 1:
        # A lost and newly made database starts its delivery ids at 1 again. The salt keeps the random ids made from
        # them apart, or Telegram would take the first new alerts for repeats of the old ones.
        start = f"INSERT INTO facts VALUES ('delivery salt', '{secrets.token_hex(16)}');"  # noqa: S608 - hexadecimal digits
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{migration.sql}\n{start}\nPRAGMA user_version = {migration.number};\nCOMMIT;"
        )
    finally:
        if connection.in_transaction:
            connection.rollback()
