from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.cli.doctor import database, files, machine
from bot.cli.doctor.check import Status
from bot.ops.backups import Backups
from storage import migrate
from storage.migrate import prepare
from tests.cli.test_main import run
from tests.fakes import START
from tests.newsroom import ANNA, open_newsroom, post

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ui.locale import Texts
    from bot.ui.markup import Say

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


@pytest.fixture(params=["en", "uk"])
def say(texts: Texts, request: pytest.FixtureRequest) -> Say:
    return texts.for_language(request.param)


@pytest.mark.parametrize(
    ("seconds", "status"),
    [(0, "ok"), (5, "ok"), (-5, "ok"), (6, "warning"), (-30, "warning"), (31, "fault"), (-360, "fault")],
)
def test_a_clock_that_is_wrong_is_told_by_telegrams(say: Say, seconds: int, status: str) -> None:
    check = machine.clock(seconds * SECOND, None, START, say)
    assert check.status == status
    assert (str(abs(seconds)) in check.detail) == (status != "ok")


def test_without_telegram_a_clock_that_went_back_is_told_by_the_service_having_run_in_the_future(say: Say) -> None:
    assert machine.clock(None, START - SECOND, START, say).status is Status.OK
    assert machine.clock(None, None, START, say).status is Status.OK
    back = machine.clock(None, START + SECOND, START, say)
    assert back.status is Status.FAULT
    assert "2022-09-10 12:00" in back.detail


@pytest.mark.parametrize(("free", "status"), [(50, "fault"), (500, "warning"), (5000, "ok")])
def test_a_disk_that_fills_up_is_told_in_time(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, status: str
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free * 2**20))
    checks = machine.disk([tmp_path / "not" / "yet", tmp_path / "there"], say)
    assert [one.status for one in checks] == [status]
    assert str(tmp_path) in checks[0].detail


@pytest.mark.parametrize(("data", "status"), [("2022.1", "ok"), ("2021.5", "ok"), ("2020.1", "warning")])
def test_time_zone_data_that_is_years_old_is_told(
    say: Say, monkeypatch: pytest.MonkeyPatch, data: str, status: str
) -> None:
    monkeypatch.setattr(machine, "version", lambda _: data)
    check = machine.time_zone("Europe/Kyiv", START, say)
    assert check.status == status
    assert "15:00 (UTC+0300)" in check.detail


def test_a_folder_that_is_a_file_is_a_fault(say: Say, tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    (check,) = files.folders([tmp_path / "data" / "sessions"], say)
    assert check.status is Status.FAULT
    assert files.folders([tmp_path / "new"], say)[0].status is Status.OK
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_written_is_a_fault(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # who runs the tests may be root, who may write anywhere
    (check,) = files.folders([tmp_path], say)
    assert check.status is Status.FAULT
    assert "chown" in check.remedy


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def foreign(path: Path) -> None:
    path.write_text("Dear diary, " * 100, encoding="utf-8")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9999")


@pytest.mark.parametrize("harm", [damaged, foreign, newer])
def test_a_database_that_cannot_be_used_is_a_fault_and_left_as_it_is(say: Say, tmp_path: Path, harm: object) -> None:
    path = tmp_path / "watch.db"
    prepare(path)
    harm(path)  # type: ignore[operator]
    before = path.read_bytes()
    found = database.database(path, [], START, say)
    assert [one.status for one in found.checks] == [Status.FAULT]
    assert found.condition is None
    assert path.read_bytes() == before


def test_an_older_database_is_not_brought_up_to_date_by_a_check_up(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "watch.db"
    prepare(path)
    newest = [*migrate.migrations()]
    monkeypatch.setattr(database, "migrations", lambda: [*newest, newest[-1]._replace(number=99)])
    found = database.database(path, [], START, say)
    assert [one.status for one in found.checks] == [Status.WARNING]
    assert "99" in found.checks[0].detail


async def test_a_database_in_use_is_looked_into(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    async with open_newsroom(path) as newsroom:
        await newsroom.track("feint", "ruse")
        await newsroom.follow(ANNA, "feint")
        await newsroom.pipeline().ingest([post(1, "a ruse")])
        found = database.database(path, [], START, say)
        late = database.database(path, [], START + DAY, say)
    assert found.condition is not None
    assert late.condition is not None
    assert database.outbox(found.condition, START, say).status is Status.OK
    assert database.outbox(late.condition, START + DAY, say).status is Status.WARNING
    assert database.channels(found.condition, say).status is Status.WARNING  # no account reads the newsroom's


def test_a_backup_that_is_missed_or_failed_is_told(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    prepare(path)
    backups = Backups(path, tmp_path / "backups", 3)
    condition = database.database(path, [], START, say).condition
    assert condition is not None
    assert database.last_backup(backups, DAY, None, START, say).status is Status.OK
    assert database.last_backup(backups, DAY, condition, START, say).status is Status.WARNING
    backups.make(START)
    assert database.last_backup(backups, DAY, condition, START + DAY, say).status is Status.OK
    assert database.last_backup(backups, DAY, condition, START + 3 * DAY, say).status is Status.WARNING
    assert database.last_backup(backups, 0 * DAY, condition, START + 3 * DAY, say).status is Status.OK
    failed = database.last_backup(backups, DAY, condition._replace(backup_failed="no room"), START, say)
    assert failed.status is Status.WARNING
    assert "no room" in failed.detail


def test_with_nothing_set_up_it_says_what_is_missing_and_makes_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", "--json")
    assert done.returncode == 1
    assert done.stderr == ""
    checks = json.loads(done.stdout)["checks"]
    assert [one["detail"][:12] for one in checks if one["name"] == "settings"] == [
        "NW_API_ID is",
        "NW_API_HASH ",
        "NW_BOT_TOKEN",
    ]
    assert {one["name"] for one in checks} >= {"folders", "database", "disk", "clock", "time-zone", "backup"}
    assert list(tmp_path.iterdir()) == []


def test_an_env_file_that_is_no_text_is_bad_usage(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    done = run(tmp_path, "doctor")
    assert done.returncode == 2
    assert "must be UTF-8" in done.stderr


def test_an_env_file_that_others_can_read_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("NW_LANGUAGE=uk\n", encoding="utf-8")
    (tmp_path / ".env").chmod(0o644)
    done = run(tmp_path, "doctor")
    assert "chmod 600 .env" in done.stdout
    assert "Базу даних" in done.stdout
