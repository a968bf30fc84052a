from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.locale import Texts
from bot.restore_command import restore

if TYPE_CHECKING:
    from pathlib import Path

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
    assert "see to the disk or to the program that holds the file" in said


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
    await restore(kept, path, None, SystemClock().now(), say, ZoneInfo("UTC"), print)
    async with story.program.running():
        await story.ask_for(story.owner, "/channels", "Новини")
