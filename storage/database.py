"""Open the database and guard its transactions."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import OrderedDict, deque
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import aiosqlite

from storage.migrate import prepare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from pathlib import Path

    from storage.migrate import Upgrade

Result = TypeVar("Result")
Connection = aiosqlite.Connection
# What SQLite raises: for those who have to put it into words.
DatabaseTrouble = sqlite3.Error

BUSY_TIMEOUT_MS = 10_000
_asked_by: ContextVar[int | None] = ContextVar("asked_by", default=None)
LOOK_AGAIN = 1.0  # seconds, while the file is not in its place


class DatabaseMoved(Exception):
    """A transaction was given up, and rolled back, while the database's file was moved, deleted or replaced."""


class WholeCursor(sqlite3.Cursor):
    """A cursor that has taken all rows by the time its statement was run.

    As long as rows of any statement are left to take, SQLite answers whatever else is asked on that connection from the
    time when that one began: somebody else's change would not be seen, and a card be sent twice.
    """

    _rows: Iterator[Any] = iter(())

    def execute(self, sql: str, parameters: Any = (), /) -> WholeCursor:  # noqa: ANN401 - as sqlite3 has it
        """Run a statement, and take its rows."""
        super().execute(sql, parameters)
        self._rows = iter(super().fetchall())
        return self

    def fetchone(self) -> Any:  # noqa: ANN401
        """Return the next row, or None."""
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        return list(self._rows)


class WholeConnection(sqlite3.Connection):
    """A connection that takes all rows of a statement at once."""

    def execute(self, sql: str, parameters: Any = (), /) -> WholeCursor:  # noqa: ANN401 - as sqlite3 has it
        """Run a statement, and take its rows."""
        return self.cursor(WholeCursor).execute(sql, parameters)


class WriteTurns:
    """Whose turn it is to write: the program's own work first, then chats that asked for something, one after another.

    So neither a post nor an alert waits for more than the transaction under way, and no chat for all that another asks.
    """

    def __init__(self) -> None:
        self._is_taken = False
        self._own: deque[asyncio.Future[None]] = deque()
        self._chats: OrderedDict[int, deque[asyncio.Future[None]]] = OrderedDict()  # whose turn is next stands first

    async def __aenter__(self) -> None:
        """Wait for a turn."""
        if not self._is_taken:
            self._is_taken = True
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        chat = _asked_by.get()
        (self._own if chat is None else self._chats.setdefault(chat, deque())).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self._pass_on()
            raise

    async def __aexit__(self, *_: object) -> None:
        """Give the turn to the next."""
        self._pass_on()

    def _pass_on(self) -> None:
        while (turn := self._next()) is not None:
            if not turn.done():
                turn.set_result(None)
                return
        self._is_taken = False

    def _next(self) -> asyncio.Future[None] | None:
        if self._own:
            return self._own.popleft()
        if not self._chats:
            return None
        chat, waiting = self._chats.popitem(last=False)
        turn = waiting.popleft()
        if waiting:
            self._chats[chat] = waiting  # at the end of the line
        return turn


@contextmanager
def asked_by(chat: int) -> Iterator[None]:
    """Have what is written within the block be on behalf of a chat; what is begun there goes on so."""
    before = _asked_by.set(chat)
    try:
        yield
    finally:
        _asked_by.reset(before)


class Database:
    """One SQLite file: a writing connection, used by one transaction at a time, and one that can only read."""

    def __init__(self, path: Path, writer: Connection, reader: Connection) -> None:
        self.path = path
        self.reader = reader
        self._writer = writer
        # Two tasks on one connection would otherwise share a transaction.
        self._turn = WriteTurns()
        self.on_write: Callable[[float], None] | None = None
        """Told how many seconds each transaction took, without the wait for its turn."""
        self.upgrades: list[Upgrade] = []
        """The steps that brought it up to date when it was opened."""
        self._file = _identity(path)

    def is_in_place(self) -> bool:
        """Whether the path still leads to the file that was opened: not moved, deleted or replaced meanwhile.

        SQLite goes on with a file that has lost its name, and whatever is written there is lost with the process.
        """
        return self._file is not None and _identity(self.path) == self._file

    async def write(self, work: Callable[[Connection], Awaitable[Result]]) -> Result:
        """Run `work` in one transaction and return what it returns: all of it is kept, or nothing.

        A task cancelled meanwhile is cancelled only after the transaction has ended, so that the caller's fate never
        decides over half a transaction. Whatever `work` raises, and sqlite3.Error, comes through after the rollback.

        While the file is not in its place, this waits for it to come back.
        """
        while not self.is_in_place():  # noqa: ASYNC110 - nobody says when a file comes back
            await asyncio.sleep(LOOK_AGAIN)
        given_up = asyncio.Event()
        transaction = asyncio.ensure_future(self._transaction(work, given_up))
        try:
            return await asyncio.shield(transaction)
        except asyncio.CancelledError:
            given_up.set()
            await asyncio.wait([transaction])
            if not transaction.cancelled():
                transaction.exception()  # seen; the cancellation is what the caller has to know
            raise

    async def _transaction(self, work: Callable[[Connection], Awaitable[Result]], given_up: asyncio.Event) -> Result:
        async with self._turn:
            begun = asyncio.get_running_loop().time()
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
                result = await work(self._writer)
                while not self.is_in_place():
                    if given_up.is_set():
                        raise DatabaseMoved(str(self.path))
                    await asyncio.sleep(LOOK_AGAIN)
                await self._writer.execute("COMMIT")
            finally:
                if self._writer.in_transaction:
                    await self._writer.rollback()
                if self.on_write is not None:
                    self.on_write(asyncio.get_running_loop().time() - begun)
            return result

    async def shrink(self, pages: int) -> None:
        """Give so many free pages back to the disk, at most, in a transaction of their own. Raises sqlite3.Error."""
        async with self._turn:
            # One statement, but SQLite gives a page a step, and execute() takes a single one.
            await self._writer.executescript(f"PRAGMA incremental_vacuum({pages:d})")

    async def close(self) -> None:
        """Wait for the running transaction, then close both connections."""
        async with self._turn:
            await self.reader.close()
            await self._writer.close()


@asynccontextmanager
async def open_database(
    path: Path, kind: Callable[[Path, Connection, Connection], Database] = Database
) -> AsyncIterator[Database]:
    """Prepare and open the database at `path`, as what `kind` makes of it; close it on the way out.

    Raises storage.migrate.DatabaseRefused for a file that cannot be used, sqlite3.OperationalError for a folder that
    cannot be written or a database that another program holds locked.
    """
    upgrades = await asyncio.to_thread(prepare, path)
    writer = await _connect(path)
    reader = await _connect(path)
    await reader.execute("PRAGMA query_only = ON")
    database = kind(path, writer, reader)
    database.upgrades = upgrades
    try:
        yield database
    finally:
        await database.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another, whatever they are called; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


async def _connect(path: Path) -> Connection:
    connection = await aiosqlite.connect(path, isolation_level=None, factory=WholeConnection)
    connection.row_factory = sqlite3.Row
    await connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    await connection.execute("PRAGMA synchronous = FULL")
    await connection.execute("PRAGMA foreign_keys = ON")
    return connection


def to_text(moment: datetime) -> str:
    """Write an aware time as the database keeps it: UTC, milliseconds, always the same length."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def to_moment(text: str) -> datetime:
    """Read a time the database kept: an aware UTC datetime."""
    return datetime.fromisoformat(text)
