"""The storage port with a fault in it: the process is killed at the commit that was named, before it or after."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from unittest.mock import patch

from storage.database import Connection, Database, open_database
from storage.migrate import prepare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path


class Stop(NamedTuple):
    """Where to stop: at the commit of that number, counted from 1, before it is made or after."""

    number: int
    after: bool

    def __str__(self) -> str:
        return f"{'after' if self.after else 'before'} commit {self.number}"


class Journal:
    """Counts commits and writes each into a file, a line that says whose it is; stops the process where it has to."""

    def __init__(self, path: Path, stop: Stop | None) -> None:
        self._file = path.open("ab", buffering=0)
        self._stop = stop
        self._number = 0
        self.whose = "?"

    async def keep(self, committing: Callable[[], Awaitable[Any]], whose: str) -> None:
        """Have a commit made, unless it ends here."""
        self._before(whose)
        await committing()
        self._after()

    def keep_now(self, committing: Callable[[], Any], whose: str) -> None:
        """Do the same of one that is made without an event loop."""
        self._before(whose)
        committing()
        self._after()

    def _before(self, whose: str) -> None:
        self._number += 1
        self._file.write(f"{self._number} {whose}\n".encode())
        self._die_at(after=False)

    def _after(self) -> None:
        self._die_at(after=True)

    def _die_at(self, *, after: bool) -> None:
        if self._stop == Stop(self._number, after):
            os.kill(os.getpid(), signal.SIGKILL)


class StoppingConnection:
    """A writing connection that lets the journal have each commit."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    async def execute(self, sql: str, *parameters: Any) -> object:  # noqa: ANN401 - as aiosqlite has it
        if sql != "COMMIT":
            return await self._connection.execute(sql, *parameters)
        await self._journal.keep(lambda: self._connection.execute(sql), self._journal.whose)
        return None

    async def executescript(self, sql: str) -> None:
        await self._journal.keep(lambda: self._connection.executescript(sql), sql)


class StoppingDatabase(Database):
    """The storage port; it also tells the journal whose commit it is."""

    def __init__(self, path: Path, writer: Connection, reader: Connection, *, journal: Journal) -> None:
        super().__init__(path, cast("Connection", StoppingConnection(writer, journal)), reader)
        self._journal = journal

    async def write(self, work: Callable[[Connection], Awaitable[Any]]) -> Any:  # noqa: ANN401
        async def named(connection: Connection) -> Any:  # noqa: ANN401
            self._journal.whose = _name_of(work)
            return await work(connection)

        return await super().write(named)


class PreparingConnection(sqlite3.Connection):
    """The connection that makes a new database, or brings an old one up to date: its steps count, too."""

    journal: Journal

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 - as sqlite3 has it
        if not sql.startswith(("PRAGMA application_id =", "VACUUM", "PRAGMA journal_mode =")):
            return super().execute(sql, parameters)
        self.journal.keep_now(lambda: super(PreparingConnection, self).execute(sql), sql)
        return self.cursor()

    def executescript(self, script: str, /) -> sqlite3.Cursor:
        work, _, rest = script.rpartition("COMMIT;")
        cursor = super().executescript(work)
        self.journal.keep_now(lambda: super(PreparingConnection, self).execute("COMMIT"), "storage.migrate:apply")
        assert not rest
        return cursor


def _prepare(path: Path, journal: Journal) -> object:
    def connect(*args: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401
        connection = PreparingConnection(*args, **options)
        connection.journal = journal
        return connection

    with patch("storage.migrate.sqlite3.connect", connect):
        return prepare(path)


@asynccontextmanager
async def opening(path: Path, journal: Journal) -> AsyncIterator[Database]:
    """Open a database that stops where the journal says."""
    with patch("storage.database.prepare", partial(_prepare, journal=journal)):
        async with open_database(path, partial(StoppingDatabase, journal=journal)) as database:
            yield database


def _name_of(work: object) -> str:
    while isinstance(work, partial):
        work = work.func
    name = f"{getattr(work, '__module__', '?')}:{getattr(work, '__qualname__', work)}"
    code = getattr(work, "__code__", None)
    return f"{name}:{code.co_firstlineno}" if code is not None else name
