from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from storage import migrate

if TYPE_CHECKING:
    import pytest

    from tests.app.story import Story


async def test_a_newer_program_says_what_it_brought_up_to_date_and_where_the_copy_lies(
    story: Story, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with story.program.running():
        await story.ask(story.owner, "/status")
    assert "brought up to date" not in caplog.text
    shipped = list(migrate.migrations())
    now = len(shipped)
    newer = migrate.Migration(now + 1, "CREATE TABLE added (x TEXT) STRICT;")
    monkeypatch.setattr(migrate, "migrations", lambda: iter([*shipped, newer]))

    for _ in range(2):  # and says so once
        async with story.program.running():
            await story.ask(story.owner, "/status")

    lines = [line for line in caplog.text.splitlines() if "database brought up to date" in line]
    assert len(lines) == 1
    copy = f"{story.program.database.name}.before-{now + 1:04}"
    assert all(part in lines[0] for part in (f"'was': {now}", f"'version': {now + 1}", copy))
    assert story.program.database.with_name(copy).is_file()
    assert story.program.rows("PRAGMA user_version") == [(now + 1,)]
