from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from storage import backup
from storage.migrate import DatabaseRefused, prepare
from storage.narratives import audit, saved_queries, uploads
from storage.narratives.saved_queries import QueryKind
from storage.ops import id_gaps
from tests.fakes import START
from tests.newsroom import ANNA, open_newsroom, post

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from pathlib import Path

    from tests.newsroom import Newsroom


def names(folder: Path, pattern: str) -> list[str]:
    return [one.name for one in folder.glob(pattern)]


async def test_a_copy_made_while_the_database_is_in_use_holds_what_was_written(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path / "watch.db") as newsroom:
        await newsroom.pipeline().ingest([post(1, "rain"), post(2, "sun")])
        held = backup.copy(tmp_path / "watch.db", tmp_path / "copy.db")
        await newsroom.pipeline().ingest([post(3, "wind")])
    assert (held.channels, held.posts, held.purpose) == (1, 2, None)
    assert held.newest_post is not None
    assert backup.inspect(tmp_path / "copy.db") == held
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert names(tmp_path, "*copy*") == ["copy.db"]


async def test_a_copy_made_in_the_middle_of_a_transaction_has_none_of_it(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path / "watch.db") as newsroom:
        await newsroom.database._writer.execute("BEGIN IMMEDIATE")
        await newsroom.database._writer.execute("DELETE FROM channels")
        held = backup.copy(tmp_path / "watch.db", tmp_path / "copy.db")
        await newsroom.database._writer.rollback()
    assert held.channels == 1


async def test_a_copy_leaves_the_journal_of_a_running_service_alone_whoever_else_looks_at_the_database(
    tmp_path: Path,
) -> None:
    def posts_seen_by_others() -> str:
        code = (
            "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM posts').fetchone())"
        )
        looked = subprocess.run([sys.executable, "-c", code, tmp_path / "watch.db"], check=True, stdout=subprocess.PIPE)  # noqa: S603
        return looked.stdout.decode().strip()

    async with open_newsroom(tmp_path / "watch.db") as newsroom:
        await newsroom.pipeline().ingest([post(1, "rain")])
        backup.copy(tmp_path / "watch.db", tmp_path / "copy.db")
        assert posts_seen_by_others() == "1"
        await newsroom.pipeline().ingest([post(2, "sun")])
        assert posts_seen_by_others() == "2"
    assert posts_seen_by_others() == "2"


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 7")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9999")


def astray(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO revisions VALUES (77, 1, 'text', NULL)")
        connection.commit()


def no_database(path: Path) -> None:
    path.write_text("Dear diary, " * 1000, encoding="utf-8")


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (damaged, "is damaged"),
        (cut_short, "is damaged"),
        (foreign, "is the database of another program"),
        (newer, "was made by a newer Narrative Watch"),
        (astray, "a row of revisions points nowhere"),
        (no_database, "is not a database"),
        (empty, "There is no database"),
    ],
)
def test_what_is_no_whole_database_of_ours_is_refused_and_no_copy_is_left(
    tmp_path: Path, harm: Callable[[Path], None], sentence: str
) -> None:
    path = tmp_path / "watch.db"
    prepare(path)
    harm(path)
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    with pytest.raises(DatabaseRefused, match=sentence):
        backup.inspect(path)
    with pytest.raises(DatabaseRefused, match=sentence):
        backup.copy(path, tmp_path / "copy.db")
    assert names(tmp_path, "*copy*") == []


async def test_a_database_put_aside_takes_its_newest_pages_with_it(tmp_path: Path) -> None:
    path, aside = tmp_path / "watch.db", tmp_path / "watch.db.aside"
    async with open_newsroom(path) as newsroom:
        await newsroom.pipeline().ingest([post(1, "rain")])
        for side in ("", "-wal", "-shm"):
            crashed = tmp_path / f"crashed.db{side}"
            crashed.write_bytes((tmp_path / f"watch.db{side}").read_bytes())
    assert backup.put_aside(tmp_path / "crashed.db", aside)
    assert names(tmp_path, "crashed*") == []
    assert backup.inspect(aside).posts == 1


def test_nothing_is_put_aside_where_nothing_is(tmp_path: Path) -> None:
    assert not backup.put_aside(tmp_path / "watch.db", tmp_path / "aside.db")


MOMENT = int(START.timestamp() * 1000)


async def numbers(newsroom: Newsroom) -> list[object]:
    return [row[0] for row in await newsroom.rows("SELECT id FROM outbox ORDER BY id")]


