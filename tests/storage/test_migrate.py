from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from storage import migrate
from storage.database import open_database
from storage.migrate import APPLICATION_ID, DatabaseRefused, Migration, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHIPPED = tuple(migrate.migrations())
INCREMENTAL = 2
NEXT = SHIPPED[-1].number + 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "watch.db"


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def ship(monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    def migrations() -> Iterator[Migration]:
        yield from (*SHIPPED, Migration(NEXT, sql))

    monkeypatch.setattr(migrate, "migrations", migrations)


def test_a_new_database_is_ours_up_to_date_and_readable_by_its_owner_alone(path: Path) -> None:
    prepare(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert pragma(path, "application_id") == APPLICATION_ID
    assert pragma(path, "user_version") == SHIPPED[-1].number
    assert pragma(path, "journal_mode") == "wal"
    assert "outbox" in tables(path)


def test_preparing_again_changes_nothing(path: Path) -> None:
    prepare(path)
    before = path.read_bytes()
    prepare(path)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_each_new_database_has_a_salt_of_its_own(path: Path) -> None:
    salts = set()
    for name in ("one", "two"):
        prepare(path.with_name(name))
        with closing(sqlite3.connect(path.with_name(name))) as connection:
            salts |= set(connection.execute("SELECT value FROM facts WHERE name = 'delivery salt'"))
    assert len(salts) == 2


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    prepare(path)
    assert "outbox" in tables(path)


def text_file(path: Path) -> None:
    path.write_text("Dear diary, " * 100, encoding="utf-8")


def short_file(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def stranger(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        connection.commit()


def truncated(path: Path) -> None:
    prepare(path)
    path.write_bytes(path.read_bytes()[:-4096])


def damaged(path: Path) -> None:
    prepare(path)
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(content)


def newer(path: Path) -> None:
    prepare(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {NEXT}")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (text_file, "is not a database"),
        (short_file, "is not a database"),
        (stranger, "is the database of another program"),
        (truncated, "is damaged"),
        (damaged, "is damaged"),
        (newer, f"was made by a newer Narrative Watch .schema {NEXT}, this program knows {NEXT - 1}."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence_and_left_as_it_was(
    path: Path, make: object, sentence: str
) -> None:
    path.parent.mkdir()
    assert callable(make)
    make(path)
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match=sentence) as refusal:
        prepare(path)
    assert str(refusal.value).startswith(str(path))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


async def test_a_newer_schema_that_only_the_journal_holds_is_refused_too(path: Path) -> None:
    async with open_database(path) as database:
        await database._writer.execute(f"PRAGMA user_version = {NEXT}")
        header = await asyncio.to_thread(path.read_bytes)
        assert int.from_bytes(header[60:64], "big") < NEXT
        with pytest.raises(DatabaseRefused, match="newer"):
            prepare(path)


def test_a_pending_step_is_applied_after_a_copy_was_taken(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(path)
    ship(monkeypatch, "CREATE TABLE added (x TEXT) STRICT;")
    prepare(path)
    assert "added" in tables(path)
    assert pragma(path, "user_version") == NEXT
    copy = path.with_name(f"{path.name}.before-{NEXT:04}")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "added" not in tables(copy)
    assert pragma(copy, "user_version") == NEXT - 1


def test_the_first_copy_is_kept_when_a_step_has_to_be_tried_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(path)
    ship(monkeypatch, "CREATE TABLE added (x TEXT) STRICT; SELECT nonsense;")
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError):
            prepare(path)
    assert [one.name for one in path.parent.glob("*.before-*")] == [f"{path.name}.before-{NEXT:04}"]


def test_a_copy_that_broke_off_is_taken_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(path)
    ship(monkeypatch, "CREATE TABLE added (x TEXT) STRICT;")

    class Breaking(sqlite3.Connection):
        def backup(self, *_: object, **__: object) -> None:
            raise OSError("no space left")

    original = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **facts: original(*args, factory=Breaking, **facts))
    with pytest.raises(OSError, match="no space left"):
        prepare(path)
    monkeypatch.setattr(sqlite3, "connect", original)
    assert "added" not in tables(path)
    prepare(path)
    assert "outbox" in tables(path.with_name(f"{path.name}.before-{NEXT:04}"))
    assert list(path.parent.glob("*.part*")) == []


@pytest.mark.parametrize(
    "fault", ["SELECT nonsense;", "INSERT INTO facts VALUES (NULL, NULL);", "COMMIT; BEGIN; x;"][:2]
)
def test_a_step_that_fails_leaves_nothing_of_itself(path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    prepare(path)
    ship(monkeypatch, f"CREATE TABLE added (x TEXT) STRICT; {fault} CREATE TABLE more (x TEXT) STRICT;")
    with pytest.raises(sqlite3.Error):
        prepare(path)
    assert not {"added", "more"} & tables(path)
    assert pragma(path, "user_version") == NEXT - 1
    ship(monkeypatch, "CREATE TABLE added (x TEXT) STRICT;")
    prepare(path)
    assert "added" in tables(path)


def test_the_first_step_is_all_or_nothing_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Migration(1, f"{SHIPPED[0].sql} SELECT nonsense;")
    monkeypatch.setattr(migrate, "migrations", lambda: iter([broken]))
    with pytest.raises(sqlite3.OperationalError):
        prepare(path)
    assert tables(path) == set()
    monkeypatch.setattr(migrate, "migrations", lambda: iter(SHIPPED))
    prepare(path)
    assert "outbox" in tables(path)


@pytest.mark.parametrize("statements", range(1, 10))
def test_what_a_crash_leaves_of_a_new_database_is_taken_up(
    path: Path, monkeypatch: pytest.MonkeyPatch, statements: int
) -> None:
    class PowerCut(Exception):
        """Nothing is done any more."""

    class Failing(sqlite3.Connection):
        done = 0

        def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 - as sqlite3 has it
            self.done += 1
            if self.done > statements:
                raise PowerCut
            return super().execute(sql, parameters)

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Failing))
        with suppress(PowerCut):
            prepare(path)
    prepare(path)
    assert "outbox" in tables(path)
    assert pragma(path, "auto_vacuum") == INCREMENTAL


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert [one.number for one in SHIPPED] == list(range(1, len(SHIPPED) + 1))


def test_a_channel_that_was_made_an_operator_and_an_operator_shut_out_are_operators_no_longer(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "migrations", lambda: iter(SHIPPED[:1]))
    prepare(path)
    at = "2022-09-10T08:00:00.000+00:00"
    with closing(sqlite3.connect(path)) as connection, connection:
        for number, role, status in (
            (1, "owner", "active"),
            (2, "operator", "denied"),
            (-1001234567890, "operator", "active"),
        ):
            connection.execute(
                "INSERT INTO subscribers (id, role, status, added_at) VALUES (?, ?, ?, ?)", (number, role, status, at)
            )
        for number in (3, -1001234567891):
            connection.execute("INSERT INTO strangers VALUES (?, 'Somebody', NULL, ?)", (number, at))
    monkeypatch.setattr(migrate, "migrations", lambda: iter(SHIPPED))
    prepare(path)
    with closing(sqlite3.connect(path)) as connection:
        roles = connection.execute("SELECT id, role FROM subscribers ORDER BY id").fetchall()
        strangers = connection.execute("SELECT id, first_at FROM strangers").fetchall()
    assert roles == [(-1001234567890, "subscriber"), (1, "owner"), (2, "subscriber")]
    assert strangers == [(3, None)]


def test_of_channels_with_one_name_the_one_that_was_seen_with_it_last_keeps_it(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.db", isolation_level=None)) as connection:
        for migration in SHIPPED[:2]:
            migrate.apply(connection, migration)
        connection.executemany(
            "INSERT INTO channels (id, title, username, role, status, added_at) VALUES (?, '', ?, 'monitored', ?, ?)",
            [
                (-1, "news", "active", "2026-01-01"),
                (-2, "NEWS", "active", "2026-03-01"),
                (-3, "News", "removed", "2026-05-01"),
                (-4, "other", "removed", "2026-01-01"),
                (-5, None, "active", "2026-01-01"),
                (-6, None, "active", "2026-01-01"),
            ],
        )
        connection.execute(
            "INSERT INTO audit (at, actor_id, action, subject) VALUES ('2026-04-01', 0, 'channel.renamed', '-1')"
        )
        migrate.apply(connection, SHIPPED[2])
        named = connection.execute("SELECT id FROM channels WHERE username IS NOT NULL ORDER BY id").fetchall()
    assert named == [(-4,), (-1,)]
