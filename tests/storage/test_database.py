from __future__ import annotations

import asyncio
import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

import storage.database
from storage.database import asked_by, open_database, to_moment, to_text
from storage.ops import facts
from tests.fakes import START

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from storage.database import Connection, Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(tmp_path / "watch.db") as one:
        yield one


async def names(database: Database) -> list[str]:
    cursor = await database.reader.execute("SELECT name FROM facts WHERE name LIKE 'test %' ORDER BY name")
    return [row["name"].removeprefix("test ") for row in await cursor.fetchall()]


async def put(connection: Connection, name: str) -> None:
    await facts.save(connection, f"test {name}", "x")


async def test_what_was_written_is_there_for_the_reader(database: Database) -> None:
    await database.write(lambda connection: put(connection, "a"))
    assert await names(database) == ["a"]


async def test_a_fact_is_replaced_by_a_newer_one(database: Database) -> None:
    await database.write(lambda connection: facts.save(connection, "purpose", "live"))
    await database.write(lambda connection: facts.save(connection, "purpose", "replay"))
    assert await facts.get(database.reader, "purpose") == "replay"
    assert await facts.get(database.reader, "unknown") is None


async def test_an_error_undoes_all_of_its_transaction_and_comes_through(database: Database) -> None:
    async def work(connection: Connection) -> None:
        await put(connection, "a")
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        await database.write(work)
    assert await names(database) == []
    await database.write(lambda connection: put(connection, "b"))
    assert await names(database) == ["b"]


async def test_the_reader_cannot_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await put(database.reader, "a")


async def test_the_reader_sees_nothing_of_a_transaction_before_its_end(database: Database) -> None:
    seen: list[list[str]] = []

    async def work(connection: Connection) -> None:
        await put(connection, "a")
        seen.append(await names(database))

    await database.write(work)
    assert seen == [[]]


async def test_two_writers_do_not_share_a_transaction(database: Database) -> None:
    other_may_end = asyncio.Event()

    async def slow(connection: Connection) -> None:
        await put(connection, "slow")
        other_may_end.set()
        await asyncio.sleep(0.02)
        raise RuntimeError("undone")

    async def quick() -> None:
        await other_may_end.wait()
        await database.write(lambda connection: put(connection, "quick"))

    ended = await asyncio.gather(database.write(slow), quick(), return_exceptions=True)
    assert isinstance(ended[0], RuntimeError)
    assert ended[1] is None
    assert await names(database) == ["quick"]


async def test_many_writers_at_once_all_get_their_turn(database: Database) -> None:
    await asyncio.gather(*(database.write(partial(put, name=f"{number:02}")) for number in range(50)))
    assert len(await names(database)) == 50


