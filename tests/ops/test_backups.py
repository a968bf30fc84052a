from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.alerts.notices import Notifier
from bot.cli.backup import back_up
from bot.cli.restore import restore_backup
from bot.ops.backup_job import BackupJob
from bot.ops.backups import Backups, NoRoom
from bot.runtime.lock import AlreadyRunning, is_running, single_instance
from storage import backup, migrate
from storage.database import to_text
from storage.migrate import DatabaseRefused, prepare
from storage.model.database import Fact, Purpose
from storage.model.ids import NarrativeId
from storage.model.subscribers import Role
from storage.narratives import narratives
from storage.ops import facts
from storage.people import subscribers
from tests.fakes import START
from tests.newsroom import ANNA, BORYS, open_newsroom, post

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ui.locale import Texts
    from storage.model.narratives import Narrative
    from tests.newsroom import Newsroom

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


async def narrative(newsroom: Newsroom) -> Narrative:
    found = await narratives.get(newsroom.database.reader, NarrativeId("feint"))
    assert found is not None
    return found


def files(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))


@pytest.fixture
def zone() -> ZoneInfo:
    return ZoneInfo("UTC")


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "newsroom.db", tmp_path / "backups", 3)


async def test_the_newest_backups_are_kept_and_nothing_else_in_the_folder_is_touched(
    newsroom: Newsroom, backups: Backups
) -> None:
    backups.folder.mkdir()
    (backups.folder / "holiday.db").touch()
    for number in range(5):
        backups.make(START + number * DAY)
    assert [one.made_at for one in backups.every()] == [START + number * DAY for number in (2, 3, 4)]
    assert (backups.folder / "holiday.db").exists()
    assert all(one.path.stat().st_mode & 0o777 == 0o600 for one in backups.every())


async def test_sessions_are_copied_only_when_asked_for_by_nobody_else_readable_and_go_with_their_backup(
    newsroom: Newsroom, backups: Backups, tmp_path: Path
) -> None:
    session = tmp_path / "reader.session"
    with closing(sqlite3.connect(session)) as connection:
        connection.execute("CREATE TABLE sessions (auth_key BLOB)")
        connection.execute("INSERT INTO sessions VALUES (x'0102')")
        connection.commit()
    session.chmod(0o644)
    made, _ = backups.make(START, [session])
    copied = made.sessions / "reader.session"
    with closing(sqlite3.connect(copied)) as connection:
        assert connection.execute("SELECT auth_key FROM sessions").fetchall() == [(b"\1\2",)]
    assert copied.stat().st_mode & 0o777 == 0o600
    assert made.sessions.stat().st_mode & 0o777 == 0o700
    for number in range(1, 4):
        other, _ = backups.make(START + number * DAY)
        assert not other.sessions.exists()
    assert not made.sessions.exists()


