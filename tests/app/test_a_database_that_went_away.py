"""The file of the database is moved, deleted or replaced while the service runs, or before it starts again."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.app import serve
from bot.cli.restore import restore_backup
from bot.ops import database_watch
from bot.runtime.clock import SystemClock
from bot.ui.locale import Texts
from storage.migrate import DatabaseRefused
from tests.app.test_monitoring import free_port, measured, wait_until_healthy
from tests.server import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.story import Story


@pytest.fixture(autouse=True)
def look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_watch, "LOOK_EVERY", 0.2)


def move(path: Path, target: Path) -> None:
    """Move a database as somebody would who knows that more than one file belongs to it."""
    for suffix in ("-shm", "-wal", ""):
        one = path.with_name(path.name + suffix)
        if one.exists():
            one.rename(target.with_name(target.name + suffix))


async def told(story: Story, part: str) -> None:
    await wait_for(lambda: any(part in letter.text for letter in story.from_bot(story.owner)))


async def test_nothing_is_written_while_the_file_is_away_and_everything_is_kept_when_it_is_back(story: Story) -> None:
    path = story.program.database
    away = path.with_name("away.db")
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        move(path, away)
        await story.ask_for(story.owner, "/status", "was moved, deleted or replaced")
        await story.telegram.post(channel, "Це жест доброї волі")
        await asyncio.sleep(1)
        assert story.cards(story.owner) == []
        move(away, path)
        await story.card(story.owner)
        await told(story, "is back")
    assert len(story.cards(story.owner)) == 1
    assert story.program.rows("SELECT count(*) FROM posts") == [(1,)]


async def test_a_deleted_file_is_reported_to_the_owner_and_to_monitors(story: Story) -> None:
    port = free_port()
    story.program.variables["NW_METRICS_PORT"] = str(port)
    async with story.program.running():
        await story.set_up("Test story", "жест доброї волі")
        await wait_until_healthy(port)
        story.program.database.unlink()
        await told(story, "was moved, deleted or replaced")
        await wait_until_healthy(port, ill=True)
        assert (await measured(port))["database_in_place",] == 0


async def test_another_file_in_its_place_is_not_taken_for_it(story: Story) -> None:
    path = story.program.database
    async with story.program.running():
        await story.set_up("Test story", "жест доброї волі")
        copy = path.with_name("copy.db")
        shutil.copy(path, copy)
        copy.replace(path)
        await told(story, "was moved, deleted or replaced")


async def test_a_lost_database_is_not_begun_anew_in_silence(story: Story) -> None:
    path = story.program.database
    async with story.program.running():
        await story.set_up("Test story", "жест доброї волі")
    move(path, path.with_name("away.db"))
    with pytest.raises(DatabaseRefused, match="shows that there was one") as refused:
        await serve(story.program.settings, asyncio.Event(), story.program.matcher_of)
    assert "restore a backup" in str(refused.value)
    assert not path.exists()

    async with story.program.running(new_database=True):
        assert story.program.rows("SELECT count(*) FROM channels") == [(0,)]


async def test_a_restore_says_what_a_file_copied_without_its_journal_may_lack(
    story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = tmp_path / "bare.db"
    async with story.program.running():
        await story.set_up("Test story", "жест доброї волі")
        shutil.copy(story.program.database, bare)
    capsys.readouterr()
    say = Texts("en").for_language("en")
    await restore_backup(
        bare, tmp_path / "new" / "narratives.db", None, SystemClock().now(), say, ZoneInfo("UTC"), print
    )
    assert "its latest changes may be missing" in capsys.readouterr().out