async def test_a_cancelled_write_leaves_all_or_nothing_wherever_it_is_met(database: Database) -> None:
    through, turns = False, 0
    while not through:

        async def work(connection: Connection, turns: int = turns) -> None:
            await put(connection, f"{turns} first")
            await put(connection, f"{turns} second")

        task = asyncio.ensure_future(database.write(work))
        for _ in range(turns):
            await asyncio.sleep(0)
        through = task.done()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        left = [name for name in await names(database) if name.startswith(f"{turns} ")]
        assert left in ([], [f"{turns} first", f"{turns} second"])
        await database.write(partial(put, name=f"after {turns}"))
        assert f"after {turns}" in await names(database)
        turns = turns + 1 if turns < 30 else turns * 2
    assert turns > 1


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "INSERT", "COMMIT"])
async def test_a_write_cancelled_in_the_middle_of_a_statement_is_whole_and_the_next_one_works(
    database: Database, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    original = database._writer.execute
    task: asyncio.Task[None] | None = None

    async def execute(sql: str, *values: Any) -> object:  # noqa: ANN401
        if sql.strip().startswith(statement) and task is not None:
            task.cancel()
        return await original(sql, *values)

    monkeypatch.setattr(database._writer, "execute", execute)
    task = asyncio.ensure_future(database.write(lambda connection: put(connection, "a")))
    await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()
    task = None
    assert await names(database) == ["a"]
    await database.write(lambda connection: put(connection, "b"))
    assert await names(database) == ["a", "b"]


async def test_a_cancelled_writer_that_waits_for_its_turn_does_not_stop_the_others(database: Database) -> None:
    go_on = asyncio.Event()

    async def slow(connection: Connection) -> None:
        await put(connection, "slow")
        await go_on.wait()

    first = asyncio.ensure_future(database.write(slow))
    waiting = asyncio.ensure_future(database.write(lambda connection: put(connection, "waiting")))
    await asyncio.sleep(0.01)
    waiting.cancel()
    await asyncio.sleep(0.01)
    go_on.set()
    await asyncio.gather(first, waiting, return_exceptions=True)
    assert waiting.cancelled()
    await database.write(lambda connection: put(connection, "third"))
    assert await names(database) in (["slow", "third"], ["slow", "third", "waiting"])


async def test_closing_waits_for_the_running_transaction(tmp_path: Path) -> None:
    async with open_database(tmp_path / "watch.db") as database:

        async def slow(connection: Connection) -> None:
            await put(connection, "a")
            await asyncio.sleep(0.02)
            await put(connection, "b")

        running = asyncio.ensure_future(database.write(slow))
        await asyncio.sleep(0.005)
    await running
    async with open_database(tmp_path / "watch.db") as again:
        assert await names(again) == ["a", "b"]


def test_times_are_kept_in_utc_to_the_millisecond_and_in_one_length() -> None:
    assert to_text(START) == "2022-09-10T12:00:00.000+00:00"
    assert to_moment(to_text(START)) == START
    assert len(to_text(START.replace(microsecond=999_999))) == len(to_text(START))


async def test_an_answer_that_is_being_read_does_not_make_the_next_one_old(database: Database) -> None:
    async def add(connection: Connection) -> None:
        await connection.execute("INSERT INTO facts VALUES ('b', '1'), ('c', '1')")

    await database.write(add)
    unread = await database.reader.execute("SELECT name FROM facts ORDER BY name")

    async def change(connection: Connection) -> None:
        await connection.execute("UPDATE facts SET value = '2' WHERE name = 'c'")

    await database.write(change)

    cursor = await database.reader.execute("SELECT value FROM facts WHERE name = 'c'")
    row = await cursor.fetchone()
    assert row is not None
    assert row["value"] == "2"
    assert [row["name"] for row in await unread.fetchall()] == ["b", "c", "delivery salt"]


async def _writing_while_away(database: Database, monkeypatch: pytest.MonkeyPatch) -> tuple[asyncio.Task[None], Path]:
    """Begin a write in which the file goes away; return it, and where the file is now."""
    monkeypatch.setattr(storage.database, "LOOK_AGAIN", 0.01)
    away = database.path.with_name("away.db")

    async def work(connection: Connection) -> None:
        await put(connection, "a")
        database.path.rename(away)

    writing = asyncio.create_task(database.write(work))
    await asyncio.sleep(0.1)
    return writing, away


async def test_a_transaction_whose_file_goes_away_waits_for_it_to_come_back(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, away = await _writing_while_away(database, monkeypatch)
    assert await names(database) == []
    away.rename(database.path)
    await writing
    assert await names(database) == ["a"]


async def test_a_transaction_that_is_cancelled_while_its_file_is_away_writes_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, away = await _writing_while_away(database, monkeypatch)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    away.rename(database.path)
    assert await names(database) == []
    await database.write(lambda connection: put(connection, "b"))
    assert await names(database) == ["b"]


async def test_what_chats_ask_for_takes_turns_and_comes_after_the_programs_own_work(database: Database) -> None:
    done: list[str] = []
    go_on = asyncio.Event()

    async def first(_: Connection) -> None:
        await go_on.wait()

    def noting(name: str, chat: int | None = None) -> asyncio.Task[None]:
        async def work(_: Connection) -> None:
            done.append(name)

        async def write() -> None:
            if chat is None:
                await database.write(work)
                return
            with asked_by(chat):
                await database.write(work)

        return asyncio.create_task(write())

    blocking = asyncio.create_task(database.write(first))
    waiting = [noting(f"flood {number}", 1) for number in range(5)]
    waiting += [noting("other 0", 2), noting("other 1", 2), noting("alert"), noting("post")]
    for _ in range(3):
        await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(blocking, *waiting)
    assert done[:6] == ["alert", "post", "flood 0", "other 0", "flood 1", "other 1"]
    assert len(done) == 9


async def test_who_gives_up_waiting_for_a_transaction_keeps_nobody_from_the_next(database: Database) -> None:
    go_on = asyncio.Event()

    async def first(_: Connection) -> None:
        await go_on.wait()

    async def nothing(_: Connection) -> None:
        pass

    blocking = asyncio.create_task(database.write(first))
    giving_up = asyncio.create_task(database.write(nothing))
    patient = asyncio.create_task(database.write(nothing))
    for _ in range(3):
        await asyncio.sleep(0)
    giving_up.cancel()
    go_on.set()
    await asyncio.gather(blocking, giving_up, patient, return_exceptions=True)
    assert patient.exception() is None
    await database.write(nothing)