async def test_a_backup_leaves_room_on_the_disk(
    newsroom: Newsroom, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(backups.folder.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    with pytest.raises(NoRoom, match=r"too full for a backup: .. MB more are needed"):
        backups.make(START)
    assert backups.every() == []


def backing_up(newsroom: Newsroom, backups: Backups, every: timedelta = DAY) -> BackupJob:
    herald = Notifier(newsroom.database, newsroom.clock, newsroom.owed)
    return BackupJob(backups, newsroom.database, herald, newsroom.clock, every)


async def owner(newsroom: Newsroom) -> None:
    await newsroom.database.write(lambda tx: subscribers.let_in(tx, BORYS, Role.OWNER, START))


async def notices_of(newsroom: Newsroom) -> list[object]:
    return [row[0] for row in await newsroom.rows("SELECT name FROM notices ORDER BY delivery_id")]


async def test_a_backup_is_made_soon_after_the_first_start_and_then_once_a_day(
    newsroom: Newsroom, backups: Backups
) -> None:
    job = backing_up(newsroom, backups)
    made = []
    for _ in range(60 * 49):
        await job.tick()
        made.append(len(backups.every()))
        newsroom.clock.move(timedelta(minutes=1))
    assert [made.index(number) for number in (1, 2, 3)] == [10, 10 + 24 * 60, 10 + 48 * 60]
    assert await facts.get(newsroom.database.reader, Fact.BACKUP_MADE) == to_text(
        START + timedelta(minutes=10) + 2 * DAY
    )
    after_a_restart = backing_up(newsroom, backups)
    newsroom.clock.move(HOUR)
    await after_a_restart.tick()
    assert len(backups.every()) == 3


async def test_no_backup_is_made_where_none_is_wanted(newsroom: Newsroom, backups: Backups) -> None:
    job = backing_up(newsroom, backups, timedelta(0))
    newsroom.clock.move(10 * DAY)
    await job.tick()
    assert backups.every() == []


async def test_owners_hear_once_that_no_backup_can_be_made_and_once_that_it_can_again(
    newsroom: Newsroom, backups: Backups
) -> None:
    await owner(newsroom)
    backups.folder.write_text("a file where the folder should be", encoding="utf-8")
    job = backing_up(newsroom, backups)
    for _ in range(5):
        newsroom.clock.move(HOUR)
        await job.tick()
        await job.tick()
    assert await notices_of(newsroom) == ["notice-backup-failed"]
    assert "File exists" in (await facts.get(newsroom.database.reader, Fact.BACKUP_FAILED) or "")

    backups.folder.unlink()
    newsroom.clock.move(HOUR)
    await job.tick()
    await job.tick()
    assert await notices_of(newsroom) == ["notice-backup-failed", "notice-backup-again"]
    assert await facts.get(newsroom.database.reader, Fact.BACKUP_FAILED) == ""


async def test_the_command_says_where_the_backup_is_and_what_it_holds(
    newsroom: Newsroom, backups: Backups, texts: Texts, zone: ZoneInfo, tmp_path: Path
) -> None:
    await newsroom.pipeline().ingest([post(1, "rain")])
    said: list[str] = []
    back_up(tmp_path / "newsroom.db", backups, None, START, texts.for_language("en"), zone, said.append)
    (made,) = backups.every()
    assert str(made.path) in said[0]
    assert said[1] == ("It contains 1 channel, 1 post and 0 subscribers. Newest post: 10 Sep 2022, 12:00.")
    assert len(said) == 2


async def test_asked_for_sessions_it_says_aloud_that_they_are_in_it(
    newsroom: Newsroom, backups: Backups, texts: Texts, zone: ZoneInfo, tmp_path: Path
) -> None:
    sessions = tmp_path / "sessions"
    sessions.mkdir()
    said: list[str] = []
    back_up(tmp_path / "newsroom.db", backups, sessions, START, texts.for_language("uk"), zone, said.append)
    assert "немає сеансів" in said[-1]
    with closing(sqlite3.connect(sessions / "bot.session")) as connection:
        connection.execute("CREATE TABLE sessions (auth_key BLOB)")
    back_up(tmp_path / "newsroom.db", backups, sessions, START + DAY, texts.for_language("uk"), zone, said.append)
    assert "Бережіть їх, як паролі" in said[-1]


async def test_a_restored_backup_is_what_it_was_and_the_other_database_is_kept(
    tmp_path: Path, texts: Texts, zone: ZoneInfo
) -> None:
    path = tmp_path / "watch.db"
    said: list[str] = []
    async with open_newsroom(path) as newsroom:
        await owner(newsroom)
        await newsroom.track("feint", "ruse", "horses")
        await newsroom.follow(ANNA, "feint")
        await newsroom.pipeline().ingest([post(1, "a ruse")])
        backup.copy(path, tmp_path / "kept.db")
        await newsroom.pipeline().ingest([post(2, "horses at the river, says the mayor"), post(3, "a ruse")])

    await restore_backup(tmp_path / "kept.db", path, None, START, texts.for_language("en"), zone, said.append)

    (aside,) = files(tmp_path, "watch.db.replaced-*")
    assert backup.inspect(aside).posts == 3
    assert aside.name in said[2]
    assert "verified and restored to" in said[0]
    assert said[1].startswith("It contains 1 channel, 1 post and 2 subscribers.")
    assert files(tmp_path, "*.coming*") == []
    async with open_newsroom(path) as again:
        again.matcher.watch(await narrative(again))
        await again.pipeline().ingest([post(2, "horses at the river, says the mayor")])
        rows = await again.rows("SELECT id, subscriber_id, kind FROM outbox ORDER BY id")
    # What was sent under the numbers 2 and 3 is not known any more, and no new alert may pass for it.
    moment = int(START.timestamp() * 1000)
    assert rows == [(1, ANNA, "new"), (moment + 1, BORYS, "notice"), (moment + 2, ANNA, "new")]


async def test_nothing_is_restored_while_the_service_runs(tmp_path: Path, texts: Texts, zone: ZoneInfo) -> None:
    path = tmp_path / "watch.db"
    for one in (path, tmp_path / "kept.db"):
        prepare(one)
    before = path.read_bytes()
    with single_instance(path), pytest.raises(AlreadyRunning, match=r"is running on .*watch\.db\. Stop it first"):
        await restore_backup(tmp_path / "kept.db", path, None, START, texts.for_language("en"), zone, print)
    assert path.read_bytes() == before
    assert not is_running(path)


async def test_a_broken_backup_changes_nothing(tmp_path: Path, texts: Texts, zone: ZoneInfo) -> None:
    path, broken = tmp_path / "watch.db", tmp_path / "kept.db"
    for one in (path, broken):
        prepare(one)
    broken.write_bytes(broken.read_bytes()[:-4096])
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match=r"kept\.db is damaged"):
        await restore_backup(broken, path, None, START, texts.for_language("en"), zone, print)
    assert path.read_bytes() == before
    assert [one.name for one in files(tmp_path, "watch*")] == ["watch.db", "watch.db.lock"]


async def test_a_backup_of_an_older_version_is_brought_up_to_date_and_left_as_it_was(
    tmp_path: Path, texts: Texts, zone: ZoneInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, path = tmp_path / "kept.db", tmp_path / "new" / "watch.db"
    prepare(kept)
    prepare(path)
    before = kept.read_bytes()
    shipped = list(migrate.migrations())
    newer = migrate.Migration(len(shipped) + 1, "CREATE TABLE added (x TEXT) STRICT;")
    monkeypatch.setattr(migrate, "migrations", lambda: iter([*shipped, newer]))
    await restore_backup(kept, path, None, START, texts.for_language("en"), zone, print)
    assert backup.inspect(path).schema == newer.number
    assert kept.read_bytes() == before
    assert files(path.parent, "*.before-*") == []  # the backup is the copy


async def test_a_backup_of_a_newer_version_is_refused_and_nothing_touched(
    tmp_path: Path, texts: Texts, zone: ZoneInfo
) -> None:
    path, newer = tmp_path / "watch.db", tmp_path / "kept.db"
    for one in (path, newer):
        prepare(one)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes(), newer.read_bytes()
    with pytest.raises(
        DatabaseRefused, match=r"kept\.db was made by a newer Narrative Watch \(schema 99, this program"
    ):
        await restore_backup(newer, path, None, START, texts.for_language("en"), zone, print)
    assert (path.read_bytes(), newer.read_bytes()) == before


async def test_the_database_of_a_replay_is_no_backup(tmp_path: Path, texts: Texts, zone: ZoneInfo) -> None:
    async with open_newsroom(tmp_path / "kept.db") as newsroom:
        await newsroom.database.write(lambda tx: facts.save(tx, Fact.PURPOSE, Purpose.REPLAY))
    with pytest.raises(DatabaseRefused, match="of a replay"):
        await restore_backup(
            tmp_path / "kept.db", tmp_path / "watch.db", None, START, texts.for_language("en"), zone, print
        )
    assert not (tmp_path / "watch.db").exists()


async def test_sessions_come_back_when_asked_for_and_those_that_were_there_are_kept(
    tmp_path: Path, texts: Texts, zone: ZoneInfo
) -> None:
    kept, target = tmp_path / "kept.sessions", tmp_path / "sessions"
    said: list[str] = []
    prepare(tmp_path / "kept.db")
    for folder, mark in ((kept, "old"), (target, "new")):
        folder.mkdir()
        with closing(sqlite3.connect(folder / "reader.session")) as connection:
            connection.execute(f"CREATE TABLE {mark} (auth_key BLOB)")
    await restore_backup(
        tmp_path / "kept.db", tmp_path / "watch.db", (kept, target), START, texts.for_language("en"), zone, said.append
    )
    with closing(sqlite3.connect(target / "reader.session")) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("old",)]
    assert len(files(target, "reader.session.replaced-*")) == 1
    assert (target / "reader.session").stat().st_mode & 0o777 == 0o600
    assert any("Sessions restored to" in sentence for sentence in said)
