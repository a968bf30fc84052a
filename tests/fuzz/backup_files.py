"""Files that are put back: taken; or refused by a sentence that names the file, and the database is untouched."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import struct
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cli.restore import restore_backup
from bot.ui.locale import Texts
from storage.backup import inspect
from storage.migrate import DatabaseRefused, prepare
from tests.fakes import START
from tests.fuzz.office import furnished_copy
from tests.fuzz.target import Target, text_of, words

_PATCH = struct.Struct("<3sB")
_SQL, _CHANGED = b"sql:", b"db:"
_SAY = Texts("en").for_language("en")


def check(data: bytes) -> None:
    """Make a file of the bytes: as they are, or a backup with single bytes or rows changed; and put it back."""
    folder = Path(tempfile.mkdtemp(prefix="restore-"))
    try:
        _check_in(folder, _made(data))
        _check_opening(_made(data))
    finally:
        shutil.rmtree(folder)


def _check_in(folder: Path, file: Path) -> None:
    database = folder / "data.db"
    shutil.copyfile(furnished_copy("present.db"), database)
    before = database.read_bytes()
    said: list[str] = []
    try:
        asyncio.run(restore_backup(file, database, None, START, _SAY, ZoneInfo("UTC"), said.append))
    except DatabaseRefused as refused:
        assert file.name in str(refused), str(refused)
    except (sqlite3.Error, OSError):
        pass
    else:
        assert said
        inspect(database)
        (aside,) = folder.glob("data.db.replaced-*")
        assert aside.read_bytes() == before
        return
    assert not said
    assert database.read_bytes() == before
    assert {one.name for one in folder.iterdir()} <= {"data.db", "data.db.lock"}


def _check_opening(file: Path) -> None:
    """Open the file as the program opens its database when it starts."""
    try:
        prepare(file)
    except DatabaseRefused as refused:
        assert file.name in str(refused), str(refused)
    except (sqlite3.Error, OSError):
        pass


def _made(data: bytes) -> Path:
    file = furnished_copy("backup.db")
    if data.startswith(_CHANGED):
        content = bytearray(file.read_bytes())
        patches = data[len(_CHANGED) :]
        for place, value in _PATCH.iter_unpack(patches[: len(patches) // _PATCH.size * _PATCH.size]):
            content[int.from_bytes(place, "little") % len(content)] = value
        file.write_bytes(content)
    elif data.startswith(_SQL):
        with closing(sqlite3.connect(file)) as connection, suppress(sqlite3.Error, ValueError):
            connection.set_authorizer(_nothing_outside)
            connection.executescript(text_of(data[len(_SQL) :]))
            connection.commit()
    else:
        file.write_bytes(data)
    return file


def _nothing_outside(action: int, *_: object) -> int:
    return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_ATTACH else sqlite3.SQLITE_OK


TARGET = Target(
    check,
    (
        b"",
        b"SQLite format 3\x00" + bytes(100),
        _CHANGED,
        _CHANGED + _PATCH.pack(b"\x12\x00\x00", 1) + _PATCH.pack(b"\x3f\x00\x00", 9),
        _CHANGED + b"".join(_PATCH.pack(bytes((n, 16, n % 9)), 255 - n) for n in range(40)),
        _SQL + b"UPDATE posts SET posted_at = 'soon';",
        _SQL + b"INSERT OR REPLACE INTO facts VALUES ('alive at', 'yesterday');",
        _SQL + b"UPDATE facts SET value = 'demo' WHERE name = 'purpose';",
        _SQL + b"DROP TABLE outbox; CREATE VIEW outbox AS SELECT 1 AS id;",
        _SQL + b"CREATE TRIGGER t AFTER INSERT ON outbox BEGIN DELETE FROM outbox; END;",
        _SQL + b"PRAGMA user_version = 0;",
        _SQL + b"UPDATE outbox SET id = 9223372036854775807 WHERE id = (SELECT max(id) FROM outbox);",
        _SQL + b"DELETE FROM subscribers;",
    ),
    words(
        "sql: db: UPDATE INSERT DELETE DROP TABLE posts outbox facts subscribers channels PRAGMA user_version = 0; 99; "
        "CREATE TRIGGER VIEW posted_at SET NULL 9223372036854775807 application_id foreign_keys writable_schema=1"
    ),
    longest=2_000,
)
