from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import time
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.cli.restore import restore_backup
from bot.runtime.clock import SystemClock
from bot.ui.locale import Texts
from storage.database import Database, DatabaseTrouble, open_database
from tests.server import wait_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from pathlib import Path

    from storage.database import Connection
    from tests.app.story import Story


async def said_at_the_end(story: Story) -> tuple[int | None, str]:
    """Start the program, which is to end by itself, and return its exit code and what it said."""
    child = await story.program.start_child(asyncio.subprocess.PIPE)
    _, said = await asyncio.wait_for(child.communicate(), 60)
    assert b"Traceback" not in said
    return child.returncode, said.decode()


async def test_a_second_program_on_the_same_database_ends_with_a_sentence_and_the_first_goes_on(
    story: Story, tmp_path: Path
) -> None:
    async with story.program.running():
        story.program.variables["NW_SESSION_DIR"] = str(tmp_path / "other")
        await story.program.sign_reader_in()  # an account of its own would not help: it is the database that is one
        code, said = await said_at_the_end(story)
        assert code == 1
        assert f"A Narrative Watch is running on {story.program.database}." in said
        await story.ask(story.owner, "/status")


async def test_a_database_that_another_program_holds_locked_ends_the_start_with_a_sentence(story: Story) -> None:
    async with story.program.running():
        pass
    with closing(sqlite3.connect(story.program.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        code, said = await said_at_the_end(story)
    assert code == 1
    assert "database is locked" in said
    assert "stop the program that locks the file" in said


async def test_a_damaged_database_is_refused_and_a_backup_put_back_brings_the_program_up(story: Story) -> None:
    async with story.program.running():
        await story.set_up("Test story", "жест доброї волі")
    path = story.program.database
    whole = path.read_bytes()
    kept = path.with_name("kept.db")
    kept.write_bytes(whole)
    path.write_bytes(whole[: len(whole) // 2])

    code, said = await said_at_the_end(story)
    assert code == 1
    assert "is damaged" in said
    assert "Restore a backup" in said
    assert path.read_bytes() == whole[: len(whole) // 2]

    say = Texts("en").for_language("en")
    await restore_backup(kept, path, None, SystemClock().now(), say, ZoneInfo("UTC"), print)
    async with story.program.running():
        await story.ask_for(story.owner, "/channels", "Новини")


async def test_a_folder_that_cannot_be_written_ends_the_start_with_a_sentence_that_names_it(story: Story) -> None:
    story.program.variables["NW_DATABASE"] = "/proc/narrative-watch/narratives.db"  # no user may write there
    code, said = await said_at_the_end(story)
    assert code == 1
    assert "/proc/narrative-watch" in said


class ReadOnly(Database):
    """A database whose file system turns read-only, as a failing disk's does, when its file `seal` comes up."""

    async def write(self, work: Callable[[Connection], Awaitable[object]]) -> object:  # type: ignore[override]
        if self.path.with_name("seal").exists():
            await self._writer.execute("PRAGMA query_only = ON")
        return await super().write(work)


@asynccontextmanager
async def read_only_one_day(path: Path) -> AsyncIterator[Database]:
    async with open_database(path, ReadOnly) as database:
        yield database


async def test_a_file_system_that_turns_read_only_ends_the_program_and_loses_nothing(story: Story) -> None:
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
    seal = story.program.database.with_name("seal")

    async def run() -> None:
        async with story.program.running(opening=read_only_one_day):
            seal.touch()
            await story.telegram.post(channel, "Це жест доброї волі")
            await asyncio.sleep(10)

    with pytest.raises(DatabaseTrouble, match="readonly"):
        await run()
    assert story.cards(story.owner) == []
    seal.unlink()

    async with story.program.running():
        await story.card(story.owner)
    assert len(story.cards(story.owner)) == 1


class LeapingClock:
    """The clock of a machine that somebody sets, or that a time server does: forward or back."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@pytest.mark.parametrize("leap", [timedelta(days=400), timedelta(hours=1), -timedelta(hours=1), -timedelta(days=400)])
async def test_a_clock_that_leaps_costs_no_post_and_repeats_no_card(story: Story, leap: timedelta) -> None:
    clock = LeapingClock()
    async with story.program.running(clock):
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, "Перший жест доброї волі", at=datetime.now(UTC))
        await story.card(story.owner)
        clock.ahead = leap
        await story.telegram.post(channel, "Зовсім інша новина, і в ній жест доброї волі", at=datetime.now(UTC))
        kept = "SELECT 1 FROM posts WHERE text LIKE 'Зовсім%'"
        await wait_for(lambda: story.program.rows(kept), awaited="the post to be kept")
        await asyncio.sleep(1)
    async with story.program.running():  # the clock is right again
        sent = "SELECT count(DISTINCT message_id) FROM outbox WHERE status = 'sent'"
        await wait_for(lambda: story.program.rows(sent) == [(2,)], awaited="both to be told")
        await story.telegram.post(channel, "Третя новина: і тут жест доброї волі", at=datetime.now(UTC))
        await wait_for(lambda: story.program.rows(sent) == [(3,)], awaited="the third card")
    assert story.program.rows("SELECT count(*) FROM outbox") == [(3,)]
    assert len({card.text for card in story.cards(story.owner)}) == len(story.cards(story.owner))


@pytest.fixture
def zone() -> Iterator[Callable[[str], None]]:
    """Change the time zone of this machine, for this process, until the end of the test."""
    before = os.environ.get("TZ")

    def change(name: str | None) -> None:
        if name is None:
            os.environ.pop("TZ", None)
        else:
            os.environ["TZ"] = name
        time.tzset()

    yield change
    change(before)


async def test_a_machine_whose_time_zone_changes_shows_the_same_times(
    story: Story, zone: Callable[[str], None]
) -> None:
    posted = datetime.now(UTC)
    zone("Pacific/Kiritimati")
    async with story.program.running():
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, "Перший жест доброї волі", at=posted)
        first = await story.card(story.owner)
        zone("Pacific/Pago_Pago")
        await story.telegram.post(channel, "Зовсім інша новина, і в ній жест доброї волі", at=posted)
        second = await story.card(story.owner, 2)
    shown = [re.search(r"\d\d:\d\d", card.text) for card in (first, second)]
    local = posted.astimezone(ZoneInfo(story.program.settings.time_zone))
    assert [found and found[0] for found in shown] == [f"{local:%H:%M}"] * 2