async def test_deliveries_after_a_leap_are_numbered_far_above(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse", "horses")
    await newsroom.follow(ANNA, "feint")
    await newsroom.pipeline().ingest([post(1, "a ruse")])
    await newsroom.database.write(lambda tx: id_gaps.leave_id_gap(tx, START))
    await newsroom.pipeline().ingest([post(2, "horses at the river, says the mayor")])
    assert await numbers(newsroom) == [1, MOMENT + 1]


async def test_a_leap_before_anything_was_owed_is_one_too(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse", "horses")
    await newsroom.follow(ANNA, "feint")
    await newsroom.database.write(lambda tx: id_gaps.leave_id_gap(tx, START))
    await newsroom.pipeline().ingest([post(1, "a ruse")])
    assert await numbers(newsroom) == [MOMENT + 1]


async def test_a_leap_by_a_clock_that_went_back_leads_up_all_the_same(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse", "horses")
    await newsroom.follow(ANNA, "feint")
    for now in (START, START - timedelta(days=1)):
        await newsroom.database.write(partial(id_gaps.leave_id_gap, now=now))
    await newsroom.pipeline().ingest([post(1, "a ruse")])
    assert await numbers(newsroom) == [MOMENT + id_gaps.DELIVERIES.ahead + 1]


async def test_the_numbers_after_two_restores_of_one_backup_are_never_the_same(tmp_path: Path) -> None:
    prepare(tmp_path / "watch.db")
    given: list[object] = []
    for day in range(2):
        path = tmp_path / f"restored-{day}.db"
        backup.copy(tmp_path / "watch.db", path)
        async with open_newsroom(path) as restored:
            await restored.track("feint", "ruse", "horses")
            await restored.follow(ANNA, "feint")
            await restored.database.write(partial(id_gaps.leave_id_gap, now=START + timedelta(days=day)))
            await restored.pipeline().ingest([post(1, "a ruse"), post(2, "horses at the river, says the mayor")])
            given += await numbers(restored)
    assert len(set(given)) == 4


MINUTES = (START - id_gaps.SHORT.epoch) // timedelta(minutes=1)


async def ask(newsroom: Newsroom, now: datetime = START) -> int:
    return await newsroom.database.write(lambda tx: saved_queries.save(tx, ANNA, QueryKind.WHY, "what", now))


async def keep_file(newsroom: Newsroom) -> int:
    return await newsroom.database.write(lambda tx: uploads.save(tx, ANNA, "text", "shown", START))


async def note(newsroom: Newsroom) -> int:
    return await newsroom.database.write(lambda tx: audit.record(tx, ANNA, "channel.added", "-1001", START))


async def add_phrase(newsroom: Newsroom) -> int:
    known = len(await newsroom.rows("SELECT 1 FROM phrases"))
    await newsroom.track(f"feint-{known}", "ruse")
    ((number,),) = await newsroom.rows("SELECT max(id) FROM phrases")
    assert isinstance(number, int)
    return number


@pytest.mark.parametrize("add", [ask, keep_file, note, add_phrase])
async def test_what_buttons_name_by_number_is_numbered_on_from_far_above_after_a_leap(
    newsroom: Newsroom, add: Callable[[Newsroom], Awaitable[int]]
) -> None:
    assert await add(newsroom) == 1
    await newsroom.database.write(lambda tx: id_gaps.leave_id_gap(tx, START))
    assert await add(newsroom) == MINUTES + 1
    given = await asyncio.to_thread(id_gaps.given, newsroom.database.path)
    await newsroom.database.write(lambda tx: id_gaps.leave_id_gap(tx, START - timedelta(days=1), given))
    assert await add(newsroom) == MINUTES + 1 + id_gaps.SHORT.ahead + 1


@pytest.mark.parametrize("add", [ask, keep_file, note, add_phrase])
async def test_a_restore_soon_after_much_was_done_gives_none_of_those_numbers(
    newsroom: Newsroom, tmp_path: Path, add: Callable[[Newsroom], Awaitable[int]]
) -> None:
    backup.copy(newsroom.database.path, tmp_path / "restored.db")
    await newsroom.database.write(lambda tx: id_gaps.leave_id_gap(tx, START))
    numbers = [await add(newsroom) for _ in range(30)]  # more than minutes have passed
    given = await asyncio.to_thread(id_gaps.given, newsroom.database.path)
    async with open_newsroom(tmp_path / "restored.db") as restored:
        await restored.database.write(lambda tx: id_gaps.leave_id_gap(tx, START + timedelta(minutes=5), given))
        assert await add(restored) == max(numbers) + 1


def test_no_numbers_are_known_of_a_database_that_is_not_there_or_is_none(tmp_path: Path) -> None:
    (tmp_path / "diary.db").write_text("Dear diary, " * 1000)
    assert id_gaps.given(tmp_path / "none.db") == id_gaps.given(tmp_path / "diary.db") == {}
    assert not (tmp_path / "none.db").exists()


async def test_a_question_gets_no_number_that_a_forgotten_one_had(newsroom: Newsroom) -> None:
    assert [await ask(newsroom), await ask(newsroom, START + 2 * saved_queries.REMEMBERED)] == [1, 2]


async def test_a_summary_that_waits_takes_no_more_posts_once_it_may_have_been_sent(newsroom: Newsroom) -> None:
    await newsroom.track("feint", "ruse", "horses")
    await newsroom.follow(ANNA, "feint")
    old = START - timedelta(days=3)
    await newsroom.pipeline().ingest([post(1, "a ruse", at=old)])
    await newsroom.database.write(id_gaps.close_what_waits)
    await newsroom.pipeline().ingest([post(2, "horses at the river, says the mayor", at=old)])
    assert await newsroom.rows("SELECT kind, closed FROM outbox ORDER BY id") == [("summary", 1), ("summary", 0)]
    assert len(await newsroom.rows("SELECT DISTINCT delivery_id FROM summary_posts")) == 2
